#include "kiosk/view_search.h"

#include "catalogue/fold.h"
#include "kiosk/exhibition.h"

#include <string.h>

enum {
    MOST_HITS = 100,
    FAR = 3,          /* letters that differ: no longer near */
    LEAST_COMMON = 2, /* letters at the beginning that are not in doubt */
    LEAST_LETTERS = 4,
    LONGEST = 40,
};

static struct shown_hits *search(const struct exhibition *exhibition, const char *typed,
                                 const char *language, GError **error)
{
    return shown_search(exhibition_catalogue(exhibition), typed, 0, MOST_HITS, language, error);
}

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

static gunichar *folded(const char *word, size_t length, glong *count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    fold_word(text, word, length);
    return g_utf8_to_ucs4_fast(text->str, -1, count);
}

/* How many letters must be put in, taken out or changed; FAR or more for words too long. */
static int distance(const gunichar *a, glong a_count, const gunichar *b, glong b_count)
{
    int row[LONGEST + 1] = {0};
    if (a_count > LONGEST || b_count > LONGEST || ABS(a_count - b_count) >= FAR)
        return FAR;
    for (glong k = 0; k <= b_count; k++)
        row[k] = (int)k;
    for (glong i = 1; i <= a_count; i++) {
        int corner = row[0];
        row[0] = (int)i;
        for (glong k = 1; k <= b_count; k++) {
            int changed = corner + (a[i - 1] != b[k - 1]);
            corner = row[k];
            row[k] = MIN(changed, MIN(row[k], row[k - 1]) + 1);
        }
    }
    return row[b_count];
}

/* The found words of a snippet that are nearer to the typed ones than @least. */
static void take_nearer(const char *snippet, const gunichar *typed, glong count, char **nearest,
                        int *least)
{
    const char *at = snippet;
    while (at != NULL && (at = strstr(at, SEARCH_OPEN)) != NULL) {
        const char *word = at + strlen(SEARCH_OPEN);
        const char *end = strstr(word, SEARCH_CLOSE);
        if (end == NULL)
            return;
        glong letters;
        g_autofree gunichar *found = folded(word, (size_t)(end - word), &letters);
        int far = distance(typed, count, found, letters);
        if (far < *least) {
            *least = far;
            g_free(*nearest);
            *nearest = g_strndup(word, (gsize)(end - word));
        }
        at = end;
    }
}

/* The nearest word that is found and begins as @typed does: the beginning is made shorter until
 * something near is among what it finds. NULL: none; the caller's. */
static char *nearest_word(const struct exhibition *exhibition, const char *typed,
                          const char *language)
{
    glong count;
    g_autofree gunichar *letters = folded(typed, strlen(typed), &count);
    char *nearest = NULL;
    int least = FAR;
    if (count < LEAST_LETTERS || strchr(typed, ' ') != NULL)
        return NULL;
    for (glong common = count - 1; common >= LEAST_COMMON && nearest == NULL; common--) {
        g_autofree char *beginning = g_ucs4_to_utf8(letters, common, NULL, NULL, NULL);
        struct shown_hits *hits =
            beginning != NULL ? search(exhibition, beginning, language, NULL) : NULL;
        for (size_t i = 0; hits != NULL && i < hits->count; i++)
            take_nearer(hits->hits[i].snippet, letters, count, &nearest, &least);
        if (hits != NULL)
            shown_hits_free(hits);
    }
    return nearest;
}

struct view_search *view_search_read(const struct exhibition *exhibition, const char *typed,
                                     const char *language, GError **error)
{
    struct shown_hits *hits = search(exhibition, typed, language, error);
    if (hits == NULL)
        return NULL;
    put_noted_last(hits);
    struct view_search *view = g_new0(struct view_search, 1);
    view->hits = hits;
    if (hits->count == 0)
        view->nearest = nearest_word(exhibition, typed, language);
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
