#include "kiosk/canvas.h"

#include <SDL.h>
#include <SDL_image.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "kiosk/canvas_inside.h"

/* Textures of shapes kept; a screen has a few dozen. */
#define CACHED_MAX 384
#define CACHED_BYTES_MAX                                                                           \
    ((size_t)64 * 1024 * 1024) /* patterns are as large as what they stand for */

static void measure(struct canvas *canvas)
{
    int w = 0;
    int h = 0;
    SDL_GetRendererOutputSize(canvas->renderer, &w, &h);
    canvas->viewport = viewport_for(w, h, canvas->options.force_portrait);
}

static struct canvas *canvas_new(const struct canvas_options *options)
{
    struct canvas *canvas = g_new0(struct canvas, 1);
    if (options != NULL)
        canvas->options = *options;
    canvas->driver = g_strdup(canvas->options.driver);
    canvas->options.driver = NULL;
    canvas->listeners = g_array_new(FALSE, FALSE, sizeof(struct lost_listener));
    drawing_init(&canvas->frame.now);
    drawing_init(&canvas->frame.before);
    drawing_init(&canvas->layer.now);
    drawing_init(&canvas->layer.before);
    canvas->onto = &canvas->frame;
    canvas->clips = g_array_new(FALSE, FALSE, sizeof(struct pixel_box));
    canvas->translations = g_array_new(FALSE, FALSE, sizeof(struct pixel_box));
    canvas->opacities = g_array_new(FALSE, FALSE, sizeof(double));
    canvas->cached = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)(void (*)(void))texture_destroy);
    return canvas;
}

static struct canvas *opened(struct canvas *canvas, GError **error)
{
    if (!canvas_open_renderer(canvas, error)) {
        canvas_destroy(canvas);
        return NULL;
    }
    measure(canvas);
    return canvas;
}

struct canvas *canvas_create(struct SDL_Window *window, const struct canvas_options *options,
                             GError **error)
{
    struct canvas *canvas = canvas_new(options);
    canvas->window = window;
    return opened(canvas, error);
}

struct canvas *canvas_create_offscreen(int width_px, int height_px, bool force_portrait,
                                       GError **error)
{
    struct canvas *canvas =
        canvas_new(&(struct canvas_options){.force_portrait = force_portrait, .keep_frame = true});
    canvas->surface =
        SDL_CreateRGBSurfaceWithFormat(0, width_px, height_px, 32, SDL_PIXELFORMAT_ARGB8888);
    if (canvas->surface == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "no memory for a picture of %d by %d",
                    width_px, height_px);
        canvas_destroy(canvas);
        return NULL;
    }
    return opened(canvas, error);
}

/* Lets go of every texture, everywhere, while the renderer still stands. */
static void drop_textures(struct canvas *canvas)
{
    for (guint i = 0; i < canvas->listeners->len; i++) {
        struct lost_listener *listener = &g_array_index(canvas->listeners, struct lost_listener, i);
        listener->lost(listener->data);
    }
    g_hash_table_remove_all(canvas->cached);
    canvas->texture_bytes = 0;
    canvas_forget(canvas);
    for (int i = 0; i < CANVAS_FILMS; i++)
        g_clear_pointer(&canvas->films[i].texture, texture_destroy);
}

void canvas_destroy(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    drop_textures(canvas);
    g_clear_pointer(&canvas->renderer, SDL_DestroyRenderer);
    g_clear_pointer(&canvas->surface, SDL_FreeSurface);
    g_hash_table_unref(canvas->cached);
    drawing_finish(&canvas->frame.now);
    drawing_finish(&canvas->frame.before);
    drawing_finish(&canvas->layer.now);
    drawing_finish(&canvas->layer.before);
    g_array_unref(canvas->listeners);
    g_array_unref(canvas->clips);
    g_array_unref(canvas->translations);
    g_array_unref(canvas->opacities);
    g_free(canvas->driver);
    g_free(canvas);
}

const struct viewport *canvas_viewport(const struct canvas *canvas)
{
    return &canvas->viewport;
}

void canvas_resized(struct canvas *canvas)
{
    canvas_forget(canvas);
    measure(canvas);
}

void canvas_on_lost(struct canvas *canvas, void (*lost)(void *data), void *data)
{
    struct lost_listener listener = {lost, data};
    g_array_append_val(canvas->listeners, listener);
}

void canvas_off_lost(struct canvas *canvas, void *data)
{
    for (guint i = canvas->listeners->len; i > 0; i--)
        if (g_array_index(canvas->listeners, struct lost_listener, i - 1).data == data)
            g_array_remove_index(canvas->listeners, i - 1);
}

void canvas_lost(struct canvas *canvas, bool device)
{
    drop_textures(canvas);
    if (!device)
        return;
    g_clear_pointer(&canvas->renderer, SDL_DestroyRenderer);
    g_autoptr(GError) error = NULL;
    if (!canvas_open_renderer(canvas, &error))
        g_warning("canvas: %s", error->message);
    else
        measure(canvas);
}

void canvas_broke(struct canvas *canvas, const char *doing)
{
    if (!canvas->broken)
        g_warning("canvas: %s: %s", doing, SDL_GetError());
    canvas->broken = true;
}

uint64_t canvas_presented(const struct canvas *canvas)
{
    return canvas->presented;
}

/* The last presented frame, the caller's; NULL when none is kept. */
static SDL_Surface *frame_surface(struct canvas *canvas)
{
    if (canvas->surface != NULL)
        return SDL_DuplicateSurface(canvas->surface);
    struct texture *kept = canvas->frame.texture;
    if (kept == NULL && !(canvas->options.keep_frame && canvas->is_software))
        return NULL;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, canvas->viewport.width_px, canvas->viewport.height_px, 32, SDL_PIXELFORMAT_ARGB8888);
    if (surface == NULL)
        return NULL;
    SDL_SetRenderTarget(canvas->renderer, kept != NULL ? kept->sdl : NULL);
    if (SDL_RenderReadPixels(canvas->renderer, NULL, SDL_PIXELFORMAT_ARGB8888, surface->pixels,
                             surface->pitch) != 0)
        g_clear_pointer(&surface, SDL_FreeSurface);
    SDL_SetRenderTarget(canvas->renderer, NULL);
    return surface;
}

bool canvas_save_png(struct canvas *canvas, const char *path, GError **error)
{
    SDL_Surface *surface = frame_surface(canvas);
    if (surface == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    "%s: there is no frame to save; start with frames kept", path);
        return false;
    }
    SDL_Surface *opaque = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGB24, 0);
    SDL_FreeSurface(surface);
    g_autofree char *partial = g_strconcat(path, ".partial", NULL);
    bool saved =
        opaque != NULL && IMG_SavePNG(opaque, partial) == 0 && g_rename(partial, path) == 0;
    SDL_FreeSurface(opaque);
    if (!saved) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: cannot be written: %s", path,
                    SDL_GetError());
        g_unlink(partial);
    }
    return saved;
}

bool canvas_pixel(struct canvas *canvas, int x_px, int y_px, struct color *color)
{
    SDL_Surface *surface = canvas->surface != NULL ? canvas->surface : frame_surface(canvas);
    if (surface == NULL)
        return false;
    bool inside = x_px >= 0 && y_px >= 0 && x_px < surface->w && y_px < surface->h;
    if (inside) {
        const uint8_t *row = (const uint8_t *)surface->pixels + (gsize)y_px * surface->pitch;
        uint32_t p = ((const uint32_t *)(const void *)row)[x_px];
        *color = (struct color){p >> 16 & 255, p >> 8 & 255, p & 255, 255};
    }
    if (surface != canvas->surface)
        SDL_FreeSurface(surface);
    return inside;
}

static struct pixel_box moved_by(const struct canvas *canvas)
{
    guint n = canvas->translations->len;
    return n > 0 ? g_array_index(canvas->translations, struct pixel_box, n - 1)
                 : (struct pixel_box){0};
}

struct pixel_box canvas_place(const struct canvas *canvas, struct box box)
{
    const struct viewport *v = &canvas->viewport;
    struct pixel_box by = moved_by(canvas);
    int left = (int)lround(v->offset_x_px + box.x * v->scale);
    int top = (int)lround(v->offset_y_px + box.y * v->scale);
    int right = (int)lround(v->offset_x_px + (box.x + box.w) * v->scale);
    int bottom = (int)lround(v->offset_y_px + (box.y + box.h) * v->scale);
    return (struct pixel_box){left + by.x, top + by.y, right - left, bottom - top};
}

int canvas_length(const struct canvas *canvas, double logical)
{
    if (!(logical > 0))
        return 0;
    return MAX((int)lround(logical * canvas->viewport.scale), 1);
}

void canvas_push_clip(struct canvas *canvas, struct box box)
{
    struct pixel_box clip = canvas_place(canvas, box);
    if (canvas->clips->len > 0) {
        struct pixel_box below =
            g_array_index(canvas->clips, struct pixel_box, canvas->clips->len - 1);
        clip = pixel_box_intersect(clip, below);
    }
    g_array_append_val(canvas->clips, clip);
}

void canvas_pop_clip(struct canvas *canvas)
{
    g_assert(canvas->clips->len > 1);
    g_array_set_size(canvas->clips, canvas->clips->len - 1);
}

bool canvas_shows(const struct canvas *canvas, struct box box)
{
    if (canvas->clips->len == 0)
        return false;
    struct pixel_box clip = g_array_index(canvas->clips, struct pixel_box, canvas->clips->len - 1);
    struct pixel_box at = canvas_place(canvas, box);
    return at.x < clip.x + clip.w && at.x + at.w > clip.x && at.y < clip.y + clip.h &&
           at.y + at.h > clip.y;
}

void canvas_push_translate(struct canvas *canvas, double dx, double dy)
{
    struct pixel_box by = moved_by(canvas);
    by.x += (int)lround(dx * canvas->viewport.scale);
    by.y += (int)lround(dy * canvas->viewport.scale);
    g_array_append_val(canvas->translations, by);
}

void canvas_pop_translate(struct canvas *canvas)
{
    g_assert(canvas->translations->len > 0);
    g_array_set_size(canvas->translations, canvas->translations->len - 1);
}

static double opacity_of(const struct canvas *canvas)
{
    guint n = canvas->opacities->len;
    return n > 0 ? g_array_index(canvas->opacities, double, n - 1) : 1;
}

void canvas_push_opacity(struct canvas *canvas, double opacity)
{
    double all = opacity_of(canvas) * fmin(fmax(opacity, 0), 1);
    g_array_append_val(canvas->opacities, all);
}

void canvas_pop_opacity(struct canvas *canvas)
{
    g_assert(canvas->opacities->len > 0);
    g_array_set_size(canvas->opacities, canvas->opacities->len - 1);
}

struct color canvas_shade(const struct canvas *canvas, struct color color)
{
    return color_with_alpha(color, color.a / 255.0 * opacity_of(canvas));
}

struct texture *canvas_cached(struct canvas *canvas, const char *key)
{
    return g_hash_table_lookup(canvas->cached, key);
}

struct texture *canvas_cache(struct canvas *canvas, const char *key, struct texture *texture)
{
    if (texture == NULL)
        return NULL;
    if (g_hash_table_size(canvas->cached) >= CACHED_MAX ||
        canvas->texture_bytes + texture_bytes(texture) > CACHED_BYTES_MAX) {
        g_hash_table_remove_all(canvas->cached);
        canvas->texture_bytes = 0;
    }
    g_hash_table_replace(canvas->cached, g_strdup(key), texture);
    canvas->texture_bytes += texture_bytes(texture);
    return texture;
}

struct texture *canvas_cache_mask(struct canvas *canvas, const char *key, struct mask mask)
{
    struct texture *texture = texture_from_alpha(canvas, mask.alpha, mask.w, mask.h);
    mask_finish(&mask);
    return canvas_cache(canvas, key, texture);
}

size_t canvas_texture_bytes(const struct canvas *canvas)
{
    return canvas->texture_bytes;
}
