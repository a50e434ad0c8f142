#include "kiosk/text.h"

#include <glib.h>
#include <linebreak.h>

#include "kiosk/text_inside.h"

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
    g_autofree char *kinds = g_malloc0(length + 1);
    set_linebreaks_utf8((const utf8_t *)utf8, length, language, kinds);
    for (size_t i = 0; i < count; i++) {
        size_t last = (i + 1 < count ? glyphs[i + 1].offset : length) - 1;
        char kind = kinds[last];
        glyphs[i].may_break = kind == LINEBREAK_MUSTBREAK    ? BREAK_MUST
                              : kind == LINEBREAK_ALLOWBREAK ? BREAK_MAY
                                                             : BREAK_NO;
        /* A break inside a cluster would tear it. */
        if (i + 1 < count && !glyphs[i + 1].starts_cluster && glyphs[i].may_break == BREAK_MAY)
            glyphs[i].may_break = BREAK_NO;
    }
    glyphs[count - 1].may_break = BREAK_MUST;
}
