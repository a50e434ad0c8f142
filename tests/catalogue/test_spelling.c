/* Words nearly as they were typed: held against the plainest reckoning of all words. */
#include "catalogue/spelling.h"

#include <glib.h>
#include <string.h>

/* Damerau's distance of two words by its definition, each letter moved once. */
static int distance_of(const char *a, const char *b)
{
    glong a_count, b_count;
    g_autofree gunichar *x = g_utf8_to_ucs4_fast(a, -1, &a_count);
    g_autofree gunichar *y = g_utf8_to_ucs4_fast(b, -1, &b_count);
    glong width = b_count + 1;
    g_autofree int *cells = g_new0(int, (a_count + 1) * width);
    for (glong i = 0; i <= a_count; i++)
        for (glong k = 0; k <= b_count; k++) {
            int *cell = &cells[i * width + k];
            if (i == 0 || k == 0) {
                *cell = (int)(i + k);
                continue;
            }
            int put = MIN(cells[(i - 1) * width + k], cells[i * width + k - 1]) + 1;
            int changed = cells[(i - 1) * width + k - 1] + (x[i - 1] != y[k - 1]);
            *cell = MIN(put, changed);
            if (i > 1 && k > 1 && x[i - 1] == y[k - 2] && x[i - 2] == y[k - 1])
                *cell = MIN(*cell, cells[(i - 2) * width + k - 2] + 1);
        }
    return cells[a_count * width + b_count];
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Words of few different letters, so that many are near each other; sorted, each once. */
static GPtrArray *many_words(GRand *random, guint count, const char *const *letters,
                             int letters_count)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    while (words->len < count) {
        GString *word = g_string_new(NULL);
        int length = g_rand_int_range(random, 2, 10);
        for (int i = 0; i < length; i++)
            g_string_append(word, letters[g_rand_int_range(random, 0, letters_count)]);
        char *made = g_string_free(word, false);
        if (g_hash_table_contains(seen, made)) {
            g_free(made);
            continue;
        }
        g_hash_table_add(seen, made);
        g_ptr_array_add(words, made);
    }
    g_ptr_array_sort(words, by_bytes);
    return words;
}

static void each_near_word_is_found_and_no_other(void)
{
    static const char *const alphabets[][5] = {{"a", "b", "n", "o", "t"},
                                               {"ک", "ت", "ا", "ب", "ی"},
                                               {"ਕ", "ਾ", "ਰ", "ੀ", "ਗ"},
                                               {"中", "日", "a", "é", "ł"}};
    GRand *random = g_rand_new_with_seed(11);
    for (size_t alphabet = 0; alphabet < G_N_ELEMENTS(alphabets); alphabet++) {
        g_autoptr(GPtrArray) words = many_words(random, 3000, alphabets[alphabet], 5);
        g_autoptr(GPtrArray) typed = many_words(random, 60, alphabets[alphabet], 5);
        g_autoptr(spelling) spelling = spelling_of((const char *const *)words->pdata, words->len);
        g_assert_cmpuint(spelling_count(spelling), ==, words->len);
        for (guint t = 0; t < typed->len; t++) {
            static struct spelling_word found[3000];
            int far = g_utf8_strlen(typed->pdata[t], -1) <= 3 ? 1 : SPELLING_FAR;
            size_t count = spelling_near(spelling, typed->pdata[t], found, G_N_ELEMENTS(found));
            size_t expected = 0;
            for (guint w = 0; w < words->len; w++)
                expected += distance_of(typed->pdata[t], words->pdata[w]) <= far;
            g_assert_cmpuint(count, ==, expected);
            for (size_t i = 0; i < count; i++) {
                g_assert_cmpint(found[i].distance, ==, distance_of(typed->pdata[t], found[i].word));
                g_assert_true(i == 0 || found[i].distance >= found[i - 1].distance);
            }
        }
    }
    g_rand_free(random);
}

static void the_nearest_is_the_one_a_reader_would_name(void)
{
    static const char *const words[] = {"bradford",  "building", "chapeltown", "gurdwara",
                                        "harehills", "hospital", "kitchen",    "leeds",
                                        "tea",       "zdrowie",  "بيماري",     "چايے",
                                        "ਕਹਾਣੀ",     "ਹਸਪਤਾਲ",   "গল্প",        "হাসপাতাল"};
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        g_ptr_array_add(sorted, (char *)words[i]);
    g_ptr_array_sort(sorted, by_bytes);
    g_autoptr(spelling) spelling = spelling_of((const char *const *)sorted->pdata, sorted->len);
    static const struct {
        const char *typed, *meant;
    } cases[] = {{"buildnig", "building"}, /* two in each other's place */
                 {"vuilding", "building"}, /* the first letter wrong */
                 {"uilding", "building"},  /* the first letter gone */
                 {"hospittal", "hospital"},
                 {"ospitl", "hospital"},
                 {"lede", "leeds"},
                 {"chapletwon", "chapeltown"},
                 {"hairhills", "harehills"},
                 {"tee", "tea"},
                 {"zdrovie", "zdrowie"},
                 {"بماري", "بيماري"},
                 {"ਕਹਾਨੀ", "ਕਹਾਣੀ"},
                 {"ਹਸਪਤਲ", "ਹਸਪਤਾਲ"},
                 {"হাসপতাল", "হাসপাতাল"},
                 {"xqzvwk", NULL},
                 {"te", "tea"},
                 {"t", NULL},
                 {"", NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct spelling_word found = {0};
        size_t count = spelling_near(spelling, cases[i].typed, &found, 1);
        g_assert_cmpuint(count, ==, cases[i].meant != NULL);
        g_assert_cmpstr(found.word, ==, cases[i].meant);
    }
    g_assert_true(spelling_has(spelling, "leeds", false));
    g_assert_false(spelling_has(spelling, "leed", false));
    g_assert_true(spelling_has(spelling, "leed", true));
    g_assert_false(spelling_has(spelling, "leedx", true));
    g_assert_false(spelling_has(spelling, "\xf4\x8f\xbf\xbf", true));
}

static void words_of_any_length_and_bytes_do_no_harm(void)
{
    g_autofree char *long_one = g_strnfill(5000, 'a');
    const char *const words[] = {"", "a", long_one, "b\xff", "c"};
    g_autoptr(spelling) spelling = spelling_of(words, G_N_ELEMENTS(words));
    struct spelling_word found[4];
    g_assert_cmpuint(spelling_count(spelling), ==, 2);
    g_assert_cmpuint(spelling_near(spelling, long_one, found, 4), ==, 0);
    g_assert_cmpuint(spelling_near(spelling, "ac", found, 4), ==, 2);
    g_assert_cmpuint(spelling_near(spelling, "ac", found, 0), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spelling/each near word is found, and no other",
                    each_near_word_is_found_and_no_other);
    g_test_add_func("/spelling/the nearest is the one a reader would name",
                    the_nearest_is_the_one_a_reader_would_name);
    g_test_add_func("/spelling/words of any length and bytes do no harm",
                    words_of_any_length_and_bytes_do_no_harm);
    return g_test_run();
}
