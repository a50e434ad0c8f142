#ifndef CATALOGUE_EXCERPT_H
#define CATALOGUE_EXCERPT_H

#include "catalogue/column.h"

/* The only parts of a recording that may be shown, where consent is for excerpts only. */
struct db;

struct excerpt {
    int64_t id; /* drawn on insertion where 0 */
    int64_t item;
    int64_t begin_ms;
    int64_t end_ms; /* after begin_ms */
};

bool excerpt_insert(struct db *db, struct excerpt *excerpt, GError **error);
bool excerpt_remove(struct db *db, int64_t id, GError **error);
GArray *excerpt_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
