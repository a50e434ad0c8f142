#include <glib.h>
#include <string.h>

#include "kiosk/text_inside.h"

static bool is_mark(gunichar code)
{
    GUnicodeType type = g_unichar_type(code);
    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK ||
           type == G_UNICODE_SPACING_MARK;
}

bool text_is_ignorable(gunichar code)
{
    static const struct {
        gunichar first, last;
    } ranges[] = {{0, 0x1F},          {0x7F, 0x9F},      {0xAD, 0xAD},     {0x34F, 0x34F},
                  {0x61C, 0x61C},     {0x115F, 0x1160},  {0x17B4, 0x17B5}, {0x180B, 0x180F},
                  {0x200B, 0x200F},   {0x2028, 0x202E},  {0x2060, 0x206F}, {0x3164, 0x3164},
                  {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0}, {0x1BCA0, 0x1BCA3},
                  {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

/* Signs that bind the next letter of the script into one conjunct (UAX #29, GB9c). */
static bool is_linker(gunichar code)
{
    static const gunichar linkers[] = {0x94D, 0x9CD, 0xA4D, 0xACD,  0xB4D, 0xC4D,
                                       0xCCD, 0xD4D, 0xDCA, 0x1039, 0x17D2};
    for (size_t i = 0; i < G_N_ELEMENTS(linkers); i++)
        if (linkers[i] == code)
            return true;
    return false;
}

static bool extends(gunichar code)
{
    return is_mark(code) || code == 0x200C || code == 0x200D || code == 0xE33 || code == 0xEB3 ||
           (code >= 0x1F3FB && code <= 0x1F3FF) || (code >= 0xE0020 && code <= 0xE007F);
}

/* Signs of Arabic and Syriac that stand before the digits they belong to. */
static bool is_prepended(gunichar code)
{
    return (code >= 0x600 && code <= 0x605) || code == 0x6DD || code == 0x70F || code == 0x8E2 ||
           (code >= 0x890 && code <= 0x891);
}

/* Stands alone: line ends, marks of direction (UAX #29, GB4 and GB5). */
static bool is_control(gunichar code)
{
    switch (g_unichar_type(code)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return true;
    case G_UNICODE_FORMAT:
        return !extends(code) && !is_prepended(code);
    default:
        return false;
    }
}

static bool is_regional(gunichar code)
{
    return code >= 0x1F1E6 && code <= 0x1F1FF;
}

/* Emoji and their kin, which a joiner makes one picture of. */
static bool is_picture(gunichar code)
{
    return code >= 0x2190 && g_unichar_type(code) == G_UNICODE_OTHER_SYMBOL;
}

static bool is_hangul_tail(gunichar code)
{
    GUnicodeBreakType type = g_unichar_break_type(code);
    return type == G_UNICODE_BREAK_HANGUL_V_JAMO || type == G_UNICODE_BREAK_HANGUL_T_JAMO;
}

/* Where a cluster begins; @regionals counts the flags' halves just before. */
static bool starts_cluster(const struct glyph *glyphs, size_t i, unsigned regionals)
{
    if (i == 0)
        return true;
    gunichar code = glyphs[i].code;
    gunichar before = glyphs[i - 1].code;
    if (before == '\r' && code == '\n')
        return false;
    if (is_control(before) || is_control(code))
        return true;
    if (is_prepended(before))
        return false;
    if (extends(code) || is_hangul_tail(code))
        return false;
    if (is_regional(code) && regionals % 2 == 1)
        return false;
    size_t at = i - 1;
    if (before == 0x200D && is_picture(code)) {
        while (at > 0 && extends(glyphs[at].code))
            at--;
        return !is_picture(glyphs[at].code);
    }
    while (at > 0 && (glyphs[at].code == 0x200D || glyphs[at].code == 0x200C))
        at--;
    bool is_zwnj = before == 0x200C;
    return is_zwnj || !is_linker(glyphs[at].code) || !g_unichar_isalpha(code) ||
           g_unichar_get_script(code) != g_unichar_get_script(glyphs[at].code);
}

static bool is_neutral(GUnicodeScript script)
{
    return script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED ||
           script == G_UNICODE_SCRIPT_UNKNOWN;
}

/* Common and inherited characters take the script before them, at the start the one after. */
static void resolve_scripts(struct glyph *glyphs, size_t count)
{
    GUnicodeScript current = G_UNICODE_SCRIPT_COMMON;
    for (size_t i = 0; i < count && current == G_UNICODE_SCRIPT_COMMON; i++)
        if (!is_neutral(glyphs[i].script))
            current = glyphs[i].script;
    for (size_t i = 0; i < count; i++) {
        if (is_neutral(glyphs[i].script))
            glyphs[i].script = current;
        else
            current = glyphs[i].script;
    }
}

/* Digits of Arabic and of Persian are in no script's letters, but in its faces (UAX #24, extensions). */
static GUnicodeScript script_of(gunichar code)
{
    bool is_digit = (code >= 0x660 && code <= 0x66C) || (code >= 0x6F0 && code <= 0x6F9);
    return is_digit ? G_UNICODE_SCRIPT_ARABIC : g_unichar_get_script(code);
}

size_t text_itemise(const char *utf8, size_t length, struct glyph *glyphs)
{
    size_t count = 0;
    unsigned regionals = 0;
    for (const char *at = utf8; at < utf8 + length; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        GUnicodeScript script = script_of(code);
        glyphs[count] = (struct glyph){
            .code = code,
            .offset = (size_t)(at - utf8),
            .script = script,
            .is_common = is_neutral(script),
        };
        glyphs[count].starts_cluster = starts_cluster(glyphs, count, regionals);
        regionals = is_regional(code) ? regionals + 1 : 0;
        count++;
    }
    resolve_scripts(glyphs, count);
    return count;
}

const char *text_script_code(GUnicodeScript script)
{
    static const struct {
        GUnicodeScript script;
        const char *code;
    } codes[] = {
        {G_UNICODE_SCRIPT_LATIN, "Latn"},     {G_UNICODE_SCRIPT_ARABIC, "Arab"},
        {G_UNICODE_SCRIPT_GURMUKHI, "Guru"},  {G_UNICODE_SCRIPT_BENGALI, "Beng"},
        {G_UNICODE_SCRIPT_GUJARATI, "Gujr"},  {G_UNICODE_SCRIPT_DEVANAGARI, "Deva"},
        {G_UNICODE_SCRIPT_TAMIL, "Taml"},     {G_UNICODE_SCRIPT_ETHIOPIC, "Ethi"},
        {G_UNICODE_SCRIPT_CYRILLIC, "Cyrl"},  {G_UNICODE_SCRIPT_GREEK, "Grek"},
        {G_UNICODE_SCRIPT_HEBREW, "Hebr"},    {G_UNICODE_SCRIPT_ARMENIAN, "Armn"},
        {G_UNICODE_SCRIPT_GEORGIAN, "Geor"},  {G_UNICODE_SCRIPT_THAI, "Thai"},
        {G_UNICODE_SCRIPT_KHMER, "Khmr"},     {G_UNICODE_SCRIPT_LAO, "Laoo"},
        {G_UNICODE_SCRIPT_MYANMAR, "Mymr"},   {G_UNICODE_SCRIPT_SINHALA, "Sinh"},
        {G_UNICODE_SCRIPT_TELUGU, "Telu"},    {G_UNICODE_SCRIPT_KANNADA, "Knda"},
        {G_UNICODE_SCRIPT_MALAYALAM, "Mlym"}, {G_UNICODE_SCRIPT_ORIYA, "Orya"},
        {G_UNICODE_SCRIPT_HAN, "Hani"},       {G_UNICODE_SCRIPT_HIRAGANA, "Hira"},
        {G_UNICODE_SCRIPT_KATAKANA, "Kana"},  {G_UNICODE_SCRIPT_HANGUL, "Hang"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        if (codes[i].script == script)
            return codes[i].code;
    return "Zyyy";
}

size_t text_cluster_length(const char *utf8, size_t length)
{
    /* Clusters are short: the second start is within the first few characters. */
    struct glyph glyphs[33];
    size_t room = G_N_ELEMENTS(glyphs) - 1;
    const char *end = utf8;
    for (size_t i = 0; i < room && end < utf8 + length; i++)
        end = g_utf8_next_char(end);
    size_t count = text_itemise(utf8, (size_t)(end - utf8), glyphs);
    for (size_t i = 1; i < count; i++)
        if (glyphs[i].starts_cluster)
            return glyphs[i].offset;
    return (size_t)(end - utf8);
}
