#include "tools/near.h"

#include <stdint.h>
#include <string.h>

enum {
    LONGEST = 200 /* letters; nobody types a longer name by hand */
};

static gunichar *letters_of(const char *text, glong *count)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *apart = g_utf8_normalize(valid, -1, G_NORMALIZE_NFD);
    g_autofree char *plain = g_utf8_casefold(apart, -1);
    gunichar *letters = g_utf8_to_ucs4_fast(plain, -1, count);
    glong kept = 0;
    for (glong i = 0; i < *count; i++)
        if (g_unichar_type(letters[i]) != G_UNICODE_NON_SPACING_MARK)
            letters[kept++] = letters[i];
    *count = kept;
    return letters;
}

/* Damerau and Levenshtein's distance (optimal string alignment), three rows at a time. */
static glong distance(const gunichar *a, glong a_count, const gunichar *b, glong b_count)
{
    glong rows[3][LONGEST + 1];
    for (glong j = 0; j <= b_count; j++)
        rows[0][j] = j;
    for (glong i = 1; i <= a_count; i++) {
        glong *now = rows[i % 3];
        const glong *last = rows[(i - 1) % 3];
        const glong *before = rows[(i + 1) % 3];
        now[0] = i;
        for (glong j = 1; j <= b_count; j++) {
            now[j] = MIN(last[j - 1] + (a[i - 1] != b[j - 1]), MIN(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = MIN(now[j], before[j - 2] + 1);
        }
    }
    return rows[a_count % 3][b_count];
}

const char *near_word(const char *typed, const char *const *words)
{
    const char *nearest = NULL;
    glong typed_count = 0;
    g_autofree gunichar *letters = letters_of(typed, &typed_count);
    glong least = (typed_count <= 4 ? 1 : MAX(2, typed_count / 4)) + 1;
    if (typed_count > LONGEST)
        return NULL;
    for (; *words != NULL; words++) {
        glong count = 0;
        g_autofree gunichar *other = letters_of(*words, &count);
        glong far = count <= LONGEST ? distance(letters, typed_count, other, count) : least;
        if (far < least && far < count) {
            least = far;
            nearest = *words;
        }
    }
    return nearest;
}

char *near_question(const char *word)
{
    return word != NULL ? g_strdup_printf("; did you mean “%s”?", word) : g_strdup("");
}
