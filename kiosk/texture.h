/*
 * texture.h — pixels held by the graphics card: what text, pictures and masks upload.
 *
 * For the modules that rasterise; screens have no business here. UI thread only.
 */
#ifndef KIOSK_TEXTURE_H
#define KIOSK_TEXTURE_H

#include <glib.h>
#include <stdint.h>

#include "kiosk/canvas.h"

struct texture;

/* Uploads ARGB pixels (0xAARRGGBB, straight alpha), @pitch bytes a row. NULL when the renderer
 * has no room or has failed; the canvas notices and makes the renderer anew. */
struct texture *texture_create(struct canvas *canvas, const void *argb, int w_px, int h_px,
                               int pitch);
/* White of the coverage given, to be tinted. */
struct texture *texture_from_alpha(struct canvas *canvas, const uint8_t *alpha, int w_px, int h_px);
void texture_destroy(struct texture *texture);
int texture_width_px(const struct texture *texture);
int texture_height_px(const struct texture *texture);
size_t texture_bytes(const struct texture *texture);
/* Of the whole program, now: what was made and not destroyed. */
size_t texture_count(void);

/* Pixel for pixel with its top left corner at a logical point, moved by whole screen pixels
 * (@dx_px, @dy_px). The tint multiplies; white leaves the colours. */
void canvas_texture(struct canvas *canvas, struct texture *texture, struct point at, int dx_px,
                    int dy_px, struct color tint);
/* A part of it (fractions) into a box, scaled smoothly. */
void canvas_texture_box(struct canvas *canvas, struct texture *texture, struct box part,
                        struct box box, struct color tint);
/* Whole pixels of it, those of @part, into a box whose edges land on whole screen pixels. */
void canvas_texture_tile(struct canvas *canvas, struct texture *texture, struct box part,
                         struct box box);

#endif
