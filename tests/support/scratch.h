/*
 * A private folder for a test's files. It is removed when it is destroyed, and also when the test
 * fails, aborts or is killed: a small shell waits for the end of the test and removes it then.
 *
 * Start from the main thread. Not thread-safe.
 */
#ifndef RWF_TESTS_SUPPORT_SCRATCH_H
#define RWF_TESTS_SUPPORT_SCRATCH_H

#include <glib.h>

struct scratch;

/* Creates an empty folder only the user may enter. Never NULL: a test without one aborts. */
struct scratch *scratch_create(void);

const char *scratch_folder(const struct scratch *scratch);

/* The path of a name inside the folder; nothing is created. Yours to free. */
char *scratch_path(const struct scratch *scratch, const char *name);

/* Removes the folder and all in it, and returns when that is done. NULL is nothing to do. */
void scratch_destroy(struct scratch *scratch);

#endif
