#include "catalogue/archive.h"
#include "catalogue/connection.h"
#include "catalogue/error.h"
#include "catalogue/migration.h"
#include "catalogue/trail.h"
#include "tests/support/given.h"
#include "tests/support/raw.h"

#include <glib/gstdio.h>
#include <string.h>

/* What a later program would bring: a table made anew that other rows name. */
#define REBUILD                                                                                    \
    "CREATE TABLE trail_new (id INTEGER PRIMARY KEY, title TEXT NOT NULL, says TEXT NOT NULL "     \
    "DEFAULT '', feeling TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, "          \
    "changed_at TEXT NOT NULL, colour TEXT NOT NULL DEFAULT '') STRICT; "                          \
    "INSERT INTO trail_new (id, title, says, feeling, position, changed_at) "                      \
    "SELECT id, title, says, feeling, position, changed_at FROM trail; "                           \
    "DROP TABLE trail; ALTER TABLE trail_new RENAME TO trail; "

static const struct migration to_second = {2, "0002_colour_of_trails",
                                           REBUILD "PRAGMA user_version = 2;"};
static const struct migration to_broken = {
    2, "0002_broken", REBUILD "INSERT INTO nowhere VALUES (1); PRAGMA user_version = 2;"};
static const struct migration to_loss = {2, "0002_loss",
                                         "DELETE FROM trail; PRAGMA user_version = 2;"};

/* An archive of today with a trail of one stop, closed again. */
static struct given *given_older(char **file)
{
    g_autoptr(GError) error = NULL;
    struct given *given = given_archive();
    struct trail trail = {.title = "Kitchens"};
    struct trail_stop stop = {.item = given_shown_item(given, "text", "A poem")};
    g_assert_true(trail_insert(given->db, &trail, &error));
    g_assert_true(trail_set_stops(given->db, trail.id, &stop, 1, &error));
    *file = g_build_filename(given->home, "archive.db", NULL);
    return given;
}

static void assert_text(const char *file, const char *sql, const char *wanted)
{
    struct raw *raw = raw_open(file);
    g_autoptr(GPtrArray) texts = raw_texts(raw, sql);
    g_assert_cmpuint(texts->len, ==, 1);
    g_assert_cmpstr(texts->pdata[0], ==, wanted);
    raw_close(raw);
}

static void assert_as_it_was(const char *file)
{
    assert_text(file, "PRAGMA user_version", "1");
    assert_text(file, "SELECT count(*) FROM trail JOIN trail_stop ON trail = trail.id", "1");
    assert_text(file, "SELECT count(*) FROM pragma_table_info('trail') WHERE name = 'colour'", "0");
}

static void an_older_archive_is_copied_then_changed(void)
{
    g_autofree char *file = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(given) given = given_older(&file);
    const struct migration list[] = {migrations[0], to_second};
    g_autofree char *copy = g_strconcat(file, ".before-0002", NULL);
    g_assert_true(migration_run(file, list, 2, &error));
    g_assert_no_error(error);
    assert_text(file, "PRAGMA user_version", "2");
    assert_text(file, "SELECT count(*) FROM pragma_table_info('trail') WHERE name = 'colour'", "1");
    assert_text(file, "SELECT count(*) FROM trail JOIN trail_stop ON trail = trail.id", "1");
    assert_as_it_was(copy);
    g_unlink(copy);
    g_assert_true(migration_run(file, list, 2, &error));
    g_assert_false(g_file_test(copy, G_FILE_TEST_EXISTS));
    g_assert_null(archive_open(given->home, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NEWER);
}

static void assert_refused(const struct migration *second)
{
    g_autofree char *file = NULL;
    g_autoptr(given) given = given_older(&file);
    const struct migration list[] = {migrations[0], *second};
    g_autofree char *first = g_strconcat(file, ".before-0002", NULL);
    g_autofree char *again = g_strconcat(file, ".before-0002-2", NULL);
    for (int attempt = 0; attempt < 2; attempt++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(migration_run(file, list, 2, &error));
        g_assert_nonnull(strstr(error->message, "is as it was"));
        g_assert_nonnull(strstr(error->message, attempt == 0 ? first : again));
        assert_as_it_was(file);
    }
    assert_as_it_was(first);
    assert_as_it_was(again);
    g_autoptr(GError) error = NULL;
    G_GNUC_UNUSED g_autoptr(archive) archive = archive_open(given->home, &error);
    g_assert_no_error(error);
    g_unlink(first);
    g_unlink(again);
}

static void a_failure_leaves_it_as_it_was(void)
{
    assert_refused(&to_broken);
}

static void what_loses_a_row_that_is_named_is_refused(void)
{
    assert_refused(&to_loss);
}

static void a_newer_one_is_untouched(void)
{
    g_autofree char *file = NULL;
    g_autoptr(GError) error = NULL;
    G_GNUC_UNUSED g_autoptr(given) given = given_older(&file);
    struct raw *raw = raw_open(file);
    raw_run(raw, "PRAGMA user_version = 3");
    raw_close(raw);
    const struct migration list[] = {migrations[0], to_second};
    g_autofree char *copy = g_strconcat(file, ".before-0004", NULL);
    g_assert_false(migration_run(file, list, 2, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NEWER);
    g_assert_nonnull(strstr(error->message, "install the newer program"));
    g_assert_false(g_file_test(copy, G_FILE_TEST_EXISTS));
    assert_text(file, "PRAGMA user_version", "3");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/migration/an older archive is copied, then changed, and loses no row",
                    an_older_archive_is_copied_then_changed);
    g_test_add_func("/migration/a failure leaves the archive as it was, and says so",
                    a_failure_leaves_it_as_it_was);
    g_test_add_func("/migration/one that would lose a row others name is refused",
                    what_loses_a_row_that_is_named_is_refused);
    g_test_add_func("/migration/an archive of a newer program is untouched",
                    a_newer_one_is_untouched);
    return g_test_run();
}
