/*
 * canvas.h — pixels: everything that is seen is drawn through this.
 *
 * Coordinates are logical pixels (geometry.h). Edges land on whole pixels of the screen, so
 * that borders are crisp and neighbours meet without a seam; rounded corners are antialiased at
 * the screen's own resolution. Colours are straight alpha. Text draws itself through text.h,
 * photographs come from picture.h.
 *
 * A frame is canvas_begin(), drawing all of it, canvas_present(). What is drawn is written down
 * (drawing.h), and only what differs from the frame before is painted: drawing everything again
 * costs little, and no screen has to say what it changed. Nothing is drawn when nothing changed:
 * the last frame stays on screen by itself. Only the UI thread calls any of this.
 *
 * When the graphics driver loses its textures or the whole renderer, canvas_lost() drops or
 * makes anew what is needed here, in the text cache and in the picture cache; the next frame
 * draws as if nothing had been. Three renderers in a row that cannot present end the matter:
 * canvas_present() fails, and the program ends for the service manager to start again.
 */
#ifndef KIOSK_CANVAS_H
#define KIOSK_CANVAS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "kiosk/geometry.h"
#include "kiosk/theme.h"

struct SDL_Window;
struct canvas;
struct frame;   /* media/mailbox.h */
struct picture; /* kiosk/picture.h */

/* Which corners of a box are round. */
enum corners {
    CORNERS_NONE = 0,
    CORNERS_TOP_LEFT = 1,
    CORNERS_TOP_RIGHT = 2,
    CORNERS_BOTTOM_LEFT = 4,
    CORNERS_BOTTOM_RIGHT = 8,
    CORNERS_TOP = 3,
    CORNERS_BOTTOM = 12,
    CORNERS_ALL = 15,
};

struct canvas_options {
    bool force_portrait;
    bool keep_frame;    /* so that canvas_save_png() has a picture: automation, tests, the demo */
    const char *driver; /* "opengl", "opengles2", "software"; NULL: the quickest that works */
};

/* On a window, which is borrowed. NULL and @error when no renderer can be had. */
struct canvas *canvas_create(struct SDL_Window *window, const struct canvas_options *options,
                             GError **error);
/* On memory, without a window or display: tests and pictures of screens. Keeps its frame. */
struct canvas *canvas_create_offscreen(int width_px, int height_px, bool force_portrait,
                                       GError **error);
void canvas_destroy(struct canvas *canvas);

/* Changes with canvas_resized(); text and pictures made for another scale are to be made anew
 * (the stage lays everything out again). */
const struct viewport *canvas_viewport(const struct canvas *canvas);
void canvas_resized(struct canvas *canvas);

/* The driver lost its textures (@device false: SDL_RENDER_TARGETS_RESET) or everything
 * (@device true: SDL_RENDER_DEVICE_RESET). Draw a whole frame next. */
void canvas_lost(struct canvas *canvas, bool device);
/* Calls @lost(data) whenever textures are gone; text and pictures use it. */
void canvas_on_lost(struct canvas *canvas, void (*lost)(void *data), void *data);
void canvas_off_lost(struct canvas *canvas, void *data);

/* A new frame filled with @background, letterbox included. */
void canvas_begin(struct canvas *canvas, struct color background);
/* What was shown last is not on the display any more: the next frame is painted whole. */
void canvas_expose(struct canvas *canvas);
/* Paints what differs from the last frame, and shows it. False when the renderer failed and was made anew: draw again; false with
 * @error set when it failed three times in a row: end. */
bool canvas_present(struct canvas *canvas, GError **error);
/* Whether the processor draws, for want of a graphics processor: what moves over the whole screen
 * for long is then better held still. */
bool canvas_is_software(const struct canvas *canvas);
/* Frames presented since the start; the watchdog is fed from this. */
uint64_t canvas_presented(const struct canvas *canvas);

/* The last presented frame as a PNG file, replaced in one step. Fails without keep_frame. */
bool canvas_save_png(struct canvas *canvas, const char *path, GError **error);
/* The colour of one window pixel of the last presented frame; false without keep_frame. */
bool canvas_pixel(struct canvas *canvas, int x_px, int y_px, struct color *color);

/* State, each popped in the opposite order of its push. Opacity and translation add up.
 * Translation is rounded to whole screen pixels, so that scrolling never changes a shape.
 * Opacity applies to each shape by itself: fade whole screens with a layer. */
void canvas_push_clip(struct canvas *canvas, struct box box);
void canvas_pop_clip(struct canvas *canvas);
void canvas_push_translate(struct canvas *canvas, double dx, double dy);
void canvas_pop_translate(struct canvas *canvas);
void canvas_push_opacity(struct canvas *canvas, double opacity);
void canvas_pop_opacity(struct canvas *canvas);

/* What is drawn in between lands on the canvas as one picture of the given opacity, moved by
 * @dy: screen changes. The layer must be painted opaque (it begins filled with @background).
 * One at a time. Where the renderer has no room for it, it is drawn straight. */
void canvas_layer_begin(struct canvas *canvas, struct color background);
void canvas_layer_end(struct canvas *canvas, double opacity, double dy);

/* False when nothing of the box would be seen, so that it need not be drawn. */
bool canvas_shows(const struct canvas *canvas, struct box box);

/* Shapes. @radius is cut to half the shorter side; 0 is square. */
void canvas_fill(struct canvas *canvas, struct box box, double radius, struct color color);
void canvas_fill_corners(struct canvas *canvas, struct box box, double radius, unsigned corners,
                         struct color color);
/* A border @width wide inside the edge of the box. */
void canvas_stroke(struct canvas *canvas, struct box box, double radius, double width,
                   struct color color);
/* The ring round a focused target, outside it: inner colour next to it, outer colour round. */
void canvas_focus(struct canvas *canvas, const struct theme *theme, struct box box, double radius);
/* From @top to @bottom, smoothly; square corners. */
void canvas_gradient(struct canvas *canvas, struct box box, struct color top, struct color bottom);
/* Behind text on a picture (DESIGN 3.4): nothing above @from (share of the height), @color's own
 * alpha from @to to the bottom, whose corners follow @radius. */
void canvas_scrim(struct canvas *canvas, struct box box, double radius, double from, double to,
                  struct color color);
/* Paints the page's colour over the corners outside the rounding: for films, which are square. */
void canvas_round_off(struct canvas *canvas, struct box box, double radius, struct color page);
void canvas_circle(struct canvas *canvas, struct point center, double radius, struct color color);
/* A part of a ring, clockwise from the top: @share 0…1, @width inside @radius. */
void canvas_ring(struct canvas *canvas, struct point center, double radius, double width,
                 double share, struct color color);
/* Straight, antialiased, round ends. */
void canvas_line(struct canvas *canvas, struct point from, struct point to, double width,
                 struct color color);
/* The thread (DESIGN 3.5): a level line from @from to @to_x with a slow 2 px wave. @phase is the
 * share of a wave passed, any number; keep it still with less motion. */
void canvas_thread(struct canvas *canvas, struct point from, double to_x, double width,
                   double phase, struct color color);
/* Many upright bars with round ends in the middle of @box, one for each height (0…1 of the
 * box's height, never lower than it is wide): a waveform. Bars left of @played (share of the
 * width) have the first colour. */
void canvas_bars(struct canvas *canvas, struct box box, const double *heights, size_t count,
                 double played, struct color before, struct color after);
/* Diagonal stripes, for parts that carry a content note. */
void canvas_hatch(struct canvas *canvas, struct box box, struct color color);

/* A soft pattern that stands for a picture that is hidden or not there: always the same for the
 * same @seed, in the colours of @hue and the theme. Solid themes get a plain outlined box. */
void canvas_pattern(struct canvas *canvas, const struct theme *theme, struct box box, double radius,
                    uint32_t seed, enum color_token hue);

/* A photograph (picture.h) into the box it was asked for; fades in while it is new. Draws
 * nothing unless it is ready: true when it drew. */
bool canvas_picture(struct canvas *canvas, struct picture *picture, struct box box);
/* The same into any box, seen through @part (fractions of what was asked for): slow zooms. */
bool canvas_picture_part(struct canvas *canvas, struct picture *picture, struct box box,
                         struct box part);
/* The same of a tile: @part in its own pixels, of which only whole ones are taken; the edges of @box
 * land on whole pixels of the screen, so that tiles meet without a seam. Does not fade. */
bool canvas_picture_tile(struct canvas *canvas, struct picture *picture, struct box box,
                         struct box part);

/* The films a screen may show at once, one for each player: the first, the same film from another
 * player while the first plays a description, and a signer. */
enum canvas_film { CANVAS_FILM_FIRST, CANVAS_FILM_BESIDE, CANVAS_FILM_SIGNER, CANVAS_FILMS };

/* A film's picture, letterboxed in @box in its own shape; uploads only when its sequence is
 * new. Returns the box that the picture itself takes. */
struct box canvas_frame(struct canvas *canvas, enum canvas_film which, struct box box,
                        const struct frame *frame);

/* Bytes of textures the canvas itself holds. */
size_t canvas_texture_bytes(const struct canvas *canvas);

#endif
