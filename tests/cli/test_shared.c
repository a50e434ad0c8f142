#include "catalogue/archive.h"
#include "catalogue/item.h"
#include "catalogue/txn.h"
#include "tests/support/desk.h"
#include "tests/support/raw.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* One archive on a shared disk, several programs at once: all of them real processes. */

static void wait_for(pid_t pid)
{
    int status = 0;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFEXITED(status));
    g_assert_cmpint(WEXITSTATUS(status), ==, 0);
}

static bool is_running(pid_t pid)
{
    siginfo_t info = {0};
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

/* Another program in the middle of writing: this one, with an item more than what is committed. */
struct other {
    struct archive *archive;
    struct txn *txn;
};

static struct other given_another_writing(struct desk *desk, size_t description)
{
    g_autofree char *folder = desk_path(desk, "archive");
    struct other other = {.archive = archive_open(folder, NULL)};
    struct db *db = archive_db(other.archive);
    struct item item = ITEM_NEW;
    g_autofree char *words = g_malloc0(description + 1);
    memset(words, 'w', description);
    db_sign(db, "Ann", "import csv");
    other.txn = txn_begin(db, NULL);
    g_assert_nonnull(other.txn);
    for (int i = 0; i < 8; i++) {
        g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
        item = (struct item)ITEM_NEW;
        item.kind = "text";
        item.title = "Not yet";
        item.description = words;
        g_assert_true(item_insert(db, &item, strings, NULL));
    }
    return other;
}

static void other_ends(struct other *other)
{
    txn_end(other->txn);
    archive_close(other->archive);
}

static struct desk *given_a_desk(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "first words");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "one.txt", "--title", "A talk", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "A Narrator", NULL);
    return desk;
}

static char *without_times(const char *text)
{
    g_autoptr(GRegex) clock = g_regex_new("\\d\\d:\\d\\d", 0, 0, NULL);
    g_autoptr(GRegex) seconds = g_regex_new("waited \\d+", 0, 0, NULL);
    g_autofree char *half = g_regex_replace_literal(clock, text, -1, 0, "HH:MM", 0, NULL);
    return g_regex_replace_literal(seconds, half, -1, 0, "waited N", 0, NULL);
}

static void test_who_waits_says_for_whom_and_gives_up_in_a_sentence(void)
{
    struct desk *desk = given_a_desk();
    struct other other = given_another_writing(desk, 10);
    desk_setenv(desk, "RWF_WAIT", "1");
    struct answer *answer = desk_run(desk, "set", "CODE1", "title=Mine", NULL);
    g_autofree char *said = without_times(answer->err);
    g_assert_cmpstr(
        said, ==,
        "waiting for another rwf that is writing to the archive: Ann, `rwf import csv`, "
        "since HH:MM\n"
        "rwf: DESK/archive/archive.db: Ann has been writing since HH:MM (import csv); "
        "nothing was changed, try again when that is done (waited N seconds; "
        "RWF_WAIT=SECONDS waits longer)\n");
    g_assert_cmpint(answer->status, ==, 1);
    answer_free(answer);
    desk_setenv(desk, "RWF_WAIT", "0");
    answer = desk_run(desk, "--quiet", "--json", "set", "CODE1", "title=Mine", NULL);
    g_assert_cmpint(answer->status, ==, 1);
    g_assert_true(g_str_has_prefix(answer->err, "rwf: DESK/archive/archive.db: Ann has been"));
    g_assert_nonnull(strstr(answer->out, "\"error\""));
    answer_free(answer);
    other_ends(&other);
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=Mine", NULL);
    g_assert_cmpint(desk_count_named(desk, "archive", "archive.db-writer"), ==, 0);
    desk_destroy(desk);
}

/* The first waits until the other has committed, and both are there. */
static void test_who_waited_goes_on_when_the_other_is_done(void)
{
    struct desk *desk = given_a_desk();
    struct other other = given_another_writing(desk, 10);
    pid_t pid = desk_start(desk, "set", "CODE1", "title=Mine", NULL);
    g_usleep(G_USEC_PER_SEC / 2);
    g_assert_true(is_running(pid));
    g_assert_true(txn_commit(other.txn, NULL));
    other_ends(&other);
    wait_for(pid);
    struct answer *answer = desk_run(desk, "list", NULL);
    g_assert_nonnull(strstr(answer->out, "Mine"));
    g_assert_nonnull(strstr(answer->out, "Not yet"));
    answer_free(answer);
    desk_destroy(desk);
}

/* What a program left when it was killed names nobody; who holds the archive now has no name. */
static void test_a_note_of_the_dead_is_not_believed(void)
{
    struct desk *desk = given_a_desk();
    desk_write(desk, "archive/archive.db-writer", "1\nBea\nimport csv\n");
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=Mine", NULL);
    struct other other = given_another_writing(desk, 10);
    desk_write(desk, "archive/archive.db-writer", "1\nBea\nimport csv\n");
    desk_setenv(desk, "RWF_WAIT", "1");
    struct answer *answer = desk_run(desk, "set", "CODE1", "title=More", NULL);
    g_assert_cmpint(answer->status, ==, 1);
    g_assert_nonnull(
        strstr(answer->err, "waiting for another program that is writing to the archive\n"));
    g_assert_null(strstr(answer->err, "Bea"));
    answer_free(answer);
    other_ends(&other);
    desk_destroy(desk);
}

/* Sixteen megabytes written and not committed: SQLite would lock readers out to make room. */
static void test_readers_see_the_archive_as_it_was_and_do_not_wait(void)
{
    struct desk *desk = given_a_desk();
    struct other other = given_another_writing(desk, 2 << 20);
    desk_setenv(desk, "RWF_WAIT", "0");
    for (int i = 0; i < 3; i++) {
        g_autofree char *name = g_strdup_printf("out%d.csv", i);
        struct answer *list = desk_run(desk, "list", NULL);
        g_assert_nonnull(strstr(list->out, "A talk"));
        g_assert_null(strstr(list->out, "Not yet"));
        answer_free(list);
        desk_expect(desk, 0, NULL, "", "show", "CODE1", NULL);
        desk_expect(desk, 0, NULL, NULL, "search", "talk", NULL);
        desk_expect(desk, 0, NULL, NULL, "export", "csv", "--to", name, NULL);
    }
    other_ends(&other);
    desk_destroy(desk);
}

/* A sheet of COUNT rows with some words each. */
static void given_a_sheet(struct desk *desk, int count)
{
    g_autoptr(GString) sheet = g_string_new("identifier,title,description\n");
    for (int i = 1; i <= count; i++)
        g_string_append_printf(sheet, "row-%d,Row %d,\"Words of row %d, and a few more\"\n", i, i,
                               i);
    desk_write(desk, "sheet.csv", sheet->str);
}

static int count_items(struct desk *desk)
{
    g_autofree char *file = desk_path(desk, "archive/archive.db");
    struct raw *raw = raw_open(file);
    g_autoptr(GPtrArray) count = raw_texts(raw, "SELECT count(*) FROM item");
    raw_close(raw);
    return (int)g_ascii_strtoll(count->pdata[0], NULL, 10);
}

/* From the import's first row to its commit, and through it. */
static void test_readers_go_on_through_a_long_import_and_its_commit(void)
{
    struct desk *desk = given_a_desk();
    given_a_sheet(desk, 1500);
    pid_t pid = desk_start(desk, "import", "csv", "sheet.csv", NULL);
    int rounds = 0;
    while (is_running(pid)) {
        g_autofree char *name = g_strdup_printf("out%d.csv", rounds++);
        desk_expect(desk, 0, NULL, "", "list", NULL);
        desk_expect(desk, 0, NULL, "", "show", "CODE1", NULL);
        desk_expect(desk, 0, NULL, "", "search", "talk", NULL);
        desk_expect(desk, 0, NULL, NULL, "export", "csv", "--to", name, NULL);
        g_assert_true(count_items(desk) == 1 || count_items(desk) == 1501);
    }
    g_assert_cmpint(rounds, >=, 1);
    wait_for(pid);
    g_assert_cmpint(count_items(desk), ==, 1501);
    desk_destroy(desk);
}

/* A writer that adds and changes COUNT times; a real shell with real commands. */
static pid_t start_writer(struct desk *desk, const char *name, int count)
{
    g_autofree char *folder = desk_path(desk, ".");
    g_autofree char *archive = desk_path(desk, "archive");
    g_autofree char *script =
        g_strdup_printf("set -e; cd '%s'; for i in $(seq %d); do echo \"%s $i\" > %s$i.txt; "
                        "code=$('%s/rwf' -C '%s' add --quiet %s$i.txt); "
                        "'%s/rwf' -C '%s' --quiet tag $code +%s$i; done",
                        folder, count, name, name, g_getenv("RWF_BIN"), archive, name,
                        g_getenv("RWF_BIN"), archive, name);
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};
    GPid pid = 0;
    g_autoptr(GError) error = NULL;
    g_spawn_async(NULL, (char **)argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL,
                  NULL, NULL, &pid, &error);
    g_assert_no_error(error);
    return pid;
}

static void assert_none(struct raw *raw, const char *sql)
{
    g_autoptr(GPtrArray) found = raw_texts(raw, sql);
    g_assert_cmpuint(found->len, ==, 0);
}

static void assert_whole(struct desk *desk, const char *folder)
{
    g_autofree char *database = g_build_filename(folder, "archive.db", NULL);
    g_autofree char *file = desk_path(desk, database);
    struct raw *raw = raw_open(file);
    g_autoptr(GPtrArray) checked = raw_texts(raw, "PRAGMA integrity_check");
    g_assert_cmpstr(checked->pdata[0], ==, "ok");
    assert_none(raw, "PRAGMA foreign_key_check");
    g_autoptr(GPtrArray) digests = raw_texts(raw, "SELECT DISTINCT digest FROM asset");
    for (guint i = 0; i < digests->len; i++) {
        const char *hex = digests->pdata[i];
        g_autofree char *name = g_strdup_printf("%s/store/%.2s/%s", folder, hex, hex);
        g_autofree char *path = desk_path(desk, name);
        g_assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
    }
    raw_close(raw);
    desk_says(desk, 0, " intact, 0 changed, 0 missing, 0 untracked\n", "-C", folder, "verify",
              NULL);
}

static void test_a_backup_made_while_two_write_is_of_one_moment(void)
{
    struct desk *desk = given_a_desk();
    pid_t ann = start_writer(desk, "ann", 6);
    pid_t bea = start_writer(desk, "bea", 6);
    for (int i = 0; i < 3; i++) {
        g_autofree char *tar = g_strdup_printf("all%d.tar", i);
        g_autofree char *folder = g_strdup_printf("again%d", i);
        desk_expect(desk, 0, NULL, NULL, "backup", tar, NULL);
        desk_expect(desk, 0, NULL, NULL, "restore", tar, folder, NULL);
        assert_whole(desk, folder);
    }
    wait_for(ann);
    wait_for(bea);
    assert_whole(desk, "archive");
    g_assert_cmpint(count_items(desk), ==, 13);
    desk_destroy(desk);
}

static char *title_now(struct desk *desk)
{
    g_autofree char *file = desk_path(desk, "archive/archive.db");
    struct raw *raw = raw_open(file);
    g_autoptr(GPtrArray) titles = raw_texts(raw, "SELECT title FROM item");
    char *title = g_strdup(titles->pdata[0]);
    raw_close(raw);
    return title;
}

/* Killed as if the power had gone, at a different moment each time: what was acknowledged stands, what
 * was not is there whole or not at all, and the next command needs nobody's help. */
static void test_a_writer_killed_at_any_moment_loses_nothing_acknowledged(void)
{
    struct desk *desk = given_a_desk();
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    g_autofree char *before = title_now(desk);
    int killed = 0;
    for (int i = 0; i < 40; i++) {
        g_autofree char *title = g_strdup_printf("Title %d", i);
        g_autofree char *field = g_strdup_printf("title=%s", title);
        pid_t pid = desk_start(desk, "set", "CODE1", field, NULL);
        int status = 0;
        g_usleep((gulong)g_rand_int_range(rand, 0, 150000));
        kill(pid, SIGKILL);
        g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
        killed += WIFSIGNALED(status);
        g_autofree char *now = title_now(desk);
        if (!WIFSIGNALED(status) || strcmp(now, before) != 0)
            g_assert_cmpstr(now, ==, title);
        g_free(before);
        before = g_steal_pointer(&now);
    }
    g_test_message("%d of 40 were killed before they were done", killed);
    g_assert_cmpint(killed, >, 0);
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=Last", NULL);
    assert_whole(desk, "archive");
    desk_says(desk, 0, "ok    catalogue: sound, 1 items\n", "doctor", NULL);
    desk_destroy(desk);
}

/* A tar of files of one folder on the desk, in the form of a backup, whatever they hold. */
static void given_a_backup_of(struct desk *desk, const char *folder, const char *tar)
{
    g_autofree char *path = desk_path(desk, folder);
    g_autofree char *file = desk_path(desk, tar);
    g_autofree char *script =
        g_strdup_printf("cd '%s' && sha256sum archive.db > manifest-sha256.txt && "
                        "tar --format=ustar -cf '%s' archive.db manifest-sha256.txt",
                        path, file);
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};
    int status = 0;
    g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               &status, NULL));
    g_assert_cmpint(status, ==, 0);
}

static void assert_not_restored(struct desk *desk, const char *tar, const char *why)
{
    struct answer *answer = desk_run(desk, "restore", tar, "new", NULL);
    g_assert_cmpint(answer->status, ==, 1);
    if (strstr(answer->err, why) == NULL)
        g_error("%s", answer->err);
    g_assert_null(strstr(answer->err, ".part"));
    answer_free(answer);
    g_assert_cmpint(desk_count_named(desk, "new", ""), ==, 0);
    g_assert_cmpint(desk_count_named(desk, ".", ".new"), ==, 0);
}

static void test_restore_takes_only_an_archive_this_program_knows(void)
{
    struct desk *desk = given_a_desk();
    desk_expect(desk, 0, NULL, "", "init", "newer", "--title", "Newer", "--quiet", NULL);
    g_autofree char *file = desk_path(desk, "newer/archive.db");
    struct raw *raw = raw_open(file);
    raw_run(raw, "PRAGMA user_version = 999");
    raw_close(raw);
    given_a_backup_of(desk, "newer", "newer.tar");
    assert_not_restored(desk, "newer.tar", "install the newer program to open it");
    desk_write(desk, "none/archive.db", "this is no database at all, only words");
    given_a_backup_of(desk, "none", "none.tar");
    assert_not_restored(desk, "none.tar", "not a database");
    raw = raw_open(file);
    raw_run(raw, "PRAGMA application_id = 1; PRAGMA user_version = 1");
    raw_close(raw);
    given_a_backup_of(desk, "newer", "foreign.tar");
    assert_not_restored(desk, "foreign.tar", "not an archive of Remembering");
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/shared/who waits says for whom, and gives up in a sentence",
                    test_who_waits_says_for_whom_and_gives_up_in_a_sentence);
    g_test_add_func("/shared/who waited goes on when the other is done",
                    test_who_waited_goes_on_when_the_other_is_done);
    g_test_add_func("/shared/a note of the dead is not believed",
                    test_a_note_of_the_dead_is_not_believed);
    g_test_add_func("/shared/readers see the archive as it was and do not wait",
                    test_readers_see_the_archive_as_it_was_and_do_not_wait);
    g_test_add_func("/shared/readers go on through a long import and its commit",
                    test_readers_go_on_through_a_long_import_and_its_commit);
    g_test_add_func("/shared/a backup made while two write is of one moment",
                    test_a_backup_made_while_two_write_is_of_one_moment);
    g_test_add_func("/shared/a writer killed at any moment loses nothing acknowledged",
                    test_a_writer_killed_at_any_moment_loses_nothing_acknowledged);
    g_test_add_func("/shared/restore takes only an archive this program knows",
                    test_restore_takes_only_an_archive_this_program_knows);
    return g_test_run();
}
