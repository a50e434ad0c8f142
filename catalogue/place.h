#ifndef CATALOGUE_PLACE_H
#define CATALOGUE_PLACE_H

#include "catalogue/column.h"

#include <math.h>

/* Places at area level, never an address; what they have in common with themes is heading.h. */
struct db;

struct place {
    int64_t id; /* on insertion where 0: follows from the name (twin.h) */
    const char *name;
    int64_t parent; /* or 0 */
    const char *about;
    const char *changed_at;
    double latitude; /* NAN: none; rounded to two decimals, about a kilometre, on writing */
    double longitude;
};

#define PLACE_NEW                                                                                  \
    {                                                                                              \
        .latitude = NAN, .longitude = NAN                                                          \
    }

bool place_insert(struct db *db, struct place *place, GError **error);
bool place_update(struct db *db, const struct place *place, GError **error);
bool place_remove(struct db *db, int64_t id, GError **error);
bool place_get(struct db *db, int64_t id, GStringChunk *strings, struct place *place,
               GError **error);
/* By exact preferred or other name. */
bool place_find(struct db *db, const char *name, GStringChunk *strings, struct place *place,
                GError **error);
GArray *place_list(struct db *db, GStringChunk *strings, GError **error);
/* Gives FROM's items, children, names and what INTO does not say of itself to INTO and removes FROM,
 * whose name still finds it. */
bool place_merge(struct db *db, int64_t from, int64_t into, GError **error);

bool place_link(struct db *db, int64_t item, int64_t place, GError **error);
bool place_unlink(struct db *db, int64_t item, int64_t place, GError **error);
/* Those of ITEM by name: an array of struct place. */
GArray *place_of_item(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
