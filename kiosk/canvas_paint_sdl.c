#include <SDL.h>
#include <math.h>

#include "kiosk/canvas_inside.h"
#include "media/mailbox.h"

/* Gradients are tiles this wide: room for noise that hides the steps between 8-bit colours. */
#define TILE 64

/* A repeatable value in -0.5…0.5 for a pixel. */
static double noise(unsigned x, unsigned y)
{
    unsigned h = x * 374761393U + y * 668265263U;
    h = (h ^ h >> 13) * 1274126177U;
    return (double)((h ^ h >> 16) & 0xffff) / 65535.0 - 0.5;
}

static uint32_t to_channel(double value, double dither)
{
    return (uint32_t)lround(fmin(fmax(value + dither, 0), 255));
}

static struct texture *gradient_tile(struct canvas *canvas, int h, struct color top,
                                     struct color bottom)
{
    g_autofree char *key =
        g_strdup_printf("gradient %d %02x%02x%02x%02x %02x%02x%02x%02x", h, top.r, top.g, top.b,
                        top.a, bottom.r, bottom.g, bottom.b, bottom.a);
    struct texture *texture = canvas_cached(canvas, key);
    if (texture != NULL)
        return texture;
    g_autofree uint32_t *argb = g_new(uint32_t, (gsize)TILE * h);
    for (int y = 0; y < h; y++) {
        double t = (y + 0.5) / h;
        t = t * t * (3 - 2 * t);
        for (int x = 0; x < TILE; x++) {
            double d = noise((unsigned)x, (unsigned)y);
            argb[y * TILE + x] = to_channel(top.a + (bottom.a - top.a) * t, d) << 24 |
                                 to_channel(top.r + (bottom.r - top.r) * t, d) << 16 |
                                 to_channel(top.g + (bottom.g - top.g) * t, d) << 8 |
                                 to_channel(top.b + (bottom.b - top.b) * t, d);
        }
    }
    return canvas_cache(canvas, key, texture_create(canvas, argb, TILE, h, TILE * 4));
}

static void gradient_place(struct canvas *canvas, struct pixel_box to, struct color top,
                           struct color bottom)
{
    if (to.w <= 0 || to.h <= 0 || to.h > 8192)
        return;
    struct texture *texture = gradient_tile(canvas, to.h, top, bottom);
    struct color white = canvas_shade(canvas, (struct color){255, 255, 255, 255});
    for (int x = 0; x < to.w; x += TILE) {
        int w = MIN(TILE, to.w - x);
        canvas_blit(canvas, texture, (struct pixel_box){0, 0, w, to.h},
                    (struct pixel_box){to.x + x, to.y, w, to.h}, white);
    }
}

void canvas_gradient(struct canvas *canvas, struct box box, struct color top, struct color bottom)
{
    gradient_place(canvas, canvas_place(canvas, box), top, bottom);
}

void canvas_scrim(struct canvas *canvas, struct box box, double radius, double from, double to,
                  struct color color)
{
    /* The even part begins above the rounding, so that the gradient has square corners. */
    double even = fmin(box.y + box.h * to, box.y + box.h - radius);
    double start = fmin(box.y + box.h * from, even);
    struct color none = color_with_alpha(color, 0);
    canvas_gradient(canvas, (struct box){box.x, start, box.w, even - start}, none, color);
    canvas_veil(canvas, (struct box){box.x, even, box.w, box.y + box.h - even}, radius, color);
}

/* A spot of colour in a pattern: middle and reach in shares of the longer side. */
struct spot {
    double x, y, reach;
    struct color color;
};

#define SPOTS 6

static double random_share(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return (double)(*state >> 8) / (double)(1 << 24);
}

/* @color as strong as @share, sinking into the night on dark pages and into paper on light. */
static struct color dusk(const struct theme *theme, struct color color, double share)
{
    static const struct color white = {255, 255, 255, 255};
    struct color page = theme_color(theme, COLOR_BG0);
    if (color_contrast(page, white) < 2)
        return color_mix(theme_color(theme, COLOR_BG2), color, share * 0.7);
    return color_mix(page, color, share);
}

static void choose_spots(const struct theme *theme, uint32_t seed, enum color_token hue,
                         struct spot *spots)
{
    bool is_gold = hue == COLOR_GOLD;
    struct color own = theme_color(theme, hue);
    struct color warm = theme_color(theme, is_gold ? COLOR_CORAL : hue);
    const struct color palette[SPOTS] = {
        dusk(theme, own, 0.70),
        dusk(theme, own, 0.26),
        dusk(theme, color_mix(own, warm, 0.55), 0.62),
        dusk(theme, theme_color(theme, is_gold ? COLOR_CORAL : hue), 0.34),
        dusk(theme, own, 0.46),
        dusk(theme, color_mix(own, warm, 0.3), 0.58),
    };
    uint32_t state = seed * 2654435761U + 12345;
    for (int i = 0; i < SPOTS; i++) {
        spots[i].x = -0.1 + 1.2 * random_share(&state);
        spots[i].y = -0.1 + 0.9 * random_share(&state);
        spots[i].reach = 0.16 + 0.20 * random_share(&state);
        spots[i].color = palette[i];
    }
}

/* The pattern's colour at a point in shares of the longer side: spots melt into each other. */
static void pattern_at(const struct spot *spots, struct color ground, double x, double y,
                       double *rgb)
{
    double weight = 0.12;
    rgb[0] = ground.r * weight;
    rgb[1] = ground.g * weight;
    rgb[2] = ground.b * weight;
    for (int i = 0; i < SPOTS; i++) {
        double dx = x - spots[i].x;
        double dy = y - spots[i].y;
        double w = exp(-(dx * dx + dy * dy) / (spots[i].reach * spots[i].reach));
        rgb[0] += spots[i].color.r * w;
        rgb[1] += spots[i].color.g * w;
        rgb[2] += spots[i].color.b * w;
        weight += w;
    }
    for (int i = 0; i < 3; i++)
        rgb[i] /= weight;
}

/* The pattern is computed on a coarse grid and drawn between its points: it has no detail. */
#define GRID 16

static double *pattern_grid(const struct theme *theme, uint32_t seed, enum color_token hue, int w,
                            int h, int *columns)
{
    struct spot spots[SPOTS];
    choose_spots(theme, seed, hue, spots);
    struct color ground = dusk(theme, theme_color(theme, hue), 0.44);
    *columns = w / GRID + 2;
    int rows = h / GRID + 2;
    double side = MAX(w, h);
    double *grid = g_new0(double, (gsize)*columns *rows * 3);
    for (int j = 0; j < rows; j++)
        for (int i = 0; i < *columns; i++)
            pattern_at(spots, ground, i * GRID / side, j * GRID / side,
                       grid + (j * *columns + i) * 3);
    return grid;
}

/* The noise of a tile: what repeats after so many pixels cannot be seen. */
static const float *noise_row(int y)
{
    static float tile[TILE][TILE];
    static bool is_made;
    for (unsigned i = 0; !is_made && i < TILE * TILE; i++)
        tile[i / TILE][i % TILE] = (float)noise(i % TILE, i / TILE) + 0.5F;
    is_made = true;
    return tile[y % TILE];
}

/* One row of the pattern, opaque. Between grid points it is plain: a whole screen of it has to be
 * there for the first frame. */
static void pattern_row(const double *grid, int columns, int y, int w, uint32_t *argb)
{
    g_autofree float *row = g_new0(float, (gsize)columns * 3);
    const double *upper = grid + (gsize)(y / GRID) * columns * 3;
    const double *lower = upper + columns * 3;
    double fy = (y % GRID + 0.5) / GRID;
    for (int i = 0; i < columns * 3; i++)
        row[i] = (float)(upper[i] + (lower[i] - upper[i]) * fy);
    const float *dither = noise_row(y);
    for (int left = 0; left < w; left += GRID) {
        const float *at = row + left / GRID * 3;
        float step[3] = {(at[3] - at[0]) / GRID, (at[4] - at[1]) / GRID, (at[5] - at[2]) / GRID};
        for (int x = left; x < MIN(left + GRID, w); x++) {
            float along = (float)(x - left) + 0.5F;
            uint32_t red = (uint32_t)(at[0] + step[0] * along + dither[x % TILE]);
            uint32_t green = (uint32_t)(at[1] + step[1] * along + dither[x % TILE]);
            uint32_t blue = (uint32_t)(at[2] + step[2] * along + dither[x % TILE]);
            argb[x] = 0xff000000 | MIN(red, 255) << 16 | MIN(green, 255) << 8 | MIN(blue, 255);
        }
    }
}

/* Takes away what lies outside round corners. */
static void cut_corners(uint32_t *argb, int w, int h, int radius)
{
    int n = MIN(radius, MIN(w, h) / 2);
    if (n <= 0)
        return;
    struct mask corners = mask_corners(n, 0);
    for (int y = 0; y < 2 * n; y++)
        for (int x = 0; x < 2 * n; x++) {
            int at_x = x < n ? x : w - 2 * n + x;
            int at_y = y < n ? y : h - 2 * n + y;
            uint32_t *pixel = argb + (gsize)at_y * w + at_x;
            uint32_t alpha =
                corners.alpha[MIN(y, 2 * n - 1 - y) * corners.w + MIN(x, 2 * n - 1 - x)];
            *pixel = (*pixel & 0xffffff) | alpha << 24;
        }
    mask_finish(&corners);
}

static struct texture *pattern_texture(struct canvas *canvas, const struct theme *theme, int w,
                                       int h, int radius, uint32_t seed, enum color_token hue)
{
    int columns;
    g_autofree double *grid = pattern_grid(theme, seed, hue, w, h, &columns);
    g_autofree uint32_t *argb = g_new(uint32_t, (gsize)w * h);
    for (int y = 0; y < h; y++)
        pattern_row(grid, columns, y, w, argb + (gsize)y * w);
    cut_corners(argb, w, h, radius);
    return texture_create(canvas, argb, w, h, w * 4);
}

void canvas_pattern(struct canvas *canvas, const struct theme *theme, struct box box, double radius,
                    uint32_t seed, enum color_token hue)
{
    if (theme_is_solid(theme)) {
        canvas_fill(canvas, box, radius, theme_color(theme, COLOR_BG0));
        canvas_stroke(canvas, box, radius, theme_measure(theme, MEASURE_BORDER),
                      theme_color(theme, COLOR_LINE_STRONG));
        return;
    }
    struct pixel_box to = canvas_place(canvas, box);
    if (to.w <= 0 || to.h <= 0 || to.w > 8192 || to.h > 8192)
        return;
    g_autofree char *key = g_strdup_printf("pattern %d %d %d %d %u %d", theme_name(theme), to.w,
                                           to.h, canvas_length(canvas, radius), seed, hue);
    struct texture *texture = canvas_cached(canvas, key);
    if (texture == NULL)
        texture = canvas_cache(
            canvas, key,
            pattern_texture(canvas, theme, to.w, to.h, canvas_length(canvas, radius), seed, hue));
    canvas_blit(canvas, texture, (struct pixel_box){0, 0, to.w, to.h}, to,
                canvas_shade(canvas, (struct color){255, 255, 255, 255}));
}

/* Brings the film's texture to the size and the picture of @frame. */
static bool upload_frame(struct canvas *canvas, struct film_texture *slot,
                         const struct frame *frame)
{
    struct texture *film = slot->texture;
    if (film != NULL && (film->w != frame->width_px || film->h != frame->height_px))
        g_clear_pointer(&slot->texture, texture_destroy);
    bool is_new = slot->texture == NULL;
    if (is_new) {
        SDL_Texture *sdl =
            SDL_CreateTexture(canvas->renderer, SDL_PIXELFORMAT_IYUV, SDL_TEXTUREACCESS_STREAMING,
                              frame->width_px, frame->height_px);
        slot->texture = texture_of(sdl, frame->width_px, frame->height_px, true);
    }
    film = slot->texture;
    if (film == NULL) {
        canvas_broke(canvas, "making a texture for a film");
        return false;
    }
    if (!is_new && slot->sequence == frame->sequence && slot->ticket == frame->ticket)
        return true;
    SDL_SetTextureScaleMode(film->sdl, SDL_ScaleModeLinear);
    slot->sequence = frame->sequence;
    slot->ticket = frame->ticket;
    texture_renewed(film);
    return SDL_UpdateYUVTexture(film->sdl, NULL, frame->planes[0], frame->pitches[0],
                                frame->planes[1], frame->pitches[1], frame->planes[2],
                                frame->pitches[2]) == 0;
}

struct box canvas_frame(struct canvas *canvas, enum canvas_film which, struct box box,
                        const struct frame *frame)
{
    struct film_texture *slot = &canvas->films[which];
    if (frame == NULL || frame->width_px <= 0 || frame->height_px <= 0)
        return box;
    double aspect = frame->aspect_width > 0 && frame->aspect_height > 0
                        ? (double)frame->aspect_width / frame->aspect_height
                        : (double)frame->width_px / frame->height_px;
    struct box shown = box_fit(box, aspect);
    if (upload_frame(canvas, slot, frame))
        canvas_blit(
            canvas, slot->texture, (struct pixel_box){0, 0, slot->texture->w, slot->texture->h},
            canvas_place(canvas, shown), canvas_shade(canvas, (struct color){255, 255, 255, 255}));
    return shown;
}
