#include "media/engine_vlc.h"

#include "media/companion.h"
#include "media/mailbox.h"
#include "media/player.h"
#include "tests/support/hall.h"
#include "tests/support/tone.h"
#include <glib.h>

static void test_first_picture(void)
{
    g_autofree char *path = hall_film();
    hall_open(path);
    hall_wait_for(PLAYER_READY);
    const struct frame *frame = player_frame(hall.player);
    g_assert_nonnull(frame);
    g_assert_cmpint(frame->width_px, ==, 320);
    g_assert_cmpint(frame->height_px, ==, 180);
    g_assert_cmpint(frame->aspect_width, ==, 16);
    g_assert_cmpint(hall_picture(), <=, HALL_LATE);
    g_assert_cmpuint(hall_frames(), ==, 0);
    uint64_t shown = hall.status.frames_shown;
    int wakes = g_atomic_int_get(&hall.wakes);
    hall_live(1000);
    g_assert_cmpuint(hall.status.frames_shown, ==, shown);
    g_assert_cmpint(g_atomic_int_get(&hall.wakes), ==, wakes);
    g_assert_cmpint(hall.status.time_ms, ==, 0);
}

static void test_film_plays(void)
{
    g_autofree char *path = hall_film();
    hall_open(path);
    player_play(hall.player);
    hall_wait_for(PLAYER_PLAYING);
    hall_live(1000);
    int first = hall_picture();
    hall_live(1000);
    g_assert_cmpint(hall_picture(), >, first);
    hall_wait_for(PLAYER_ENDED);
    g_assert_cmpint(hall_picture(), >=, 90);
    g_assert_cmpint(ABS(hall.status.time_ms - 4000), <=, 100);
    g_assert_cmpuint(hall_frames(), >, 3900 * HALL_RATE_HZ / 1000);
}

static void test_seek_paused(void)
{
    g_autofree char *path = hall_film();
    hall_open(path);
    hall_wait_for(PLAYER_READY);
    static const int places_ms[] = {2500, 1000, 3300, 0, 40};
    for (size_t i = 0; i < G_N_ELEMENTS(places_ms); i++) {
        player_seek(hall.player, places_ms[i]);
        hall_wait_for(PLAYER_PAUSED);
        g_assert_cmpint(hall.status.time_ms, ==, places_ms[i]);
        g_assert_cmpint(hall_picture(), >=, places_ms[i] / 40 - 1);
        g_assert_cmpint(hall_picture(), <=, places_ms[i] / 40 + HALL_LATE);
    }
    g_assert_cmpuint(hall_frames(), ==, 0);
}

static void test_seek_playing(void)
{
    g_autofree char *path = hall_film();
    hall_open(path);
    player_play(hall.player);
    hall_wait_for(PLAYER_PLAYING);
    hall_live(300);
    player_seek(hall.player, 2000);
    hall_wait_for(PLAYER_PLAYING);
    hall_live(400);
    g_assert_cmpint(hall_picture(), >=, 50);
    g_assert_cmpint(hall.status.time_ms, >=, 2000);
    g_assert_cmpint(hall.status.time_ms, <=, 4000);
    hall_wait_for(PLAYER_ENDED);
    player_seek(hall.player, 1000);
    hall_wait_for(PLAYER_PLAYING);
    hall_live(200);
    g_assert_cmpint(hall_picture(), <, 60);
}

/* Both players for a while, as a screen would. */
static void live_together(struct companion *companion, int64_t for_ms)
{
    for (int64_t until_us = g_get_monotonic_time() + for_ms * 1000;
         g_get_monotonic_time() < until_us;) {
        hall_live(20);
        companion_follow(companion, &hall.status);
    }
}

enum { NUMBERS = 100 }; /* pictures of the long film, before their numbers begin again */

/* How many pictures the one that is seen of the signer is from the one of the film. */
static int pictures_apart(struct companion *companion)
{
    const struct frame *signer = companion_frame(companion);
    g_assert_nonnull(signer);
    size_t middle = (size_t)signer->pitches[0] * (size_t)(signer->height_px / 2);
    int apart =
        tone_picture(signer->planes[0][middle + (size_t)(signer->width_px / 2)]) - hall_picture();
    apart = ((apart % NUMBERS) + NUMBERS) % NUMBERS;
    return MIN(apart, NUMBERS - apart);
}

/* Given a few seconds the signer is with the film and stays there, by both clocks and by the pictures
 * that are seen, of 40 ms each. A busy machine may be late with some: most must hold, and none be
 * far. */
static void assert_together(struct companion *companion, const char *after)
{
    const int allowed = COMPANION_APART_MS / 40 + 1; /* both are looked at between two pictures */
    int looks = 0, good = 0, furthest = 0;
    live_together(companion, 3500);
    for (; looks < 100; looks++) {
        live_together(companion, 20);
        int apart = pictures_apart(companion);
        furthest = MAX(furthest, apart);
        good += apart <= allowed &&
                ABS(companion->status.time_ms - hall.status.time_ms) <= COMPANION_APART_MS;
    }
    g_test_message("after %s: within %d ms in %d looks of %d, at most %d pictures apart", after,
                   COMPANION_APART_MS, good, looks, furthest);
    g_assert_cmpint(companion->status.state, ==, hall.status.state);
    g_assert_cmpint(good, >=, 80);
    g_assert_cmpint(furthest, <=, 12);
}

static int heard_of_signer; /* atomic: samples */

static void hear_signer(void *data, const int16_t *samples, unsigned frames)
{
    g_atomic_int_add(&heard_of_signer, (int)frames);
}

static void test_signer_beside(void)
{
    g_autofree char *path = hall_made(
        "long.mp4",
        "-f lavfi -i \"color=black:s=320x180:r=25:d=90,geq=lum='16+2*mod(N,100)':cb=128:"
        "cr=128\" " TONE_SINE("440", "90") "-c:v libx264 -g 25 -pix_fmt yuv420p -c:a aac");
    struct engine_vlc_config config = {.hear = hear_signer, .sample_rate_hz = HALL_RATE_HZ};
    struct player *second = player_create(engine_vlc_create(&config));
    struct companion companion = {0};
    hall_open(path);
    hall_wait_for(PLAYER_READY);
    companion_open(&companion, second, path, &hall.status);
    live_together(&companion, 800);
    g_assert_nonnull(companion_frame(&companion));
    player_play(hall.player);
    assert_together(&companion, "the beginning");
    player_pause(hall.player);
    assert_together(&companion, "a pause");
    uint64_t shown = companion.status.frames_shown;
    live_together(&companion, 1000);
    g_assert_cmpuint(companion.status.frames_shown, ==, shown);
    player_seek(hall.player, 30000);
    assert_together(&companion, "a seek while it stood");
    player_play(hall.player);
    assert_together(&companion, "going on");
    player_seek(hall.player, 50000);
    assert_together(&companion, "a seek while it played");
    player_set_rate(hall.player, 1.25);
    assert_together(&companion, "another speed");
    player_set_rate(hall.player, 1);
    assert_together(&companion, "the first speed");
    /* A stall: nobody asked either how it is for a while, and the second was held up. */
    player_pause(second);
    g_usleep(1500000);
    hall_poll();
    companion_follow(&companion, &hall.status);
    assert_together(&companion, "a stall");
    g_assert_cmpuint(hall_frames(), >, 0);
    g_assert_cmpint(g_atomic_int_get(&heard_of_signer), ==, 0); /* though its file has sound */
    companion_close(&companion);
    player_destroy(second);
}

static void test_large_picture(void)
{
    g_autofree char *path =
        hall_made("large.mp4", TONE_FILM("1920x1080", "1") "-c:v libx264 -pix_fmt yuv420p");
    hall_open(path);
    hall_wait_for(PLAYER_READY);
    const struct frame *frame = player_frame(hall.player);
    g_assert_cmpint(frame->width_px, ==, 1920);
    g_assert_cmpint(frame->height_px, ==, 1080);
    int first = hall_picture();
    for (int line = 0; line < frame->height_px; line++)
        g_assert_cmpint(tone_picture(frame->planes[0][line * frame->pitches[0]]), ==, first);
    g_assert_false(hall.status.has_sound);
}

#define promise(name, test) g_test_add_func("/engine film/" name, test)

int main(int argc, char **argv)
{
#if defined(__SANITIZE_THREAD__)
    /* libVLC is not built for the thread sanitizer, which takes every hand-over in it for a race;
     * tests/media/test_player.c watches our threads. */
    return 77;
#endif
    g_test_init(&argc, &argv, NULL);
    hall_build();
    promise("a film opens in silence on its first picture and rests", test_first_picture);
    promise("a film moves and is heard to its end", test_film_plays);
    promise("scrubbing a paused film shows the picture of each place", test_seek_paused);
    promise("a playing film plays on from the place sought", test_seek_playing);
    promise("a signer's film keeps within 80 ms of the film: seek, pause, speed, stall",
            test_signer_beside);
    promise("a large film is shown without the decoder's padding", test_large_picture);
    int status = g_test_run();
    hall_leave();
    return status;
}
