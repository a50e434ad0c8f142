#include "kiosk/needle.h"

#include "catalogue/fold.h"
#include "kiosk/text.h"

#include <glib.h>
#include <string.h>

/* A text as it is compared, and where each of its characters stood in the text it is from. */
struct folded {
    GArray *letters; /* gunichar */
    GArray *starts;  /* size_t, one more than letters: the end */
};

static void add_letters(struct folded *folded, const GString *letters, size_t start)
{
    for (const char *at = letters->str; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_type(letter) == G_UNICODE_FORMAT)
            continue;
        if (letter == 0x2019) /* keyboards have the straight one */
            letter = '\'';
        g_array_append_val(folded->letters, letter);
        g_array_append_val(folded->starts, start);
    }
}

static struct folded fold(const char *text)
{
    struct folded folded = {g_array_new(FALSE, FALSE, sizeof(gunichar)),
                            g_array_new(FALSE, FALSE, sizeof(size_t))};
    g_autoptr(GString) letters = g_string_new(NULL);
    const char *at = text;
    for (const char *next; *at != '\0'; at = next) {
        next = g_utf8_next_char(at);
        g_string_truncate(letters, 0);
        fold_word(letters, at, (size_t)(next - at));
        add_letters(&folded, letters, (size_t)(at - text));
    }
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
