#include "tests/support/scratch.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

struct scratch {
    char *folder;
    pid_t keeper;
    int lifeline; /* the keeper removes the folder when this end of the pipe is closed */
};

/* Its output goes nowhere, so that nobody who reads the test's output waits for it. */
static pid_t start_keeper(const char *folder, int lifeline_end)
{
    const char *argv[] = {"sh", "-c",   "trap '' INT TERM HUP; read -r _; rm -rf -- \"$1\"",
                          "sh", folder, NULL};
    pid_t pid = 0;
    g_autoptr(GError) error = NULL;
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    bool is_started = g_spawn_async_with_pipes_and_fds(
        "/", argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, lifeline_end,
        nowhere, nowhere, NULL, NULL, 0, &pid, NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(is_started);
    close(nowhere);
    return pid;
}

struct scratch *scratch_create(void)
{
    g_autoptr(GError) error = NULL;
    struct scratch *scratch = g_new0(struct scratch, 1);
    scratch->folder = g_dir_make_tmp("rwf-test-XXXXXX", &error);
    g_assert_no_error(error);

    int ends[2];
    g_assert_cmpint(pipe2(ends, O_CLOEXEC), ==, 0);
    scratch->keeper = start_keeper(scratch->folder, ends[0]);
    close(ends[0]);
    scratch->lifeline = ends[1];
    return scratch;
}

const char *scratch_folder(const struct scratch *scratch)
{
    return scratch->folder;
}

char *scratch_path(const struct scratch *scratch, const char *name)
{
    return g_build_filename(scratch->folder, name, NULL);
}

void scratch_destroy(struct scratch *scratch)
{
    if (scratch == NULL)
        return;
    close(scratch->lifeline);
    waitpid(scratch->keeper, NULL, 0);
    g_free(scratch->folder);
    g_free(scratch);
}
