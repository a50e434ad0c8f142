#include <SDL_ttf.h>
#include <gio/gio.h>
#include <string.h>

#include "kiosk/text_inside.h"

/* More fonts than any screen needs, each a face in one size: texts that are fitted to their places ask
 * for ever other sizes. */
enum { FONTS_MOST = 160 };

/* SDL_ttf and FreeType share state between fonts, so that one lock serves them all; it is held
 * for one measurement or one line at a time. */
struct font_library {
    char **folders;
    pthread_mutex_t lock; /* guards what follows, and every call into SDL_ttf */
    GHashTable *fonts;    /* char * key → struct font, a reference */
    GHashTable *absent;   /* file names logged */
    GHashTable *paths;    /* file name → path, as found */
    GHashTable *files;    /* path → GMappedFile: a face is read once for all its sizes */
    unsigned last_id;
};

struct font {
    struct font_library *library;
    TTF_Font *ttf;
    GMappedFile *bytes; /* that ttf reads from */
    const char *file;
    unsigned id;
    int px, height, ascent, descent;
    int digit_width;
    int users;
    GHashTable *has; /* code point → 1 absent, 2 present */
};

static void font_free(struct font *font)
{
    TTF_CloseFont(font->ttf);
    g_mapped_file_unref(font->bytes);
    g_hash_table_unref(font->has);
    g_free(font);
}

struct font *font_ref(struct font *font)
{
    if (font != NULL)
        g_atomic_int_inc(&font->users);
    return font;
}

void font_unref(struct font *font)
{
    if (font == NULL || !g_atomic_int_dec_and_test(&font->users))
        return;
    pthread_mutex_t *lock = &font->library->lock;
    pthread_mutex_lock(lock);
    font_free(font);
    pthread_mutex_unlock(lock);
}

/* The same with the lock held: values of the table of fonts. */
static void unref_locked(void *data)
{
    struct font *font = data;
    if (g_atomic_int_dec_and_test(&font->users))
        font_free(font);
}

struct font_library *font_library_create(const char *const *folders, GError **error)
{
    if (TTF_Init() != 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "the text library does not start: %s",
                    TTF_GetError());
        return NULL;
    }
    struct font_library *library = g_new0(struct font_library, 1);
    library->folders = g_strdupv((char **)folders);
    library->fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_locked);
    library->absent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    library->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    library->files =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_mapped_file_unref);
    pthread_mutex_init(&library->lock, NULL);
    static const char *const enough[] = {"Inter-Regular.otf", "NotoSans-Regular.ttf",
                                         "DejaVuSans.ttf"};
    for (size_t i = 0; i < G_N_ELEMENTS(enough); i++) {
        g_autofree char *path = text_face_path(folders, enough[i]);
        if (path != NULL)
            return library;
    }
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                "no face to write with: install fonts-inter and fonts-noto-core");
    font_library_destroy(library);
    return NULL;
}

void font_library_destroy(struct font_library *library)
{
    if (library == NULL)
        return;
    g_hash_table_unref(library->fonts);
    g_hash_table_unref(library->absent);
    g_hash_table_unref(library->paths);
    g_hash_table_unref(library->files);
    g_strfreev(library->folders);
    pthread_mutex_destroy(&library->lock);
    g_free(library);
    TTF_Quit();
}

void font_library_forget(struct font_library *library)
{
    pthread_mutex_lock(&library->lock);
    g_hash_table_remove_all(library->fonts);
    pthread_mutex_unlock(&library->lock);
}

size_t font_library_open(struct font_library *library)
{
    pthread_mutex_lock(&library->lock);
    size_t count = g_hash_table_size(library->fonts);
    pthread_mutex_unlock(&library->lock);
    return count;
}

static void log_once(struct font_library *library, const char *file, const char *why)
{
    if (g_hash_table_add(library->absent, g_strdup(file)))
        g_message("text: face %s is not here (%s); the next one is used", file, why);
}

static const char *path_of(struct font_library *library, const char *file)
{
    char *path = g_hash_table_lookup(library->paths, file);
    if (path != NULL)
        return path;
    path = text_face_path((const char *const *)library->folders, file);
    if (path != NULL)
        g_hash_table_insert(library->paths, g_strdup(file), path);
    return path;
}

/* The bytes of a face; the library's. NULL: it cannot be read. */
static GMappedFile *bytes_of(struct font_library *library, const char *path)
{
    GMappedFile *bytes = g_hash_table_lookup(library->files, path);
    if (bytes != NULL)
        return bytes;
    bytes = g_mapped_file_new(path, FALSE, NULL);
    if (bytes != NULL && g_mapped_file_get_length(bytes) > G_MAXINT)
        g_clear_pointer(&bytes, g_mapped_file_unref);
    if (bytes != NULL)
        g_hash_table_insert(library->files, g_strdup(path), bytes);
    return bytes;
}

static TTF_Font *ttf_open(GMappedFile *bytes, int px)
{
    if (bytes == NULL)
        return NULL;
    int length = (int)g_mapped_file_get_length(bytes);
    SDL_RWops *reader = SDL_RWFromConstMem(g_mapped_file_get_contents(bytes), length);
    return reader != NULL ? TTF_OpenFontRW(reader, 1, px) : NULL;
}

static struct font *font_open(struct font_library *library, const struct font_key *key)
{
    if (g_hash_table_contains(library->absent, key->file))
        return NULL;
    const char *path = path_of(library, key->file);
    GMappedFile *bytes = path != NULL ? bytes_of(library, path) : NULL;
    TTF_Font *ttf = ttf_open(bytes, key->px);
    if (ttf == NULL) {
        log_once(library, key->file, bytes != NULL ? TTF_GetError() : "no such file");
        return NULL;
    }
    TTF_SetFontHinting(ttf, TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontDirection(ttf, key->is_rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(ttf, text_script_code(key->script));
    struct font *font = g_new0(struct font, 1);
    *font = (struct font){
        .library = library,
        .ttf = ttf,
        .bytes = g_mapped_file_ref(bytes),
        .file = key->file,
        .id = ++library->last_id,
        .px = key->px,
        .height = TTF_FontHeight(ttf),
        .ascent = TTF_FontAscent(ttf),
        .descent = -TTF_FontDescent(ttf),
        .users = 1,
        .has = g_hash_table_new(NULL, NULL),
    };
    return font;
}

/* No text that is laid out is set in it any more. */
static gboolean is_unused(void *name, void *font, void *unused)
{
    return g_atomic_int_get(&((struct font *)font)->users) == 1;
}

struct font *font_get(struct font_library *library, const struct font_key *key)
{
    char name[128];
    g_snprintf(name, sizeof name, "%s %d %d %d", key->file, key->px, key->script, key->is_rtl);
    pthread_mutex_lock(&library->lock);
    struct font *font = g_hash_table_lookup(library->fonts, name);
    if (font == NULL) {
        if (g_hash_table_size(library->fonts) >= FONTS_MOST)
            g_hash_table_foreach_remove(library->fonts, is_unused, NULL);
        font = font_open(library, key);
        if (font != NULL)
            g_hash_table_insert(library->fonts, g_strdup(name), font);
    }
    font_ref(font);
    pthread_mutex_unlock(&library->lock);
    return font;
}

bool font_has(struct font *font, gunichar code)
{
    pthread_mutex_lock(&font->library->lock);
    void *known = g_hash_table_lookup(font->has, GUINT_TO_POINTER(code));
    if (known == NULL) {
        known = GINT_TO_POINTER(TTF_GlyphIsProvided32(font->ttf, code) != 0 ? 2 : 1);
        g_hash_table_insert(font->has, GUINT_TO_POINTER(code), known);
    }
    pthread_mutex_unlock(&font->library->lock);
    return GPOINTER_TO_INT(known) == 2;
}

int font_ascent(const struct font *font)
{
    return font->ascent;
}

int font_descent(const struct font *font)
{
    return font->descent;
}

int font_px(const struct font *font)
{
    return font->px;
}

unsigned font_id(const struct font *font)
{
    return font->id;
}

const char *font_file(const struct font *font)
{
    return font->file;
}

/* What SDL_ttf is given: a string that ends, with controls as spaces, the later ones (U+0080…) as soft
 * hyphens, which do not show. Freed when not @small. */
static char *ended(const char *utf8, size_t length, char *small, size_t room)
{
    char *text = length < room ? small : g_malloc(length + 1);
    memcpy(text, utf8, length);
    text[length] = '\0';
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte < 0x20 || byte == 0x7F)
            text[i] = ' ';
        else if (byte < 0xA0 && i > 0 && text[i - 1] == '\xC2')
            text[i] = '\xAD';
    }
    return text;
}

int font_width(struct font *font, const char *utf8, size_t length)
{
    if (length == 0)
        return 0;
    char small[512];
    char *text = ended(utf8, length, small, sizeof small);
    int w = 0;
    pthread_mutex_lock(&font->library->lock);
    if (TTF_SizeUTF8(font->ttf, text, &w, NULL) != 0)
        w = 0;
    pthread_mutex_unlock(&font->library->lock);
    if (text != small)
        g_free(text);
    return w;
}

static struct raster raster_of(SDL_Surface *surface)
{
    struct raster raster = {.w = surface->w, .h = surface->h};
    if (surface->format->format != SDL_PIXELFORMAT_ARGB8888)
        return raster;
    raster.argb = g_try_new0(uint32_t, (gsize)surface->w * surface->h);
    for (int y = 0; raster.argb != NULL && y < surface->h; y++)
        memcpy(raster.argb + (gsize)y * surface->w,
               (const uint8_t *)surface->pixels + (gsize)y * surface->pitch, (gsize)surface->w * 4);
    return raster;
}

bool raster_has_ink(const struct raster *raster, int row)
{
    for (int x = 0; x < raster->w; x++)
        if (raster->argb[(gsize)row * raster->w + x] >> 24 >= INK_LEAST)
            return true;
    return false;
}

/* SDL_ttf adds rows for what reaches beyond a font's height and does not say on which side: where
 * the ink is tells. */
static int rows_above(const struct raster *raster, int height)
{
    int extra = raster->h - height;
    if (raster->argb == NULL || extra <= 0 || !raster_has_ink(raster, 0))
        return 0;
    return raster_has_ink(raster, raster->h - 1) ? extra / 2 : extra;
}

struct raster font_raster(struct font *font, const char *utf8, size_t length)
{
    struct raster raster = {0};
    if (length == 0)
        return raster;
    char small[512];
    char *text = ended(utf8, length, small, sizeof small);
    pthread_mutex_lock(&font->library->lock);
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font->ttf, text, (SDL_Color){255, 255, 255, 255});
    pthread_mutex_unlock(&font->library->lock);
    if (text != small)
        g_free(text);
    if (surface == NULL)
        return raster;
    raster = raster_of(surface);
    raster.above = rows_above(&raster, font->height);
    SDL_FreeSurface(surface);
    return raster;
}

int font_digit_width(struct font *font)
{
    int widest = g_atomic_int_get(&font->digit_width);
    if (widest > 0)
        return widest;
    widest = 1;
    static const char digits[] = "0123456789";
    for (size_t i = 0; i < sizeof digits - 1; i++)
        widest = MAX(widest, font_width(font, digits + i, 1));
    g_atomic_int_set(&font->digit_width, widest);
    return widest;
}
