/*
 * text.h — paragraphs in any language become lines of glyphs (DESIGN 4.1).
 *
 * The interface speaks of spans, languages and lines and hides the libraries: bidirectional
 * order (UAX #9), script itemisation, a face per cluster, line breaks (UAX #14), lines placed
 * by baseline. A layout is immutable and knows where every cluster stands, for highlights and
 * touches; drawing it is cheap once its runs are in the texture cache.
 *
 * Threads: text_layout_create(), the text_layout_… queries and text_prepare() from any thread;
 * the rest from the UI thread. Sizes are logical pixels.
 *
 * A face that this machine lacks is logged once and the next one is used; a cluster nobody has
 * shows as a box and is logged once. Invalid UTF-8 shows as U+FFFD; nothing is refused.
 */
#ifndef KIOSK_TEXT_H
#define KIOSK_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kiosk/geometry.h"
#include "kiosk/theme.h"

struct canvas;
struct text;
struct text_layout;

enum text_align {
    TEXT_ALIGN_START, /* left; right in right-to-left languages */
    TEXT_ALIGN_CENTER,
    TEXT_ALIGN_END,
};

/* How the visitor wants to read; asked for at each layout. */
struct text_settings {
    enum text_size size;
    enum letters letters;
    bool more_space; /* wider letters and lines, Latin only */
};

/* A stretch of one look. */
struct text_span {
    const char *utf8;
    size_t length;        /* bytes; 0: up to the NUL */
    const char *language; /* BCP 47; NULL: the paragraph's */
    enum type_role role;
    enum color_token color;
    bool tabular;   /* digits in cells of one width: time codes */
    bool emphasis;  /* one weight heavier: hits of a search */
    double size_px; /* > 0: instead of the role's size (captions); the line follows in step */
};

struct text_paragraph {
    const struct text_span *spans;
    size_t count;
    const char *language; /* BCP 47: gives the base direction; NULL: "en" */
    enum text_align align;
    double gap_before; /* above it, unless first; < 0: 0.6 em */
};

struct text_options {
    double width;      /* lines never exceed it */
    int max_lines;     /* 0: any number; the last one ends in an ellipsis when there is more */
    double max_height; /* 0: any; as max_lines */
    /* A label, not reading matter: where a script's lines are much higher than the role's (Nastaliq),
     * the first and the last lose what their letters leave free. UI thread only. */
    bool is_tight;
};

/* Byte offsets count through all spans of all paragraphs as if joined, with one byte between
 * paragraphs. */
struct text_range {
    size_t start, end;
};

/* @canvas gives the scale and holds the textures; NULL for measuring only. @folders are searched
 * for faces before /usr/share/fonts, NULL-terminated, may be NULL. NULL and @error only when the
 * machine has no usable face at all. @theme may change later with text_set_theme(). */
struct text *text_create(struct canvas *canvas, const struct theme *theme,
                         const char *const *folders, GError **error);
void text_destroy(struct text *text);
/* Sizes and colours from now on; layouts made before keep their shape and take the new colours. */
void text_set_theme(struct text *text, const struct theme *theme);
/* For layouts made from now on. */
void text_set_settings(struct text *text, const struct text_settings *settings);
struct text_settings text_settings(const struct text *text);
/* The canvas changed its scale: forget textures; lay everything out again. */
void text_resized(struct text *text);

/* Never NULL. Free with text_layout_destroy(). */
struct text_layout *text_layout_create(struct text *text, const struct text_paragraph *paragraphs,
                                       size_t count, const struct text_options *options);
/* One span, one look: most labels. @width 0 is endless, @max_lines 0 any number. */
struct text_layout *text_layout_line(struct text *text, const char *utf8, const char *language,
                                     enum type_role role, enum color_token color, double width,
                                     int max_lines);
void text_layout_destroy(struct text_layout *layout);

double text_layout_width(const struct text_layout *layout);  /* of the longest line */
double text_layout_height(const struct text_layout *layout); /* of all lines */
int text_layout_lines(const struct text_layout *layout);
/* Of a line, in the layout's coordinates: as wide as its ink, as high as the line. */
struct box text_layout_line_box(const struct text_layout *layout, int line);
/* Where the line's ink is, in the layout's coordinates: its box without what the letters leave free
 * above and below. Empty when nothing is to be seen. UI thread; rasterises what was not yet. */
struct box text_layout_ink_box(const struct text_layout *layout, int line);
/* From the layout's top: to align an icon or another column. */
double text_layout_baseline(const struct text_layout *layout, int line);
bool text_layout_is_cut(const struct text_layout *layout); /* ends in an ellipsis */
/* A word was broken over two lines for want of room; scripts that write no spaces break anywhere. */
bool text_layout_is_torn(const struct text_layout *layout);
/* The bytes a line shows, of the whole layout's text. */
struct text_range text_layout_line_range(const struct text_layout *layout, int line);

/* The cluster nearest to a point, as a byte offset. */
size_t text_layout_hit(const struct text_layout *layout, struct point point);
/* The leading edge of the cluster that holds @offset: a caret one pixel wide, as high as its line. */
struct box text_layout_caret(const struct text_layout *layout, size_t offset);
/* Boxes that cover a range, one or more a line; at most @room are written, the number needed is
 * returned. For highlights, drawn under the text. */
size_t text_layout_range_boxes(const struct text_layout *layout, struct text_range range,
                               struct box *boxes, size_t room);

/* One run as it stands on a line, left to right: for tests and for whoever draws by cluster. */
struct text_run_info {
    struct text_range range;
    int line;
    int level; /* UAX #9; odd is right to left */
    double x, width;
    const char *face;   /* file name */
    const char *script; /* ISO 15924, "Arab" */
    bool missing;       /* drawn as boxes */
};
size_t text_layout_runs(const struct text_layout *layout);
struct text_run_info text_layout_run(const struct text_layout *layout, size_t index);

/* Draws with the top left corner of the layout at @at. @width of the options is what lines are
 * aligned in. */
void text_draw(struct text *text, const struct text_layout *layout, struct point at);
/* The same with every colour replaced: labels on accents. */
void text_draw_color(struct text *text, const struct text_layout *layout, struct point at,
                     struct color color);
/* An icon of @size logical pixels in the middle of @box (icon.h). Unknown names draw nothing. */
void text_draw_icon(struct text *text, const char *name, struct box box, double size,
                    struct color color);

/* Rasterises what the layout needs ahead of its first drawing; call it on a worker for texts
 * about to scroll in (text_ahead.h has one). The upload happens when it is drawn. */
void text_prepare(struct text *text, const struct text_layout *layout);

/* Sentences logged so far about missing faces and clusters. */
struct text_stats {
    size_t texture_bytes;
    size_t textures;
    size_t fonts_open;
    unsigned long missing_clusters; /* different ones */
};
struct text_stats text_stats(struct text *text);

/* "3:07", "1:02:33"; minutes are not padded. The caller's. */
char *text_time_code(int64_t ms);

#endif
