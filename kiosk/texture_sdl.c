#include "kiosk/texture.h"

#include <SDL.h>
#include <math.h>

#include "kiosk/canvas_inside.h"

struct texture {
    SDL_Texture *sdl;
    int w, h;
    bool is_opaque; /* drawn without blending where nothing else asks for it: four times as fast
                       when the processor draws */
};

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

static void tint(const struct texture *texture, struct color shaded)
{
    SDL_SetTextureColorMod(texture->sdl, shaded.r, shaded.g, shaded.b);
    SDL_SetTextureAlphaMod(texture->sdl, shaded.a);
    SDL_SetTextureBlendMode(texture->sdl, texture->is_opaque && shaded.a == 255
                                              ? SDL_BLENDMODE_NONE
                                              : SDL_BLENDMODE_BLEND);
}

struct texture *texture_create(struct canvas *canvas, const void *argb, int w_px, int h_px,
                               int pitch)
{
    if (canvas->renderer == NULL)
        return NULL;
    SDL_Texture *sdl = SDL_CreateTexture(canvas->renderer, SDL_PIXELFORMAT_ARGB8888,
                                         SDL_TEXTUREACCESS_STATIC, w_px, h_px);
    if (sdl == NULL || SDL_UpdateTexture(sdl, NULL, argb, pitch) != 0) {
        canvas_broke(canvas, "uploading a texture");
        g_clear_pointer(&sdl, SDL_DestroyTexture);
        return NULL;
    }
    SDL_SetTextureScaleMode(sdl, SDL_ScaleModeLinear);
    struct texture *texture = g_new(struct texture, 1);
    *texture = (struct texture){sdl, w_px, h_px, is_opaque(argb, w_px, h_px, pitch)};
    return texture;
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
    if (texture == NULL)
        return;
    SDL_DestroyTexture(texture->sdl);
    g_free(texture);
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

void canvas_blit(struct canvas *canvas, struct texture *texture, struct pixel_box from,
                 struct pixel_box to, struct color shaded)
{
    if (texture == NULL || shaded.a == 0 || to.w <= 0 || to.h <= 0)
        return;
    tint(texture, shaded);
    SDL_Rect source = {from.x, from.y, from.w, from.h};
    SDL_Rect target = {to.x, to.y, to.w, to.h};
    if (SDL_RenderCopy(canvas->renderer, texture->sdl, &source, &target) != 0)
        canvas_broke(canvas, "drawing a texture");
}

void canvas_rect(struct canvas *canvas, struct pixel_box to, struct color shaded)
{
    if (shaded.a == 0 || to.w <= 0 || to.h <= 0)
        return;
    SDL_Rect target = {to.x, to.y, to.w, to.h};
    SDL_SetRenderDrawColor(canvas->renderer, shaded.r, shaded.g, shaded.b, shaded.a);
    SDL_RenderFillRect(canvas->renderer, &target);
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

void canvas_texture_box(struct canvas *canvas, struct texture *texture, struct box part,
                        struct box box, struct color color)
{
    if (texture == NULL)
        return;
    tint(texture, canvas_shade(canvas, color));
    SDL_Rect source = {(int)floor(part.x * texture->w), (int)floor(part.y * texture->h),
                       (int)ceil(part.w * texture->w), (int)ceil(part.h * texture->h)};
    struct pixel_box place = canvas_place(canvas, box);
    /* A slow zoom moves by parts of a pixel: the target takes up what the source cannot. */
    SDL_FRect target = {(float)place.x, (float)place.y, (float)place.w, (float)place.h};
    float sx = target.w / (float)fmax(part.w * texture->w, 1);
    float sy = target.h / (float)fmax(part.h * texture->h, 1);
    target.x -= (float)(part.x * texture->w - source.x) * sx;
    target.y -= (float)(part.y * texture->h - source.y) * sy;
    target.w = source.w * sx;
    target.h = source.h * sy;
    if (SDL_RenderCopyF(canvas->renderer, texture->sdl, &source, &target) != 0)
        canvas_broke(canvas, "drawing a texture");
}
