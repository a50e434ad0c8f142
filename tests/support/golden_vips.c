#include "tests/support/golden.h"

#include <glib.h>
#include <vips/vips.h>

static void start(void)
{
    g_assert_cmpint(VIPS_INIT("golden"), ==, 0);
}

struct golden_picture golden_read(const char *path)
{
    start();
    VipsImage *file = vips_image_new_from_file(path, NULL);
    if (file == NULL)
        g_error("%s: %s", path, vips_error_buffer());
    g_assert_cmpint(vips_image_get_bands(file), ==, 1);
    size_t size = 0;
    void *pixels = vips_image_write_to_memory(file, &size);
    struct golden_picture picture = {.width = vips_image_get_width(file),
                                     .height = vips_image_get_height(file)};
    g_assert_cmpuint(size, ==, (size_t)picture.width * picture.height);
    picture.grey = g_memdup2(pixels, size);
    g_free(pixels);
    g_object_unref(file);
    return picture;
}

void golden_write(const char *path, const struct golden_picture *picture)
{
    start();
    VipsImage *image =
        vips_image_new_from_memory(picture->grey, (size_t)picture->width * picture->height,
                                   picture->width, picture->height, 1, VIPS_FORMAT_UCHAR);
    g_assert_nonnull(image);
    if (vips_pngsave(image, path, "compression", 9, "strip", TRUE, NULL) != 0)
        g_error("%s: %s", path, vips_error_buffer());
    g_object_unref(image);
}

enum {
    BLOCK_PX = 12,
    CLEARLY = 64,     /* of 255 */
    SPECKS_MOST = 10, /* in one block: less than a dot over a letter */
};

static bool block_is_like(const struct golden_picture *a, const struct golden_picture *b, int left,
                          int top)
{
    int different = 0;
    for (int y = top; y < MIN(top + BLOCK_PX, a->height); y++)
        for (int x = left; x < MIN(left + BLOCK_PX, a->width); x++) {
            size_t at = (size_t)y * a->width + x;
            different += ABS(a->grey[at] - b->grey[at]) > CLEARLY;
        }
    return different <= SPECKS_MOST;
}

bool golden_is_like(const struct golden_picture *a, const struct golden_picture *b)
{
    if (a->width != b->width || a->height != b->height)
        return false;
    for (int top = 0; top < a->height; top += BLOCK_PX / 2)
        for (int left = 0; left < a->width; left += BLOCK_PX / 2)
            if (!block_is_like(a, b, left, top))
                return false;
    return true;
}
