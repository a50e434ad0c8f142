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
/* Physical width of the glyphs, as they stand in one line. */
int paragraph_width(const struct paragraph *paragraph, const struct text_layout *layout,
                    size_t first, size_t end);
/* @end without the white space before it. */
size_t paragraph_trim(const struct paragraph *paragraph, size_t first, size_t end);

#endif
