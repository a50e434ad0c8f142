#ifndef CATALOGUE_SHOWN_SEARCH_H
#define CATALOGUE_SHOWN_SEARCH_H

#include "catalogue/shown.h"

/* What visitors find. Hidden and withheld names and redacted lines are not found. Nothing typed is
 * kept anywhere. */
struct shown_hit {
    struct shown_card card;
    const char *field; /* where: title, description, person, place, theme, cue, text, index … */
    int64_t at_ms;     /* where in the recording; -1: not in one place of it */
    const char *language; /* of the snippet: that of the line, not of the recording */
    const char *snippet;  /* SEARCH_OPEN and SEARCH_CLOSE of catalogue/search.h around each match */
};
struct shown_hits {
    GStringChunk *strings;
    size_t count;
    struct shown_hit *hits;
    bool has_more;
};

/* Best first, each item once, up to LIMIT (100 at most). KINDS as in shown_filter. */
struct shown_hits *shown_search(struct db *db, const char *typed, unsigned kinds, int limit,
                                const char *language, GError **error);
void shown_hits_free(struct shown_hits *hits);
CLEAN_UP(shown_hits, shown_hits_free)

#endif
