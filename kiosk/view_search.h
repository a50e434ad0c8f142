/*
 * view_search.h — what visitors find by what they type. Nothing typed is kept. No pixels. UI
 * thread.
 */
#ifndef KIOSK_VIEW_SEARCH_H
#define KIOSK_VIEW_SEARCH_H

#include "catalogue/search.h"
#include "catalogue/shown_search.h"

/* The characters that stand before and after a found word in a snippet. */
#define VIEW_SEARCH_MARKS SEARCH_OPEN SEARCH_CLOSE

struct exhibition;

struct view_search {
    struct shown_hits *hits; /* stories with a content note stand after those without */
    char *nearest;           /* where nothing is found: the nearest that is; NULL: nothing near */
};

/* Up to a hundred, best first. NULL and @error when the archive cannot be read. */
struct view_search *view_search_read(const struct exhibition *exhibition, const char *typed,
                                     const char *language, GError **error);
void view_search_free(struct view_search *view);

#endif
