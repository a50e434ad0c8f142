/*
 * zoom.h — looking closely: how much of a picture is seen, and where. Pure arithmetic; any thread.
 */
#ifndef KIOSK_ZOOM_H
#define KIOSK_ZOOM_H

#include "kiosk/geometry.h"

#define ZOOM_MAX  8.0
#define ZOOM_STEP 1.5

struct zoom {
    struct box view;     /* where on the canvas the picture is seen */
    double aspect;       /* of the picture, width over height */
    double scale;        /* 1: the whole picture fits */
    struct point middle; /* the point of the picture (0…1) in the middle of the view */
};

/* The whole picture. */
void zoom_init(struct zoom *zoom, struct box view, double aspect);
/* Another place on the canvas, the same part of the picture. */
void zoom_set_view(struct zoom *zoom, struct box view);

/* Where the whole picture would lie on the canvas; reaches beyond the view when closer. */
struct box zoom_picture(const struct zoom *zoom);

/* @by times as close, 1 to ZOOM_MAX in all, with the place under @about staying where it is. */
void zoom_by(struct zoom *zoom, double by, struct point about);
/* Moves the picture with the finger; its edges do not come inside the view. */
void zoom_pan(struct zoom *zoom, double dx, double dy);

bool zoom_can_go(const struct zoom *zoom, int direction);

#endif
