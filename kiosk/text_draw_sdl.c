#include <limits.h>
#include <math.h>
#include <string.h>

#include "kiosk/canvas.h"
#include "kiosk/icon.h"
#include "kiosk/text_inside.h"
#include "kiosk/texture.h"

/* Rasters and textures together (DESIGN 4.1.5). */
#define CACHE_BYTES_MAX ((size_t)64 * 1024 * 1024)

/* The glyphs of one run: pixels once rasterised, a texture once drawn. */
struct kept {
    char *key;
    struct raster raster; /* argb is NULL once uploaded */
    struct texture *texture;
    size_t bytes;
    GList link; /* in text->used */
};

static void kept_free(void *data)
{
    struct kept *kept = data;
    g_free(kept->raster.argb);
    texture_destroy(kept->texture);
    g_free(kept->key);
    g_free(kept);
}

/* Takes @kept out of the cache; the lock is held. */
static void kept_drop(struct text *text, struct kept *kept)
{
    g_queue_unlink(&text->used, &kept->link);
    text->bytes -= kept->bytes;
    g_hash_table_remove(text->rasters, kept->key);
}

static void drop_all(void *data)
{
    struct text *text = data;
    pthread_mutex_lock(&text->lock);
    while (text->used.head != NULL)
        kept_drop(text, text->used.head->data);
    pthread_mutex_unlock(&text->lock);
}

struct text *text_create(struct canvas *canvas, const struct theme *theme,
                         const char *const *folders, GError **error)
{
    struct font_library *fonts = font_library_create(folders, error);
    if (fonts == NULL)
        return NULL;
    struct text *text = g_new0(struct text, 1);
    text->canvas = canvas;
    text->fonts = fonts;
    text->theme = theme;
    text->scale = canvas != NULL ? canvas_viewport(canvas)->scale : 1;
    text->missing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    text->rasters = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, kept_free);
    g_queue_init(&text->used);
    pthread_mutex_init(&text->lock, NULL);
    if (canvas != NULL)
        canvas_on_lost(canvas, drop_all, text);
    return text;
}

void text_destroy(struct text *text)
{
    if (text == NULL)
        return;
    if (text->canvas != NULL)
        canvas_off_lost(text->canvas, text);
    drop_all(text);
    g_hash_table_unref(text->rasters);
    g_hash_table_unref(text->missing);
    font_library_destroy(text->fonts);
    pthread_mutex_destroy(&text->lock);
    g_free(text);
}

void text_set_theme(struct text *text, const struct theme *theme)
{
    pthread_mutex_lock(&text->lock);
    text->theme = theme;
    pthread_mutex_unlock(&text->lock);
}

const struct theme *text_theme(struct text *text)
{
    pthread_mutex_lock(&text->lock);
    const struct theme *theme = text->theme;
    pthread_mutex_unlock(&text->lock);
    return theme;
}

void text_set_settings(struct text *text, const struct text_settings *settings)
{
    pthread_mutex_lock(&text->lock);
    text->settings = *settings;
    pthread_mutex_unlock(&text->lock);
}

double text_scale(struct text *text)
{
    pthread_mutex_lock(&text->lock);
    double scale = text->scale;
    pthread_mutex_unlock(&text->lock);
    return scale;
}

struct text_settings text_settings(const struct text *text)
{
    struct text *own = (struct text *)text;
    pthread_mutex_lock(&own->lock);
    struct text_settings settings = own->settings;
    pthread_mutex_unlock(&own->lock);
    return settings;
}

void text_resized(struct text *text)
{
    drop_all(text);
    font_library_forget(text->fonts);
    if (text->canvas == NULL)
        return;
    pthread_mutex_lock(&text->lock);
    text->scale = canvas_viewport(text->canvas)->scale;
    pthread_mutex_unlock(&text->lock);
}

/* Copies @from into @to at @x, baseline on baseline; where glyphs overlap the stronger coverage
 * stays. */
static void stamp(struct raster *to, const struct raster *from, int x)
{
    int down = to->above - from->above;
    for (int row = MAX(0, -down); row < MIN(to->h - down, from->h); row++)
        for (int column = 0; column < from->w; column++) {
            int at = x + column;
            gsize line = (gsize)(row + down) * to->w;
            uint32_t pixel = from->argb[(gsize)row * from->w + column];
            if (at >= 0 && at < to->w && pixel > to->argb[line + at])
                to->argb[line + at] = pixel;
        }
}

/* Clusters one by one in cells of their own: more space, digits of one width. */
static struct raster spaced_raster(const struct text_layout *layout, const struct run *run)
{
    const struct look *look = &g_array_index(layout->looks, struct look, run->look);
    size_t length;
    const char *utf8 = run_text(layout, run, &length);
    int above = font_px(run->font) / 2; /* for stacked marks */
    struct raster raster = {.w = run->w + font_px(run->font) / 4,
                            .h = above + font_ascent(run->font) + font_descent(run->font) * 2,
                            .above = above};
    raster.argb = g_try_new0(uint32_t, (gsize)MAX(raster.w, 1) * MAX(raster.h, 1));
    int along = 0;
    for (size_t at = 0; raster.argb != NULL && at < length;) {
        size_t cluster = text_cluster_length(utf8 + at, length - at);
        int ink;
        int cell = text_cell(run->font, look, utf8 + at, cluster, &ink);
        struct raster one = font_raster(run->font, utf8 + at, cluster);
        int x = along + (cell - look->spacing_px - ink) / 2;
        if (one.argb != NULL)
            stamp(&raster, &one, run->level & 1 ? run->w - along - cell : x);
        g_free(one.argb);
        along += cell;
        at += cluster;
    }
    return raster;
}

static struct raster raster_of(const struct text_layout *layout, const struct run *run)
{
    size_t length;
    const char *utf8 = run_text(layout, run, &length);
    struct raster raster = run_is_spaced(layout, run) ? spaced_raster(layout, run)
                                                      : font_raster(run->font, utf8, length);
    if (raster.argb == NULL)
        return raster;
    while (raster.ink_top < raster.h && !raster_has_ink(&raster, raster.ink_top))
        raster.ink_top++;
    raster.ink_bottom = raster.h;
    while (raster.ink_bottom > raster.ink_top && !raster_has_ink(&raster, raster.ink_bottom - 1))
        raster.ink_bottom--;
    return raster;
}

static char *key_of(const struct text_layout *layout, const struct run *run)
{
    const struct look *look = &g_array_index(layout->looks, struct look, run->look);
    size_t length;
    const char *utf8 = run_text(layout, run, &length);
    if (run_is_spaced(layout, run))
        return g_strdup_printf("%u %d %d %.*s", font_id(run->font), look->tabular, look->spacing_px,
                               (int)length, utf8);
    return g_strdup_printf("%u %.*s", font_id(run->font), (int)length, utf8);
}

/* Looks a raster up and marks it used; the lock is held. */
static struct kept *find_kept(struct text *text, const char *key)
{
    struct kept *kept = g_hash_table_lookup(text->rasters, key);
    if (kept != NULL) {
        g_queue_unlink(&text->used, &kept->link);
        g_queue_push_tail_link(&text->used, &kept->link);
    }
    return kept;
}

/* Keeps a raster, which it takes over, unless another thread was first; the lock is held. */
static struct kept *keep(struct text *text, const char *key, struct raster raster)
{
    struct kept *kept = find_kept(text, key);
    if (kept != NULL) {
        g_free(raster.argb);
        return kept;
    }
    kept = g_new0(struct kept, 1);
    kept->key = g_strdup(key);
    kept->raster = raster;
    kept->bytes = (size_t)raster.w * raster.h * 4 + sizeof *kept + strlen(key);
    kept->link.data = kept;
    g_queue_push_tail_link(&text->used, &kept->link);
    g_hash_table_insert(text->rasters, kept->key, kept);
    text->bytes += kept->bytes;
    return kept;
}

/* Makes room, on the UI thread: textures may go. The lock is held. */
static void trim(struct text *text)
{
    while (text->bytes > CACHE_BYTES_MAX && text->used.length > 1)
        kept_drop(text, text->used.head->data);
}

/* What is kept under @key, made when it is not there. Comes back with the lock held. */
static struct kept *kept_of(struct text *text, const char *key,
                            struct raster (*make)(const void *a, const void *b), const void *a,
                            const void *b)
{
    pthread_mutex_lock(&text->lock);
    struct kept *kept = find_kept(text, key);
    if (kept != NULL)
        return kept;
    pthread_mutex_unlock(&text->lock);
    struct raster raster = make(a, b);
    pthread_mutex_lock(&text->lock);
    kept = keep(text, key, raster);
    trim(text);
    return kept;
}

/* The texture of a raster kept under @key, made when it is not there, and its rows @above. */
static struct texture *texture_of_raster(struct text *text, const char *key,
                                         struct raster (*make)(const void *a, const void *b),
                                         const void *a, const void *b, int *above)
{
    struct kept *kept = kept_of(text, key, make, a, b);
    if (kept->texture == NULL && kept->raster.argb != NULL) {
        kept->texture = texture_create(text->canvas, kept->raster.argb, kept->raster.w,
                                       kept->raster.h, kept->raster.w * 4);
        g_clear_pointer(&kept->raster.argb, g_free);
    }
    struct texture *texture = kept->texture;
    *above = kept->raster.above;
    pthread_mutex_unlock(&text->lock);
    return texture;
}

static struct raster make_run(const void *layout, const void *run)
{
    return raster_of(layout, run);
}

struct box text_layout_ink_box(const struct text_layout *layout, int index)
{
    const struct line *line = &g_array_index(layout->lines, struct line, (guint)index);
    int top = INT_MAX, bottom = INT_MIN;
    for (guint i = 0; i < line->run_count; i++) {
        const struct run *run = &g_array_index(layout->runs, struct run, line->first_run + i);
        if (run->font == NULL)
            continue;
        g_autofree char *key = key_of(layout, run);
        const struct kept *kept = kept_of(layout->text, key, make_run, layout, run);
        const struct raster *raster = &kept->raster;
        int first = line->baseline - font_ascent(run->font) - raster->above;
        if (raster->ink_bottom > raster->ink_top) {
            top = MIN(top, first + raster->ink_top);
            bottom = MAX(bottom, first + raster->ink_bottom);
        }
        pthread_mutex_unlock(&layout->text->lock);
    }
    double s = layout->scale;
    return top < bottom ? box_make(line->x / s, top / s, line->w / s, (bottom - top) / s)
                        : (struct box){0};
}

static void draw_missing(const struct text_layout *layout, const struct run *run, struct point at,
                         struct color color)
{
    const struct look *look = &g_array_index(layout->looks, struct look, run->look);
    const struct line *line = &g_array_index(layout->lines, struct line, (guint)run->line);
    double s = layout->scale;
    double width = text_missing_width(look);
    double em = look->size_px;
    for (double x = run->x; x + width <= run->x + run->w + 0.5; x += width) {
        struct box box = {at.x + (x + 0.08 * em) / s, at.y + (line->baseline - 0.72 * em) / s,
                          0.54 * em / s, 0.78 * em / s};
        canvas_stroke(layout->text->canvas, box, 4, fmax(em / s / 16, 1), color);
    }
}

static void draw_run(struct text *text, const struct text_layout *layout, const struct run *run,
                     struct point at, struct color color)
{
    if (run->font == NULL) {
        draw_missing(layout, run, at, color);
        return;
    }
    const struct line *line = &g_array_index(layout->lines, struct line, (guint)run->line);
    g_autofree char *key = key_of(layout, run);
    int above;
    struct texture *texture = texture_of_raster(text, key, make_run, layout, run, &above);
    canvas_texture(text->canvas, texture, at, run->x,
                   line->baseline - font_ascent(run->font) - above, color);
}

static void draw(struct text *text, const struct text_layout *layout, struct point at,
                 const struct color *color)
{
    double s = layout->scale;
    for (guint i = 0; i < layout->lines->len; i++) {
        const struct line *line = &g_array_index(layout->lines, struct line, i);
        struct box box = {at.x + line->x / s, at.y + line->top / s, line->w / s, line->height / s};
        if (!canvas_shows(text->canvas, box_inset(box, -line->height / s / 2)))
            continue;
        for (guint r = 0; r < line->run_count; r++) {
            const struct run *run = &g_array_index(layout->runs, struct run, line->first_run + r);
            const struct look *look = &g_array_index(layout->looks, struct look, run->look);
            draw_run(text, layout, run, at,
                     color != NULL ? *color : theme_color(text->theme, look->color));
        }
    }
}

void text_draw(struct text *text, const struct text_layout *layout, struct point at)
{
    draw(text, layout, at, NULL);
}

void text_draw_color(struct text *text, const struct text_layout *layout, struct point at,
                     struct color color)
{
    draw(text, layout, at, &color);
}

void text_prepare(struct text *text, const struct text_layout *layout)
{
    for (guint i = 0; i < layout->runs->len; i++) {
        const struct run *run = &g_array_index(layout->runs, struct run, i);
        if (run->font == NULL)
            continue;
        g_autofree char *key = key_of(layout, run);
        pthread_mutex_lock(&text->lock);
        bool is_kept = find_kept(text, key) != NULL || text->bytes > CACHE_BYTES_MAX;
        pthread_mutex_unlock(&text->lock);
        if (is_kept)
            continue;
        struct raster raster = raster_of(layout, run);
        pthread_mutex_lock(&text->lock);
        keep(text, key, raster);
        pthread_mutex_unlock(&text->lock);
    }
}

static struct raster make_icon(const void *font, const void *utf8)
{
    return font_raster((struct font *)font, utf8, strlen(utf8));
}

/* A few glyphs of one face in the middle of @box. */
static void draw_centered(struct text *text, const char *file, const char *utf8, struct box box,
                          double size, struct color color)
{
    struct font_key key = {file, MAX((int)lround(size * text->scale), 4), G_UNICODE_SCRIPT_LATIN,
                           false};
    struct font *font = font_get(text->fonts, &key);
    if (font == NULL)
        return;
    g_autofree char *name = g_strdup_printf("%u %s", font_id(font), utf8);
    int above;
    struct texture *texture = texture_of_raster(text, name, make_icon, font, utf8, &above);
    if (texture != NULL)
        canvas_texture(text->canvas, texture, box_center(box), -texture_width_px(texture) / 2,
                       -texture_height_px(texture) / 2, color);
    font_unref(font);
}

void text_draw_icon(struct text *text, const char *name, struct box box, double size,
                    struct color color)
{
    if (g_strcmp0(name, "audio_description") == 0) {
        canvas_stroke(text->canvas, box_centered(box, size * 0.9, size * 0.66), size * 0.12,
                      size * 0.07, color);
        draw_centered(text, "Inter-SemiBold.otf", "AD", box, size * 0.42, color);
        return;
    }
    uint32_t code = icon_code(name);
    if (code == 0)
        return;
    char utf8[8] = {0};
    g_unichar_to_utf8(code, utf8);
    draw_centered(text, ICON_FACE, utf8, box, size, color);
}

struct text_stats text_stats(struct text *text)
{
    struct text_stats stats = {.fonts_open = font_library_open(text->fonts)};
    pthread_mutex_lock(&text->lock);
    stats.texture_bytes = text->bytes;
    stats.textures = g_hash_table_size(text->rasters);
    stats.missing_clusters = g_hash_table_size(text->missing);
    pthread_mutex_unlock(&text->lock);
    return stats;
}
