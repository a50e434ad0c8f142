#include "catalogue/shown_home.h"
#include "catalogue/shown_item.h"
#include "catalogue/shown_search.h"
#include "catalogue/snapshot.h"
#include "tests/support/given.h"
#include "tests/support/many_items.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

/* How long a visitor waits for the catalogue: bench_catalogue [ITEMS]. Makes an archive and its pack
 * in a temporary folder, asks the kiosk's questions and prints milliseconds, the first time and the
 * median of fifty more. Prints only: nothing here passes or fails. */

#define TIMES 50

struct bench {
    struct db *db;
    struct shown_page *home;
};

static void fail(GError *error)
{
    if (error == NULL)
        return;
    fprintf(stderr, "%s\n", error->message);
    exit(1);
}

static void list(struct bench *bench, struct shown_filter filter)
{
    GError *error = NULL;
    shown_page_free(shown_page_read(bench->db, &filter, NULL, SHOWN_FORWARD, 8, "en", &error));
    fail(error);
}

static void ask_all(struct bench *bench)
{
    list(bench, (struct shown_filter){0});
}

static void ask_films(struct bench *bench)
{
    list(bench, (struct shown_filter){.kinds = SHOWN_FILM});
}

static void ask_words_of_the_future(struct bench *bench)
{
    list(bench, (struct shown_filter){.kinds = SHOWN_TEXT | SHOWN_DOCUMENT, .era = "future"});
}

static void ask_signed(struct bench *bench)
{
    list(bench, (struct shown_filter){.signed_only = true});
}

static void ask_deep(struct bench *bench)
{
    GError *error = NULL;
    struct shown_card middle = bench->home->cards[0];
    middle.rank = 50000;
    shown_page_free(shown_page_read(bench->db, &(struct shown_filter){0}, &middle, SHOWN_BACKWARD,
                                    8, "en", &error));
    fail(error);
}

static void ask_count(struct bench *bench)
{
    GError *error = NULL;
    int count;
    bool is_more;
    shown_count(bench->db, &(struct shown_filter){.era = "past"}, SHOWN_COUNT_LIMIT, &count,
                &is_more, &error);
    fail(error);
}

static void ask_themes(struct bench *bench)
{
    GError *error = NULL;
    shown_subjects_free(shown_subjects_read(bench->db, SHOWN_THEMES, 0, "en", &error));
    fail(error);
}

static void ask_slides(struct bench *bench)
{
    static uint32_t round = 0;
    GError *error = NULL;
    shown_slides_free(shown_slides_read(bench->db, round++, 5, "en", &error));
    fail(error);
}

static void ask_feature(struct bench *bench)
{
    GError *error = NULL;
    shown_page_free(shown_feature_read(bench->db, "2025-01-01", "en", &error));
    fail(error);
}

static void ask_item(struct bench *bench)
{
    GError *error = NULL;
    shown_item_free(shown_item_read(bench->db, bench->home->cards[0].id, "en", &error));
    fail(error);
}

static void ask_common_word(struct bench *bench)
{
    GError *error = NULL;
    shown_hits_free(shown_search(bench->db, "kitchen garden", 0, 20, "en", &error));
    fail(error);
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a;
    double second = *(const double *)b;
    return (first > second) - (first < second);
}

static double once(struct bench *bench, void (*ask)(struct bench *))
{
    int64_t before = g_get_monotonic_time();
    ask(bench);
    return (double)(g_get_monotonic_time() - before) / 1000;
}

static void measure(struct bench *bench, const char *what, void (*ask)(struct bench *))
{
    double first = once(bench, ask);
    double times[TIMES];
    for (int i = 0; i < TIMES; i++)
        times[i] = once(bench, ask);
    qsort(times, TIMES, sizeof times[0], compare);
    printf("%-34s %9.2f %9.2f\n", what, first, times[TIMES / 2]);
    fflush(stdout);
}

static void ask_everything(struct bench *bench)
{
    printf("%-34s %9s %9s\n", "question (ms)", "first", "median");
    measure(bench, "first page of everything", ask_all);
    measure(bench, "first page of films", ask_films);
    measure(bench, "first page of words of the future", ask_words_of_the_future);
    measure(bench, "first page of signed (there is none)", ask_signed);
    measure(bench, "page back from the middle", ask_deep);
    measure(bench, "count to 1000", ask_count);
    measure(bench, "themes with counts and pictures", ask_themes);
    measure(bench, "five slides", ask_slides);
    measure(bench, "feature of the day", ask_feature);
    measure(bench, "one item whole", ask_item);
    measure(bench, "search of two common words", ask_common_word);
}

int main(int argc, char **argv)
{
    GError *error = NULL;
    int count = argc > 1 ? atoi(argv[1]) : 100000;
    g_autoptr(given) given = given_archive();
    int64_t before = g_get_monotonic_time();
    many_items_add(given->db, count, NULL, &error);
    fail(error);
    printf("%d items added in %.1f s\n", count, (double)(g_get_monotonic_time() - before) / 1e6);
    g_autofree char *file = g_build_filename(given->folder, "pack.db", NULL);
    before = g_get_monotonic_time();
    snapshot_write(given->db, file, NULL, &error);
    fail(error);
    GStatBuf info;
    g_stat(file, &info);
    printf("snapshot written in %.1f s, %.1f MB\n", (double)(g_get_monotonic_time() - before) / 1e6,
           (double)info.st_size / 1e6);
    before = g_get_monotonic_time();
    g_autoptr(archive) pack = archive_open_pack(file, &error);
    fail(error);
    printf("pack opened in %.1f ms\n", (double)(g_get_monotonic_time() - before) / 1e3);
    struct bench bench = {.db = archive_db(pack)};
    bench.home =
        shown_page_read(bench.db, &(struct shown_filter){0}, NULL, SHOWN_FORWARD, 8, "en", &error);
    fail(error);
    ask_everything(&bench);
    shown_page_free(bench.home);
    return 0;
}
