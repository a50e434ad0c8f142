#ifndef CATALOGUE_REDACTION_H
#define CATALOGUE_REDACTION_H

#include "catalogue/column.h"

/* Words and sound that must not leave the archive. Lines that touch one are not shown; the
 * recording is shown only as a copy in which it is silent. */
struct db;

struct redaction {
    int64_t id; /* drawn on insertion where 0 */
    int64_t item;
    int64_t begin_ms;
    int64_t end_ms; /* after begin_ms */
    const char *why;
};

bool redaction_insert(struct db *db, struct redaction *redaction, GError **error);
bool redaction_remove(struct db *db, int64_t id, GError **error);
GArray *redaction_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
