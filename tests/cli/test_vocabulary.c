#include "tests/support/desk.h"

#include <string.h>

static struct desk *given_two_items(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.txt", "first words");
    desk_write(desk, "two.txt", "second words");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "one.txt", "--title", "One", "--theme", "Care",
                "--person", "Sam Vale=narrator", "--place", "Harehills", NULL);
    desk_expect(desk, 0, "CODE2\n", NULL, "add", "two.txt", "--title", "Two", "--theme", "Caring",
                "--person", "S. Vale=poet", "--place", "Hare Hills", NULL);
    return desk;
}

static void test_a_merge_moves_every_use_and_all_it_was_called(void)
{
    struct desk *desk = given_two_items();
    desk_expect(desk, 0, NULL, "", "theme", "set", "Caring", "name@ur=Khayal",
                "about=Looking after", "--former", "Looking", "--hidden", "Minding", NULL);
    desk_expect(desk, 0, NULL, "", "theme", "add", "Gardens", "--parent", "Caring", NULL);
    desk_expect(desk, 0, NULL, "", "theme", "add", "Belonging", NULL);
    desk_expect(desk, 0, NULL, "", "theme", "set", "Caring", "parent=Belonging", NULL);
    desk_expect(desk, 0, "“Caring” is now part of “Care”\n", "", "theme", "merge", "Caring", "Care",
                NULL);
    static const char *const names[] = {"Care", "Caring", "Looking", "Minding"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct answer *answer = desk_run(desk, "list", "--theme", names[i], NULL);
        g_assert_nonnull(strstr(answer->out, "CODE1"));
        g_assert_nonnull(strstr(answer->out, "CODE2"));
        answer_free(answer);
    }
    desk_expect(desk, 0,
                "theme,items,about,names,translations\r\n"
                "Belonging,0,,,\r\n"
                "Care,2,under Belonging · Looking after,former: Caring; former: Looking; hidden: "
                "Minding,name@ur: Khayal\r\n"
                "Gardens,0,under Care,,\r\n",
                "", "--csv", "--columns", "theme,items,about,names,translations", "theme", "list",
                NULL);
    desk_expect(desk, 0, NULL, "", "undo", NULL);
    struct answer *answer = desk_run(desk, "list", "--theme", "Caring", NULL);
    g_assert_null(strstr(answer->out, "CODE1"));
    answer_free(answer);
    desk_destroy(desk);
}

static void test_what_is_said_of_one_of_two_people_is_said_of_both_merged(void)
{
    struct desk *desk = given_two_items();
    desk_expect(desk, 0, NULL, "", "person", "set", "S. Vale", "deceased=yes", "about=poet",
                "name_withheld=yes", "pronouns=they/them", NULL);
    desk_expect(desk, 0, NULL, "", "person", "merge", "S. Vale", "Sam Vale", NULL);
    desk_says(desk, 0, "they/them · poet (name withheld) (has died)", "person", "list", "--json",
              NULL);
    desk_says(desk, 0, "\"standing\" : \"hidden\"", "person", "list", "--json", NULL);
    desk_says(desk, 0, "\"items\" : 2", "person", "list", "--json", NULL);
    desk_expect(desk, 0, NULL, "", "place", "merge", "Hare Hills", "Harehills", NULL);
    desk_says(desk, 0, "CODE1", "list", "--place", "Hare Hills", NULL);
    desk_destroy(desk);
}

static void test_a_name_that_is_taken_is_refused_in_a_sentence(void)
{
    struct desk *desk = given_two_items();
    desk_expect(
        desk, 1, "",
        "rwf: “Care”: there is such a theme already; choose another name, or make the two one "
        "with `rwf theme merge`\n",
        "theme", "rename", "Caring", "Care", NULL);
    desk_expect(
        desk, 1, "",
        "rwf: “Harehills”: there is such a place already; choose another name, or make the two "
        "one with `rwf place merge`\n",
        "place", "set", "Hare Hills", "name=Harehills", NULL);
    desk_destroy(desk);
}

static void test_another_name_can_be_taken_away_again(void)
{
    struct desk *desk = given_two_items();
    desk_expect(desk, 0, NULL, "", "theme", "set", "Care", "--hidden", "Wrong", NULL);
    desk_expect(desk, 0, NULL, "", "theme", "set", "Care", "--without", "Wrong", NULL);
    desk_expect(desk, 1, "", NULL, "list", "--theme", "Wrong", NULL);
    desk_expect(
        desk, 1, "",
        "rwf: --without “Wrong”: it has no such other name; `rwf theme list --columns all` shows "
        "those there are\n",
        "theme", "set", "Care", "--without", "Wrong", NULL);
    desk_destroy(desk);
}

static void test_words_about_a_part_are_in_the_archives_language(void)
{
    struct desk *desk = desk_create();
    desk_picture(desk, "one.jpg", 1);
    desk_expect(desk, 0, NULL, "", "init", "archif", "--title", "Archif", "--language", "cy",
                "--quiet", NULL);
    desk_setenv(desk, "RWF_ARCHIVE", "DESK/archif");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "one.jpg", NULL);
    desk_expect(desk, 0, NULL, NULL, "region", "CODE1", "add", "--box", "0.1,0.1,0.2,0.2", "--says",
                "fy mam", NULL);
    desk_says(desk, 0, "\"language\" : \"cy\"", "region", "CODE1", "list", "--json", NULL);
    desk_expect(desk, 2, "",
                "rwf: which of them? `rwf region CODE1 list` numbers them, from 1: rwf region "
                "CODE1 remove 1\n",
                "region", "CODE1", "remove", "2", NULL);
    desk_expect(desk, 0, NULL, "", "region", "CODE1", "remove", "1", NULL);
    desk_destroy(desk);
}

/* In the pack too: visitors read it in their language. */
static void test_what_the_archive_says_of_itself_is_said_in_other_languages(void)
{
    struct desk *desk = given_two_items();
    desk_expect(desk, 0, "changed what the archive “Voices” says of itself\n", "", "archive", "set",
                "title=Voices", "subtitle=of Leeds", "title@ur=آوازیں", "subtitle@Polish=z Leeds",
                NULL);
    desk_expect(desk, 0,
                "field        words\ntitle        Voices\nsubtitle     of Leeds\n"
                "language     en\nsubtitle@pl  z Leeds\ntitle@ur     آوازیں\n",
                "", "archive", "list", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "A Person", NULL);
    desk_expect(desk, 0, NULL, NULL, "publish", "pack", NULL);
    g_assert_cmpint(desk_count_holding(desk, "pack", "آوازیں"), ==, 1);
    desk_expect(desk, 0, NULL, "", "archive", "set", "title@ur=", NULL);
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    desk_says(desk, 0, "title@ur     آوازیں\n", "archive", "list", NULL);
    desk_expect(desk, 2, "",
                "rwf: --language klingonish- is no language; write a tag such as en, ur or "
                "pa-Arab\n",
                "init", "other", "--title", "Other", "--language", "klingonish-", NULL);
    desk_expect(desk, 0, NULL, "", "init", "other", "--title", "Other", "--language", "Urdu",
                "--quiet", NULL);
    desk_says(desk, 0, "language  ur\n", "-C", "other", "archive", "list", NULL);
    desk_expect(desk, 2, "", "rwf: an archive needs a title; write title=\"…\"\n", "archive", "set",
                "title=", NULL);
    desk_expect(desk, 2, "",
                "rwf: an archive has no field “titel”; did you mean “title”? it has: title, "
                "subtitle, language\n",
                "archive", "set", "titel=X", NULL);
    desk_expect(desk, 2, "",
                "rwf: “about@ur=x”: a text in another language is written title@ur=…, "
                "subtitle@ur=…, with its language tag for ur\n",
                "archive", "set", "about@ur=x", NULL);
    desk_destroy(desk);
}

static void test_what_cannot_be_done_is_told_with_what_can(void)
{
    struct desk *desk = given_two_items();
    desk_says(desk, 1, "“langauge” is no field of an item; did you mean “language”?", "set",
              "CODE1", "langauge=ur", NULL);
    desk_says(desk, 1, "cannot open nothere.pdf: No such file", "consent", "CODE1", "grant", "--by",
              "A", "--document", "nothere.pdf", NULL);
    desk_sound(desk, "talk.mp3", 1);
    g_free(desk_add(desk, "talk.mp3"));
    desk_says(desk, 1, "rwf: nothere.vtt: No such file or directory; nothing was attached\n",
              "attach", "CODE3", "nothere.vtt", "--role", "transcript", "--lang", "en", NULL);
    desk_says(desk, 1, "rwf: there is no folder DESK/nowhere; make it, or choose another place\n",
              "backup", "nowhere/one.tar", NULL);
    desk_write(desk, "notes.txt", "no backup");
    desk_says(desk, 1, "notes.txt: is damaged, or no file that rwf wrote; name another", "restore",
              "notes.txt", "again", NULL);
    desk_says(desk, 1, "notes.txt: is damaged, or no file that rwf wrote; name another", "merge",
              "notes.txt", NULL);
    desk_says(desk, 1, "rwf: nothing waits to be decided\n", "conflicts", "take", "2", NULL);
    desk_says(desk, 0, "did you mean “consent_missing”?", "check", "--problem", "consent_mising",
              NULL);
    desk_says(desk, 2, "position “first” will not do; write a number, 0 is the first", "theme",
              "set", "Care", "position=first", NULL);
    desk_expect(desk, 0, NULL, "", "theme", "add", "Kitchens", "--parent", "Care", NULL);
    desk_says(desk, 1, "cannot stand under itself, nor under what stands under it", "theme", "set",
              "Care", "parent=Kitchens", NULL);
    desk_destroy(desk);
}

static void test_events_and_trails_are_told_in_other_languages(void)
{
    struct desk *desk = given_two_items();
    desk_expect(desk, 0, NULL, "", "event", "add", "The doors open", "--date", "March 2026",
                "--field", "title@ur=دروازے", NULL);
    desk_says(desk, 0, "\"text\" : \"دروازے\"", "event", "list", "--json", NULL);
    desk_expect(desk, 0, NULL, "", "event", "set", "The doors open", "--field", "says@pl=Otwarte",
                NULL);
    desk_says(desk, 0, "says@pl: Otwarte; title@ur: دروازے", "event", "list", "--csv", NULL);
    desk_expect(desk, 0, NULL, "", "trail", "add", "One street", "--stop", "CODE1", "--field",
                "feeling@ar=أمل", NULL);
    desk_says(desk, 0, "\"text\" : \"أمل\"", "trail", "list", "--json", NULL);
    desk_expect(desk, 0, NULL, "", "trail", "set", "One street", "--field", "title@ar=شارع", NULL);
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vocabulary/a merge moves every use and all it was called",
                    test_a_merge_moves_every_use_and_all_it_was_called);
    g_test_add_func("/vocabulary/what is said of one of two people is said of both merged",
                    test_what_is_said_of_one_of_two_people_is_said_of_both_merged);
    g_test_add_func("/vocabulary/a name that is taken is refused in a sentence",
                    test_a_name_that_is_taken_is_refused_in_a_sentence);
    g_test_add_func("/vocabulary/another name can be taken away again",
                    test_another_name_can_be_taken_away_again);
    g_test_add_func("/vocabulary/words about a part are in the archive's language",
                    test_words_about_a_part_are_in_the_archives_language);
    g_test_add_func("/vocabulary/what the archive says of itself is said in other languages",
                    test_what_the_archive_says_of_itself_is_said_in_other_languages);
    g_test_add_func("/vocabulary/what cannot be done is told with what can",
                    test_what_cannot_be_done_is_told_with_what_can);
    g_test_add_func("/vocabulary/events and trails are told in other languages",
                    test_events_and_trails_are_told_in_other_languages);
    return g_test_run();
}
