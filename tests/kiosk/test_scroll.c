/* How lists and transcripts move: DESIGN §6, with the finger's times given by the test. */
#include "kiosk/scroll.h"

#include <glib.h>
#include <math.h>

/* Twenty cards of 100 px, of which five and a half are seen. */
static struct scroll given_list(double step)
{
    struct scroll scroll;
    scroll_init(&scroll);
    scroll_set_content(&scroll, 2000, 550, step);
    return scroll;
}

/* Runs at 60 frames a second until nothing moves; returns how long that took. */
static int64_t run(struct scroll *scroll, int64_t from_ms)
{
    int64_t now_ms = from_ms;
    while (scroll_tick(scroll, now_ms) && now_ms < from_ms + 20000)
        now_ms += 16;
    g_assert_cmpint(scroll->motion, ==, SCROLL_STILL);
    return now_ms - from_ms;
}

static void a_drag_moves_it_as_far_as_the_finger(void)
{
    struct scroll scroll = given_list(0);
    scroll_grab(&scroll, 0);
    scroll_drag(&scroll, 130, 10);
    g_assert_cmpfloat(scroll_offset(&scroll), ==, 130);
}

static void a_throw_goes_a_third_of_its_speed(void)
{
    struct scroll scroll = given_list(0);
    scroll_grab(&scroll, 0);
    scroll_release(&scroll, 3000, 0);
    run(&scroll, 0);
    /* 0.332 x v, less what is left when it is slower than 20 px/s. */
    g_assert_cmpfloat_with_epsilon(scroll_offset(&scroll), 0.332 * 3000, 10);
}

static void a_glide_goes_on_where_nothing_is_new(void)
{
    struct scroll scroll = given_list(100);
    scroll_page(&scroll, 1, 0);
    scroll_tick(&scroll, 100);
    scroll_set_content(&scroll, 2000, 550, 100);
    g_assert_cmpint(scroll.motion, ==, SCROLL_GLIDING);
    g_assert_cmpfloat(scroll_offset(&scroll), <, 400);
    run(&scroll, 116);
    g_assert_cmpfloat(scroll_offset(&scroll), >=, 400);
}

static void what_grows_above_neither_moves_what_is_seen_nor_stops_it(void)
{
    struct scroll grown = given_list(0), same = given_list(0);
    scroll_release(&grown, 2000, 0);
    scroll_release(&same, 2000, 0);
    scroll_tick(&grown, 100);
    scroll_tick(&same, 100);
    scroll_grow(&grown, 2300, 240);
    g_assert_cmpfloat_with_epsilon(scroll_offset(&grown) - scroll_offset(&same), 240, 1e-9);
    scroll_tick(&grown, 300);
    scroll_tick(&same, 300);
    g_assert_cmpfloat_with_epsilon(scroll_offset(&grown) - scroll_offset(&same), 240, 1e-9);
    scroll_to(&grown, 1200, 400, 1000);
    scroll_tick(&grown, 1100);
    scroll_aim(&grown, 1300);
    run(&grown, 1116);
    g_assert_cmpfloat(scroll_offset(&grown), ==, 1300);
}

static void it_slows_down_by_0_997_a_millisecond(void)
{
    struct scroll scroll = given_list(0);
    scroll_grab(&scroll, 0);
    scroll_release(&scroll, 2000, 0);
    scroll_tick(&scroll, 100);
    double at_100 = scroll_offset(&scroll);
    scroll_tick(&scroll, 101);
    g_assert_cmpfloat_with_epsilon(scroll_offset(&scroll) - at_100, 2.0 * pow(0.997, 100.5), 0.01);
}

static void the_pace_of_frames_does_not_change_the_way(void)
{
    struct scroll often = given_list(0), seldom = given_list(0);
    scroll_release(&often, 2500, 0);
    scroll_release(&seldom, 2500, 0);
    for (int64_t t = 0; t <= 600; t += 8)
        scroll_tick(&often, t);
    scroll_tick(&seldom, 600);
    g_assert_cmpfloat_with_epsilon(scroll_offset(&often), scroll_offset(&seldom), 1e-6);
}

static void a_throw_below_120_px_a_second_stays(void)
{
    struct scroll scroll = given_list(0);
    scroll_release(&scroll, 119, 0);
    g_assert_false(scroll_tick(&scroll, 16));
    g_assert_cmpfloat(scroll_offset(&scroll), ==, 0);
}

static void a_list_comes_to_rest_on_whole_cards(void)
{
    for (double speed = -5000; speed <= 5000; speed += 237) {
        struct scroll scroll = given_list(100);
        scroll_to(&scroll, 733, 0, 0);
        scroll_grab(&scroll, 0);
        scroll_release(&scroll, speed, 0);
        run(&scroll, 0);
        double offset = scroll_offset(&scroll);
        bool is_whole = fabs(remainder(offset, 100)) < 1e-6;
        g_assert_true(is_whole || offset == scroll_limit(&scroll));
    }
}

static void beyond_the_end_it_resists_and_never_leaves(void)
{
    struct scroll scroll = given_list(0);
    scroll_grab(&scroll, 0);
    scroll_drag(&scroll, -100, 0);
    /* (1 - 1/(x * 0.55/d + 1)) * d with x 100 and d 550 */
    g_assert_cmpfloat_with_epsilon(scroll_offset(&scroll), -50, 1e-9);
    scroll_drag(&scroll, -100000, 0);
    g_assert_cmpfloat(scroll_offset(&scroll), >, -550);
}

static void a_finger_takes_it_up_where_it_is_beyond_the_end(void)
{
    struct scroll scroll = given_list(0);
    scroll_grab(&scroll, 0);
    scroll_drag(&scroll, -300, 0);
    double offset = scroll_offset(&scroll);
    scroll_release(&scroll, 0, 0);
    scroll_grab(&scroll, 0);
    g_assert_cmpfloat_with_epsilon(scroll_offset(&scroll), offset, 1e-6);
    scroll_drag(&scroll, 300, 0);
    g_assert_cmpfloat_with_epsilon(scroll_offset(&scroll), 0, 1e-6);
}

static void it_springs_back_in_350_ms(void)
{
    struct scroll scroll = given_list(0);
    scroll_grab(&scroll, 0);
    scroll_drag(&scroll, -200, 0);
    scroll_release(&scroll, -4000, 0);
    int64_t took_ms = run(&scroll, 0);
    g_assert_cmpint(took_ms, >=, 350);
    g_assert_cmpint(took_ms, <, 500);
    g_assert_cmpfloat(scroll_offset(&scroll), ==, 0);
}

static void a_throw_into_the_end_comes_back_to_it(void)
{
    struct scroll scroll = given_list(100);
    scroll_to(&scroll, 1300, 0, 0);
    scroll_grab(&scroll, 0);
    scroll_release(&scroll, 6000, 0);
    double furthest = 0;
    for (int64_t t = 0; scroll_tick(&scroll, t); t += 16)
        furthest = fmax(furthest, scroll_offset(&scroll));
    g_assert_cmpfloat(furthest, >, scroll_limit(&scroll));
    g_assert_cmpfloat(furthest, <, scroll_limit(&scroll) + 150);
    g_assert_cmpfloat(scroll_offset(&scroll), ==, scroll_limit(&scroll));
}

static void a_page_is_what_is_seen_less_one_row(void)
{
    struct scroll scroll = given_list(100);
    scroll_page(&scroll, +1, 0);
    run(&scroll, 0);
    g_assert_cmpfloat_with_epsilon(scroll_offset(&scroll), 500, 50.1);
    g_assert_cmpfloat(remainder(scroll_offset(&scroll), 100), ==, 0);
}

static void a_page_button_pressed_twice_goes_two_pages(void)
{
    struct scroll scroll = given_list(50);
    scroll_page(&scroll, +1, 0);
    scroll_tick(&scroll, 50);
    scroll_page(&scroll, +1, 50);
    run(&scroll, 50);
    g_assert_cmpfloat(scroll_offset(&scroll), ==, 1000);
}

static void page_buttons_end_at_the_ends(void)
{
    struct scroll scroll = given_list(100);
    g_assert_false(scroll_can_go(&scroll, -1));
    g_assert_true(scroll_can_go(&scroll, +1));
    scroll_to(&scroll, 99999, 0, 0);
    g_assert_true(scroll_can_go(&scroll, -1));
    g_assert_false(scroll_can_go(&scroll, +1));
    scroll_set_content(&scroll, 300, 550, 100);
    g_assert_false(scroll_can_go(&scroll, -1));
    g_assert_false(scroll_can_go(&scroll, +1));
}

static void what_has_the_focus_is_brought_into_view(void)
{
    struct scroll scroll = given_list(100);
    scroll_reveal(&scroll, 800, 100, 0);
    run(&scroll, 0);
    g_assert_cmpfloat(scroll_offset(&scroll), <=, 800);
    g_assert_cmpfloat(scroll_offset(&scroll) + 550, >=, 900);
    double offset = scroll_offset(&scroll);
    scroll_reveal(&scroll, offset + 100, 100, 1000);
    g_assert_cmpint(scroll.motion, ==, SCROLL_STILL);
    g_assert_cmpfloat(scroll_offset(&scroll), ==, offset);
}

static void less_motion_is_there_at_once(void)
{
    struct scroll scroll = given_list(100);
    scroll.has_less_motion = true;
    scroll_page(&scroll, +1, 0);
    g_assert_cmpint(scroll.motion, ==, SCROLL_STILL);
    g_assert_cmpfloat(scroll_offset(&scroll), >, 0);
    scroll_grab(&scroll, 0);
    scroll_drag(&scroll, 30, 0);
    double offset = scroll_offset(&scroll);
    scroll_release(&scroll, 5000, 0);
    g_assert_cmpint(scroll.motion, ==, SCROLL_STILL);
    g_assert_cmpfloat(fabs(scroll_offset(&scroll) - offset), <=, 50);
}

static void a_list_that_shrinks_keeps_the_nearest_place(void)
{
    struct scroll scroll = given_list(100);
    scroll_to(&scroll, 1400, 0, 0);
    scroll_set_content(&scroll, 1000, 550, 100);
    g_assert_cmpfloat(scroll_offset(&scroll), ==, 450);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/scroll/" #name, name)
    TEST(a_drag_moves_it_as_far_as_the_finger);
    TEST(a_throw_goes_a_third_of_its_speed);
    TEST(it_slows_down_by_0_997_a_millisecond);
    TEST(a_glide_goes_on_where_nothing_is_new);
    TEST(what_grows_above_neither_moves_what_is_seen_nor_stops_it);
    TEST(the_pace_of_frames_does_not_change_the_way);
    TEST(a_throw_below_120_px_a_second_stays);
    TEST(a_list_comes_to_rest_on_whole_cards);
    TEST(beyond_the_end_it_resists_and_never_leaves);
    TEST(a_finger_takes_it_up_where_it_is_beyond_the_end);
    TEST(it_springs_back_in_350_ms);
    TEST(a_throw_into_the_end_comes_back_to_it);
    TEST(a_page_is_what_is_seen_less_one_row);
    TEST(a_page_button_pressed_twice_goes_two_pages);
    TEST(page_buttons_end_at_the_ends);
    TEST(what_has_the_focus_is_brought_into_view);
    TEST(less_motion_is_there_at_once);
    TEST(a_list_that_shrinks_keeps_the_nearest_place);
    return g_test_run();
}
