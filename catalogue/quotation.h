#ifndef CATALOGUE_QUOTATION_H
#define CATALOGUE_QUOTATION_H

#include "catalogue/column.h"

/* Words of an item that its speaker agreed to see quoted. Visitors see them only where every
 * consent of the item allows quotation. */
struct db;

struct quotation {
    int64_t id; /* drawn on insertion where 0 */
    int64_t item;
    const char *text;
    const char *language; /* NULL is "und" */
    int64_t at_ms;        /* -1: none */
    int64_t position;
};

bool quotation_insert(struct db *db, struct quotation *quotation, GError **error);
bool quotation_remove(struct db *db, int64_t id, GError **error);
GArray *quotation_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
