/*
 * canvas_inside.h — what the files of the canvas share; nobody else includes it.
 */
#ifndef KIOSK_CANVAS_INSIDE_H
#define KIOSK_CANVAS_INSIDE_H

#include "kiosk/canvas.h"
#include "kiosk/drawing.h"
#include "kiosk/mask.h"
#include "kiosk/texture.h"

struct SDL_Renderer;
struct SDL_Surface;
struct SDL_Texture;

/* Held by whoever made it, and by the marks of a frame until it is painted. */
struct texture {
    struct SDL_Texture *sdl;
    int w, h;
    bool is_opaque;  /* painted without blending where nothing else asks for it: four times as fast
                        when the processor draws */
    uint64_t number; /* of these pixels; never 0 */
    int holders;
};

/* What is painted on: the frame, or the layer over it. */
struct target {
    struct texture *texture; /* NULL: the window, or the offscreen surface */
    struct drawing now;      /* what the frame in the making is to show */
    struct drawing before;   /* what is there */
    bool is_there;           /* the last frame's pixels still are */
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

    struct target frame; /* has a texture with keep_frame where the window keeps none */
    struct target layer; /* its texture is there while one frame after the other has a layer */
    struct target *onto; /* where marks are added: one of the two above */
    bool has_layer;      /* this frame has one */
    uint64_t presented;
    int failures; /* renderers in a row that could not present */
    bool broken;  /* something failed in this frame */

    GArray *clips;        /* struct pixel_box, each cut by those below */
    GArray *translations; /* struct pixel_box; x and y count */
    GArray *opacities;    /* double, multiplied with those below */

    GHashTable *cached; /* of shapes: char * → struct texture */
    size_t texture_bytes;

    struct film_texture {
        struct texture *texture;
        uint64_t sequence;
        unsigned ticket;
    } films[CANVAS_FILMS];
};

/* Makes the renderer: the driver that was asked for, or the quickest that works here. */
bool canvas_open_renderer(struct canvas *canvas, GError **error);
/* Where a logical box lies on the screen, edges rounded, translation included. */
struct pixel_box canvas_place(const struct canvas *canvas, struct box box);
/* A logical length in whole screen pixels, at least 1 unless it is 0. */
int canvas_length(const struct canvas *canvas, double logical);
/* Adds a mark with the clip on top, which is cut by what it can change; for opaque and scaled ones
 * the mark says so. */
void canvas_mark(struct canvas *canvas, struct mark *mark);
/* Forgets what the frame and the layer show and what was to be painted: their pixels are gone. */
void canvas_forget(struct canvas *canvas);
/* Takes over @sdl, which may be NULL: NULL then. */
struct texture *texture_of(struct SDL_Texture *sdl, int w_px, int h_px, bool is_opaque);
/* It has other pixels now. */
void texture_renewed(struct texture *texture);
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
