#include "kiosk/geometry.h"

#include <math.h>

struct box box_make(double x, double y, double w, double h)
{
    return (struct box){x, y, fmax(w, 0), fmax(h, 0)};
}

struct box box_inset(struct box box, double by)
{
    double dx = fmin(by, box.w / 2);
    double dy = fmin(by, box.h / 2);
    return box_make(box.x + dx, box.y + dy, box.w - 2 * dx, box.h - 2 * dy);
}

struct box box_move(struct box box, double dx, double dy)
{
    return (struct box){box.x + dx, box.y + dy, box.w, box.h};
}

bool box_contains(struct box box, struct point point)
{
    return point.x >= box.x && point.x < box.x + box.w && point.y >= box.y &&
           point.y < box.y + box.h;
}

struct box box_intersect(struct box a, struct box b)
{
    double x = fmax(a.x, b.x);
    double y = fmax(a.y, b.y);
    double right = fmin(a.x + a.w, b.x + b.w);
    double bottom = fmin(a.y + a.h, b.y + b.h);
    return box_make(x, y, right - x, bottom - y);
}

struct box box_union(struct box a, struct box b)
{
    if (box_is_empty(a))
        return b;
    if (box_is_empty(b))
        return a;
    double x = fmin(a.x, b.x);
    double y = fmin(a.y, b.y);
    return box_make(x, y, fmax(a.x + a.w, b.x + b.w) - x, fmax(a.y + a.h, b.y + b.h) - y);
}

bool box_is_empty(struct box box)
{
    return !(box.w > 0 && box.h > 0);
}

struct point box_center(struct box box)
{
    return (struct point){box.x + box.w / 2, box.y + box.h / 2};
}

struct box box_centered(struct box box, double w, double h)
{
    return box_make(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h);
}

struct box box_mirror(struct box box, double width)
{
    return (struct box){width - box.x - box.w, box.y, box.w, box.h};
}

struct box box_fit(struct box box, double aspect)
{
    if (box_is_empty(box) || !(aspect > 0))
        return box;
    if (box.w / box.h > aspect)
        return box_centered(box, box.h * aspect, box.h);
    return box_centered(box, box.w, box.w / aspect);
}

static double start_of_share(double focal, double share)
{
    return fmin(fmax(focal - share / 2, 0), 1 - share);
}

struct box box_cover(double picture_aspect, double box_aspect, double focal_x, double focal_y)
{
    struct box whole = {0, 0, 1, 1};
    if (!(picture_aspect > 0) || !(box_aspect > 0))
        return whole;
    if (picture_aspect > box_aspect) {
        whole.w = box_aspect / picture_aspect;
        whole.x = start_of_share(focal_x, whole.w);
    } else {
        whole.h = picture_aspect / box_aspect;
        whole.y = start_of_share(focal_y, whole.h);
    }
    return whole;
}

double distance(struct point a, struct point b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

struct viewport viewport_for(int width_px, int height_px, bool force_portrait)
{
    struct viewport viewport = {
        .width_px = width_px > 0 ? width_px : 1,
        .height_px = height_px > 0 ? height_px : 1,
        .width = CANVAS_LONG_PX,
        .height = CANVAS_SHORT_PX,
    };
    if (force_portrait || viewport.height_px > viewport.width_px) {
        viewport.orientation = ORIENTATION_PORTRAIT;
        viewport.width = CANVAS_SHORT_PX;
        viewport.height = CANVAS_LONG_PX;
    }
    viewport.scale = fmin(viewport.width_px / viewport.width, viewport.height_px / viewport.height);
    viewport.offset_x_px = floor((viewport.width_px - viewport.width * viewport.scale) / 2 + 1e-6);
    viewport.offset_y_px =
        floor((viewport.height_px - viewport.height * viewport.scale) / 2 + 1e-6);
    return viewport;
}

struct point viewport_to_logical(const struct viewport *viewport, double x_px, double y_px)
{
    return (struct point){(x_px - viewport->offset_x_px) / viewport->scale,
                          (y_px - viewport->offset_y_px) / viewport->scale};
}

struct box viewport_to_window(const struct viewport *viewport, struct box box)
{
    double s = viewport->scale;
    return (struct box){viewport->offset_x_px + box.x * s, viewport->offset_y_px + box.y * s,
                        box.w * s, box.h * s};
}
