#ifndef CATALOGUE_THEME_H
#define CATALOGUE_THEME_H

#include "catalogue/column.h"

/* What things are about: themes and, beneath them, tags; what they have in common with
 * places is heading.h. */
struct db;

struct theme {
    int64_t id; /* on insertion where 0: follows from the name (twin.h) */
    const char *name;
    int64_t parent; /* or 0 */
    const char *about;
    const char *changed_at;
    int64_t position; /* order among its siblings */
};

bool theme_insert(struct db *db, struct theme *theme, GError **error);
bool theme_update(struct db *db, const struct theme *theme, GError **error);
bool theme_remove(struct db *db, int64_t id, GError **error);
bool theme_get(struct db *db, int64_t id, GStringChunk *strings, struct theme *theme,
               GError **error);
/* By exact preferred or other name. */
bool theme_find(struct db *db, const char *name, GStringChunk *strings, struct theme *theme,
                GError **error);
GArray *theme_list(struct db *db, GStringChunk *strings, GError **error);
/* Gives FROM's items, children, names and what INTO does not say of itself to INTO and removes FROM,
 * whose name still finds it. */
bool theme_merge(struct db *db, int64_t from, int64_t into, GError **error);

bool theme_link(struct db *db, int64_t item, int64_t theme, GError **error);
bool theme_unlink(struct db *db, int64_t item, int64_t theme, GError **error);
/* Those of ITEM by name: an array of struct theme. */
GArray *theme_of_item(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
