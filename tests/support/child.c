#include "tests/support/child.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct child {
    pid_t pid;
    int pidfd;
    bool is_reaped;
    int status;
};

/* Runs between fork and exec. The parent may have gone before prctl took hold. */
static void end_with_parent(void *parent)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != GPOINTER_TO_INT(parent))
        _exit(127);
}

static bool spawn(const struct child_options *options, int output, pid_t *pid, GError **error)
{
    const int target = 3;
    return g_spawn_async_with_pipes_and_fds(
        NULL, options->argv, options->environment, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
        end_with_parent, GINT_TO_POINTER(getpid()), -1, output, output, &options->inherited_fd,
        &target, options->inherited_fd >= 0 ? 1 : 0, pid, NULL, NULL, NULL, error);
}

struct child *child_start(const struct child_options *options, GError **error)
{
    int output = open(options->output_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (output < 0) {
        g_set_error(error, G_IO_ERROR, g_io_error_from_errno(errno), "cannot write %s: %s",
                    options->output_path, g_strerror(errno));
        return NULL;
    }
    pid_t pid = 0;
    bool is_started = spawn(options, output, &pid, error);
    close(output);
    if (!is_started)
        return NULL;

    struct child *child = g_new0(struct child, 1);
    child->pid = pid;
    child->pidfd = pidfd_open(pid, 0);
    g_assert_cmpint(child->pidfd, >=, 0);
    return child;
}

pid_t child_pid(const struct child *child)
{
    return child->pid;
}

bool child_wait(struct child *child, int timeout_ms, int *status)
{
    if (!child->is_reaped) {
        struct pollfd ended = {.fd = child->pidfd, .events = POLLIN};
        if (poll(&ended, 1, timeout_ms) != 1)
            return false;
        child->is_reaped = waitpid(child->pid, &child->status, 0) == child->pid;
    }
    if (status != NULL)
        *status = child->status;
    return child->is_reaped;
}

bool child_stop(struct child *child, int grace_ms)
{
    if (child_wait(child, 0, NULL))
        return true;
    kill(child->pid, SIGTERM);
    if (child_wait(child, grace_ms, NULL))
        return true;
    kill(child->pid, SIGKILL);
    child_wait(child, -1, NULL);
    return false;
}

void child_destroy(struct child *child)
{
    if (child == NULL)
        return;
    child_stop(child, 0);
    close(child->pidfd);
    g_free(child);
}
