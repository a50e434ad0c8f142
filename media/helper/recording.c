#include "media/helper/recording.h"

#include "media/helper/child.h"
#include "media/helper/picture.h"
#include "media/helper/recording_derive.h"
#include "media/helper/sniff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { MAX_ANSWER_BYTES = 1024 * 1024, MAX_LINE_BYTES = 512, MAX_KEY_FRAME_GAP_MS = 2100 };

static bool take_answer(const unsigned char *bytes, size_t length, void *data)
{
    GString *answer = data;

    g_string_append_len(answer, (const char *)bytes, (gssize)length);
    return answer->len <= MAX_ANSWER_BYTES;
}

static bool ask_ffprobe(struct job *job, struct recording *recording, GError **error)
{
    const char *argv[] = {job->sandbox.ffprobe,
                          "-v",
                          "error",
                          "-hide_banner",
                          "-protocol_whitelist",
                          "file,pipe",
                          "-f",
                          recording->demuxer,
                          "-show_format",
                          "-show_streams",
                          "-of",
                          "json",
                          "file:" JOB_SOURCE_PATH,
                          NULL};
    g_autoptr(GString) answer = g_string_new(NULL);
    struct child child = {.argv = argv, .take = take_answer, .data = answer};
    bool ok = child_run(&child, error);

    g_string_free(child.messages, TRUE);
    return ok &&
           recording_read_answer(recording, job->probe, answer->str, (gssize)answer->len, error);
}

/* The list of packets of a film, "pts_time,duration_time,flags" a line, read as it comes. */
struct packets {
    char line[MAX_LINE_BYTES];
    size_t length;
    double begin_s, last_key_s, longest_gap_s, end_s;
    bool has_any, has_key;
};

static void take_packet(struct packets *packets)
{
    char *rest, *flags;
    double at_s = g_ascii_strtod(packets->line, &rest), lasts_s = 0;

    if (rest == packets->line || *rest != ',' || !(at_s > -1e6 && at_s < 1e9))
        return;
    lasts_s = g_ascii_strtod(rest + 1, &flags);
    if (!(lasts_s >= 0 && lasts_s < 1e4))
        lasts_s = 0;
    packets->begin_s = packets->has_any ? MIN(packets->begin_s, at_s) : at_s;
    packets->end_s = packets->has_any ? MAX(packets->end_s, at_s + lasts_s) : at_s + lasts_s;
    packets->has_any = true;
    if (strchr(rest, 'K') == NULL)
        return;
    if (packets->has_key)
        packets->longest_gap_s = MAX(packets->longest_gap_s, at_s - packets->last_key_s);
    packets->last_key_s = at_s;
    packets->has_key = true;
}

static bool take_packets(const unsigned char *bytes, size_t length, void *data)
{
    struct packets *packets = data;

    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '\n') {
            if (packets->length < MAX_LINE_BYTES - 1)
                packets->line[packets->length++] = (char)bytes[i];
            continue;
        }
        packets->line[packets->length] = '\0';
        take_packet(packets);
        packets->length = 0;
    }
    job_tell_progress(0, 0);
    return true;
}

/* How far apart key frames are, since players seek to them, and where the film really ends. */
static bool list_packets(struct job *job, struct recording *recording, GError **error)
{
    g_autofree char *stream = g_strdup_printf("%d", recording->film_stream);
    const char *argv[] = {job->sandbox.ffprobe,
                          "-v",
                          "error",
                          "-hide_banner",
                          "-protocol_whitelist",
                          "file,pipe",
                          "-f",
                          recording->demuxer,
                          "-select_streams",
                          stream,
                          "-show_entries",
                          "packet=pts_time,duration_time,flags",
                          "-of",
                          "csv=p=0",
                          "file:" JOB_SOURCE_PATH,
                          NULL};
    struct packets packets = {.length = 0};
    struct child child = {.argv = argv, .take = take_packets, .data = &packets};
    bool ok = child_run(&child, error);

    g_string_free(child.messages, TRUE);
    if (!ok)
        return false;
    recording->film_ms = (int64_t)((packets.end_s - packets.begin_s) * 1000 + 0.5);
    if (packets.has_any && recording->film_ms == 0) /* one picture, of no said length */
        recording->film_ms = (int64_t)(1000 / MAX(job->probe->frames_per_second, 1));
    if (packets.has_key)
        recording->key_frame_gap_ms =
            (int64_t)(MAX(packets.longest_gap_s, packets.end_s - packets.last_key_s) * 1000);
    return true;
}

static bool plays_sound_as_is(const struct recording *recording, const struct probe *probe)
{
    return probe->sound_codec != NULL && strcmp(probe->sound_codec, "aac") == 0 &&
           recording->is_low_complexity && probe->channels >= 1 && probe->channels <= 2 &&
           probe->sample_rate_hz >= 8000 && probe->sample_rate_hz <= 48000;
}

/* The one narrow set the kiosk plays: AAC-LC in MP4, with H.264 that any machine decodes in
 * time and can be entered each second. Everything else gets an access copy: an MP3 too, since
 * moments in it can only be guessed. */
static bool plays_as_is(const struct recording *recording, const struct probe *probe)
{
    int long_px = MAX(probe->width_px, probe->height_px);
    int short_px = MIN(probe->width_px, probe->height_px);

    if (strcmp(probe->format, "mp4") != 0)
        return false;
    if (probe->has_sound && !plays_sound_as_is(recording, probe))
        return false;
    if (!recording->has_film)
        return true;
    return probe->picture_codec != NULL && strcmp(probe->picture_codec, "h264") == 0 &&
           recording->is_plain_420 && recording->is_square && !recording->is_turned &&
           long_px <= 1920 && short_px <= 1088 && probe->frames_per_second <= 30.5 &&
           recording->key_frame_gap_ms >= 0 && recording->key_frame_gap_ms <= MAX_KEY_FRAME_GAP_MS;
}

bool recording_run(struct job *job, const struct sniff *sniff, GError **error)
{
    struct recording recording = {.demuxer = sniff->decoder, .key_frame_gap_ms = -1};
    struct probe *probe = job->probe;

    if (job->sandbox.ffmpeg == NULL || job->sandbox.ffprobe == NULL) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_SANDBOX,
                            _("sound and film need ffmpeg and ffprobe; install ffmpeg"));
        return false;
    }
    if (!ask_ffprobe(job, &recording, error))
        return false;
    if (recording.has_film) {
        if (!list_packets(job, &recording, error))
            return false;
        if (recording.film_ms > 0 && !probe->has_sound)
            probe->duration_ms = recording.film_ms;
    }
    probe->plays_as_is = plays_as_is(&recording, probe);
    return !job->is_deriving || recording_derive(job, &recording, error);
}
