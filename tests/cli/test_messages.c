/*
 * What rwf says, in the language of whoever runs it. The language here is made for the test from
 * the words that are there to translate: each is the English in «…».
 */
#include "tests/support/desk.h"

#include <string.h>

static void run_shell(const char *script, const char *first, const char *second)
{
    const char *const argv[] = {"sh", "-c", script, "sh", first, second, NULL};
    g_autoptr(GError) error = NULL;
    int status = 0;
    g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                 &error);
    g_assert_no_error(error);
    g_assert_true(g_spawn_check_wait_status(status, &error));
}

/* A desk of somebody who reads «…». */
static struct desk *desk_in_marks(void)
{
    struct desk *desk = desk_create();
    g_autofree char *words =
        g_build_filename(g_getenv("RWF_SOURCE"), "tools", "words", "rwf.pot", NULL);
    g_autofree char *folder = desk_path(desk, "locale");
    run_shell("mkdir -p \"$2/xx/LC_MESSAGES\" && LC_ALL=C.UTF-8 msgen \"$1\" |"
              " LC_ALL=C.UTF-8 msgfilter --keep-header sed -e '1s/^/«/' -e '$s/$/»/' 2>\"$2/log\" |"
              " msgfmt -o \"$2/xx/LC_MESSAGES/rwf.mo\" -",
              words, folder);
    desk_setenv(desk, "RWF_LOCALE_DIR", folder);
    desk_setenv(desk, "LC_ALL", "C.UTF-8");
    desk_setenv(desk, "LANGUAGE", "xx");
    return desk;
}

static void test_help(void)
{
    struct desk *desk = desk_in_marks();
    struct answer *answer = desk_run(desk, "help", NULL);
    int commands = 0;
    g_auto(GStrv) lines = g_strsplit(answer->out, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (!g_str_has_prefix(*line, "  "))
            continue;
        commands++;
        g_assert_nonnull(strstr(*line, " «"));
        g_assert_true(g_str_has_suffix(*line, "»"));
    }
    g_assert_cmpint(commands, >, 30);
    answer_free(answer);
    desk_says(desk, 0, "  --theme THEME            «what it is about»", "help", "add", NULL);
    desk_destroy(desk);
}

static void test_answers(void)
{
    struct desk *desk = desk_in_marks();
    desk_archive(desk);
    desk_expect(desk, 2, "", "«rwf: there is no command “lst”; did you mean `rwf list`?»\n", "lst",
                NULL);
    desk_expect(desk, 0, "", "«no items»\n", "list", NULL);
    desk_expect(desk, 1, "",
                "rwf: «no item is called “RWF-1”; `rwf list` shows every code, `rwf search WORDS` "
                "finds one»\n",
                "show", "RWF-1", NULL);
    desk_expect(desk, 0, "«added the «theme» “Care”»\n", "", "theme", "add", "Care", NULL);
    desk_destroy(desk);
}

/* The helper that opens foreign files speaks the same language, from inside its sandbox. */
static void test_helper(void)
{
    struct desk *desk = desk_in_marks();
    desk_archive(desk);
    desk_write(desk, "broken.png", "\x89PNG\r\n\x1a\n and no picture");
    desk_says(desk, 1, "«rwf: warning: »«broken.png: not added: «", "add", "broken.png", NULL);
    desk_destroy(desk);
}

/* What several people share, and what programs read, is in nobody's language. */
static void test_shared(void)
{
    struct desk *desk = desk_in_marks();
    desk_archive(desk);
    desk_picture(desk, "one.jpg", 1);
    g_autofree char *code = desk_add(desk, "one.jpg");
    struct answer *answer = desk_run(desk, "--json", "log", NULL);
    g_assert_null(strstr(answer->out, "«"));
    answer_free(answer);
    answer = desk_run(desk, "--json", "show", code, NULL);
    g_assert_null(strstr(answer->out, "«"));
    answer_free(answer);
    answer = desk_run(desk, "export", "csv", "--all", "--yes", "--to", "sheet.csv", NULL);
    g_autofree char *sheet = desk_read(desk, "sheet.csv");
    g_assert_null(strstr(sheet, "«"));
    answer_free(answer);
    desk_destroy(desk);
}

/* A language that nobody has translated yet, and a folder that is not there, are English. */
static void test_missing(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_setenv(desk, "LC_ALL", "C.UTF-8");
    desk_setenv(desk, "LANGUAGE", "tlh");
    desk_setenv(desk, "RWF_LOCALE_DIR", "DESK/nowhere");
    desk_expect(desk, 0, "", "no items\n", "list", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/messages/help is in the reader's language", test_help);
    g_test_add_func("/messages/answers, refusals and notes are", test_answers);
    g_test_add_func("/messages/so is what is said of a broken file", test_helper);
    g_test_add_func("/messages/history, exports and JSON are not", test_shared);
    g_test_add_func("/messages/what is not translated is English", test_missing);
    return g_test_run();
}
