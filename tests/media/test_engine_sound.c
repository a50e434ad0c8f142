#include "media/engine_vlc.h"

#include "media/player.h"
#include "tests/support/hall.h"
#include "tests/support/tone.h"
#include <glib.h>

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
    static const double rates[] = {0.75, 1.25, 1.5};
    g_autofree char *path = hall_tone();
    for (size_t i = 0; i < G_N_ELEMENTS(rates); i++) {
        hall_open(path);
        player_set_rate(hall.player, rates[i]);
        player_play(hall.player);
        hall_wait_for(PLAYER_ENDED);
        double took_ms = (double)hall_frames() * 1000 / HALL_RATE_HZ;
        g_test_message("at %g times the speed: %.0f ms of sound at %.0f Hz", rates[i], took_ms,
                       hall_pitch_hz(300, 0));
        g_assert_cmpfloat_with_epsilon(hall_pitch_hz(300, 0), 440, 6);
        g_assert_cmpfloat_with_epsilon(took_ms, 3000 / rates[i], 300);
    }
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
    promise("nothing is heard and nobody woken after pause", test_pause);
    promise("a voice slowed down or sped up keeps its pitch", test_rate);
    promise("mono puts both channels in both ears, mute is silence", test_mute_and_mono);
    promise("the described track is heard when chosen", test_described_track);
    promise("without a sound device a recording takes its full time", test_without_device);
    promise("a sound device that refuses is done without", test_refusing_device);
    int status = g_test_run();
    hall_leave();
    return status;
}
