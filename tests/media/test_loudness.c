/* Everything plays at one perceived level: what a listener's meter says of the sound that the engine
 * puts out, of recordings measured and copied as they are when they are added. */
#include "media/derive.h"
#include "media/player.h"
#include "media/probe.h"
#include "tests/support/corpus.h"
#include "tests/support/hall.h"
#include "tests/support/meter.h"
#include "tests/support/tone.h"

#include <math.h>
#include <string.h>

enum { DEFAULT_STEP = 5, LEAST_MS = 3000 };

#define HOUSE_LUFS    -18.0
#define PEAK_LIMIT_DB -1.5
#define ROUNDING_DB   0.2 /* of a limit; what an encoder adds to a peak */
#define UNMEASURED_DB -6.0

/* Bursts of noise with the pauses and the spectrum of speech. */
#define SPEECH                                                                                     \
    "-f lavfi -i \"aevalsrc='0.4*(random(0)-0.5)*pow(abs(sin(2*PI*1.7*t)),3)*"                     \
    "gt(sin(2*PI*0.4*t),-0.7)':d=4:s=48000,highpass=f=120,lowpass=f=3500,aformat=channel_layouts=" \
    "mono\" "

static double wanted_lufs(int step)
{
    return HOUSE_LUFS - 3.0 * (PLAYER_VOLUME_MAX - step);
}

static struct derive *added(const char *path)
{
    g_autoptr(GError) error = NULL;
    struct derive *derive =
        derive_file(path, scratch_folder(hall.scratch), NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    return derive;
}

/* What the kiosk gives its player, of an access copy with these measurements. */
static struct player_source source_of(const struct derive *derive)
{
    const struct probe *probe = derive_probe(derive);
    const struct derivative *copy = derive_find(derive, DERIVATIVE_ACCESS);
    g_assert_nonnull(copy);
    struct player_source source = {.path = copy->path, .gain_db = UNMEASURED_DB};
    if (!probe->is_loudness_known)
        return source;
    source.gain_db = HOUSE_LUFS - probe->loudness_lufs;
    source.true_peak_db = probe->true_peak_dbtp;
    source.is_peak_known = true;
    return source;
}

/* Plays it to its end and asks the meter. */
static struct meter heard(const struct player_source *source, int step, bool is_mono)
{
    player_open(hall.player, source);
    player_set_volume(hall.player, step);
    player_set_mono(hall.player, is_mono);
    player_set_muted(hall.player, false);
    hall_forget();
    player_play(hall.player);
    hall_wait_for(PLAYER_ENDED);
    pthread_mutex_lock(&hall.lock);
    struct meter meter =
        meter_read((int16_t *)(void *)hall.samples->data, hall.samples->len / 2, HALL_RATE_HZ);
    pthread_mutex_unlock(&hall.lock);
    return meter;
}

static const struct {
    const char *name, *arguments;
} sounds[] = {
    {"stereo.wav", SPEECH "-af \"volume=6dB,aformat=channel_layouts=stereo\" "},
    {"mono.wav", SPEECH "-ac 1 "},
    {"quiet.wav", SPEECH "-af volume=-18dB -c:a pcm_s24le "},
    {"loud.wav", SPEECH "-af volume=45dB,alimiter=limit=0.9:level=false -ac 2 "},
    {"surround.mkv", SPEECH "-af \"pan=5.1|FL=c0|FR=0.5*c0|FC=0.7*c0|LFE=c0|BL=c0|BR=c0\" "
                            "-c:a flac "},
    {"one-side.wav", SPEECH "-af \"pan=stereo|FL=c0|FR=0*c0\" "},
    {"offset.wav", SPEECH "-af \"dcshift=0.1\" -ac 1 "},
    {"low-rate.wav", SPEECH "-ar 8000 -ac 1 -c:a pcm_mulaw "},
};

/* At the step a visitor finds: every one of them, whatever its peaks. */
static void test_one_level(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sounds); i++) {
        g_autofree char *path = hall_made(sounds[i].name, sounds[i].arguments);
        struct derive *derive = added(path);
        struct player_source source = source_of(derive);
        struct meter meter = heard(&source, DEFAULT_STEP, false);
        g_test_message("%s: measured %.1f, heard %.1f LUFS, peak %.1f", sounds[i].name,
                       derive_probe(derive)->loudness_lufs, meter.lufs, meter.peak_dbtp);
        g_assert_cmpfloat_with_epsilon(meter.lufs, wanted_lufs(DEFAULT_STEP), 1);
        derive_destroy(derive);
    }
}

/* The loudest and the softest of them keep together down to the softest step, and the loudest does up
 * to the loudest. */
static void test_every_step(void)
{
    static const char *const names[] = {"loud.wav", "mono.wav"};
    static const int steps[] = {1, 3, 10};
    for (size_t n = 0; n < G_N_ELEMENTS(names); n++) {
        size_t at = 0;
        while (!g_str_equal(sounds[at].name, names[n]))
            at++;
        g_autofree char *path = hall_made(names[n], sounds[at].arguments);
        struct derive *derive = added(path);
        struct player_source source = source_of(derive);
        for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
            double most = PEAK_LIMIT_DB - source.true_peak_db + HOUSE_LUFS - source.gain_db;
            struct meter meter = heard(&source, steps[i], false);
            g_test_message("%s at step %d: %.1f LUFS, peak %.1f", names[n], steps[i], meter.lufs,
                           meter.peak_dbtp);
            g_assert_cmpfloat_with_epsilon(meter.lufs, MIN(wanted_lufs(steps[i]), most), 1);
            g_assert_cmpfloat(meter.peak_dbtp, <=, PEAK_LIMIT_DB + ROUNDING_DB);
        }
        derive_destroy(derive);
    }
}

/* A clap in a quiet room: at full volume raised no further than its peak allows, at the step a visitor
 * finds as loud as any other. */
static void test_clap(void)
{
    g_autofree char *path = hall_made(
        "clap.wav", "-f lavfi -i \"aevalsrc='if(between(t,2,2.002),0.7,0.03)*sin(2*PI*440*t)':d=4:"
                    "s=48000\" -ac 2 ");
    struct derive *derive = added(path);
    struct player_source source = source_of(derive);
    struct meter full = heard(&source, PLAYER_VOLUME_MAX, false);
    struct meter usual = heard(&source, DEFAULT_STEP, false);
    g_test_message("a clap: %.1f LUFS and peak %.2f at full volume, %.1f and %.2f as found",
                   full.lufs, full.peak_dbtp, usual.lufs, usual.peak_dbtp);
    g_assert_cmpfloat(full.peak_dbtp, <=, PEAK_LIMIT_DB + ROUNDING_DB);
    g_assert_cmpfloat(full.peak_dbtp, >, PEAK_LIMIT_DB - 1);
    g_assert_cmpfloat_with_epsilon(usual.lufs, wanted_lufs(DEFAULT_STEP), 1);
    derive_destroy(derive);
}

/* Silence and what is too short to be measured: not raised. */
static void test_not_measured(void)
{
    static const struct {
        const char *name, *arguments;
        double most_dbtp;
    } cases[] = {{"silence.wav", "-f lavfi -i anullsrc=r=48000:d=3 ", -80},
                 {"blip.wav", "-f lavfi -i \"sine=f=440:d=0.3:r=48000,volume=17dB\" -ac 2 ", -20}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = hall_made(cases[i].name, cases[i].arguments);
        struct derive *derive = added(path);
        g_assert_false(derive_probe(derive)->is_loudness_known);
        struct player_source source = source_of(derive);
        struct meter meter = heard(&source, DEFAULT_STEP, false);
        g_test_message("%s: peak %.1f", cases[i].name, meter.peak_dbtp);
        g_assert_cmpfloat(meter.peak_dbtp, <, cases[i].most_dbtp);
        derive_destroy(derive);
    }
}

/* Both channels in both ears is as loud, also of what was on one side only. */
static void test_mono(void)
{
    static const char *const names[] = {"stereo.wav", "one-side.wav", "mono.wav"};
    for (size_t n = 0; n < G_N_ELEMENTS(names); n++) {
        size_t at = 0;
        while (!g_str_equal(sounds[at].name, names[n]))
            at++;
        g_autofree char *path = hall_made(names[n], sounds[at].arguments);
        struct derive *derive = added(path);
        struct player_source source = source_of(derive);
        struct meter meter = heard(&source, DEFAULT_STEP, true);
        g_test_message("%s in both ears: %.1f LUFS", names[n], meter.lufs);
        g_assert_cmpfloat_with_epsilon(meter.lufs, wanted_lufs(DEFAULT_STEP), 4);
        g_assert_cmpfloat(hall_level_db(1000, 0), ==, hall_level_db(1000, 1));
        derive_destroy(derive);
    }
}

/* From a loud one to a soft one and back, each heard from its first tenth of a second: no burst. */
static void test_from_one_to_the_next(void)
{
    g_autofree char *loud_path = hall_made(sounds[3].name, sounds[3].arguments);
    g_autofree char *soft_path = hall_made(sounds[2].name, sounds[2].arguments);
    struct derive *derives[] = {added(loud_path), added(soft_path)};
    for (int i = 0; i < 4; i++) {
        struct player_source source = source_of(derives[i % 2]);
        player_open(hall.player, &source);
        player_set_volume(hall.player, DEFAULT_STEP);
        hall_forget();
        player_play(hall.player);
        hall_wait_for_sound(1500);
        pthread_mutex_lock(&hall.lock);
        const int16_t *samples = (int16_t *)(void *)hall.samples->data;
        size_t half = HALL_RATE_HZ / 2;
        double first = meter_read(samples, half, HALL_RATE_HZ).peak_dbtp;
        double whole = meter_read(samples, 3 * half, HALL_RATE_HZ).peak_dbtp;
        pthread_mutex_unlock(&hall.lock);
        g_test_message("item %d: peak %.1f in its first half second, %.1f in 1.5", i, first, whole);
        g_assert_cmpfloat(first, <=, PEAK_LIMIT_DB - 3.0 * (PLAYER_VOLUME_MAX - DEFAULT_STEP) + 18);
        g_assert_cmpfloat(first, <=, whole + 0.1);
    }
    derive_destroy(derives[0]);
    derive_destroy(derives[1]);
}

struct tally {
    int count, apart;
    double lowest, highest;
};

/* Real recordings nobody here made, of some length: as they are found, and at full volume. */
static void weigh(const char *path, char **fields, void *data)
{
    struct tally *tally = data;
    if (g_strv_length(fields) < 12 || !g_str_equal(fields[11], "ok") ||
        strstr(fields[0], "long_1080p") != NULL)
        return;
    struct derive *derive = derive_file(path, scratch_folder(hall.scratch), NULL, NULL, NULL, NULL);
    const struct probe *probe = derive != NULL ? derive_probe(derive) : NULL;
    bool is_fit = probe != NULL && probe->has_sound && probe->is_loudness_known &&
                  probe->duration_ms >= LEAST_MS && probe->duration_ms < 30000 &&
                  derive_find(derive, DERIVATIVE_ACCESS) != NULL;
    if (is_fit) {
        struct player_source source = source_of(derive);
        struct meter meter = heard(&source, DEFAULT_STEP, false);
        double off = meter.lufs - wanted_lufs(DEFAULT_STEP);
        g_test_message("%s: measured %.1f LUFS, peak %.1f; heard %+.1f from where it should be",
                       fields[0], probe->loudness_lufs, probe->true_peak_dbtp, off);
        tally->count++;
        tally->apart += fabs(off) > 1;
        tally->lowest = MIN(tally->lowest, off);
        tally->highest = MAX(tally->highest, off);
    }
    derive_destroy(derive);
}

static void test_corpus(void)
{
    struct tally tally = {0};
#if defined(__SANITIZE_ADDRESS__)
    g_test_skip("takes many minutes with a sanitizer");
    return;
#endif
    if (!corpus_each("av", weigh, &tally))
        return;
    g_test_message("%d recordings: %.1f to %+.1f LU from the house level, %d more than 1 away",
                   tally.count, tally.lowest, tally.highest, tally.apart);
    g_assert_cmpint(tally.count, >=, 5);
    g_assert_cmpint(tally.apart, ==, 0);
}

#define promise(name, test) g_test_add_func("/loudness/" name, test)

int main(int argc, char **argv)
{
#if defined(__SANITIZE_THREAD__)
    /* libVLC is not built for the thread sanitizer, which takes every hand-over in it for a race. */
    return 77;
#endif
    g_test_init(&argc, &argv, NULL);
    hall_build();
    promise("recordings of every kind come out at one level", test_one_level);
    promise("they keep together at every step", test_every_step);
    promise("a peak is raised no further than it may", test_clap);
    promise("what cannot be measured is not raised", test_not_measured);
    promise("in both ears it is as loud", test_mono);
    promise("from one to the next nothing startles", test_from_one_to_the_next);
    promise("real recordings come out at one level", test_corpus);
    int status = g_test_run();
    hall_leave();
    return status;
}
