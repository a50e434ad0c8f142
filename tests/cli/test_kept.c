/* What a sheet says that the archive has no field for, and what is a part of what: kept, seen by
 * curators, carried out and back, and published by nothing. */
#include "tests/support/desk.h"
#include "tests/support/raw.h"

#include <string.h>

/* An album, a page of it, and a row that cannot be read. */
static void given_album(struct desk *desk)
{
    desk_archive(desk);
    desk_write(desk, "sheet.csv",
               "identifier,parentid,title,type,donor,shelf\r\n"
               "p1,album,A page,Image,,Box 3\r\n"
               "album,,An album,Image,Mrs Unmistakable,\r\n"
               ",nowhere,A stray page,Image,,\r\n");
    struct answer *answer = answer_wants(3, desk_run(desk, "import", "csv", "sheet.csv", NULL));
    g_assert_nonnull(strstr(answer->err,
                            "sheet.csv: kept under their headings, for curators alone: "
                            "“donor”, “shelf”; a mapping can say what else"));
    g_assert_nonnull(strstr(answer->err, "row 4, column B (“parentid”)"));
    g_assert_nonnull(strstr(answer->err, "2 added, 0 changed, 0 as they were, 1 refused"));
    answer_free(answer);
}

static void test_columns_without_a_field_are_kept_for_curators(void)
{
    struct desk *desk = desk_create();
    given_album(desk);
    desk_says(desk, 0, "donor: Mrs Unmistakable\n", "show", "album", NULL);
    desk_says(desk, 0, "shelf: Box 3\n", "show", "p1", NULL);
    desk_says(desk, 0, "part of\n    CODE2  An album\n", "show", "p1", NULL);
    desk_says(desk, 0, "parts\n    CODE1  A page\n", "show", "album", NULL);

    desk_expect(desk, 0, NULL, "", "set", "album", "own.giver=Mrs Unmistakable", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "album", "grant", "--by", "A Person", NULL);
    desk_expect(desk, 0, NULL, NULL, "publish", "pack", NULL);
    desk_expect(desk, 0, NULL, NULL, "export", "json", "--to", "shown.json", NULL);
    g_assert_cmpint(desk_count_holding(desk, "pack", "Unmistakable"), ==, 0);
    g_autofree char *shown = desk_read(desk, "shown.json");
    g_assert_null(strstr(shown, "Unmistakable"));

    desk_expect(desk, 0, NULL, NULL, "undo", "3", NULL);
    desk_expect(desk, 0, "", "no items\n", "list", NULL);
    desk_destroy(desk);
}

static void test_a_changed_cell_is_told_and_an_empty_one_changes_nothing(void)
{
    struct desk *desk = desk_create();
    given_album(desk);
    desk_write(desk, "later.csv",
               "identifier,parentid,title,donor,shelf\r\n"
               "p1,,A page,,Box 4\r\nalbum,,An album,,\r\n");
    struct answer *answer =
        answer_wants(0, desk_run(desk, "import", "csv", "later.csv", "--update", NULL));
    g_assert_nonnull(strstr(answer->out, "    shelf: Box 3 → Box 4\n"));
    g_assert_nonnull(strstr(answer->err, "0 added, 1 changed, 1 as they were, 0 refused"));
    answer_free(answer);
    desk_says(desk, 0, "part of\n    CODE2  An album\n", "show", "p1", NULL);
    desk_says(desk, 0, "donor: Mrs Unmistakable\n", "show", "album", NULL);
    answer = answer_wants(0, desk_run(desk, "import", "csv", "later.csv", "--update", NULL));
    g_assert_nonnull(strstr(answer->err, "0 added, 0 changed, 2 as they were, 0 refused"));
    answer_free(answer);
    desk_destroy(desk);
}

/* Out, into an empty archive, and out again. */
static void assert_same_again(struct desk *desk, const char *form, const char *ending)
{
    g_autofree char *one = g_strconcat("one", ending, NULL);
    g_autofree char *two = g_strconcat("two", ending, NULL);
    desk_expect(desk, 3, NULL, NULL, "export", form, "--all", "--yes", "--to", one, NULL);
    g_autofree char *again = g_strconcat("again", ending, NULL);
    desk_expect(desk, 0, NULL, NULL, "init", again, "--title", "Another name", NULL);
    answer_free(answer_wants(0, desk_run(desk, "-C", again, "import", form, one, NULL)));
    desk_expect(desk, 3, NULL, NULL, "-C", again, "export", form, "--all", "--yes", "--to", two,
                NULL);
    g_autofree char *first = desk_read(desk, one);
    g_autofree char *second = desk_read(desk, two);
    g_assert_cmpstr(first, ==, second);
    g_assert_nonnull(strstr(first, "Mrs Unmistakable"));
    g_assert_nonnull(strstr(first, "part"));
}

static void test_they_go_out_and_come_back_the_same(void)
{
    struct desk *desk = desk_create();
    given_album(desk);
    g_autofree char *file = desk_path(desk, "archive/archive.db");
    struct raw *raw = raw_open(file);
    raw_run(raw, "INSERT INTO translation (id, owner, field, language, text) VALUES "
                 "(77, 1, 'title', 'ur', 'ہماری گلی')");
    raw_close(raw);
    assert_same_again(desk, "csv", ".csv");
    assert_same_again(desk, "json", ".json");
    g_autofree char *json = desk_read(desk, "two.json");
    g_assert_nonnull(strstr(json, "\"title\" : \"Test archive\""));
    g_assert_nonnull(strstr(json, "ہماری گلی"));
    desk_destroy(desk);
}

/* A sheet is not stopped to ask: what is unsure stands in the list of things to do. */
static void test_dates_that_are_unsure_are_listed(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "dates.csv",
               "identifier,title,date\r\na,One,03/04/1979\r\nb,Two,when the mill stood\r\n"
               "c,Three,1979-04-03\r\n");
    struct answer *answer = answer_wants(3, desk_run(desk, "import", "csv", "dates.csv", NULL));
    g_assert_nonnull(strstr(answer->err, "row 2, column C (“date”): “03/04/1979” is taken as "));
    answer_free(answer);
    struct answer *check =
        answer_wants(0, desk_run(desk, "check", "--problem", "date_unsure", "--csv", NULL));
    g_assert_nonnull(strstr(check->out, "its date “03/04/1979” was taken as 1979-04-03"));
    g_assert_null(strstr(check->out, "1979-04-03\r\nc"));
    answer_free(check);
    desk_expect(desk, 0, "code\r\nCODE2\r\n", "", "check", "--problem", "date_in_words", "--csv",
                "--columns", "code", NULL);
    desk_expect(desk, 0, NULL, "", "set", "a", "date=1979-04-03", NULL);
    desk_expect(desk, 0, "code\r\n", "", "check", "--problem", "date_unsure", "--csv", "--columns",
                "code", NULL);
    desk_destroy(desk);
}

static void test_they_are_changed_found_and_taken_away_by_name(void)
{
    struct desk *desk = desk_create();
    given_album(desk);
    desk_expect(desk, 0, "CODE1  own.shelf: Box 3 → Box 4\nCODE1  own.dc:relation: a letter\n", "",
                "set", "p1", "own.shelf=Box 4", "own.dc:relation=a letter", NULL);
    desk_expect(desk, 0, "CODE1  own.shelf: Box 4 → (nothing)\n",
                "nothing was changed; without --dry-run it would be\n", "set", "p1",
                "own.shelf=", "--dry-run", NULL);
    desk_says(desk, 0, "shelf: Box 4\n", "show", "p1", NULL);
    desk_expect(desk, 0, "CODE1  picture  A page\n    own: a [letter]\n", "", "search", "letter",
                NULL);
    desk_expect(desk, 0, "CODE1  own.shelf: Box 4 → (nothing)\n", "", "set", "p1",
                "own.shelf=", NULL);
    desk_expect(desk, 0, "", "nothing holds “Box”\n", "search", "Box", NULL);
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    desk_says(desk, 0, "shelf: Box 4\n", "show", "p1", NULL);
    desk_says(desk, 0, "    own: [Box] 4\n", "search", "Box", NULL);
    desk_expect(desk, 2, "",
                "rwf: “own.=x”: under which heading? own.HEADING=VALUE, such as own.shelf=\"Box "
                "3\"\n",
                "set", "p1", "own.=x", NULL);
    desk_destroy(desk);
}

/* A heading may hold the very sign that ends a name. */
static void test_they_are_edited_whatever_their_heading_holds(void)
{
    struct desk *desk = desk_create();
    given_album(desk);
    desk_expect(desk, 0, NULL, "", "set", "p1", "own.a\\=b=first", "own.c:d=second", NULL);
    desk_says(desk, 0, "a=b: first\n", "show", "p1", NULL);
    desk_setenv(
        desk, "VISUAL",
        "sed -i -e 's/^own.shelf: Box 3$/own.shelf: Box 9/' -e 's/^own.a=b: first$/own.a=b: "
        "third/' -e 's/^own.c.:d: second$/own.c\\\\:d:/'");
    desk_expect(desk, 0, NULL, NULL, "edit", "p1", NULL);
    desk_says(desk, 0, "shelf: Box 9\n", "show", "p1", NULL);
    desk_says(desk, 0, "a=b: third\n", "show", "p1", NULL);
    struct answer *show = answer_wants(0, desk_run(desk, "show", "p1", NULL));
    g_assert_null(strstr(show->out, "second"));
    answer_free(show);
    desk_expect(desk, 3, NULL, NULL, "export", "csv", "p1", "--all", "--yes", "--to", "p1.csv",
                NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "p1", "own.shelf=", "own.a\\=b=", NULL);
    desk_expect(desk, 0, NULL, NULL, "import", "csv", "p1.csv", "--update", NULL);
    desk_says(desk, 0, "shelf: Box 9\n", "show", "p1", NULL);
    desk_says(desk, 0, "a=b: third\n", "show", "p1", NULL);
    desk_destroy(desk);
}

static void test_erasure_takes_them_too(void)
{
    struct desk *desk = desk_create();
    given_album(desk);
    answer_free(answer_wants(0, desk_run(desk, "consent", "album", "erase", NULL)));
    g_assert_cmpint(desk_count_holding(desk, "archive", "Unmistakable"), ==, 0);
    desk_says(desk, 0, "shelf: Box 3\n", "show", "p1", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/kept/columns without a field are kept for curators",
                    test_columns_without_a_field_are_kept_for_curators);
    g_test_add_func("/cli/kept/a changed cell is told, and an empty one changes nothing",
                    test_a_changed_cell_is_told_and_an_empty_one_changes_nothing);
    g_test_add_func("/cli/kept/they go out and come back the same",
                    test_they_go_out_and_come_back_the_same);
    g_test_add_func("/cli/kept/they are changed, found and taken away by name",
                    test_they_are_changed_found_and_taken_away_by_name);
    g_test_add_func("/cli/kept/they are edited whatever their heading holds",
                    test_they_are_edited_whatever_their_heading_holds);
    g_test_add_func("/cli/kept/erasure takes them too", test_erasure_takes_them_too);
    g_test_add_func("/cli/kept/dates that are unsure are listed",
                    test_dates_that_are_unsure_are_listed);
    return g_test_run();
}
