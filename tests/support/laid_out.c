#include "tests/support/laid_out.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "kiosk/text.h"
#include "kiosk/words.h"
#include "tests/support/unicode.h"

/* Each touch measures a line anew. */
enum { LINES_TOUCHED = 2 };

/* What leaves no trace where a line ends. */
static bool is_blank(const char *at)
{
    gunichar code = g_utf8_get_char(at);
    return (g_unichar_isspace(code) && code != 0xA0) || g_unichar_iscntrl(code) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* How often each byte is drawn. */
static uint8_t *times_shown(const struct text_layout *layout, const char *text)
{
    uint8_t *shown = g_malloc0(strlen(text) + 1);
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        for (size_t at = run.range.start; at < run.range.end; at++)
            shown[at]++;
    }
    return shown;
}

/* The run that begins at or before a byte and ends after it. */
static size_t run_with(const struct text_layout *layout, size_t at)
{
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_range range = text_layout_run(layout, i).range;
        if (range.start <= at && at < range.end)
            return i;
    }
    return SIZE_MAX;
}

void laid_out_each_cluster_once(const struct text_layout *layout, const char *text,
                                const char *what)
{
    g_autofree uint8_t *shown = times_shown(layout, text);
    g_autoptr(GArray) ends = unicode_cluster_ends(text);
    size_t start = 0;
    for (guint i = 0; i < ends->len; i++) {
        size_t end = g_array_index(ends, size_t, i);
        bool is_trimmed = shown[start] == 0 && is_blank(text + start);
        for (size_t at = start; at < end && !is_trimmed; at++)
            if (shown[at] != 1)
                g_error("%s: byte %zu of \"%s\" is drawn %u times", what, at, text, shown[at]);
        if (!is_trimmed && run_with(layout, start) != run_with(layout, end - 1))
            g_error("%s: bytes %zu to %zu of \"%s\" are torn", what, start, end, text);
        start = end;
    }
    g_assert_cmpuint(start, ==, strlen(text));
}

/* Whether a character can be seen to stand anywhere. */
static bool is_seen(const char *at)
{
    gunichar code = g_utf8_get_char(at);
    return g_unichar_type(code) != G_UNICODE_FORMAT && !g_unichar_iscntrl(code);
}

/* The line without what cannot be seen at its end. */
static struct text_range without_end(const char *text, struct text_range range)
{
    while (range.end > range.start) {
        const char *last = g_utf8_prev_char(text + range.end);
        if (!is_blank(last) && is_seen(last))
            break;
        range.end = (size_t)(last - text);
    }
    return range;
}

/* Byte offsets, before @end, of a line's characters from left to right, as the layout draws it. */
static GArray *order_as_drawn(const struct text_layout *layout, const char *text, int line,
                              size_t end)
{
    GArray *offsets = g_array_new(FALSE, FALSE, sizeof(size_t));
    double right = -HUGE_VAL;
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        if (run.line != line)
            continue;
        g_assert_cmpfloat(run.x, >=, right - 0.001);
        right = run.x + run.width;
        guint first = offsets->len;
        for (size_t at = run.range.start; at < run.range.end;
             at = (size_t)(g_utf8_next_char(text + at) - text)) {
            if (!is_seen(text + at) || at >= end)
                continue;
            if (run.level & 1)
                g_array_insert_val(offsets, first, at);
            else
                g_array_append_val(offsets, at);
        }
    }
    return offsets;
}

static GArray *only_seen(GArray *offsets, const char *text)
{
    for (guint i = offsets->len; i-- > 0;)
        if (!is_seen(text + g_array_index(offsets, size_t, i)))
            g_array_remove_index(offsets, i);
    return offsets;
}

static char *codes_text(const char *text)
{
    GString *all = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        g_string_append_printf(all, " %04X", g_utf8_get_char(at));
    return g_string_free(all, FALSE);
}

static char *offsets_text(const GArray *offsets, const char *text)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < offsets->len; i++) {
        size_t at = g_array_index(offsets, size_t, i);
        g_string_append_printf(all, " %zu:%04X", at, g_utf8_get_char(text + at));
    }
    return g_string_free(all, FALSE);
}

void laid_out_in_order(const struct text_layout *layout, const char *text, const char *language)
{
    bool is_rtl = words_direction(language) == DIRECTION_RTL;
    struct unicode_paragraph *paragraph = unicode_paragraph_create(text, is_rtl);
    size_t next = 0;
    for (int line = 0; line < text_layout_lines(layout); line++) {
        struct text_range range = text_layout_line_range(layout, line);
        g_assert_cmpuint(range.start, ==, next);
        next = range.end;
        range = without_end(text, range);
        g_autoptr(GArray) expected =
            only_seen(unicode_line_order(paragraph, range.start, range.end), text);
        g_autoptr(GArray) drawn = order_as_drawn(layout, text, line, range.end);
        size_t bytes = expected->len * sizeof(size_t);
        if (expected->len != drawn->len ||
            (bytes > 0 && memcmp(expected->data, drawn->data, bytes) != 0))
            g_error("%s:%s: line %d stands in the order%s, not%s", language, codes_text(text), line,
                    offsets_text(drawn, text), offsets_text(expected, text));
    }
    g_assert_cmpuint(next, ==, strlen(text));
    unicode_paragraph_destroy(paragraph);
}

void laid_out_hits_each_cluster(const struct text_layout *layout, const char *text,
                                const char *what)
{
    g_autofree uint8_t *shown = times_shown(layout, text);
    int last = MIN(text_layout_lines(layout), LINES_TOUCHED) - 1;
    size_t end = text_layout_line_range(layout, last).end;
    for (size_t at = 0; at < end; at = (size_t)(g_utf8_next_char(text + at) - text)) {
        struct box box;
        size_t count = text_layout_range_boxes(layout, (struct text_range){at, at + 1}, &box, 1);
        if (shown[at] == 0 || count != 1 || box.w < 1)
            continue;
        size_t hit = text_layout_hit(layout, box_center(box));
        struct box found;
        text_layout_range_boxes(layout, (struct text_range){hit, hit + 1}, &found, 1);
        /* A mark is found as the letter it stands on. */
        if (hit > at || fabs(found.x - box.x) > 0.01 || fabs(found.w - box.w) > 0.01)
            g_error("%s: a touch on byte %zu of \"%s\" finds byte %zu", what, at, text, hit);
    }
}
