#include "catalogue/consent.h"
#include "catalogue/content_note.h"
#include "catalogue/error.h"
#include "catalogue/history.h"
#include "catalogue/item.h"
#include "catalogue/name.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"
#include "tests/support/copies.h"

#include <string.h>

enum { ENTRIES = 1000 };

struct bench {
    struct copies copies;
    struct db *db;
    GStringChunk *strings;
    GRand *rand;
    GArray *items; /* int64_t */
};

static struct bench *given_an_empty_archive(void)
{
    struct bench *bench = g_new0(struct bench, 1);
    copies_begin(&bench->copies);
    copies_empty(&bench->copies, 1);
    bench->db = bench->copies.copy[0];
    bench->strings = g_string_chunk_new(4096);
    bench->rand = g_rand_new_with_seed(11);
    bench->items = g_array_new(false, false, sizeof(int64_t));
    return bench;
}

static void bench_end(struct bench *bench)
{
    copies_end(&bench->copies);
    g_string_chunk_free(bench->strings);
    g_rand_free(bench->rand);
    g_array_unref(bench->items);
    g_free(bench);
}

/* Every row but those that say when, and the steps of consent, which are never taken back. */
static char *rows_of(struct bench *bench)
{
    g_autofree char *text = copies_text(bench->db);
    g_autoptr(GRegex) steps =
        g_regex_new("^(archive|consent_change)\\|.*\n?", G_REGEX_MULTILINE, 0, NULL);
    g_autofree char *rows = g_regex_replace_literal(steps, text, -1, 0, "", 0, NULL);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, rows, -1);
}

static int any(struct bench *bench, int below)
{
    return g_rand_int_range(bench->rand, 0, below);
}

static bool do_one(struct bench *bench, int number, int64_t id)
{
    struct item item = ITEM_NEW;
    g_autofree char *text = g_strdup_printf("words %d", number);
    const char *words = g_string_chunk_insert(bench->strings, text);
    struct theme theme = {.name = words};
    struct place place = PLACE_NEW;
    struct person person = {.name = words};
    struct contributor part = {.item = id, .role = "narrator"};
    struct content_note note = {
        .item = id, .begin_ms = 0, .end_ms = number + 1, .level = 1, .says = words};
    struct translation translation = {
        .owner = id, .field = "title", .language = "ur", .text = words};
    struct consent consent = CONSENT_NEW;
    place.name = words;
    switch (any(bench, 9)) {
    case 0:
        return theme_insert(bench->db, &theme, NULL) && theme_link(bench->db, id, theme.id, NULL);
    case 1:
        return place_insert(bench->db, &place, NULL) && place_link(bench->db, id, place.id, NULL);
    case 2:
        return person_insert(bench->db, &person, NULL) &&
               (part.person = person.id, person_link(bench->db, &part, NULL));
    case 3:
        return content_note_insert(bench->db, &note, NULL);
    case 4:
        return translation_put(bench->db, &translation, NULL);
    case 5:
        consent.item = id;
        consent.agreed_by = words;
        return consent_read_scope(&consent, "kiosk", NULL) &&
               consent_grant(bench->db, &consent, "c", words, NULL);
    case 6:
        return any(bench, 4) == 0 && item_get(bench->db, id, bench->strings, &item, NULL) &&
               item_remove(bench->db, id, NULL);
    default:
        return item_get(bench->db, id, bench->strings, &item, NULL) &&
               (item.title = words, item_update(bench->db, &item, NULL));
    }
}

static bool add_item(struct bench *bench, int number)
{
    struct item item = ITEM_NEW;
    g_autofree char *title = g_strdup_printf("item %d", number);
    item.kind = "text";
    item.title = title;
    bool is_added = item_insert(bench->db, &item, bench->strings, NULL);
    g_array_append_val(bench->items, item.id);
    return is_added;
}

/* One entry, whatever it does; some of what is tried first does not work. */
static void write_entry(struct bench *bench, int number)
{
    for (;;) {
        g_autoptr(history) history = history_begin(bench->db, "c", "edit", NULL);
        bool adds = bench->items->len == 0 || any(bench, 10) == 0;
        int64_t id = adds ? 0
                          : g_array_index(bench->items, int64_t,
                                          (unsigned)any(bench, (int)bench->items->len));
        if ((adds ? add_item(bench, number) : do_one(bench, number, id)) &&
            history_commit(history, "edited", NULL))
            return;
    }
}

static void test_a_thousand_entries_are_taken_back_one_by_one(void)
{
    struct bench *bench = given_an_empty_archive();
    g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < ENTRIES; i++) {
        g_ptr_array_add(before, rows_of(bench));
        write_entry(bench, i);
    }
    for (int i = ENTRIES - 1; i >= 0; i--) {
        bool is_back = history_undo(bench->db, 1, "c", "undo", &error);
        g_assert_no_error(error);
        g_assert_true(is_back);
        g_autofree char *now = rows_of(bench);
        if (strcmp(now, before->pdata[i]) != 0)
            g_error("after entry %d was taken back the archive is not as it was before it", i + 1);
    }
    g_assert_false(history_undo(bench->db, 1, "c", "undo", &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND);
    bench_end(bench);
}

static void test_a_thousand_at_once_are_the_same(void)
{
    struct bench *bench = given_an_empty_archive();
    g_autoptr(GError) error = NULL;
    g_autofree char *before = rows_of(bench);
    for (int i = 0; i < ENTRIES; i++)
        write_entry(bench, i);
    g_assert_true(history_undo(bench->db, ENTRIES, "c", "undo 1000", &error));
    g_autofree char *after = rows_of(bench);
    g_assert_cmpstr(before, ==, after);
    bench_end(bench);
}

/* Entries that have nothing to do with each other, in no order. */
static void test_any_of_a_thousand_is_taken_back_alone(void)
{
    struct bench *bench = given_an_empty_archive();
    g_autoptr(GArray) waiting = g_array_new(false, false, sizeof(int64_t));
    g_autofree char *before = rows_of(bench);
    for (int64_t i = 1; i <= ENTRIES; i++) {
        g_autoptr(history) history = history_begin(bench->db, "c", "add", NULL);
        bool is_added = add_item(bench, (int)i) && history_commit(history, "added", NULL);
        g_assert_true(is_added);
        g_array_append_val(waiting, i);
    }
    while (waiting->len > 0) {
        unsigned which = (unsigned)any(bench, (int)waiting->len);
        g_autoptr(GError) error = NULL;
        history_undo_entry(bench->db, g_array_index(waiting, int64_t, which), "c", "undo", &error);
        g_assert_no_error(error);
        g_array_remove_index_fast(waiting, which);
    }
    g_autofree char *after = rows_of(bench);
    g_assert_cmpstr(before, ==, after);
    bench_end(bench);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/undo/a thousand entries are taken back one by one",
                    test_a_thousand_entries_are_taken_back_one_by_one);
    g_test_add_func("/undo/a thousand at once are the same", test_a_thousand_at_once_are_the_same);
    g_test_add_func("/undo/any of a thousand is taken back alone",
                    test_any_of_a_thousand_is_taken_back_alone);
    return g_test_run();
}
