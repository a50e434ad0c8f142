/* Finding things: lists with filters, counts, sheets, and what is said of a name that is not there. */
#include "tests/support/desk.h"

#include <stdlib.h>
#include <string.h>

/* Three items: a talk of 1982 with lines, a picture "c.1975", a film without a date. */
static struct desk *given_three(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_write(desk, "talk.en.vtt", "WEBVTT\n\n00:00.500 --> 00:01.500\nWe had a pot of tea\n");
    desk_picture(desk, "kitchen.jpg", 2);
    desk_film(desk, "march.mp4", 3);
    desk_expect(desk, 0, "added the theme “Care”\n", "", "theme", "add", "Care", NULL);
    desk_expect(desk, 0, NULL, NULL, "theme", "add", "Kitchens", "--parent", "Care", NULL);
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "--quiet", "talk.mp3", "talk.en.vtt", "--title",
                "A talk", "--date", "May 1982", "--person", "Sample narrator=narrator", "--theme",
                "Kitchens", NULL);
    desk_expect(desk, 0, "CODE2\n", NULL, "add", "--quiet", "kitchen.jpg", "--title",
                "The kitchen, \"ours\"", "--date", "c.1975", "--theme", "Care", NULL);
    desk_expect(desk, 0, "CODE3\n", NULL, "add", "--quiet", "march.mp4", "--title", "A march",
                NULL);
    return desk;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What was added in one second stands in any order: the lines in theirs; yours. */
static char *sorted(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    qsort(lines, g_strv_length(lines), sizeof *lines, compare);
    return g_strjoinv("\n", lines);
}

static void test_filters_combine(void)
{
    static const struct {
        const char *words[7];
        const char *codes;
    } cases[] = {
        {{"--from", "1980"}, "\nCODE1\ncode"},
        {{"--to", "1979"}, "\nCODE2\ncode"},
        {{"--from", "early 1970s", "--to", "1990"}, "\nCODE1\nCODE2\ncode"},
        {{"film"}, "\nCODE3\ncode"},
        {{"from=1970", "kind=oral_history"}, "\nCODE1\ncode"},
        {{"--theme", "Care"}, "\nCODE1\nCODE2\ncode"},
        {{"--theme", "Care", "--words", "tea"}, "\nCODE1\ncode"},
        {{"--missing", "date", "withheld"}, "\nCODE3\ncode"},
        {{"--person", "Sample narrator", "--lang", "Urdu"}, ""},
    };
    struct desk *desk = given_three();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct answer *answer =
            desk_run(desk, "list", "--columns", "code", cases[i].words[0], cases[i].words[1],
                     cases[i].words[2], cases[i].words[3], NULL);
        g_autofree char *codes = sorted(answer->out);
        g_assert_cmpstr(codes, ==, cases[i].codes);
        g_assert_cmpint(answer->status, ==, 0);
        answer_free(answer);
    }
    desk_destroy(desk);
}

static void test_a_table_is_a_sheet_where_that_is_asked_for(void)
{
    struct desk *desk = given_three();
    struct answer *answer = desk_run(desk, "list", "--csv", "--columns", "code,title,date", NULL);
    g_autofree char *rows = sorted(answer->out);
    g_assert_cmpstr(rows, ==,
                    "\nCODE1,A talk,May 1982\r\nCODE2,\"The kitchen, \"\"ours\"\"\",c.1975\r\n"
                    "CODE3,A march,\r\ncode,title,date\r");
    answer_free(answer);
    desk_expect(desk, 0, "edtf     code\n1982-05  CODE1\n", "", "list", "kind=oral_history",
                "--columns=edtf, code", NULL);
    desk_expect(desk, 2, "",
                "rwf: --columns “titel”: no such column; did you mean “title”? there are: code, "
                "identifier, kind, form, "
                "title, date, edtf, era, language, people, places, themes, rights, credit, access, "
                "embargo, consent, added, changed, shown\n",
                "list", "--columns", "titel", NULL);
    desk_expect(desk, 0,
                "code,kind,title,field,time,words\r\n"
                "CODE1,oral_history,A talk,cue,0:00.500,We had a pot of [tea]\r\n",
                "", "search", "tea", "--csv", NULL);
    desk_expect(desk, 2, "",
                "rwf: show prints no table, which --csv and --columns are for; --json works with "
                "every command\n",
                "show", "CODE1", "--csv", NULL);
    desk_expect(desk, 2, NULL, "rwf: --csv and --json: which of the two?\n", "list", "--csv",
                "--json", NULL);
    desk_destroy(desk);
}

static void test_facets_count_what_there_is(void)
{
    struct desk *desk = given_three();
    desk_expect(desk, 0, "added the place “Leeds”\n", "", "place", "add", "Leeds", NULL);
    desk_expect(desk, 0, NULL, "", "consent", "CODE1", "grant", "--by", "Sample narrator", NULL);
    desk_expect(desk, 0,
                "facet     value            items  shown\n"
                "kind      oral_history         1      1\n"
                "          picture              1      0\n"
                "decade    1970s                1      0\n"
                "          1980s                1      1\n"
                "theme     Care                 2      1\n"
                "          Kitchens             1      1\n"
                "person    Sample narrator      1      1\n"
                "language  und                  2      1\n"
                "access    kiosk                2      1\n"
                "missing   alt_short            2      1\n"
                "          credit               2      1\n"
                "          description          2      1\n"
                "          era                  2      1\n"
                "          place                2      1\n"
                "          rights               2      1\n"
                "          summary              2      1\n"
                "          consent              1      0\n"
                "          cues                 1      0\n"
                "          person               1      0\n",
                "", "facets", "--theme", "Care", NULL);
    desk_destroy(desk);
}

static void test_a_name_that_is_not_there_is_answered_with_the_nearest(void)
{
    struct desk *desk = given_three();
    desk_expect(
        desk, 1, "",
        "rwf: no theme is called “kitchns”; did you mean “Kitchens”? `rwf theme list` shows "
        "all\n",
        "list", "--theme", "kitchns", NULL);
    desk_expect(desk, 1, "",
                "rwf: no person is called “Samlpe narator”; did you mean “Sample narrator”? `rwf "
                "person list` shows all\n",
                "person", "set", "Samlpe narator", "about=x", NULL);
    desk_expect(desk, 1, "", "rwf: no place is called “Leeds”; `rwf place list` shows all\n", "set",
                "CODE1", "-place=Leeds", NULL);
    desk_expect(desk, 2, "",
                "rwf: “films” is no filter; did you mean “film”? write shown, withheld, a kind, an "
                "era, an access, or one of kind=, era=, theme=, "
                "person=, place=, access=, agreed=, lang=, from=, to=, words=, missing=\n",
                "list", "films", NULL);
    desk_expect(desk, 2, "",
                "rwf: kind “pictur” will not do; did you mean “picture”? there are: oral_history, "
                "picture, film, text, document\n",
                "list", "--kind", "pictur", NULL);
    desk_expect(desk, 2, "", "rwf: list does not know the option --themes; did you mean --theme?\n",
                "list", "--themes", "Care", NULL);
    desk_destroy(desk);
}

static void test_trails_and_their_stops_are_put_in_order(void)
{
    struct desk *desk = given_three();
    desk_expect(desk, 0, NULL, "", "trail", "add", "First", "--stop", "CODE1=why one", "--stop",
                "CODE2", "--stop", "CODE3=why three", NULL);
    desk_expect(desk, 0, NULL, "", "trail", "add", "Second", "--stop", "CODE3", NULL);
    desk_expect(desk, 0, "order: the trail “First”\n", "", "trail", "order", "First", "--stop",
                "CODE3", "--stop", "CODE2", NULL);
    desk_expect(desk, 0, "order: the trail “Second”\n", "", "trail", "order", "Second", NULL);
    desk_expect(desk, 0,
                "trail,stop,code,why\r\nSecond,1,CODE3,\r\nFirst,1,CODE3,why three\r\n"
                "First,2,CODE2,\r\nFirst,3,CODE1,why one\r\n",
                "", "trail", "list", "--csv", "--columns", "trail,stop,code,why", NULL);
    desk_expect(desk, 1, "",
                "rwf: CODE1 is no stop of “Second”; `rwf trail list` shows its stops\n", "trail",
                "order", "Second", "--stop", "CODE1", NULL);
    desk_destroy(desk);
}

/* A long table is said in parts: none is lost, the heading stands once, and what is wider than the
 * first part is whole all the same. */
static void test_a_long_list_is_whole(void)
{
    struct desk *desk = desk_create();
    g_autoptr(GString) sheet = g_string_new("title,identifier\n");
    for (int i = 0; i < 1203; i++)
        g_string_append_printf(sheet, "A %sstory %d,S-%d\n", i == 0 ? "very very long first " : "",
                               i, i);
    desk_archive(desk);
    desk_write(desk, "many.csv", sheet->str);
    answer_free(desk_run(desk, "import", "csv", "many.csv", "--quiet", NULL));
    struct answer *answer = desk_run(desk, "list", NULL);
    g_auto(GStrv) lines = g_strsplit(answer->raw, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 1203 + 2); /* the heading, and what ends the last */
    int first = 0;
    for (char **line = lines + 1; *line != NULL; line++) {
        g_assert_null(strstr(*line, "title"));
        first += strstr(*line, "A very very long first story 0") != NULL;
    }
    g_assert_cmpint(first, ==, 1);
    answer_free(answer);
    answer = desk_run(desk, "--csv", "list", NULL);
    g_auto(GStrv) rows = g_strsplit(answer->raw, "\r\n", -1);
    g_assert_cmpuint(g_strv_length(rows), ==, 1203 + 2);
    answer_free(answer);
    answer = desk_run(desk, "--json", "list", NULL);
    int items = 0;
    for (const char *at = answer->raw; (at = strstr(at, "\"code\"")) != NULL; at++)
        items++;
    g_assert_cmpint(items, ==, 1203);
    answer_free(answer);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/find/filters combine", test_filters_combine);
    g_test_add_func("/cli/find/a table is a sheet where that is asked for",
                    test_a_table_is_a_sheet_where_that_is_asked_for);
    g_test_add_func("/cli/find/facets count what there is", test_facets_count_what_there_is);
    g_test_add_func("/cli/find/a name that is not there is answered with the nearest",
                    test_a_name_that_is_not_there_is_answered_with_the_nearest);
    g_test_add_func("/cli/find/trails and their stops are put in order",
                    test_trails_and_their_stops_are_put_in_order);
    g_test_add_func("/cli/find/a long list is whole", test_a_long_list_is_whole);
    return g_test_run();
}
