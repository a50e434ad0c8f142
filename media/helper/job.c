#include "media/helper/job.h"

#include "media/helper/picture.h"
#include "media/helper/recording.h"
#include "media/helper/sniff.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MAX_TEXT_BYTES = 1000 };

void job_add_output(struct job *job, const struct job_output *output)
{
    g_assert(job->output_count < JOB_MAX_OUTPUTS);
    job->outputs[job->output_count++] = *output;
}

void job_tell_progress(int64_t done, int64_t total)
{
    char line[64];
    int length =
        snprintf(line, sizeof line, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", done, total);

    /* A parent that no longer listens is about to end this process. */
    if (write(JOB_PROGRESS_FD, line, (size_t)length) < 0)
        return;
}

char *job_clean_text(const char *text, gssize length)
{
    g_autofree char *valid = text != NULL ? g_utf8_make_valid(text, length) : NULL;
    g_autoptr(GString) clean = g_string_new(NULL);

    if (valid == NULL)
        return NULL;
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (clean->len > MAX_TEXT_BYTES - 6)
            break;
        g_string_append_unichar(clean, g_unichar_iscntrl(character) ? ' ' : character);
    }
    g_strstrip(clean->str);
    return *clean->str != '\0' ? g_strdup(clean->str) : NULL;
}

void job_warn(struct job *job, const char *sentence)
{
    if (job->probe->warning == NULL)
        job->probe->warning = job_clean_text(sentence, -1);
}

bool job_run(struct job *job, GError **error)
{
    struct sniff sniff;

    if (!sniff_file(JOB_SOURCE_FD, &sniff, error))
        return false;
    job->probe = g_new0(struct probe, 1);
    job->probe->kind = sniff.kind;
    job->probe->mime = g_strdup(sniff.mime);
    job->probe->format = g_strdup(sniff.format);
    job->probe->orientation = 1;
    switch (sniff.route) {
    case SNIFF_VIPS:
    case SNIFF_FFMPEG:
        return picture_run(job, &sniff, error);
    case SNIFF_RECORDING:
        return recording_run(job, &sniff, error);
    case SNIFF_KEEP:
        return true;
    }
    g_assert_not_reached();
}
