#include "tests/support/desk.h"

#include <string.h>

static void test_fields_translations_and_links_are_set_at_once(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_autofree char *code = desk_add(desk, "a.jpg");
    desk_expect(
        desk, 0,
        "CODE1  title: a → The kitchen table\nCODE1  title@ur: باورچی خانہ\n"
        "CODE1  date: c.1975\nCODE1  focal: 0.25,0.5\nCODE1  +person: Sample artist=artist\n"
        "CODE1  +theme: Kitchens\nCODE1  +quotation: We asked.\n",
        "new person: Sample artist\nnew theme: Kitchens\n", "set", code, "title=The kitchen table",
        "title@ur=باورچی خانہ", "date=c.1975", "focal=0.25,0.5", "+person=Sample artist=artist",
        "+theme=Kitchens", "+quotation=We asked.", NULL);
    struct answer *show = desk_run(desk, "show", code, NULL);
    static const char *const lines[] = {
        "CODE1  The kitchen table\n", "\ndate            c.1975\n",
        "\nfocal_x         0.25\n",   "\n    Sample artist, artist\n",
        "\n    Kitchens\n",           "\n    title@ur: باورچی خانہ\n",
        "\n    “We asked.”\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (strstr(show->out, lines[i]) == NULL)
            g_error("`rwf show` does not say “%s”:\n%s", lines[i], show->out);
    answer_free(show);
    desk_expect(desk, 0, "CODE1  +theme: Kitchens\n", "", "set", code, "+theme=Kitchens", NULL);
    desk_expect(desk, 1, "", "rwf: no theme is called “Gardens”; `rwf theme list` shows all\n",
                "set", code, "-theme=Gardens", NULL);
    desk_destroy(desk);
}

static void test_a_rehearsal_changes_nothing(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_autofree char *code = desk_add(desk, "a.jpg");
    desk_expect(desk, 0, "CODE1  title: a → B\n",
                "nothing was changed; without --dry-run it would be\n", "set", code, "title=B",
                "--dry-run", NULL);
    struct answer *show = desk_run(desk, "show", code, NULL);
    g_assert_true(g_str_has_prefix(show->out, "CODE1  a\n"));
    answer_free(show);
    desk_destroy(desk);
}

static void test_one_bad_value_among_many_changes_nothing(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_picture(desk, "b.jpg", 2);
    g_autofree char *one = desk_add(desk, "a.jpg");
    g_autofree char *two = desk_add(desk, "b.jpg");
    desk_says(desk, 1, "past", "set", one, two, "title=B", "era=yesterday", NULL);
    struct answer *show = desk_run(desk, "show", one, NULL);
    g_assert_true(g_str_has_prefix(show->out, "CODE1  a\n"));
    answer_free(show);
    desk_destroy(desk);
}

static void test_themes_are_given_to_many_and_the_last_command_is_taken_back(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_picture(desk, "b.jpg", 2);
    g_autofree char *one = desk_add(desk, "a.jpg");
    g_autofree char *two = desk_add(desk, "b.jpg");
    desk_expect(desk, 0, "CODE1  +Care\nCODE2  +Care\n", "new theme: Care\n", "tag", one, two,
                "+Care", NULL);
    struct answer *list = desk_run(desk, "list", "--theme", "Care", NULL);
    g_assert_nonnull(strstr(list->out, "CODE1"));
    g_assert_nonnull(strstr(list->out, "CODE2"));
    answer_free(list);
    desk_expect(desk, 0, "CODE1  -Care\n", "", "tag", one, "-Care", NULL);
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    list = desk_run(desk, "list", "--theme", "Care", NULL);
    g_assert_nonnull(strstr(list->out, "CODE1"));
    answer_free(list);
    desk_destroy(desk);
}

static void test_an_item_added_by_mistake_is_taken_back_whole(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "a.mp3", 1);
    g_free(desk_add(desk, "a.mp3"));
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    desk_expect(desk, 0, "", "no items\n", "list", NULL);
    desk_expect(desk, 0, "CODE2\n", "", "add", "a.mp3", NULL);
    desk_destroy(desk);
}

static void test_words_are_found_where_they_stand(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_write(desk, "talk.en.vtt",
               "WEBVTT\n\n01:05.000 --> 01:08.000\n<v Amma>We had a drop-in on Mondays\n");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "talk.mp3", "talk.en.vtt", NULL);
    struct answer *answer = desk_run(desk, "search", "mondays", NULL);
    g_assert_cmpint(answer->status, ==, 0);
    g_assert_true(g_str_has_prefix(answer->out, "CODE1  oral_history  talk\n"));
    g_assert_nonnull(strstr(answer->out, "1:05: We had a drop-in on [Mondays]"));
    answer_free(answer);
    desk_expect(desk, 0, "", "nothing holds “tuesdays”\n", "search", "tuesdays", NULL);
    desk_destroy(desk);
}

static void test_themes_people_and_places_have_names_in_many_languages(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_expect(desk, 0, "added the theme “Care”\n", "", "theme", "add", "Care", "--about",
                "How people looked after each other", NULL);
    desk_expect(desk, 0, "added the theme “Kitchens”\n", "", "theme", "add", "Kitchens", "--parent",
                "Care", "--field", "name@ur=باورچی خانے", NULL);
    desk_expect(desk, 0,
                "theme     items  about\n"
                "Care          0  How people looked after each other\n"
                "Kitchens      0  under Care\n",
                "", "theme", "list", NULL);
    desk_expect(desk, 1, "",
                "rwf: there is a theme “Care” already; change it with `rwf theme set`\n", "theme",
                "add", "Care", NULL);
    desk_expect(desk, 0, "“Care” is now “Caring”; the name before still finds it\n", "", "theme",
                "rename", "Care", "Caring", NULL);
    desk_expect(desk, 0, "changed the theme “Caring”\n", "", "theme", "set", "Care", "about=x",
                NULL);
    desk_expect(desk, 0, "added the place “Leeds”\n", "", "place", "add", "Leeds", "--field",
                "latitude=53.80123", "--field", "longitude=-1.55", NULL);
    desk_expect(desk, 0, "place  items  about\nLeeds      0  (53.80, -1.55)\n", "", "place", "list",
                NULL);
    desk_expect(desk, 0, "added the person “Sample narrator”\n", "", "person", "add",
                "Sample narrator", "--pronouns", "they/them", "--hidden", "Secret Name", NULL);
    desk_expect(desk, 0, "person           items  about\nSample narrator      0  they/them\n", "",
                "person", "list", NULL);
    desk_expect(desk, 0, "person,names\r\nSample narrator,hidden: Secret Name\r\n", "", "person",
                "list", "--csv", "--columns", "person,names", NULL);
    desk_expect(desk, 2, "",
                "rwf: a person has no field “age”; it has: name, sort_name, pronouns, about, "
                "name_withheld, deceased\n",
                "person", "set", "Sample narrator", "age=7", NULL);
    desk_destroy(desk);
}

static void test_notes_events_and_trails_are_kept(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "a.mp3", 1);
    g_autofree char *code = desk_add(desk, "a.mp3");
    desk_expect(desk, 0, "CODE1  note added: being held in hospital\n", "", "note", code, "add",
                "--from", "0:00", "--to", "0:01.5", "--level", "2", "--says",
                "being held in hospital", NULL);
    desk_expect(desk, 0,
                "no.  from        to  level  says                    picture\n"
                "  1  0:00  0:01.500      2  being held in hospital\n",
                "", "note", code, "list", NULL);
    desk_expect(desk, 0, "CODE1  removed: being held in hospital\n", "", "note", code, "remove",
                "1", NULL);
    desk_expect(desk, 0, "add: What the figures said\n", "", "event", "add",
                "What the figures said", "--date", "March 2019", "--scope", "uk", NULL);
    desk_expect(desk, 0, "date     scope  title\n2019-03  uk     What the figures said\n", "",
                "event", "list", NULL);
    desk_expect(desk, 0, "add: the trail “One question”\n", "", "trail", "add", "One question",
                "--says", "From a front room", "--stop", code, NULL);
    desk_expect(desk, 0, "One question  From a front room\n    1  CODE1  a\n", "", "trail", "list",
                NULL);
    desk_destroy(desk);
}

static void test_a_date_with_two_readings_is_kept_and_asked_about(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "a.txt", "words");
    struct answer *added = desk_run(desk, "add", "a.txt", "--date", "03/04/1979", NULL);
    g_assert_cmpint(added->status, ==, 3);
    g_assert_cmpstr(added->out, ==, "CODE1\n");
    g_assert_nonnull(strstr(added->err, "date “03/04/1979” was taken as 1979-04-03"));
    answer_free(added);
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "date=1979-04-03", NULL);
    struct answer *set = desk_run(desk, "set", "CODE1", "date=05/06/1979", NULL);
    g_assert_cmpint(set->status, ==, 3);
    g_assert_nonnull(strstr(set->out, "→ 05/06/1979"));
    g_assert_nonnull(strstr(set->err, "date “05/06/1979” was taken as 1979-06-05"));
    answer_free(set);
    desk_destroy(desk);
}

static void test_a_rehearsal_says_what_was_and_what_would_be(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_picture(desk, "b.jpg", 2);
    g_autofree char *one = desk_add(desk, "a.jpg");
    g_autofree char *two = desk_add(desk, "b.jpg");
    desk_expect(desk, 0, NULL, "", "set", one, "era=past", "title@ur=الف", NULL);
    desk_expect(desk, 0,
                "CODE1  era: past (as it was)\nCODE1  title@ur: الف → ب\n"
                "CODE1  credit: Somebody\nCODE1  language: und → pa-Arab\nCODE1  +theme: Care\n"
                "CODE2  era: past\nCODE2  title@ur: ب\nCODE2  credit: Somebody\n"
                "CODE2  language: und → pa-Arab\nCODE2  +theme: Care\n",
                "new theme: Care\nnothing was changed; without --dry-run it would be\n", "set", one,
                two, "era=past", "title@ur=ب", "credit=Somebody", "language=Shahmukhi",
                "+theme=Care", "--dry-run", NULL);
    desk_expect(desk, 0, "", "no themes yet; add one: rwf theme add NAME\n", "theme", "list", NULL);
    desk_destroy(desk);
}

static void test_a_date_that_could_be_another_is_asked_about(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_autofree char *code = desk_add(desk, "a.jpg");
    g_autofree char *command = g_strdup_printf("rwf set %s date=03/04/1979", desk_code(desk, code));
    struct answer *told = desk_run(desk, "set", code, "date=03/04/1979", NULL);
    g_assert_cmpint(told->status, ==, 3);
    g_assert_cmpstr(told->out, ==, "CODE1  date: 03/04/1979\n");
    g_assert_true(
        g_str_has_prefix(told->err, "rwf: warning: date “03/04/1979” was taken as 1979-04-03: "));
    answer_free(told);
    desk_expect(desk, 0, NULL, "", "undo", NULL);
    g_autofree char *refused = desk_type(desk, command, (const char *const[]){"n\n", NULL});
    g_assert_nonnull(strstr(refused, "Is that right? [Y]es, [n]o, or type it another way: "));
    g_assert_nonnull(strstr(refused, "rwf: nothing was changed"));
    g_autofree char *retyped =
        desk_type(desk, command, (const char *const[]){"1979-03-04\n", NULL});
    g_assert_nonnull(strstr(retyped, "date: 1979-03-04"));
    desk_says(desk, 0, "\"date_edtf\" : \"1979-03-04\"", "--json", "show", code, NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/change/fields, translations and links are set at once",
                    test_fields_translations_and_links_are_set_at_once);
    g_test_add_func("/cli/change/a rehearsal changes nothing", test_a_rehearsal_changes_nothing);
    g_test_add_func("/cli/change/one bad value among many changes nothing",
                    test_one_bad_value_among_many_changes_nothing);
    g_test_add_func("/cli/change/themes are given to many, and the last command is taken back",
                    test_themes_are_given_to_many_and_the_last_command_is_taken_back);
    g_test_add_func("/cli/change/an item added by mistake is taken back whole",
                    test_an_item_added_by_mistake_is_taken_back_whole);
    g_test_add_func("/cli/change/words are found where they stand",
                    test_words_are_found_where_they_stand);
    g_test_add_func("/cli/change/themes, people and places have names in many languages",
                    test_themes_people_and_places_have_names_in_many_languages);
    g_test_add_func("/cli/change/notes, events and trails are kept",
                    test_notes_events_and_trails_are_kept);
    g_test_add_func("/cli/change/a date with two readings is kept and asked about",
                    test_a_date_with_two_readings_is_kept_and_asked_about);
    g_test_add_func("/cli/change/a rehearsal says what was and what would be",
                    test_a_rehearsal_says_what_was_and_what_would_be);
    g_test_add_func("/cli/change/a date that could be another is asked about",
                    test_a_date_that_could_be_another_is_asked_about);
    return g_test_run();
}
