/*
 * From marks to pixels: a frame is painted only where it differs from the one before.
 */
#include <SDL.h>
#include <gio/gio.h>
#include <math.h>

#include "kiosk/canvas_inside.h"

/* Renderers in a row that fail before the program gives up. */
#define FAILURES_MAX 3

static struct pixel_box whole(const struct canvas *canvas)
{
    return (struct pixel_box){0, 0, canvas->viewport.width_px, canvas->viewport.height_px};
}

/* Lets go of the marks' textures; what they were like stays known. */
static void let_go(struct drawing *drawing)
{
    for (guint i = 0; i < drawing->marks->len; i++) {
        struct mark *mark = &g_array_index(drawing->marks, struct mark, i);
        g_clear_pointer(&mark->texture, texture_destroy);
    }
}

static void start_again(struct drawing *drawing)
{
    let_go(drawing);
    g_array_set_size(drawing->marks, 0);
}

static void forget(struct target *target)
{
    start_again(&target->now);
    start_again(&target->before);
    g_clear_pointer(&target->texture, texture_destroy);
    target->is_there = false;
}

void canvas_forget(struct canvas *canvas)
{
    forget(&canvas->frame);
    forget(&canvas->layer);
}

void canvas_expose(struct canvas *canvas)
{
    canvas->frame.is_there = false;
}

/*
 * Taking down.
 */
void canvas_mark(struct canvas *canvas, struct mark *mark)
{
    guint n = canvas->clips->len;
    mark->clip = n > 0 ? g_array_index(canvas->clips, struct pixel_box, n - 1) : whole(canvas);
    mark->seen = pixel_box_intersect(mark->seen, mark->clip);
    if (drawing_add(&canvas->onto->now, mark) && mark->texture != NULL)
        mark->texture->holders++;
}

void canvas_begin(struct canvas *canvas, struct color background)
{
    canvas->onto = &canvas->frame;
    canvas->has_layer = false;
    start_again(&canvas->frame.now);
    g_array_set_size(canvas->clips, 0);
    g_array_set_size(canvas->translations, 0);
    g_array_set_size(canvas->opacities, 0);
    background.a = 255;
    canvas_rect(canvas, whole(canvas), background);
    canvas_push_clip(canvas, box_make(0, 0, canvas->viewport.width, canvas->viewport.height));
}

/*
 * Painting.
 */
static void paint_texture(struct canvas *canvas, const struct mark *mark)
{
    SDL_Texture *sdl = mark->texture->sdl;
    SDL_Rect from = {mark->from.x, mark->from.y, mark->from.w, mark->from.h};
    SDL_FRect to = {mark->x, mark->y, mark->w, mark->h};
    bool is_plain = mark->texture->is_opaque && mark->color.a == 255;
    SDL_SetTextureColorMod(sdl, mark->color.r, mark->color.g, mark->color.b);
    SDL_SetTextureAlphaMod(sdl, mark->color.a);
    SDL_SetTextureBlendMode(sdl, is_plain ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    if (SDL_RenderCopyF(canvas->renderer, sdl, &from, &to) != 0)
        canvas_broke(canvas, "drawing a texture");
}

static void paint_plain(struct canvas *canvas, const struct mark *mark)
{
    SDL_Rect to = {(int)mark->x, (int)mark->y, (int)mark->w, (int)mark->h};
    SDL_SetRenderDrawBlendMode(canvas->renderer,
                               mark->is_opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(canvas->renderer, mark->color.r, mark->color.g, mark->color.b,
                           mark->color.a);
    SDL_RenderFillRect(canvas->renderer, &to);
}

static void set_clip(struct canvas *canvas, struct pixel_box clip)
{
    SDL_Rect rect = {clip.x, clip.y, clip.w, clip.h};
    SDL_RenderSetClipRect(canvas->renderer, &rect);
}

static void paint_box(struct canvas *canvas, const struct drawing *drawing, struct pixel_box box)
{
    struct pixel_box set = {0};
    for (guint i = drawing_ground(drawing, box); i < drawing->marks->len; i++) {
        const struct mark *mark = &g_array_index(drawing->marks, struct mark, i);
        if (pixel_box_is_empty(pixel_box_intersect(mark->seen, box)))
            continue;
        struct pixel_box clip = pixel_box_intersect(mark->clip, box);
        if (clip.x != set.x || clip.y != set.y || clip.w != set.w || clip.h != set.h)
            set_clip(canvas, clip);
        set = clip;
        if (mark->texture != NULL)
            paint_texture(canvas, mark);
        else
            paint_plain(canvas, mark);
    }
}

/* Brings a target's pixels up to date, and says where they were not. */
static struct damage paint(struct canvas *canvas, struct target *target)
{
    struct damage damage = {.boxes = {whole(canvas)}, .count = 1};
    if (target->is_there)
        drawing_compare(&target->before, &target->now, &damage);
    if (damage.count > 0) {
        SDL_SetRenderTarget(canvas->renderer,
                            target->texture != NULL ? target->texture->sdl : NULL);
        for (int i = 0; i < damage.count; i++)
            paint_box(canvas, &target->now, damage.boxes[i]);
        SDL_RenderSetClipRect(canvas->renderer, NULL);
        if (SDL_RenderFlush(canvas->renderer) != 0)
            canvas_broke(canvas, "drawing the frame");
    }
    let_go(&target->now);
    struct drawing done = target->now;
    target->now = target->before;
    target->before = done;
    target->is_there = !canvas->broken;
    return damage;
}

static struct texture *target_texture(struct canvas *canvas)
{
    int w = canvas->viewport.width_px, h = canvas->viewport.height_px;
    SDL_Texture *sdl = SDL_CreateTexture(canvas->renderer, SDL_PIXELFORMAT_ARGB8888,
                                         SDL_TEXTUREACCESS_TARGET, w, h);
    return texture_of(sdl, w, h, true);
}

/*
 * Layers.
 */
void canvas_layer_begin(struct canvas *canvas, struct color background)
{
    g_assert(!canvas->has_layer);
    if (canvas->layer.texture == NULL) {
        canvas->layer.texture = target_texture(canvas);
        canvas->layer.is_there = false;
    }
    if (canvas->layer.texture == NULL)
        return;
    canvas->has_layer = true;
    canvas->onto = &canvas->layer;
    start_again(&canvas->layer.now);
    background.a = 255;
    canvas_rect(canvas, whole(canvas), background);
}

void canvas_layer_end(struct canvas *canvas, double opacity, double dy)
{
    if (canvas->onto != &canvas->layer)
        return;
    canvas->onto = &canvas->frame;
    if (paint(canvas, &canvas->layer).count > 0)
        texture_renewed(canvas->layer.texture);
    struct pixel_box from = whole(canvas), to = from;
    to.y += (int)lround(dy * canvas->viewport.scale);
    canvas_blit(
        canvas, canvas->layer.texture, from, to,
        canvas_shade(canvas, color_with_alpha((struct color){255, 255, 255, 255}, opacity)));
}

/*
 * Showing.
 */
/* Whether what was painted stays where it was: the processor's own frames do. */
static bool keeps_frame(const struct canvas *canvas)
{
    return canvas->window == NULL || canvas->is_software || canvas->frame.texture != NULL;
}

/* Gives the display what was painted: of the software renderer's frame only what is new. */
static void show(struct canvas *canvas, const struct damage *damage)
{
    SDL_Rect parts[DAMAGE_MAX];
    if (damage->count == 0)
        return;
    if (canvas->frame.texture != NULL) {
        SDL_SetRenderTarget(canvas->renderer, NULL);
        SDL_SetTextureBlendMode(canvas->frame.texture->sdl, SDL_BLENDMODE_NONE);
        if (SDL_RenderCopy(canvas->renderer, canvas->frame.texture->sdl, NULL, NULL) != 0)
            canvas_broke(canvas, "showing the frame");
    }
    if (!canvas->is_software || canvas->window == NULL) {
        SDL_RenderPresent(canvas->renderer);
        return;
    }
    for (int i = 0; i < damage->count; i++) {
        struct pixel_box box = damage->boxes[i];
        parts[i] = (SDL_Rect){box.x, box.y, box.w, box.h};
    }
    if (SDL_UpdateWindowSurfaceRects(canvas->window, parts, damage->count) != 0)
        canvas_broke(canvas, "showing a part of the frame");
}

static bool try_present(struct canvas *canvas)
{
    if (canvas->renderer == NULL)
        return false;
    bool wants_texture = canvas->options.keep_frame && canvas->window != NULL;
    if (wants_texture && !canvas->is_software && canvas->frame.texture == NULL)
        canvas->frame.texture = target_texture(canvas);
    canvas->frame.is_there = canvas->frame.is_there && keeps_frame(canvas);
    struct damage damage = paint(canvas, &canvas->frame);
    if (!canvas->broken)
        show(canvas, &damage);
    /* Without a layer in two frames there is no change of screens to keep it for. */
    if (!canvas->has_layer)
        forget(&canvas->layer);
    return !canvas->broken;
}

bool canvas_present(struct canvas *canvas, GError **error)
{
    if (try_present(canvas)) {
        canvas->failures = 0;
        canvas->presented++;
        return true;
    }
    canvas->broken = false;
    if (++canvas->failures < FAILURES_MAX) {
        canvas_lost(canvas, true);
        return false;
    }
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                "%d renderers in a row could not show a frame: %s", FAILURES_MAX, SDL_GetError());
    return false;
}
