#include "tests/support/desk.h"

#include <string.h>

static void test_any_one_command_can_be_taken_back_while_later_ones_stay(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "words");
    g_autofree char *code = desk_add(desk, "one.txt");
    desk_expect(desk, 0, NULL, "", "set", code, "title=First", NULL);
    desk_expect(desk, 0, NULL, "", "set", code, "credit=A. Maker", NULL);
    desk_expect(desk, 0, NULL, NULL, "theme", "add", "Care", NULL);
    desk_expect(desk, 0, "took back entry 2\n", "", "undo", "--entry", "2", NULL);
    struct answer *answer = desk_run(desk, "show", code, NULL);
    g_assert_nonnull(strstr(answer->out, "A. Maker"));
    g_assert_null(strstr(answer->out, "First"));
    answer_free(answer);
    desk_expect(desk, 1, "", "rwf: entry 2 (set CODE1 title=) is taken back already, by entry 5\n",
                "undo", "--entry", "2", NULL);
    desk_expect(desk, 0, "took back entry 5\n", "", "undo", "--entry", "5", NULL);
    desk_says(desk, 0, "First", "show", code, NULL);
    desk_expect(desk, 1, "", "rwf: there is no entry 77; `rwf log` lists them\n", "undo", "--entry",
                "77", NULL);
    desk_expect(desk, 2, "", "rwf: the last 2 commands, or entry 3: which of the two?\n", "undo",
                "2", "--entry", "3", NULL);
    desk_destroy(desk);
}

static void test_what_changed_since_is_named_and_nothing_is_taken_back(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "words");
    g_autofree char *code = desk_add(desk, "one.txt");
    desk_expect(desk, 0, NULL, "", "set", code, "title=First", "credit=A. Maker", NULL);
    desk_expect(desk, 0, NULL, "", "set", code, "title=Second", NULL);
    g_autofree char *before = desk_checksum(desk, "archive");
    desk_expect(
        desk, 1, "",
        "rwf: entry 2 (set CODE1 title= credit=) cannot be taken back: the title of CODE1 was "
        "changed from “First” to “Second” since, by WHO at WHEN (entry 3: set CODE1 title=); take "
        "that back first: "
        "rwf undo --entry 3\n",
        "undo", "--entry", "2", NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, after);
    desk_expect(desk, 0, NULL, "", "set", code, "form=letter", NULL);
    desk_expect(desk, 0, "took back entry 3\n", "", "undo", "--entry", "3", NULL);
    desk_expect(desk, 0, "took back entry 2\n", "", "undo", "--entry", "2", NULL);
    desk_expect(desk, 0, NULL, NULL, "tag", code, "+Care", NULL);
    desk_says(desk, 1, "(add) cannot be taken back: ", "undo", "--entry", "1", NULL);
    desk_destroy(desk);
}

static void test_a_step_of_consent_taken_back_is_a_line_of_its_history(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "words");
    g_autofree char *code = desk_add(desk, "one.txt");
    desk_expect(desk, 0, NULL, NULL, "consent", code, "grant", "--by", "A Narrator", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", code, "suspend", "--why", "asked to wait", NULL);
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    struct answer *answer = desk_run(desk, "show", code, NULL);
    g_assert_nonnull(strstr(answer->out, "asked to wait"));
    g_assert_nonnull(strstr(answer->out, "taken back: consent CODE1 --why"));
    answer_free(answer);
    desk_destroy(desk);
}

/* Two items changed by one command: what is about the one is forgotten, the other goes back. */
static void test_an_erasure_leaves_no_word_and_takes_nothing_from_others(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "one.mp3", 1);
    desk_write(desk, "two.txt", "second words");
    desk_write(desk, "old.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nolder words to forget\n");
    desk_write(desk, "new.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nnewer words to forget\n");
    g_autofree char *one = desk_add(desk, "one.mp3");
    g_autofree char *two = desk_add(desk, "two.txt");
    desk_expect(desk, 0, NULL, "", "set", one, two, "credit=Zebedee Quux", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", one, "old.vtt", "--role", "transcript", "--lang",
                "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", one, "new.vtt", "--role", "transcript", "--lang",
                "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", two, "credit=Somebody", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", one, "erase", "--why", "asked", NULL);
    g_assert_cmpint(desk_count_holding(desk, "archive", "words to forget"), ==, 0);
    desk_expect(desk, 0, "1 intact, 0 changed, 0 missing, 0 untracked\n", "", "verify", NULL);
    desk_expect(
        desk, 1, "",
        "rwf: entry 7 (consent CODE1 --why) cannot be taken back: what was erased is gone\n",
        "undo", "--entry", "7", NULL);
    desk_expect(desk, 0, NULL, "", "undo", "--entry", "6", NULL);
    desk_expect(desk, 0, NULL, "", "undo", "--entry", "3", NULL);
    g_assert_cmpint(desk_count_holding(desk, "archive/archive.db", "Zebedee"), ==, 1);
    struct answer *answer = desk_run(desk, "show", two, NULL);
    g_assert_null(strstr(answer->out, "Zebedee"));
    answer_free(answer);
    desk_destroy(desk);
}

static void test_a_person_can_be_forgotten_whole(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "words");
    desk_expect(desk, 0, NULL, "", "person", "add", "Zebedee Quux", "--hidden", "Zebulon", NULL);
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "one.txt", "--person", "Zebedee Quux=narrator",
                NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "title=A talk", NULL);
    desk_expect(
        desk, 3,
        "removed the person “Zebedee Quux”, out of the history too; items that had it stay\n",
        "rwf: warning: texts and signed consents may still say the name; `rwf search` finds it in "
        "texts\ncopies that were made without rwf are not known to the archive\n",
        "person", "remove", "Zebedee Quux", "--forget", NULL);
    g_assert_cmpint(desk_count_holding(desk, "archive", "Zebedee"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "archive", "Zebulon"), ==, 0);
    desk_destroy(desk);
}

/* Of several the last could be taken back and one before it could not: all stay. */
static void test_of_several_all_go_back_or_none(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "words");
    desk_write(desk, "two.txt", "more words");
    g_autofree char *one = desk_add(desk, "one.txt");
    g_autofree char *two = desk_add(desk, "two.txt");
    desk_expect(desk, 0, NULL, "", "set", one, "title=First", NULL);
    desk_expect(desk, 0, NULL, "", "set", one, "title=Second", NULL);
    desk_expect(desk, 0, NULL, "", "undo", NULL);
    desk_expect(desk, 0, NULL, "", "set", two, "title=Other", NULL);
    desk_expect(desk, 0, NULL, "", "undo", "--entry", "5", NULL); /* Second stands again */
    g_autofree char *before = desk_checksum(desk, "archive");
    struct answer *answer = desk_run(desk, "undo", "3", NULL);
    g_assert_cmpint(answer->status, ==, 0);
    answer_free(answer);
    desk_expect(desk, 0, NULL, "", "set", one, "title=Third", NULL);
    desk_expect(desk, 0, NULL, "", "undo", "1", NULL);
    g_autofree char *whole = desk_checksum(desk, "archive");
    desk_expect(desk, 1, "",
                "rwf: entry 7 put entry 4 back in place; take that one back again: rwf undo "
                "--entry 4\n",
                "undo", "--entry", "7", NULL);
    desk_says(desk, 1, "nothing was changed", "undo", "1000", NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(whole, ==, after);
    g_assert_cmpstr(before, !=, after);
    desk_destroy(desk);
}

static char *without_days(const char *text)
{
    g_autoptr(GRegex) day = g_regex_new("^\\w+day \\d+ \\w+ \\d{4}$", G_REGEX_MULTILINE, 0, NULL);
    g_autoptr(GRegex) clock = g_regex_new("^  \\d\\d:\\d\\d", G_REGEX_MULTILINE, 0, NULL);
    g_autofree char *half = g_regex_replace_literal(day, text, -1, 0, "DAY", 0, NULL);
    return g_regex_replace_literal(clock, half, -1, 0, "  HH:MM", 0, NULL);
}

static void test_the_log_of_an_item_reads_like_a_diary(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "one.mp3", 1);
    desk_write(desk, "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "one.mp3", "--title", "A talk", "--theme", "Care",
                "--person", "Sam Vale=narrator", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "title=Two cups", "access=closed",
                "date=c.1975", NULL);
    desk_expect(desk, 0, NULL, NULL, "note", "CODE1", "add", "--from", "0:00", "--to", "0:01",
                "--says", "being held in hospital", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", "a.vtt", "--role", "transcript", "--lang",
                "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "A Narrator", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "suspend", "--why", "asked to wait", NULL);
    desk_expect(desk, 0, NULL, NULL, "tag", "CODE1", "-Care", NULL);
    desk_expect(desk, 0, NULL, NULL, "undo", NULL);
    struct answer *answer = desk_run(desk, "log", "CODE1", NULL);
    g_autofree char *said = without_days(answer->out);
    g_assert_cmpstr(
        said, ==,
        "DAY\n"
        "  HH:MM  WHO added it: “A talk”\n"
        "         and added the file “one.mp3” (original)\n"
        "         and added the person “Sam Vale” (narrator)\n"
        "         and added the theme “Care”\n"
        "         and made 2 copies for showing\n"
        "  HH:MM  WHO changed the title from “A talk” to “Two cups”\n"
        "         and set the date to “c.1975”\n"
        "         and changed who may see it from “visitors” to “nobody”\n"
        "  HH:MM  WHO added the content note “being held in hospital” from 0:00 to 0:01\n"
        "  HH:MM  WHO added the file “a.vtt” (transcript)\n"
        "         and added lines: transcript in en, 1 line from 0:01 to 0:02\n"
        "  HH:MM  WHO added the consent “A Narrator”\n"
        "  HH:MM  WHO changed the consent from “given” to “suspended”\n"
        "         and gave a reason: “asked to wait”\n"
        "  HH:MM  WHO took away the theme “Care” (taken back since)\n"
        "  HH:MM  WHO took entry 7 back: added the theme “Care”\n");
    answer_free(answer);
    answer = desk_run(desk, "--json", "log", "CODE1", NULL);
    g_assert_nonnull(strstr(answer->out, "\"changes\""));
    g_assert_nonnull(strstr(answer->out, "changed the title from “A talk” to “Two cups”"));
    answer_free(answer);
    answer = desk_run(desk, "--csv", "log", "CODE1", NULL);
    g_assert_true(g_str_has_prefix(answer->out, "no.,when,who,what,command"));
    answer_free(answer);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/history/any one command can be taken back while later ones stay",
                    test_any_one_command_can_be_taken_back_while_later_ones_stay);
    g_test_add_func("/history/what changed since is named and nothing is taken back",
                    test_what_changed_since_is_named_and_nothing_is_taken_back);
    g_test_add_func("/history/of several all go back or none", test_of_several_all_go_back_or_none);
    g_test_add_func("/history/the log of an item reads like a diary",
                    test_the_log_of_an_item_reads_like_a_diary);
    g_test_add_func("/history/a step of consent taken back is a line of its history",
                    test_a_step_of_consent_taken_back_is_a_line_of_its_history);
    g_test_add_func("/history/an erasure leaves no word and takes nothing from others",
                    test_an_erasure_leaves_no_word_and_takes_nothing_from_others);
    g_test_add_func("/history/a person can be forgotten whole",
                    test_a_person_can_be_forgotten_whole);
    return g_test_run();
}
