#include "kiosk/text_paragraph.h"

#include <math.h>
#include <string.h>

#include "kiosk/words.h"

/* The fonts to try for one look, script and direction, opened as far as needed. */
struct choice {
    guint look;
    GUnicodeScript script;
    bool is_rtl;
    const char *files[FACE_CHOICES_MAX];
    struct font *fonts[FACE_CHOICES_MAX];
    bool is_tried[FACE_CHOICES_MAX];
    size_t count;
};

struct chooser {
    struct text_layout *layout;
    enum letters letters;
    GArray *choices; /* struct choice */
};

static void choice_clear(void *data)
{
    struct choice *choice = data;
    for (size_t i = 0; i < choice->count; i++)
        font_unref(choice->fonts[i]);
}

static const struct look *look_at(const struct text_layout *layout, guint index)
{
    return &g_array_index(layout->looks, struct look, index);
}

static guint choice_for(struct chooser *chooser, guint look, GUnicodeScript script, bool is_rtl)
{
    for (guint i = 0; i < chooser->choices->len; i++) {
        const struct choice *known = &g_array_index(chooser->choices, struct choice, i);
        if (known->look == look && known->script == script && known->is_rtl == is_rtl)
            return i;
    }
    const struct look *own = look_at(chooser->layout, look);
    struct face_query query = {own->style.face, own->style.weight, chooser->letters, script,
                               own->language};
    struct choice choice = {.look = look, .script = script, .is_rtl = is_rtl};
    choice.count = text_face_choices(&query, choice.files);
    g_array_append_val(chooser->choices, choice);
    return chooser->choices->len - 1;
}

static struct font *choice_font(struct chooser *chooser, struct choice *choice, size_t i)
{
    if (choice->is_tried[i])
        return choice->fonts[i];
    const struct look *look = look_at(chooser->layout, choice->look);
    struct script_fit fit = text_script_fit(choice->script, look->language, choice->files[i]);
    struct font_key key = {
        .file = choice->files[i],
        .px = MAX((int)lround(look->size_px * fit.scale), 4),
        .script = choice->script,
        .is_rtl = choice->is_rtl,
    };
    choice->is_tried[i] = true;
    choice->fonts[i] = font_get(chooser->layout->text->fonts, &key);
    return choice->fonts[i];
}

/* How many characters of a cluster the font has, from the first on. */
static size_t font_has_so_many(struct font *font, const struct glyph *glyphs, size_t count)
{
    size_t i = 0;
    while (i < count && (text_is_ignorable(glyphs[i].code) || font_has(font, glyphs[i].code)))
        i++;
    return i;
}

/* A capital with marks that no ready-made letter holds. */
static bool is_stacked(const struct glyph *glyphs, size_t count)
{
    return count > 1 && g_unichar_isupper(glyphs->code) && g_unichar_ismark(glyphs[1].code);
}

/* The first font that has all of a cluster; else the one that has most of it from its beginning, for a
 * letter is read where a mark over it is a box. *@is_whole tells which; NULL when none has its letter. */
static struct font *font_for_cluster(struct chooser *chooser, guint look,
                                     const struct glyph *glyphs, size_t count, bool *is_whole)
{
    guint index = choice_for(chooser, look, glyphs->script, glyphs->level & 1);
    struct choice *choice = &g_array_index(chooser->choices, struct choice, index);
    struct font *best = NULL;
    size_t most = 0;
    *is_whole = true;
    for (size_t i = 0; i < choice->count; i++) {
        struct font *font = choice_font(chooser, choice, i);
        size_t has = font != NULL ? font_has_so_many(font, glyphs, count) : 0;
        if (has == count && (!is_stacked(glyphs, count) || text_face_stacks(font_file(font))))
            return font;
        if (has > most) {
            most = has;
            best = font;
        }
    }
    *is_whole = most == count;
    return best;
}

static void log_missing(struct text *text, const char *utf8, size_t length)
{
    char *cluster = g_strndup(utf8, length);
    pthread_mutex_lock(&text->lock);
    if (g_hash_table_add(text->missing, cluster))
        g_message("text: no face here has \"%s\" (U+%04X)", cluster, g_utf8_get_char(cluster));
    pthread_mutex_unlock(&text->lock);
}

static bool joins(const struct piece *piece, const struct glyph *glyph, guint look,
                  const struct font *font)
{
    return piece != NULL && piece->font == font && piece->look == look &&
           piece->script == glyph->script && piece->level == glyph->level;
}

/* Adds glyphs [@first, @end), one cluster, to the last piece or begins another. */
static void add_cluster(struct paragraph *paragraph, struct chooser *chooser, guint look,
                        size_t first, size_t end)
{
    const struct glyph *glyph = &paragraph->glyphs[first];
    guint n = paragraph->pieces->len;
    struct piece *last = n > 0 ? &g_array_index(paragraph->pieces, struct piece, n - 1) : NULL;
    struct font *font = NULL;
    bool is_whole = true;
    /* Spaces and punctuation stay with the face before them, where it has them. */
    if (glyph->is_common && last != NULL && last->font != NULL &&
        joins(last, glyph, look, last->font) &&
        font_has_so_many(last->font, glyph, end - first) == end - first)
        font = last->font;
    if (font == NULL)
        font = font_for_cluster(chooser, look, glyph, end - first, &is_whole);
    if (font == NULL || !is_whole) {
        size_t from = paragraph_byte(paragraph, first);
        log_missing(chooser->layout->text, paragraph->utf8 + from,
                    paragraph_byte(paragraph, end) - from);
    }
    if (joins(last, glyph, look, font)) {
        last->end = end;
        return;
    }
    struct piece piece = {first, end, font_ref(font), glyph->script, (uint16_t)look, glyph->level};
    g_array_append_val(paragraph->pieces, piece);
}

static void piece_clear(void *data)
{
    font_unref(((struct piece *)data)->font);
}

/* A cluster has one level: that of what is seen of it first. */
static void level_cluster(struct glyph *glyphs, size_t first, size_t end)
{
    size_t seen = first;
    while (seen + 1 < end && text_is_ignorable(glyphs[seen].code))
        seen++;
    for (size_t i = first; i < end; i++)
        glyphs[i].level = glyphs[seen].level;
}

static void choose_fonts(struct paragraph *paragraph, struct text_layout *layout,
                         const size_t *spans, size_t span_count, guint first_look,
                         enum letters letters)
{
    struct chooser chooser = {layout, letters, g_array_new(FALSE, TRUE, sizeof(struct choice))};
    g_array_set_clear_func(chooser.choices, choice_clear);
    size_t span = 0;
    for (size_t i = 0; i < paragraph->count;) {
        size_t end = i + 1;
        while (end < paragraph->count && !paragraph->glyphs[end].starts_cluster)
            end++;
        while (span + 1 < span_count && paragraph->glyphs[i].offset >= spans[span + 1])
            span++;
        level_cluster(paragraph->glyphs, i, end);
        add_cluster(paragraph, &chooser, first_look + (guint)span, i, end);
        i = end;
    }
    g_array_unref(chooser.choices);
}

void paragraph_init(struct paragraph *paragraph, struct text_layout *layout, const char *language,
                    const size_t *spans, size_t span_count, guint first_look, enum letters letters)
{
    paragraph->is_rtl = words_direction(language) == DIRECTION_RTL;
    paragraph->glyphs = g_new(struct glyph, paragraph->length + 1);
    paragraph->count = text_itemise(paragraph->utf8, paragraph->length, paragraph->glyphs);
    paragraph->pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
    g_array_set_clear_func(paragraph->pieces, piece_clear);
    text_bidi_levels(paragraph->glyphs, paragraph->count, paragraph->is_rtl);
    text_breaks(paragraph->utf8, paragraph->length, language, paragraph->glyphs, paragraph->count);
    choose_fonts(paragraph, layout, spans, span_count, first_look, letters);
}

void paragraph_finish(struct paragraph *paragraph)
{
    g_clear_pointer(&paragraph->glyphs, g_free);
    g_clear_pointer(&paragraph->pieces, g_array_unref);
}

size_t paragraph_byte(const struct paragraph *paragraph, size_t index)
{
    return index < paragraph->count ? paragraph->glyphs[index].offset : paragraph->length;
}

const struct piece *paragraph_piece(const struct paragraph *paragraph, size_t index)
{
    guint low = 0, high = paragraph->pieces->len - 1;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (index < g_array_index(paragraph->pieces, struct piece, middle).end)
            high = middle;
        else
            low = middle + 1;
    }
    return &g_array_index(paragraph->pieces, struct piece, low);
}

int paragraph_width(const struct paragraph *paragraph, const struct text_layout *layout,
                    size_t first, size_t end)
{
    int width = 0;
    for (size_t from = first, to; from < end; from = to) {
        const struct piece *piece = paragraph_piece(paragraph, from);
        to = MIN(piece->end, end);
        size_t byte = paragraph_byte(paragraph, from);
        width += text_measure(piece->font, look_at(layout, piece->look), piece->script,
                              paragraph->utf8 + byte, paragraph_byte(paragraph, to) - byte);
    }
    return width;
}

/* White space, line ends and the embeddings and isolates around them (UAX #9, L1): what leaves no trace
 * at the end of a line. */
static bool is_blank(gunichar code)
{
    return (g_unichar_isspace(code) && code != 0xA0) || g_unichar_iscntrl(code) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

size_t paragraph_trim(const struct paragraph *paragraph, size_t first, size_t end)
{
    while (end > first && is_blank(paragraph->glyphs[end - 1].code))
        end--;
    return end;
}
