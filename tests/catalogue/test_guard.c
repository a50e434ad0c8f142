/*
 * A guarded catalogue: whatever one block of it holds that it should not, nothing of that is ever
 * read. Each block in turn is spoiled; what visitors are told is what was published, or nothing.
 */
#include "catalogue/error.h"
#include "catalogue/shown.h"
#include "catalogue/shown_search.h"
#include "catalogue/snapshot.h"
#include "tests/support/given.h"

#include <string.h>

enum { BLOCK = 4096, ITEMS = 60 };

/* What was published. */
struct original {
    char *bytes;
    gsize length;
    int asked; /* how often a block was shown */
};

static bool is_intact(const void *data, int64_t block, const void *bytes, size_t length)
{
    const struct original *original = data;
    ((struct original *)original)->asked++;
    return memcmp(original->bytes + block * BLOCK, bytes, length) == 0;
}

static struct db_guard guard_of(const struct original *original)
{
    return (struct db_guard){.length = (int64_t)original->length,
                             .block_bytes = BLOCK,
                             .is_intact = is_intact,
                             .data = original};
}

static char *publish(struct given *given, struct original *original)
{
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < ITEMS; i++) {
        g_autofree char *title = g_strdup_printf("A story about gardens, the %dth", i);
        int64_t item = given_shown_item(given, "text", title);
        g_assert_cmpint(item, >, 0);
    }
    char *file = g_build_filename(given->folder, "pack.db", NULL);
    g_assert_true(snapshot_write(given->db, file, NULL, &error));
    g_assert_no_error(error);
    g_assert_true(g_file_get_contents(file, &original->bytes, &original->length, NULL));
    return file;
}

/* All that a visitor would read, as one text; NULL with DAMAGED. */
static char *read_all(const char *file, const struct original *original)
{
    struct db_guard guard = guard_of(original);
    g_autoptr(GError) error = NULL;
    g_autoptr(archive) archive = archive_open_guarded(file, &guard, &error);
    g_autoptr(shown_hits) hits =
        archive != NULL ? shown_search(archive_db(archive), "gardens", 0, ITEMS, "en", &error)
                        : NULL;
    struct shown_page *page = hits != NULL
                                  ? shown_page_read(archive_db(archive), &(struct shown_filter){0},
                                                    NULL, SHOWN_FORWARD, ITEMS, "en", &error)
                                  : NULL;
    if (page == NULL) {
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED);
        g_assert_nonnull(strstr(error->message, "is not the catalogue that was published"));
        return NULL;
    }
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%zu found\n", (size_t)hits->count);
    for (size_t i = 0; i < page->count; i++)
        g_string_append_printf(text, "%s\n", page->cards[i].title);
    shown_page_free(page);
    return g_string_free(text, FALSE);
}

static void test_each_block(void)
{
    g_autoptr(given) given = given_archive();
    struct original original = {0};
    g_autofree char *file = publish(given, &original);
    g_autofree char *expected = read_all(file, &original);
    g_assert_nonnull(expected);
    int refused = 0, blocks = (int)(original.length / BLOCK);
    g_assert_cmpint(blocks, >, 20);
    for (int block = 0; block < blocks; block++) {
        g_autofree char *spoiled = g_memdup2(original.bytes, original.length);
        memset(spoiled + (ptrdiff_t)block * BLOCK + 100, 'x', 200);
        g_assert_true(g_file_set_contents(file, spoiled, (gssize)original.length, NULL));
        g_autofree char *found = read_all(file, &original);
        if (found != NULL)
            g_assert_cmpstr(found, ==, expected);
        refused += found == NULL;
    }
    g_test_message("%d of %d spoiled blocks were met and refused", refused, blocks);
    g_assert_cmpint(refused, >, 5);
    g_free(original.bytes);
}

/* A block is read when it is needed, and shown once. */
static void test_only_what_is_read(void)
{
    g_autoptr(given) given = given_archive();
    struct original original = {0};
    g_autofree char *file = publish(given, &original);
    struct db_guard guard = guard_of(&original);
    g_autoptr(GError) error = NULL;
    g_autoptr(archive) archive = archive_open_guarded(file, &guard, &error);
    g_assert_no_error(error);
    int opened = original.asked, blocks = (int)(original.length / BLOCK);
    g_assert_cmpint(opened, <, blocks / 2);
    for (int i = 0; i < 3; i++)
        shown_hits_free(shown_search(archive_db(archive), "gardens", 0, 10, "en", NULL));
    g_assert_cmpint(original.asked, >, opened);
    g_assert_cmpint(original.asked, <=, blocks);
    g_free(original.bytes);
}

static void test_other_length(void)
{
    g_autoptr(given) given = given_archive();
    struct original original = {0};
    g_autofree char *file = publish(given, &original);
    struct db_guard guard = guard_of(&original);
    g_autofree char *longer = g_malloc0(original.length + BLOCK);
    memcpy(longer, original.bytes, original.length);
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        gssize length = (gssize)original.length + (i == 0 ? BLOCK : -BLOCK);
        g_assert_true(g_file_set_contents(file, longer, length, NULL));
        g_assert_null(archive_open_guarded(file, &guard, &error));
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED);
    }
    g_free(original.bytes);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/guard/nothing of a spoiled block is ever told", test_each_block);
    g_test_add_func("/guard/only what is read is looked at, once", test_only_what_is_read);
    g_test_add_func("/guard/a file of another length is refused", test_other_length);
    return g_test_run();
}
