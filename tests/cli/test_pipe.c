/* Who reads an answer may stop when it has read enough, as `rwf list | head -1` does: that is no error. */
#include "tests/support/desk.h"

#include <string.h>

/* Every command that may say much, in each form. */
static const char *const commands[] = {
    "list",       "list --csv", "list --json", "show CODE", "search words",
    "facets",     "log",        "log CODE",    "check",     "transcript CODE show",
    "theme list", NULL};

static void given_item(struct desk *desk)
{
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_write(desk, "talk.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nwords\n");
    g_free(desk_add(desk, "talk.mp3"));
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", "talk.vtt", "--role", "transcript",
                "--lang", "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "tag", "CODE1", "+Care", NULL);
}

/* The reader is gone for certain before the first word: the shell waits for its end. */
static void test_a_reader_that_has_gone_is_no_error(void)
{
    struct desk *desk = desk_create();
    given_item(desk);
    for (const char *const *command = commands; *command != NULL; command++) {
        g_autoptr(GString) words = g_string_new(*command);
        g_string_replace(words, "CODE", desk_code(desk, "CODE1"), 0);
        g_autofree char *line = g_strdup_printf(
            "bash -c 'exec 3> >(true); wait $!; rwf %s >&3; echo \"ended with $?\"'", words->str);
        g_autofree char *shown = desk_type(desk, line, (const char *const[]){NULL});
        g_autofree char *said = g_strstrip(g_strdup(shown));
        if (strcmp(said, "ended with 0") != 0)
            g_error("rwf %s, read by nobody: %s", *command, shown);
    }
    desk_destroy(desk);
}

/* An answer that is longer than a pipe holds meets its end in the middle. */
static void test_a_reader_may_stop_in_the_middle(void)
{
    struct desk *desk = desk_create();
    g_autoptr(GString) sheet = g_string_new("identifier,title\n");
    desk_archive(desk);
    for (int i = 0; i < 2000; i++)
        g_string_append_printf(sheet, "n%d,A title of the length that titles have %d\n", i, i);
    desk_write(desk, "sheet.csv", sheet->str);
    desk_expect(desk, 0, NULL, NULL, "import", "csv", "sheet.csv", NULL);
    g_autofree char *shown =
        desk_type(desk, "bash -c 'rwf list --csv | head -1; echo \"ended with ${PIPESTATUS[0]}\"'",
                  (const char *const[]){NULL});
    if (strstr(shown, "ended with 0") == NULL || strstr(shown, "rwf:") != NULL)
        g_error("rwf list --csv | head -1: %s", shown);
    desk_destroy(desk);
}

/* A disk that takes no more is one: what was to be kept is not. */
static void test_a_full_disk_is_an_error(void)
{
    struct desk *desk = desk_create();
    given_item(desk);
    g_autofree char *shown =
        desk_type(desk, "rwf list >/dev/full; echo \"ended with $?\"", (const char *const[]){NULL});
    if (strstr(shown, "rwf: could not write the result: ") == NULL ||
        strstr(shown, "ended with 1") == NULL)
        g_error("%s", shown);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/pipe/a reader that has gone is no error",
                    test_a_reader_that_has_gone_is_no_error);
    g_test_add_func("/cli/pipe/a reader may stop in the middle",
                    test_a_reader_may_stop_in_the_middle);
    g_test_add_func("/cli/pipe/a full disk is an error", test_a_full_disk_is_an_error);
    return g_test_run();
}
