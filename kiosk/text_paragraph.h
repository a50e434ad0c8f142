/*
 * text_paragraph.h — one paragraph analysed: clusters, levels, scripts, faces, break places.
 *
 * Between the text engine's analysis and its lines; nobody else includes it.
 */
#ifndef KIOSK_TEXT_PARAGRAPH_H
#define KIOSK_TEXT_PARAGRAPH_H

#include "kiosk/text_inside.h"

/* Neighbouring characters of one font, script, look and level, in logical order. */
struct piece {
    size_t first, end; /* glyph indices */
    struct font *font; /* a reference; NULL when nobody has it */
    GUnicodeScript script;
    uint16_t look;
    uint8_t level;
};

struct paragraph {
    const char *utf8; /* borrowed */
    size_t length;
    size_t base; /* of its first byte in the layout's text */
    bool is_rtl;
    struct glyph *glyphs;
    size_t count;
    GArray *pieces; /* struct piece */
};

/* @spans[i] is the byte, from the paragraph's start, where look i+@first_look begins; there are
 * @span_count of them. */
void paragraph_init(struct paragraph *paragraph, struct text_layout *layout, const char *language,
                    const size_t *spans, size_t span_count, guint first_look, enum letters letters);
void paragraph_finish(struct paragraph *paragraph);
/* The byte, from the paragraph's start, where glyph @index begins; the length past the last. */
size_t paragraph_byte(const struct paragraph *paragraph, size_t index);
/* The piece that holds a glyph there is. */
const struct piece *paragraph_piece(const struct paragraph *paragraph, size_t index);
/* Physical width of the glyphs, as they stand in one line. */
int paragraph_width(const struct paragraph *paragraph, const struct text_layout *layout,
                    size_t first, size_t end);
/* @end without the blanks before it. */
size_t paragraph_trim(const struct paragraph *paragraph, size_t first, size_t end);

/* ---- text_fit.c: what of it a line holds ---- */

/* The glyph after the last one of a line that begins at @first and is @width physical pixels wide;
 * always one further. *@is_torn is set when that is inside a word. */
size_t fit_line(const struct paragraph *paragraph, const struct text_layout *layout, size_t first,
                int width, bool *is_torn);
/* The same where the line is cut for dots: after a whole word, unless that leaves it half empty. */
size_t fit_cut(const struct paragraph *paragraph, const struct text_layout *layout, size_t first,
               int room);
/* Width of the hyphen that shows when a line ends at @end: of a soft one; else 0. */
int fit_hyphen(const struct paragraph *paragraph, const struct text_layout *layout, size_t end);
#define FIT_HYPHEN "-"

#endif
