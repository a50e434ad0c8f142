#ifndef CATALOGUE_REGION_H
#define CATALOGUE_REGION_H

#include "catalogue/column.h"

/* A part of a picture that something is said about. */
struct db;

struct region {
    int64_t id; /* drawn on insertion where 0 */
    int64_t item;
    int page;          /* which picture of a set, from 1 */
    double x, y, w, h; /* shares of the picture, from its left and top edge */
    const char *says;
    const char *language; /* of its words */
    int position;         /* in the order they are told */
};

bool region_insert(struct db *db, struct region *region, GError **error);
/* Its translations go with it. */
bool region_remove(struct db *db, int64_t id, GError **error);
/* Those of ITEM, picture by picture. */
GArray *region_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
