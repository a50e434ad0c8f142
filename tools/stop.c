#include "tools/stop.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

/* A handler may only write to it; a thread of ours reads. */
static int signal_pipe[2] = {-1, -1};
static GThread *listener;
static GCancellable *stopped;

static void on_signal(int number)
{
    int kept = errno;
    char byte = (char)number;
    ssize_t written = write(signal_pipe[1], &byte, 1);
    (void)written; /* Nothing can be done here; the second signal ends the program. */
    errno = kept;
}

static void *wait_for_signal(void *data)
{
    char byte;
    ssize_t count;
    do {
        count = read(signal_pipe[0], &byte, 1);
    } while (count < 0 && errno == EINTR);
    if (count == 1 && byte != 0)
        g_cancellable_cancel(data);
    return NULL;
}

GCancellable *stop_listen(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    stopped = g_cancellable_new();
    signal(SIGPIPE, SIG_IGN);
    if (!g_unix_open_pipe(signal_pipe, FD_CLOEXEC, NULL))
        return stopped;
    listener = g_thread_new("signals", wait_for_signal, stopped);
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND | SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        sigaction(signals[i], &action, NULL);
    return stopped;
}

void stop_finish(void)
{
    if (listener != NULL) {
        on_signal(0);
        g_thread_join(listener);
        listener = NULL;
    }
    g_clear_object(&stopped);
}
