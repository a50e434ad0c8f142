#include "kiosk/picture_file.h"

#include <SDL.h>
#include <SDL_image.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "kiosk/mask.h"
#include "media/digest.h"
#include "media/tiles.h"

void picture_file_ready(void)
{
    IMG_Init(IMG_INIT_JPG | IMG_INIT_PNG | IMG_INIT_WEBP);
}

static bool refuse(GError **error, const char *path, const char *why)
{
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", path, why);
    return false;
}

static char *read_bytes(const char *path, gsize *length, GError **error)
{
    GStatBuf found;
    if (g_stat(path, &found) == 0 && found.st_size > PICTURE_BYTES_MAX) {
        refuse(error, path, "larger than 64 MB; make an access copy");
        return NULL;
    }
    char *bytes = NULL;
    return g_file_get_contents(path, &bytes, length, error) ? bytes : NULL;
}

/* Files of the exhibition are named by what is in them. One that is not what its name says is not what
 * somebody agreed to show; others are called what they like. */
static bool is_as_named(const char *path, const char *bytes, gsize length, GError **error)
{
    const char *name = strrchr(path, '/');
    struct digest named, found;
    if (!digest_from_hex(name != NULL ? name + 1 : path, &named))
        return true;
    found = digest_of_bytes(bytes, length);
    return digest_equal(&named, &found) ||
           refuse(error, path,
                  "has changed since it was published; copy or publish the pack again");
}

/* A whole picture as ARGB; NULL and @error when it is not one we show. */
static SDL_Surface *decode(const char *path, const void *bytes, gsize length, GError **error)
{
    int w;
    int h;
    enum picture_kind kind = picture_sniff(bytes, length, &w, &h);
    if (kind == PICTURE_UNKNOWN || w < 1 || h < 1) {
        refuse(error, path, "not a JPEG, PNG or WebP picture");
        return NULL;
    }
    if (w > PICTURE_SIDE_MAX || h > PICTURE_SIDE_MAX || (int64_t)w * h > PICTURE_PIXELS_MAX) {
        refuse(error, path, "more than 40 megapixels; make an access copy");
        return NULL;
    }
    SDL_RWops *stream = SDL_RWFromConstMem(bytes, (int)length);
    SDL_Surface *raw = kind == PICTURE_JPEG  ? IMG_LoadJPG_RW(stream)
                       : kind == PICTURE_PNG ? IMG_LoadPNG_RW(stream)
                                             : IMG_LoadWEBP_RW(stream);
    SDL_RWclose(stream);
    SDL_Surface *argb =
        raw != NULL ? SDL_ConvertSurfaceFormat(raw, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(raw);
    if (argb == NULL)
        refuse(error, path, "damaged, it cannot be decoded");
    return argb;
}

static void round_corners(const struct bitmap *bitmap, int radius)
{
    int n = MIN(radius, MIN(bitmap->w, bitmap->h) / 2);
    if (n <= 0)
        return;
    struct mask mask = mask_corners(n, 0);
    for (int y = 0; y < mask.h; y++)
        for (int x = 0; x < mask.w; x++) {
            int to_x = x < n ? x : bitmap->w - 2 * n + x;
            int to_y = y < n ? y : bitmap->h - 2 * n + y;
            uint32_t *pixel = &bitmap->argb[(gsize)to_y * bitmap->pitch + to_x];
            uint32_t alpha = (*pixel >> 24) * mask.alpha[y * mask.w + x] / 255;
            *pixel = alpha << 24 | (*pixel & 0xffffff);
        }
    mask_finish(&mask);
}

/* Which part of the picture goes where, at which size. */
static struct box part_wanted(const struct picture_cut *cut, int w, int h, int *to_w, int *to_h)
{
    double aspect = (double)w / h;
    *to_w = cut->width_px;
    *to_h = cut->height_px;
    if (cut->fit == PICTURE_CONTAIN) {
        struct box fit = box_fit((struct box){0, 0, *to_w, *to_h}, aspect);
        *to_w = MAX((int)lround(fit.w), 1);
        *to_h = MAX((int)lround(fit.h), 1);
        return (struct box){0, 0, w, h};
    }
    struct box share =
        box_cover(aspect, (double)cut->width_px / cut->height_px, cut->focal_x, cut->focal_y);
    return (struct box){share.x * w, share.y * h, share.w * w, share.h * h};
}

static bool cut_out(const struct picture_cut *cut, GCancellable *cancellable,
                    struct picture_pixels *pixels, GError **error)
{
    gsize length = 0;
    g_autofree char *bytes = read_bytes(cut->path, &length, error);
    bool is_good = bytes != NULL && is_as_named(cut->path, bytes, length, error);
    SDL_Surface *surface = is_good ? decode(cut->path, bytes, length, error) : NULL;
    if (surface == NULL)
        return false;
    int w;
    int h;
    struct box part = part_wanted(cut, surface->w, surface->h, &w, &h);
    struct bitmap from = {surface->pixels, surface->w, surface->h, surface->pitch / 4};
    pixels->aspect = (double)surface->w / surface->h;
    pixels->bitmap = (struct bitmap){g_try_new(uint32_t, (gsize)w * h), w, h, w};
    bool done = !g_cancellable_is_cancelled(cancellable) && pixels->bitmap.argb != NULL &&
                resample(&from, part, &pixels->bitmap);
    SDL_FreeSurface(surface);
    if (!done) {
        g_clear_pointer(&pixels->bitmap.argb, g_free);
        return refuse(error, cut->path, "not enough memory to show it");
    }
    round_corners(&pixels->bitmap, cut->radius_px);
    return true;
}

/* The pixels as they are; a tile of another size than its place is damaged. */
static bool take_tile(const char *path, const SDL_Surface *surface, struct tiles_box place,
                      struct picture_pixels *pixels, GError **error)
{
    int w = surface->w, h = surface->h;
    if (w != place.width_px || h != place.height_px)
        return refuse(error, path, "damaged, a part of it has a wrong size");
    pixels->aspect = (double)w / h;
    pixels->bitmap = (struct bitmap){g_try_new(uint32_t, (gsize)w * h), w, h, w};
    if (pixels->bitmap.argb == NULL)
        return refuse(error, path, "not enough memory to show it");
    for (int y = 0; y < h; y++)
        memcpy(pixels->bitmap.argb + (gsize)y * w,
               (const uint8_t *)surface->pixels + (gsize)y * surface->pitch,
               (gsize)w * sizeof(uint32_t));
    return true;
}

/* Opened for each tile: the index is small beside decoding, and jobs share nothing. */
static bool read_tile(const struct picture_cut *cut, struct picture_pixels *pixels, GError **error)
{
    struct picture_tile at = cut->tile;
    struct tiles *tiles = tiles_open(cut->path, error);
    if (tiles == NULL)
        return false;
    bool is_there = at.level >= 0 && at.level < tiles_levels(tiles) && at.column >= 0 &&
                    at.row >= 0 && at.column < tiles_level(tiles, at.level).columns &&
                    at.row < tiles_level(tiles, at.level).rows;
    g_autoptr(GBytes) bytes =
        is_there ? tiles_read(tiles, at.level, at.column, at.row, error) : NULL;
    struct tiles_box place = {0};
    if (is_there)
        place = tiles_box(tiles, at.level, at.column, at.row);
    tiles_close(tiles);
    if (!is_there)
        return refuse(error, cut->path, "it has no such part");
    if (bytes == NULL)
        return false;
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    SDL_Surface *surface = decode(cut->path, data, length, error);
    bool done = surface != NULL && take_tile(cut->path, surface, place, pixels, error);
    SDL_FreeSurface(surface);
    return done;
}

bool picture_file_read(const struct picture_cut *cut, GCancellable *cancellable,
                       struct picture_pixels *pixels, GError **error)
{
    bool done =
        cut->is_tile ? read_tile(cut, pixels, error) : cut_out(cut, cancellable, pixels, error);
    /* SDL keeps its last error's text for each thread, and does not see ours end. */
    SDL_TLSCleanup();
    return done;
}
