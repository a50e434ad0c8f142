#include "tests/support/desk.h"

#include <glib/gstdio.h>
#include <string.h>

/* Bob has worked before: what a first command leaves beside the database is there. */
static void given_work_in_the_copy(struct desk *desk)
{
    desk_write(desk, "bob.txt", "words of Bob's");
    desk_expect(desk, 0, NULL, NULL, "-C", "copy", "add", "bob.txt", NULL);
}

/* Two curators: `archive` is Ann's, `copy` is Bob's, made from her backup. */
static struct desk *given_two_copies(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "first words");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "one.txt", "--title", "A talk", NULL);
    desk_expect(desk, 0, NULL, NULL, "backup", "all.tar", NULL);
    desk_expect(desk, 0, NULL, NULL, "restore", "all.tar", "copy", NULL);
    return desk;
}

static void test_work_done_in_one_copy_arrives_in_the_other_with_its_files(void)
{
    struct desk *desk = given_two_copies();
    desk_write(desk, "two.txt", "second words");
    desk_expect(desk, 0, "CODE2\n", NULL, "add", "two.txt", "--title", "Another", NULL);
    desk_expect(desk, 0, NULL, NULL, "tag", "CODE1", "CODE2", "+Care", NULL);
    desk_expect(desk, 0,
                "wrote 2 entries since 1 and 1 file (12 bytes) to DESK/stick.rwf; next time: rwf "
                "changes since 3 --to FILE\n",
                "", "changes", "since", "1", "--to", "stick.rwf", NULL);
    desk_expect(desk, 0, "took in 2 entries; 0 were here already\n", "", "-C", "copy", "merge",
                "stick.rwf", NULL);
    desk_expect(desk, 0, "nothing new: all 2 entries are here already\n", "", "-C", "copy", "merge",
                "stick.rwf", NULL);
    desk_expect(desk, 0, "2 intact, 0 changed, 0 missing, 0 untracked\n", "", "-C", "copy",
                "verify", NULL);
    struct answer *ann = desk_run(desk, "show", "CODE2", "--json", NULL);
    struct answer *bob = desk_run(desk, "-C", "copy", "show", "CODE2", "--json", NULL);
    g_assert_cmpstr(ann->out, ==, bob->out);
    answer_free(ann);
    answer_free(bob);
    ann = desk_run(desk, "search", "another", NULL);
    bob = desk_run(desk, "-C", "copy", "search", "another", NULL);
    g_assert_cmpstr(ann->out, ==, bob->out);
    answer_free(ann);
    answer_free(bob);
    desk_destroy(desk);
}

/* What a command that writes leaves beside the database is not there afterwards either. */
static void test_looking_for_what_disagrees_writes_nothing(void)
{
    struct desk *desk = given_two_copies();
    g_autofree char *before = desk_checksum(desk, "copy");
    desk_expect(desk, 0, "", "nothing waits to be decided\n", "-C", "copy", "conflicts", NULL);
    g_autofree char *after = desk_checksum(desk, "copy");
    g_assert_cmpstr(before, ==, after);
    desk_destroy(desk);
}

static void test_both_may_change_the_same_thing_and_a_person_decides(void)
{
    struct desk *desk = given_two_copies();
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=A talk in Harehills", NULL);
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "credit=A. Maker", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "set", "CODE1", "form=interview", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "set", "CODE1", "rights_note=Ask", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "set", "CODE1", "title=A talk in Leeds", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "1", "--to", "ann.rwf", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "changes", "since", "1", "--to", "bob.rwf", NULL);
    static const char *const warning =
        "rwf: warning: 1 thing was changed in both copies; `rwf conflicts` lists what stands and "
        "what does not, for you to decide\n";
    desk_expect(desk, 3, "took in 3 entries; 0 were here already\n", warning, "merge", "bob.rwf",
                NULL);
    desk_expect(desk, 3, "took in 2 entries; 0 were here already\n", warning, "-C", "copy", "merge",
                "ann.rwf", NULL);
    static const char *const listed =
        "1  the title of CODE1: “A talk in Leeds” stands, “A talk in Harehills” does not\n"
        "   met in: set CODE1 title=, by WHO at WHEN\n";
    desk_expect(desk, 0, listed, NULL, "conflicts", NULL);
    desk_expect(desk, 0, listed, NULL, "-C", "copy", "conflicts", "list", NULL);
    desk_expect(desk, 0, "1 conflict decided: the other value stands now\n", "", "conflicts",
                "take", "1", NULL);
    desk_expect(desk, 0, "", "nothing waits to be decided\n", "conflicts", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "3", "--to", "decided.rwf", NULL);
    desk_expect(desk, 0, "took in 1 entry; 3 were here already\n", "", "-C", "copy", "merge",
                "decided.rwf", NULL);
    desk_expect(desk, 0, "", "nothing waits to be decided\n", "-C", "copy", "conflicts", NULL);
    struct answer *ann = desk_run(desk, "show", "CODE1", NULL);
    struct answer *bob = desk_run(desk, "-C", "copy", "show", "CODE1", NULL);
    g_assert_nonnull(strstr(ann->out, "A talk in Harehills"));
    g_assert_nonnull(strstr(ann->out, "A. Maker"));
    g_assert_nonnull(strstr(ann->out, "interview"));
    g_assert_cmpstr(ann->out, ==, bob->out);
    answer_free(ann);
    answer_free(bob);
    desk_destroy(desk);
}

static void test_what_is_missing_before_is_said_and_nothing_changes(void)
{
    struct desk *desk = given_two_copies();
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=Two", NULL);
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=Three", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "2", "--to", "late.rwf", NULL);
    given_work_in_the_copy(desk);
    g_autofree char *before = desk_checksum(desk, "copy");
    struct answer *answer = desk_run(desk, "-C", "copy", "merge", "late.rwf", NULL);
    g_assert_cmpint(answer->status, ==, 1);
    g_assert_nonnull(strstr(answer->err, "what came before is missing here"));
    g_assert_nonnull(strstr(answer->err, "ask for changes since an earlier number, or since 0\n"));
    answer_free(answer);
    g_autofree char *after = desk_checksum(desk, "copy");
    g_assert_cmpstr(before, ==, after);
    desk_expect(desk, 1, "", "rwf: there is nothing since entry 3; the last is 3\n", "changes",
                "since", "3", "--to", "none.rwf", NULL);
    desk_destroy(desk);
}

static void test_a_file_that_is_cut_altered_or_anothers_changes_nothing(void)
{
    struct desk *desk = given_two_copies();
    desk_write(desk, "two.txt", "second words");
    desk_expect(desk, 0, "CODE2\n", NULL, "add", "two.txt", NULL);
    desk_expect(desk, 0, NULL, NULL, "changes", "since", "1", "--to", "stick.rwf", NULL);
    g_autofree char *path = desk_path(desk, "stick.rwf");
    g_autofree char *content = NULL;
    size_t size = 0;
    g_assert_true(g_file_get_contents(path, &content, &size, NULL));
    given_work_in_the_copy(desk);
    g_autofree char *before = desk_checksum(desk, "copy");
    const char *manifest = memmem(content, size, "manifest-sha256.txt", 19);
    for (size_t cut = 0; cut < (size_t)(manifest - content); cut += 701) {
        desk_write_bytes(desk, "bad.rwf", content, cut);
        struct answer *answer = desk_run(desk, "-C", "copy", "merge", "bad.rwf", NULL);
        g_assert_cmpint(answer->status, ==, 1);
        answer_free(answer);
    }
    for (size_t at = 0; at < size; at += 211) {
        bool is_header = memcmp(content + at / 512 * 512 + 257, "ustar", 5) == 0;
        if (content[at] == 0 || is_header) /* what fills a tar up is not read */
            continue;
        g_autofree char *altered = g_memdup2(content, size);
        altered[at] ^= 0x41;
        desk_write_bytes(desk, "bad.rwf", altered, size);
        struct answer *answer = desk_run(desk, "-C", "copy", "merge", "bad.rwf", NULL);
        if (answer->status != 1)
            g_error("byte %zu (%02x) of %zu was altered: %s", at, (unsigned char)content[at], size,
                    answer->out);
        answer_free(answer);
    }
    desk_expect(desk, 0, NULL, "", "init", "other", "--title", "Another", "--quiet", NULL);
    desk_expect(desk, 1, "",
                "rwf: stick.rwf: these are changes of another archive, not of a copy of this one\n",
                "-C", "other", "merge", "stick.rwf", NULL);
    desk_expect(desk, 1, "", NULL, "-C", "copy", "merge", "one.txt", NULL);
    desk_expect(desk, 1, "", "rwf: all.tar is no file of changes; `rwf changes` makes one\n", "-C",
                "copy", "merge", "all.tar", NULL);
    g_autofree char *after = desk_checksum(desk, "copy");
    g_assert_cmpstr(before, ==, after);
    desk_destroy(desk);
}

static void test_an_erasure_reaches_the_other_copy(void)
{
    struct desk *desk = given_two_copies();
    desk_expect(desk, 0, NULL, "", "-C", "copy", "set", "CODE1", "credit=Zebedee Quux", NULL);
    desk_expect(desk, 0, NULL, NULL, "-C", "copy", "backup", "of-the-copy.tar", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "erase", "--why", "asked", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "1", "--to", "erased.rwf", NULL);
    struct answer *merged = desk_run(desk, "-C", "copy", "merge", "erased.rwf", NULL);
    g_assert_cmpint(merged->status, ==, 0);
    g_assert_nonnull(strstr(merged->out, "took in 1 entry; 0 were here already\n"));
    g_assert_nonnull(strstr(merged->out, "in DESK/of-the-copy.tar too, with "));
    answer_free(merged);
    g_autofree char *backup = desk_path(desk, "of-the-copy.tar");
    g_autofree char *bytes = NULL;
    size_t length = 0;
    g_assert_true(g_file_get_contents(backup, &bytes, &length, NULL));
    g_assert_null(g_strstr_len(bytes, (gssize)length, "Zebedee"));
    g_assert_cmpint(desk_count_holding(desk, "copy", "Zebedee"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "copy", "first words"), ==, 0);
    desk_expect(desk, 0, "0 intact, 0 changed, 0 missing, 0 untracked\n", "", "-C", "copy",
                "verify", NULL);
    desk_destroy(desk);
}

/* Ann's and Bob's files, each taken in by the other. */
static void exchange(struct desk *desk, const char *since)
{
    desk_expect(desk, 0, NULL, "", "changes", "since", since, "--to", "ann.rwf", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "changes", "since", since, "--to", "bob.rwf",
                NULL);
    struct answer *ann = desk_run(desk, "merge", "bob.rwf", NULL);
    struct answer *bob = desk_run(desk, "-C", "copy", "merge", "ann.rwf", NULL);
    g_assert_cmpint(ann->status, !=, 1);
    g_assert_cmpint(bob->status, ==, ann->status);
    answer_free(ann);
    answer_free(bob);
}

static void assert_same_said(struct desk *desk, const char *one, const char *two, const char *says)
{
    struct answer *ann = desk_run(desk, one, two, NULL);
    struct answer *bob = desk_run(desk, "-C", "copy", one, two, NULL);
    g_assert_cmpstr(ann->out, ==, says);
    g_assert_cmpstr(bob->out, ==, says);
    answer_free(ann);
    answer_free(bob);
}

static void test_a_theme_and_a_place_added_twice_are_one(void)
{
    struct desk *desk = given_two_copies();
    desk_write(desk, "two.txt", "second words");
    desk_expect(desk, 0, NULL, "", "theme", "add", "Care", "--about", "Looking after", "--field",
                "name@ur=A", NULL);
    desk_expect(desk, 0, NULL, "", "place", "add", "Little London", NULL);
    desk_expect(desk, 0, NULL, "", "tag", "CODE1", "+Care", NULL);
    desk_expect(desk, 0, "CODE2\n", NULL, "-C", "copy", "add", "two.txt", "--theme", "Care", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "place", "add", "little  London", "--about",
                "North of the centre", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "theme", "set", "Care", "name@ur=A", "--former",
                "Caring", NULL);
    exchange(desk, "1");
    assert_same_said(desk, "theme", "list", "theme  items  about\nCare       2  Looking after\n");
    struct answer *answer = desk_run(desk, "place", "list", NULL);
    g_assert_null(strstr(answer->out, "(2)"));
    g_assert_nonnull(strstr(answer->out, "North of the centre"));
    answer_free(answer);
    /* Two spellings of one place: the earlier stands, the other waits. */
    answer = desk_run(desk, "conflicts", NULL);
    g_assert_nonnull(strstr(answer->out, "1  the name of a place: “"));
    g_assert_null(strstr(answer->out, "2  "));
    answer_free(answer);
    desk_destroy(desk);
}

static void test_a_theme_of_two_stays_where_one_takes_it_back(void)
{
    struct desk *desk = given_two_copies();
    desk_expect(desk, 0, NULL, "", "theme", "add", "Care", NULL);
    g_usleep(1100 * 1000); /* in another second: that alone is no change of hers */
    desk_expect(desk, 0, NULL, NULL, "-C", "copy", "tag", "CODE1", "+Care", NULL);
    exchange(desk, "1");
    desk_says(desk, 1, "the same was done in another copy too, and stays", "undo", "--entry", "2",
              NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "undo", "--entry", "2", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "changes", "since", "3", "--to", "undone.rwf",
                NULL);
    desk_expect(desk, 0, NULL, "", "merge", "undone.rwf", NULL);
    assert_same_said(desk, "theme", "list", "theme  items  about\nCare       0\n");
    desk_destroy(desk);
}

/* Each keeps what was tagged with it until a person says that they are one. */
static void test_two_themes_renamed_to_one_name_can_be_made_one(void)
{
    struct desk *desk = given_two_copies();
    desk_expect(desk, 0, NULL, NULL, "tag", "CODE1", "+Care", "+Caring", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "1", "--to", "both.rwf", NULL);
    desk_expect(desk, 0, NULL, NULL, "-C", "copy", "merge", "both.rwf", NULL);
    desk_expect(desk, 0, NULL, "", "theme", "rename", "Care", "Looking after", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "theme", "rename", "Caring", "Looking after",
                NULL);
    exchange(desk, "2");
    desk_says(desk, 0,
              "1  the name of a theme: “Looking after” was there already; it is now “Looking after "
              "(2)”; `take` makes them one, `keep` leaves both\n",
              "conflicts", NULL);
    desk_expect(desk, 0, NULL, "", "conflicts", "take", "1", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "4", "--to", "one.rwf", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "merge", "one.rwf", NULL);
    assert_same_said(desk, "theme", "list", "theme          items  about\nLooking after      1\n");
    desk_says(desk, 0, "CODE1", "-C", "copy", "list", "--theme", "Caring", NULL);
    desk_says(desk, 0, "CODE1", "list", "--theme", "Care", NULL);
    desk_expect(desk, 0, "", "nothing waits to be decided\n", "-C", "copy", "conflicts", NULL);
    desk_destroy(desk);
}

/* The last two of Ann's, of which the first cannot go: nor does the second. */
static void test_undo_of_several_stops_whole_at_what_another_changed(void)
{
    struct desk *desk = given_two_copies();
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "credit=A. Maker", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "1", "--to", "ann.rwf", NULL);
    desk_expect(desk, 0, NULL, NULL, "-C", "copy", "merge", "ann.rwf", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "set", "CODE1", "credit=B. Maker", NULL);
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "form=letter", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "changes", "since", "2", "--to", "bob.rwf", NULL);
    desk_expect(desk, 0, NULL, NULL, "merge", "bob.rwf", NULL);
    g_autofree char *before = desk_checksum(desk, "archive");
    desk_says(desk, 1, "the credit of CODE1 was changed from “A. Maker” to “B. Maker” since",
              "undo", "2", NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, after);
    desk_says(desk, 0, "letter", "show", "CODE1", NULL);
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    desk_destroy(desk);
}

/* Ann removed a theme that Bob used for the item alone: it was kept for that, and goes with it. */
static void test_what_was_kept_for_what_is_erased_goes_too(void)
{
    struct desk *desk = given_two_copies();
    desk_expect(desk, 0, NULL, "", "theme", "add", "Care", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "1", "--to", "theme.rwf", NULL);
    desk_expect(desk, 0, NULL, NULL, "-C", "copy", "merge", "theme.rwf", NULL);
    desk_expect(desk, 0, NULL, "", "theme", "remove", "Care", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "tag", "CODE1", "+Care", NULL);
    exchange(desk, "2");
    assert_same_said(desk, "theme", "list", "theme  items  about\nCare       1\n");
    desk_says(desk, 0, "it stays\n", "conflicts", NULL);
    answer_free(answer_wants(3, desk_run(desk, "consent", "CODE1", "erase", NULL)));
    desk_expect(desk, 0, "", "no themes yet; add one: rwf theme add NAME\n", "theme", "list", NULL);
    desk_expect(desk, 0, "", "nothing waits to be decided\n", "conflicts", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "4", "--to", "erased.rwf", NULL);
    desk_expect(desk, 3, NULL, NULL, "-C", "copy", "merge", "erased.rwf", NULL);
    assert_same_said(desk, "theme", "list", "");
    desk_expect(desk, 0, "", "nothing waits to be decided\n", "-C", "copy", "conflicts", NULL);
    desk_destroy(desk);
}

static void test_two_people_of_one_name_stay_two_until_a_person_says_they_are_one(void)
{
    struct desk *desk = given_two_copies();
    desk_write(desk, "two.txt", "second words");
    desk_expect(desk, 0, "CODE2\n", NULL, "add", "two.txt", "--person", "Sam Vale=narrator", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "person", "add", "Sam Vale", "--about", "poet",
                NULL);
    exchange(desk, "1");
    struct answer *answer = desk_run(desk, "-C", "copy", "conflicts", NULL);
    g_assert_nonnull(strstr(answer->out, "1  two people of one name came from two copies: “Sam"));
    g_assert_nonnull(strstr(answer->out, "“Sam Vale”, poet, in 0 items"));
    g_assert_nonnull(strstr(answer->out, "“Sam Vale”, in 1 item;"));
    answer_free(answer);
    desk_expect(desk, 0, NULL, "", "conflicts", "take", "1", NULL);
    desk_expect(desk, 0, NULL, "", "changes", "since", "3", "--to", "one.rwf", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "merge", "one.rwf", NULL);
    answer = desk_run(desk, "person", "list", NULL);
    struct answer *bob = desk_run(desk, "-C", "copy", "person", "list", NULL);
    g_assert_cmpstr(answer->out, ==, bob->out);
    g_assert_nonnull(strstr(answer->out, "Sam Vale      1"));
    answer_free(answer);
    answer_free(bob);
    desk_expect(desk, 0, "", "nothing waits to be decided\n", "-C", "copy", "conflicts", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/together/work done in one copy arrives in the other with its files",
                    test_work_done_in_one_copy_arrives_in_the_other_with_its_files);
    g_test_add_func("/together/looking for what disagrees writes nothing",
                    test_looking_for_what_disagrees_writes_nothing);
    g_test_add_func("/together/both may change the same thing and a person decides",
                    test_both_may_change_the_same_thing_and_a_person_decides);
    g_test_add_func("/together/what is missing before is said and nothing changes",
                    test_what_is_missing_before_is_said_and_nothing_changes);
    g_test_add_func("/together/a file that is cut, altered or another's changes nothing",
                    test_a_file_that_is_cut_altered_or_anothers_changes_nothing);
    g_test_add_func("/together/a theme and a place added twice are one",
                    test_a_theme_and_a_place_added_twice_are_one);
    g_test_add_func("/together/a theme of two stays where one takes it back",
                    test_a_theme_of_two_stays_where_one_takes_it_back);
    g_test_add_func("/together/two themes renamed to one name can be made one",
                    test_two_themes_renamed_to_one_name_can_be_made_one);
    g_test_add_func("/together/undo of several stops whole at what another changed",
                    test_undo_of_several_stops_whole_at_what_another_changed);
    g_test_add_func("/together/what was kept for what is erased goes too",
                    test_what_was_kept_for_what_is_erased_goes_too);
    g_test_add_func("/together/two people of one name stay two until a person says they are one",
                    test_two_people_of_one_name_stay_two_until_a_person_says_they_are_one);
    g_test_add_func("/together/an erasure reaches the other copy",
                    test_an_erasure_reaches_the_other_copy);
    return g_test_run();
}
