#ifndef CATALOGUE_COMMUNITY_LABEL_H
#define CATALOGUE_COMMUNITY_LABEL_H

#include "catalogue/column.h"

/* A label a community has given to an item, in its own words (Local Contexts). Only the community
 * words it; nothing here supplies a text. */
struct db;

struct community_label {
    int64_t id; /* drawn on insertion where 0 */
    int64_t item;
    const char *label_code; /* "TK A" */
    const char *community;
    const char *says;
    const char *language; /* NULL is "en" */
    const char *url;
};

bool community_label_insert(struct db *db, struct community_label *label, GError **error);
bool community_label_remove(struct db *db, int64_t id, GError **error);
GArray *community_label_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
