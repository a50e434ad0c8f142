#include "tests/support/desk.h"

#include <glib/gstdio.h>
#include <string.h>

/* The path below the archive of the object that holds @text. */
static char *object_holding(struct desk *desk, const char *text)
{
    g_autofree char *root = desk_path(desk, "archive/store");
    g_autoptr(GDir) pairs = g_dir_open(root, 0, NULL);
    for (const char *pair; (pair = g_dir_read_name(pairs)) != NULL;) {
        g_autofree char *folder = g_build_filename(root, pair, NULL);
        g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
        for (const char *name; names != NULL && (name = g_dir_read_name(names)) != NULL;) {
            g_autofree char *inner = g_strdup_printf("archive/store/%s/%s", pair, name);
            if (desk_count_holding(desk, inner, text) > 0)
                return g_steal_pointer(&inner);
        }
    }
    g_error("no object holds “%s”", text);
}

static void spoil(struct desk *desk, const char *name)
{
    g_autofree char *path = desk_path(desk, name);
    g_chmod(path, 0644);
    desk_write(desk, name, "other bytes");
}

static void test_verify_names_changed_missing_and_untracked_files_and_changes_nothing(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "first words");
    desk_write(desk, "two.txt", "second words");
    desk_write(desk, "three.txt", "third words");
    desk_expect(desk, 0, "CODE1\nCODE2\nCODE3\n", NULL, "add", "one.txt", "two.txt", "three.txt",
                NULL);
    desk_expect(desk, 0, "3 intact, 0 changed, 0 missing, 0 untracked\n", "", "verify", NULL);
    g_autofree char *one = object_holding(desk, "first words");
    g_autofree char *two = object_holding(desk, "second words");
    g_autofree char *two_path = desk_path(desk, two);
    spoil(desk, one);
    g_assert_cmpint(g_unlink(two_path), ==, 0);
    desk_write(desk, "archive/store/notes.txt", "who put this here");
    struct answer *answer = desk_run(desk, "verify", NULL);
    g_assert_cmpint(answer->status, ==, 3);
    g_assert_nonnull(strstr(answer->out, "changed   "));
    g_assert_nonnull(strstr(answer->out, "CODE1 original one.txt\n"));
    g_assert_nonnull(strstr(answer->out, "missing   "));
    g_assert_nonnull(strstr(answer->out, "CODE2 original two.txt\n"));
    g_assert_nonnull(strstr(answer->out, "store/notes.txt\n"));
    g_assert_nonnull(strstr(answer->out, "1 intact, 1 changed, 1 missing, 1 untracked\n"));
    struct answer *again = desk_run(desk, "verify", NULL);
    g_assert_cmpstr(again->out, ==, answer->out);
    answer_free(answer);
    answer_free(again);
    desk_destroy(desk);
}

static void test_a_sample_is_a_share_of_the_files(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    for (int i = 0; i < 10; i++) {
        g_autofree char *name = g_strdup_printf("in/%d.txt", i);
        desk_write(desk, name, name);
    }
    desk_expect(desk, 0, NULL, NULL, "add", "in", NULL);
    desk_expect(desk, 0, "3 intact, 0 changed, 0 missing, 0 untracked\n", "", "verify", "--sample",
                "30%", NULL);
    desk_expect(desk, 2, "", "rwf: --sample 0: write a percentage above 0 up to 100\n", "verify",
                "--sample", "0", NULL);
    desk_destroy(desk);
}

static void test_a_backup_brings_everything_back(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "a.mp3", 1);
    desk_write(desk, "b.txt", "a poem");
    desk_expect(desk, 0, "CODE1\nCODE2\n", NULL, "add", "a.mp3", "b.txt", NULL);
    struct answer *backup = desk_run(desk, "backup", "safe.tar", NULL);
    g_assert_cmpint(backup->status, ==, 0);
    g_assert_nonnull(strstr(backup->out, "backed up the database and 4 files ("));
    answer_free(backup);
    desk_expect(
        desk, 1, "",
        "rwf: DESK/safe.tar is there already; a backup never replaces another: choose a new "
        "name\n",
        "backup", "safe.tar", NULL);
    desk_expect(desk, 0, "restored 2 items and 4 files to DESK/again\n", "", "restore", "safe.tar",
                "again", NULL);
    desk_expect(desk, 0, "4 intact, 0 changed, 0 missing, 0 untracked\n", "", "-C", "again",
                "verify", NULL);
    struct answer *before = desk_run(desk, "--json", "show", "CODE1", NULL);
    struct answer *after = desk_run(desk, "-C", "again", "--json", "show", "CODE1", NULL);
    g_assert_cmpstr(before->out, ==, after->out);
    answer_free(before);
    answer_free(after);
    desk_expect(desk, 1, "",
                "rwf: DESK/again is there already; restore to a new folder and compare\n",
                "restore", "safe.tar", "again", NULL);
    g_assert_cmpint(desk_count_named(desk, ".", ".safe"), ==, 0);
    desk_destroy(desk);
}

static void test_a_damaged_or_cut_backup_restores_nothing(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "b.txt", "a poem worth keeping");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "b.txt", NULL);
    desk_expect(desk, 0, NULL, "", "backup", "safe.tar", NULL);
    g_autofree char *path = desk_path(desk, "safe.tar");
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    desk_write_bytes(desk, "cut.tar", bytes, length / 2);
    char *words = memmem(bytes, length, "a poem worth keeping", 20);
    g_assert_nonnull(words);
    for (char *at = words; at != NULL; at = memmem(at, length - (gsize)(at - bytes), "a poem", 6))
        *at = 'A';
    desk_write_bytes(desk, "damaged.tar", bytes, length);
    desk_write(desk, "no.tar", "this is no tar");
    static const char *const names[] = {"cut.tar", "damaged.tar", "no.tar", "gone.tar"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct answer *answer = desk_run(desk, "restore", names[i], "again", NULL);
        g_assert_cmpint(answer->status, ==, 1);
        g_assert_cmpstr(answer->out, ==, "");
        g_assert_cmpstr(answer->err, !=, "");
        answer_free(answer);
        g_assert_cmpint(desk_count_named(desk, ".", ".again"), ==, 0);
        g_assert_cmpint(desk_count_named(desk, "again", "archive.db"), ==, 0);
    }
    desk_destroy(desk);
}

static void test_the_doctor_finds_a_missing_file(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "b.txt", "a poem");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "b.txt", NULL);
    struct answer *well = desk_run(desk, "doctor", NULL);
    g_assert_nonnull(strstr(well->out, "ok    catalogue: sound, 1 items\n"));
    g_assert_nonnull(strstr(well->out, "ok    helper: "));
    answer_free(well);
    g_autofree char *object = object_holding(desk, "a poem");
    g_autofree char *path = desk_path(desk, object);
    g_unlink(path);
    struct answer *ill = desk_run(desk, "doctor", NULL);
    g_assert_cmpint(ill->status, ==, 3);
    g_assert_nonnull(strstr(ill->out, "bad   files: 1 missing from the store; `rwf verify` names"));
    answer_free(ill);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/keep/verify names changed, missing and untracked files, changes nothing",
                    test_verify_names_changed_missing_and_untracked_files_and_changes_nothing);
    g_test_add_func("/cli/keep/a sample is a share of the files",
                    test_a_sample_is_a_share_of_the_files);
    g_test_add_func("/cli/keep/a backup brings everything back",
                    test_a_backup_brings_everything_back);
    g_test_add_func("/cli/keep/a damaged or cut backup restores nothing",
                    test_a_damaged_or_cut_backup_restores_nothing);
    g_test_add_func("/cli/keep/the doctor finds a missing file",
                    test_the_doctor_finds_a_missing_file);
    return g_test_run();
}
