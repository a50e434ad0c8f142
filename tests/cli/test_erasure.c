#include "tests/support/desk.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What only the item says, in every place of it: a title, a transcript and one before it, an other file's
 * name, the words of a consent, a note, a theme of its own text. */
static const char *const words[] = {
    "unmistakable title", "unheard-of words",  "words of yesterday", "unusual-file-name",
    "unforeseen summary", "unwritten consent", "a note unlike any",  "Unrepeatable Signer",
    "unspeakable reason", "Box of a kind"};

/* One item to be erased and one that stays. */
static void given_two(struct desk *desk)
{
    desk_archive(desk);
    desk_sound(desk, "unusual-file-name.mp3", 1);
    desk_picture(desk, "stays.jpg", 2);
    desk_write(desk, "old.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nwords of yesterday\n");
    desk_write(desk, "new.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nunheard-of words\n");
    desk_write(desk, "form.txt", "signed by Unrepeatable Signer");
    g_free(desk_add(desk, "unusual-file-name.mp3"));
    g_free(desk_add(desk, "stays.jpg"));
    desk_expect(desk, 0, NULL, NULL, "set", "CODE2", "title=A title that stays", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "title=unmistakable title",
                "summary=unforeseen summary", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", "old.vtt", "--role", "transcript", "--lang",
                "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", "new.vtt", "--role", "transcript", "--lang",
                "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "note", "CODE1", "add", "--says", "a note unlike any", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "Unrepeatable Signer",
                "--document", "form.txt", "--says", "unwritten consent", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "review", "--why", "unspeakable reason",
                NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "reviewed", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "own.shelf=Box of a kind", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE2", "grant", "--by", "Somebody", NULL);
}

/* The digests of what stands in the store, as `show --json` says them. */
static GPtrArray *digests_of(struct desk *desk, const char *code)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    struct answer *show = answer_wants(0, desk_run(desk, "--json", "show", code, NULL));
    g_autoptr(GRegex) regex = g_regex_new("\\b[0-9a-f]{64}\\b", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(regex, show->raw, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL))
        g_ptr_array_add(found, g_match_info_fetch(match, 0));
    answer_free(show);
    g_assert_cmpuint(found->len, >, 0);
    return found;
}

static void assert_nowhere(const struct desk *desk, const char *folder, const GPtrArray *digests)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (desk_count_holding(desk, folder, words[i]) != 0)
            g_error("“%s” is still in %s", words[i], folder);
    for (guint i = 0; i < digests->len; i++) {
        if (desk_count_holding(desk, folder, digests->pdata[i]) != 0 ||
            desk_count_named(desk, folder, digests->pdata[i]) != 0)
            g_error("%s is still named in %s", (const char *)digests->pdata[i], folder);
    }
}

static void keep_draft(struct desk *desk)
{
    desk_setenv(desk, "VISUAL", "sh -c 'printf \"nonsense\\n\" >> \"$0\"; exit 0'");
    answer_free(answer_wants(1, desk_run(desk, "edit", "CODE1", NULL)));
    g_assert_cmpint(desk_count_holding(desk, "state", "unmistakable title"), >, 0);
}

static void test_erasure_reaches_every_byte_the_archive_knows_of(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    keep_draft(desk);
    g_autoptr(GPtrArray) digests = digests_of(desk, "CODE1");
    desk_write(desk, "backups/README", "kept here");
    desk_write(desk, "packs/README", "kept here");
    desk_expect(desk, 0, NULL, NULL, "backup", "backups/one.tar", NULL);
    desk_expect(desk, 0, NULL, NULL, "backup", "backups/two.tar", NULL);
    desk_expect(desk, 0, NULL, NULL, "publish", "packs/pack", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_assert_cmpint(desk_count_holding(desk, "archive", words[i]), >, 0);
        g_assert_cmpint(desk_count_holding(desk, "backups", words[i]), ==, 2);
    }
    struct answer *answer =
        answer_wants(3, desk_run(desk, "consent", "CODE1", "erase", "--why", "asked", NULL));
    g_assert_nonnull(strstr(answer->out, "in DESK/backups/one.tar too, with "));
    g_assert_nonnull(strstr(answer->out, "in DESK/backups/two.tar too, with "));
    g_assert_nonnull(strstr(answer->err, "in DESK/packs/pack may still hold CODE1: a pack is not "
                                         "changed; publish it again; `rwf check` lists it"));
    answer_free(answer);
    assert_nowhere(desk, "archive", digests);
    assert_nowhere(desk, "backups", digests);
    assert_nowhere(desk, "state", digests);
    g_assert_cmpint(desk_count_named(desk, "backups", "."), ==, 0);

    struct answer *check = answer_wants(0, desk_run(desk, "check", NULL));
    g_assert_nonnull(strstr(check->out, "may still be in the pack of TODAY in DESK/packs/pack"));
    answer_free(check);
    desk_expect(desk, 0, NULL, NULL, "publish", "packs/pack", NULL);
    assert_nowhere(desk, "packs", digests);
    desk_expect(desk, 0, "code,says\r\n", "", "check", "--problem", "copy_holds", "--csv",
                "--columns", "code,says", NULL);
    desk_destroy(desk);
}

/* The other item, its file and the history are there as before. */
static void test_a_backup_that_was_reached_restores_the_rest(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    desk_expect(desk, 0, NULL, NULL, "backup", "one.tar", NULL);
    answer_free(answer_wants(0, desk_run(desk, "consent", "CODE1", "erase", NULL)));
    desk_expect(desk, 0, NULL, "", "restore", "one.tar", "again", NULL);
    desk_setenv(desk, "RWF_ARCHIVE", "DESK/again");
    desk_expect(desk, 0, "code,title\r\nCODE2,A title that stays\r\n", "", "list", "--csv",
                "--columns", "code,title", NULL);
    struct answer *verify = answer_wants(0, desk_run(desk, "verify", NULL));
    g_assert_nonnull(strstr(verify->out, " 0 changed, 0 missing, 0 untracked\n"));
    answer_free(verify);
    answer_free(answer_wants(0, desk_run(desk, "undo", NULL)));
    answer_free(answer_wants(0, desk_run(desk, "search", "stays", NULL)));
    desk_destroy(desk);
}

/* A stick that is not there, a backup that is damaged: listed until somebody has done it. */
static void test_what_cannot_be_reached_is_listed_until_it_is_done(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    desk_expect(desk, 0, NULL, NULL, "backup", "away.tar", NULL);
    desk_expect(desk, 0, NULL, NULL, "backup", "broken.tar", NULL);
    g_autofree char *away = desk_path(desk, "away.tar");
    g_autofree char *drawer = desk_path(desk, "drawer.tar");
    g_autofree char *broken = desk_path(desk, "broken.tar");
    g_assert_cmpint(g_rename(away, drawer), ==, 0);
    g_assert_cmpint(truncate(broken, 200 * 1024), ==, 0);
    g_autofree char *before = desk_read(desk, "broken.tar");

    struct answer *answer = answer_wants(3, desk_run(desk, "consent", "CODE1", "erase", NULL));
    g_assert_nonnull(strstr(answer->err, "in DESK/away.tar may still hold CODE1: it is not there "
                                         "now; `rwf check` lists it until it is done\n"));
    g_assert_nonnull(strstr(answer->err, "in DESK/broken.tar may still hold CODE1: "));
    answer_free(answer);
    g_autofree char *after = desk_read(desk, "broken.tar");
    g_assert_cmpstr(before, ==, after);
    desk_expect(desk, 0, "code,title\r\nCODE1,DESK/away.tar\r\nCODE1,DESK/broken.tar\r\n", "",
                "check", "--problem", "copy_holds", "--csv", "--columns", "code,title", NULL);

    /* The stick is back. */
    g_assert_cmpint(g_rename(drawer, away), ==, 0);
    answer_free(answer_wants(0, desk_run(desk, "copies", "reach", "away.tar", NULL)));
    desk_expect(desk, 1, "",
                "rwf: DESK/broken.tar is still there; destroy it first, then say it is gone\n",
                "copies", "gone", "broken.tar", NULL);
    g_assert_cmpint(g_unlink(broken), ==, 0);
    desk_expect(desk, 0, NULL, "", "copies", "gone", "broken.tar", NULL);
    desk_expect(desk, 0, "code,title\r\n", "", "check", "--problem", "copy_holds", "--csv",
                "--columns", "code,title", NULL);
    desk_expect(desk, 0, "kind,there,owes,path\r\nbackup,yes,0,DESK/away.tar\r\n", "", "copies",
                "list", "--csv", "--columns", "kind,there,owes,path", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *bytes = NULL;
        size_t length = 0;
        g_assert_true(g_file_get_contents(away, &bytes, &length, NULL));
        g_assert_null(g_strstr_len(bytes, (gssize)length, words[i]));
    }
    desk_destroy(desk);
}

/* A run that was killed leaves a database beside the backup: the next one takes that away first. */
static void test_what_a_killed_run_left_goes_too(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    desk_write(desk, "backups/.one.tar.erasing-Ab12Cd/archive.db", "unmistakable title");
    desk_write(desk, "backups/.one.tar.part-Ab12Cd", "unmistakable title");
    desk_expect(desk, 0, NULL, NULL, "backup", "backups/one.tar", NULL);
    answer_free(answer_wants(0, desk_run(desk, "consent", "CODE1", "erase", NULL)));
    g_assert_cmpint(desk_count_holding(desk, "backups", "unmistakable title"), ==, 0);
    g_assert_cmpint(desk_count_named(desk, "backups", "."), ==, 0);
    desk_destroy(desk);
}

/* A person who is forgotten goes out of the backups too; the items they had stay. */
static void test_a_person_is_forgotten_in_backups_too(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE2", "+person=Zebedee Quux=narrator", NULL);
    desk_write(desk, "backups/README", "kept here");
    desk_expect(desk, 0, NULL, NULL, "backup", "backups/one.tar", NULL);
    g_assert_cmpint(desk_count_holding(desk, "backups", "Zebedee"), ==, 1);
    answer_free(
        answer_wants(3, desk_run(desk, "person", "remove", "Zebedee Quux", "--forget", NULL)));
    g_assert_cmpint(desk_count_holding(desk, "backups", "Zebedee"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "backups", "A title that stays"), ==, 1);
    desk_destroy(desk);
}

/* Nobody's file at the place of a backup is written over. */
static void test_a_backup_of_another_archive_is_left_alone(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    desk_expect(desk, 0, NULL, NULL, "backup", "one.tar", NULL);
    desk_expect(desk, 0, NULL, NULL, "init", "other", "--title", "Another", NULL);
    desk_expect(desk, 0, NULL, NULL, "-C", "other", "backup", "two.tar", NULL);
    g_autofree char *one = desk_path(desk, "one.tar");
    g_autofree char *two = desk_path(desk, "two.tar");
    g_assert_cmpint(g_rename(two, one), ==, 0);
    struct answer *answer = answer_wants(3, desk_run(desk, "consent", "CODE1", "erase", NULL));
    g_assert_nonnull(
        strstr(answer->err, "may still hold CODE1: it is a backup of another archive"));
    answer_free(answer);
    desk_destroy(desk);
}

/* An export of other items does not hold it. */
static void test_exports_and_changes_are_named_where_they_may_hold_it(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    desk_expect(desk, 0, NULL, NULL, "export", "csv", "CODE2", "--to", "other.csv", NULL);
    desk_expect(desk, 0, NULL, NULL, "export", "csv", "CODE1", "--to", "this.csv", NULL);
    desk_expect(desk, 0, NULL, NULL, "export", "json", "--to", "all.json", NULL);
    desk_expect(desk, 0, NULL, NULL, "changes", "since", "0", "--to", "all.rwf", NULL);
    answer_free(answer_wants(3, desk_run(desk, "consent", "CODE1", "erase", NULL)));
    desk_expect(desk, 0, "title\r\nDESK/all.json\r\nDESK/all.rwf\r\nDESK/this.csv\r\n", "", "check",
                "--problem", "copy_holds", "--csv", "--columns", "title", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/erasure/it reaches every byte the archive knows of",
                    test_erasure_reaches_every_byte_the_archive_knows_of);
    g_test_add_func("/cli/erasure/a backup that was reached restores the rest",
                    test_a_backup_that_was_reached_restores_the_rest);
    g_test_add_func("/cli/erasure/what cannot be reached is listed until it is done",
                    test_what_cannot_be_reached_is_listed_until_it_is_done);
    g_test_add_func("/cli/erasure/a backup of another archive is left alone",
                    test_a_backup_of_another_archive_is_left_alone);
    g_test_add_func("/cli/erasure/exports and changes are named where they may hold it",
                    test_exports_and_changes_are_named_where_they_may_hold_it);
    g_test_add_func("/cli/erasure/what a killed run left goes too",
                    test_what_a_killed_run_left_goes_too);
    g_test_add_func("/cli/erasure/a person is forgotten in backups too",
                    test_a_person_is_forgotten_in_backups_too);
    return g_test_run();
}
