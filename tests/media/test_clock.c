#include "media/clock.h"

#include <glib.h>
#include <math.h>

/* A report each 250 ms, up to 60 ms wrong, drawn 60 times a second. */
static void test_even(void)
{
    static const double wrong_ms[] = {0, 55, -60, 20, -35, 60, -10};
    struct clock clock;
    clock_set(&clock, 0, 0);
    double said_ms = 0, last_ms = 0;
    int64_t said_us = 0;
    for (int64_t now_us = 16667; now_us < 20 * G_USEC_PER_SEC; now_us += 16667) {
        if (now_us - said_us >= 250000) {
            said_us = now_us;
            said_ms = (double)now_us / 1000 + wrong_ms[now_us / 250000 % G_N_ELEMENTS(wrong_ms)];
        }
        clock_follow(&clock, said_ms + (double)(now_us - said_us) / 1000, 1.0, now_us);
        double step_ms = clock.time_ms - last_ms;
        g_assert_cmpfloat(step_ms, >, 14.9);
        g_assert_cmpfloat(step_ms, <, 18.4);
        g_assert_cmpfloat(fabs(clock.time_ms - (double)now_us / 1000), <, 80);
        last_ms = clock.time_ms;
    }
}

static void test_rate(void)
{
    struct clock clock;
    clock_set(&clock, 1000, 0);
    for (int64_t now_us = 10000; now_us <= 2000000; now_us += 10000)
        clock_follow(&clock, 1000 + 1.5 * (double)now_us / 1000, 1.5, now_us);
    g_assert_cmpfloat_with_epsilon(clock.time_ms, 4000, 0.01);
}

static void test_jump(void)
{
    struct clock clock;
    clock_set(&clock, 1000, 0);
    clock_follow(&clock, 30000, 1.0, 10000);
    g_assert_cmpfloat(clock.time_ms, ==, 30000);
    clock_follow(&clock, 2000, 1.0, 20000);
    g_assert_cmpfloat(clock.time_ms, ==, 2000);
}

static void test_stands(void)
{
    struct clock clock;
    clock_set(&clock, 1000, 0);
    clock_stand(&clock, 60 * G_USEC_PER_SEC);
    clock_follow(&clock, 1010, 1.0, 60 * G_USEC_PER_SEC + 10000);
    g_assert_cmpfloat_with_epsilon(clock.time_ms, 1010, 0.01);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clock/glides over uneven reports and never steps back", test_even);
    g_test_add_func("/clock/runs at the playing rate", test_rate);
    g_test_add_func("/clock/follows a jump at once", test_jump);
    g_test_add_func("/clock/stands still for as long as it is paused", test_stands);
    return g_test_run();
}
