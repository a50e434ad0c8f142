/*
 * One run of the helper as its parent sees it: start, watch, end, read the answer. Internal to
 * media/; probe and derive are made of it.
 */
#ifndef MEDIA_HELPER_RUN_H
#define MEDIA_HELPER_RUN_H

#include "media/derive.h"
#include "media/helper.h"

enum { HELPER_MAX_OUTPUTS = 8 };

struct helper_output {
    enum derivative_role role;
    char *name; /* checked: a plain file name */
    char *mime;
    int width_px;
    int height_px;
    int64_t duration_ms;
};

/* What came back. */
struct helper_reply {
    struct helper_sandbox *sandbox;
    struct probe *probe; /* NULL after a report */
    struct helper_output outputs[HELPER_MAX_OUTPUTS];
    size_t output_count;
    bool asks_other_decoder; /* only with an error */
};

void helper_reply_free(struct helper_reply *reply);

struct helper_request {
    const char *mode;    /* "report", "probe", "derive", "probe-other", "derive-other" */
    const char *program; /* NULL = helper_find() */
    const char *silence; /* with "derive": "4000-8000,9000-9500", milliseconds; NULL = none */
    const char *keep;    /* with "derive": the only parts a copy may hold; NULL = all */
    int source_fd;       /* -1 for a report */
    int output_fd;
    media_progress progress;
    void *data;
    GCancellable *cancellable;
    int stall_ms; /* without a sign of life for so long it is ended; 0 = the usual 90 s */
    int total_ms; /* ended after so long in any case; 0 = the usual 12 hours */
};

/* Runs the helper to its end; no process of it is left afterwards, whatever happened. NULL with
 * an error when it refused the file (FORMAT, TOO_LARGE …), or failed (CRASHED, TIMEOUT, SANDBOX,
 * CANCELLED). @other, unless NULL, receives whether another decoder may do better. */
struct helper_reply *helper_run(const struct helper_request *request, bool *other, GError **error);

/* Reads the helper's answer, which is untrusted: bounded, checked, and an error of its own when
 * it makes no sense. */
struct helper_reply *helper_reply_read(const char *text, gsize length, bool *other, GError **error);

#endif
