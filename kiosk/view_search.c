#include "kiosk/view_search.h"

#include "kiosk/exhibition.h"
#include "kiosk/view_nearest.h"

#include <string.h>

enum { MOST_HITS = 100 };

/* Stories with something to be told before do not come first; else the order stays. */
static void put_noted_last(struct shown_hits *hits)
{
    g_autofree struct shown_hit *sorted = g_new(struct shown_hit, hits->count + 1);
    size_t count = 0;
    for (int is_noted = 0; is_noted <= 1; is_noted++)
        for (size_t i = 0; i < hits->count; i++)
            if ((hits->hits[i].card.note_level > 0) == is_noted)
                sorted[count++] = hits->hits[i];
    memcpy(hits->hits, sorted, count * sizeof *sorted);
}

struct view_search *view_search_read(const struct exhibition *exhibition, const char *typed,
                                     const char *language, GError **error)
{
    struct shown_hits *hits =
        shown_search(exhibition_catalogue(exhibition), typed, 0, MOST_HITS, language, error);
    if (hits == NULL)
        return NULL;
    put_noted_last(hits);
    struct view_search *view = g_new0(struct view_search, 1);
    view->hits = hits;
    if (hits->count == 0)
        view->nearest = view_nearest(exhibition, typed, language);
    return view;
}

void view_search_free(struct view_search *view)
{
    if (view == NULL)
        return;
    shown_hits_free(view->hits);
    g_free(view->nearest);
    g_free(view);
}
