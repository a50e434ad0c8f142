#include "tests/support/terminal.h"

#include <glib.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { QUIET_MS = 700, LONGEST_MS = 30 * 1000 };

/* Takes what comes until it is quiet for @quiet_ms; false when the program has closed its end. */
static bool take(int fd, GString *shown, int quiet_ms)
{
    char bytes[4096];
    struct pollfd waited = {.fd = fd, .events = POLLIN};
    while (poll(&waited, 1, quiet_ms) > 0) {
        ssize_t length = read(fd, bytes, sizeof bytes);
        if (length <= 0)
            return false;
        g_string_append_len(shown, bytes, length);
    }
    return true;
}

static void become(const char *folder, char **environment, const char *const *argv)
{
    if (chdir(folder) != 0)
        _exit(126);
    environ = environment;
    execvp(argv[0], (char **)argv);
    _exit(127);
}

char *terminal_run(const char *folder, char **environment, const char *const *argv,
                   const char *const *lines)
{
    int fd = -1;
    int status = 0;
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    GString *shown = g_string_new(NULL);
    pid_t pid = forkpty(&fd, NULL, NULL, &size);
    g_assert_cmpint(pid, >=, 0);
    if (pid == 0)
        become(folder, environment, argv);
    bool is_open = true;
    for (; is_open && *lines != NULL; lines++) {
        is_open = take(fd, shown, QUIET_MS);
        if (is_open && write(fd, *lines, strlen(*lines)) < 0)
            is_open = false;
    }
    gint64 end = g_get_monotonic_time() + LONGEST_MS * 1000LL;
    while (is_open && g_get_monotonic_time() < end)
        is_open = take(fd, shown, 200);
    if (is_open)
        kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    close(fd);
    if (is_open)
        g_error("%s did not end; it showed:\n%s", argv[0], shown->str);
    return g_string_free(shown, FALSE);
}
