/*
 * The glass itself: what a screen shows, read back from the X server pixel by pixel, for figures
 * that must not rest on what the kiosk says of itself. One thread.
 */
#ifndef RWF_TESTS_SUPPORT_GLASS_H
#define RWF_TESTS_SUPPORT_GLASS_H

#include <glib.h>
#include <stdint.h>

struct glass;

/* @display: the value of DISPLAY. NULL on error. */
struct glass *glass_open(const char *display, GError **error);
/* NULL is nothing to do. */
void glass_close(struct glass *glass);

/* A row of pixels as it is this moment, each as 0xRRGGBB. */
void glass_row(struct glass *glass, int x_px, int y_px, int width_px, uint32_t *pixels);

/* How light a pixel is, 0 to 255. */
int glass_lightness(uint32_t pixel);

#endif
