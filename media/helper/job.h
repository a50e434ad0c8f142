/*
 * One run of the helper: the file it was given, what it found and what it made.
 */
#ifndef MEDIA_HELPER_JOB_H
#define MEDIA_HELPER_JOB_H

#include "media/error.h"
#include "media/helper/sandbox.h"
#include "media/probe.h"

#include <stddef.h>

/* How the parent hands things over. */
enum { JOB_SOURCE_FD = 3, JOB_OUTPUT_FD = 4, JOB_PROGRESS_FD = 5 };

/* The source's name for libraries that want one; says nothing of what the curator called it. */
#define JOB_SOURCE_PATH "/proc/self/fd/3"

enum { JOB_MAX_OUTPUTS = 8 };

struct job_output {
    const char *role; /* literals */
    const char *name; /* in the output folder, which is the current one */
    const char *mime;
    int width_px;
    int height_px;
    int64_t duration_ms;
};

struct job {
    bool is_deriving;         /* else only probing */
    const char *silence;      /* parts to silence, as parts.h reads them; NULL = none */
    const char *keep;         /* the only parts a copy may hold; NULL = all */
    bool is_other_decoder;    /* pictures through ffmpeg, after libvips gave up */
    bool wants_other_decoder; /* says so to the parent */
    struct sandbox sandbox;
    struct probe *probe;
    struct job_output outputs[JOB_MAX_OUTPUTS];
    size_t output_count;
};

void job_add_output(struct job *job, const struct job_output *output);

/* Tells the parent that work goes on; milliseconds of a recording, or 0 0. */
void job_tell_progress(int64_t done, int64_t total);

/* A copy of @text fit for the reply: valid UTF-8 without control characters, stripped, at most
 * 1000 bytes; NULL when nothing is left. Yours to free. */
char *job_clean_text(const char *text, gssize length);

/* Keeps the first warning. */
void job_warn(struct job *job, const char *sentence);

/* Looks at the source and does the job. On false @error says why the file is refused. */
bool job_run(struct job *job, GError **error);

#endif
