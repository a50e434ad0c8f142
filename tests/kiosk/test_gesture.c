/* The table of DESIGN §6, row by row: what a visitor's fingers mean. */
#include "kiosk/gesture.h"

#include <glib.h>
#include <math.h>
#include <string.h>

enum step_kind { END, DOWN, MOVE, UP, LOST, MOUSE_DOWN, MOUSE_UP, TICK, CHANGE, CANCEL };

struct step {
    enum step_kind kind;
    int64_t at_ms;
    int finger;
    double x, y;
};

/* Two buttons next to each other, a photograph that can be moved, and empty page. */
static const struct {
    const char *id;
    struct box box;
    bool is_target;
} nodes[] = {
    {"a", {100, 100, 200, 100}, true},
    {"b", {400, 100, 200, 100}, true},
    {"photo", {100, 400, 800, 400}, false},
};

struct hand {
    struct gesture *gesture;
    GString *said;
    struct event last_drag_end;
    struct event last_drag;
    double scale;
};

static bool box_holds(struct box box, struct point at, double slop)
{
    return box_contains(box_inset(box, -slop), at);
}

static const char *find(struct point at, bool targets_only, double slop)
{
    for (size_t i = 0; i < G_N_ELEMENTS(nodes); i++)
        if ((nodes[i].is_target || !targets_only) &&
            box_holds(nodes[i].box, at, nodes[i].is_target ? slop : 0))
            return nodes[i].id;
    return NULL;
}

static const char *target_at(struct point at, void *data)
{
    return find(at, true, 8);
}

static const char *node_at(struct point at, void *data)
{
    return find(at, false, 8);
}

static bool holds(const char *target, struct point at, double slop, void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(nodes); i++)
        if (strcmp(nodes[i].id, target) == 0)
            return box_holds(nodes[i].box, at, slop);
    return false;
}

static void hear(const struct event *event, void *data)
{
    struct hand *hand = data;

    if (event->type == EVENT_DRAG)
        hand->last_drag = *event;
    if (event->type == EVENT_PINCH)
        hand->scale *= event->scale;
    if (event->type == EVENT_DRAG || event->type == EVENT_PINCH)
        return; /* how many of them there are says nothing */
    if (event->type == EVENT_DRAG_END)
        hand->last_drag_end = *event;
    g_string_append_printf(hand->said, "%s%s", hand->said->len > 0 ? " " : "",
                           event_type_name(event->type));
    if (event->node != NULL)
        g_string_append_printf(hand->said, ":%s", event->node);
}

static struct hand hand_on_screen(void)
{
    return (struct hand){.said = g_string_new(NULL), .scale = 1};
}

static void begin(struct hand *hand)
{
    struct gesture_surface surface = {target_at, holds, node_at, hear, hand};
    hand->gesture = gesture_create(&surface, 1920, 1080);
}

static void finish(struct hand *hand)
{
    gesture_destroy(hand->gesture);
    g_string_free(hand->said, TRUE);
}

static void play(struct hand *hand, const struct step *step)
{
    struct contact contact = {.id = step->finger, .at = {step->x, step->y}, .now_ms = step->at_ms};
    static const enum contact_phase phases[] = {
        [DOWN] = CONTACT_DOWN, [MOVE] = CONTACT_MOVE,       [UP] = CONTACT_UP,
        [LOST] = CONTACT_LOST, [MOUSE_DOWN] = CONTACT_DOWN, [MOUSE_UP] = CONTACT_UP,
    };

    if (step->kind == TICK) {
        gesture_tick(hand->gesture, step->at_ms);
    } else if (step->kind == CHANGE) {
        gesture_screen_changed(hand->gesture, step->at_ms);
    } else if (step->kind == CANCEL) {
        gesture_cancel(hand->gesture, step->at_ms);
    } else {
        contact.phase = phases[step->kind];
        if (step->kind == MOUSE_DOWN || step->kind == MOUSE_UP)
            contact.kind = CONTACT_MOUSE;
        gesture_contact(hand->gesture, &contact);
    }
}

struct row {
    const char *promise;
    const char *said;
    struct step steps[24];
};

static const struct row rows[] = {
    {"a finger that goes down and up on a target chooses it",
     "press:a activate:a",
     {{DOWN, 0, 1, 200, 150}, {UP, 80, 1, 200, 150}}},
    {"a finger between two targets' sensing areas chooses nothing",
     "tap",
     {{DOWN, 0, 1, 350, 150}, {UP, 80, 1, 350, 150}}},
    {"eight pixels beside a target still is that target",
     "press:a activate:a",
     {{DOWN, 0, 1, 306, 150}, {UP, 80, 1, 306, 150}}},
    {"a finger may slip 24 pixels off its target",
     "press:a activate:a",
     {{DOWN, 0, 1, 307, 150}, {MOVE, 40, 1, 322, 150}, {UP, 80, 1, 322, 150}}},
    {"a press of five seconds is as good as a short one",
     "press:a activate:a",
     {{DOWN, 0, 1, 200, 150}, {TICK, 5000, 0, 0, 0}, {UP, 5000, 1, 200, 150}}},
    {"a press of more than five seconds comes to nothing",
     "press:a cancel:a",
     {{DOWN, 0, 1, 200, 150}, {TICK, 5001, 0, 0, 0}, {UP, 6000, 1, 200, 150}}},
    {"a press of more than five seconds comes to nothing also when nobody looked meanwhile",
     "press:a cancel:a",
     {{DOWN, 0, 1, 200, 150}, {UP, 5001, 1, 200, 150}}},
    {"less than 16 pixels of movement is no drag",
     "press:a activate:a",
     {{DOWN, 0, 1, 200, 150}, {MOVE, 40, 1, 215, 150}, {UP, 80, 1, 215, 150}}},
    {"16 pixels of movement are a drag and take the press back",
     "press:a cancel:a drag-begin:a drag-end:a",
     {{DOWN, 0, 1, 200, 150}, {MOVE, 40, 1, 216, 150}, {UP, 80, 1, 216, 150}}},
    {"a drag that begins on nothing is about nothing",
     "drag-begin drag-end",
     {{DOWN, 0, 1, 1000, 150}, {MOVE, 40, 1, 1000, 200}, {UP, 80, 1, 1000, 200}}},
    {"a drag on a photograph says so",
     "drag-begin:photo drag-end:photo",
     {{DOWN, 0, 1, 500, 500}, {MOVE, 40, 1, 500, 550}, {UP, 80, 1, 500, 550}}},
    {"the same target is not chosen twice within 350 ms",
     "press:a activate:a press:a cancel:a",
     {{DOWN, 0, 1, 200, 150},
      {UP, 50, 1, 200, 150},
      {DOWN, 150, 1, 200, 150},
      {UP, 399, 1, 200, 150}}},
    {"the same target is chosen again after 350 ms",
     "press:a activate:a press:a activate:a",
     {{DOWN, 0, 1, 200, 150},
      {UP, 50, 1, 200, 150},
      {DOWN, 150, 1, 200, 150},
      {UP, 400, 1, 200, 150}}},
    {"another target may be chosen at once",
     "press:a activate:a press:b activate:b",
     {{DOWN, 0, 1, 200, 150},
      {UP, 50, 1, 200, 150},
      {DOWN, 100, 1, 500, 150},
      {UP, 150, 1, 500, 150}}},
    {"a tap does not fall through to a screen that has just come",
     "",
     {{CHANGE, 1000, 0, 0, 0}, {DOWN, 1249, 1, 200, 150}, {UP, 1300, 1, 200, 150}}},
    {"a new screen takes touches after 250 ms",
     "press:a activate:a",
     {{CHANGE, 1000, 0, 0, 0}, {DOWN, 1250, 1, 200, 150}, {UP, 1300, 1, 200, 150}}},
    {"what a finger was doing ends when the screen changes under it",
     "press:a cancel:a",
     {{DOWN, 0, 1, 200, 150}, {CHANGE, 50, 0, 0, 0}, {UP, 600, 1, 200, 150}}},
    {"a contact that the system takes away comes to nothing",
     "press:a cancel:a",
     {{DOWN, 0, 1, 200, 150}, {LOST, 50, 1, 200, 150}}},
    {"a finger held still for more than 20 seconds is dropped",
     "drag-begin drag-end",
     {{DOWN, 0, 1, 1000, 150},
      {MOVE, 40, 1, 1000, 200},
      {TICK, 20041, 0, 0, 0},
      {MOVE, 20050, 1, 1000, 400},
      {UP, 20060, 1, 1000, 400}}},
    {"a finger that moves is kept after 20 seconds",
     "drag-begin drag-end",
     {{DOWN, 0, 1, 1000, 150},
      {MOVE, 40, 1, 1000, 200},
      {MOVE, 15000, 1, 1000, 300},
      {TICK, 20041, 0, 0, 0},
      {UP, 20060, 1, 1000, 300}}},
    {"after 30 seconds without a finger lifted all are released",
     "drag-begin drag-end",
     {{DOWN, 0, 1, 1000, 150},
      {MOVE, 40, 1, 1000, 200},
      {MOVE, 19000, 1, 1000, 300},
      {MOVE, 29000, 1, 1000, 400},
      {TICK, 30000, 0, 0, 0},
      {UP, 30010, 1, 1000, 400}}},
    {"a touch device that comes or goes releases all fingers",
     "press:a cancel:a press:a activate:a",
     {{DOWN, 0, 1, 200, 150},
      {CANCEL, 50, 0, 0, 0},
      {DOWN, 900, 1, 200, 150},
      {UP, 950, 1, 200, 150}}},
    {"a contact that begins in the outer 16 pixels is ignored",
     "",
     {{DOWN, 0, 1, 15, 150}, {MOVE, 50, 1, 200, 150}, {UP, 80, 1, 200, 150}}},
    {"more than five contacts are a palm and end everything",
     "press:a cancel:a",
     {{DOWN, 0, 1, 200, 150},
      {DOWN, 1, 2, 1000, 200},
      {DOWN, 2, 3, 1010, 200},
      {DOWN, 3, 4, 1020, 200},
      {DOWN, 4, 5, 1030, 200},
      {DOWN, 5, 6, 1040, 200},
      {UP, 50, 1, 200, 150},
      {UP, 50, 2, 1000, 200},
      {DOWN, 60, 7, 200, 150},
      {UP, 70, 7, 200, 150},
      {UP, 80, 3, 1000, 200},
      {UP, 80, 4, 1000, 200},
      {UP, 80, 5, 1000, 200},
      {UP, 80, 6, 1000, 200}}},
    {"a hand resting beside a target does not take the touch away",
     "press:a activate:a",
     {{DOWN, 0, 1, 1000, 300}, {DOWN, 900, 2, 200, 150}, {UP, 950, 2, 200, 150}}},
    {"only the first two fingers are used",
     "press:a press:b",
     {{DOWN, 0, 1, 200, 150},
      {DOWN, 10, 2, 500, 150},
      {DOWN, 20, 3, 1000, 300},
      {MOVE, 30, 3, 1000, 400},
      {UP, 40, 3, 1000, 400}}},
    {"two fingers on a photograph are a pinch",
     "pinch-begin:photo pinch-end:photo",
     {{DOWN, 0, 1, 400, 600},
      {DOWN, 10, 2, 600, 600},
      {MOVE, 20, 1, 300, 600},
      {MOVE, 30, 2, 700, 600},
      {UP, 40, 1, 300, 600},
      {MOVE, 50, 2, 900, 600},
      {UP, 60, 2, 900, 600}}},
    {"a drag becomes a pinch when the second finger comes",
     "drag-begin:photo drag-end:photo pinch-begin:photo pinch-end:photo",
     {{DOWN, 0, 1, 400, 600},
      {MOVE, 10, 1, 440, 600},
      {DOWN, 20, 2, 640, 600},
      {UP, 40, 2, 640, 600},
      {UP, 50, 1, 440, 600}}},
    {"the mouse's echo of a finger is not a second tap",
     "press:a activate:a",
     {{DOWN, 0, 1, 200, 150},
      {UP, 50, 1, 200, 150},
      {MOUSE_DOWN, 549, 99, 210, 150},
      {MOUSE_UP, 560, 99, 210, 150}}},
    {"the mouse's echo is not a second tap when it comes before the finger",
     "press:a cancel:a press:a activate:a",
     {{MOUSE_DOWN, 0, 99, 200, 150},
      {DOWN, 2, 1, 200, 150},
      {MOUSE_UP, 50, 99, 200, 150},
      {UP, 52, 1, 200, 150}}},
    {"a mouse is a finger of its own when no finger was near",
     "press:a activate:a press:a activate:a",
     {{DOWN, 0, 1, 200, 150},
      {UP, 50, 1, 200, 150},
      {MOUSE_DOWN, 551, 99, 210, 150},
      {MOUSE_UP, 600, 99, 210, 150}}},
    {"a finger whose going up was lost may come down again",
     "press:a cancel:a press:b activate:b",
     {{DOWN, 0, 1, 200, 150}, {DOWN, 900, 1, 500, 150}, {UP, 950, 1, 500, 150}}},
};

static void what_fingers_mean(gconstpointer data)
{
    const struct row *row = data;
    struct hand hand = hand_on_screen();
    begin(&hand);

    for (const struct step *step = row->steps; step->kind != END; step++)
        play(&hand, step);

    g_assert_cmpstr(hand.said->str, ==, row->said);
    finish(&hand);
}

/* Drags down an empty place, a sample each 10 ms, and lets go after a pause. */
static struct event flung(double px_per_sample, int samples, int64_t pause_ms)
{
    struct hand hand = hand_on_screen();
    begin(&hand);
    play(&hand, &(struct step){DOWN, 0, 1, 1000, 20});
    for (int i = 1; i <= samples; i++)
        play(&hand, &(struct step){MOVE, i * 10, 1, 1000, 20 + i * px_per_sample});
    double end = 20 + samples * px_per_sample;
    play(&hand, &(struct step){UP, samples * 10 + pause_ms, 1, 1000, end});
    struct event event = hand.last_drag_end;
    finish(&hand);
    return event;
}

static void speed_is_that_of_the_last_100_ms(void)
{
    struct event event = flung(10, 20, 0);
    g_assert_cmpfloat_with_epsilon(event.vy, 1000, 1);
    g_assert_cmpfloat(event.vx, ==, 0);
}

static void a_finger_still_for_50_ms_flings_nothing(void)
{
    g_assert_cmpfloat(flung(10, 20, 49).vy, >, 900);
    g_assert_cmpfloat(flung(10, 20, 50).vy, ==, 0);
}

static void a_fling_is_between_120_and_6000_px_a_second(void)
{
    g_assert_cmpfloat(flung(2, 50, 0).vy, >, 120);
    g_assert_cmpfloat(flung(1, 50, 0).vy, ==, 0);
    g_assert_cmpfloat_with_epsilon(flung(100, 9, 0).vy, 6000, 1);
}

static void an_axis_is_locked_at_1_6_to_1(void)
{
    struct {
        double x, y;
        enum drag_axis axis;
    } cases[] = {{32, 20, DRAG_AXIS_HORIZONTAL},
                 {31, 20, DRAG_AXIS_FREE},
                 {20, 32, DRAG_AXIS_VERTICAL},
                 {-20, -31, DRAG_AXIS_FREE}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct hand hand = hand_on_screen();
        begin(&hand);
        play(&hand, &(struct step){DOWN, 0, 1, 1000, 300});
        play(&hand, &(struct step){MOVE, 10, 1, 1000 + cases[i].x, 300 + cases[i].y});
        play(&hand, &(struct step){MOVE, 20, 1, 1000 + cases[i].x + 5, 300 + cases[i].y + 7});
        g_assert_cmpint(hand.last_drag.axis, ==, cases[i].axis);
        g_assert_cmpfloat(hand.last_drag.dx, ==, cases[i].axis == DRAG_AXIS_VERTICAL ? 0 : 5);
        g_assert_cmpfloat(hand.last_drag.dy, ==, cases[i].axis == DRAG_AXIS_HORIZONTAL ? 0 : 7);
        finish(&hand);
    }
}

static void a_pinch_says_how_much_further_the_fingers_are_apart(void)
{
    struct hand hand = hand_on_screen();
    begin(&hand);
    play(&hand, &(struct step){DOWN, 0, 1, 400, 600});
    play(&hand, &(struct step){DOWN, 10, 2, 600, 600});
    play(&hand, &(struct step){MOVE, 20, 1, 300, 600});
    play(&hand, &(struct step){MOVE, 30, 2, 800, 600});
    g_assert_cmpfloat_with_epsilon(hand.scale, 2.5, 1e-9);
    finish(&hand);
}

static void it_sleeps_while_no_finger_is_down(void)
{
    struct hand hand = hand_on_screen();
    begin(&hand);
    g_assert_cmpint(gesture_tick(hand.gesture, 0), ==, -1);
    play(&hand, &(struct step){DOWN, 0, 1, 200, 150});
    g_assert_cmpint(gesture_tick(hand.gesture, 1), ==, 5000);
    g_assert_cmpstr(gesture_pressed(hand.gesture), ==, "a");
    play(&hand, &(struct step){UP, 10, 1, 200, 150});
    g_assert_cmpint(gesture_tick(hand.gesture, 11), ==, -1);
    g_assert_null(gesture_pressed(hand.gesture));
    finish(&hand);
}

/* Whatever comes in, every beginning has its end and nothing is pressed in the end. */
static void random_fingers_leave_nothing_open(void)
{
    struct hand hand = hand_on_screen();
    begin(&hand);
    GRand *random = g_rand_new_with_seed(7);
    int64_t now_ms = 0;

    for (int i = 0; i < 20000; i++) {
        struct step step = {.kind = (enum step_kind)g_rand_int_range(random, DOWN, CANCEL + 1),
                            .at_ms = now_ms += g_rand_int_range(random, 0, 60),
                            .finger = g_rand_int_range(random, 1, 9),
                            .x = g_rand_int_range(random, -50, 2000),
                            .y = g_rand_int_range(random, -50, 1200)};
        play(&hand, &step);
        if (hand.said->len > 100000)
            g_string_truncate(hand.said, 0);
    }
    gesture_cancel(hand.gesture, now_ms);
    g_assert_false(gesture_is_touched(hand.gesture));
    g_rand_free(random);
    finish(&hand);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strdup_printf("/gesture/%s", rows[i].promise);
        g_test_add_data_func(path, &rows[i], what_fingers_mean);
    }
    g_test_add_func("/gesture/the speed of a fling is that of the last 100 ms",
                    speed_is_that_of_the_last_100_ms);
    g_test_add_func("/gesture/a finger still for 50 ms flings nothing",
                    a_finger_still_for_50_ms_flings_nothing);
    g_test_add_func("/gesture/a fling is between 120 and 6000 px a second",
                    a_fling_is_between_120_and_6000_px_a_second);
    g_test_add_func("/gesture/an axis is locked at 1.6 to 1", an_axis_is_locked_at_1_6_to_1);
    g_test_add_func("/gesture/a pinch says how much further the fingers are apart",
                    a_pinch_says_how_much_further_the_fingers_are_apart);
    g_test_add_func("/gesture/it sleeps while no finger is down",
                    it_sleeps_while_no_finger_is_down);
    g_test_add_func("/gesture/random fingers leave nothing open",
                    random_fingers_leave_nothing_open);
    return g_test_run();
}
