/*
 * resample.h — a part of a bitmap at another size, smoothly.
 *
 * Each pixel of the result is the weighted mean of all source pixels it covers (a triangle
 * filter as wide as the scale), so that photographs made smaller neither shimmer nor lose thin
 * lines. Pure; any thread.
 */
#ifndef KIOSK_RESAMPLE_H
#define KIOSK_RESAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "kiosk/geometry.h"

/* Pixels 0xAARRGGBB, straight alpha, rows @pitch pixels apart. */
struct bitmap {
    uint32_t *argb;
    int w, h, pitch;
};

/* Fills @to with @part of @from (in source pixels, within it). False when memory is short. */
bool resample(const struct bitmap *from, struct box part, const struct bitmap *to);

#endif
