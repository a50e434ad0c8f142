#include "kiosk/text.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "kiosk/text_inside.h"

static bool is_unspaced(const struct glyph *glyph)
{
    return g_unichar_break_type(glyph->code) == G_UNICODE_BREAK_COMPLEX_CONTEXT;
}

/* Takes the places ICU knows between two letters of such a script; all others are UAX #14's. */
static void take_places(UBreakIterator *places, struct glyph *glyphs, size_t count)
{
    size_t i = 0;
    for (int32_t at = ubrk_first(places); at != UBRK_DONE; at = ubrk_next(places)) {
        while (i < count && glyphs[i].offset < (size_t)at)
            i++;
        if (i > 0 && i < count && is_unspaced(&glyphs[i - 1]) && is_unspaced(&glyphs[i]) &&
            glyphs[i - 1].may_break == BREAK_NO)
            glyphs[i - 1].may_break = BREAK_MAY;
    }
}

void text_word_breaks(const char *utf8, size_t length, struct glyph *glyphs, size_t count)
{
    size_t first = 0;
    while (first < count && !is_unspaced(&glyphs[first]))
        first++;
    if (first == count)
        return;
    UErrorCode status = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, utf8, (int64_t)length, &status);
    UBreakIterator *places = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
    if (U_SUCCESS(status))
        ubrk_setUText(places, text, &status);
    if (U_SUCCESS(status))
        take_places(places, glyphs, count);
    ubrk_close(places);
    utext_close(text);
}
