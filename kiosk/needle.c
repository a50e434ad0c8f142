#include "kiosk/needle.h"

#include "kiosk/text.h"

#include <glib.h>
#include <string.h>

/* A text as it is compared, and where each of its characters stood in the text it is from. */
struct folded {
    GArray *letters; /* gunichar */
    GArray *starts;  /* size_t, one more than letters: the end */
};

/* Marks that readers leave out when they type: accents, and the vowel signs of Arabic script. Those
 * of Indic scripts are letters to their readers. */
static bool is_left_out(gunichar letter)
{
    return (letter >= 0x0300 && letter <= 0x036F) || (letter >= 0x064B && letter <= 0x065F) ||
           letter == 0x0670 || letter == 0x0640 || g_unichar_type(letter) == G_UNICODE_FORMAT;
}

static void fold_letter(struct folded *folded, gunichar letter, size_t start)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    size_t count = g_unichar_fully_decompose(letter, TRUE, parts, G_N_ELEMENTS(parts));
    for (size_t i = 0; i < count; i++) {
        gunichar part = g_unichar_tolower(parts[i]);
        if (is_left_out(part))
            continue;
        if (part == 0x2019) /* keyboards have the straight one */
            part = '\'';
        g_array_append_val(folded->letters, part);
        g_array_append_val(folded->starts, start);
    }
}

static struct folded fold(const char *text)
{
    struct folded folded = {g_array_new(FALSE, FALSE, sizeof(gunichar)),
                            g_array_new(FALSE, FALSE, sizeof(size_t))};
    const char *at = text;
    for (; *at != '\0'; at = g_utf8_next_char(at))
        fold_letter(&folded, g_utf8_get_char(at), (size_t)(at - text));
    size_t end = (size_t)(at - text);
    g_array_append_val(folded.starts, end);
    return folded;
}

static void folded_finish(struct folded *folded)
{
    g_array_free(folded->letters, TRUE);
    g_array_free(folded->starts, TRUE);
}

static bool stands_at(const struct folded *needle, const struct folded *text, size_t at)
{
    return memcmp(needle->letters->data, (const gunichar *)(void *)text->letters->data + at,
                  needle->letters->len * sizeof(gunichar)) == 0;
}

size_t needle_find(const char *needle, const char *text, struct text_range *places, size_t most)
{
    g_autofree char *bare = g_strstrip(g_strdup(needle));
    struct folded wanted = fold(bare);
    struct folded whole = fold(text);
    size_t length = wanted.letters->len, found = 0;
    for (size_t at = 0; length > 0 && at + length <= whole.letters->len; at++) {
        if (!stands_at(&wanted, &whole, at))
            continue;
        if (places != NULL && found < most)
            places[found] = (struct text_range){g_array_index(whole.starts, size_t, at),
                                                g_array_index(whole.starts, size_t, at + length)};
        found++;
        at += length - 1;
    }
    folded_finish(&wanted);
    folded_finish(&whole);
    return found;
}
