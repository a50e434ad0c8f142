#include "media/helper/recording_derive.h"

#include "media/helper/child.h"
#include "media/helper/parts.h"
#include "media/helper/picture.h"
#include "media/waveform.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WAVE_RATE_HZ = 8000,
    SAMPLES_PER_PEAK = WAVE_RATE_HZ / WAVEFORM_PEAKS_PER_SECOND,
    MAX_WIDTH_PX = 1920,
    MAX_HEIGHT_PX = 1080
};

static const char access_name[] = "access.mp4";
static const char poster_name[] = "poster.png";
static const char waveform_name[] = "waveform.rwfwaves";

/* Samples arriving from ffmpeg: signed 16 bits, little-endian, one channel, 8 kHz. Or, of a
 * film without sound, ffmpeg's own progress report, which is only a sign of life. */
struct intake {
    bool is_samples;
    GByteArray *peaks; /* struct waveform_peak */
    int16_t low, high;
    int in_peak; /* samples in the peak not yet finished */
    int half;    /* the first byte of a sample cut in two, or -1 */
    int64_t samples;
    int64_t told_ms, total_ms;
};

static int8_t to_peak(int16_t sample)
{
    return (int8_t)CLAMP((sample * 127 + (sample < 0 ? -16384 : 16384)) / 32768, -127, 127);
}

static void finish_peak(struct intake *intake)
{
    struct waveform_peak peak = {to_peak(intake->low), to_peak(intake->high)};

    g_byte_array_append(intake->peaks, (const guint8 *)&peak, sizeof peak);
    intake->low = INT16_MAX;
    intake->high = INT16_MIN;
    intake->in_peak = 0;
}

static void take_sample(struct intake *intake, int16_t sample)
{
    intake->low = MIN(intake->low, sample);
    intake->high = MAX(intake->high, sample);
    intake->samples++;
    if (++intake->in_peak == SAMPLES_PER_PEAK)
        finish_peak(intake);
}

static void tell(struct intake *intake)
{
    int64_t now_ms = intake->samples * 1000 / WAVE_RATE_HZ;

    if (intake->is_samples && now_ms < intake->told_ms + 1000)
        return;
    intake->told_ms = now_ms;
    job_tell_progress(now_ms, intake->total_ms);
}

static bool take(const unsigned char *bytes, size_t length, void *data)
{
    struct intake *intake = data;

    for (size_t i = 0; intake->is_samples && i < length; i++) {
        if (intake->half < 0) {
            intake->half = bytes[i];
        } else {
            take_sample(intake, (int16_t)(intake->half | bytes[i] << 8));
            intake->half = -1;
        }
    }
    tell(intake);
    return intake->peaks->len / sizeof(struct waveform_peak) < WAVEFORM_MAX_PEAKS;
}

/* A list of arguments that owns its texts. */
static void add(GPtrArray *argv, const char *first, ...) G_GNUC_NULL_TERMINATED;

static void add(GPtrArray *argv, const char *first, ...)
{
    va_list list;

    va_start(list, first);
    for (const char *text = first; text != NULL; text = va_arg(list, const char *))
        g_ptr_array_add(argv, g_strdup(text));
    va_end(list);
}

static GPtrArray *begin_ffmpeg(const struct job *job)
{
    GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);

    add(argv, job->sandbox.ffmpeg, "-nostdin", "-hide_banner", "-nostats", "-v", "info", "-y",
        "-protocol_whitelist", "file,pipe", NULL);
    return argv;
}

static void add_source(GPtrArray *argv, const struct recording *recording)
{
    add(argv, "-f", recording->demuxer, "-i", "file:" JOB_SOURCE_PATH, NULL);
}

static bool run(GPtrArray *argv, struct child *child, GError **error)
{
    g_ptr_array_add(argv, NULL);
    child->argv = (const char *const *)argv->pdata;
    return child_run(child, error);
}

/* Upright (ffmpeg turns by itself), square pixels, even sides, within 1920 x 1080 or, of a
 * film that is higher than wide, 1080 x 1920. */
static char *film_filter(const struct recording *recording, const struct probe *probe,
                         const char *kept)
{
    bool is_tall = probe->height_px > probe->width_px;
    int width = is_tall ? MAX_HEIGHT_PX : MAX_WIDTH_PX;
    int height = is_tall ? MAX_WIDTH_PX : MAX_HEIGHT_PX;

    return g_strdup_printf(
        "[0:%d]%s%syadif=deint=interlaced,scale=w='round(iw*if(gt(sar,0),sar,1))':h=ih,setsar=1,"
        "scale=w='min(%d,iw)':h='min(%d,ih)':force_original_aspect_ratio="
        "decrease:force_divisible_by=2,format=yuv420p[film]",
        recording->film_stream, kept != NULL ? kept : "", kept != NULL ? "," : "", width, height);
}

/* What is done to the streams on the way, as filters; NULL is nothing. */
struct cuts {
    char *sound; /* silences, and leaves out what is not kept */
    char *film;  /* leaves out what is not kept */
};

/* Loudness is that of what is heard: more than two channels as they are mixed into two, one as it
 * comes from two sides. */
static void add_filters(GPtrArray *argv, const struct recording *recording,
                        const struct probe *probe, const struct cuts *cuts)
{
    g_autoptr(GString) graph = g_string_new(NULL);
    bool copies = !probe->plays_as_is || cuts->sound != NULL;

    if (probe->has_sound)
        g_string_append_printf(
            graph,
            "[0:%d]%s%s%sasplit=%d[wave][loud]%s;[wave]aresample=%d,aformat=sample_fmts=s16:"
            "channel_layouts=mono[peaks];[loud]ebur128=peak=true:dualmono=true:framelog=verbose"
            "[heard]",
            recording->sound_stream, probe->channels > 2 ? "aformat=channel_layouts=stereo," : "",
            cuts->sound != NULL ? cuts->sound : "", cuts->sound != NULL ? "," : "", copies ? 3 : 2,
            copies ? "[kept]" : "", WAVE_RATE_HZ);
    if (recording->has_film && (!probe->plays_as_is || cuts->film != NULL)) {
        g_autofree char *film = film_filter(recording, probe, cuts->film);

        g_string_append_printf(graph, "%s%s", graph->len > 0 ? ";" : "", film);
    }
    if (graph->len > 0)
        add(argv, "-filter_complex", graph->str, NULL);
}

static void add_access_copy(GPtrArray *argv, const struct recording *recording,
                            const struct probe *probe, const struct cuts *cuts)
{
    g_autofree char *film = g_strdup_printf("0:%d", recording->film_stream);

    if (recording->has_film && probe->plays_as_is &&
        cuts->film == NULL) /* only its sound is made anew */
        add(argv, "-map", film, "-c:v", "copy", "-bsf:v", "filter_units=remove_types=6", NULL);
    else if (recording->has_film)
        add(argv, "-map", "[film]", "-c:v", "libx264", "-preset", "veryfast", "-crf", "21",
            "-profile:v", "high", "-level", "4.1", "-maxrate", "10M", "-bufsize", "20M", "-fpsmax",
            "30", "-force_key_frames", "expr:gte(t,n_forced*1)", NULL);
    if (probe->has_sound)
        add(argv, "-map", "[kept]", "-c:a", "aac", "-b:a", probe->channels == 1 ? "96k" : "160k",
            "-ac", probe->channels == 1 ? "1" : "2", "-ar",
            probe->sample_rate_hz == 44100 ? "44100" : "48000", NULL);
    add(argv, "-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart", "-fflags",
        "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-f", "mp4", access_name,
        NULL);
}

/* What plays as it is loses only what it says besides: names, places, the camera's number. */
static void add_clean_copy(GPtrArray *argv, const struct recording *recording,
                           const struct probe *probe)
{
    g_autofree char *film = g_strdup_printf("0:%d", recording->film_stream);
    g_autofree char *sound = g_strdup_printf("0:%d", recording->sound_stream);

    if (recording->has_film)
        add(argv, "-map", film, "-c:v", "copy", "-bsf:v", "filter_units=remove_types=6", NULL);
    if (probe->has_sound)
        add(argv, "-map", sound, "-c:a", "copy", NULL);
    add(argv, "-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart", "-fflags",
        "+bitexact", "-f", "mp4", access_name, NULL);
}

static int64_t size_of(const char *name)
{
    struct stat about;

    return stat(name, &about) == 0 ? about.st_size : 0;
}

/* The number after the first @label in @text; NAN when it is not there. */
static double number_after(const char *text, const char *label)
{
    const char *at = strstr(text, label);
    char *rest;
    double value;

    if (at == NULL)
        return NAN;
    at += strlen(label);
    value = g_ascii_strtod(at, &rest);
    return rest == at ? NAN : value;
}

/* The summary of ebur128: "I: -23.0 LUFS" and, under "True peak:", "Peak: -1.2 dBFS". Silence
 * measures -70 LUFS, which is no loudness. */
static void read_loudness(struct probe *probe, const char *messages)
{
    const char *summary = g_strrstr(messages, "Summary:");
    double loudness = summary != NULL ? number_after(summary, "I:") : NAN;
    double peak = summary != NULL ? number_after(summary, "Peak:") : NAN;

    if (!isfinite(loudness) || !isfinite(peak) || loudness <= -70)
        return;
    probe->is_loudness_known = true;
    probe->loudness_lufs = loudness;
    probe->true_peak_dbtp = peak;
}

static bool keep_waveform(struct job *job, struct intake *intake, GError **error)
{
    struct waveform waveform = {.peaks_per_second = WAVEFORM_PEAKS_PER_SECOND,
                                .duration_ms = intake->samples * 1000 / WAVE_RATE_HZ};

    if (intake->in_peak > 0)
        finish_peak(intake);
    waveform.peaks = (struct waveform_peak *)intake->peaks->data;
    waveform.count = intake->peaks->len / sizeof(struct waveform_peak);
    if (!waveform_write(&waveform, waveform_name, error))
        return false;
    job_add_output(job, &(struct job_output){"waveform", waveform_name,
                                             "application/x-rwf-waveform", 0, 0, 0});
    return true;
}

/* Sides of the access copy, by the same rule as film_filter(). */
static void keep_access_copy(struct job *job, const struct recording *recording)
{
    struct probe *probe = job->probe;
    struct job_output output = {
        "access", access_name, recording->has_film ? "video/mp4" : "audio/mp4",
        0,        0,           probe->duration_ms};
    double scale = 1;

    if (recording->has_film) {
        int long_px = MAX(probe->width_px, probe->height_px);
        int short_px = MIN(probe->width_px, probe->height_px);

        if (!probe->plays_as_is)
            scale = MIN(1, MIN((double)MAX_WIDTH_PX / MAX(long_px, 1),
                               (double)MAX_HEIGHT_PX / MAX(short_px, 1)));
        output.width_px = (int)(probe->width_px * scale) / 2 * 2;
        output.height_px = (int)(probe->height_px * scale) / 2 * 2;
    }
    job_add_output(job, &output);
}

static void note_damage(struct job *job, const char *messages)
{
    if (strstr(messages, "Error while decoding") != NULL ||
        strstr(messages, "Invalid data found") != NULL || strstr(messages, "corrupt") != NULL ||
        strstr(messages, "error while decoding") != NULL)
        job_warn(job, "parts of the recording are damaged and were passed over");
}

static bool read_cuts(const struct job *job, struct cuts *cuts, GError **error)
{
    g_autofree char *silence = NULL;
    g_autofree char *kept = NULL;

    if (job->silence != NULL && (silence = parts_silence(job->silence, error)) == NULL)
        return false;
    if (job->keep != NULL && ((kept = parts_keep_sound(job->keep, error)) == NULL ||
                              (cuts->film = parts_keep_film(job->keep, error)) == NULL))
        return false;
    if (silence != NULL || kept != NULL)
        cuts->sound =
            g_strdup_printf("%s%s%s", silence != NULL ? silence : "",
                            silence != NULL && kept != NULL ? "," : "", kept != NULL ? kept : "");
    return true;
}

/* Everything that needs the whole recording decoded, in one run of ffmpeg. */
static bool decode_whole(struct job *job, const struct recording *recording, GError **error)
{
    struct probe *probe = job->probe;
    g_autoptr(GPtrArray) argv = begin_ffmpeg(job);
    g_autoptr(GByteArray) peaks = g_byte_array_new();
    struct intake intake = {probe->has_sound,  peaks, INT16_MAX, INT16_MIN, 0, -1, 0, 0,
                            probe->duration_ms};
    struct child child = {.take = take, .data = &intake};
    struct cuts cuts = {NULL, NULL};
    bool ok;

    if (!read_cuts(job, &cuts, error)) {
        g_free(cuts.film);
        return false;
    }
    add_source(argv, recording);
    add_filters(argv, recording, probe, &cuts);
    if (probe->plays_as_is && cuts.sound == NULL)
        add_clean_copy(argv, recording, probe);
    else
        add_access_copy(argv, recording, probe, &cuts);
    g_free(cuts.sound);
    g_free(cuts.film);
    if (probe->has_sound)
        add(argv, "-map", "[peaks]", "-f", "s16le", "pipe:1", "-map", "[heard]", "-f", "null", "-",
            NULL);
    else
        add(argv, "-progress", "pipe:1", NULL);
    ok = run(argv, &child, error);
    if (ok && !recording->has_film && intake.samples == 0) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                            _("no sound could be decoded from it"));
        ok = false;
    }
    if (ok && probe->has_sound) {
        int64_t sound_ms = intake.samples * 1000 / WAVE_RATE_HZ;

        probe->duration_ms = job->keep != NULL ? sound_ms : MAX(sound_ms, recording->film_ms);
        read_loudness(probe, child.messages->str);
        ok = keep_waveform(job, &intake, error);
    }
    if (ok && size_of(access_name) == 0) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                            _("nothing could be decoded from it"));
        ok = false;
    }
    if (job->keep != NULL && !probe->has_sound)
        probe->duration_ms = parts_length_ms(job->keep);
    if (ok)
        keep_access_copy(job, recording);
    if (ok)
        note_damage(job, child.messages->str);
    g_string_free(child.messages, TRUE);
    return ok;
}

/* One frame as PNG: of a film a typical one after a tenth of it, since the first is so often
 * black; of a sound its cover. False when there is none, which is no error. */
static bool take_frame(struct job *job, const struct recording *recording, int64_t at_ms)
{
    g_autoptr(GPtrArray) argv = begin_ffmpeg(job);
    g_autofree char *stream = g_strdup_printf(
        "0:%d", recording->has_film ? recording->film_stream : recording->cover_stream);
    g_autofree char *seek = g_strdup_printf("%" G_GINT64_FORMAT "ms", at_ms);
    struct child child = {.argv = NULL};
    bool ok;

    if (at_ms > 0)
        add(argv, "-ss", seek, NULL);
    add_source(argv, recording);
    add(argv, "-map", stream, "-vf",
        recording->has_film
            ? "thumbnail=24,scale=w='iw*if(gt(sar,0),sar,1)':h=ih,setsar=1,format=rgb24"
            : "format=rgba",
        "-frames:v", "1", "-c:v", "png", "-compression_level", "1", "-f", "image2", "-update", "1",
        poster_name, NULL);
    ok = run(argv, &child, NULL);
    g_string_free(child.messages, TRUE);
    return ok && size_of(poster_name) > 0;
}

static bool make_poster(struct job *job, const struct recording *recording, GError **error)
{
    g_autoptr(GError) reason = NULL;
    int64_t film_ms = recording->film_ms > 0 ? recording->film_ms : job->probe->duration_ms;

    if (!take_frame(job, recording, recording->has_film ? film_ms / 10 : 0) &&
        (!recording->has_film || !take_frame(job, recording, 0))) {
        if (!recording->has_film) {
            job_warn(job, "the cover picture cannot be read");
            return true;
        }
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                            _("no picture could be decoded from the film"));
        return false;
    }
    if (picture_make_poster(job, poster_name, &reason))
        return true;
    if (recording->has_film) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    job_warn(job, "the cover picture cannot be read");
    return true;
}

bool recording_derive(struct job *job, const struct recording *recording, GError **error)
{
    if (job->silence != NULL && !job->probe->has_sound) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                            _("it has no sound that could be silenced"));
        return false;
    }
    if (!decode_whole(job, recording, error))
        return false;
    return job->silence != NULL || job->keep != NULL || !job->probe->has_picture ||
           make_poster(job, recording, error);
}
