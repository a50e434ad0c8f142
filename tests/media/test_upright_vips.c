#include "media/derive.h"
#include "media/tiles.h"
#include "tests/support/corpus.h"
#include "tests/support/scratch.h"

#include <vips/vips.h>

static struct scratch *scratch;

static VipsImage *open_picture(const char *path)
{
    VipsImage *file = vips_image_new_from_file(path, NULL), *image, *rgb;

    g_assert_nonnull(file);
    g_assert_cmpint(vips_colourspace(file, &rgb, VIPS_INTERPRETATION_sRGB, NULL), ==, 0);
    g_assert_cmpint(vips_extract_band(rgb, &image, 0, "n", 3, NULL), ==, 0);
    g_object_unref(rgb);
    g_object_unref(file);
    return image;
}

/* How far two pictures are apart on average, in steps of 256. */
static double difference(VipsImage *a, VipsImage *b)
{
    VipsImage *apart, *size;
    double mean = 0;

    g_assert_cmpint(a->Xsize, ==, b->Xsize);
    g_assert_cmpint(a->Ysize, ==, b->Ysize);
    g_assert_cmpint(vips_subtract(a, b, &apart, NULL), ==, 0);
    g_assert_cmpint(vips_abs(apart, &size, NULL), ==, 0);
    g_assert_cmpint(vips_avg(size, &mean, NULL), ==, 0);
    g_object_unref(apart);
    g_object_unref(size);
    return mean;
}

static struct derive *make(const char *path)
{
    g_autoptr(GError) error = NULL;
    struct derive *derive = derive_file(path, scratch_folder(scratch), NULL, NULL, NULL, &error);

    g_assert_no_error(error);
    return derive;
}

/* The same portrait is stored in every orientation; all must look like the plain one. */
static void test_orientations(void)
{
    static const char *const files[] = {"hopper_orientation_2.jpg",  "hopper_orientation_3.jpg",
                                        "hopper_orientation_4.webp", "hopper_orientation_5.jpg",
                                        "hopper_orientation_6.jpg",  "hopper_orientation_6.webp",
                                        "hopper_orientation_7.webp", "hopper_orientation_8.webp"};
    g_autofree char *folder = corpus_folder("images");
    g_autofree char *plain_path =
        folder != NULL ? g_build_filename(folder, "pillow", "hopper.bmp", NULL) : NULL;
    struct derive *plain;
    VipsImage *expected;

    if (folder == NULL)
        return;
    plain = make(plain_path);
    expected = open_picture(derive_find(plain, DERIVATIVE_SCREEN)->path);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, "pillow", files[i], NULL);
        struct derive *derive = make(path);
        VipsImage *found = open_picture(derive_find(derive, DERIVATIVE_SCREEN)->path);

        g_test_message("%s: %.1f apart", files[i], difference(expected, found));
        g_assert_cmpfloat(difference(expected, found), <, 8);
        g_object_unref(found);
        derive_destroy(derive);
    }
    g_object_unref(expected);
    derive_destroy(plain);
}

/* A large picture whose every pixel says where it is, so that tiles can be checked. */
static char *given_large_picture(int width_px, int height_px)
{
    char *path = scratch_path(scratch, "large.tif");
    VipsImage *places, *scaled, *image;
    double scale[] = {255.0 / width_px, 255.0 / height_px}, none[] = {0, 0};

    g_assert_cmpint(vips_xyz(&places, width_px, height_px, NULL), ==, 0);
    g_assert_cmpint(vips_linear(places, &scaled, scale, none, 2, "uchar", TRUE, NULL), ==, 0);
    g_assert_cmpint(vips_bandjoin_const1(scaled, &image, 128, NULL), ==, 0);
    image->Type = VIPS_INTERPRETATION_sRGB;
    g_assert_cmpint(vips_tiffsave(image, path, NULL), ==, 0);
    g_object_unref(places);
    g_object_unref(scaled);
    g_object_unref(image);
    return path;
}

static void check_tile(const struct tiles *tiles, int level, int column, int row)
{
    struct tiles_level at = tiles_level(tiles, level);
    struct tiles_box box = tiles_box(tiles, level, column, row);
    g_autoptr(GBytes) bytes = tiles_read(tiles, level, column, row, NULL);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    VipsImage *tile = vips_image_new_from_buffer(data, length, "", NULL);
    double *pixel;
    int count;

    g_assert_nonnull(tile);
    g_assert_cmpint(tile->Xsize, ==, box.width_px);
    g_assert_cmpint(tile->Ysize, ==, box.height_px);
    g_assert_cmpint(vips_getpoint(tile, &pixel, &count, box.width_px / 2, box.height_px / 2, NULL),
                    ==, 0);
    g_assert_cmpint(count, ==, 3);
    g_assert_cmpfloat_with_epsilon(pixel[0], 255.0 * (box.x_px + box.width_px / 2) / at.width_px,
                                   4);
    g_assert_cmpfloat_with_epsilon(pixel[1], 255.0 * (box.y_px + box.height_px / 2) / at.height_px,
                                   4);
    g_free(pixel);
    g_object_unref(tile);
}

static void test_tiles(void)
{
    g_autofree char *path = given_large_picture(4001, 2003);
    struct derive *derive = make(path);
    const struct derivative *made = derive_find(derive, DERIVATIVE_TILES);
    struct tiles *tiles;

    g_assert_nonnull(made);
    tiles = tiles_open(made->path, NULL);
    g_assert_nonnull(tiles);
    for (int level = 0; level < tiles_levels(tiles); level++) {
        struct tiles_level at = tiles_level(tiles, level);

        for (int i = 0; i < at.columns * at.rows; i++)
            check_tile(tiles, level, i % at.columns, i / at.columns);
    }
    tiles_close(tiles);
    derive_destroy(derive);
    g_assert_cmpint(g_remove(path), ==, 0);
}

int main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(vips_init(argv[0]), ==, 0);
    scratch = scratch_create();
    g_test_add_func("/upright/a portrait stored in any orientation is made upright",
                    test_orientations);
    g_test_add_func("/upright/every tile shows its own part of the picture", test_tiles);
    result = g_test_run();
    scratch_destroy(scratch);
    vips_shutdown();
    return result;
}
