/*
 * drawing.h — a frame as a list of marks, and which pixels differ between two of them.
 *
 * A screen always draws all of itself. What it draws is written down as marks, from the back to
 * the front; compared with the marks of the frame before they tell which boxes have to be painted
 * again. Where both frames make the same marks in the same order every pixel is the same, so that
 * no screen has to say what it changed, and none can say it wrongly.
 *
 * Pure arithmetic over whole screen pixels; textures are only passed on. UI thread.
 */
#ifndef KIOSK_DRAWING_H
#define KIOSK_DRAWING_H

#include "kiosk/theme.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct texture;

/* Whole screen pixels; of no size when @w or @h is not above 0. */
struct pixel_box {
    int x, y, w, h;
};

bool pixel_box_is_empty(struct pixel_box box);
struct pixel_box pixel_box_intersect(struct pixel_box a, struct pixel_box b);
struct pixel_box pixel_box_union(struct pixel_box a, struct pixel_box b);
/* Whether every pixel of @b lies in @a. */
bool pixel_box_holds(struct pixel_box a, struct pixel_box b);

/* A plain box, or a part of a texture in one. */
struct mark {
    struct texture *texture; /* NULL: plain */
    uint64_t pixels;         /* whose number never comes again with other pixels; 0: plain */
    struct pixel_box from;   /* of the texture */
    float x, y, w, h;        /* where it goes */
    struct color color;      /* of the box, or what the texture is multiplied with */
    struct pixel_box clip;   /* what was to be left alone outside it */
    struct pixel_box seen;   /* the pixels it can change: its place in its clip */
    bool is_opaque;          /* leaves nothing of what was there */
    bool is_scaled;          /* to be painted whole: a part of it alone may come out otherwise */
    uint64_t hash;           /* drawing_add() sets it */
};

struct drawing {
    GArray *marks; /* struct mark */
};

void drawing_init(struct drawing *drawing);
void drawing_finish(struct drawing *drawing);

/* Adds a mark on top; one that cannot be seen is left out. False then. */
bool drawing_add(struct drawing *drawing, const struct mark *mark);

/* Where to begin painting @box: the uppermost mark that covers all of it, or the first. */
guint drawing_ground(const struct drawing *drawing, struct pixel_box box);

enum { DAMAGE_MAX = 12 };

/* Boxes to be painted again. They may overlap. */
struct damage {
    struct pixel_box boxes[DAMAGE_MAX];
    int count;
};

/* Adds a box; boxes that lie close become one. */
void damage_add(struct damage *damage, struct pixel_box box);

/* What has to be painted, all of @after's marks in each box, so that a frame of @before becomes
 * one of @after. */
void drawing_compare(const struct drawing *before, const struct drawing *after,
                     struct damage *damage);

#endif
