#ifndef CATALOGUE_INDEX_POINT_H
#define CATALOGUE_INDEX_POINT_H

#include "catalogue/column.h"

/* An index to a recording, as OHMS has it: what is spoken about from a moment to the next point. */
struct db;

struct index_point {
    int64_t id;
    int64_t item;
    int64_t at_ms;
    const char *title;
    const char *synopsis;
    const char *partial_transcript;
    const char *keywords; /* one a line */
    const char *subjects; /* one a line */
    const char *gps;      /* never published */
    const char *links;    /* one "address text" a line */
    int64_t position;
};

/* Puts COUNT points in the place of all those of ITEM and what was translated of them; fills in their
 * id, item and position. Their words in another language are translations (catalogue/translation.h)
 * of the points. */
bool index_point_replace(struct db *db, int64_t item, struct index_point *points, size_t count,
                         GError **error);
GArray *index_point_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
