/*
 * deep.h — a picture larger than any texture, seen closely: its tiles (media/tiles.h) laid over
 * the small copy that is there already.
 *
 * Only what is seen is asked for, by worker threads and within the budget of kiosk/picture.h; where
 * a tile has not come yet stands its part of a coarser one, where that has not come either the small
 * copy. UI thread.
 */
#ifndef KIOSK_DEEP_H
#define KIOSK_DEEP_H

#include "kiosk/zoom.h"

#include <glib.h>

struct canvas;
struct deep;
struct pictures;

/* Reads the index, not the pixels. NULL and @error when it is damaged, or when it is of another shape
 * than @aspect (width over height), which is that of the small copy: that one serves. */
struct deep *deep_open(const char *path, double aspect, GError **error);
void deep_close(struct deep *deep);

/* Of the whole picture. */
int deep_width_px(const struct deep *deep);
int deep_height_px(const struct deep *deep);

/* Asks for the tiles that are seen, about as fine as the screen, @px_scale screen pixels to a logical
 * one. Gives the smallest box round what none of them covers yet: the small copy must be drawn there
 * before deep_draw(). Empty where they cover everything. */
struct box deep_gap(struct deep *deep, struct pictures *pictures, const struct zoom *zoom,
                    double px_scale);

/* Draws the tiles that have come: every place once, finely where it can. */
void deep_draw(const struct deep *deep, struct canvas *canvas, struct pictures *pictures,
               const struct zoom *zoom, double px_scale);

/* Whether a tile that was asked for cannot be shown. */
bool deep_is_damaged(const struct deep *deep);

#endif
