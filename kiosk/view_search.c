#include "kiosk/view_search.h"

#include "kiosk/exhibition.h"

enum { MOST_HITS = 100 };

struct view_search *view_search_read(const struct exhibition *exhibition, const char *typed,
                                     const char *language, GError **error)
{
    struct shown_hits *hits =
        shown_search(exhibition_catalogue(exhibition), typed, 0, MOST_HITS, language, error);
    if (hits == NULL)
        return NULL;
    struct view_search *view = g_new0(struct view_search, 1);
    view->hits = hits;
    return view;
}

void view_search_free(struct view_search *view)
{
    if (view == NULL)
        return;
    shown_hits_free(view->hits);
    g_free(view);
}
