#include "media/player.h"

#include "media/engine_fake.h"
#include "media/mailbox.h"
#include <glib.h>
#include <math.h>

struct bench {
    struct engine *engine;
    struct player *player;
    struct player_status status;
    int wakes; /* atomic */
};

static void count_wake(void *data)
{
    struct bench *bench = data;
    g_atomic_int_inc(&bench->wakes);
}

static void poll_now(struct bench *bench)
{
    player_poll(bench->player, &bench->status);
}

/* Lets time pass as a screen would live it: a poll each 20 ms. */
static void live(struct bench *bench, int64_t ms)
{
    for (int64_t passed = 0; passed < ms; passed += 20) {
        engine_fake_advance(bench->engine, 20);
        poll_now(bench);
    }
}

static void setup(struct bench *bench, const void *data)
{
    bench->engine = engine_fake_create(count_wake, bench);
    bench->player = player_create(bench->engine);
    poll_now(bench);
}

static void teardown(struct bench *bench, const void *data)
{
    player_destroy(bench->player);
}

static void open_as(struct bench *bench, struct engine_fake_source how)
{
    engine_fake_describe(bench->engine, &how);
    player_open(bench->player, &(struct player_source){.path = "/archive/voice.mp3"});
    poll_now(bench);
}

#define assert_state(bench, wanted)                                                                \
    g_assert_cmpstr(player_state_name((bench)->status.state), ==, player_state_name(wanted))
#define assert_near(is, wanted, by) g_assert_cmpint(llabs((long long)((is) - (wanted))), <=, (by))

static void test_idle(struct bench *bench, const void *data)
{
    assert_state(bench, PLAYER_IDLE);
    player_play(bench->player);
    player_pause(bench->player);
    player_seek(bench->player, 500);
    live(bench, 100);
    assert_state(bench, PLAYER_IDLE);
    g_assert_cmpint(bench->status.next_poll_ms, ==, -1);
    g_assert_null(player_frame(bench->player));
    g_assert_cmpuint(engine_fake_opens(bench->engine), ==, 0);
}

static void test_opens_paused(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){
                       .width_px = 320, .height_px = 180, .opens_in_ms = 300, .length_ms = 8000});
    assert_state(bench, PLAYER_OPENING);
    live(bench, 200);
    assert_state(bench, PLAYER_OPENING);
    live(bench, 200);
    assert_state(bench, PLAYER_READY);
    g_assert_cmpint(bench->status.length_ms, ==, 8000);
    g_assert_cmpint(bench->status.time_ms, ==, 0);
    g_assert_true(bench->status.has_picture);
    const struct frame *frame = player_frame(bench->player);
    g_assert_nonnull(frame);
    g_assert_cmpint(frame->width_px, ==, 320);
    live(bench, 3000);
    assert_state(bench, PLAYER_READY);
    g_assert_cmpint(bench->status.time_ms, ==, 0);
}

static void test_even_clock(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.length_ms = 20000});
    player_play(bench->player);
    live(bench, 100);
    int64_t start_ms = bench->status.time_ms, last_ms = start_ms;
    for (int i = 1; i <= 200; i++) {
        live(bench, 20);
        assert_state(bench, PLAYER_PLAYING);
        g_assert_cmpint(bench->status.time_ms - last_ms, >=, 17);
        g_assert_cmpint(bench->status.time_ms - last_ms, <=, 23);
        last_ms = bench->status.time_ms;
    }
    assert_near(last_ms - start_ms, 4000, 30);
}

static void test_play_before_ready(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.opens_in_ms = 500});
    player_play(bench->player);
    live(bench, 400);
    assert_state(bench, PLAYER_OPENING);
    live(bench, 400);
    assert_state(bench, PLAYER_PLAYING);
}

static void test_paused_burns_nothing(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.width_px = 64, .height_px = 36});
    player_play(bench->player);
    live(bench, 1000);
    player_pause(bench->player);
    live(bench, 100);
    assert_state(bench, PLAYER_PAUSED);
    int64_t time_ms = bench->status.time_ms;
    uint64_t frames = bench->status.frames_shown;
    int wakes = g_atomic_int_get(&bench->wakes);
    live(bench, 60000);
    g_assert_cmpint(bench->status.time_ms, ==, time_ms);
    g_assert_cmpuint(bench->status.frames_shown, ==, frames);
    g_assert_cmpint(g_atomic_int_get(&bench->wakes), ==, wakes);
    g_assert_cmpint(bench->status.next_poll_ms, ==, -1);
    player_play(bench->player);
    live(bench, 1000);
    assert_near(bench->status.time_ms, time_ms + 1000, 60);
}

static void test_end_and_again(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.length_ms = 3000});
    player_play(bench->player);
    live(bench, 3300);
    assert_state(bench, PLAYER_ENDED);
    g_assert_cmpint(bench->status.time_ms, ==, 3000);
    g_assert_false(bench->status.wants_to_play);
    g_assert_false(bench->status.is_cut_short);
    g_assert_cmpint(bench->status.next_poll_ms, ==, -1);
    player_play(bench->player);
    live(bench, 500);
    assert_state(bench, PLAYER_PLAYING);
    assert_near(bench->status.time_ms, 450, 60);
}

static void test_pause_at_end(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.length_ms = 3000});
    player_play(bench->player);
    live(bench, 3300);
    player_pause(bench->player);
    live(bench, 300);
    assert_state(bench, PLAYER_ENDED);
    g_assert_cmpint(bench->status.time_ms, ==, 3000);
    player_seek(bench->player, 1000);
    live(bench, 300);
    assert_state(bench, PLAYER_PAUSED);
    g_assert_cmpint(bench->status.time_ms, ==, 1000);
}

static void test_seek_after_end(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.length_ms = 3000});
    player_play(bench->player);
    live(bench, 3300);
    player_seek(bench->player, 1000);
    live(bench, 500);
    assert_state(bench, PLAYER_PLAYING);
    assert_near(bench->status.time_ms, 1480, 60);
}

static void test_scrub(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.length_ms = 60000, .seeks_in_ms = 40});
    live(bench, 100);
    for (int i = 0; i <= 100; i++) {
        player_seek(bench->player, i * 500);
        live(bench, 20);
        g_assert_cmpint(bench->status.time_ms, ==, i * 500);
        g_assert_true(bench->status.is_seeking || i * 500 == bench->status.time_ms);
    }
    g_assert_cmpuint(engine_fake_seeks(bench->engine), >=, 8);
    g_assert_cmpuint(engine_fake_seeks(bench->engine), <=, 11);
    live(bench, 500);
    struct engine_wish wish;
    engine_fake_wish(bench->engine, &wish);
    g_assert_cmpint(wish.seek_ms, ==, 50000);
    g_assert_false(bench->status.is_seeking);
    g_assert_cmpint(bench->status.time_ms, ==, 50000);
    g_assert_cmpint(bench->status.next_poll_ms, ==, -1);
}

static void test_seek_before_ready(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.opens_in_ms = 300});
    player_seek(bench->player, 12000);
    player_play(bench->player);
    live(bench, 1000);
    assert_state(bench, PLAYER_PLAYING);
    assert_near(bench->status.time_ms, 12680, 80);
}

static void test_seek_is_clamped(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.length_ms = 5000});
    live(bench, 100);
    player_seek(bench->player, -700);
    live(bench, 400);
    g_assert_cmpint(bench->status.time_ms, ==, 0);
    player_seek(bench->player, 99999);
    live(bench, 400);
    assert_state(bench, PLAYER_PAUSED);
    g_assert_cmpint(bench->status.time_ms, <=, 5000);
    g_assert_cmpint(bench->status.time_ms, >=, 4500);
}

static void test_starts_at_a_hit(struct bench *bench, const void *data)
{
    player_open(bench->player,
                &(struct player_source){.path = "/archive/voice.mp3", .start_ms = 42000});
    live(bench, 100);
    assert_state(bench, PLAYER_READY);
    g_assert_cmpint(bench->status.time_ms, ==, 42000);
    player_play(bench->player);
    live(bench, 1000);
    assert_near(bench->status.time_ms, 42980, 60);
}

static void test_stall(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.stalls_at_ms = 1000});
    player_play(bench->player);
    live(bench, 2000);
    assert_state(bench, PLAYER_PLAYING);
    live(bench, 1800);
    assert_state(bench, PLAYER_STALLED);
    g_assert_nonnull(bench->status.reason);
    g_assert_cmpint(bench->status.time_ms, <=, 2100);
    g_assert_cmpint(bench->status.next_poll_ms, >, 0);
    engine_fake_resume(bench->engine);
    live(bench, 1000);
    assert_state(bench, PLAYER_PLAYING);
    g_assert_null(bench->status.reason);
    assert_near(bench->status.time_ms, 2000, 100);
}

static void test_slow_seek_is_a_stall(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.seeks_in_ms = 4000});
    player_play(bench->player);
    live(bench, 500);
    player_seek(bench->player, 30000);
    live(bench, 2500);
    assert_state(bench, PLAYER_STALLED);
    g_assert_cmpint(bench->status.time_ms, ==, 30000);
    live(bench, 2000);
    assert_state(bench, PLAYER_PLAYING);
}

static void test_failures(struct bench *bench, const void *data)
{
    static const enum engine_failure failures[] = {
        ENGINE_FAILURE_MISSING, ENGINE_FAILURE_UNREADABLE, ENGINE_FAILURE_TIMEOUT};
    const char *last = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(failures); i++) {
        open_as(bench, (struct engine_fake_source){.failure = failures[i]});
        player_play(bench->player);
        live(bench, 100);
        assert_state(bench, PLAYER_FAILED);
        g_assert_nonnull(bench->status.reason);
        g_assert_cmpstr(bench->status.reason, !=, last);
        g_assert_false(bench->status.wants_to_play);
        last = bench->status.reason;
    }
    open_as(bench, (struct engine_fake_source){0});
    live(bench, 100);
    assert_state(bench, PLAYER_READY);
    g_assert_null(bench->status.reason);
}

static void test_engine_that_hangs(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.opens_in_ms = 3600000});
    player_play(bench->player);
    live(bench, 10000);
    assert_state(bench, PLAYER_OPENING);
    live(bench, 10000);
    assert_state(bench, PLAYER_FAILED);
    g_assert_nonnull(bench->status.reason);
    open_as(bench, (struct engine_fake_source){0});
    live(bench, 100);
    assert_state(bench, PLAYER_READY);
}

static void test_no_device(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){
                       .length_ms = 3000, .ends_at_ms = 2300, .is_without_device = true});
    player_play(bench->player);
    live(bench, 2600);
    g_assert_false(bench->status.has_audio_device);
    assert_state(bench, PLAYER_PLAYING);
    assert_near(bench->status.time_ms, 2580, 80);
    player_pause(bench->player);
    live(bench, 5000);
    assert_state(bench, PLAYER_PAUSED);
    assert_near(bench->status.time_ms, 2580, 80);
    player_play(bench->player);
    live(bench, 600);
    assert_state(bench, PLAYER_ENDED);
    g_assert_cmpint(bench->status.time_ms, ==, 3000);
    g_assert_false(bench->status.is_cut_short);
}

static void test_cut_short(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.length_ms = 30000, .ends_at_ms = 4000});
    player_play(bench->player);
    live(bench, 4400);
    assert_state(bench, PLAYER_ENDED);
    g_assert_true(bench->status.is_cut_short);
    g_assert_nonnull(bench->status.reason);
    assert_near(bench->status.time_ms, 4000, 20);
}

static void test_gain(struct bench *bench, const void *data)
{
    static const struct {
        struct player_source source;
        int volume;
        bool is_ducked;
        double wanted_db;
    } cases[] = {
        {{.gain_db = -4}, 10, false, -4},
        {{.gain_db = -4}, 5, false, -19},
        {{.gain_db = -4}, 1, false, -31},
        {{.gain_db = -4}, 10, true, -22},
        {{.gain_db = 6, .true_peak_db = -12, .is_peak_known = true}, 10, false, 6},
        {{.gain_db = 6, .true_peak_db = -4, .is_peak_known = true}, 10, false, 2.5},
        {{.gain_db = 6, .true_peak_db = 0, .is_peak_known = true}, 10, false, -1.5},
        {{.gain_db = 6}, 10, false, 0},
        {{.gain_db = NAN}, 10, false, 0},
        {{.gain_db = 6, .true_peak_db = NAN, .is_peak_known = true}, 10, false, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct player_source source = cases[i].source;
        source.path = "/archive/voice.mp3";
        player_set_volume(bench->player, cases[i].volume);
        player_set_ducked(bench->player, cases[i].is_ducked);
        player_open(bench->player, &source);
        struct engine_wish wish;
        engine_fake_wish(bench->engine, &wish);
        g_assert_cmpfloat_with_epsilon(wish.gain_db, cases[i].wanted_db, 1e-9);
        g_assert_false(wish.is_muted);
    }
    player_set_volume(bench->player, 0);
    struct engine_wish wish;
    engine_fake_wish(bench->engine, &wish);
    g_assert_true(wish.is_muted);
}

static void test_rate(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){0});
    player_set_rate(bench->player, 1.25);
    player_play(bench->player);
    live(bench, 100);
    int64_t start_ms = bench->status.time_ms;
    live(bench, 4000);
    assert_near(bench->status.time_ms - start_ms, 5000, 60);
    player_set_rate(bench->player, 9.0);
    poll_now(bench);
    g_assert_cmpfloat(bench->status.rate, ==, PLAYER_RATE_MAX);
    open_as(bench, (struct engine_fake_source){0});
    g_assert_cmpfloat(bench->status.rate, ==, 1.0);
}

static void test_what_stays(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.audio_tracks = 2});
    player_set_volume(bench->player, 3);
    player_set_mono(bench->player, true);
    player_set_audio_track(bench->player, 1);
    live(bench, 100);
    g_assert_cmpint(bench->status.audio_tracks, ==, 2);
    open_as(bench, (struct engine_fake_source){0});
    struct engine_wish wish;
    engine_fake_wish(bench->engine, &wish);
    g_assert_true(wish.is_mono);
    g_assert_cmpint(wish.audio_track, ==, 0);
    g_assert_cmpint(bench->status.volume, ==, 3);
}

static void test_earlier_file(struct bench *bench, const void *data)
{
    open_as(bench, (struct engine_fake_source){.width_px = 64, .height_px = 36, .length_ms = 9000});
    player_play(bench->player);
    player_seek(bench->player, 4000);
    live(bench, 1000);
    g_assert_nonnull(player_frame(bench->player));
    open_as(bench, (struct engine_fake_source){.opens_in_ms = 200, .length_ms = 7000});
    assert_state(bench, PLAYER_OPENING);
    g_assert_cmpint(bench->status.time_ms, ==, 0);
    g_assert_cmpint(bench->status.length_ms, ==, 0);
    g_assert_false(bench->status.is_seeking);
    g_assert_null(player_frame(bench->player));
    live(bench, 500);
    assert_state(bench, PLAYER_READY);
    g_assert_cmpint(bench->status.time_ms, ==, 0);
    g_assert_cmpint(bench->status.length_ms, ==, 7000);
    g_assert_null(player_frame(bench->player));
    player_close(bench->player);
    live(bench, 100);
    assert_state(bench, PLAYER_IDLE);
}

struct ticking {
    struct engine *engine;
    int is_done; /* atomic */
};

static void *tick(void *data)
{
    struct ticking *ticking = data;
    while (!g_atomic_int_get(&ticking->is_done))
        engine_fake_advance(ticking->engine, 10);
    return NULL;
}

/* The thread sanitizer watches: verbs on one thread, the engine at work on another. */
static void test_threads(struct bench *bench, const void *data)
{
    engine_fake_describe(bench->engine,
                         &(struct engine_fake_source){.width_px = 64, .height_px = 36});
    struct ticking ticking = {.engine = bench->engine};
    GThread *thread = g_thread_new("engine", tick, &ticking);
    for (int i = 0; i < 400; i++) {
        if (i % 40 == 0)
            player_open(bench->player, &(struct player_source){.path = "/archive/film.mp4"});
        player_play(bench->player);
        player_seek(bench->player, i * 100);
        poll_now(bench);
        const struct frame *frame = player_frame(bench->player);
        if (frame != NULL)
            g_assert_cmpint(frame->planes[0][0], ==, frame->planes[0][63]);
        if (i % 7 == 0)
            player_pause(bench->player);
        g_usleep(200);
    }
    g_atomic_int_set(&ticking.is_done, 1);
    g_thread_join(thread);
    poll_now(bench);
    g_assert_cmpint(g_atomic_int_get(&bench->wakes), >, 0);
}

#define promise(name, test) g_test_add("/player/" name, struct bench, NULL, setup, test, teardown)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    promise("with nothing open no verb does anything", test_idle);
    promise("a film opens paused on its first picture", test_opens_paused);
    promise("the clock moves evenly between coarse reports", test_even_clock);
    promise("play asked for too early is remembered", test_play_before_ready);
    promise("a paused film costs nothing", test_paused_burns_nothing);
    promise("play after the end starts again", test_end_and_again);
    promise("pause at the end stays at the end", test_pause_at_end);
    promise("a seek after the end plays on from there", test_seek_after_end);
    promise("scrubbing seeks five times a second and ends where the finger left", test_scrub);
    promise("a seek asked for too early is remembered", test_seek_before_ready);
    promise("a seek stays within the recording", test_seek_is_clamped);
    promise("a search hit opens at its place", test_starts_at_a_hit);
    promise("two seconds without progress is a stall, and it recovers", test_stall);
    promise("a seek that takes longer than two seconds is a stall", test_slow_seek_is_a_stall);
    promise("each failure has its own reason and the next file opens", test_failures);
    promise("an engine that never answers is given up", test_engine_that_hangs);
    promise("without a sound device a recording plays to its whole length", test_no_device);
    promise("a file that ends before its length says so", test_cut_short);
    promise("loudness is evened out without passing the true peak", test_gain);
    promise("speed changes the clock and is reset for the next recording", test_rate);
    promise("volume and mono belong to the visitor, the track to the file", test_what_stays);
    promise("nothing of an earlier file shows in a later one", test_earlier_file);
    promise("verbs and engine may run at the same time", test_threads);
    return g_test_run();
}
