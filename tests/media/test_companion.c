/* A second picture kept with the first, whatever happens to either: on clocks a test moves. The real
 * engine's run is in test_engine_film.c. */
#include "media/companion.h"

#include "media/engine_fake.h"

#include <glib.h>

enum { STEP_MS = 20, LENGTH_MS = 120000 };

struct pair {
    struct engine *first_engine, *second_engine;
    struct player *first, *second;
    struct player_status status;
    struct companion companion;
    bool is_second_held; /* its clock stands still: a busy machine */
};

/* The second is slower in everything: it opens and seeks late. */
static void setup(struct pair *pair, const void *data)
{
    pair->first_engine = engine_fake_create(NULL, NULL);
    pair->second_engine = engine_fake_create(NULL, NULL);
    pair->first = player_create(pair->first_engine);
    pair->second = player_create(pair->second_engine);
    engine_fake_describe(pair->second_engine, &(struct engine_fake_source){.length_ms = LENGTH_MS,
                                                                           .opens_in_ms = 300,
                                                                           .seeks_in_ms = 250});
}

static void teardown(struct pair *pair, const void *data)
{
    companion_close(&pair->companion);
    player_destroy(pair->first);
    player_destroy(pair->second);
}

static void open_with(struct pair *pair, struct engine_fake_source source)
{
    source.length_ms = source.length_ms > 0 ? source.length_ms : LENGTH_MS;
    engine_fake_describe(pair->first_engine, &source);
    player_open(pair->first, &(struct player_source){.path = "/archive/film.mp4"});
    player_poll(pair->first, &pair->status);
    companion_open(&pair->companion, pair->second, "/archive/signer.mp4", &pair->status);
}

static void live(struct pair *pair, int ms)
{
    for (int passed = 0; passed < ms; passed += STEP_MS) {
        engine_fake_advance(pair->first_engine, STEP_MS);
        if (!pair->is_second_held)
            engine_fake_advance(pair->second_engine, STEP_MS);
        player_poll(pair->first, &pair->status);
        companion_follow(&pair->companion, &pair->status);
    }
}

static int64_t apart(const struct pair *pair)
{
    return ABS(pair->companion.status.time_ms - pair->status.time_ms);
}

/* Gives them five seconds; then they are together, and stay so. */
static void assert_comes_together(struct pair *pair, enum player_state state)
{
    live(pair, 5000);
    for (int i = 0; i < 100; i++) {
        live(pair, STEP_MS);
        g_assert_cmpint(pair->status.state, ==, state);
        g_assert_cmpint(pair->companion.status.state, ==, state);
        g_assert_cmpint(apart(pair), <=, COMPANION_APART_MS);
    }
}

static void test_starts(struct pair *pair, const void *data)
{
    open_with(pair, (struct engine_fake_source){0});
    player_play(pair->first);
    assert_comes_together(pair, PLAYER_PLAYING);
}

static void test_pause(struct pair *pair, const void *data)
{
    open_with(pair, (struct engine_fake_source){0});
    player_play(pair->first);
    live(pair, 3000);
    player_pause(pair->first);
    assert_comes_together(pair, PLAYER_PAUSED);
    player_play(pair->first);
    assert_comes_together(pair, PLAYER_PLAYING);
}

static void test_seek(struct pair *pair, const void *data)
{
    static const int places_ms[] = {40000, 1000, 90000, 90500, 0};
    open_with(pair, (struct engine_fake_source){.seeks_in_ms = 40});
    player_play(pair->first);
    for (size_t i = 0; i < G_N_ELEMENTS(places_ms); i++) {
        player_seek(pair->first, places_ms[i]);
        assert_comes_together(pair, PLAYER_PLAYING);
    }
    player_pause(pair->first);
    live(pair, 500);
    player_seek(pair->first, 60000);
    assert_comes_together(pair, PLAYER_PAUSED);
}

static void test_speed(struct pair *pair, const void *data)
{
    static const double rates[] = {1.5, 0.75, 1.25, 1};
    open_with(pair, (struct engine_fake_source){0});
    player_play(pair->first);
    for (size_t i = 0; i < G_N_ELEMENTS(rates); i++) {
        player_set_rate(pair->first, rates[i]);
        assert_comes_together(pair, PLAYER_PLAYING);
    }
}

/* The film stands still by itself; the signer waits for it and goes on with it. */
static void test_first_stalls(struct pair *pair, const void *data)
{
    open_with(pair, (struct engine_fake_source){.stalls_at_ms = 5000});
    player_play(pair->first);
    live(pair, 9000);
    g_assert_cmpint(pair->status.state, ==, PLAYER_STALLED);
    int64_t place_ms = pair->companion.status.time_ms;
    live(pair, 4000);
    g_assert_cmpint(ABS(pair->companion.status.time_ms - place_ms), <=, COMPANION_APART_MS);
    engine_fake_resume(pair->first_engine);
    assert_comes_together(pair, PLAYER_PLAYING);
}

static void test_second_stalls(struct pair *pair, const void *data)
{
    engine_fake_describe(pair->second_engine, &(struct engine_fake_source){.length_ms = LENGTH_MS,
                                                                           .stalls_at_ms = 5000,
                                                                           .seeks_in_ms = 250});
    open_with(pair, (struct engine_fake_source){0});
    player_play(pair->first);
    live(pair, 9000);
    g_assert_cmpint(pair->status.state, ==, PLAYER_PLAYING); /* it waits for nobody */
    engine_fake_resume(pair->second_engine);
    assert_comes_together(pair, PLAYER_PLAYING);
}

/* A machine too busy for the signer falls behind by a little again and again, and by much once. */
static void test_falls_behind(struct pair *pair, const void *data)
{
    static const int by_ms[] = {60, 120, 300, 500, 3000};
    open_with(pair, (struct engine_fake_source){0});
    player_play(pair->first);
    live(pair, 2000);
    for (size_t i = 0; i < G_N_ELEMENTS(by_ms); i++) {
        pair->is_second_held = true;
        live(pair, by_ms[i]);
        pair->is_second_held = false;
        assert_comes_together(pair, PLAYER_PLAYING);
    }
}

#define promise(name, test) g_test_add("/companion/" name, struct pair, NULL, setup, test, teardown)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    promise("the signer starts with the film", test_starts);
    promise("the signer pauses with the film and goes on with it", test_pause);
    promise("the signer goes where the film goes", test_seek);
    promise("the signer takes the film's speed", test_speed);
    promise("the signer waits while the film stalls", test_first_stalls);
    promise("the signer catches up after a stall of its own", test_second_stalls);
    promise("the signer catches up however far it fell behind", test_falls_behind);
    return g_test_run();
}
