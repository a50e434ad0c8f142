#include "tests/support/unicode.h"

#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

GArray *unicode_cluster_ends(const char *utf8)
{
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(size_t));
    UErrorCode status = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, utf8, -1, &status);
    UBreakIterator *clusters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
    ubrk_setUText(clusters, text, &status);
    g_assert_true(U_SUCCESS(status));
    ubrk_first(clusters);
    for (int32_t at = ubrk_next(clusters); at != UBRK_DONE; at = ubrk_next(clusters)) {
        size_t end = (size_t)at;
        g_array_append_val(ends, end);
    }
    ubrk_close(clusters);
    utext_close(text);
    return ends;
}

struct unicode_paragraph {
    UBiDi *bidi;
    UChar *units;
    size_t *byte_of; /* of each unit, and of the end */
    int32_t count;
};

struct unicode_paragraph *unicode_paragraph_create(const char *utf8, bool is_rtl)
{
    struct unicode_paragraph *paragraph = g_new0(struct unicode_paragraph, 1);
    size_t length = strlen(utf8);
    paragraph->units = g_new0(UChar, length + 1);
    paragraph->byte_of = g_new0(size_t, length + 2);
    int32_t count = 0;
    for (const char *at = utf8; *at != '\0'; at = g_utf8_next_char(at)) {
        int32_t before = count;
        U16_APPEND_UNSAFE(paragraph->units, count, g_utf8_get_char(at));
        while (before < count)
            paragraph->byte_of[before++] = (size_t)(at - utf8);
    }
    paragraph->byte_of[count] = length;
    paragraph->count = count;
    UErrorCode status = U_ZERO_ERROR;
    paragraph->bidi = ubidi_open();
    ubidi_setPara(paragraph->bidi, paragraph->units, count, is_rtl, NULL, &status);
    g_assert_true(U_SUCCESS(status));
    return paragraph;
}

void unicode_paragraph_destroy(struct unicode_paragraph *paragraph)
{
    ubidi_close(paragraph->bidi);
    g_free(paragraph->units);
    g_free(paragraph->byte_of);
    g_free(paragraph);
}

GArray *unicode_line_order(const struct unicode_paragraph *paragraph, size_t start, size_t end)
{
    GArray *offsets = g_array_new(FALSE, FALSE, sizeof(size_t));
    int32_t first = 0;
    while (paragraph->byte_of[first] < start)
        first++;
    int32_t limit = first;
    while (paragraph->byte_of[limit] < end)
        limit++;
    if (first == limit)
        return offsets;
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *line = ubidi_open();
    ubidi_setLine(paragraph->bidi, first, limit, line, &status);
    g_autofree int32_t *map = g_new0(int32_t, limit - first);
    ubidi_getVisualMap(line, map, &status);
    g_assert_true(U_SUCCESS(status));
    for (int32_t i = 0; i < limit - first; i++) {
        size_t offset = paragraph->byte_of[first + map[i]];
        /* The two units of a pair are one character. */
        if (offsets->len == 0 || g_array_index(offsets, size_t, offsets->len - 1) != offset)
            g_array_append_val(offsets, offset);
    }
    ubidi_close(line);
    return offsets;
}
