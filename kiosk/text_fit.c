#include "kiosk/text_paragraph.h"

#include <string.h>

enum { SOFT_HYPHEN = 0xAD, GUESS = 4 /* places that most lines have */ };

/* Places where a line may end, found as far as they are asked for. */
struct ends {
    const struct paragraph *paragraph;
    size_t next;       /* glyph to look at */
    bool has_clusters; /* between all of them, not only where UAX #14 has places */
    bool is_whole;     /* all are found, up to the first forced break */
    GArray *found;     /* size_t */
};

static void ends_find(struct ends *ends, guint count)
{
    const struct paragraph *paragraph = ends->paragraph;
    while (ends->found->len < count && !ends->is_whole) {
        char may = paragraph->glyphs[ends->next].may_break;
        size_t end = ++ends->next;
        bool is_last = end == paragraph->count;
        bool is_cluster = ends->has_clusters && (is_last || paragraph->glyphs[end].starts_cluster);
        if (may != BREAK_NO || is_cluster)
            g_array_append_val(ends->found, end);
        ends->is_whole = is_last || may == BREAK_MUST;
    }
}

int fit_hyphen(const struct paragraph *paragraph, const struct text_layout *layout, size_t end)
{
    if (end == 0 || end >= paragraph->count || paragraph->glyphs[end - 1].code != SOFT_HYPHEN)
        return 0;
    const struct piece *piece = paragraph_piece(paragraph, end - 1);
    const struct look *look = &g_array_index(layout->looks, struct look, piece->look);
    return text_measure(piece->font, look, piece->script, FIT_HYPHEN, strlen(FIT_HYPHEN));
}

static int width_of(const struct paragraph *paragraph, const struct text_layout *layout,
                    size_t first, size_t end)
{
    end = paragraph_trim(paragraph, first, end);
    return paragraph_width(paragraph, layout, first, end) + fit_hyphen(paragraph, layout, end);
}

/* The last place whose line is no wider than @width, or 0 when not even the first one's is; the first
 * itself goes to *@least. */
static size_t last_that_fits(const struct paragraph *paragraph, const struct text_layout *layout,
                             size_t first, bool has_clusters, int width, size_t *least)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(size_t));
    struct ends ends = {
        .paragraph = paragraph, .next = first, .has_clusters = has_clusters, .found = found};
    guint low = 0; /* so many fit for sure */
    guint high = GUESS;
    for (ends_find(&ends, high); high <= found->len; ends_find(&ends, high)) {
        if (width_of(paragraph, layout, first, g_array_index(found, size_t, high - 1)) > width)
            break;
        low = high;
        high *= 2;
    }
    high = MIN(high, found->len + 1);
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (width_of(paragraph, layout, first, g_array_index(found, size_t, middle - 1)) <= width)
            low = middle;
        else
            high = middle;
    }
    *least = g_array_index(found, size_t, 0);
    return low > 0 ? g_array_index(found, size_t, low - 1) : 0;
}

size_t fit_line(const struct paragraph *paragraph, const struct text_layout *layout, size_t first,
                int width, bool *is_torn)
{
    size_t least;
    size_t end = last_that_fits(paragraph, layout, first, false, width, &least);
    if (end > 0)
        return end;
    end = last_that_fits(paragraph, layout, first, true, width, &least);
    end = end > 0 ? end : least;
    bool has_spaces =
        g_unichar_break_type(paragraph->glyphs[end - 1].code) != G_UNICODE_BREAK_COMPLEX_CONTEXT;
    *is_torn = has_spaces && paragraph->glyphs[end - 1].may_break == BREAK_NO;
    return end;
}

size_t fit_cut(const struct paragraph *paragraph, const struct text_layout *layout, size_t first,
               int room)
{
    size_t least;
    size_t end = last_that_fits(paragraph, layout, first, false, room, &least);
    end = paragraph_trim(paragraph, first, MAX(end, first));
    if (paragraph_width(paragraph, layout, first, end) * 2 >= room)
        return end;
    end = last_that_fits(paragraph, layout, first, true, room, &least);
    return paragraph_trim(paragraph, first, MAX(end, first));
}
