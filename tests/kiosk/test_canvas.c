#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "kiosk/canvas.h"
#include "kiosk/mask.h"
#include "media/mailbox.h"

static const struct color black = {0, 0, 0, 255};
static const struct color white = {255, 255, 255, 255};

static struct canvas *given_canvas(int w, int h)
{
    g_autoptr(GError) error = NULL;
    struct canvas *canvas = canvas_create_offscreen(w, h, false, &error);
    g_assert_no_error(error);
    return canvas;
}

static int red_at(struct canvas *canvas, int x, int y)
{
    struct color pixel;
    g_assert_true(canvas_pixel(canvas, x, y, &pixel));
    return pixel.r;
}

static void a_box_has_crisp_edges_and_soft_corners(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    canvas_begin(canvas, black);
    canvas_fill(canvas, (struct box){100, 100, 200, 120}, 24, white);
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpint(red_at(canvas, 99, 160), ==, 0);
    g_assert_cmpint(red_at(canvas, 100, 160), ==, 255);
    g_assert_cmpint(red_at(canvas, 299, 160), ==, 255);
    g_assert_cmpint(red_at(canvas, 300, 160), ==, 0);
    g_assert_cmpint(red_at(canvas, 100, 100), ==, 0);
    g_assert_cmpint(red_at(canvas, 199, 100), ==, 255);
    /* On the diagonal the arc passes 24 · (1 − 1/√2) = 7.03 px from either edge. */
    g_assert_cmpint(red_at(canvas, 106, 106), <, 160);
    g_assert_cmpint(red_at(canvas, 107, 107), >, 128);
    g_assert_cmpint(red_at(canvas, 109, 109), ==, 255);
    int soft = 0;
    for (int x = 100; x < 124; x++)
        for (int y = 100; y < 124; y++) {
            int value = red_at(canvas, x, y);
            soft += value > 0 && value < 255;
            g_assert_cmpint(value, ==, red_at(canvas, 399 - x, y));
            g_assert_cmpint(value, ==, red_at(canvas, x, 319 - y));
        }
    g_assert_cmpint(soft, >, 20);
    canvas_destroy(canvas);
}

static void a_rounded_corner_covers_what_geometry_says(void)
{
    for (int radius = 4; radius <= 64; radius += 12) {
        struct mask mask = mask_corners(radius, 0);
        double sum = 0;
        for (int i = 0; i < mask.w * mask.h; i++)
            sum += mask.alpha[i] / 255.0;
        double disc = G_PI * radius * radius;
        g_assert_cmpfloat_with_epsilon(sum, disc, disc * 0.01 + 0.5);
        mask_finish(&mask);
    }
}

static void a_see_through_box_has_no_seams_between_its_parts(void)
{
    struct canvas *canvas = given_canvas(1366, 768);
    canvas_begin(canvas, black);
    struct color half = {255, 255, 255, 128};
    canvas_fill(canvas, (struct box){50.3, 50.7, 401.9, 300.2}, 32, half);
    g_assert_true(canvas_present(canvas, NULL));
    int middle = red_at(canvas, 200, 150);
    g_assert_cmpint(ABS(middle - 128), <=, 2);
    for (int x = 80; x < 280; x++)
        g_assert_cmpint(red_at(canvas, x, 150), ==, middle);
    for (int y = 62; y < 230; y++)
        g_assert_cmpint(red_at(canvas, 200, y), ==, middle);
    canvas_destroy(canvas);
}

static void a_border_lies_inside_its_box_and_is_as_wide_as_said(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    canvas_begin(canvas, black);
    canvas_stroke(canvas, (struct box){100, 100, 200, 100}, 20, 3, white);
    g_assert_true(canvas_present(canvas, NULL));
    static const int expected[] = {0, 255, 255, 255, 0};
    for (int i = 0; i < 5; i++) {
        g_assert_cmpint(red_at(canvas, 99 + i, 150), ==, expected[i]);
        g_assert_cmpint(red_at(canvas, 200, 99 + i), ==, expected[i]);
        g_assert_cmpint(red_at(canvas, 300 - i, 150), ==, expected[i]);
        g_assert_cmpint(red_at(canvas, 200, 200 - i), ==, expected[i]);
    }
    canvas_destroy(canvas);
}

static void nothing_is_drawn_outside_the_clip_or_in_the_letterbox(void)
{
    struct canvas *canvas = given_canvas(1920, 1200);
    canvas_begin(canvas, black);
    canvas_fill(canvas, (struct box){-500, -500, 4000, 4000}, 0, white);
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpint(red_at(canvas, 960, 30), ==, 0);
    g_assert_cmpint(red_at(canvas, 960, 61), ==, 255);
    canvas_begin(canvas, black);
    canvas_push_clip(canvas, (struct box){100, 100, 50, 50});
    canvas_push_clip(canvas, (struct box){120, 0, 500, 500});
    canvas_fill(canvas, (struct box){0, 0, 1920, 1080}, 0, white);
    canvas_pop_clip(canvas);
    canvas_push_clip(canvas, (struct box){900, 900, 10, 10});
    canvas_fill(canvas, (struct box){0, 0, 1920, 1080}, 0, white);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpint(red_at(canvas, 119, 180), ==, 0);
    g_assert_cmpint(red_at(canvas, 120, 180), ==, 255);
    g_assert_cmpint(red_at(canvas, 149, 209), ==, 255);
    g_assert_cmpint(red_at(canvas, 150, 180), ==, 0);
    g_assert_cmpint(red_at(canvas, 905, 965), ==, 0);
    canvas_destroy(canvas);
}

static void scrolling_moves_shapes_without_changing_them(void)
{
    struct canvas *canvas = given_canvas(1366, 768);
    int width = -1;
    for (double dx = 0; dx < 3; dx += 0.37) {
        canvas_begin(canvas, black);
        canvas_push_translate(canvas, dx, 0);
        canvas_fill(canvas, (struct box){101, 100, 77, 40}, 0, white);
        canvas_pop_translate(canvas);
        g_assert_true(canvas_present(canvas, NULL));
        int count = 0;
        for (int x = 0; x < 300; x++)
            count += red_at(canvas, x, 90) == 255;
        g_assert_true(width < 0 || width == count);
        width = count;
    }
    canvas_destroy(canvas);
}

static void a_scrim_leaves_faces_alone_and_covers_what_is_behind_text(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    canvas_begin(canvas, black);
    canvas_fill(canvas, (struct box){100, 100, 400, 400}, 24, white);
    canvas_scrim(canvas, (struct box){100, 100, 400, 400}, 24, 0.35, 0.7,
                 (struct color){0, 0, 0, 219});
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpint(red_at(canvas, 300, 200), ==, 255);
    g_assert_cmpint(red_at(canvas, 300, 239), ==, 255);
    int before = 255;
    for (int y = 240; y < 380; y++) {
        int value = red_at(canvas, 300, y);
        g_assert_cmpint(value, <=, before + 3);
        before = value;
    }
    for (int y = 381; y < 499; y++)
        g_assert_cmpint(ABS(red_at(canvas, 300, y) - 36), <=, 2);
    /* No bright rim where the roundings of picture and scrim meet. */
    for (int x = 100; x < 124; x++)
        for (int y = 476; y < 500; y++)
            g_assert_cmpint(red_at(canvas, x, y), <=, 40);
    canvas_destroy(canvas);
}

static void a_gradient_between_near_colours_shows_no_bands(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    canvas_begin(canvas, black);
    canvas_gradient(canvas, (struct box){0, 0, 1920, 1080}, (struct color){20, 20, 20, 255},
                    (struct color){30, 30, 30, 255});
    g_assert_true(canvas_present(canvas, NULL));
    /* Between two steps both values stand side by side in a row. */
    int mixed = 0;
    for (int y = 200; y < 880; y += 20) {
        bool is_mixed = false;
        for (int x = 1; x < 60; x++)
            is_mixed = is_mixed || red_at(canvas, x, y) != red_at(canvas, 0, y);
        mixed += is_mixed;
    }
    g_assert_cmpint(mixed, >=, 30);
    canvas_destroy(canvas);
}

static void a_countdown_ring_empties_clockwise_from_the_top(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    canvas_begin(canvas, black);
    canvas_ring(canvas, (struct point){500, 500}, 50, 10, 0.25, white);
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpint(red_at(canvas, 531, 468), ==, 255);
    g_assert_cmpint(red_at(canvas, 468, 468), ==, 0);
    g_assert_cmpint(red_at(canvas, 500, 500), ==, 0);
    g_assert_cmpint(red_at(canvas, 468, 531), ==, 0);
    canvas_destroy(canvas);
}

static void a_waveform_shows_what_was_played_in_another_colour(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    double heights[50];
    for (int i = 0; i < 50; i++)
        heights[i] = 0.2 + 0.8 * (i % 5) / 4.0;
    canvas_begin(canvas, black);
    canvas_bars(canvas, (struct box){100, 100, 1000, 96}, heights, 50, 0.5, white,
                (struct color){90, 90, 90, 255});
    g_assert_true(canvas_present(canvas, NULL));
    int played = 0;
    int rest = 0;
    for (int x = 100; x < 1100; x++) {
        int value = red_at(canvas, x, 148);
        played += value == 255;
        rest += value == 90;
        if (x < 590)
            g_assert_cmpint(value, !=, 90);
        if (x > 610)
            g_assert_cmpint(value, !=, 255);
    }
    g_assert_cmpint(played, >, 150);
    g_assert_cmpint(ABS(played - rest), <=, 10);
    canvas_destroy(canvas);
}

static void a_hidden_pictures_pattern_is_always_the_same_and_never_flat(void)
{
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);
    struct theme *theme = theme_load(folder, THEME_EVENING, NULL);
    struct canvas *canvas = given_canvas(1920, 1080);
    struct color first[20];
    for (int round = 0; round < 2; round++) {
        canvas_begin(canvas, black);
        canvas_pattern(canvas, theme, (struct box){100, 100, 400, 300}, 24, 4711, COLOR_TEAL);
        g_assert_true(canvas_present(canvas, NULL));
        canvas_lost(canvas, true);
        int lowest = 255;
        int highest = 0;
        for (int i = 0; i < 20; i++) {
            struct color pixel;
            g_assert_true(canvas_pixel(canvas, 120 + 18 * i, 120 + 13 * i, &pixel));
            if (round == 1)
                g_assert_cmpmem(&pixel, sizeof pixel, &first[i], sizeof pixel);
            first[i] = pixel;
            lowest = MIN(lowest, pixel.g);
            highest = MAX(highest, pixel.g);
        }
        g_assert_cmpint(highest - lowest, >, 25);
    }
    canvas_destroy(canvas);
    theme_destroy(theme);
}

/* As many hidden pictures as an archive has: their patterns are drawn anew when they come back. */
static void patterns_of_many_pictures_take_bounded_memory(void)
{
    enum { MANY = 80, BOUND = 80 * 1024 * 1024 };
    struct canvas *canvas = given_canvas(1920, 1080);
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);
    struct theme *theme = theme_load(folder, THEME_EVENING, &error);
    g_assert_no_error(error);
    for (uint32_t seed = 0; seed < MANY; seed++) {
        canvas_begin(canvas, black);
        canvas_pattern(canvas, theme, (struct box){100, 100, 900, 600}, 24, seed, COLOR_TEAL);
        canvas_pattern(canvas, theme, (struct box){1100, 100, 400, 300}, 24, 4711, COLOR_TEAL);
        g_assert_true(canvas_present(canvas, NULL));
        g_assert_cmpuint(canvas_texture_bytes(canvas), <, BOUND);
    }
    theme_destroy(theme);
    canvas_destroy(canvas);
}

static void a_film_keeps_its_shape_and_its_colours(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    g_autofree uint8_t *luma = g_malloc(80 * 60);
    g_autofree uint8_t *chroma = g_malloc(40 * 30);
    for (int i = 0; i < 80 * 60; i++)
        luma[i] = 235;
    for (int i = 0; i < 40 * 30; i++)
        chroma[i] = 128;
    struct frame frame = {.planes = {luma, chroma, chroma},
                          .pitches = {80, 40, 40},
                          .width_px = 80,
                          .height_px = 60,
                          .aspect_width = 4,
                          .aspect_height = 3,
                          .sequence = 1};
    canvas_begin(canvas, black);
    struct box shown =
        canvas_frame(canvas, CANVAS_FILM_FIRST, (struct box){100, 100, 1120, 630}, &frame);
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpfloat_with_epsilon(shown.w, 840, 0.01);
    g_assert_cmpint(red_at(canvas, 660, 400), >=, 250);
    g_assert_cmpint(red_at(canvas, 230, 400), ==, 0);
    canvas_begin(canvas, black);
    canvas_frame(canvas, CANVAS_FILM_FIRST, (struct box){100, 100, 1120, 630}, NULL);
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpint(red_at(canvas, 660, 400), ==, 0);
    canvas_destroy(canvas);
}

static void a_screen_fades_as_one_picture(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    canvas_begin(canvas, black);
    canvas_layer_begin(canvas, white);
    canvas_fill(canvas, (struct box){100, 100, 200, 200}, 0, white);
    canvas_layer_end(canvas, 0.5, 0);
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpint(ABS(red_at(canvas, 50, 50) - 128), <=, 2);
    g_assert_cmpint(red_at(canvas, 150, 150), ==, red_at(canvas, 50, 50));
    canvas_destroy(canvas);
}

static void a_picture_of_the_screen_is_a_whole_file_or_none(void)
{
    struct canvas *canvas = given_canvas(320, 180);
    g_autofree char *folder = g_dir_make_tmp("canvas-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "a.png", NULL);
    g_autoptr(GError) error = NULL;
    canvas_begin(canvas, white);
    g_assert_true(canvas_present(canvas, &error));
    g_assert_true(canvas_save_png(canvas, path, &error));
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_cmpmem(bytes, 4, "\x89PNG", 4);
    g_assert_false(canvas_save_png(canvas, "/nowhere/at/all.png", &error));
    g_assert_nonnull(error);
    g_unlink(path);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    canvas_destroy(canvas);
}

static void drawing_goes_on_after_the_driver_lost_everything(void)
{
    struct canvas *canvas = given_canvas(1920, 1080);
    for (int round = 0; round < 4; round++) {
        canvas_begin(canvas, black);
        canvas_fill(canvas, (struct box){100, 100, 200, 120}, 24, white);
        g_assert_true(canvas_present(canvas, NULL));
        g_assert_cmpint(red_at(canvas, 200, 160), ==, 255);
        canvas_lost(canvas, round % 2 == 1);
        g_assert_cmpuint(canvas_texture_bytes(canvas), ==, 0);
    }
    g_assert_cmpuint(canvas_presented(canvas), ==, 4);
    canvas_destroy(canvas);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/canvas/" #name, name)
    PROMISE(a_box_has_crisp_edges_and_soft_corners);
    PROMISE(a_rounded_corner_covers_what_geometry_says);
    PROMISE(a_see_through_box_has_no_seams_between_its_parts);
    PROMISE(a_border_lies_inside_its_box_and_is_as_wide_as_said);
    PROMISE(nothing_is_drawn_outside_the_clip_or_in_the_letterbox);
    PROMISE(scrolling_moves_shapes_without_changing_them);
    PROMISE(a_scrim_leaves_faces_alone_and_covers_what_is_behind_text);
    PROMISE(a_gradient_between_near_colours_shows_no_bands);
    PROMISE(a_countdown_ring_empties_clockwise_from_the_top);
    PROMISE(a_waveform_shows_what_was_played_in_another_colour);
    PROMISE(a_hidden_pictures_pattern_is_always_the_same_and_never_flat);
    PROMISE(patterns_of_many_pictures_take_bounded_memory);
    PROMISE(a_film_keeps_its_shape_and_its_colours);
    PROMISE(a_screen_fades_as_one_picture);
    PROMISE(a_picture_of_the_screen_is_a_whole_file_or_none);
    PROMISE(drawing_goes_on_after_the_driver_lost_everything);
    return g_test_run();
}
