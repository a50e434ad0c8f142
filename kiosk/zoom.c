#include "kiosk/zoom.h"

#include <glib.h>
#include <math.h>

/* DESIGN 6: what is left of the speed a millisecond later, and its bounds in px/s. */
#define DECELERATION 0.997
#define FLING_MIN    120.0
#define FLING_MAX    6000.0
#define FLING_STOP   20.0

#define SHOWN_SHARE 0.6 /* of the view that zoom_show() gives to its part */

void zoom_init(struct zoom *zoom, struct box view, double aspect)
{
    *zoom = (struct zoom){.view = view,
                          .aspect = aspect > 0 ? aspect : 1,
                          .scale = 1,
                          .most = ZOOM_MAX,
                          .middle = {0.5, 0.5}};
}

struct box zoom_whole(const struct zoom *zoom)
{
    struct box fit = box_fit(zoom->view, zoom->aspect);
    return box_centered(zoom->view, MAX(fit.w, 1), MAX(fit.h, 1));
}

struct box zoom_picture(const struct zoom *zoom)
{
    struct box whole = zoom_whole(zoom);
    double w = whole.w * zoom->scale;
    double h = whole.h * zoom->scale;
    struct point center = box_center(zoom->view);
    return box_make(center.x - zoom->middle.x * w, center.y - zoom->middle.y * h, w, h);
}

/* Along one side: where the middle may be so that no edge comes inside the view. */
static double held(double middle, double picture, double view)
{
    if (picture <= view)
        return 0.5;
    double half = view / 2 / picture;
    return CLAMP(middle, half, 1 - half);
}

static void hold(struct zoom *zoom)
{
    struct box picture = zoom_picture(zoom);
    zoom->middle.x = held(zoom->middle.x, picture.w, zoom->view.w);
    zoom->middle.y = held(zoom->middle.y, picture.h, zoom->view.h);
}

void zoom_set_most(struct zoom *zoom, int width_px, int height_px, double px_scale)
{
    struct box whole = zoom_whole(zoom);
    zoom->most = MAX(width_px / (whole.w * px_scale), height_px / (whole.h * px_scale));
    zoom->most = MAX(zoom->most, ZOOM_MAX);
    zoom->scale = MIN(zoom->scale, zoom->most);
}

void zoom_set_view(struct zoom *zoom, struct box view)
{
    zoom->view = view;
    hold(zoom);
}

void zoom_by(struct zoom *zoom, double by, struct point about)
{
    struct box before = zoom_picture(zoom);
    struct point under = {(about.x - before.x) / before.w, (about.y - before.y) / before.h};
    double scale = CLAMP(zoom->scale * by, 1, zoom->most);
    double grown = scale / zoom->scale;
    struct point center = box_center(zoom->view);
    zoom->scale = scale;
    zoom->middle.x = under.x + (center.x - about.x) / (before.w * grown);
    zoom->middle.y = under.y + (center.y - about.y) / (before.h * grown);
    hold(zoom);
}

void zoom_pan(struct zoom *zoom, double dx, double dy)
{
    struct box picture = zoom_picture(zoom);
    zoom->middle.x -= dx / picture.w;
    zoom->middle.y -= dy / picture.h;
    hold(zoom);
}

void zoom_show(struct zoom *zoom, struct box part)
{
    struct box whole = zoom_whole(zoom);
    double across = zoom->view.w * SHOWN_SHARE / MAX(part.w * whole.w, 1);
    double down = zoom->view.h * SHOWN_SHARE / MAX(part.h * whole.h, 1);
    zoom_stop(zoom);
    zoom->scale = CLAMP(MIN(across, down), 1, zoom->most);
    zoom->middle = box_center(part);
    hold(zoom);
}

void zoom_fling(struct zoom *zoom, double vx, double vy, int64_t now_ms)
{
    double speed = hypot(vx, vy);
    double share = speed > FLING_MAX ? FLING_MAX / speed : 1;
    zoom->speed = (struct point){vx * share, vy * share};
    zoom->moved_ms = now_ms;
    if (speed < FLING_MIN)
        zoom_stop(zoom);
}

void zoom_throw(struct zoom *zoom, double dx, double dy, int64_t now_ms)
{
    double times = -log(DECELERATION) * 1000;
    zoom_fling(zoom, dx * times, dy * times, now_ms);
}

void zoom_stop(struct zoom *zoom)
{
    zoom->speed = (struct point){0, 0};
}

bool zoom_tick(struct zoom *zoom, int64_t now_ms)
{
    if (zoom->speed.x == 0 && zoom->speed.y == 0)
        return false;
    double passed_ms = (double)MAX(now_ms - zoom->moved_ms, 0);
    double left = pow(DECELERATION, passed_ms);
    double way_s = (1 - left) / -log(DECELERATION) / 1000;
    struct point before = zoom->middle;
    zoom_pan(zoom, zoom->speed.x * way_s, zoom->speed.y * way_s);
    zoom->moved_ms = now_ms;
    zoom->speed.x *= left;
    zoom->speed.y *= left;
    bool is_held = passed_ms > 0 && before.x == zoom->middle.x && before.y == zoom->middle.y;
    if (is_held || hypot(zoom->speed.x, zoom->speed.y) < FLING_STOP)
        zoom_stop(zoom);
    return true;
}

bool zoom_can_go(const struct zoom *zoom, int direction)
{
    return direction > 0 ? zoom->scale < zoom->most - 0.001 : zoom->scale > 1.001;
}
