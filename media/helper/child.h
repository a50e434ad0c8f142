/*
 * Runs ffmpeg or ffprobe inside the sandbox this process is already in.
 */
#ifndef MEDIA_HELPER_CHILD_H
#define MEDIA_HELPER_CHILD_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct child {
    const char *const *argv; /* [0] is the path of the program; ends with NULL */

    /* Takes what the child writes to its standard output, piece by piece; false ends the child
     * (with an error of TOO_LARGE). */
    bool (*take)(const unsigned char *bytes, size_t length, void *data);
    void *data;

    GString *messages; /* the end of its standard error, at most 64 kB; the caller frees it */
    int status;        /* as waitpid(2) gives it */
};

/* Runs it to its end. True when it ran and exited with 0; false with an error that repeats its
 * last message, or says which signal ended it. */
bool child_run(struct child *child, GError **error);

#endif
