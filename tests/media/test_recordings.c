#include "media/derive.h"
#include "media/error.h"
#include "media/waveform.h"
#include "tests/support/corpus.h"
#include "tests/support/scratch.h"
#include "tests/support/tone.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of the corpus's table. */
enum {
    NAME,
    BYTES,
    CONTAINER,
    DURATION,
    STREAMS,
    SIZE,
    ROTATION,
    CHAPTERS,
    TITLE,
    ARTIST,
    COVER,
    FULL_DECODE
};

static struct scratch *scratch;

static struct derive *make(const char *path, GError **error)
{
    return derive_file(path, scratch_folder(scratch), NULL, NULL, NULL, error);
}

static bool is_empty(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);

    return g_dir_read_name(folder) == NULL;
}

/* Files the table calls ok because ffmpeg said nothing while it decoded nothing: FLAC of 32 bits,
 * which it does not know yet, and a quarter of a millisecond. */
static bool is_decodable(char **fields)
{
    return strcmp(fields[FULL_DECODE], "ok") == 0 && strstr(fields[NAME], "32bit") == NULL &&
           strstr(fields[NAME], "80KHz_mono_20") == NULL;
}

/* Six minutes of 1080p take longer to make than everything else: looking at it is enough. */
static bool is_long(char **fields)
{
    return strstr(fields[NAME], "long_1080p") != NULL;
}

static void check_waveform(const struct derive *derive)
{
    const struct probe *probe = derive_probe(derive);
    const struct derivative *made = derive_find(derive, DERIVATIVE_WAVEFORM);
    struct waveform *waveform;

    g_assert_true(probe->has_sound == (made != NULL));
    if (made == NULL)
        return;
    waveform = waveform_read(made->path, NULL);
    g_assert_nonnull(waveform);
    g_assert_cmpint(waveform->duration_ms, <=, probe->duration_ms);
    g_assert_cmpint((int64_t)waveform->count, ==,
                    (waveform->duration_ms * WAVEFORM_PEAKS_PER_SECOND + 999) / 1000);
    waveform_free(waveform);
}

/* What stands in for the original must itself be what the kiosk plays as it is; there is one for
 * every recording, as an original may carry what was never meant to be shown. */
static void check_access(const struct derive *derive)
{
    const struct probe *probe = derive_probe(derive);
    const struct derivative *made = derive_find(derive, DERIVATIVE_ACCESS);
    g_autoptr(GError) error = NULL;
    struct probe *again;

    g_assert_nonnull(made);
    again = probe_file(made->path, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(again->plays_as_is);
    g_assert_cmpint(again->kind, ==, probe->kind);
    g_assert_cmpint(again->width_px, ==, made->width_px);
    g_assert_cmpint(again->height_px, ==, made->height_px);
    g_assert_null(again->title);
    g_assert_false(again->has_place);
    /* A film of one picture lasts as long as somebody likes to look at it. */
    if (again->duration_ms > 100)
        g_assert_cmpfloat_with_epsilon((double)again->duration_ms, (double)probe->duration_ms, 150);
    probe_free(again);
}

static void check_film(const struct derive *derive, char **fields)
{
    const struct probe *probe = derive_probe(derive);
    g_auto(GStrv) sides = g_strsplit(fields[SIZE], "x", 2);
    bool is_turned = *fields[ROTATION] != '\0' && abs(atoi(fields[ROTATION])) % 180 == 90;

    g_assert_cmpint(probe->kind, ==, PROBE_FILM);
    g_assert_nonnull(derive_find(derive, DERIVATIVE_POSTER));
    g_assert_nonnull(derive_find(derive, DERIVATIVE_THUMBNAIL));
    /* The width also follows the pixels' shape. */
    g_assert_cmpint(probe->height_px, ==, atoi(sides[is_turned ? 0 : 1]));
}

static void check_derived(const struct derive *derive, char **fields)
{
    bool has_cover = strcmp(fields[COVER], "yes") == 0;

    check_waveform(derive);
    check_access(derive);
    if (*fields[SIZE] != '\0' && !has_cover)
        check_film(derive, fields);
    else
        g_assert_cmpint(derive_probe(derive)->kind, ==, PROBE_SOUND);
    if (has_cover)
        g_assert_nonnull(derive_find(derive, DERIVATIVE_POSTER));
    if (*fields[TITLE] != '\0' && strstr(fields[NAME], "large_metadata") == NULL)
        g_assert_cmpstr(derive_probe(derive)->title, ==, fields[TITLE]);
}

static void check_recording(const char *path, char **fields, void *data)
{
    g_autoptr(GError) error = NULL;
    struct derive *derive;

    if (is_long(fields)) {
        struct probe *probe = probe_file(path, NULL, &error);

        g_assert_no_error(error);
        g_assert_cmpint(probe->duration_ms, ==, 362767);
        probe_free(probe);
        return;
    }
    derive = make(path, &error);
    g_test_message("%s: %s", fields[NAME], derive != NULL ? "decoded" : error->message);
    if (is_decodable(fields) && *fields[STREAMS] == 's')
        g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT); /* subtitles alone */
    else if (is_decodable(fields))
        g_assert_no_error(error);
    if (derive != NULL) {
        check_derived(derive, fields);
    } else {
        g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT);
        g_assert_null(strchr(error->message, '\n'));
        g_assert_cmpuint(strlen(error->message), >, strlen(path) + 10);
    }
    derive_destroy(derive);
    g_assert_true(is_empty(scratch_folder(scratch)));
}

static void test_corpus(void)
{
    corpus_each("av", check_recording, NULL);
}

static struct derive *given(const char *name, const char *arguments)
{
    g_autofree char *path = scratch_path(scratch, name);
    g_autoptr(GError) error = NULL;
    struct derive *derive;

    tone_make(path, arguments);
    derive = make(path, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_remove(path), ==, 0);
    return derive;
}

/* A sine of -18 dBFS peak at 1 kHz measures -21 LUFS on one channel (EBU Tech 3341, case 1 is
 * -23 dBFS stereo at -23 LUFS); ffmpeg's own sine is at -18.06 dBFS. */
static void test_loudness(void)
{
    struct derive *derive = given("sine.wav", TONE_SINE("1000", "4"));
    const struct probe *probe = derive_probe(derive);
    struct waveform *waveform = waveform_read(derive_find(derive, DERIVATIVE_WAVEFORM)->path, NULL);
    struct waveform_peak peak = waveform_between(waveform, 1000, 2000);

    g_assert_true(probe->is_loudness_known);
    g_assert_cmpfloat_with_epsilon(probe->loudness_lufs, -18.1, 0.3); /* on both sides */
    g_assert_cmpfloat_with_epsilon(probe->true_peak_dbtp, -18.1, 0.3);
    g_assert_cmpint(probe->duration_ms, ==, 4000);
    g_assert_cmpint(waveform->count, ==, 80);
    g_assert_cmpint(peak.high, >=, 15);
    g_assert_cmpint(peak.high, <=, 17);
    g_assert_cmpint(peak.low, <=, -15);
    waveform_free(waveform);
    derive_destroy(derive);
}

static void test_names_lie(void)
{
    struct derive *derive = given("picture.mp3", TONE_FILM("64x48", "2") "-c:v libx264 -f mp4");

    g_assert_cmpint(derive_probe(derive)->kind, ==, PROBE_FILM);
    g_assert_cmpstr(derive_probe(derive)->mime, ==, "video/mp4");
    derive_destroy(derive);
}

static void note_progress(int64_t done, int64_t total, void *data)
{
    int64_t *last = data;

    g_assert_cmpint(done, >=, *last);
    *last = done;
}

static void test_progress(void)
{
    g_autofree char *path = scratch_path(scratch, "long.flac");
    int64_t last = 0;
    struct derive *derive;

    tone_make(path, TONE_SINE("440", "30"));
    derive = derive_file(path, scratch_folder(scratch), note_progress, &last, NULL, NULL);
    g_assert_nonnull(derive);
    g_assert_cmpint(last, >, 25000);
    derive_destroy(derive);
    g_assert_cmpint(g_remove(path), ==, 0);
}

static void test_silence(void)
{
    static const struct derive_part parts[] = {{500, 800}, {1000, 2000}};
    g_autofree char *path = scratch_path(scratch, "voice.wav");
    g_autofree char *mute = scratch_path(scratch, "mute.mp4");
    g_autoptr(GError) error = NULL;

    tone_make(path, "-f lavfi -i sine=duration=3 -c:a pcm_s16le");
    struct derive *derive =
        derive_cut(path, scratch_folder(scratch), (struct derive_parts){parts, G_N_ELEMENTS(parts)},
                   (struct derive_parts){NULL, 0}, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(derive_count(derive), ==, 2);
    g_assert_nonnull(derive_find(derive, DERIVATIVE_ACCESS));
    struct waveform *waveform =
        waveform_read(derive_find(derive, DERIVATIVE_WAVEFORM)->path, &error);
    g_assert_no_error(error);
    for (size_t i = 0; i + 1 < waveform->count; i++) {
        int64_t ms = (int64_t)i * 1000 / WAVEFORM_PEAKS_PER_SECOND;
        bool is_silent = (ms >= 500 && ms < 800) || (ms >= 1000 && ms < 2000);
        bool is_edge = (ms >= 400 && ms < 900) || (ms >= 900 && ms < 2100);
        if (is_silent)
            g_assert_cmpint(waveform->peaks[i].high, ==, 0);
        else if (!is_edge)
            g_assert_cmpint(waveform->peaks[i].high, >, 0);
    }
    waveform_free(waveform);
    derive_destroy(derive);
    tone_make(mute, "-f lavfi -i testsrc=size=64x64:duration=1 -pix_fmt yuv420p");
    g_assert_null(derive_cut(mute, scratch_folder(scratch), (struct derive_parts){parts, 1},
                             (struct derive_parts){NULL, 0}, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT);
}

int main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    scratch = scratch_create();
    g_test_add_func("/recordings/every file that decodes gets what the kiosk needs", test_corpus);
    g_test_add_func("/recordings/a tone of known level measures and draws so", test_loudness);
    g_test_add_func("/recordings/a name says nothing of what a file is", test_names_lie);
    g_test_add_func("/recordings/work on a long one says how far it is", test_progress);
    g_test_add_func("/recordings/what must not be heard is silent, and drawn so", test_silence);
    result = g_test_run();
    scratch_destroy(scratch);
    return result;
}
