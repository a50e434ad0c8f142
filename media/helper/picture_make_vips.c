#include "media/helper/picture_inside.h"

#include "media/derive.h"
#include "media/tiles.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

enum { JPEG_QUALITY = 85, WEBP_QUALITY = 85 };

/* Replaces @image by @next. */
static void replace(VipsImage **image, VipsImage *next)
{
    g_object_unref(*image);
    *image = next;
}

/* Turns the picture as EXIF says (Exif 2.3 §4.6.4, tag 274). */
static bool turn(VipsImage **image, int orientation)
{
    static const struct {
        VipsAngle angle;
        bool is_mirrored; /* left-right, after turning */
    } turns[9] = {
        {VIPS_ANGLE_D0, false},   {VIPS_ANGLE_D0, false},  {VIPS_ANGLE_D0, true},
        {VIPS_ANGLE_D180, false}, {VIPS_ANGLE_D180, true}, {VIPS_ANGLE_D90, true},
        {VIPS_ANGLE_D90, false},  {VIPS_ANGLE_D270, true}, {VIPS_ANGLE_D270, false},
    };
    VipsImage *next;

    if (turns[orientation].angle != VIPS_ANGLE_D0) {
        if (vips_rot(*image, &next, turns[orientation].angle, NULL) != 0)
            return false;
        replace(image, next);
    }
    if (turns[orientation].is_mirrored) {
        if (vips_flip(*image, &next, VIPS_DIRECTION_HORIZONTAL, NULL) != 0)
            return false;
        replace(image, next);
    }
    return true;
}

/* To eight bits of sRGB or grey, whatever it was. */
static bool to_screen_colours(VipsImage **image)
{
    VipsImage *next;

    if ((*image)->Type != VIPS_INTERPRETATION_sRGB && (*image)->Type != VIPS_INTERPRETATION_B_W) {
        if (vips_colourspace(*image, &next, VIPS_INTERPRETATION_sRGB, NULL) != 0)
            return false;
        replace(image, next);
    }
    if ((*image)->BandFmt != VIPS_FORMAT_UCHAR) {
        if (vips_cast_uchar(*image, &next, NULL) != 0)
            return false;
        replace(image, next);
    }
    return true;
}

/* Transparency that is opaque everywhere is none. */
static bool drop_opaque_alpha(VipsImage **image)
{
    VipsImage *alpha, *next;
    double least = 0;
    bool ok;

    if (!vips_image_hasalpha(*image))
        return true;
    if (vips_extract_band(*image, &alpha, (*image)->Bands - 1, NULL) != 0)
        return false;
    ok = vips_min(alpha, &least, NULL) == 0;
    g_object_unref(alpha);
    if (!ok || least < 255)
        return ok;
    if (vips_extract_band(*image, &next, 0, "n", (*image)->Bands - 1, NULL) != 0)
        return false;
    replace(image, next);
    return true;
}

/* Not every saver honours "strip": what is not there cannot be written. */
static void forget_metadata(VipsImage *image)
{
    g_auto(GStrv) fields = vips_image_get_fields(image);

    for (guint i = 0; fields[i] != NULL; i++)
        if (g_str_has_prefix(fields[i], "exif-") || g_str_has_prefix(fields[i], "png-comment-") ||
            g_str_has_suffix(fields[i], "-data") || strcmp(fields[i], "orientation") == 0)
            vips_image_remove(image, fields[i]);
}

static bool save(struct job *job, VipsImage *image, const char *role, GError **error)
{
    bool is_webp = vips_image_hasalpha(image);
    bool is_thumbnail = strcmp(role, "thumbnail") == 0, is_poster = strcmp(role, "poster") == 0;
    struct job_output output = {.role = role,
                                .mime = is_webp ? "image/webp" : "image/jpeg",
                                .width_px = image->Xsize,
                                .height_px = image->Ysize};
    int failed;

    forget_metadata(image);
    if (is_webp) {
        output.name = is_thumbnail ? "thumbnail.webp" : is_poster ? "poster.webp" : "screen.webp";
        failed = vips_webpsave(image, output.name, "Q", WEBP_QUALITY, "strip", TRUE, NULL);
    } else {
        output.name = is_thumbnail ? "thumbnail.jpg" : is_poster ? "poster.jpg" : "screen.jpg";
        failed = vips_jpegsave(image, output.name, "Q", JPEG_QUALITY, "strip", TRUE, NULL);
    }
    if (failed != 0)
        return picture_refuse(error);
    job_add_output(job, &output);
    return true;
}

static bool needs_profile(const char *path)
{
    VipsImage *image = vips_image_new_from_file(path, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    bool needs = image != NULL && (vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0 ||
                                   image->Type == VIPS_INTERPRETATION_CMYK);

    if (image != NULL)
        g_object_unref(image);
    return needs;
}

/* The picture at screen size, upright, in memory; decoded no larger than that needs. */
static VipsImage *load_screen_size(struct job *job, const char *path, GError **error)
{
    VipsImage *image = NULL, *next;
    bool is_drawing = strcmp(job->probe->format, "pdf") == 0;
    VipsSize size = is_drawing ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN;
    int failed;

    if (needs_profile(path))
        failed = vips_thumbnail(path, &image, DERIVE_SCREEN_PX, "height", DERIVE_SCREEN_PX, "size",
                                size, "no_rotate", TRUE, "export_profile", "srgb", NULL);
    else
        failed = vips_thumbnail(path, &image, DERIVE_SCREEN_PX, "height", DERIVE_SCREEN_PX, "size",
                                size, "no_rotate", TRUE, NULL);
    if (failed == 0 && to_screen_colours(&image)) {
        next = vips_image_copy_memory(image);
        if (next != NULL) {
            replace(&image, next);
            if (drop_opaque_alpha(&image) && turn(&image, job->probe->orientation))
                return image;
        }
    }
    if (image != NULL)
        g_object_unref(image);
    picture_refuse(error);
    return NULL;
}

/* Big pictures take long: whoever waits is told that work goes on. */
static void tell_progress(VipsImage *image, VipsProgress *progress, void *data)
{
    int *last = data;

    if (progress->percent == *last)
        return;
    *last = progress->percent;
    job_tell_progress(0, 0);
}

static GBytes *fetch_tile(int level, int column, int row, void *data, GError **error)
{
    g_autofree char *name = g_strdup_printf("tiles_files/%d/%d_%d.jpg", level, column, row);
    char *bytes;
    gsize length;

    if (!g_file_get_contents(name, &bytes, &length, error))
        return NULL;
    unlink(name);
    return g_bytes_new_take(bytes, length);
}

static void remove_tile_folders(int levels)
{
    for (int level = 0; level < levels; level++) {
        char name[40];

        snprintf(name, sizeof name, "tiles_files/%d", level);
        rmdir(name);
    }
    rmdir("tiles_files");
    unlink("tiles.dzi");
}

/* The whole picture upright in screen colours, read in lines where it need not be turned. */
static VipsImage *load_whole(struct job *job, const char *path)
{
    bool is_upright = job->probe->orientation == 1;
    VipsImage *next,
        *image = vips_image_new_from_file(
            path, "access", is_upright ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM, NULL);
    bool ok = image != NULL;

    if (ok && (vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0 ||
               image->Type == VIPS_INTERPRETATION_CMYK)) {
        ok = vips_icc_transform(image, &next, "srgb", "embedded", TRUE, NULL) == 0;
        if (ok)
            replace(&image, next);
    }
    ok = ok && to_screen_colours(&image);
    if (ok && vips_image_hasalpha(image)) {
        VipsArrayDouble *white = vips_array_double_newv(1, 255.0);

        ok = vips_flatten(image, &next, "background", white, NULL) == 0;
        vips_area_unref(VIPS_AREA(white));
        if (ok)
            replace(&image, next);
    }
    if (ok && turn(&image, job->probe->orientation))
        return image;
    if (image != NULL)
        g_object_unref(image);
    return NULL;
}

static bool make_tiles(struct job *job, const char *path, GError **error)
{
    VipsImage *image = load_whole(job, path);
    struct job_output output = {"tiles", "tiles.rwftiles", "application/x-rwf-tiles", 0, 0, 0};
    int percent = -1, failed;
    bool ok;

    if (image == NULL)
        return picture_refuse(error);
    output.width_px = image->Xsize;
    output.height_px = image->Ysize;
    vips_image_set_progress(image, TRUE);
    g_signal_connect(image, "eval", G_CALLBACK(tell_progress), &percent);
    failed =
        vips_dzsave(image, "tiles", "tile_size", TILES_TILE_PX, "overlap", TILES_OVERLAP_PX,
                    "depth", VIPS_FOREIGN_DZ_DEPTH_ONETILE, "suffix", ".jpg[Q=85,strip]", NULL);
    g_object_unref(image);
    ok = failed == 0 ? tiles_write(output.name, output.width_px, output.height_px, TILES_TILE_PX,
                                   TILES_OVERLAP_PX, fetch_tile, NULL, error)
                     : picture_refuse(error);
    remove_tile_folders(tiles_count_levels(output.width_px, output.height_px, TILES_TILE_PX));
    if (ok)
        job_add_output(job, &output);
    return ok;
}

/* From the screen copy, which is in memory. Averaging whole blocks of pixels before the filter
 * (a gap of 1) takes half the time and cannot be told apart at this size. */
static VipsImage *make_thumbnail(VipsImage *screen, GError **error)
{
    double scale = (double)DERIVE_THUMBNAIL_PX / MAX(screen->Xsize, screen->Ysize);
    VipsImage *thumbnail = NULL;
    int failed;

    if (scale >= 1) {
        g_object_ref(screen);
        return screen;
    }
    if (vips_image_hasalpha(screen)) /* colours are weighed by their opacity */
        failed = vips_thumbnail_image(screen, &thumbnail, DERIVE_THUMBNAIL_PX, "height",
                                      DERIVE_THUMBNAIL_PX, "size", VIPS_SIZE_DOWN, "no_rotate",
                                      TRUE, NULL);
    else
        failed = vips_resize(screen, &thumbnail, scale, "gap", 1.0, NULL);
    if (failed != 0)
        picture_refuse(error);
    return failed == 0 ? thumbnail : NULL;
}

bool picture_make(struct job *job, const char *path, const char *role, GError **error)
{
    VipsImage *screen = load_screen_size(job, path, error);
    VipsImage *thumbnail = screen != NULL ? make_thumbnail(screen, error) : NULL;
    bool ok = thumbnail != NULL;
    bool is_large = strcmp(role, "screen") == 0 && strcmp(job->probe->format, "pdf") != 0 &&
                    MAX(job->probe->width_px, job->probe->height_px) > DERIVE_TILES_ABOVE_PX;

    ok = ok && save(job, thumbnail, "thumbnail", error) && save(job, screen, role, error);
    if (thumbnail != NULL)
        g_object_unref(thumbnail);
    if (screen != NULL)
        g_object_unref(screen);
    return ok && (!is_large || make_tiles(job, path, error));
}
