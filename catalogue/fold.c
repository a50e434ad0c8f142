#include "catalogue/fold.h"

enum {
    DECOMPOSED_MOST = 18, /* characters that one can come apart into */
    TATWEEL = 0x640,
    JOINER = 0x200D,
    NON_JOINER = 0x200C,
    SOFT_HYPHEN = 0xAD,
};

bool fold_is_word(gunichar code)
{
    return g_unichar_isalnum(code) || g_unichar_ismark(code) || code == JOINER ||
           code == NON_JOINER || code == SOFT_HYPHEN ||
           g_unichar_type(code) == G_UNICODE_PRIVATE_USE;
}

static bool stands_alone(gunichar code)
{
    GUnicodeScript script = g_unichar_get_script(code);
    return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
           script == G_UNICODE_SCRIPT_KATAKANA;
}

bool fold_next(const char *text, size_t length, size_t at, size_t *start, size_t *end)
{
    const char *stop = text + length;
    const char *from = text + at;
    while (from < stop && !fold_is_word(g_utf8_get_char(from)))
        from = g_utf8_next_char(from);
    if (from >= stop)
        return false;
    bool is_alone = stands_alone(g_utf8_get_char(from));
    const char *to = g_utf8_next_char(from);
    while (to < stop && fold_is_word(g_utf8_get_char(to))) {
        gunichar code = g_utf8_get_char(to);
        if (stands_alone(code) || (is_alone && !g_unichar_ismark(code)))
            break;
        to = g_utf8_next_char(to);
    }
    *start = (size_t)(from - text);
    *end = (size_t)(MIN(to, stop) - text);
    return true;
}

/* Marks of scripts where they are letters: the vowel signs of India, the tones of Thailand. */
static bool is_letter_mark(gunichar code)
{
    switch (g_unichar_get_script(code)) {
    case G_UNICODE_SCRIPT_INHERITED:
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
        return false;
    default:
        return true;
    }
}

/* Letters that are one and the same to whoever looks for a word. */
static gunichar same_letter(gunichar code)
{
    static const struct {
        gunichar from, to;
    } same[] = {
        {0x671, 0x627},                 /* alef wasla */
        {0x649, 0x64A}, {0x6CC, 0x64A}, /* yeh without dots, of Persian and Urdu */
        {0x6A9, 0x643},                 /* kaf of Persian and Urdu */
        {0x6C1, 0x647}, {0x6D5, 0x647}, /* heh of Urdu, of Kurdish */
        {0x131, 'i'},   {0x142, 'l'},   {0xF8, 'o'},
        {0x111, 'd'},   {0x127, 'h'},   {0x3C2, 0x3C3}, /* sigma at a word's end */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++)
        if (same[i].from == code)
            return same[i].to;
    return code;
}

static void fold_part(GString *folded, gunichar code)
{
    if (code == TATWEEL || code == JOINER || code == NON_JOINER || code == SOFT_HYPHEN)
        return;
    if (g_unichar_ismark(code) && !is_letter_mark(code))
        return;
    if (g_unichar_type(code) == G_UNICODE_DECIMAL_NUMBER) {
        g_string_append_c(folded, (char)('0' + g_unichar_digit_value(code)));
        return;
    }
    gunichar lower = g_unichar_tolower(code);
    if (lower == 0xDF) /* sharp s */
        g_string_append(folded, "ss");
    else
        g_string_append_unichar(folded, same_letter(lower));
}

void fold_word(GString *folded, const char *word, size_t length)
{
    for (const char *at = word; at < word + length; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (code < 0x80) {
            g_string_append_c(folded, g_ascii_tolower((char)code));
            continue;
        }
        gunichar parts[DECOMPOSED_MOST];
        gsize count = g_unichar_fully_decompose(code, TRUE, parts, DECOMPOSED_MOST);
        for (gsize i = 0; i < MIN(count, DECOMPOSED_MOST); i++)
            fold_part(folded, parts[i]);
    }
}
