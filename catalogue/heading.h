#ifndef CATALOGUE_HEADING_H
#define CATALOGUE_HEADING_H

#include "catalogue/column.h"
#include "catalogue/statements.h"

/* What themes and places have in common: each is a heading that items stand under, with a name no other
 * of its kind has, which may itself stand under another. theme.h and place.h say what else each is.
 * The thread of the db. */
struct db;

/* The fields both structs begin with, in this order; HEADING_IS_FIRST holds them to it. */
struct heading {
    int64_t id; /* on insertion where 0: follows from the name (twin.h) */
    const char *name;
    int64_t parent; /* or 0 */
    const char *about;
    const char *changed_at;
};

#define HEADING_IS_FIRST(type)                                                                     \
    G_STATIC_ASSERT(offsetof(type, id) == offsetof(struct heading, id) &&                          \
                    offsetof(type, name) == offsetof(struct heading, name) &&                      \
                    offsetof(type, parent) == offsetof(struct heading, parent) &&                  \
                    offsetof(type, about) == offsetof(struct heading, about) &&                    \
                    offsetof(type, changed_at) == offsetof(struct heading, changed_at))

struct heading_kind {
    const char *table; /* "theme" */
    size_t size;       /* of its struct */
    const struct column *columns;
    enum statement insert, update, remove, by_id, by_name, list, is_above;
    enum statement merge_links, merge_children, link, unlink, of_item;
    /* Sentences, each marked for translation; before all but the first and the last stands its name. */
    const char *needs_name, *has_namesake, *is_unknown, *merges_itself;
    void (*tidy)(void *row);                    /* before it is written; may be NULL */
    void (*fill)(void *row, const void *other); /* what it lacks of its own fields; may be NULL */
};

bool heading_insert(struct db *db, const struct heading_kind *kind, void *row, GError **error);
bool heading_update(struct db *db, const struct heading_kind *kind, const void *row,
                    GError **error);
bool heading_remove(struct db *db, const struct heading_kind *kind, int64_t id, GError **error);
bool heading_get(struct db *db, const struct heading_kind *kind, int64_t id, GStringChunk *strings,
                 void *row, GError **error);
/* By exact preferred or other name. */
bool heading_find(struct db *db, const struct heading_kind *kind, const char *name,
                  GStringChunk *strings, void *row, GError **error);
GArray *heading_list(struct db *db, const struct heading_kind *kind, GStringChunk *strings,
                     GError **error);
GArray *heading_of_item(struct db *db, const struct heading_kind *kind, int64_t item,
                        GStringChunk *strings, GError **error);

/* Gives FROM's items, children, names and what INTO does not say of itself to INTO and removes FROM,
 * whose name still finds it. */
bool heading_merge(struct db *db, const struct heading_kind *kind, int64_t from, int64_t into,
                   GError **error);

/* Whether ITEM stands under the heading ID from now on. */
bool heading_link(struct db *db, const struct heading_kind *kind, int64_t item, int64_t id,
                  bool is_linked, GError **error);

#endif
