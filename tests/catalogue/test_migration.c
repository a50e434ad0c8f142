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

#define TODAY "2"
#define NEXT  "3"
#define LATER "4"

static const struct migration to_next = {MIGRATION_COUNT + 1, "colour_of_trails",
                                         REBUILD "PRAGMA user_version = " NEXT ";"};
static const struct migration to_broken = {
    MIGRATION_COUNT + 1, "broken",
    REBUILD "INSERT INTO nowhere VALUES (1); PRAGMA user_version = " NEXT ";"};
static const struct migration to_loss = {MIGRATION_COUNT + 1, "loss",
                                         "DELETE FROM trail; PRAGMA user_version = " NEXT ";"};

/* All of today's, and one more. */
static bool migrate(const char *file, const struct migration *next, GError **error)
{
    struct migration list[MIGRATION_COUNT + 1];
    memcpy(list, migrations, sizeof migrations);
    list[MIGRATION_COUNT] = *next;
    return migration_run(file, list, G_N_ELEMENTS(list), error);
}

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
    assert_text(file, "PRAGMA user_version", TODAY);
    assert_text(file, "SELECT count(*) FROM trail JOIN trail_stop ON trail = trail.id", "1");
    assert_text(file, "SELECT count(*) FROM pragma_table_info('trail') WHERE name = 'colour'", "0");
}

static void an_older_archive_is_copied_then_changed(void)
{
    g_autofree char *file = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(given) given = given_older(&file);
    g_autofree char *copy = g_strconcat(file, ".before-000" NEXT, NULL);
    g_assert_true(migrate(file, &to_next, &error));
    g_assert_no_error(error);
    assert_text(file, "PRAGMA user_version", NEXT);
    assert_text(file, "SELECT count(*) FROM pragma_table_info('trail') WHERE name = 'colour'", "1");
    assert_text(file, "SELECT count(*) FROM trail JOIN trail_stop ON trail = trail.id", "1");
    assert_as_it_was(copy);
    g_unlink(copy);
    g_assert_true(migrate(file, &to_next, &error));
    g_assert_false(g_file_test(copy, G_FILE_TEST_EXISTS));
    g_assert_null(archive_open(given->home, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NEWER);
}

static void assert_refused(const struct migration *next)
{
    g_autofree char *file = NULL;
    g_autoptr(given) given = given_older(&file);
    g_autofree char *first = g_strconcat(file, ".before-000" NEXT, NULL);
    g_autofree char *again = g_strconcat(file, ".before-000" NEXT "-2", NULL);
    for (int attempt = 0; attempt < 2; attempt++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(migrate(file, next, &error));
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
    raw_run(raw, "PRAGMA user_version = " LATER);
    raw_close(raw);
    g_autofree char *copy = g_strconcat(file, ".before-0005", NULL);
    g_assert_false(migrate(file, &to_next, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NEWER);
    g_assert_nonnull(strstr(error->message, "install the newer program"));
    g_assert_false(g_file_test(copy, G_FILE_TEST_EXISTS));
    assert_text(file, "PRAGMA user_version", LATER);
}

/* As the first release made it, with a row of what has more columns since. */
static char *given_first_version(const char *folder)
{
    g_autoptr(GError) error = NULL;
    char *file = g_build_filename(folder, "archive.db", NULL);
    struct db *db = connection_open(file, DB_WRITE, DB_RAW_CREATE, &error);
    g_assert_no_error(error);
    g_assert_true(connection_migrate(db, migrations, 1, 0, &error));
    db_close(db);
    struct raw *raw = raw_open(file);
    raw_run(raw, "INSERT INTO archive (id, uuid, title, created_at, changed_at) VALUES "
                 "(1, 'u', 'Our street', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z')");
    raw_run(raw,
            "INSERT INTO copy (id, path, made_at) VALUES (7, '/a.tar', '2024-01-02T00:00:00Z')");
    raw_run(raw,
            "INSERT INTO item (id, code, kind, title, added_at, changed_at) VALUES (9, 'RWF-1', "
            "'text', 'A poem', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z')");
    raw_close(raw);
    return file;
}

static void the_first_version_is_opened_copied_and_brought_to_today(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("rwf-first-XXXXXX", &error);
    g_autofree char *file = given_first_version(folder);
    g_autofree char *copy = g_strconcat(file, ".before-0002", NULL);
    struct archive *archive = archive_open(folder, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) faults = archive_check(archive_db(archive), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(faults->len, ==, 0);
    archive_close(archive);
    assert_text(file, "PRAGMA user_version", TODAY);
    assert_text(file, "SELECT title FROM item", "A poem");
    assert_text(file, "SELECT path || ' ' || kind FROM copy", "/a.tar backup");
    assert_text(copy, "PRAGMA user_version", "1");
    g_unlink(file);
    g_unlink(copy);
    g_rmdir(folder);
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
    g_test_add_func("/migration/an archive of the first version is brought to today's",
                    the_first_version_is_opened_copied_and_brought_to_today);
    return g_test_run();
}
