/*
 * geometry.h — points, boxes, and how the logical canvas lies on the real screen.
 *
 * Everything above the canvas speaks logical pixels: 1920 by 1080 lying down, 1080 by 1920
 * standing up. The viewport maps them to the pixels of the window: one scale for both axes,
 * the rest letterboxed. Pure arithmetic; any thread.
 */
#ifndef KIOSK_GEOMETRY_H
#define KIOSK_GEOMETRY_H

#include <stdbool.h>

#define CANVAS_LONG_PX  1920.0
#define CANVAS_SHORT_PX 1080.0

struct point {
    double x, y;
};

struct box {
    double x, y, w, h;
};

enum orientation {
    ORIENTATION_LANDSCAPE,
    ORIENTATION_PORTRAIT,
};

struct viewport {
    int width_px; /* of the window */
    int height_px;
    double scale;                 /* window pixels in a logical pixel */
    double offset_x_px;           /* of the logical origin, in window pixels: the letterbox */
    double offset_y_px;           /* both whole numbers */
    double width;                 /* logical size: 1920 or 1080 */
    double height;                /* logical size: 1080 or 1920 */
    enum orientation orientation; /* a square window lies down */
};

struct box box_make(double x, double y, double w, double h);
/* Smaller by @by on each side, larger when negative; never of negative size. */
struct box box_inset(struct box box, double by);
struct box box_move(struct box box, double dx, double dy);
/* Contains its left and top edge, not its right and bottom one. */
bool box_contains(struct box box, struct point point);
/* Of no size where they do not meet. */
struct box box_intersect(struct box a, struct box b);
/* The smallest box round both; an empty box adds nothing. */
struct box box_union(struct box a, struct box b);
bool box_is_empty(struct box box);
struct point box_center(struct box box);
/* A box of @w by @h in the middle of @box. */
struct box box_centered(struct box box, double w, double h);
/* The same distance from the other side of a canvas @width wide: layouts of right-to-left
 * languages are the mirror image (DESIGN 4.1.6). */
struct box box_mirror(struct box box, double width);
/* The largest box of the shape @aspect (width over height) inside @box, in its middle. */
struct box box_fit(struct box box, double aspect);
/* The part of a picture, in fractions of its sides, that fills a box of @box_aspect without
 * leaving the picture of @picture_aspect and keeps (@focal_x, @focal_y), fractions as well, as
 * near the middle as it can. */
struct box box_cover(double picture_aspect, double box_aspect, double focal_x, double focal_y);

double distance(struct point a, struct point b);

/* The viewport of a window. @force_portrait stands the canvas up whatever the window's shape
 * is (a landscape panel hung upright whose driver cannot rotate shows it letterboxed). */
struct viewport viewport_for(int width_px, int height_px, bool force_portrait);
struct point viewport_to_logical(const struct viewport *viewport, double x_px, double y_px);
/* In window pixels; automation reports boxes so. */
struct box viewport_to_window(const struct viewport *viewport, struct box box);

#endif
