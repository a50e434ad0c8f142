#include "kiosk/closeup.h"

#include "kiosk/canvas.h"
#include "kiosk/deep.h"
#include "kiosk/event.h"
#include "kiosk/fixity.h"
#include "kiosk/picture.h"
#include "kiosk/screen.h"
#include "kiosk/view_item.h"

#include <math.h>

#define ASPECT_UNKNOWN 1.5
#define MOVE_SHARE     0.5 /* of the view, that a button moves it by */

/* Nothing that was found is kept of the picture before. */
void closeup_close(struct closeup *closeup)
{
    deep_close(closeup->deep);
    g_free(closeup->picture);
    g_free(closeup->thumbnail);
    g_free(closeup->tiles);
    *closeup = (struct closeup){0};
}

static double aspect_of(const struct closeup *closeup)
{
    bool is_known = closeup->width_px > 0 && closeup->height_px > 0;
    return is_known ? (double)closeup->width_px / closeup->height_px : ASPECT_UNKNOWN;
}

/* Tiles that cannot be shown are staff's to know the cause of: the small copy serves. */
static void open_tiles(struct closeup *closeup)
{
    g_autoptr(GError) error = NULL;
    closeup->deep = deep_open(closeup->tiles, aspect_of(closeup), &error);
    if (closeup->deep != NULL)
        return;
    g_message("picture: %s", error->message);
    closeup->state = CLOSEUP_COARSE;
}

void closeup_open(struct closeup *closeup, const struct screen_env *env,
                  const struct view_page *page, bool allows_zoom)
{
    struct box view = closeup->zoom.view;
    closeup_close(closeup);
    closeup->env = env;
    closeup->allows_zoom = allows_zoom;
    if (page == NULL || page->picture == NULL) {
        closeup->state = CLOSEUP_BROKEN;
    } else {
        closeup->picture = g_strdup(page->picture);
        closeup->thumbnail = g_strdup(page->thumbnail);
        closeup->tiles = allows_zoom ? g_strdup(page->tiles) : NULL;
        closeup->width_px = page->width_px;
        closeup->height_px = page->height_px;
        closeup->state = page->lacks_tiles ? CLOSEUP_COARSE : CLOSEUP_GOOD;
    }
    if (closeup->tiles != NULL)
        open_tiles(closeup);
    if (closeup->deep != NULL)
        fixity_ask(env->fixity, closeup->tiles);
    zoom_init(&closeup->zoom, view, aspect_of(closeup));
}

void closeup_place(struct closeup *closeup, struct box view)
{
    int width_px = closeup->width_px, height_px = closeup->height_px;
    if (closeup->deep != NULL) {
        width_px = deep_width_px(closeup->deep);
        height_px = deep_height_px(closeup->deep);
    }
    if (closeup->has_moved)
        zoom_set_view(&closeup->zoom, view);
    else
        zoom_init(&closeup->zoom, view, aspect_of(closeup));
    zoom_set_most(&closeup->zoom, width_px, height_px, closeup->env->viewport->scale);
}

static bool is_free(const struct closeup *closeup)
{
    return closeup->allows_zoom && closeup->state != CLOSEUP_BROKEN;
}

bool closeup_can_go(const struct closeup *closeup, int direction)
{
    return is_free(closeup) && zoom_can_go(&closeup->zoom, direction);
}

void closeup_step(struct closeup *closeup, int direction)
{
    if (!is_free(closeup))
        return;
    zoom_stop(&closeup->zoom);
    zoom_by(&closeup->zoom, direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP,
            box_center(closeup->zoom.view));
    closeup->has_moved = true;
}

void closeup_show(struct closeup *closeup, struct box part)
{
    if (!is_free(closeup))
        return;
    zoom_show(&closeup->zoom, part);
    closeup->has_moved = true;
}

bool closeup_can_move(const struct closeup *closeup, int across, int down)
{
    struct box whole = zoom_picture(&closeup->zoom), view = closeup->zoom.view;
    if (!is_free(closeup))
        return false;
    return (across < 0 && whole.x < view.x - 1) ||
           (across > 0 && whole.x + whole.w > view.x + view.w + 1) ||
           (down < 0 && whole.y < view.y - 1) ||
           (down > 0 && whole.y + whole.h > view.y + view.h + 1);
}

void closeup_move(struct closeup *closeup, int across, int down, int64_t now_ms)
{
    double dx = -across * closeup->zoom.view.w * MOVE_SHARE;
    double dy = -down * closeup->zoom.view.h * MOVE_SHARE;
    if (!is_free(closeup))
        return;
    closeup->has_moved = true;
    if (closeup->env->session->now.has_less_motion)
        zoom_pan(&closeup->zoom, dx, dy);
    else
        zoom_throw(&closeup->zoom, dx, dy, now_ms);
}

static void drag(struct closeup *closeup, const struct event *event)
{
    zoom_pan(&closeup->zoom, event->dx, event->dy);
    closeup->has_moved = true;
}

static void pinch(struct closeup *closeup, const struct event *event)
{
    zoom_pan(&closeup->zoom, event->dx, event->dy);
    zoom_by(&closeup->zoom, event->scale, event->center);
    closeup->has_moved = true;
}

bool closeup_event(struct closeup *closeup, const struct event *event, bool is_on_it)
{
    if (event->type == EVENT_PRESS || event->type == EVENT_DRAG_BEGIN ||
        event->type == EVENT_PINCH_BEGIN)
        zoom_stop(&closeup->zoom);
    if (!is_free(closeup) || !is_on_it)
        return false;
    if (event->type == EVENT_DRAG)
        drag(closeup, event);
    else if (event->type == EVENT_PINCH)
        pinch(closeup, event);
    else if (event->type == EVENT_DRAG_END && !closeup->env->session->now.has_less_motion)
        zoom_fling(&closeup->zoom, event->vx, event->vy, event->now_ms);
    else
        return event->type == EVENT_DRAG_BEGIN || event->type == EVENT_DRAG_END ||
               event->type == EVENT_PINCH_BEGIN || event->type == EVENT_PINCH_END;
    return true;
}

bool closeup_tick(struct closeup *closeup, int64_t now_ms)
{
    bool was_gliding = closeup->is_gliding;
    closeup->is_gliding = zoom_tick(&closeup->zoom, now_ms);
    return closeup->is_gliding || was_gliding;
}

struct box closeup_picture(const struct closeup *closeup)
{
    return zoom_picture(&closeup->zoom);
}

/* The copy for the screen at as many pixels as it is seen with, in steps of two, never more than
 * it has. */
static struct picture *picture_at(const struct closeup *closeup, double scale)
{
    struct box whole = zoom_whole(&closeup->zoom);
    double steps = exp2(ceil(log2(MAX(scale, 1)) - 0.01));
    double most = closeup->width_px / (whole.w * closeup->env->viewport->scale);
    double times = MAX(MIN(steps, most), 1);
    return picture_get(closeup->env->pictures, &(struct picture_wish){.path = closeup->picture,
                                                                      .width = whole.w * times,
                                                                      .height = whole.h * times,
                                                                      .fit = PICTURE_COVER,
                                                                      .focal_x = 0.5,
                                                                      .focal_y = 0.5});
}

static enum closeup_state found_state(struct closeup *closeup)
{
    struct fixity *fixity = closeup->env->fixity;
    if (closeup->picture == NULL || picture_state(picture_at(closeup, 1)) == PICTURE_FAILED)
        return CLOSEUP_BROKEN;
    if (closeup->deep != NULL && fixity_is_changed(fixity, closeup->tiles)) {
        g_clear_pointer(&closeup->deep, deep_close);
        return CLOSEUP_COARSE;
    }
    if (closeup->deep != NULL && deep_is_damaged(closeup->deep))
        return CLOSEUP_COARSE;
    return closeup->state == CLOSEUP_BROKEN ? CLOSEUP_GOOD : closeup->state;
}

bool closeup_check(struct closeup *closeup)
{
    enum closeup_state before = closeup->state;
    bool did_await = closeup->awaits_tiles;
    closeup->state = found_state(closeup);
    closeup->awaits_tiles =
        closeup->deep != NULL && fixity_is_awaited(closeup->env->fixity, closeup->tiles);
    return closeup->state != before || closeup->awaits_tiles != did_await;
}

enum closeup_state closeup_state(const struct closeup *closeup)
{
    return closeup->state;
}

static void draw_part(const struct closeup *closeup, struct canvas *canvas, struct picture *picture)
{
    struct box whole = zoom_picture(&closeup->zoom);
    struct box seen = box_intersect(whole, closeup->zoom.view);
    struct box part = {(seen.x - whole.x) / whole.w, (seen.y - whole.y) / whole.h, seen.w / whole.w,
                       seen.h / whole.h};
    canvas_picture_part(canvas, picture, seen, part);
}

static struct picture *thumbnail_of(const struct closeup *closeup)
{
    struct box whole = zoom_whole(&closeup->zoom);
    return picture_get(closeup->env->pictures, &(struct picture_wish){.path = closeup->thumbnail,
                                                                      .width = whole.w / 4,
                                                                      .height = whole.h / 4,
                                                                      .fit = PICTURE_COVER,
                                                                      .focal_x = 0.5,
                                                                      .focal_y = 0.5});
}

/* Beginning with the thumbnail, each copy over the coarser one until it is wholly there. */
static void draw_copies(const struct closeup *closeup, struct canvas *canvas, double scale)
{
    struct picture *fine = picture_at(closeup, scale);
    bool is_there = picture_state(fine) == PICTURE_READY && picture_fade(fine) >= 1;
    if (!is_there && closeup->thumbnail != NULL)
        draw_part(closeup, canvas, thumbnail_of(closeup));
    if (!is_there && scale > 1)
        draw_part(closeup, canvas, picture_at(closeup, 1));
    draw_part(closeup, canvas, fine);
}

/* Tiles, and the small copy only where there are none yet: each place is painted once, which is what
 * moving a large picture costs. */
static void draw_tiles(const struct closeup *closeup, struct canvas *canvas)
{
    struct pictures *pictures = closeup->env->pictures;
    double px_scale = closeup->env->viewport->scale;
    struct box gap = deep_gap(closeup->deep, pictures, &closeup->zoom, px_scale);
    if (!box_is_empty(gap)) {
        canvas_push_clip(canvas, gap);
        draw_copies(closeup, canvas, 1);
        canvas_pop_clip(canvas);
    }
    deep_draw(closeup->deep, canvas, pictures, &closeup->zoom, px_scale);
}

void closeup_draw(const struct closeup *closeup, struct canvas *canvas, uint32_t seed)
{
    const struct theme *theme = closeup->env->theme;
    struct box seen = box_intersect(zoom_picture(&closeup->zoom), closeup->zoom.view);
    if (closeup->state == CLOSEUP_BROKEN) {
        canvas_pattern(canvas, theme, closeup->zoom.view, theme_measure(theme, MEASURE_RADIUS_CARD),
                       seed, COLOR_TEAL);
        return;
    }
    if (closeup->deep != NULL && !closeup->awaits_tiles && closeup->zoom.scale > 1)
        draw_tiles(closeup, canvas);
    else
        draw_copies(closeup, canvas, closeup->zoom.scale);
    if (theme_is_solid(theme))
        canvas_stroke(canvas, seen, 0, theme_measure(theme, MEASURE_BORDER),
                      theme_color(theme, COLOR_LINE_STRONG));
}
