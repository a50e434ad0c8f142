#include "tests/support/desk.h"

#include <string.h>

static void test_a_misspelt_command_is_answered_with_the_nearest(void)
{
    struct desk *desk = desk_create();
    desk_expect(desk, 2, "", "rwf: there is no command “serach”; did you mean `rwf search`?\n",
                "serach", "tea", NULL);
    desk_destroy(desk);
}

static void test_an_unknown_command_is_answered_with_all_there_are(void)
{
    struct desk *desk = desk_create();
    struct answer *answer = desk_run(desk, "weave", "other", NULL);
    g_assert_cmpint(answer->status, ==, 2);
    g_assert_cmpstr(answer->out, ==, "");
    g_assert_true(
        g_str_has_prefix(answer->err, "rwf: there is no command “weave”; these there are:"));
    g_assert_nonnull(strstr(answer->err, "  add "));
    g_assert_nonnull(strstr(answer->err, "  publish "));
    answer_free(answer);
    desk_destroy(desk);
}

static void test_without_a_command_it_says_what_it_can(void)
{
    struct desk *desk = desk_create();
    desk_says(desk, 0, "usage: rwf [-C ARCHIVE]", "help", NULL);
    desk_destroy(desk);
}

static void test_every_command_has_help_with_an_example(void)
{
    static const char *const names[] = {
        "init",       "add",     "attach",  "import", "list",      "show",    "search",  "set",
        "tag",        "theme",   "person",  "place",  "note",      "redact",  "trail",   "event",
        "transcript", "consent", "embargo", "check",  "verify",    "publish", "pack",    "export",
        "log",        "undo",    "changes", "merge",  "conflicts", "backup",  "restore", "doctor"};
    struct desk *desk = desk_create();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *example = g_strdup_printf("\nexample: rwf %s", names[i]);
        desk_says(desk, 0, example, "help", names[i], NULL);
    }
    desk_destroy(desk);
}

static void test_wrong_words_are_named_and_change_nothing(void)
{
    static const struct {
        const char *words[4];
        const char *err;
    } cases[] = {
        {{"init", "a"}, "rwf: an archive needs a title: rwf init a --title \"…\"\n"},
        {{"init"}, "rwf: too few words: rwf init DIR --title TITLE\n"},
        {{"init", "a", "--tilte", "b"},
         "rwf: init does not know the option --tilte; did you mean --title?\n"},
        {{"init", "a", "--title"}, "rwf: --title needs a value after it: --title TITLE\n"},
        {{"init", "a", "b", "--title=t"},
         "rwf: “b” is one word too many: rwf init DIR --title TITLE\n"},
        {{"add", "-x", "b"}, "rwf: add does not know the option -x; if it is a file, write ./-x\n"},
        {{"publish", "p", "--dry-run=yes"},
         "rwf: --dry-run takes no value: write it without “=yes”\n"},
    };
    struct desk *desk = desk_create();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        desk_expect(desk, 2, "", cases[i].err, cases[i].words[0], cases[i].words[1],
                    cases[i].words[2], cases[i].words[3], NULL);
    g_assert_cmpint(desk_count_named(desk, ".", "archive.db"), ==, 0);
    desk_destroy(desk);
}

static void test_without_an_archive_it_says_how_to_make_one(void)
{
    struct desk *desk = desk_create();
    desk_expect(desk, 1, "",
                "rwf: there is no archive in DESK or above it; make one with `rwf init FOLDER "
                "--title TITLE`, or say where it is: rwf -C FOLDER …\n",
                "list", NULL);
    desk_expect(desk, 1, "",
                "rwf: nowhere (from -C) is not an archive: it holds no archive.db; make one with "
                "`rwf init nowhere --title TITLE`\n",
                "-C", "nowhere", "list", NULL);
    desk_destroy(desk);
}

static void test_an_archive_is_made_once(void)
{
    struct desk *desk = desk_create();
    desk_expect(desk, 0, "made the archive “Our street” in DESK/a\n", "next: rwf -C a add FILE…\n",
                "init", "a", "--title", "Our street", NULL);
    desk_expect(desk, 0, "", "no items\n", "-C", "a", "list", NULL);
    struct answer *answer = desk_run(desk, "init", "a", "--title", "Another", NULL);
    g_assert_cmpint(answer->status, ==, 1);
    g_assert_cmpstr(answer->out, ==, "");
    answer_free(answer);
    desk_destroy(desk);
}

static void test_json_is_one_document_also_when_it_fails(void)
{
    struct desk *desk = desk_create();
    desk_expect(desk, 0,
                "{\n  \"command\" : \"init\",\n  \"uuid\" : \"UUID\",\n  \"folder\" : "
                "\"DESK/a\",\n  \"title\" : \"T\",\n  \"warnings\" : [],\n  \"status\" : 0\n}\n",
                "", "init", "a", "--title", "T", "--json", "--quiet", NULL);
    desk_expect(desk, 1,
                "{\n  \"command\" : \"show\",\n  \"warnings\" : [],\n  \"error\" : \"no item is "
                "called “CODE1”; `rwf list` shows every code, `rwf search WORDS` finds "
                "one\",\n  \"status\" : 1\n}\n",
                NULL, "-C", "a", "--json", "show", "RWF-222222", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/usage/a misspelt command is answered with the nearest",
                    test_a_misspelt_command_is_answered_with_the_nearest);
    g_test_add_func("/cli/usage/an unknown command is answered with all there are",
                    test_an_unknown_command_is_answered_with_all_there_are);
    g_test_add_func("/cli/usage/asked for help it says what it can",
                    test_without_a_command_it_says_what_it_can);
    g_test_add_func("/cli/usage/every command has help with an example",
                    test_every_command_has_help_with_an_example);
    g_test_add_func("/cli/usage/wrong words are named and change nothing",
                    test_wrong_words_are_named_and_change_nothing);
    g_test_add_func("/cli/usage/without an archive it says how to make one",
                    test_without_an_archive_it_says_how_to_make_one);
    g_test_add_func("/cli/usage/an archive is made once", test_an_archive_is_made_once);
    g_test_add_func("/cli/usage/JSON is one document, also when it fails",
                    test_json_is_one_document_also_when_it_fails);
    return g_test_run();
}
