#ifndef CATALOGUE_PART_H
#define CATALOGUE_PART_H

#include "catalogue/column.h"

/* Items that are parts of another item: pages of an album, sides of a tape. Each is an item of its own,
 * shown or withheld by its own consent. */
struct db;

/* The other end of such a link. */
struct part {
    int64_t id;
    const char *code;
    const char *title;
};

/* Makes ITEM a part of WHOLE, and of no other. One that stands in itself would be _INVALID. */
bool part_put(struct db *db, int64_t item, int64_t whole, GError **error);

/* What it is a part of, none or one; and its own parts: arrays of struct part. */
GArray *part_whole(struct db *db, int64_t item, GStringChunk *strings, GError **error);
GArray *part_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
