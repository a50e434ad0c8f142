#include "media/helper/child.h"

#include "media/error.h"
#include "media/helper/job.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIECE_BYTES = 64 * 1024, MAX_MESSAGE_BYTES = 64 * 1024 };

/* In the new process, which has one thread. */
static G_GNUC_NORETURN void become(const struct child *child, int output, int messages)
{
    int nothing = open("/dev/null", O_RDONLY);

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(nothing, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(messages, STDERR_FILENO);
    close(JOB_OUTPUT_FD);
    close(JOB_PROGRESS_FD);
    sandbox_forbid_processes();
    execv(child->argv[0], (char *const *)child->argv);
    _exit(127);
}

static void keep_end(GString *messages, const char *bytes, size_t length)
{
    g_string_append_len(messages, bytes, (gssize)length);
    if (messages->len > MAX_MESSAGE_BYTES)
        g_string_erase(messages, 0, (gssize)(messages->len - MAX_MESSAGE_BYTES));
}

/* Reads both pipes until they end; false when `take` has had enough. */
static bool drain(struct child *child, int output, int messages)
{
    g_autofree unsigned char *piece = g_malloc(PIECE_BYTES);
    struct pollfd ends[2] = {{output, POLLIN, 0}, {messages, POLLIN, 0}};

    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        if (poll(ends, 2, -1) < 0 && errno != EINTR)
            return false;
        for (int i = 0; i < 2; i++) {
            ssize_t got;

            if (ends[i].fd < 0 || ends[i].revents == 0)
                continue;
            got = read(ends[i].fd, piece, PIECE_BYTES);
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                ends[i].fd = -1;
            else if (i == 1)
                keep_end(child->messages, (const char *)piece, (size_t)got);
            else if (child->take != NULL && !child->take(piece, (size_t)got, child->data))
                return false;
        }
    }
    return true;
}

static bool is_reason(const char *line)
{
    static const char *const words[] = {"rror",          "nvalid",      "nsupported", "not found",
                                        "not supported", "not contain", "xceed",      "too "};

    if (strstr(line, "marking filters") != NULL) /* what follows from a reason, not one */
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(line, words[i]) != NULL)
            return true;
    return false;
}

/* The last reason the child gave, without ffmpeg's "[name @ 0x…] " and our name for the file. */
static char *last_message(const GString *messages)
{
    g_auto(GStrv) lines = g_strsplit(messages->str, "\n", -1);

    for (guint i = g_strv_length(lines); i > 0; i--) {
        const char *line = g_strstrip(lines[i - 1]);
        const char *end = *line == '[' ? strstr(line, "] ") : NULL;

        if (end != NULL)
            line = end + 2;
        if (g_str_has_prefix(line, "file:" JOB_SOURCE_PATH ": "))
            line += strlen("file:" JOB_SOURCE_PATH ": ");
        if (is_reason(line))
            return job_clean_text(line, -1);
    }
    return NULL;
}

static bool judge(const struct child *child, bool is_drained, GError **error)
{
    g_autofree char *name = g_path_get_basename(child->argv[0]);
    g_autofree char *said = last_message(child->messages);

    if (!is_drained)
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE,
                    _("%s has more to say of this file than is read"), name);
    else if (WIFSIGNALED(child->status) && WTERMSIG(child->status) == SIGXCPU)
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_TIMEOUT,
                    _("reading the file takes too much time"));
    else if (WIFSIGNALED(child->status))
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED,
                    _("%s was ended by signal %d while reading the file"), name,
                    WTERMSIG(child->status));
    else if (WEXITSTATUS(child->status) == 127)
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_SANDBOX, _("%s could not be started"), name);
    else
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT, _("the file cannot be read: %s"),
                    said != NULL ? said : "no reason was given");
    return false;
}

bool child_run(struct child *child, GError **error)
{
    int output[2], messages[2];
    bool is_drained;
    pid_t pid;

    child->messages = g_string_new(NULL);
    if (pipe2(output, O_CLOEXEC) != 0)
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "start", child->argv[0]);
    if (pipe2(messages, O_CLOEXEC) != 0) {
        close(output[0]);
        close(output[1]);
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "start", child->argv[0]);
    }
    pid = fork();
    if (pid == 0)
        become(child, output[1], messages[1]);
    close(output[1]);
    close(messages[1]);
    is_drained = pid > 0 && drain(child, output[0], messages[0]);
    /* Closing the pipes ends a child that has more to say: it may not be signalled here. */
    close(output[0]);
    close(messages[0]);
    if (pid < 0)
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "start", child->argv[0]);
    while (waitpid(pid, &child->status, 0) < 0 && errno == EINTR)
        continue;
    if (is_drained && WIFEXITED(child->status) && WEXITSTATUS(child->status) == 0)
        return true;
    return judge(child, is_drained, error);
}
