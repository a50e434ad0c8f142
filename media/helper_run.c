#include "media/helper_run.h"

#include "media/error.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    USUAL_STALL_MS = 90 * 1000,
    USUAL_TOTAL_MS = 12 * 3600 * 1000,
    LAST_BREATH_MS = 5000,
    MAX_REPLY_BYTES = 256 * 1024,
    MAX_MESSAGE_BYTES = 4 * 1024,
    PIECE_BYTES = 16 * 1024
};

struct helper_process {
    const struct helper_request *request;
    GPid pid;
    int output_fd, message_fd, progress_fd;
    GString *reply, *messages, *line;
    gint64 started_us, alive_us;
    enum media_error why_ended; /* valid when is_ended_by_us */
    bool is_ended_by_us;
};

/* Passed on: where programs and libraries are, how sanitizers report, and the language that
 * refusals are written in. Nothing else. */
static char **clean_environment(void)
{
    static const char *const kept[] = {"PATH",          "LD_LIBRARY_PATH", "ASAN_OPTIONS",
                                       "UBSAN_OPTIONS", "TSAN_OPTIONS",    "LSAN_OPTIONS",
                                       "LANGUAGE",      "RWF_LOCALE_DIR"};
    char **clean = g_new0(char *, 1);

    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        if (g_getenv(kept[i]) != NULL)
            clean = g_environ_setenv(clean, kept[i], g_getenv(kept[i]), TRUE);
    clean = g_environ_setenv(clean, "RWF_MESSAGES", setlocale(LC_MESSAGES, NULL), TRUE);
    clean = g_environ_setenv(clean, "LC_ALL", "C.UTF-8", TRUE);
    return g_environ_setenv(clean, "AV_LOG_FORCE_NOCOLOR", "1", TRUE);
}

static bool start(struct helper_process *process, const char *program, GError **error)
{
    const struct helper_request *request = process->request;
    g_auto(GStrv) environment = clean_environment();
    g_autofree char *parent = g_strdup_printf("%d", (int)getpid());
    const char *silence = request->silence != NULL || request->keep == NULL ? request->silence : "";
    const char *argv[] = {program, request->mode, parent, silence, request->keep, NULL};
    int pipe_fds[2];
    int sources[3], targets[3] = {3, 4, 5};
    g_autoptr(GError) reason = NULL;
    bool ok;

    if (!g_unix_open_pipe(pipe_fds, FD_CLOEXEC, error))
        return false;
    sources[0] = request->source_fd;
    sources[1] = request->output_fd;
    sources[2] = pipe_fds[1];
    if (request->source_fd < 0) /* a report: the pipe alone, moved to its place */
        ok = g_spawn_async_with_pipes_and_fds(NULL, argv, (const char *const *)environment,
                                              G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, -1, -1, -1,
                                              &sources[2], &targets[2], 1, &process->pid, NULL,
                                              &process->output_fd, &process->message_fd, &reason);
    else
        ok = g_spawn_async_with_pipes_and_fds(NULL, argv, (const char *const *)environment,
                                              G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, -1, -1, -1,
                                              sources, targets, 3, &process->pid, NULL,
                                              &process->output_fd, &process->message_fd, &reason);
    close(pipe_fds[1]);
    if (ok) {
        process->progress_fd = pipe_fds[0];
        return true;
    }
    close(pipe_fds[0]);
    g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_SANDBOX, _("the media helper %s cannot start: %s"),
                program, reason->message);
    return false;
}

static void take_progress(struct helper_process *process, const char *bytes, size_t length)
{
    const struct helper_request *request = process->request;

    process->alive_us = g_get_monotonic_time();
    for (size_t i = 0; i < length; i++) {
        char *rest;
        int64_t done, total;

        if (bytes[i] != '\n') {
            if (process->line->len < 64)
                g_string_append_c(process->line, bytes[i]);
            continue;
        }
        done = g_ascii_strtoll(process->line->str, &rest, 10);
        total = g_ascii_strtoll(rest, NULL, 10);
        g_string_truncate(process->line, 0);
        if (request->progress != NULL && done > 0)
            request->progress(done, MAX(total, 0), request->data);
    }
}

static void end_process(struct helper_process *process, enum media_error why)
{
    process->is_ended_by_us = true;
    process->why_ended = why;
    kill(-process->pid, SIGKILL);
    kill(process->pid, SIGKILL); /* in case it has no group yet */
}

/* Reads what has arrived on @fd; returns -1 instead of it when it has ended. */
static int take(struct helper_process *process, int fd)
{
    char piece[PIECE_BYTES];
    ssize_t got = read(fd, piece, sizeof piece);

    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return fd;
    if (got <= 0)
        return -1;
    if (fd == process->progress_fd) {
        take_progress(process, piece, (size_t)got);
    } else if (fd == process->output_fd) {
        g_string_append_len(process->reply, piece, got);
        if (process->reply->len > MAX_REPLY_BYTES) {
            end_process(process, MEDIA_ERROR_CRASHED);
            return -1;
        }
    } else if (process->messages->len < MAX_MESSAGE_BYTES) {
        g_string_append_len(process->messages, piece, got);
    }
    return fd;
}

/* Milliseconds until patience ends; 0 when it has. */
static int patience(const struct helper_process *process)
{
    const struct helper_request *request = process->request;
    gint64 now_us = g_get_monotonic_time();
    gint64 stall_ms = request->stall_ms > 0 ? request->stall_ms : USUAL_STALL_MS;
    gint64 total_ms = request->total_ms > 0 ? request->total_ms : USUAL_TOTAL_MS;
    gint64 left_ms =
        MIN(process->alive_us / 1000 + stall_ms, process->started_us / 1000 + total_ms) -
        now_us / 1000;

    return (int)CLAMP(left_ms, 0, 60 * 1000);
}

/* Until both pipes of text have ended. The pipe of progress may be held by nobody else. */
static void watch(struct helper_process *process)
{
    GPollFD cancelled = {-1, 0, 0};
    bool can_cancel = process->request->cancellable != NULL &&
                      g_cancellable_make_pollfd(process->request->cancellable, &cancelled);
    struct pollfd ends[4] = {{process->output_fd, POLLIN, 0},
                             {process->message_fd, POLLIN, 0},
                             {process->progress_fd, POLLIN, 0},
                             {can_cancel ? cancelled.fd : -1, POLLIN, 0}};

    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        int wait_ms = process->is_ended_by_us ? LAST_BREATH_MS : patience(process);
        int ready = poll(ends, 4, wait_ms);

        if (ready < 0 && errno != EINTR)
            break;
        if (process->is_ended_by_us && ready == 0)
            break;
        if (ready == 0 && patience(process) == 0)
            end_process(process, MEDIA_ERROR_TIMEOUT);
        if (ready <= 0)
            continue;
        if (ends[3].fd >= 0 && ends[3].revents != 0) {
            end_process(process, MEDIA_ERROR_CANCELLED);
            ends[3].fd = -1;
        }
        for (int i = 0; i < 3; i++)
            if (ends[i].fd >= 0 && ends[i].revents != 0)
                ends[i].fd = take(process, ends[i].fd);
        if (!process->is_ended_by_us && patience(process) == 0)
            end_process(process, MEDIA_ERROR_TIMEOUT);
    }
    if (can_cancel)
        g_cancellable_release_fd(process->request->cancellable);
}

/* Waits for the helper with the same patience, then ends whatever is left of its group: as long
 * as it is not reaped, nobody else can have its number. */
static int reap(struct helper_process *process)
{
    siginfo_t about;
    int status = 0;

    for (;;) {
        memset(&about, 0, sizeof about);
        if (waitid(P_PID, (id_t)process->pid, &about, WEXITED | WNOWAIT | WNOHANG) != 0 &&
            errno != EINTR)
            break;
        if (about.si_pid == process->pid)
            break;
        if (!process->is_ended_by_us && patience(process) == 0)
            end_process(process, MEDIA_ERROR_TIMEOUT);
        g_usleep(1000);
    }
    kill(-process->pid, SIGKILL);
    while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    g_spawn_close_pid(process->pid);
    return status;
}

static bool was_ended(const struct helper_process *process, int status, GError **error)
{
    if (process->is_ended_by_us && process->why_ended == MEDIA_ERROR_CANCELLED)
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_CANCELLED, _("cancelled"));
    else if (process->is_ended_by_us && process->why_ended == MEDIA_ERROR_TIMEOUT)
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_TIMEOUT,
                            _("reading the file made no headway and was ended; it may be damaged"));
    else if (process->is_ended_by_us)
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED,
                            _("the helper answered without end; the file may be hostile"));
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_TIMEOUT,
                            _("reading the file takes too much time"));
    else if (WIFSIGNALED(status))
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED,
                    _("the decoder crashed on the file (signal %d); it may be damaged"),
                    WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0)
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED,
                    _("the decoder gave up on the file (status %d); it may be damaged"),
                    WEXITSTATUS(status));
    else
        return false;
    return true;
}

static void log_messages(const struct helper_process *process)
{
    g_autofree char *clean = NULL;

    if (process->messages->len == 0)
        return;
    clean = g_utf8_make_valid(process->messages->str, (gssize)process->messages->len);
    g_debug("media helper: %s", g_strchomp(clean));
}

struct helper_reply *helper_run(const struct helper_request *request, bool *other, GError **error)
{
    g_autofree char *found = request->program != NULL ? NULL : helper_find(error);
    const char *program = request->program != NULL ? request->program : found;
    struct helper_process process = {.request = request, .started_us = g_get_monotonic_time()};
    g_autoptr(GString) reply = g_string_new(NULL), messages = g_string_new(NULL),
                       line = g_string_new(NULL);
    int status;

    if (other != NULL)
        *other = false;
    if (program == NULL)
        return NULL;
    if (g_cancellable_is_cancelled(request->cancellable)) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_CANCELLED, _("cancelled"));
        return NULL;
    }
    process.alive_us = process.started_us;
    process.reply = reply;
    process.messages = messages;
    process.line = line;
    if (!start(&process, program, error))
        return NULL;
    watch(&process);
    status = reap(&process);
    close(process.output_fd);
    close(process.message_fd);
    close(process.progress_fd);
    log_messages(&process);
    if (was_ended(&process, status, error))
        return NULL;
    return helper_reply_read(reply->str, reply->len, other, error);
}
