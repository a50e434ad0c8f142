#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "kiosk/canvas.h"
#include "kiosk/picture.h"
#include "kiosk/picture_file.h"
#include "kiosk/resample.h"

struct given {
    struct canvas *canvas;
    struct pictures *pictures;
    char *folder;
    int64_t now_ms;
};

static struct given given_pictures(size_t budget)
{
    g_autoptr(GError) error = NULL;
    struct given given = {.canvas = canvas_create_offscreen(1920, 1080, false, &error)};
    g_assert_no_error(error);
    given.pictures = pictures_create(given.canvas, budget, NULL, NULL);
    given.folder = g_dir_make_tmp("pictures-XXXXXX", NULL);
    return given;
}

static void given_finish(struct given *given)
{
    pictures_destroy(given->pictures);
    canvas_destroy(given->canvas);
    GDir *dir = g_dir_open(given->folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(given->folder, name, NULL);
        g_unlink(path);
    }
    g_dir_close(dir);
    g_rmdir(given->folder);
    g_free(given->folder);
}

/* A PNG of one colour, 1920 by 1080, made by the canvas itself. */
static char *given_png(struct given *given, const char *name, struct color color)
{
    char *path = g_build_filename(given->folder, name, NULL);
    g_autoptr(GError) error = NULL;
    canvas_begin(given->canvas, color);
    g_assert_true(canvas_present(given->canvas, &error));
    g_assert_true(canvas_save_png(given->canvas, path, &error));
    g_assert_no_error(error);
    return path;
}

static struct picture_wish wish_of(const char *path)
{
    return (struct picture_wish){
        .path = path, .width = 400, .height = 300, .focal_x = 0.5, .focal_y = 0.5, .radius = 24};
}

/* One frame in which the wishes are drawn; returns the pixel asked for. */
static struct color frame_with(struct given *given, const struct picture_wish *wishes, size_t count,
                               int x, int y)
{
    given->now_ms += 1000;
    pictures_tick(given->pictures, given->now_ms);
    canvas_begin(given->canvas, (struct color){0, 0, 0, 255});
    for (size_t i = 0; i < count; i++)
        canvas_picture(given->canvas, picture_get(given->pictures, &wishes[i]),
                       (struct box){100, 100, wishes[i].width, wishes[i].height});
    g_assert_true(canvas_present(given->canvas, NULL));
    struct color pixel;
    g_assert_true(canvas_pixel(given->canvas, x, y, &pixel));
    return pixel;
}

static void a_photograph_appears_once_it_is_read_with_round_corners(void)
{
    struct given given = given_pictures(0);
    g_autofree char *path = given_png(&given, "a.png", (struct color){200, 100, 50, 255});
    struct picture_wish wish = wish_of(path);
    frame_with(&given, &wish, 1, 300, 250);
    pictures_drain(given.pictures);
    frame_with(&given, &wish, 1, 300, 250);
    struct color middle = frame_with(&given, &wish, 1, 300, 250);
    g_assert_cmpint(middle.r, ==, 200);
    g_assert_cmpint(middle.b, ==, 50);
    g_assert_cmpint(picture_state(picture_get(given.pictures, &wish)), ==, PICTURE_READY);
    g_assert_cmpfloat_with_epsilon(picture_aspect(picture_get(given.pictures, &wish)), 16 / 9.0,
                                   0.001);
    struct color corner = frame_with(&given, &wish, 1, 100, 100);
    g_assert_cmpint(corner.r, ==, 0);
    struct color edge = frame_with(&given, &wish, 1, 100, 250);
    g_assert_cmpint(edge.r, ==, 200);
    given_finish(&given);
}

static void a_picture_fades_in_unless_less_motion_is_wanted(void)
{
    struct given given = given_pictures(0);
    g_autofree char *path = given_png(&given, "a.png", (struct color){255, 255, 255, 255});
    struct picture_wish wish = wish_of(path);
    pictures_tick(given.pictures, 1000);
    struct picture *picture = picture_get(given.pictures, &wish);
    pictures_drain(given.pictures);
    g_assert_true(pictures_tick(given.pictures, 1100));
    g_assert_cmpfloat_with_epsilon(picture_fade(picture), 0.5, 0.01);
    pictures_set_less_motion(given.pictures, true);
    g_assert_cmpfloat(picture_fade(picture), ==, 1);
    g_assert_false(pictures_tick(given.pictures, 1101));
    given_finish(&given);
}

/* A pipe into which nobody writes yet stands for a slow disk. */
static void only_a_picture_that_is_late_needs_something_in_its_place(void)
{
    struct given given = given_pictures(0);
    g_autofree char *good = given_png(&given, "good.png", (struct color){255, 0, 0, 255});
    g_autofree char *slow = g_build_filename(given.folder, "slow.png", NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(good, &bytes, &length, NULL));
    g_assert_cmpint(mkfifo(slow, 0600), ==, 0);
    const struct picture_wish wish = wish_of(slow), quick_wish = wish_of(good);
    pictures_tick(given.pictures, 1000);
    g_assert_false(picture_is_late(picture_get(given.pictures, &wish)));
    g_assert_false(picture_is_late(picture_get(given.pictures, &quick_wish)));
    g_assert_true(pictures_tick(given.pictures, 1149)); /* a frame is wanted when it is late */
    g_assert_false(picture_is_late(picture_get(given.pictures, &wish)));
    pictures_tick(given.pictures, 1150);
    g_assert_true(picture_is_late(picture_get(given.pictures, &wish)));

    FILE *pipe = fopen(slow, "wb");
    g_assert_nonnull(pipe);
    g_assert_cmpuint(fwrite(bytes, 1, length, pipe), ==, length);
    fclose(pipe);
    pictures_drain(given.pictures);
    struct picture *picture = picture_get(given.pictures, &wish);
    g_assert_cmpint(picture_state(picture), ==, PICTURE_READY);
    g_assert_true(
        picture_is_late(picture)); /* and what stood there stays under it as it fades in */
    given_finish(&given);
}

static void files_that_are_no_pictures_fail_and_harm_nothing(void)
{
    static const struct {
        const char *bytes;
        size_t length;
    } cases[] = {
        {"", 0},
        {"<svg xmlns='http://www.w3.org/2000/svg'/>", 41},
        {"GIF89a\1\0\1\0\0\0\0;", 14},
        {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1", 24},
        {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\b\2\0\0\0", 29},
        {"\xff\xd8\xff\xe0\0\2\xff\xc0\0\x11\b\0\x10\0\x10\3", 16},
        {"\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0", 12},
        {"RIFF\x20\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff", 30},
    };
    struct given given = given_pictures(0);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = g_strdup_printf("%zu", i);
        g_autofree char *path = g_build_filename(given.folder, name, NULL);
        g_assert_true(g_file_set_contents(path, cases[i].bytes, (gssize)cases[i].length, NULL));
        struct picture_wish wish = wish_of(path);
        picture_get(given.pictures, &wish);
        pictures_drain(given.pictures);
        g_assert_cmpint(picture_state(picture_get(given.pictures, &wish)), ==, PICTURE_FAILED);
    }
    struct picture_wish absent = wish_of("/nowhere/at/all.jpg");
    picture_get(given.pictures, &absent);
    pictures_drain(given.pictures);
    g_assert_cmpint(picture_state(picture_get(given.pictures, &absent)), ==, PICTURE_FAILED);
    struct picture_wish none = wish_of(NULL);
    g_assert_cmpint(picture_state(picture_get(given.pictures, &none)), ==, PICTURE_FAILED);
    given_finish(&given);
}

/* Files of the exhibition are named by their SHA-256. */
static void a_picture_that_is_not_what_its_name_says_is_not_shown(void)
{
    struct given given = given_pictures(0);
    g_autofree char *plain = given_png(&given, "a.png", (struct color){200, 100, 50, 255});
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(plain, &bytes, &length, NULL));
    g_autofree char *digest =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    g_autofree char *other = g_strnfill(64, 'a');
    const struct {
        const char *name;
        enum picture_state state;
    } cases[] = {{digest, PICTURE_READY}, {other, PICTURE_FAILED}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_build_filename(given.folder, cases[i].name, NULL);
        g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
        struct picture_wish wish = wish_of(path);
        frame_with(&given, &wish, 1, 300, 250);
        pictures_drain(given.pictures);
        frame_with(&given, &wish, 1, 300, 250);
        struct color seen = frame_with(&given, &wish, 1, 300, 250);
        g_assert_cmpint(picture_state(picture_get(given.pictures, &wish)), ==, cases[i].state);
        g_assert_cmpint(seen.r, ==, cases[i].state == PICTURE_READY ? 200 : 0);
    }
    given_finish(&given);
}

static void pictures_out_of_sight_make_room_for_others(void)
{
    size_t one = 400 * 300 * 4;
    struct given given = given_pictures(3 * one);
    g_autofree char *path = given_png(&given, "a.png", (struct color){9, 9, 9, 255});
    struct picture_wish wish = wish_of(path);
    for (int i = 0; i < 12; i++) {
        wish.focal_x = i / 12.0;
        for (int frame = 0; frame < 6; frame++) {
            frame_with(&given, &wish, 1, 0, 0);
            pictures_drain(given.pictures);
        }
        g_assert_cmpuint(pictures_stats(given.pictures).texture_bytes, <=, 4 * one);
    }
    g_assert_cmpuint(pictures_stats(given.pictures).dropped, >, 0);
    g_assert_cmpint(picture_state(picture_get(given.pictures, &wish)), ==, PICTURE_READY);
    given_finish(&given);
}

static void everything_on_screen_stays_although_the_budget_is_small(void)
{
    struct given given = given_pictures(1);
    g_autofree char *path = given_png(&given, "a.png", (struct color){9, 9, 9, 255});
    struct picture_wish wishes[4];
    for (int i = 0; i < 4; i++) {
        wishes[i] = wish_of(path);
        wishes[i].focal_x = i / 4.0;
    }
    for (int frame = 0; frame < 10; frame++) {
        frame_with(&given, wishes, 4, 0, 0);
        pictures_drain(given.pictures);
    }
    for (int i = 0; i < 4; i++)
        g_assert_cmpint(picture_state(picture_get(given.pictures, &wishes[i])), ==, PICTURE_READY);
    g_assert_cmpuint(pictures_stats(given.pictures).decoded, ==, 4);
    given_finish(&given);
}

static void pictures_come_back_after_the_driver_lost_its_textures(void)
{
    struct given given = given_pictures(0);
    g_autofree char *path = given_png(&given, "a.png", (struct color){200, 100, 50, 255});
    struct picture_wish wish = wish_of(path);
    for (int round = 0; round < 2; round++) {
        frame_with(&given, &wish, 1, 300, 250);
        pictures_drain(given.pictures);
        frame_with(&given, &wish, 1, 300, 250);
        struct color shown = frame_with(&given, &wish, 1, 300, 250);
        g_assert_cmpint(shown.r, ==, 200);
        canvas_lost(given.canvas, round == 1);
        g_assert_cmpuint(pictures_stats(given.pictures).texture_bytes, ==, 0);
    }
    frame_with(&given, &wish, 1, 300, 250);
    pictures_drain(given.pictures);
    frame_with(&given, &wish, 1, 300, 250);
    struct color shown = frame_with(&given, &wish, 1, 300, 250);
    g_assert_cmpint(shown.r, ==, 200);
    given_finish(&given);
}

static void making_a_picture_smaller_keeps_its_mean_and_its_fine_lines(void)
{
    enum { SIDE = 256, SMALL = 32 };
    g_autofree uint32_t *pixels = g_new(uint32_t, SIDE * SIDE);
    g_autofree uint32_t *small = g_new(uint32_t, SMALL * SMALL);
    for (int i = 0; i < SIDE * SIDE; i++)
        pixels[i] = i % SIDE % 2 == 0 ? 0xffffffff : 0xff000000;
    struct bitmap from = {pixels, SIDE, SIDE, SIDE};
    struct bitmap to = {small, SMALL, SMALL, SMALL};
    g_assert_true(resample(&from, (struct box){0, 0, SIDE, SIDE}, &to));
    for (int i = 0; i < SMALL * SMALL; i++) {
        g_assert_cmpint(small[i] >> 24, ==, 255);
        g_assert_cmpint(ABS((int)(small[i] & 255) - 127), <=, 6);
    }
    g_assert_true(resample(&from, (struct box){0, 0, SIDE, SIDE}, &from));
    for (int i = 0; i < SIDE; i++)
        g_assert_cmphex(pixels[i], ==, i % 2 == 0 ? 0xffffffff : 0xff000000);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/picture/" #name, name)
    PROMISE(a_photograph_appears_once_it_is_read_with_round_corners);
    PROMISE(a_picture_fades_in_unless_less_motion_is_wanted);
    PROMISE(only_a_picture_that_is_late_needs_something_in_its_place);
    PROMISE(files_that_are_no_pictures_fail_and_harm_nothing);
    PROMISE(a_picture_that_is_not_what_its_name_says_is_not_shown);
    PROMISE(pictures_out_of_sight_make_room_for_others);
    PROMISE(everything_on_screen_stays_although_the_budget_is_small);
    PROMISE(pictures_come_back_after_the_driver_lost_its_textures);
    PROMISE(making_a_picture_smaller_keeps_its_mean_and_its_fine_lines);
    return g_test_run();
}
