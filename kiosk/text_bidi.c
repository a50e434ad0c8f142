#include "kiosk/text.h"

#include <fribidi.h>
#include <glib.h>

#include "kiosk/text_inside.h"

/* One paragraph of the standard: FriBidi looks no further than the end of the first. */
static void paragraph_levels(struct glyph *glyphs, size_t count, bool is_rtl)
{
    FriBidiStrIndex length = (FriBidiStrIndex)count;
    g_autofree FriBidiChar *codes = g_new(FriBidiChar, count);
    g_autofree FriBidiCharType *types = g_new(FriBidiCharType, count);
    g_autofree FriBidiBracketType *brackets = g_new(FriBidiBracketType, count);
    g_autofree FriBidiLevel *levels = g_new(FriBidiLevel, count);
    for (size_t i = 0; i < count; i++)
        codes[i] = glyphs[i].code;
    fribidi_get_bidi_types(codes, length, types);
    fribidi_get_bracket_types(codes, length, types, brackets);
    FriBidiParType base = is_rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    FriBidiLevel highest =
        fribidi_get_par_embedding_levels_ex(types, brackets, length, &base, levels);
    for (size_t i = 0; i < count; i++)
        glyphs[i].level = highest == 0 ? is_rtl : (uint8_t)levels[i];
}

void text_bidi_levels(struct glyph *glyphs, size_t count, bool is_rtl)
{
    size_t first = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_end = fribidi_get_bidi_type(glyphs[i].code) == FRIBIDI_TYPE_BS;
        if (!is_end && i + 1 < count)
            continue;
        paragraph_levels(glyphs + first, i + 1 - first, is_rtl);
        first = i + 1;
    }
}
