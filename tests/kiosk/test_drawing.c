#include "kiosk/drawing.h"

#include <string.h>

enum { SIDE = 64, MARKS = 24, ROUNDS = 4000 };

/* A mark of one of a few sizes, places and colours, so that frames share many. */
static struct mark any_mark(GRand *random)
{
    struct pixel_box at = {g_rand_int_range(random, 0, 7) * 8, g_rand_int_range(random, 0, 7) * 8,
                           g_rand_int_range(random, 1, 4) * 8, g_rand_int_range(random, 1, 4) * 8};
    struct color color = {(uint8_t)g_rand_int_range(random, 0, 3), 0, 0,
                          g_rand_boolean(random) ? 255 : 100};
    return (struct mark){.x = (float)at.x,
                         .y = (float)at.y,
                         .w = (float)at.w,
                         .h = (float)at.h,
                         .color = color,
                         .seen = pixel_box_intersect(at, (struct pixel_box){0, 0, SIDE, SIDE}),
                         .is_opaque = color.a == 255,
                         .is_scaled = g_rand_int_range(random, 0, 8) == 0};
}

/* Like @from, with marks taken away, moved to the top, added and changed. */
static void vary(const struct drawing *from, struct drawing *to, GRand *random)
{
    struct mark ground = {.w = SIDE,
                          .h = SIDE,
                          .color = {9, 0, 0, 255},
                          .seen = {0, 0, SIDE, SIDE},
                          .is_opaque = true};
    drawing_add(to, &ground);
    for (guint i = 1; i < from->marks->len; i++) {
        const struct mark *mark = &g_array_index(from->marks, struct mark, i);
        struct mark other = any_mark(random);
        switch (g_rand_int_range(random, 0, 12)) {
        case 0:
            break;
        case 1:
            drawing_add(to, &other);
            break;
        case 2:
            drawing_add(to, &other);
            drawing_add(to, mark);
            break;
        case 3:
            drawing_add(to, &g_array_index(from->marks, struct mark, from->marks->len - i));
            break;
        default:
            drawing_add(to, mark);
            break;
        }
    }
    while (to->marks->len < MARKS) {
        struct mark other = any_mark(random);
        drawing_add(to, &other);
    }
}

/* What a pixel looks like tells every mark that made it, in order. */
static void paint(const struct drawing *drawing, struct pixel_box box, uint64_t *pixels)
{
    for (guint i = drawing_ground(drawing, box); i < drawing->marks->len; i++) {
        const struct mark *mark = &g_array_index(drawing->marks, struct mark, i);
        struct pixel_box at = pixel_box_intersect(mark->seen, box);
        if (mark->is_scaled && !pixel_box_is_empty(at))
            g_assert_true(pixel_box_holds(box, mark->seen));
        for (int y = at.y; y < at.y + at.h; y++)
            for (int x = at.x; x < at.x + at.w; x++) {
                uint64_t *pixel = &pixels[y * SIDE + x];
                *pixel = (mark->is_opaque ? 0 : *pixel * 31) + mark->color.r * 7U + mark->color.a;
            }
    }
}

static void what_two_frames_share_is_not_painted_and_all_else_is(void)
{
    GRand *random = g_rand_new_with_seed(7);
    struct drawing before, after;
    static uint64_t partly[SIDE * SIDE], wholly[SIDE * SIDE];
    drawing_init(&before);
    drawing_init(&after);
    vary(&after, &before, random);
    paint(&before, (struct pixel_box){0, 0, SIDE, SIDE}, partly);
    for (int i = 0; i < ROUNDS; i++) {
        struct damage damage;
        g_array_set_size(after.marks, 0);
        vary(&before, &after, random);
        drawing_compare(&before, &after, &damage);
        for (int k = 0; k < damage.count; k++)
            paint(&after, damage.boxes[k], partly);
        paint(&after, (struct pixel_box){0, 0, SIDE, SIDE}, wholly);
        g_assert_cmpmem(partly, sizeof partly, wholly, sizeof wholly);
        struct drawing done = before;
        before = after;
        after = done;
    }
    drawing_finish(&before);
    drawing_finish(&after);
    g_rand_free(random);
}

static struct mark plain(int x, int y, uint8_t red)
{
    return (struct mark){.x = (float)x,
                         .y = (float)y,
                         .w = 40,
                         .h = 40,
                         .color = {red, 0, 0, 255},
                         .seen = {x, y, 40, 40},
                         .is_opaque = true};
}

static void a_press_far_from_a_running_clock_paints_two_small_boxes(void)
{
    struct drawing before, after;
    drawing_init(&before);
    drawing_init(&after);
    for (int i = 0; i < 20; i++) {
        struct mark still = plain(i * 90, 500, 1);
        struct mark pressed = plain(i * 90, 500, 2), clock = plain(1800, 20, 3);
        drawing_add(&before, &still);
        drawing_add(&after, i == 4 ? &pressed : &still);
        if (i == 10)
            drawing_add(&after, &clock);
    }
    struct damage damage;
    drawing_compare(&before, &after, &damage);
    g_assert_cmpint(damage.count, ==, 2);
    g_assert_cmpint(damage.boxes[0].x, ==, 360);
    g_assert_cmpint(damage.boxes[0].w, ==, 40);
    g_assert_cmpint(damage.boxes[1].x, ==, 1800);
    drawing_compare(&after, &after, &damage);
    g_assert_cmpint(damage.count, ==, 0);
    drawing_finish(&before);
    drawing_finish(&after);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/drawing/" #name, name)
    PROMISE(what_two_frames_share_is_not_painted_and_all_else_is);
    PROMISE(a_press_far_from_a_running_clock_paints_two_small_boxes);
    return g_test_run();
}
