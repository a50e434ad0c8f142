#include "kiosk/canvas.h"
#include "kiosk/deep.h"
#include "kiosk/picture.h"
#include "media/tiles.h"
#include "tests/support/scratch.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

enum { WIDTH_PX = 20000, HEIGHT_PX = 15000, LEVELS = 7 };

static const struct box view = {0, 0, 1296, 896};
static const double shape = (double)WIDTH_PX / HEIGHT_PX;
static const struct color under = {0, 0, 200, 255};

struct look {
    struct canvas *canvas;
    struct pictures *pictures;
    struct zoom zoom;
    struct box gap; /* where the small copy was needed */
    int64_t now_ms;
};

/* Each level has a red of its own. */
static struct color color_of(int level)
{
    return (struct color){(uint8_t)(30 + level * 30), 10, 10, 255};
}

static struct scratch *scratch;

/* The bytes of a picture of one colour, each size and colour painted once. */
static GBytes *painted(GHashTable *done, int w, int h, int level)
{
    g_autofree char *key = g_strdup_printf("%d.%d.%d", w, h, level);
    GBytes *bytes = g_hash_table_lookup(done, key);
    if (bytes != NULL)
        return g_bytes_ref(bytes);
    g_autofree char *path = scratch_path(scratch, "tile.png");
    struct canvas *canvas = canvas_create_offscreen(w, h, false, NULL);
    canvas_begin(canvas, color_of(level));
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_true(canvas_save_png(canvas, path, NULL));
    canvas_destroy(canvas);
    char *text;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    bytes = g_bytes_new_take(text, length);
    g_hash_table_insert(done, g_steal_pointer(&key), g_bytes_ref(bytes));
    return bytes;
}

static int span(int from, int side, int all)
{
    return MIN((from + 1) * side + 1, all) - MAX(from * side - 1, 0);
}

static GBytes *tile_of(int level, int column, int row, void *data, GError **error)
{
    struct tiles_level at = tiles_measure_level(WIDTH_PX, HEIGHT_PX, 512, level);
    return painted(data, span(column, 512, at.width_px), span(row, 512, at.height_px), level);
}

static GBytes *rubbish(int level, int column, int row, void *data, GError **error)
{
    return g_bytes_new_static("no picture at all", 17);
}

static char *given_tiles(bool is_damaged)
{
    char *path = scratch_path(scratch, is_damaged ? "damaged" : "tiles");
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return path;
    GHashTable *done =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    g_assert_true(
        tiles_write(path, WIDTH_PX, HEIGHT_PX, 512, 1, is_damaged ? rubbish : tile_of, done, NULL));
    g_hash_table_unref(done);
    return path;
}

static struct look given_look(size_t budget)
{
    struct look look = {.canvas = canvas_create_offscreen(1920, 1080, false, NULL)};
    look.pictures = pictures_create(look.canvas, budget, NULL, NULL);
    pictures_set_less_motion(look.pictures, true);
    zoom_init(&look.zoom, view, shape);
    zoom_set_most(&look.zoom, WIDTH_PX, HEIGHT_PX, 1);
    return look;
}

static void look_finish(struct look *look)
{
    pictures_destroy(look->pictures);
    canvas_destroy(look->canvas);
}

/* One frame: the small copy's colour below, the tiles over it. The colour in the middle. */
static struct color frame(struct look *look, struct deep *deep)
{
    struct color middle;
    look->now_ms += 17;
    pictures_tick(look->pictures, look->now_ms);
    canvas_begin(look->canvas, under);
    look->gap = deep_gap(deep, look->pictures, &look->zoom, 1);
    deep_draw(deep, look->canvas, look->pictures, &look->zoom, 1);
    g_assert_true(canvas_present(look->canvas, NULL));
    g_assert_true(canvas_pixel(look->canvas, 648, 448, &middle));
    return middle;
}

static struct color settled(struct look *look, struct deep *deep)
{
    for (int i = 0; i < 3; i++) {
        frame(look, deep);
        pictures_drain(look->pictures);
    }
    return frame(look, deep);
}

static void a_large_picture_is_seen_to_its_last_pixel_in_bounded_memory(void)
{
    const size_t budget = 24 * 1024 * 1024;
    g_autofree char *path = given_tiles(false);
    struct deep *deep = deep_open(path, shape, NULL);
    struct look look = given_look(budget);
    g_assert_cmpint(deep_width_px(deep), ==, WIDTH_PX);
    zoom_by(&look.zoom, 1000, box_center(view));
    g_assert_cmpfloat_with_epsilon(zoom_picture(&look.zoom).w, WIDTH_PX, 1);
    for (int i = 0; i < 40; i++) {
        zoom_pan(&look.zoom, i % 2 == 0 ? -1900 : 700, i % 3 == 0 ? -1300 : 500);
        g_assert_cmpint(settled(&look, deep).r, ==, color_of(LEVELS - 1).r);
        g_assert_cmpuint(pictures_stats(look.pictures).texture_bytes, <=, 2 * budget);
    }
    g_assert_cmpuint(pictures_stats(look.pictures).dropped, >, 50);
    g_assert_cmpuint(pictures_stats(look.pictures).failed, ==, 0);
    look_finish(&look);
    deep_close(deep);
}

static void what_is_finer_than_the_screen_is_not_read(void)
{
    g_autofree char *path = given_tiles(false);
    struct deep *deep = deep_open(path, shape, NULL);
    struct look look = given_look(0);
    zoom_by(&look.zoom, 2, box_center(view));
    struct color seen = settled(&look, deep);
    g_assert_cmpint(seen.r, ==, color_of(3).r);
    g_assert_cmpuint(pictures_stats(look.pictures).decoded, <, 40);
    look_finish(&look);
    deep_close(deep);
}

static void until_the_fine_tiles_come_what_is_below_shows(void)
{
    g_autofree char *path = given_tiles(false);
    struct deep *deep = deep_open(path, shape, NULL);
    struct look look = given_look(0);
    zoom_by(&look.zoom, 1000, box_center(view));
    struct color first = frame(&look, deep);
    g_assert_cmpint(first.b, ==, under.b);
    g_assert_cmpint(settled(&look, deep).r, ==, color_of(LEVELS - 1).r);
    zoom_pan(&look.zoom, -3000, -2000);
    struct color moved = frame(&look, deep);
    g_assert_true(moved.b == under.b || moved.r >= color_of(0).r);
    look_finish(&look);
    deep_close(deep);
}

/* The colours of a whole frame's view but for the one of the finest level seen. */
static int other_colours(struct look *look, int level)
{
    int others = 0;
    for (int y = 0; y < (int)view.h; y += 3)
        for (int x = 0; x < (int)view.w; x++) {
            struct color seen;
            g_assert_true(canvas_pixel(look->canvas, x, y, &seen));
            others += seen.r != color_of(level).r;
        }
    return others;
}

/* At whatever scale and place: where tiles are, not a line of what is below them is seen. */
static void tiles_meet_without_a_seam(void)
{
    g_autofree char *path = given_tiles(false);
    struct deep *deep = deep_open(path, shape, NULL);
    struct look look = given_look(0);
    static const double steps[] = {4.013, 0.77, 1.5, 1.21, 1000};
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        zoom_by(&look.zoom, steps[i], (struct point){311.7, 500.3});
        for (int k = 0; k < 3; k++) {
            zoom_pan(&look.zoom, -33.37, 17.71);
            int level = (settled(&look, deep).r - 30) / 30;
            g_assert_true(box_is_empty(look.gap));
            g_assert_cmpint(other_colours(&look, level), ==, 0);
        }
    }
    look_finish(&look);
    deep_close(deep);
}

/* What comes into view is all that the small copy is drawn for. */
static void only_what_has_not_come_is_left_to_the_small_copy(void)
{
    g_autofree char *path = given_tiles(false);
    struct deep *deep = deep_open(path, shape, NULL);
    struct look look = given_look(0);
    zoom_by(&look.zoom, 1000, box_center(view));
    frame(&look, deep);
    g_assert_cmpfloat_with_epsilon(look.gap.w, view.w, 1);
    settled(&look, deep);
    g_assert_true(box_is_empty(look.gap));
    zoom_pan(&look.zoom, -2 * view.w, 0);
    frame(&look, deep);
    g_assert_cmpfloat_with_epsilon(look.gap.h, view.h, 1);
    settled(&look, deep);
    zoom_pan(&look.zoom, -200, 0);
    frame(&look, deep);
    g_assert_cmpfloat(look.gap.w, <=, 512);
    look_finish(&look);
    deep_close(deep);
}

/* A pyramid made of another picture, or whose header lies. */
static void tiles_of_another_shape_are_not_taken(void)
{
    g_autofree char *path = given_tiles(false);
    static const double shapes[] = {0.75, 1.5, 1.25, 100, 0.001};
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(deep_open(path, shapes[i], &error));
        g_assert_nonnull(strstr(error->message, "another shape"));
    }
    struct deep *deep = deep_open(path, 2048.0 / 1536, NULL);
    g_assert_nonnull(deep);
    deep_close(deep);
}

static guint complaints;

static GLogWriterOutput count_complaints(GLogLevelFlags level, const GLogField *fields, gsize count,
                                         gpointer data)
{
    for (gsize i = 0; i < count; i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 && strstr(fields[i].value, "not a JPEG") != NULL)
            complaints++;
    return g_log_writer_default(level, fields, count, data);
}

static void damaged_tiles_leave_the_small_copy_and_one_line_in_the_log(void)
{
    g_autofree char *path = given_tiles(true);
    struct deep *deep = deep_open(path, shape, NULL);
    struct look look = given_look(0);
    zoom_by(&look.zoom, 1000, box_center(view));
    g_assert_cmpint(settled(&look, deep).b, ==, under.b);
    g_assert_cmpuint(pictures_stats(look.pictures).failed, >, 4);
    g_assert_cmpuint(complaints, ==, 1);
    g_assert_true(deep_is_damaged(deep));
    look_finish(&look);
    deep_close(deep);
    g_autofree char *short_path = scratch_path(scratch, "short");
    g_assert_true(g_file_set_contents(short_path, "RWFTILES", 8, NULL));
    g_autoptr(GError) error = NULL;
    g_assert_null(deep_open(short_path, shape, &error));
    g_assert_nonnull(error);
}

static void a_thrown_picture_glides_a_third_of_its_speed_and_stops_at_its_edges(void)
{
    struct zoom zoom;
    zoom_init(&zoom, view, 1296.0 / 896);
    zoom_by(&zoom, 8, box_center(view));
    double before = zoom_picture(&zoom).x;
    zoom_fling(&zoom, 1000, 0, 0);
    int64_t now_ms = 0;
    while (zoom_tick(&zoom, now_ms += 16))
        g_assert_cmpint(now_ms, <, 5000);
    g_assert_cmpfloat_with_epsilon(zoom_picture(&zoom).x - before, 332, 12);
    zoom_fling(&zoom, 60, 0, now_ms);
    g_assert_false(zoom_tick(&zoom, now_ms + 16));
    for (int i = 0; i < 12; i++) {
        zoom_fling(&zoom, 9000, 9000, now_ms);
        while (zoom_tick(&zoom, now_ms += 16))
            ;
    }
    g_assert_cmpfloat_with_epsilon(zoom_picture(&zoom).x, 0, 0.01);
    g_assert_cmpfloat_with_epsilon(zoom_picture(&zoom).y, 0, 0.01);
}

static void a_thin_picture_can_be_seen_and_followed_to_its_end(void)
{
    struct zoom zoom;
    zoom_init(&zoom, view, 1.0 / 30000);
    zoom_set_most(&zoom, 1, 30000, 1);
    g_assert_cmpfloat(zoom_whole(&zoom).w, >=, 1);
    zoom_by(&zoom, 1000, box_center(view));
    g_assert_cmpfloat_with_epsilon(zoom_picture(&zoom).h, 30000, 1);
    zoom_pan(&zoom, 0, -40000);
    struct box whole = zoom_picture(&zoom);
    g_assert_cmpfloat_with_epsilon(whole.y + whole.h, view.h, 1);
}

static void a_button_moves_it_as_far_as_it_says(void)
{
    struct zoom zoom;
    zoom_init(&zoom, view, 1296.0 / 896);
    zoom_by(&zoom, 8, box_center(view));
    double before = zoom_picture(&zoom).x;
    int64_t now_ms = 0;
    zoom_throw(&zoom, -648, 0, now_ms);
    while (zoom_tick(&zoom, now_ms += 16))
        g_assert_cmpint(now_ms, <, 5000);
    g_assert_cmpfloat_with_epsilon(zoom_picture(&zoom).x - before, -648, 12);
}

static void fingers_that_pinch_keep_what_is_between_them(void)
{
    struct zoom zoom;
    struct point fingers = {900, 300};
    zoom_init(&zoom, view, 1296.0 / 896);
    zoom_by(&zoom, 2, fingers);
    struct box before = zoom_picture(&zoom);
    zoom_by(&zoom, 1.7, fingers);
    struct box after = zoom_picture(&zoom);
    g_assert_cmpfloat_with_epsilon((fingers.x - before.x) / before.w,
                                   (fingers.x - after.x) / after.w, 0.0001);
    g_assert_cmpfloat_with_epsilon((fingers.y - before.y) / before.h,
                                   (fingers.y - after.y) / after.h, 0.0001);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_log_set_writer_func(count_complaints, NULL, NULL);
    scratch = scratch_create();
#define PROMISE(name) g_test_add_func("/kiosk/deep/" #name, name)
    PROMISE(a_large_picture_is_seen_to_its_last_pixel_in_bounded_memory);
    PROMISE(what_is_finer_than_the_screen_is_not_read);
    PROMISE(until_the_fine_tiles_come_what_is_below_shows);
    PROMISE(tiles_meet_without_a_seam);
    PROMISE(only_what_has_not_come_is_left_to_the_small_copy);
    PROMISE(tiles_of_another_shape_are_not_taken);
    PROMISE(damaged_tiles_leave_the_small_copy_and_one_line_in_the_log);
    PROMISE(a_thrown_picture_glides_a_third_of_its_speed_and_stops_at_its_edges);
    PROMISE(a_thin_picture_can_be_seen_and_followed_to_its_end);
    PROMISE(a_button_moves_it_as_far_as_it_says);
    PROMISE(fingers_that_pinch_keep_what_is_between_them);
    int status = g_test_run();
    scratch_destroy(scratch);
    return status;
}
