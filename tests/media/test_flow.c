/* Whether sound and picture still come, from what decoders say of themselves. */
#include "media/flow.h"

#include <glib.h>

/* A film looked at four times a second; of each kind so many pieces a second, until its end. */
static bool plays(int pictures_hz, int picture_ends_ms, int sounds_hz, int sound_ends_ms,
                  bool (*lacks)(const struct flow *flow))
{
    struct flow flow;
    flow_reset(&flow);
    bool has_lacked = false;
    for (int ms = 0; ms <= 60000; ms += 250) {
        flow_look(&flow, (uint64_t)(MIN(ms, sound_ends_ms) / 1000.0 * sounds_hz),
                  (uint64_t)(MIN(ms, picture_ends_ms) / 1000.0 * pictures_hz), ms);
        has_lacked = has_lacked || lacks(&flow);
    }
    return has_lacked;
}

static void a_whole_film_lacks_nothing(void)
{
    g_assert_false(plays(25, 60000, 47, 60000, flow_lacks_sound));
    g_assert_false(plays(25, 60000, 47, 60000, flow_lacks_picture));
    g_assert_false(plays(25, 57000, 47, 60000, flow_lacks_picture)); /* its last seconds */
}

static void what_stops_is_missed(void)
{
    g_assert_true(plays(25, 30000, 47, 60000, flow_lacks_picture));
    g_assert_false(plays(25, 30000, 47, 60000, flow_lacks_sound));
    g_assert_true(plays(25, 60000, 47, 30000, flow_lacks_sound));
    g_assert_false(plays(25, 60000, 47, 30000, flow_lacks_picture));
}

static void slides_are_no_stop(void)
{
    struct flow flow;
    flow_reset(&flow);
    for (int ms = 0; ms <= 120000; ms += 250) {
        flow_look(&flow, (uint64_t)ms / 20, (uint64_t)ms / 12000, ms);
        g_assert_false(flow_lacks_picture(&flow));
    }
}

static void what_comes_again_is_there_again(void)
{
    struct flow flow;
    uint64_t pictures = 0;
    flow_reset(&flow);
    for (int ms = 0; ms <= 40000; ms += 250) {
        if (ms < 10000 || ms >= 30000)
            pictures += 6;
        flow_look(&flow, (uint64_t)ms / 20, pictures, ms);
        g_assert_cmpint(flow_lacks_picture(&flow), ==, ms >= 14750 && ms < 30000);
    }
    flow_reset(&flow);
    g_assert_false(flow_lacks_picture(&flow));
}

static void both_at_once_is_a_stall(void)
{
    g_assert_false(plays(25, 30000, 47, 30000, flow_lacks_picture));
    g_assert_false(plays(25, 30000, 47, 30000, flow_lacks_sound));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flow/a whole film lacks nothing", a_whole_film_lacks_nothing);
    g_test_add_func("/flow/what stops while the other goes on is missed", what_stops_is_missed);
    g_test_add_func("/flow/slides are no stop", slides_are_no_stop);
    g_test_add_func("/flow/what comes again is there again", what_comes_again_is_there_again);
    g_test_add_func("/flow/when both stop it is a stall or the end", both_at_once_is_a_stall);
    return g_test_run();
}
