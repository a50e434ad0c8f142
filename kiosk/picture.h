/*
 * picture.h — photographs from the store, decoded aside, kept within a budget.
 *
 * A screen asks for a picture every time it draws; asking never waits. The file is read,
 * checked and scaled to the very pixels of its place on screen by worker threads (so that
 * rounded corners and sharpness are exact), then uploaded by the UI thread, a few each frame.
 * Pictures not asked for lately make room for others.
 *
 * Only JPEG, PNG and WebP are decoded, told by their first bytes; sizes are checked before
 * anything is decoded, and a file named by its SHA-256 is never shown when it holds something
 * else. A picture that cannot be shown is PICTURE_FAILED, logged once, and the screen draws
 * canvas_pattern() instead; one that went out of sight is tried again when it is next asked for.
 * Only the UI thread calls any of this.
 */
#ifndef KIOSK_PICTURE_H
#define KIOSK_PICTURE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct canvas;
struct picture;
struct pictures;

enum picture_state {
    PICTURE_LOADING,
    PICTURE_READY,
    PICTURE_FAILED,
};

enum picture_fit {
    PICTURE_COVER,   /* fills the box, cut about the focal point */
    PICTURE_CONTAIN, /* whole, in its own shape, in the middle */
};

/* One of the pieces of a very large picture (media/tiles.h). */
struct picture_tile {
    int level, column, row;
};

/* What is wanted. @path, the box's size and the tile tell pictures apart. */
struct picture_wish {
    const char *path;                /* absolute; NULL or "" is a picture that has failed */
    const struct picture_tile *tile; /* of the tiles at @path, as it is there: of what follows
                                      * nothing is read; NULL: a picture */
    double width;                    /* of the box, logical */
    double height;
    enum picture_fit fit;
    double focal_x; /* 0…1; 0.5 for the middle */
    double focal_y;
    double radius; /* logical; 0 square */
};

struct picture_stats {
    size_t texture_bytes;
    size_t textures;
    unsigned long decoded;
    unsigned long failed;
    unsigned long dropped; /* made room for others */
};

/* @budget_bytes of textures, 0 for 96 MB. @wake is called from a worker thread when something
 * has been decoded and a frame should be drawn; it must only post (an SDL user event). */
struct pictures *pictures_create(struct canvas *canvas, size_t budget_bytes,
                                 void (*wake)(void *data), void *data);
void pictures_destroy(struct pictures *pictures);
void pictures_set_less_motion(struct pictures *pictures, bool less_motion);

/* Never NULL. Borrowed until the next pictures_tick(). Each call counts as a use. */
struct picture *picture_get(struct pictures *pictures, const struct picture_wish *wish);
enum picture_state picture_state(const struct picture *picture);
/* Whether something else is to be shown in its place, or under it while it fades in: not for what
 * comes at once, so that a list does not flicker. */
bool picture_is_late(const struct picture *picture);
/* 0…1 since it became ready; a tile, which only sharpens what is there, is 1 at once. */
double picture_fade(const struct picture *picture);
/* Width over height of the whole file's picture, 0 while unknown. */
double picture_aspect(const struct picture *picture);

/* Before drawing, and whenever woken: uploads what has come, a few milliseconds at most, and drops
 * what is over budget. True when something has come or still changes by itself (a fade, more
 * to upload): draw a frame. */
bool pictures_tick(struct pictures *pictures, int64_t now_ms);
/* Pictures being read just now. */
size_t pictures_pending(const struct pictures *pictures);
/* Waits until nothing is being read: tests, pictures of screens. */
void pictures_drain(struct pictures *pictures);
/* Forgets everything: a new pack, a new size of canvas. */
void pictures_clear(struct pictures *pictures);
struct picture_stats pictures_stats(const struct pictures *pictures);

#endif
