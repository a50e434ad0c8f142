/*
 * deep.h — a picture larger than any texture, seen closely: its tiles (media/tiles.h) laid over
 * the small copy that is there already.
 *
 * Only what is seen is asked for, by worker threads and within the budget of kiosk/picture.h;
 * whatever has not come yet shows through as the coarser layer below it. UI thread.
 */
#ifndef KIOSK_DEEP_H
#define KIOSK_DEEP_H

#include "kiosk/zoom.h"

#include <glib.h>

struct canvas;
struct deep;
struct pictures;

/* Reads the index, not the pixels. NULL and @error when it is damaged: the small copy serves. */
struct deep *deep_open(const char *path, GError **error);
void deep_close(struct deep *deep);

/* Of the whole picture. */
int deep_width_px(const struct deep *deep);
int deep_height_px(const struct deep *deep);

/* Draws the part that is seen, in tiles about as fine as the screen, @px_scale screen pixels to a
 * logical one. The small copy must be drawn first. */
void deep_draw(const struct deep *deep, struct canvas *canvas, struct pictures *pictures,
               const struct zoom *zoom, double px_scale);

#endif
