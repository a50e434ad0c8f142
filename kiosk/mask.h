/*
 * mask.h — antialiased shapes as bitmaps of coverage, at the screen's own resolution.
 *
 * The canvas uploads them once and tints them; both the graphics card and the software renderer
 * then show the very same pixels. Coverage comes from the distance of a pixel's middle to the
 * edge, which is exact to a few hundredths for shapes larger than a pixel. Pure; any thread.
 */
#ifndef KIOSK_MASK_H
#define KIOSK_MASK_H

#include <stdint.h>

/* 255 is covered. Rows follow each other without gaps. */
struct mask {
    int w, h;
    uint8_t *alpha;
};

void mask_finish(struct mask *mask);

/* The four round corners of a box, together: 2n by 2n pixels with n = max(radius, width), one
 * corner in each quarter. @width 0 is filled, else a border inside the edge. */
struct mask mask_corners(int radius, int width);
/* A part of a ring, clockwise from the top, that touches the edges of its bitmap. */
struct mask mask_ring(int radius, double width, double share);
/* A straight line with round ends; coordinates within the bitmap of @w by @h. */
struct mask mask_line(int w, int h, double x0, double y0, double x1, double y1, double width);
/* One wave of a sine that can be repeated side by side: @length wide, @amplitude high on either
 * side of the middle. */
struct mask mask_wave(int length, double amplitude, double width);
/* Diagonal stripes that can be repeated on both axes. */
struct mask mask_hatch(int period, double width);

#endif
