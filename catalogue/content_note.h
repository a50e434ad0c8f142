#ifndef CATALOGUE_CONTENT_NOTE_H
#define CATALOGUE_CONTENT_NOTE_H

#include "catalogue/column.h"

/* What a visitor is told before it is heard or seen. */
struct db;

struct content_note {
    int64_t id; /* drawn on insertion where 0 */
    int64_t item;
    int64_t begin_ms; /* -1 in both: about the whole item */
    int64_t end_ms;
    int level; /* 1: a quiet line; 2: choices before it opens */
    const char *says;
    bool hides_picture;
};

bool content_note_insert(struct db *db, struct content_note *note, GError **error);
bool content_note_remove(struct db *db, int64_t id, GError **error);
/* Those of ITEM by time. */
GArray *content_note_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
