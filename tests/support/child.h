/*
 * A program started by a test: an X server, the kiosk. It never outlives the test, however the
 * test ends: the kernel sends it SIGTERM when the thread that started it is gone. It is ended by
 * its own pid only.
 *
 * Start from the main thread. Not thread-safe.
 */
#ifndef RWF_TESTS_SUPPORT_CHILD_H
#define RWF_TESTS_SUPPORT_CHILD_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

struct child;

struct child_options {
    const char *const *argv;        /* NULL-terminated; argv[0] is looked for in PATH */
    const char *const *environment; /* NULL-terminated "NAME=value"; NULL: the test's own */
    const char *output_path;        /* file that takes stdout and stderr */
    int inherited_fd;               /* becomes descriptor 3 of the child; -1: none */
};

/* Returns a running child, or NULL when the program could not be started. */
struct child *child_start(const struct child_options *options, GError **error);

pid_t child_pid(const struct child *child);

/* Waits until the child has ended; false when it still runs after timeout_ms. status (may be
 * NULL) takes the value of waitpid. May be asked again after the end. */
bool child_wait(struct child *child, int timeout_ms, int *status);

/* Asks the child to end with SIGTERM; kills it when it still runs after grace_ms. Returns whether
 * it ended by itself or in answer to SIGTERM. */
bool child_stop(struct child *child, int grace_ms);

/* Kills and reaps what still runs. NULL is nothing to do. */
void child_destroy(struct child *child);

#endif
