#include "kiosk/texture.h"

#include <SDL.h>
#include <math.h>

#include "kiosk/canvas_inside.h"

static bool is_opaque(const void *argb, int w_px, int h_px, int pitch)
{
    for (int y = 0; y < h_px; y++) {
        const uint32_t *row = (const void *)((const uint8_t *)argb + (gsize)y * (gsize)pitch);
        uint32_t all = 0xff000000;
        for (int x = 0; x < w_px; x++)
            all &= row[x];
        if (all != 0xff000000)
            return false;
    }
    return true;
}

/* A number of no pixels before. */
static uint64_t next_number(void)
{
    static uint64_t last;
    return ++last;
}

static size_t count;

size_t texture_count(void)
{
    return count;
}

struct texture *texture_of(SDL_Texture *sdl, int w_px, int h_px, bool is_opaque)
{
    if (sdl == NULL)
        return NULL;
    struct texture *texture = g_new(struct texture, 1);
    *texture = (struct texture){sdl, w_px, h_px, is_opaque, next_number(), 1};
    count++;
    return texture;
}

void texture_renewed(struct texture *texture)
{
    texture->number = next_number();
}

struct texture *texture_create(struct canvas *canvas, const void *argb, int w_px, int h_px,
                               int pitch)
{
    if (canvas->renderer == NULL)
        return NULL;
    /* Without an alpha channel SDL's renderer fades a photograph four times as fast. */
    bool has_no_alpha = is_opaque(argb, w_px, h_px, pitch);
    uint32_t format = has_no_alpha ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_ARGB8888;
    SDL_Texture *sdl =
        SDL_CreateTexture(canvas->renderer, format, SDL_TEXTUREACCESS_STATIC, w_px, h_px);
    if (sdl == NULL || SDL_UpdateTexture(sdl, NULL, argb, pitch) != 0) {
        canvas_broke(canvas, "uploading a texture");
        g_clear_pointer(&sdl, SDL_DestroyTexture);
        return NULL;
    }
    SDL_SetTextureScaleMode(sdl, SDL_ScaleModeLinear);
    return texture_of(sdl, w_px, h_px, has_no_alpha);
}

struct texture *texture_from_alpha(struct canvas *canvas, const uint8_t *alpha, int w_px, int h_px)
{
    g_autofree uint32_t *argb = g_new0(uint32_t, (gsize)w_px * h_px);
    for (gsize i = 0; i < (gsize)w_px * h_px; i++)
        argb[i] = (uint32_t)alpha[i] << 24 | 0xffffff;
    return texture_create(canvas, argb, w_px, h_px, w_px * 4);
}

void texture_destroy(struct texture *texture)
{
    if (texture == NULL || --texture->holders > 0)
        return;
    SDL_DestroyTexture(texture->sdl);
    g_free(texture);
    count--;
}

int texture_width_px(const struct texture *texture)
{
    return texture->w;
}

int texture_height_px(const struct texture *texture)
{
    return texture->h;
}

size_t texture_bytes(const struct texture *texture)
{
    return (size_t)texture->w * texture->h * 4;
}

static bool is_plain(const struct texture *texture, struct color shaded)
{
    return texture->is_opaque && shaded.a == 255;
}

void canvas_blit(struct canvas *canvas, struct texture *texture, struct pixel_box from,
                 struct pixel_box to, struct color shaded)
{
    if (texture == NULL)
        return;
    canvas_mark(canvas, &(struct mark){.texture = texture,
                                       .pixels = texture->number,
                                       .from = from,
                                       .x = (float)to.x,
                                       .y = (float)to.y,
                                       .w = (float)to.w,
                                       .h = (float)to.h,
                                       .color = shaded,
                                       .seen = to,
                                       .is_opaque = is_plain(texture, shaded),
                                       .is_scaled = from.w != to.w || from.h != to.h});
}

void canvas_rect(struct canvas *canvas, struct pixel_box to, struct color shaded)
{
    canvas_mark(canvas, &(struct mark){.x = (float)to.x,
                                       .y = (float)to.y,
                                       .w = (float)to.w,
                                       .h = (float)to.h,
                                       .color = shaded,
                                       .seen = to,
                                       .is_opaque = shaded.a == 255});
}

void canvas_texture(struct canvas *canvas, struct texture *texture, struct point at, int dx_px,
                    int dy_px, struct color color)
{
    if (texture == NULL)
        return;
    struct pixel_box to = canvas_place(canvas, (struct box){at.x, at.y, 0, 0});
    to = (struct pixel_box){to.x + dx_px, to.y + dy_px, texture->w, texture->h};
    canvas_blit(canvas, texture, (struct pixel_box){0, 0, texture->w, texture->h}, to,
                canvas_shade(canvas, color));
}

/* The whole pixels that a part touches; what floating point adds to an edge is not one. */
static struct pixel_box pixels_of(const struct texture *texture, struct box part)
{
    const double noise = 1e-6;
    int left = MAX((int)floor(part.x + noise), 0), top = MAX((int)floor(part.y + noise), 0);
    int right = MIN((int)ceil(part.x + part.w - noise), texture->w);
    int bottom = MIN((int)ceil(part.y + part.h - noise), texture->h);
    return (struct pixel_box){left, top, MAX(right - left, 1), MAX(bottom - top, 1)};
}

void canvas_texture_tile(struct canvas *canvas, struct texture *texture, struct box part,
                         struct box box)
{
    const struct color white = {255, 255, 255, 255};
    if (texture != NULL)
        canvas_blit(canvas, texture, pixels_of(texture, part), canvas_place(canvas, box),
                    canvas_shade(canvas, white));
}

void canvas_texture_box(struct canvas *canvas, struct texture *texture, struct box part,
                        struct box box, struct color color)
{
    if (texture == NULL)
        return;
    struct pixel_box from = pixels_of(texture, box_make(part.x * texture->w, part.y * texture->h,
                                                        part.w * texture->w, part.h * texture->h));
    struct pixel_box place = canvas_place(canvas, box);
    /* A slow zoom moves by parts of a pixel: the target takes up what the source cannot. */
    float sx = (float)place.w / (float)fmax(part.w * texture->w, 1);
    float sy = (float)place.h / (float)fmax(part.h * texture->h, 1);
    float x = (float)place.x - (float)(part.x * texture->w - from.x) * sx;
    float y = (float)place.y - (float)(part.y * texture->h - from.y) * sy;
    float w = (float)from.w * sx, h = (float)from.h * sy;
    int left = (int)floorf(x), top = (int)floorf(y);
    struct pixel_box to = {left, top, (int)ceilf(x + w) - left, (int)ceilf(y + h) - top};
    if (to.w == from.w && to.h == from.h) {
        canvas_blit(canvas, texture, from, to, canvas_shade(canvas, color));
        return;
    }
    canvas_mark(canvas, &(struct mark){.texture = texture,
                                       .pixels = texture->number,
                                       .from = from,
                                       .x = x,
                                       .y = y,
                                       .w = w,
                                       .h = h,
                                       .color = canvas_shade(canvas, color),
                                       .seen = to,
                                       .is_scaled = true});
}
