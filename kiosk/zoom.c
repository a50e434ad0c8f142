#include "kiosk/zoom.h"

#include <glib.h>

void zoom_init(struct zoom *zoom, struct box view, double aspect)
{
    *zoom = (struct zoom){
        .view = view, .aspect = aspect > 0 ? aspect : 1, .scale = 1, .middle = {0.5, 0.5}};
}

struct box zoom_picture(const struct zoom *zoom)
{
    struct box whole = box_fit(zoom->view, zoom->aspect);
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

void zoom_set_view(struct zoom *zoom, struct box view)
{
    zoom->view = view;
    hold(zoom);
}

void zoom_by(struct zoom *zoom, double by, struct point about)
{
    struct box before = zoom_picture(zoom);
    struct point under = {(about.x - before.x) / before.w, (about.y - before.y) / before.h};
    double scale = CLAMP(zoom->scale * by, 1, ZOOM_MAX);
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

bool zoom_can_go(const struct zoom *zoom, int direction)
{
    return direction > 0 ? zoom->scale < ZOOM_MAX - 0.001 : zoom->scale > 1.001;
}
