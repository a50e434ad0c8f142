#include <SDL.h>
#include <math.h>

#include "kiosk/canvas_inside.h"

/* The nine parts of a rounded box share one mask: its corners are blitted, the rest is rects. */
static struct texture *corners_mask(struct canvas *canvas, int radius, int width)
{
    g_autofree char *key = g_strdup_printf("corners %d %d", radius, width);
    struct texture *texture = canvas_cached(canvas, key);
    return texture != NULL ? texture : canvas_cache_mask(canvas, key, mask_corners(radius, width));
}

/* Blits the corners in @corners of the mask to those of @to; the others are filled square. */
static void draw_corners(struct canvas *canvas, struct pixel_box to, int n, struct texture *mask,
                         unsigned corners, struct color shaded)
{
    for (int i = 0; i < 4; i++) {
        int right = i & 1;
        int bottom = i >> 1;
        struct pixel_box from = {right * n, bottom * n, n, n};
        struct pixel_box at = {to.x + right * (to.w - n), to.y + bottom * (to.h - n), n, n};
        if (corners & 1U << i)
            canvas_blit(canvas, mask, from, at, shaded);
        else
            canvas_rect(canvas, at, shaded);
    }
}

static void fill_place(struct canvas *canvas, struct pixel_box to, int radius, unsigned corners,
                       struct color shaded)
{
    int n = MIN(radius, MIN(to.w, to.h) / 2);
    if (n <= 0 || corners == CORNERS_NONE) {
        canvas_rect(canvas, to, shaded);
        return;
    }
    draw_corners(canvas, to, n, corners_mask(canvas, n, 0), corners, shaded);
    canvas_rect(canvas, (struct pixel_box){to.x + n, to.y, to.w - 2 * n, n}, shaded);
    canvas_rect(canvas, (struct pixel_box){to.x, to.y + n, to.w, to.h - 2 * n}, shaded);
    canvas_rect(canvas, (struct pixel_box){to.x + n, to.y + to.h - n, to.w - 2 * n, n}, shaded);
}

void canvas_fill(struct canvas *canvas, struct box box, double radius, struct color color)
{
    canvas_fill_corners(canvas, box, radius, CORNERS_ALL, color);
}

void canvas_fill_corners(struct canvas *canvas, struct box box, double radius, unsigned corners,
                         struct color color)
{
    fill_place(canvas, canvas_place(canvas, box), canvas_length(canvas, radius), corners,
               canvas_shade(canvas, color));
}

void canvas_veil(struct canvas *canvas, struct box box, double radius, struct color color)
{
    struct pixel_box to = canvas_place(canvas, box);
    struct color shaded = canvas_shade(canvas, color);
    int n = MIN(canvas_length(canvas, radius), MIN(to.w, to.h) / 2);
    if (n <= 0) {
        canvas_rect(canvas, to, shaded);
        return;
    }
    g_autofree char *key = g_strdup_printf("veil %d", n);
    struct texture *texture = canvas_cached(canvas, key);
    if (texture == NULL) {
        struct mask mask = mask_corners(n, 0);
        for (int i = 0; i < mask.w * mask.h; i++)
            mask.alpha[i] = mask.alpha[i] > 0 ? 255 : 0;
        texture = canvas_cache_mask(canvas, key, mask);
    }
    draw_corners(canvas, (struct pixel_box){to.x, to.y + to.h - 2 * n, to.w, 2 * n}, n, texture,
                 CORNERS_BOTTOM, shaded);
    canvas_rect(canvas, (struct pixel_box){to.x + n, to.y + to.h - 2 * n, to.w - 2 * n, 2 * n},
                shaded);
    canvas_rect(canvas, (struct pixel_box){to.x, to.y, to.w, to.h - 2 * n}, shaded);
}

static void stroke_place(struct canvas *canvas, struct pixel_box to, int radius, int width,
                         struct color shaded)
{
    int room = MIN(to.w, to.h) / 2;
    radius = MIN(radius, room);
    width = MIN(width, room);
    if (width <= 0)
        return;
    int n = MAX(radius, width);
    if (radius > 0) {
        draw_corners(canvas, to, n, corners_mask(canvas, radius, width), CORNERS_ALL, shaded);
    } else {
        draw_corners(canvas, to, n, NULL, CORNERS_NONE, shaded);
    }
    int right = to.x + to.w - width;
    int bottom = to.y + to.h - width;
    canvas_rect(canvas, (struct pixel_box){to.x + n, to.y, to.w - 2 * n, width}, shaded);
    canvas_rect(canvas, (struct pixel_box){to.x + n, bottom, to.w - 2 * n, width}, shaded);
    canvas_rect(canvas, (struct pixel_box){to.x, to.y + n, width, to.h - 2 * n}, shaded);
    canvas_rect(canvas, (struct pixel_box){right, to.y + n, width, to.h - 2 * n}, shaded);
}

void canvas_stroke(struct canvas *canvas, struct box box, double radius, double width,
                   struct color color)
{
    stroke_place(canvas, canvas_place(canvas, box), canvas_length(canvas, radius),
                 canvas_length(canvas, width), canvas_shade(canvas, color));
}

void canvas_focus(struct canvas *canvas, const struct theme *theme, struct box box, double radius)
{
    double inner = theme_measure(theme, MEASURE_FOCUS_INNER);
    double outer = theme_measure(theme, MEASURE_FOCUS_OUTER);
    canvas_stroke(canvas, box_inset(box, -inner), radius + inner, inner,
                  theme_color(theme, COLOR_FOCUS_INNER));
    canvas_stroke(canvas, box_inset(box, -inner - outer), radius + inner + outer, outer,
                  theme_color(theme, COLOR_FOCUS));
}

void canvas_round_off(struct canvas *canvas, struct box box, double radius, struct color page)
{
    struct pixel_box to = canvas_place(canvas, box);
    int n = MIN(canvas_length(canvas, radius), MIN(to.w, to.h) / 2);
    if (n <= 0)
        return;
    g_autofree char *key = g_strdup_printf("outside %d", n);
    struct texture *texture = canvas_cached(canvas, key);
    if (texture == NULL) {
        struct mask mask = mask_corners(n, 0);
        for (int i = 0; i < mask.w * mask.h; i++)
            mask.alpha[i] = 255 - mask.alpha[i];
        texture = canvas_cache_mask(canvas, key, mask);
    }
    draw_corners(canvas, to, n, texture, CORNERS_ALL, canvas_shade(canvas, page));
}

void canvas_circle(struct canvas *canvas, struct point center, double radius, struct color color)
{
    canvas_fill(canvas, (struct box){center.x - radius, center.y - radius, 2 * radius, 2 * radius},
                radius, color);
}

/* Blits a whole mask with its middle at a logical point. */
static void blit_centered(struct canvas *canvas, struct texture *texture, struct point center,
                          struct color color)
{
    if (texture == NULL)
        return;
    int w = texture_width_px(texture);
    int h = texture_height_px(texture);
    canvas_texture(canvas, texture, center, -w / 2, -h / 2, color);
}

void canvas_ring(struct canvas *canvas, struct point center, double radius, double width,
                 double share, struct color color)
{
    /* A step of a quarter of a degree: finer cannot be seen, coarser would fill the cache. */
    int steps = (int)lround(fmin(fmax(share, 0), 1) * 1440);
    int r = canvas_length(canvas, radius);
    double w = width * canvas->viewport.scale;
    if (r == 0 || steps == 0)
        return;
    g_autofree char *key = g_strdup_printf("ring %d %.2f %d", r, w, steps);
    struct texture *texture = canvas_cached(canvas, key);
    if (texture == NULL)
        texture = canvas_cache_mask(canvas, key, mask_ring(r, w, steps / 1440.0));
    blit_centered(canvas, texture, center, color);
}

void canvas_line(struct canvas *canvas, struct point from, struct point to, double width,
                 struct color color)
{
    double s = canvas->viewport.scale;
    double half = width * s / 2 + 1;
    double left = fmin(from.x, to.x) * s - half;
    double top = fmin(from.y, to.y) * s - half;
    int w = (int)ceil(fabs(to.x - from.x) * s + 2 * half);
    int h = (int)ceil(fabs(to.y - from.y) * s + 2 * half);
    if (w > 8192 || h > 8192 || (gsize)w * h > 4 * 1024 * 1024)
        return;
    g_autofree char *key =
        g_strdup_printf("line %.2f %.2f %.2f", (to.x - from.x) * s, (to.y - from.y) * s, width * s);
    struct texture *texture = canvas_cached(canvas, key);
    if (texture == NULL)
        texture = canvas_cache_mask(canvas, key,
                                    mask_line(w, h, from.x * s - left, from.y * s - top,
                                              to.x * s - left, to.y * s - top, width * s));
    canvas_texture(canvas, texture, (struct point){left / s, top / s}, 0, 0, color);
}

void canvas_thread(struct canvas *canvas, struct point from, double to_x, double width,
                   double phase, struct color color)
{
    double s = canvas->viewport.scale;
    int length = MAX((int)lround(240 * s), 8);
    g_autofree char *key = g_strdup_printf("wave %d %.2f", length, width * s);
    struct texture *texture = canvas_cached(canvas, key);
    if (texture == NULL)
        texture = canvas_cache_mask(canvas, key, mask_wave(length, 2 * s, width * s));
    if (texture == NULL)
        return;
    struct pixel_box to =
        canvas_place(canvas, (struct box){fmin(from.x, to_x), from.y, fabs(to_x - from.x), 0});
    int h = texture_height_px(texture);
    /* One slope never exceeds a twentieth, so whole pixels of phase cannot be seen. */
    int skip = (int)lround((phase - floor(phase)) * length) % length;
    struct color shaded = canvas_shade(canvas, color);
    for (int x = 0; x < to.w; skip = 0) {
        int w = MIN(length - skip, to.w - x);
        canvas_blit(canvas, texture, (struct pixel_box){skip, 0, w, h},
                    (struct pixel_box){to.x + x, to.y - h / 2, w, h}, shaded);
        x += w;
    }
}

/* Where bar @i of a waveform lies; the height is even around the middle. */
static struct pixel_box bar_place(struct pixel_box all, const double *heights, size_t count,
                                  size_t i, int width)
{
    double pitch = (double)all.w / (double)count;
    int middle = all.x + (int)lround(pitch * ((double)i + 0.5));
    int h = MAX((int)lround(fmin(fmax(heights[i], 0), 1) * all.h), width);
    return (struct pixel_box){middle - width / 2, all.y + (all.h - h) / 2, width, h};
}

void canvas_bars(struct canvas *canvas, struct box box, const double *heights, size_t count,
                 double played, struct color before, struct color after)
{
    if (count == 0)
        return;
    struct pixel_box all = canvas_place(canvas, box);
    int width = MAX((int)lround(fmin(8 * canvas->viewport.scale, all.w * 0.6 / (double)count)), 2);
    int n = width / 2;
    struct texture *caps = corners_mask(canvas, n, 0);
    int split = all.x + (int)lround(all.w * played);
    /* Caps first, then bodies: the driver takes each group at one go. */
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            struct pixel_box bar = bar_place(all, heights, count, i, 2 * n);
            struct color shaded =
                canvas_shade(canvas, bar.x + n <= split && played > 0 ? before : after);
            if (pass == 0)
                draw_corners(canvas, bar, n, caps, CORNERS_ALL, shaded);
            else
                canvas_rect(canvas, (struct pixel_box){bar.x, bar.y + n, bar.w, bar.h - 2 * n},
                            shaded);
        }
}

void canvas_hatch(struct canvas *canvas, struct box box, struct color color)
{
    int period = MAX(canvas_length(canvas, 14), 4);
    g_autofree char *key = g_strdup_printf("hatch %d", period);
    struct texture *texture = canvas_cached(canvas, key);
    if (texture == NULL)
        texture = canvas_cache_mask(canvas, key, mask_hatch(period, period * 0.24));
    struct pixel_box to = canvas_place(canvas, box);
    struct color shaded = canvas_shade(canvas, color);
    for (int y = 0; y < to.h; y += period)
        for (int x = 0; x < to.w; x += period) {
            int w = MIN(period, to.w - x);
            int h = MIN(period, to.h - y);
            canvas_blit(canvas, texture, (struct pixel_box){0, 0, w, h},
                        (struct pixel_box){to.x + x, to.y + y, w, h}, shaded);
        }
}
