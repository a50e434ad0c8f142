#include "kiosk/text.h"

#include <glib.h>
#include <linebreak.h>

#include "kiosk/text_inside.h"

/* A place in every stretch that has none: what is longer than a screen is torn anyway. */
static void break_long(struct glyph *glyphs, size_t count)
{
    size_t since = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        since = glyphs[i].may_break == BREAK_NO ? since + 1 : 0;
        if (since < BREAK_LETTERS || !glyphs[i + 1].starts_cluster)
            continue;
        glyphs[i].may_break = BREAK_MAY;
        since = 0;
    }
}

/* What libunibreak 1.1 is given: it ends the program at the halves of flags and at U+FFFF. */
static utf32_t understood(gunichar code)
{
    enum { IDEOGRAPH = 0x4E00 /* lines break around it, as around a flag */ };
    bool is_flag_half = code >= 0x1F1E6 && code <= 0x1F1FF;
    return is_flag_half || code == 0xFFFF ? IDEOGRAPH : code;
}

static enum break_kind kind_of(char place)
{
    return place == LINEBREAK_MUSTBREAK    ? BREAK_MUST
           : place == LINEBREAK_ALLOWBREAK ? BREAK_MAY
                                           : BREAK_NO;
}

void text_breaks(const char *utf8, size_t length, const char *language, struct glyph *glyphs,
                 size_t count)
{
    static gsize is_ready = 0;
    if (g_once_init_enter(&is_ready)) {
        init_linebreak();
        g_once_init_leave(&is_ready, 1);
    }
    if (count == 0)
        return;
    g_autofree utf32_t *codes = g_new(utf32_t, count);
    g_autofree char *places = g_malloc0(count);
    for (size_t i = 0; i < count; i++)
        codes[i] = understood(glyphs[i].code);
    set_linebreaks_utf32(codes, count, language, places);
    for (size_t i = 0; i < count; i++)
        glyphs[i].may_break = (char)kind_of(places[i]);
    text_word_breaks(utf8, length, glyphs, count);
    /* A break inside a cluster would tear it. */
    for (size_t i = 0; i + 1 < count; i++)
        if (!glyphs[i + 1].starts_cluster && glyphs[i].may_break == BREAK_MAY)
            glyphs[i].may_break = BREAK_NO;
    break_long(glyphs, count);
    glyphs[count - 1].may_break = BREAK_MUST;
}
