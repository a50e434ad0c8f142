/*
 * zoom.h — looking closely: how much of a picture is seen, and where. Pure arithmetic; any thread.
 */
#ifndef KIOSK_ZOOM_H
#define KIOSK_ZOOM_H

#include "kiosk/geometry.h"

#include <stdint.h>

#define ZOOM_MAX  8.0
#define ZOOM_STEP 1.5

struct zoom {
    struct box view;     /* where on the canvas the picture is seen */
    double aspect;       /* of the picture, width over height */
    double scale;        /* 1: the whole picture fits */
    double most;         /* the closest scale */
    struct point middle; /* the point of the picture (0…1) in the middle of the view */

    struct point speed; /* px/s, while it glides on after the finger has left */
    int64_t moved_ms;   /* when it last glided */
};

/* The whole picture; ZOOM_MAX is the closest. */
void zoom_init(struct zoom *zoom, struct box view, double aspect);
/* Another place on the canvas, the same part of the picture. */
void zoom_set_view(struct zoom *zoom, struct box view);
/* How close one may come: a picture of so many pixels until they are the screen's, @px_scale of
 * them to a logical pixel; small ones to ZOOM_MAX. */
void zoom_set_most(struct zoom *zoom, int width_px, int height_px, double px_scale);

/* Where the whole picture lies when it fits: never thinner than a logical pixel. */
struct box zoom_whole(const struct zoom *zoom);
/* Where the whole picture would lie on the canvas; reaches beyond the view when closer. */
struct box zoom_picture(const struct zoom *zoom);

/* @by times as close, 1 to most in all, with the place under @about staying where it is. */
void zoom_by(struct zoom *zoom, double by, struct point about);
/* Moves the picture with the finger; its edges do not come inside the view. */
void zoom_pan(struct zoom *zoom, double dx, double dy);
/* Brings a part of the picture (fractions) to the middle, as close as it fits with some room. */
void zoom_show(struct zoom *zoom, struct box part);

/* Let go at this speed, px/s: it glides on and slows down (DESIGN 6). Slow fingers stop it. */
void zoom_fling(struct zoom *zoom, double vx, double vy, int64_t now_ms);
/* Glides so far, or to the edge. */
void zoom_throw(struct zoom *zoom, double dx, double dy, int64_t now_ms);
void zoom_stop(struct zoom *zoom);
/* Glides on; true while it moves. */
bool zoom_tick(struct zoom *zoom, int64_t now_ms);

bool zoom_can_go(const struct zoom *zoom, int direction);

#endif
