/*
 * text_inside.h — what the files of the text engine share; nobody else includes it.
 *
 * From bytes to pixels: text_itemise.c cuts a paragraph into clusters and scripts, text_bidi.c
 * gives levels, text_break.c and text_break_icu.c the places where lines may end, text_face.c the
 * files to try, text_font_sdl.c opens them, measures and rasterises, text_fit.c says what fits into
 * a line, text_layout.c makes lines and text_query.c answers for them, text_draw_sdl.c keeps the
 * textures and draws.
 */
#ifndef KIOSK_TEXT_INSIDE_H
#define KIOSK_TEXT_INSIDE_H

#include <pthread.h>

#include "kiosk/text.h"

struct canvas;
struct texture;
struct font;

/* ---- text_itemise.c: one character and what is known of it ---- */

struct glyph {
    gunichar code;
    size_t offset; /* bytes from the paragraph's start */
    int span;
    GUnicodeScript script; /* never Common or Inherited once itemised, unless all are */
    bool is_common;        /* was Common or Inherited by itself */
    bool starts_cluster;
    uint8_t level;
    char may_break; /* after it: enum break_kind */
};

enum break_kind { BREAK_NO, BREAK_MAY, BREAK_MUST };

/* Fills code, offset, script, is_common and starts_cluster of every character of valid UTF-8
 * (UAX #24 script runs; UAX #29 extended grapheme clusters, Indic conjuncts kept whole).
 * Returns their number; @glyphs has room for @length. */
size_t text_itemise(const char *utf8, size_t length, struct glyph *glyphs);
/* "Latn"; "Zyyy" for Common. */
const char *text_script_code(GUnicodeScript script);
/* Takes no space and needs no glyph of its own: controls, joiners, variation selectors, direction
 * marks. */
bool text_is_ignorable(gunichar code);

/* ---- text_bidi.c ---- */

/* Embedding levels by UAX #9 for a paragraph of known base direction. */
void text_bidi_levels(struct glyph *glyphs, size_t count, bool is_rtl);

/* ---- text_break.c ---- */

/* may_break of every character by UAX #14, and after every BREAK_LETTERS without a place for it; the
 * last one of the text gets BREAK_MUST. */
void text_breaks(const char *utf8, size_t length, const char *language, struct glyph *glyphs,
                 size_t count);

/* No screen is so many letters wide: no line is found by measuring more of them than a few times this. */
#define BREAK_LETTERS 400

/* ---- text_break_icu.c ---- */

/* Between the words of scripts that write them without spaces and need a dictionary to be told apart:
 * Thai, Lao, Khmer, Burmese. */
void text_word_breaks(const char *utf8, size_t length, struct glyph *glyphs, size_t count);

/* ---- text_face.c: which files to try ---- */

struct face_query {
    enum type_face face;
    enum type_weight weight;
    enum letters letters;
    GUnicodeScript script;
    const char *language; /* of the span */
};

/* How a script is set beside Latin (DESIGN 4.1.4). */
struct script_fit {
    double scale; /* of the size, so that x-heights match */
    double line;  /* least line height in ems of the scaled size; 0: only the role's */
};

#define FACE_CHOICES_MAX 14

/* File names ("Inter-Regular.otf") in the order to try; returns how many. */
size_t text_face_choices(const struct face_query *query, const char **files);
struct script_fit text_script_fit(GUnicodeScript script, const char *language, const char *file);
/* Whether the face sets marks above a capital above it. Inter 4.0 beta 7, as Debian 12 has it, draws
 * them into the letter where there is no ready-made one: "Ọ̀" of Yoruba. */
bool text_face_stacks(const char *file);
/* Where a face file lies, or NULL: in @folders, then in the system's. The caller's. */
char *text_face_path(const char *const *folders, const char *file);
#define ICON_FACE "MaterialIcons-Regular.ttf"

/* ---- text_font_sdl.c: one face at one size, script and direction ---- */

struct font_library;

struct font_key {
    const char *file; /* borrowed for as long as the library: a name of text_face.c */
    int px;
    GUnicodeScript script;
    bool is_rtl;
};

/* Pixels of a run, 0xAARRGGBB white with coverage; the baseline is @above and the font's ascent
 * below the top. */
struct raster {
    uint32_t *argb;
    int w, h;
    int above;               /* rows that stacked marks take above the font's ascent */
    int ink_top, ink_bottom; /* rows with ink: [ink_top, ink_bottom); set by text_draw_sdl.c */
};

/* Whether a row holds more than a breath of a letter; argb is there. */
bool raster_has_ink(const struct raster *raster, int row);
#define INK_LEAST 24 /* of 255 */

struct font_library *font_library_create(const char *const *folders, GError **error);
void font_library_destroy(struct font_library *library);
/* A reference, or NULL when the machine lacks the file (logged once). */
struct font *font_get(struct font_library *library, const struct font_key *key);
struct font *font_ref(struct font *font);
void font_unref(struct font *font);
void font_library_forget(struct font_library *library);
size_t font_library_open(struct font_library *library);
bool font_has(struct font *font, gunichar code);
int font_ascent(const struct font *font);
int font_descent(const struct font *font); /* positive */
int font_px(const struct font *font);
unsigned font_id(const struct font *font); /* never used twice */
const char *font_file(const struct font *font);
int font_width(struct font *font, const char *utf8, size_t length);
/* NULL argb when there is nothing to see or no memory. */
struct raster font_raster(struct font *font, const char *utf8, size_t length);
int font_digit_width(struct font *font); /* of the widest of 0…9 */

/* ---- text_layout.c ---- */

struct look { /* a span without its text */
    enum type_role role;
    enum color_token color;
    const char *language; /* in the layout's names */
    bool tabular;
    struct type_style style; /* of the theme at the time, physical line and size below */
    double size_px;          /* physical */
    double line_px;          /* physical, of Latin; */
    double other_line_px;    /* of other scripts, which take no more space */
    int spacing_px;          /* more space between letters, Latin only */
};

/* Runs of one font and level, as cut by lines. */
struct run {
    size_t start, end; /* bytes of the layout's text; of what is @added both are where it stands */
    struct font *font; /* NULL: clusters nobody has, drawn as boxes */
    GUnicodeScript script;
    uint16_t look;
    uint8_t level;
    const char *added; /* "…", "-": shown without being in the text; NULL: the bytes are shown */
    int line;
    int x, w; /* physical pixels */
};

struct line {
    size_t start, end; /* bytes shown, trailing spaces included in end */
    guint first_run, run_count;
    int top, height, baseline; /* physical; baseline from the layout's top */
    int x, w;
    bool is_rtl;
};

struct text_layout {
    struct text *text;
    GString *bytes;
    GStringChunk *names;
    GArray *looks; /* struct look */
    GArray *runs;  /* struct run, in visual order within each line */
    GArray *lines; /* struct line */
    double scale;
    int width, height; /* physical */
    bool is_cut;
    bool is_torn;
};

struct text {
    struct canvas *canvas;
    struct font_library *fonts;
    pthread_mutex_t lock; /* guards what follows */
    double scale;
    const struct theme *theme;
    struct text_settings settings;
    GHashTable *missing; /* clusters logged */
    GHashTable *rasters; /* char * → struct kept; see text_draw_sdl.c */
    GQueue used;         /* struct kept, the least lately used first */
    size_t bytes, textures;
};

/* The theme of this moment; any thread. */
const struct theme *text_theme(struct text *text);
/* The scale of this moment; any thread. */
double text_scale(struct text *text);

/* ---- text_metrics.c: runs in numbers ---- */

/* Bytes that a run shows. */
const char *run_text(const struct text_layout *layout, const struct run *run, size_t *length);
bool run_is_spaced(const struct text_layout *layout, const struct run *run);
/* Width of the first @length bytes of text set as @look, as they stand at the start of a run. */
int text_measure(struct font *font, const struct look *look, GUnicodeScript script,
                 const char *utf8, size_t length);
/* The cell and the width of the cluster at @utf8 in spaced text. */
int text_cell(struct font *font, const struct look *look, const char *utf8, size_t length,
              int *ink_width);
size_t text_cluster_length(const char *utf8, size_t length);
/* True when clusters stand in cells of their own: more space, or digits of one width. */
bool look_is_spaced(const struct look *look, GUnicodeScript script);
/* Width of the box that stands for a cluster nobody has. */
int text_missing_width(const struct look *look);

#endif
