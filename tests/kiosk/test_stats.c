/* The figures that automation tells: what they are counts of. */
#include "kiosk/stats.h"

#include <glib.h>

static void percentiles_are_of_what_was_measured(void)
{
    struct histogram histogram = {0};
    g_assert_cmpfloat(histogram_percentile(&histogram, 0.5), ==, 0);
    for (int ms = 1; ms <= 100; ms++)
        histogram_add(&histogram, ms);
    g_assert_cmpfloat(histogram_percentile(&histogram, 0.5), ==, 50);
    g_assert_cmpfloat(histogram_percentile(&histogram, 0.99), ==, 99);
    g_assert_cmpfloat(histogram_percentile(&histogram, 1), ==, 100);
}

static void one_slow_frame_in_a_hundred_is_seen_at_the_99th_percentile(void)
{
    struct histogram histogram = {0};
    for (int i = 0; i < 98; i++)
        histogram_add(&histogram, 4);
    histogram_add(&histogram, 90);
    histogram_add(&histogram, 100000);
    g_assert_cmpfloat(histogram_percentile(&histogram, 0.98), ==, 4);
    g_assert_cmpfloat(histogram_percentile(&histogram, 0.99), ==, 90);
    g_assert_cmpfloat(histogram_percentile(&histogram, 1), >, 250);
}

static void a_touch_is_measured_to_the_frame_that_follows_it(void)
{
    struct stats stats;
    stats_init(&stats);
    stats_frame(&stats, 0, 5, 3);
    g_assert_cmpuint(stats.touch_to_present.total, ==, 0);
    stats_touch(&stats, 100);
    stats_touch(&stats, 110); /* the older one has waited longer */
    stats_frame(&stats, 112, 120, 4);
    stats_frame(&stats, 200, 204, 90);
    g_assert_cmpuint(stats.touch_to_present.total, ==, 1);
    g_assert_cmpfloat(histogram_percentile(&stats.touch_to_present, 1), ==, 20);
    g_assert_cmpuint(stats.frames, ==, 3);
    g_assert_cmpfloat(histogram_percentile(&stats.work, 0.5), ==, 4);
    g_assert_cmpfloat(histogram_percentile(&stats.work, 1), ==, 90);
}

static void the_age_of_the_process_counts_from_before_main(void)
{
    double age_ms = stats_process_age_ms();
    g_assert_cmpfloat(age_ms, >=, 0);
    g_usleep(30000);
    g_assert_cmpfloat(stats_process_age_ms(), >=, age_ms + 29);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/stats/" #name, name)
    TEST(percentiles_are_of_what_was_measured);
    TEST(one_slow_frame_in_a_hundred_is_seen_at_the_99th_percentile);
    TEST(a_touch_is_measured_to_the_frame_that_follows_it);
    TEST(the_age_of_the_process_counts_from_before_main);
    return g_test_run();
}
