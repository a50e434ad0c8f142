#include "media/engine_vlc.h"

#include "media/derive.h"
#include "media/player.h"
#include "media/probe.h"
#include "tests/support/hall.h"
#include "tests/support/tone.h"
#include <glib.h>
#include <math.h>

static void test_tone(void)
{
    g_autofree char *path = hall_tone();
    hall_open(path);
    hall_wait_for(PLAYER_READY);
    g_assert_cmpint(hall.status.length_ms, ==, 3000);
    g_assert_true(hall.status.has_sound);
    g_assert_false(hall.status.has_picture);
    hall_live(300);
    g_assert_cmpuint(hall_frames(), ==, 0);
    player_play(hall.player);
    hall_wait_for(PLAYER_ENDED);
    g_assert_cmpuint(hall_frames(), >, 2990 * HALL_RATE_HZ / 1000);
    g_assert_cmpuint(hall_frames(), <, 3010 * HALL_RATE_HZ / 1000);
    g_assert_cmpfloat_with_epsilon(hall_pitch_hz(0, 0), 440, 1);
    g_assert_false(hall.status.is_cut_short);
    player_play(hall.player);
    hall_wait_for(PLAYER_PLAYING);
    hall_live(300);
    g_assert_cmpint(hall.status.time_ms, <, 2000);
}

static void test_mp3(void)
{
    g_autofree char *path = hall_made("tone.mp3", TONE_SINE("660", "6") "-ac 1 -b:a 128k");
    hall_open(path);
    player_seek(hall.player, 2000);
    player_play(hall.player);
    hall_wait_for(PLAYER_PLAYING);
    hall_wait_for_sound(1000);
    g_assert_cmpfloat_with_epsilon(hall_pitch_hz(200, 0), 660, 2);
    g_assert_cmpint(hall.status.time_ms, >=, 1900);
    g_assert_cmpint(ABS(hall.status.length_ms - 6000), <, 200);
}

/* The first sample already has the level asked for: no burst at the start. */
static void test_loudness(void)
{
    g_autofree char *path = hall_tone();
    hall_open(path);
    player_play(hall.player);
    hall_wait_for_sound(500);
    double full_db = hall_level_db(500, 0);
    for (int step = 7; step >= 1; step -= 3) {
        hall_open(path);
        player_set_volume(hall.player, step);
        player_play(hall.player);
        hall_wait_for_sound(500);
        g_assert_cmpfloat_with_epsilon(hall_level_db(hall_frames() * 1000 / HALL_RATE_HZ, 0) -
                                           full_db,
                                       -3.0 * (PLAYER_VOLUME_MAX - step), 0.3);
    }
    player_open(hall.player,
                &(struct player_source){
                    .path = path, .gain_db = 6, .true_peak_db = -18, .is_peak_known = true});
    player_set_volume(hall.player, PLAYER_VOLUME_MAX);
    hall_forget();
    player_play(hall.player);
    hall_wait_for_sound(500);
    g_assert_cmpfloat_with_epsilon(hall_level_db(500, 0) - full_db, 6, 0.3);
}

/* What a listener's meter says of the sound that came out, from a second on. */
static double heard_lufs(void)
{
    g_autofree char *raw = scratch_path(hall.scratch, "heard.raw");
    g_autofree char *wav = scratch_path(hall.scratch, "heard.wav");
    g_autoptr(GError) error = NULL;
    pthread_mutex_lock(&hall.lock);
    size_t begin = 2 * HALL_RATE_HZ;
    g_assert_cmpuint(hall.samples->len, >, begin);
    g_file_set_contents(raw, hall.samples->data + begin * sizeof(int16_t),
                        (gssize)((hall.samples->len - begin) * sizeof(int16_t)), &error);
    pthread_mutex_unlock(&hall.lock);
    g_assert_no_error(error);
    g_autofree char *arguments = g_strdup_printf("-f s16le -ar 48000 -ac 2 -i '%s' ", raw);
    tone_make(wav, arguments);
    struct derive *derive =
        derive_file(wav, scratch_folder(hall.scratch), NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(derive_probe(derive)->is_loudness_known);
    double lufs = derive_probe(derive)->loudness_lufs;
    derive_destroy(derive);
    return lufs;
}

/* A recording as it is added, measured, and played: how loud it comes out. */
static double played_lufs(const char *path, int volume)
{
    g_autoptr(GError) error = NULL;
    struct derive *derive =
        derive_file(path, scratch_folder(hall.scratch), NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    const struct probe *probe = derive_probe(derive);
    g_assert_true(probe->is_loudness_known);
    player_open(hall.player, &(struct player_source){.path = path,
                                                     .gain_db = -18 - probe->loudness_lufs,
                                                     .true_peak_db = probe->true_peak_dbtp,
                                                     .is_peak_known = true});
    derive_destroy(derive);
    player_set_volume(hall.player, volume);
    hall_forget();
    player_play(hall.player);
    hall_wait_for(PLAYER_ENDED);
    return heard_lufs();
}

/* At every step a visitor is likely to listen at: the engine raises no further than 8 dB in all, so
 * that the softest come out softer only where the volume is at its very highest. */
static void test_one_level(void)
{
    const char *noise = "-f lavfi -i anoisesrc=d=6:c=pink:r=48000:seed=7:a=0.5 -ac 2 -af volume=";
    g_autofree char *soft_arguments = g_strdup_printf("%s-7.4dB ", noise);
    g_autofree char *loud_arguments = g_strdup_printf("%s6.6dB ", noise);
    g_autofree char *soft_path = hall_made("soft.wav", soft_arguments);
    g_autofree char *loud_path = hall_made("loud.wav", loud_arguments);
    static const int steps[] = {5, 9};
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        double soft = played_lufs(soft_path, steps[i]);
        double loud = played_lufs(loud_path, steps[i]);
        double wanted = -18 - 3.0 * (PLAYER_VOLUME_MAX - steps[i]);
        g_test_message("14 dB apart, at step %d: %.1f and %.1f LUFS", steps[i], soft, loud);
        g_assert_cmpfloat_with_epsilon(soft, loud, 1);
        g_assert_cmpfloat_with_epsilon(soft, wanted, 1);
    }
}

/* A clap in a quiet room: raised no further than its peak allows. */
static void test_peak_is_respected(void)
{
    g_autofree char *path = hall_made(
        "clap.wav", "-f lavfi -i \"aevalsrc='if(between(t,2,2.002),0.7,0.01)*sin(2*PI*440*t)':d=5:"
                    "s=48000\" -ac 2 ");
    played_lufs(path, PLAYER_VOLUME_MAX);
    int most = 0;
    pthread_mutex_lock(&hall.lock);
    for (guint i = 0; i < hall.samples->len; i++)
        most = MAX(most, ABS((int)g_array_index(hall.samples, int16_t, i)));
    pthread_mutex_unlock(&hall.lock);
    g_assert_cmpint(most, >, 0);
    double peak_db = 20 * log10(most / 32768.0);
    g_test_message("the peak comes out at %.2f dB", peak_db);
    g_assert_cmpfloat(peak_db, <, -1.3);
    g_assert_cmpfloat(peak_db, >, -2.5);
}

static void test_pause(void)
{
    g_autofree char *path = hall_channels();
    hall_open(path);
    player_play(hall.player);
    hall_wait_for_sound(500);
    player_pause(hall.player);
    hall_wait_for(PLAYER_PAUSED);
    hall_live(100);
    size_t frames = hall_frames();
    int64_t time_ms = hall.status.time_ms;
    int wakes = g_atomic_int_get(&hall.wakes);
    hall_live(1000);
    g_assert_cmpuint(hall_frames(), ==, frames);
    g_assert_cmpint(hall.status.time_ms, ==, time_ms);
    g_assert_cmpint(g_atomic_int_get(&hall.wakes), ==, wakes);
    player_play(hall.player);
    hall_live(600);
    g_assert_cmpuint(hall_frames(), >, frames);
    g_assert_cmpint(hall.status.time_ms, >, time_ms);
}

static void test_rate(void)
{
    g_autofree char *path = hall_tone();
    hall_open(path);
    player_set_rate(hall.player, 1.5);
    player_play(hall.player);
    hall_wait_for(PLAYER_ENDED);
    g_assert_cmpfloat_with_epsilon(hall_pitch_hz(300, 0), 440, 6);
    g_assert_cmpuint(hall_frames(), >, 1800 * HALL_RATE_HZ / 1000);
    g_assert_cmpuint(hall_frames(), <, 2300 * HALL_RATE_HZ / 1000);
}

static void test_mute_and_mono(void)
{
    g_autofree char *path = hall_channels();
    hall_open(path);
    player_play(hall.player);
    hall_wait_for_sound(1500);
    g_assert_cmpfloat_with_epsilon(hall_pitch_hz(0, 0), 440, 2);
    g_assert_cmpfloat_with_epsilon(hall_pitch_hz(0, 1), 1000, 2);
    player_set_mono(hall.player, true);
    hall_wait_for_sound(3500);
    pthread_mutex_lock(&hall.lock);
    const int16_t *samples = (int16_t *)(void *)hall.samples->data;
    for (size_t i = hall.samples->len / 2 - HALL_RATE_HZ / 2; i < hall.samples->len / 2; i++)
        g_assert_cmpint(ABS(samples[2 * i] - samples[2 * i + 1]), <=, 2);
    pthread_mutex_unlock(&hall.lock);
    g_assert_cmpfloat(hall_level_db(500, 0), >, -30);
    player_set_muted(hall.player, true);
    hall_wait_for_sound(6000);
    g_assert_cmpfloat(hall_level_db(500, 0), <=, -90);
}

static void test_described_track(void)
{
    g_autofree char *path = hall_film();
    hall_open(path);
    hall_wait_for(PLAYER_READY);
    g_assert_cmpint(hall.status.audio_tracks, ==, 2);
    player_set_audio_track(hall.player, 1);
    player_play(hall.player);
    hall_wait_for_sound(1000);
    g_assert_cmpfloat_with_epsilon(hall_pitch_hz(100, 0), 880, 4);
}

/* Another engine than the hall's: plays three seconds and tells how it went. */
static void play_through(const struct engine_vlc_config *config, struct player_status *status)
{
    g_autofree char *path = hall_tone();
    struct player *player = player_create(engine_vlc_create(config));
    player_open(player, &(struct player_source){.path = path});
    player_play(player);
    int64_t began_us = 0, end_us = g_get_monotonic_time() + HALL_PATIENCE_MS * 1000;
    do {
        g_usleep(10000);
        player_poll(player, status);
        if (began_us == 0 && status->state == PLAYER_PLAYING)
            began_us = g_get_monotonic_time();
    } while (status->state != PLAYER_ENDED && g_get_monotonic_time() < end_us);
    g_assert_cmpstr(player_state_name(status->state), ==, "ended");
    g_assert_cmpint(g_get_monotonic_time() - began_us, >=, 2700000);
    g_assert_false(status->is_cut_short);
    player_destroy(player);
}

static void test_without_device(void)
{
    struct player_status status;
    play_through(&(struct engine_vlc_config){.audio_output = "adummy"}, &status);
    g_assert_false(status.has_audio_device);
}

static void test_refusing_device(void)
{
    struct player_status status;
    play_through(&(struct engine_vlc_config){.audio_output = "alsa", .audio_device = "no-such"},
                 &status);
    g_assert_false(status.has_audio_device);
}

#define promise(name, test) g_test_add_func("/engine sound/" name, test)

int main(int argc, char **argv)
{
#if defined(__SANITIZE_THREAD__)
    /* libVLC is not built for the thread sanitizer, which takes every hand-over in it for a race;
     * tests/media/test_player.c watches our threads. */
    return 77;
#endif
    g_test_init(&argc, &argv, NULL);
    hall_build();
    promise("a recording is heard whole, at its pitch", test_tone);
    promise("an MP3 is heard from the place sought", test_mp3);
    promise("loudness and volume hold from the first sample", test_loudness);
    promise("recordings 14 dB apart come out at one level", test_one_level);
    promise("a peak is raised no further than it may", test_peak_is_respected);
    promise("nothing is heard and nobody woken after pause", test_pause);
    promise("a voice sped up keeps its pitch", test_rate);
    promise("mono puts both channels in both ears, mute is silence", test_mute_and_mono);
    promise("the described track is heard when chosen", test_described_track);
    promise("without a sound device a recording takes its full time", test_without_device);
    promise("a sound device that refuses is done without", test_refusing_device);
    int status = g_test_run();
    hall_leave();
    return status;
}
