/* The table of DESIGN §7.4 with a clock of the test's own. */
#include "kiosk/idle.h"

#include <glib.h>

#define S INT64_C(1000)

static const struct row {
    const char *promise;
    enum idle_class idle_class;
    bool is_slow;
    int64_t warn_ms; /* 0: never */
    int64_t countdown_ms;
} rows[] = {
    {"attract never warns", IDLE_NEVER, false, 0, 0},
    {"a list warns after 90 seconds, for 30", IDLE_LIST, false, 90 * S, 30 * S},
    {"what is read warns after 180 seconds, for 30", IDLE_READING, false, 180 * S, 30 * S},
    {"media that plays is stopped after 45 minutes", IDLE_PLAYING, false, 2700 * S, 30 * S},
    {"a break warns after 300 seconds, for 60", IDLE_BREAK, false, 300 * S, 60 * S},
    {"the access screen warns after 120 seconds, for 30", IDLE_ACCESS, false, 120 * S, 30 * S},
    {"a list waits twice as long for those who need it", IDLE_LIST, true, 180 * S, 60 * S},
    {"what is read waits twice as long for those who need it", IDLE_READING, true, 360 * S, 60 * S},
    {"a break waits twice as long for those who need it", IDLE_BREAK, true, 600 * S, 60 * S},
    {"attract never warns anyone", IDLE_NEVER, true, 0, 0},
};

static enum idle_phase phase_at(struct idle *idle, const struct row *row, int64_t now_ms)
{
    return idle_update(idle, row->idle_class, row->is_slow, now_ms).phase;
}

static void the_table(gconstpointer data)
{
    const struct row *row = data;
    struct idle idle;
    idle_init(&idle, 500);

    g_assert_cmpint(phase_at(&idle, row, 500), ==, IDLE_QUIET);
    if (row->warn_ms == 0) {
        g_assert_cmpint(phase_at(&idle, row, 500 + 24 * 3600 * S), ==, IDLE_QUIET);
        return;
    }
    struct idle_state state = idle_update(&idle, row->idle_class, row->is_slow, 600);
    g_assert_cmpint(state.again_in_ms, ==, row->warn_ms - 100);
    g_assert_cmpint(phase_at(&idle, row, 500 + row->warn_ms - 1), ==, IDLE_QUIET);
    state = idle_update(&idle, row->idle_class, row->is_slow, 500 + row->warn_ms);
    g_assert_cmpint(state.phase, ==, IDLE_WARNING);
    g_assert_cmpint(state.left_ms, ==, row->countdown_ms);
    int64_t end_ms = 500 + row->warn_ms + row->countdown_ms;
    g_assert_cmpint(phase_at(&idle, row, end_ms - 1), ==, IDLE_WARNING);
    g_assert_cmpint(phase_at(&idle, row, end_ms), ==, IDLE_RESET);
}

static void a_touch_is_a_stay_as_often_as_one_likes(void)
{
    struct idle idle;
    idle_init(&idle, 0);
    for (int64_t t = 0; t < 1000 * 100 * S; t += 100 * S) {
        idle_touch(&idle, t);
        g_assert_cmpint(idle_update(&idle, IDLE_LIST, false, t + 95 * S).phase, ==, IDLE_WARNING);
    }
}

static void a_touch_during_the_warning_ends_it(void)
{
    struct idle idle;
    idle_init(&idle, 0);
    g_assert_cmpint(idle_update(&idle, IDLE_LIST, false, 90 * S).phase, ==, IDLE_WARNING);
    idle_touch(&idle, 119 * S);
    g_assert_cmpint(idle_update(&idle, IDLE_LIST, false, 120 * S).phase, ==, IDLE_QUIET);
    g_assert_cmpint(idle_update(&idle, IDLE_LIST, false, 119 * S + 90 * S).phase, ==, IDLE_WARNING);
}

static void a_key_on_the_way_to_a_button_begins_the_countdown_again(void)
{
    struct idle idle;
    idle_init(&idle, 0);
    idle_update(&idle, IDLE_LIST, false, 90 * S);
    idle_extend(&idle, 110 * S);
    struct idle_state state = idle_update(&idle, IDLE_LIST, false, 130 * S);
    g_assert_cmpint(state.phase, ==, IDLE_WARNING);
    g_assert_cmpint(state.left_ms, ==, 10 * S);
}

static void patience_changes_the_wait_and_never_the_time_to_answer(void)
{
    struct idle idle;
    idle_init(&idle, 0);
    idle.patience_percent = 200;
    g_assert_cmpint(idle_update(&idle, IDLE_LIST, false, 180 * S - 1).phase, ==, IDLE_QUIET);
    struct idle_state state = idle_update(&idle, IDLE_LIST, false, 180 * S);
    g_assert_cmpint(state.phase, ==, IDLE_WARNING);
    g_assert_cmpint(state.left_ms, ==, 30 * S);
    g_assert_cmpint(idle_update(&idle, IDLE_LIST, false, 210 * S).phase, ==, IDLE_RESET);
    g_assert_cmpint(idle_update(&idle, IDLE_LIST, false, 389 * S).phase, ==, IDLE_QUIET);
}

static void media_counts_from_its_end(void)
{
    struct idle idle;
    idle_init(&idle, 0);
    g_assert_cmpint(idle_update(&idle, IDLE_PLAYING, false, 1000 * S).phase, ==, IDLE_QUIET);
    g_assert_cmpint(idle_update(&idle, IDLE_READING, false, 1001 * S).phase, ==, IDLE_QUIET);
    g_assert_cmpint(idle_update(&idle, IDLE_READING, false, 1180 * S).phase, ==, IDLE_QUIET);
    g_assert_cmpint(idle_update(&idle, IDLE_READING, false, 1181 * S).phase, ==, IDLE_WARNING);
}

static void nobody_is_reset_by_a_screen_that_came_late(void)
{
    /* A machine that slept for an hour warns first, and does not reset at once. */
    struct idle idle;
    idle_init(&idle, 0);
    struct idle_state state = idle_update(&idle, IDLE_LIST, false, 3600 * S);
    g_assert_cmpint(state.phase, ==, IDLE_WARNING);
    g_assert_cmpint(state.left_ms, ==, 30 * S);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strdup_printf("/idle/%s", rows[i].promise);
        g_test_add_data_func(path, &rows[i], the_table);
    }
#define TEST(name) g_test_add_func("/idle/" #name, name)
    TEST(a_touch_is_a_stay_as_often_as_one_likes);
    TEST(a_touch_during_the_warning_ends_it);
    TEST(a_key_on_the_way_to_a_button_begins_the_countdown_again);
    TEST(patience_changes_the_wait_and_never_the_time_to_answer);
    TEST(media_counts_from_its_end);
    TEST(nobody_is_reset_by_a_screen_that_came_late);
    return g_test_run();
}
