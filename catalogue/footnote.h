#ifndef CATALOGUE_FOOTNOTE_H
#define CATALOGUE_FOOTNOTE_H

#include "catalogue/column.h"

/* Notes to lines of a transcript, as at the foot of a page. They go where their line goes, and with
 * it; visitors do not see them. */
struct db;

struct footnote {
    int64_t id;       /* drawn on insertion */
    int64_t cue;      /* the line */
    int64_t position; /* among those of its line */
    const char *text;
    const char *links; /* one address a line */
};

bool footnote_insert(struct db *db, struct footnote *footnote, GError **error);

/* Those of the lines ITEM has for a purpose and language, in the order of the lines: an array of
 * struct footnote. */
GArray *footnote_list(struct db *db, int64_t item, const char *purpose, const char *language,
                      GStringChunk *strings, GError **error);

#endif
