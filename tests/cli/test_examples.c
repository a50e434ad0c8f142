/* The example of every command works as it is typed, on a copy of the sample archive. The files
 * that some of them name lie where they are typed. */
#include "tests/support/desk.h"
#include "tools/command.h"

#include <string.h>

static void run(const char *folder, const char *command)
{
    g_autoptr(GError) error = NULL;
    const char *const argv[] = {"sh", "-c", command, NULL};
    int status = 0;
    g_spawn_sync(folder, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                 &error);
    g_assert_no_error(error);
    g_assert_true(g_spawn_check_wait_status(status, NULL));
}

/* Through a shell, as a curator types it; 3 is "done, with warnings". */
static void try_example(struct desk *desk, const struct command *command)
{
    g_autofree char *start = g_strdup_printf("rwf %s", command->name);
    g_autofree char *line = g_strdup_printf("%s; echo \"ended with $?\"", command->example);
    g_assert_true(g_str_has_prefix(command->example, start));
    g_autofree char *shown = desk_type(desk, line, (const char *const[]){NULL});
    if (strstr(shown, "ended with 0") == NULL && strstr(shown, "ended with 3") == NULL)
        g_error("%s\n%s", command->example, shown);
}

static void test_every_example_works_as_typed(void)
{
    struct desk *desk = desk_create();
    g_autofree char *folder = desk_path(desk, ".");
    g_autofree char *copy = g_strdup_printf("cp -r '%s' sample", g_getenv("RWF_SAMPLE"));
    run(folder, copy);
    desk_setenv(desk, "HOME", "DESK");
    desk_setenv(desk, "RWF_ARCHIVE", "DESK/sample");
    desk_setenv(desk, "VISUAL", "true");
    desk_sound(desk, "interview.mp3", 1);
    desk_write(desk, "night-shift.ur.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\nدودھ کے دو کپ\n");
    desk_sound(desk, "recordings/talk.mp3", 2);
    desk_write(desk, "interview.xml",
               "<?xml version=\"1.0\"?>\n<ROOT "
               "xmlns=\"https://www.weareavp.com/nunncenter/ohms\"><record "
               "id=\"42\" dt=\"2024-03-01\"><version>5.4</version><title>A talk</title>"
               "<file_name>talk.mp3</file_name><language>English</language></record></ROOT>\n");
    for (size_t i = 0; commands[i] != NULL; i++)
        try_example(desk, commands[i]);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/examples/every example works as typed",
                    test_every_example_works_as_typed);
    return g_test_run();
}
