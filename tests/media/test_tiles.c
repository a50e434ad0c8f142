#include "media/error.h"
#include "media/tiles.h"
#include "media/waveform.h"
#include "tests/support/scratch.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

static struct scratch *scratch;

static GBytes *numbered_tile(int level, int column, int row, void *data, GError **error)
{
    g_autofree char *text = g_strdup_printf("%d/%d_%d", level, column, row);
    gsize length = strlen(text);

    return g_bytes_new_take(g_steal_pointer(&text), length);
}

static char *given_tiles(int width_px, int height_px)
{
    char *path = scratch_path(scratch, "tiles");

    g_remove(path);
    g_assert_true(tiles_write(path, width_px, height_px, 512, 1, numbered_tile, NULL, NULL));
    return path;
}

static void test_every_tile(void)
{
    g_autofree char *path = given_tiles(5000, 1300);
    struct tiles *tiles = tiles_open(path, NULL);
    struct tiles_box box;

    g_assert_nonnull(tiles);
    g_assert_cmpint(tiles_levels(tiles), ==, 5);
    g_assert_cmpint(tiles_level(tiles, 0).width_px, ==, 313);
    g_assert_cmpint(tiles_level(tiles, 4).columns, ==, 10);
    g_assert_cmpint(tiles_level(tiles, 4).rows, ==, 3);
    for (int level = 0; level < tiles_levels(tiles); level++) {
        struct tiles_level at = tiles_level(tiles, level);

        for (int i = 0; i < at.columns * at.rows; i++) {
            int column = i % at.columns, row = i / at.columns;
            g_autoptr(GBytes) tile = tiles_read(tiles, level, column, row, NULL);
            g_autoptr(GBytes) expected = numbered_tile(level, column, row, NULL, NULL);

            g_assert_true(g_bytes_equal(tile, expected));
        }
    }
    box = tiles_box(tiles, 4, 9, 2);
    g_assert_cmpint(box.x_px, ==, 9 * 512 - 1);
    g_assert_cmpint(box.width_px, ==, 5000 - box.x_px);
    g_assert_cmpint(box.height_px, ==, 1300 - (2 * 512 - 1));
    tiles_close(tiles);
}

static GBytes *failing_tile(int level, int column, int row, void *data, GError **error)
{
    if (level == 0)
        return numbered_tile(level, column, row, data, error);
    g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_IO, "no more");
    return NULL;
}

static void test_unfinished(void)
{
    g_autofree char *path = scratch_path(scratch, "unfinished");
    g_autoptr(GError) error = NULL;

    g_assert_false(tiles_write(path, 5000, 1300, 512, 1, failing_tile, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_IO);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* Reads everything a reader of tiles would. */
static void use_tiles(const char *path)
{
    g_autoptr(GError) error = NULL;
    struct tiles *tiles = tiles_open(path, &error);

    if (tiles == NULL) {
        g_assert_nonnull(error);
        return;
    }
    for (int level = 0; level < tiles_levels(tiles); level++) {
        struct tiles_level at = tiles_level(tiles, level);
        GBytes *tile = tiles_read(tiles, level, at.columns - 1, at.rows - 1, NULL);

        if (tile != NULL)
            g_bytes_unref(tile);
    }
    tiles_close(tiles);
}

static void use_waveform(const char *path)
{
    g_autoptr(GError) error = NULL;
    struct waveform *waveform = waveform_read(path, &error);

    if (waveform == NULL) {
        g_assert_nonnull(error);
        return;
    }
    waveform_between(waveform, -5, INT64_MAX);
    waveform_between(waveform, waveform->duration_ms - 1, waveform->duration_ms);
    waveform_free(waveform);
}

/* Thousands of files that were good once: bytes changed, cut and lengthened. */
static void damage(const char *path, size_t first_bytes, void (*use)(const char *path))
{
    g_autofree char *good = NULL, *damaged = scratch_path(scratch, "damaged");
    gsize length;

    g_assert_true(g_file_get_contents(path, &good, &length, NULL));
    for (int i = 0; i < 3000; i++) {
        g_autofree char *bytes = g_malloc0(length + 64);
        gsize bytes_left = length;
        int changes = g_test_rand_int_range(1, 5);
        FILE *file;

        memcpy(bytes, good, length);
        for (int change = 0; change < changes; change++)
            bytes[g_test_rand_int_range(0, (int)MIN(first_bytes, length))] =
                (char)(g_test_rand_bit() ? g_test_rand_int() : (g_test_rand_bit() ? 0xff : 0));
        if (i % 5 == 0)
            bytes_left = (gsize)g_test_rand_int_range(0, (int)length + 64);
        file = fopen(damaged, "wb");
        g_assert_nonnull(file);
        g_assert_cmpuint(fwrite(bytes, 1, bytes_left, file), ==, bytes_left);
        fclose(file);
        use(damaged);
    }
}

static void test_damaged_tiles(void)
{
    g_autofree char *path = given_tiles(1500, 700);

    damage(path, 40, use_tiles);
    damage(path, 400, use_tiles);
}

static char *given_waveform(void)
{
    struct waveform_peak peaks[100];
    struct waveform waveform = {20, 5000, G_N_ELEMENTS(peaks), peaks};
    char *path = scratch_path(scratch, "waveform");

    for (size_t i = 0; i < G_N_ELEMENTS(peaks); i++)
        peaks[i] = (struct waveform_peak){(int8_t)-i, (int8_t)i};
    g_remove(path);
    g_assert_true(waveform_write(&waveform, path, NULL));
    return path;
}

static void test_waveform(void)
{
    g_autofree char *path = given_waveform();
    struct waveform *waveform = waveform_read(path, NULL);
    struct waveform_peak peak;

    g_assert_nonnull(waveform);
    g_assert_cmpint(waveform->duration_ms, ==, 5000);
    g_assert_cmpuint(waveform->count, ==, 100);
    peak = waveform_between(waveform, 0, 500);
    g_assert_cmpint(peak.high, ==, 9);
    g_assert_cmpint(peak.low, ==, -9);
    peak = waveform_between(waveform, 4950, 60000);
    g_assert_cmpint(peak.high, ==, 99);
    peak = waveform_between(waveform, 60000, 70000);
    g_assert_cmpint(peak.high, ==, 0);
    /* Peaks of 0, 1, 2 … are half as high in the mean as the highest of them. */
    g_assert_cmpfloat_with_epsilon(waveform_level(waveform, 0, 5000), 49.5 / 127, 1e-9);
    g_assert_cmpfloat_with_epsilon(waveform_level(waveform, 4950, 5000), 99.0 / 127, 1e-9);
    g_assert_cmpfloat(waveform_level(waveform, 60000, 70000), ==, 0);
    waveform_free(waveform);
}

static void test_damaged_waveform(void)
{
    g_autofree char *path = given_waveform();

    damage(path, 32, use_waveform);
    damage(path, 232, use_waveform);
}

int main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    scratch = scratch_create();
    g_test_add_func("/tiles/every tile comes back as it was written", test_every_tile);
    g_test_add_func("/tiles/a pyramid that cannot be finished leaves no file", test_unfinished);
    g_test_add_func("/tiles/a damaged file is refused or read within its bounds",
                    test_damaged_tiles);
    g_test_add_func("/waveform/stretches give their loudest moments", test_waveform);
    g_test_add_func("/waveform/a damaged file is refused or read within its bounds",
                    test_damaged_waveform);
    result = g_test_run();
    scratch_destroy(scratch);
    return result;
}
