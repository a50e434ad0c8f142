/*
 * canvas_inside.h — what the files of the canvas share; nobody else includes it.
 */
#ifndef KIOSK_CANVAS_INSIDE_H
#define KIOSK_CANVAS_INSIDE_H

#include "kiosk/canvas.h"
#include "kiosk/mask.h"
#include "kiosk/texture.h"

struct SDL_Renderer;
struct SDL_Surface;
struct SDL_Texture;

/* Whole screen pixels. */
struct pixel_box {
    int x, y, w, h;
};

struct lost_listener {
    void (*lost)(void *data);
    void *data;
};

struct canvas {
    struct SDL_Window *window;   /* borrowed; NULL offscreen */
    struct SDL_Surface *surface; /* offscreen only */
    struct SDL_Renderer *renderer;
    struct canvas_options options;
    char *driver;
    bool is_software; /* the renderer is SDL's own, which draws in memory and keeps its frame */
    struct viewport viewport;
    GArray *listeners; /* struct lost_listener */

    struct SDL_Texture *kept;  /* the frame, with keep_frame on a window */
    struct SDL_Texture *layer; /* made when first wanted */
    bool in_layer;
    uint64_t presented;
    int failures;          /* renderers in a row that could not present */
    bool broken;           /* something failed in this frame */
    bool has_frame;        /* the last frame is still where it was drawn */
    struct pixel_box part; /* of the frame being drawn, when w > 0 */

    GArray *clips;        /* struct pixel_box, each cut by those below */
    GArray *translations; /* struct pixel_box; x and y count */
    GArray *opacities;    /* double, multiplied with those below */

    GHashTable *cached; /* of shapes: char * → struct texture */
    size_t texture_bytes;

    struct SDL_Texture *film;
    int film_w, film_h;
    uint64_t film_sequence;
    unsigned film_ticket;
};

/* Makes the renderer: the driver that was asked for, or the quickest that works here. */
bool canvas_open_renderer(struct canvas *canvas, GError **error);
/* Where a logical box lies on the screen, edges rounded, translation included. */
struct pixel_box canvas_place(const struct canvas *canvas, struct box box);
/* A logical length in whole screen pixels, at least 1 unless it is 0. */
int canvas_length(const struct canvas *canvas, double logical);
/* Applies the top of the clip stack to the renderer. */
void canvas_apply_clip(struct canvas *canvas);
/* A texture kept under @key, or NULL; canvas_cache() keeps a new one (NULL is let through). */
struct texture *canvas_cached(struct canvas *canvas, const char *key);
struct texture *canvas_cache(struct canvas *canvas, const char *key, struct texture *texture);
struct texture *canvas_cache_mask(struct canvas *canvas, const char *key, struct mask mask);
/* @color with the opacity of the stack. */
struct color canvas_shade(const struct canvas *canvas, struct color color);
/* @from in texture pixels to @to in screen pixels. */
void canvas_blit(struct canvas *canvas, struct texture *texture, struct pixel_box from,
                 struct pixel_box to, struct color shaded);
void canvas_rect(struct canvas *canvas, struct pixel_box to, struct color shaded);
/* A box with round bottom corners over a picture with the same: it covers also the pixels that
 * the rounding shares with the page, so that no rim of the picture shines through. */
void canvas_veil(struct canvas *canvas, struct box box, double radius, struct color color);
/* Notes that the renderer failed; the next present makes a new one. */
void canvas_broke(struct canvas *canvas, const char *doing);

#endif
