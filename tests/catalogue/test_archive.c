#include "catalogue/archive.h"
#include "catalogue/error.h"
#include "catalogue/txn.h"
#include "tests/support/given.h"
#include "tests/support/raw.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_sound(struct db *db)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) faults = archive_check(db, &error);
    g_assert_no_error(error);
    for (unsigned i = 0; i < faults->len; i++)
        g_test_message("%s", (char *)faults->pdata[i]);
    g_assert_cmpuint(faults->len, ==, 0);
}

static void new_is_sound(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    struct archive_facts facts = {0};
    g_assert_true(archive_read_facts(given->db, given->strings, &facts, &error));
    g_assert_cmpstr(facts.title, ==, "A test archive");
    g_assert_cmpstr(facts.language, ==, "en");
    g_assert_null(facts.published_on);
    g_assert_true(g_file_test(archive_store(given->archive), G_FILE_TEST_IS_DIR));
    assert_sound(given->db);
}

static void not_made_over_another(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    g_assert_null(archive_create(given->home, "Second", &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT);
}

static void found_from_below(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    g_autofree char *below = g_build_filename(given->home, "store", "deeper", NULL);
    g_autofree char *found = archive_find(below, &error);
    g_assert_cmpstr(found, ==, given->home);
    g_autofree char *outside = archive_find(given->folder, &error);
    g_assert_null(outside);
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND);
}

static void newer_is_refused(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(given->home, "archive.db", NULL);
    struct raw *raw = raw_open(file);
    raw_run(raw, "PRAGMA user_version = 9999");
    raw_close(raw);
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    size_t size_before;
    size_t size_after;
    g_assert_true(g_file_get_contents(file, &before, &size_before, NULL));
    g_assert_null(archive_open(given->home, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NEWER);
    g_assert_nonnull(strstr(error->message, "newer version"));
    g_assert_true(g_file_get_contents(file, &after, &size_after, NULL));
    g_assert_cmpmem(before, size_before, after, size_after);
}

static void other_files_are_refused(void)
{
    g_autoptr(given) given = given_archive();
    g_autofree char *file = g_build_filename(given->folder, "other.db", NULL);
    const struct {
        const char *bytes;
        const char *sql;
    } others[] = {{"not a database at all, but long enough to be looked at", NULL},
                  {"", NULL},
                  {NULL, "CREATE TABLE notes (words TEXT)"}};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autoptr(GError) error = NULL;
        g_unlink(file);
        if (others[i].bytes != NULL) {
            g_file_set_contents(file, others[i].bytes, -1, NULL);
        } else {
            struct raw *raw = raw_open(file);
            raw_run(raw, others[i].sql);
            raw_close(raw);
        }
        g_assert_null(db_open(file, DB_READ, &error));
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED);
        g_clear_error(&error);
        g_assert_null(archive_open_pack(file, &error));
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED);
    }
}

static void pack_with_another_view_is_refused(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(given->folder, "pack.db", NULL);
    g_assert_true(archive_backup(given->db, file, NULL, NULL, &error));
    archive_close(archive_open_pack(file, &error));
    g_assert_no_error(error);
    struct raw *raw = raw_open(file);
    raw_run(raw, "DROP VIEW shown_item; CREATE VIEW shown_item AS SELECT * FROM item");
    raw_close(raw);
    g_assert_null(archive_open_pack(file, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED);
}

static void backup_is_whole(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t item = given_shown_item(given, "text", "A poem");
    g_autofree char *file = g_build_filename(given->folder, "copy.db", NULL);
    g_assert_true(archive_backup(given->db, file, NULL, NULL, &error));
    g_autoptr(db) copy = db_open(file, DB_READ, &error);
    g_assert_no_error(error);
    bool is_shown = false;
    g_assert_true(item_is_shown(copy, item, &is_shown, &error));
    g_assert_true(is_shown);
    g_assert_false(archive_backup(given->db, file, NULL, NULL, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT);
}

static bool stop_at_once(int64_t done, int64_t total, void *data)
{
    (void)done;
    (void)total;
    (void)data;
    return false;
}

static void stopped_backup_leaves_nothing(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(given->folder, "copy.db", NULL);
    g_assert_false(archive_backup(given->db, file, stop_at_once, NULL, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CANCELLED);
    g_autoptr(GDir) dir = g_dir_open(given->folder, 0, NULL);
    g_assert_cmpstr(g_dir_read_name(dir), ==, "archive");
    g_assert_null(g_dir_read_name(dir));
}

static void uncommitted_is_gone(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t count = -1;
    {
        g_autoptr(txn) outer = txn_begin(given->db, &error);
        given_item(given, "picture", "Kept");
        {
            g_autoptr(txn) step = txn_begin(given->db, &error);
            g_assert_nonnull(step);
            given_item(given, "picture", "Dropped with its step");
        }
        g_assert_true(txn_commit(outer, &error));
    }
    {
        g_autoptr(txn) abandoned = txn_begin(given->db, &error);
        g_assert_nonnull(abandoned);
        given_item(given, "picture", "Dropped");
    }
    g_assert_true(item_count(given->db, &count, &error));
    g_assert_cmpint(count, ==, 1);
    assert_sound(given->db);
}

static void reader_cannot_write(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    g_autoptr(archive) reader = archive_open_read_only(given->home, &error);
    g_assert_no_error(error);
    struct item item = ITEM_NEW;
    item.kind = "text";
    item.title = "No";
    g_assert_false(item_insert(archive_db(reader), &item, given->strings, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_READ_ONLY);
}

/* The child says a number only after its item is committed; the parent kills it at a random moment
 * and then looks for every item that was said. */
static void add_for_ever(const char *home, int to)
{
    g_autoptr(archive) archive = archive_open(home, NULL);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    if (archive == NULL)
        _exit(1);
    for (int i = 0;; i++) {
        g_autofree char *number = g_strdup_printf("number-%d-%d", (int)getpid(), i);
        struct item item = ITEM_NEW;
        item.kind = "text";
        item.title = number;
        item.identifier = number;
        if (!item_insert(archive_db(archive), &item, strings, NULL) ||
            dprintf(to, "%s\n", number) < 0)
            _exit(1);
    }
}

static void check_all_said(struct given *given, const char *said)
{
    g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
    for (char **line = lines; line[0] != NULL && line[1] != NULL; line++) {
        g_autoptr(GError) error = NULL;
        struct item item;
        item_find(given->db, *line, given->strings, &item, &error);
        g_assert_no_error(error);
    }
}

static void kill_loses_nothing(void)
{
    g_autoptr(given) given = given_archive();
    for (int round = 0; round < 12; round++) {
        int ends[2];
        char said[65536];
        size_t length = 0;
        g_assert_cmpint(pipe(ends), ==, 0);
        pid_t child = fork();
        if (child == 0)
            add_for_ever(given->home, ends[1]);
        close(ends[1]);
        g_usleep((gulong)g_random_int_range(20000, 120000));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        for (ssize_t got; length < sizeof said - 1 &&
                          (got = read(ends[0], said + length, sizeof said - 1 - length)) > 0;)
            length += (size_t)got;
        close(ends[0]);
        said[length] = '\0';
        check_all_said(given, said);
    }
    assert_sound(given->db);
}

static void damage_is_told(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t item = given_item(given, "text", "Words");
    (void)item;
    g_autofree char *file = g_build_filename(given->home, "archive.db", NULL);
    struct raw *raw = raw_open(file);
    raw_run(raw, "INSERT INTO other_name VALUES (1, 77, 'also', 'Nobody', 'en')");
    raw_run(raw, "INSERT INTO found (item, field, source, text) SELECT id, 'title', id, "
                 "'unindexed' FROM item");
    raw_close(raw);
    g_autoptr(GPtrArray) faults = archive_check(given->db, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(faults->len, ==, 2);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/archive/a new one is sound and says what it is", new_is_sound);
    g_test_add_func("/archive/none is made over another", not_made_over_another);
    g_test_add_func("/archive/it is found from a folder inside it", found_from_below);
    g_test_add_func("/archive/a newer one is refused in a clear sentence, untouched",
                    newer_is_refused);
    g_test_add_func("/archive/what is no archive is refused", other_files_are_refused);
    g_test_add_func("/archive/a pack whose view says more may be shown is refused",
                    pack_with_another_view_is_refused);
    g_test_add_func("/archive/a backup is whole and never replaces a file", backup_is_whole);
    g_test_add_func("/archive/a stopped backup leaves nothing behind",
                    stopped_backup_leaves_nothing);
    g_test_add_func("/archive/what is not committed is gone", uncommitted_is_gone);
    g_test_add_func("/archive/a reader cannot write", reader_cannot_write);
    g_test_add_func("/archive/a killed program loses nothing it said was done", kill_loses_nothing);
    g_test_add_func("/archive/check tells of names without owner and words out of the index",
                    damage_is_told);
    return g_test_run();
}
