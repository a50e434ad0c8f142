/*
 * The one error domain of media/: what went wrong with a file, the store or a bag.
 *
 * Every message is one lower-case line that says what, where, and what to do. The codes are
 * what a caller tests; programming mistakes are asserted instead.
 */
#ifndef MEDIA_ERROR_H
#define MEDIA_ERROR_H

#include <glib.h>

#define MEDIA_ERROR media_error_quark()

enum media_error {
    MEDIA_ERROR_IO,        /* reading, writing or syncing failed; a failed sync is final */
    MEDIA_ERROR_NOT_FOUND, /* no such file or object */
    MEDIA_ERROR_FORMAT,    /* not a file this program knows, or damaged beyond use */
    MEDIA_ERROR_TOO_LARGE, /* more bytes, pixels or entries than the stated limit */
    MEDIA_ERROR_TIMEOUT,   /* the helper made no headway, or ran past its time */
    MEDIA_ERROR_CRASHED,   /* the helper ended by a signal, or answered nonsense */
    MEDIA_ERROR_SANDBOX,   /* the helper could not be found, started or confined */
    MEDIA_ERROR_FIXITY,    /* the bytes are not those the digest names */
    MEDIA_ERROR_UNSAFE,    /* a path that leaves its folder, or a link where a file must be */
    MEDIA_ERROR_BUSY,      /* another process holds what is needed */
    MEDIA_ERROR_CANCELLED  /* the caller's GCancellable was triggered */
};

/* Any thread. */
GQuark media_error_quark(void);

/* Sets @error to @code with "DOING PATH: REASON", the reason being that of @errno_value.
 * ENOENT becomes NOT_FOUND whatever @code says. Always returns false, for `return`. */
gboolean media_error_set_errno(GError **error, enum media_error code, int errno_value,
                               const char *doing, const char *path);

#endif
