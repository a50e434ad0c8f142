#ifndef CATALOGUE_TRAIL_H
#define CATALOGUE_TRAIL_H

#include "catalogue/column.h"

/* Short guided routes through items. */
struct db;

struct trail {
    int64_t id; /* drawn on insertion where 0 */
    const char *title;
    const char *says;
    const char *feeling; /* "Hopeful · mentions hospital at stop 3" */
    int64_t position;
    const char *changed_at;
};

struct trail_stop {
    int64_t trail;
    int64_t item;
    int64_t position;
    const char *says;
};

bool trail_insert(struct db *db, struct trail *trail, GError **error);
bool trail_update(struct db *db, const struct trail *trail, GError **error);
bool trail_remove(struct db *db, int64_t id, GError **error);
bool trail_get(struct db *db, int64_t id, GStringChunk *strings, struct trail *trail,
               GError **error);
/* By exact title. */
bool trail_find(struct db *db, const char *title, GStringChunk *strings, struct trail *trail,
                GError **error);
GArray *trail_list(struct db *db, GStringChunk *strings, GError **error);

/* Puts COUNT stops, in this order, in the place of all those of the trail. */
bool trail_set_stops(struct db *db, int64_t trail, const struct trail_stop *stops, size_t count,
                     GError **error);
GArray *trail_stops(struct db *db, int64_t trail, GStringChunk *strings, GError **error);

#endif
