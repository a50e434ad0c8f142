#include <glib.h>
#include <math.h>

#include "kiosk/geometry.h"

static void assert_near(double a, double b)
{
    g_assert_cmpfloat_with_epsilon(a, b, 1e-6);
}

static void a_window_of_any_shape_shows_the_whole_canvas(void)
{
    static const struct {
        int w, h;
        double scale, x, y;
        enum orientation orientation;
    } cases[] = {
        {1920, 1080, 1, 0, 0, ORIENTATION_LANDSCAPE},
        {3840, 2160, 2, 0, 0, ORIENTATION_LANDSCAPE},
        {1080, 1920, 1, 0, 0, ORIENTATION_PORTRAIT},
        {1280, 1024, 1280 / 1920.0, 0, 152, ORIENTATION_LANDSCAPE},
        {2560, 1080, 1, 320, 0, ORIENTATION_LANDSCAPE},
        {1200, 1920, 1, 60, 0, ORIENTATION_PORTRAIT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct viewport v = viewport_for(cases[i].w, cases[i].h, false);
        assert_near(v.scale, cases[i].scale);
        assert_near(v.offset_x_px, cases[i].x);
        assert_near(v.offset_y_px, cases[i].y);
        g_assert_cmpint(v.orientation, ==, cases[i].orientation);
        g_assert_true(v.offset_x_px + v.width * v.scale <= cases[i].w + 1e-6);
        g_assert_true(v.offset_y_px + v.height * v.scale <= cases[i].h + 1e-6);
    }
}

static void a_touch_in_window_pixels_lands_on_the_same_logical_spot(void)
{
    struct viewport v = viewport_for(1366, 768, false);
    struct box box = viewport_to_window(&v, box_make(48, 968, 216, 96));
    struct point corner = viewport_to_logical(&v, box.x, box.y);
    assert_near(corner.x, 48);
    assert_near(corner.y, 968);
    struct point end = viewport_to_logical(&v, box.x + box.w, box.y + box.h);
    assert_near(end.x, 264);
    assert_near(end.y, 1064);
}

static void a_panel_hung_upright_can_be_forced_to_portrait(void)
{
    struct viewport v = viewport_for(1920, 1080, true);
    g_assert_cmpint(v.orientation, ==, ORIENTATION_PORTRAIT);
    assert_near(v.width, 1080);
    assert_near(v.scale, 1080 / 1920.0);
}

static void a_window_of_no_size_is_survived(void)
{
    struct viewport v = viewport_for(0, -3, false);
    g_assert_true(v.scale > 0);
}

static void a_point_on_the_seam_of_two_buttons_is_in_one_of_them(void)
{
    struct box left = {0, 0, 100, 50};
    struct box right = {100, 0, 100, 50};
    struct point seam = {100, 10};
    g_assert_false(box_contains(left, seam));
    g_assert_true(box_contains(right, seam));
    g_assert_true(box_is_empty(box_intersect(left, right)));
}

static void insetting_by_more_than_half_leaves_nothing_and_not_less(void)
{
    struct box box = box_inset(box_make(10, 10, 20, 40), 15);
    assert_near(box.w, 0);
    assert_near(box.h, 10);
    assert_near(box.x, 20);
    struct box grown = box_inset(box_make(10, 10, 20, 40), -5);
    assert_near(grown.x, 5);
    assert_near(grown.w, 30);
}

static void a_face_at_the_edge_of_a_photograph_stays_in_the_cut(void)
{
    for (double focal = 0; focal <= 1; focal += 0.125) {
        struct box wide = box_cover(2.0, 0.5, focal, 0.5);
        g_assert_true(wide.x >= -1e-9 && wide.x + wide.w <= 1 + 1e-9);
        g_assert_true(focal >= wide.x - 1e-9 && focal <= wide.x + wide.w + 1e-9);
        assert_near(wide.w, 0.25);
        struct box tall = box_cover(0.5, 2.0, 0.5, focal);
        g_assert_true(focal >= tall.y - 1e-9 && focal <= tall.y + tall.h + 1e-9);
        assert_near(tall.h, 0.25);
    }
}

static void a_film_keeps_its_shape_in_any_box(void)
{
    struct box box = box_fit(box_make(48, 112, 1120, 800), 16 / 9.0);
    assert_near(box.w / box.h, 16 / 9.0);
    assert_near(box.x, 48);
    assert_near(box.y + box.h / 2, 512);
    struct box narrow = box_fit(box_make(0, 0, 1000, 200), 0.5);
    assert_near(narrow.h, 200);
    assert_near(narrow.w, 100);
}

static void mirroring_twice_is_the_first_box_again(void)
{
    struct box box = {48, 968, 216, 96};
    struct box mirrored = box_mirror(box, 1920);
    assert_near(mirrored.x, 1920 - 48 - 216);
    assert_near(box_mirror(mirrored, 1920).x, 48);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/geometry/" #name, name)
    PROMISE(a_window_of_any_shape_shows_the_whole_canvas);
    PROMISE(a_touch_in_window_pixels_lands_on_the_same_logical_spot);
    PROMISE(a_panel_hung_upright_can_be_forced_to_portrait);
    PROMISE(a_window_of_no_size_is_survived);
    PROMISE(a_point_on_the_seam_of_two_buttons_is_in_one_of_them);
    PROMISE(insetting_by_more_than_half_leaves_nothing_and_not_less);
    PROMISE(a_face_at_the_edge_of_a_photograph_stays_in_the_cut);
    PROMISE(a_film_keeps_its_shape_in_any_box);
    PROMISE(mirroring_twice_is_the_first_box_again);
    return g_test_run();
}
