/*
 * picture_file.h — from a file of foreign bytes to the pixels of one place on screen.
 *
 * What worker threads do for picture.h. The kind is told by the first bytes and the size read
 * from the header before any library sees the file (RELIABILITY: SDL2_image guesses, and leaks
 * on the bytes of an SVG). Any thread, once picture_file_ready() was called.
 */
#ifndef KIOSK_PICTURE_FILE_H
#define KIOSK_PICTURE_FILE_H

#include <gio/gio.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kiosk/picture.h"
#include "kiosk/resample.h"

enum picture_kind { PICTURE_UNKNOWN, PICTURE_JPEG, PICTURE_PNG, PICTURE_WEBP };

#define PICTURE_BYTES_MAX  (64 * 1024 * 1024)
#define PICTURE_SIDE_MAX   16384
#define PICTURE_PIXELS_MAX (40 * 1000 * 1000)

/* What of the file is wanted, in screen pixels. */
struct picture_cut {
    char *path;
    bool is_tile; /* of the tiles at path; then nothing else but which of them matters */
    struct picture_tile tile;
    int width_px;
    int height_px;
    enum picture_fit fit;
    double focal_x, focal_y;
    int radius_px;
};

struct picture_pixels {
    struct bitmap bitmap; /* free argb with g_free() */
    double aspect;        /* of the whole file, or tile */
};

/* Kind and size from the first bytes of a file; PICTURE_UNKNOWN when they say neither. */
enum picture_kind picture_sniff(const uint8_t *bytes, size_t length, int *w, int *h);
/* Starts the decoders once for all threads. */
void picture_file_ready(void);
/* False and @error when the file cannot be shown, or is named by a SHA-256 and holds something else:
 * of tiles, which are one large file, only fixity.h knows. */
bool picture_file_read(const struct picture_cut *cut, GCancellable *cancellable,
                       struct picture_pixels *pixels, GError **error);

#endif
