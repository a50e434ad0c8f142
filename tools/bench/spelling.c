/*
 * How long the nearest spelling takes: bench_spelling [WORDS]. WORDS made-up words (100000, as an archive
 * of 100,000 items may have) stand in the texts of an archive; words with one or two letters wrong are
 * looked for. The floor is the same table worked out for every word from its first letter on.
 */
#include "catalogue/spelling.h"
#include "catalogue/item.h"
#include "catalogue/txn.h"
#include "tests/support/given.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED = 200, WORDS_A_TEXT = 100 };

static const char *const syllables[] = {"ba",  "ko", "ri",  "lee", "den", "ham", "str",
                                        "all", "mo", "ke",  "tin", "wor", "ess", "pla",
                                        "chu", "ny", "gar", "fi",  "so",  "u"};

static char *made_word(GRand *random)
{
    GString *word = g_string_new(NULL);
    int count = g_rand_int_range(random, 2, 6);
    for (int i = 0; i < count; i++)
        g_string_append(word, syllables[g_rand_int_range(random, 0, G_N_ELEMENTS(syllables))]);
    return g_string_free(word, false);
}

static GPtrArray *made_words(GRand *random, guint count)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    while (words->len < count) {
        char *word = made_word(random);
        if (g_hash_table_contains(seen, word)) {
            g_free(word);
            continue;
        }
        g_hash_table_add(seen, word);
        g_ptr_array_add(words, word);
    }
    return words;
}

static void fill(struct given *given, const GPtrArray *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(txn) txn = txn_begin(given->db, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < words->len; i += WORDS_A_TEXT) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint k = i; k < MIN(i + WORDS_A_TEXT, words->len); k++)
            g_string_append_printf(text, "%s ", (char *)words->pdata[k]);
        g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
        struct item item = ITEM_NEW;
        item.kind = "text";
        item.title = "Made up";
        item.description = text->str;
        item_insert(given->db, &item, strings, &error);
        g_assert_no_error(error);
    }
    txn_commit(txn, &error);
    g_assert_no_error(error);
}

/* One letter taken out and two beside each other swapped, the first ones too. */
static char *mistyped(GRand *random, const char *word)
{
    char *typed = g_strdup(word);
    size_t length = strlen(typed);
    size_t at = (size_t)g_rand_int_range(random, 0, (gint32)length - 1);
    char letter = typed[at];
    typed[at] = typed[at + 1];
    typed[at + 1] = letter;
    at = (size_t)g_rand_int_range(random, 0, (gint32)length);
    memmove(typed + at, typed + at + 1, length - at);
    return typed;
}

static int distance(const char *a, const char *b)
{
    int row[3][64] = {{0}};
    int m = (int)MIN(strlen(a), 63), n = (int)MIN(strlen(b), 63);
    for (int k = 0; k <= n; k++)
        row[0][k] = k;
    for (int i = 1; i <= m; i++) {
        int *now = row[i % 3], *above = row[(i + 2) % 3], *two = row[(i + 1) % 3];
        now[0] = i;
        for (int k = 1; k <= n; k++) {
            now[k] = MIN(above[k - 1] + (a[i - 1] != b[k - 1]), MIN(above[k], now[k - 1]) + 1);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                now[k] = MIN(now[k], two[k - 2] + 1);
        }
    }
    return row[m % 3][n];
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double since_ms(gint64 start_us)
{
    return (double)(g_get_monotonic_time() - start_us) / 1000;
}

int main(int argc, char **argv)
{
    guint count = argc > 1 ? (guint)atoi(argv[1]) : 100000;
    GRand *random = g_rand_new_with_seed(3);
    g_autoptr(GPtrArray) words = made_words(random, count);
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    fill(given, words);
    gint64 start = g_get_monotonic_time();
    g_autoptr(spelling) spelling = spelling_read(given->db, &error);
    g_assert_no_error(error);
    double read_ms = since_ms(start);
    static double near_ms[TYPED], floor_ms[TYPED];
    int found = 0, all = 0;
    for (int i = 0; i < TYPED; i++) {
        g_autofree char *typed = mistyped(random, words->pdata[(guint)i * 97 % words->len]);
        struct spelling_word best[5];
        start = g_get_monotonic_time();
        found += spelling_near(spelling, typed, best, 5) > 0;
        near_ms[i] = since_ms(start);
        start = g_get_monotonic_time();
        for (guint w = 0; w < words->len; w++)
            all += distance(typed, words->pdata[w]) <= SPELLING_FAR;
        floor_ms[i] = since_ms(start);
    }
    qsort(near_ms, TYPED, sizeof *near_ms, by_number);
    qsort(floor_ms, TYPED, sizeof *floor_ms, by_number);
    printf("words of the index      %8zu, read in %.1f ms\n", spelling_count(spelling), read_ms);
    printf("nearest to a mistyped   %8.2f ms in the median, %.2f ms at the 99th percentile; %d of "
           "%d found\n",
           near_ms[TYPED / 2], near_ms[TYPED * 99 / 100], found, TYPED);
    printf("every word worked out   %8.2f ms in the median (floor; %d near in all)\n",
           floor_ms[TYPED / 2], all);
    g_rand_free(random);
    return 0;
}
