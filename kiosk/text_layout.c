#include <limits.h>
#include <math.h>
#include <string.h>

#include "kiosk/text_inside.h"
#include "kiosk/text_paragraph.h"

#define ELLIPSIS "\xe2\x80\xa6"

/* Lines of endless width stay far from the end of int. */
#define ENDLESS (INT_MAX / 4)

struct builder {
    struct text_layout *layout;
    struct text_settings settings;
    const struct theme *theme;
    int width;     /* physical; ENDLESS for none */
    int max_lines; /* 0: any */
    int top;       /* of the next line */
    bool is_full;  /* the last line allowed is there */
    bool is_last;  /* no paragraph follows */
};

static void run_clear(void *data)
{
    font_unref(((struct run *)data)->font);
}

static struct look look_of(const struct builder *builder, double scale,
                           const struct text_span *span, const char *language)
{
    struct type_style style = theme_type(builder->theme, span->role, builder->settings.size);
    double factor = span->size_px > 0 ? span->size_px / style.size_px : 1;
    double size = style.size_px * factor * scale;
    double line = style.line_px * factor * scale;
    bool more_space = builder->settings.more_space;
    if (span->emphasis)
        style.weight = WEIGHT_SEMIBOLD;
    return (struct look){
        .role = span->role,
        .color = span->color,
        .language = g_string_chunk_insert_const(builder->layout->names,
                                                span->language != NULL ? span->language : language),
        .tabular = span->tabular,
        .style = style,
        .size_px = size,
        .line_px = more_space ? fmax(line, 1.7 * size) : line,
        .other_line_px = line,
        .spacing_px = more_space ? MAX((int)lround(0.03 * size), 1) : 0,
    };
}

/* Above and below the baseline, for a stretch of one font. */
static void extent(const struct look *look, struct font *font, GUnicodeScript script, int *above,
                   int *below)
{
    bool is_latin = script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_COMMON;
    double line = is_latin ? look->line_px : look->other_line_px;
    double ascent = look->size_px * 0.97;
    double descent = look->size_px * 0.24;
    if (font != NULL) {
        struct script_fit fit = text_script_fit(script, look->language, font_file(font));
        line = fmax(line * fit.scale, fit.line * font_px(font));
        ascent = font_ascent(font);
        descent = font_descent(font);
    }
    int whole = (int)lround(line);
    *above = (int)lround((line - ascent - descent) / 2 + ascent);
    *below = whole - *above;
}

/* UAX #9 rule L2 over the runs of one line. */
static void reorder(struct run *runs, guint count)
{
    uint8_t highest = 0;
    uint8_t lowest_odd = UINT8_MAX;
    for (guint i = 0; i < count; i++) {
        highest = MAX(highest, runs[i].level);
        if (runs[i].level & 1)
            lowest_odd = MIN(lowest_odd, runs[i].level);
    }
    for (int level = highest; level >= lowest_odd; level--)
        for (guint i = 0; i < count; i++) {
            guint end = i;
            while (end < count && runs[end].level >= level)
                end++;
            for (guint a = i, b = end; a + 1 < b; a++, b--) {
                struct run swap = runs[a];
                runs[a] = runs[b - 1];
                runs[b - 1] = swap;
            }
            i = MAX(i, end);
        }
}

static void add_runs(struct builder *builder, const struct paragraph *paragraph, size_t first,
                     size_t end, int line)
{
    struct text_layout *layout = builder->layout;
    for (size_t from = first, to; from < end; from = to) {
        const struct piece *piece = paragraph_piece(paragraph, from);
        to = MIN(piece->end, end);
        struct run run = {
            .start = paragraph->base + paragraph_byte(paragraph, from),
            .end = paragraph->base + paragraph_byte(paragraph, to),
            .font = font_ref(piece->font),
            .script = piece->script,
            .look = piece->look,
            .level = piece->level,
            .line = line,
        };
        run.w = text_measure(run.font, &g_array_index(layout->looks, struct look, run.look),
                             run.script, layout->bytes->str + run.start, run.end - run.start);
        g_array_append_val(layout->runs, run);
    }
}

/* Heights from the runs, or from the paragraph's look when the line is empty. */
static void measure_line(struct text_layout *layout, struct line *line, guint look)
{
    int above = 0;
    int below = 0;
    for (guint i = 0; i < MAX(line->run_count, 1); i++) {
        const struct run *run = line->run_count > 0
                                    ? &g_array_index(layout->runs, struct run, line->first_run + i)
                                    : NULL;
        guint index = run != NULL ? run->look : look;
        int a;
        int b;
        extent(&g_array_index(layout->looks, struct look, index), run != NULL ? run->font : NULL,
               run != NULL ? run->script : G_UNICODE_SCRIPT_COMMON, &a, &b);
        above = MAX(above, a);
        below = MAX(below, b);
    }
    line->height = above + below;
    line->baseline = line->top + above;
}

static void ellipsis_run(struct builder *builder, const struct paragraph *paragraph, size_t at,
                         guint look, struct run *run)
{
    struct text_layout *layout = builder->layout;
    const struct look *own = &g_array_index(layout->looks, struct look, look);
    struct face_query query = {own->style.face, own->style.weight, builder->settings.letters,
                               G_UNICODE_SCRIPT_LATIN, own->language};
    const char *files[FACE_CHOICES_MAX];
    size_t count = text_face_choices(&query, files);
    size_t byte = paragraph->base + paragraph_byte(paragraph, at);
    *run = (struct run){.start = byte, .end = byte, .look = (uint16_t)look, .added = ELLIPSIS};
    run->script = G_UNICODE_SCRIPT_LATIN;
    run->level = paragraph->is_rtl;
    for (size_t i = 0; i < count && run->font == NULL; i++) {
        struct font_key key = {files[i], MAX((int)lround(own->size_px), 4), run->script,
                               paragraph->is_rtl};
        run->font = font_get(layout->text->fonts, &key);
        if (run->font != NULL && !font_has(run->font, 0x2026))
            g_clear_pointer(&run->font, font_unref);
    }
    run->w = text_measure(run->font, own, run->script, ELLIPSIS, strlen(ELLIPSIS));
}

/* The hyphen of a word that goes on in the next line after a soft one. */
static void add_hyphen(struct builder *builder, const struct paragraph *paragraph, size_t end)
{
    GArray *runs = builder->layout->runs;
    struct run run = g_array_index(runs, struct run, runs->len - 1);
    run.start = run.end;
    run.added = FIT_HYPHEN;
    run.font = font_ref(run.font);
    run.w = fit_hyphen(paragraph, builder->layout, end);
    g_array_append_val(runs, run);
}

/* One line of the glyphs [@first, @end); @next is where the one after begins. */
static void add_line(struct builder *builder, const struct paragraph *paragraph, size_t first,
                     size_t end, size_t next, struct run *ellipsis, guint look)
{
    struct text_layout *layout = builder->layout;
    struct line line = {
        .start = paragraph->base + paragraph_byte(paragraph, first),
        .end = paragraph->base + paragraph_byte(paragraph, next),
        .first_run = layout->runs->len,
        .top = builder->top,
        .is_rtl = paragraph->is_rtl,
    };
    add_runs(builder, paragraph, first, end, (int)layout->lines->len);
    if (ellipsis == NULL && fit_hyphen(paragraph, layout, end) > 0)
        add_hyphen(builder, paragraph, end);
    if (ellipsis != NULL) {
        ellipsis->line = (int)layout->lines->len;
        g_array_append_vals(layout->runs, ellipsis, 1);
        layout->is_cut = true;
    }
    line.run_count = layout->runs->len - line.first_run;
    if (line.run_count > 0)
        reorder(&g_array_index(layout->runs, struct run, line.first_run), line.run_count);
    for (guint i = 0; i < line.run_count; i++) {
        struct run *run = &g_array_index(layout->runs, struct run, line.first_run + i);
        run->x = line.w;
        line.w += run->w;
    }
    measure_line(layout, &line, look);
    builder->top += line.height;
    builder->is_full = builder->max_lines > 0 && (int)layout->lines->len + 1 >= builder->max_lines;
    g_array_append_val(layout->lines, line);
}

/* The last line allowed, when there is more than it can hold. */
static void add_cut_line(struct builder *builder, const struct paragraph *paragraph, size_t first)
{
    guint look = paragraph_piece(paragraph, first)->look;
    struct run dots;
    ellipsis_run(builder, paragraph, first, look, &dots);
    size_t end = fit_cut(paragraph, builder->layout, first, builder->width - dots.w);
    dots.start = dots.end = paragraph->base + paragraph_byte(paragraph, end);
    add_line(builder, paragraph, first, end, end, &dots, look);
}

static void add_paragraph_lines(struct builder *builder, const struct paragraph *paragraph,
                                guint first_look)
{
    if (paragraph->count == 0)
        add_line(builder, paragraph, 0, 0, 0, NULL, first_look);
    for (size_t first = 0; first < paragraph->count && !builder->is_full;) {
        bool is_torn = false;
        size_t end = fit_line(paragraph, builder->layout, first, builder->width, &is_torn);
        bool is_last_line =
            builder->max_lines > 0 && (int)builder->layout->lines->len + 1 >= builder->max_lines;
        if (is_last_line && (end < paragraph->count || !builder->is_last)) {
            add_cut_line(builder, paragraph, first);
            return;
        }
        builder->layout->is_torn = builder->layout->is_torn || is_torn;
        add_line(builder, paragraph, first, paragraph_trim(paragraph, first, end), end, NULL,
                 paragraph_piece(paragraph, first)->look);
        first = end;
    }
}

/* Appends the spans' bytes, made valid, and their looks; @starts gets where each begins. */
static void append_spans(struct builder *builder, const struct text_paragraph *source,
                         const char *language, size_t *starts, size_t base)
{
    struct text_layout *layout = builder->layout;
    for (size_t i = 0; i < source->count; i++) {
        const struct text_span *span = &source->spans[i];
        struct look look = look_of(builder, layout->scale, span, language);
        starts[i] = layout->bytes->len - base;
        g_array_append_val(layout->looks, look);
        const char *utf8 = span->utf8 != NULL ? span->utf8 : "";
        size_t length = span->length > 0 ? span->length : strlen(utf8);
        g_autofree char *valid = g_utf8_make_valid(utf8, (gssize)length);
        g_string_append(layout->bytes, valid);
    }
}

static void align_lines(struct builder *builder, guint first_line, enum text_align align)
{
    GArray *lines = builder->layout->lines;
    for (guint i = first_line; i < lines->len; i++) {
        struct line *line = &g_array_index(lines, struct line, i);
        bool is_right = (align == TEXT_ALIGN_END) != line->is_rtl;
        /* For now the share of the room left over, in halves; the room is known at the end. */
        line->x = align == TEXT_ALIGN_CENTER ? 1 : is_right ? 2 : 0;
    }
}

static void place_lines(struct builder *builder)
{
    struct text_layout *layout = builder->layout;
    for (guint i = 0; i < layout->lines->len; i++)
        layout->width = MAX(layout->width, g_array_index(layout->lines, struct line, i).w);
    int room = builder->width < ENDLESS ? builder->width : layout->width;
    for (guint i = 0; i < layout->lines->len; i++) {
        struct line *line = &g_array_index(layout->lines, struct line, i);
        line->x = (room - line->w) * line->x / 2;
        for (guint r = 0; r < line->run_count; r++)
            g_array_index(layout->runs, struct run, line->first_run + r).x += line->x;
    }
    layout->height = builder->top;
}

static void build_paragraph(struct builder *builder, const struct text_paragraph *source,
                            bool is_first)
{
    struct text_layout *layout = builder->layout;
    const char *language = source->language != NULL ? source->language : "en";
    if (!is_first)
        g_string_append_c(layout->bytes, '\n');
    size_t base = layout->bytes->len;
    guint first_look = layout->looks->len;
    g_autofree size_t *starts = g_new0(size_t, source->count + 1);
    append_spans(builder, source, language, starts, base);
    if (source->count == 0)
        return;
    struct paragraph paragraph = {
        .utf8 = layout->bytes->str + base,
        .length = layout->bytes->len - base,
        .base = base,
    };
    paragraph_init(&paragraph, layout, language, starts, source->count, first_look,
                   builder->settings.letters);
    if (!is_first) {
        double em = g_array_index(layout->looks, struct look, first_look).size_px;
        double gap = source->gap_before < 0 ? 0.6 * em : source->gap_before * layout->scale;
        builder->top += (int)lround(gap);
    }
    guint first_line = layout->lines->len;
    add_paragraph_lines(builder, &paragraph, first_look);
    align_lines(builder, first_line, source->align);
    paragraph_finish(&paragraph);
}

static double role_line_px(const struct text_layout *layout, const struct line *line)
{
    guint look =
        line->run_count > 0 ? g_array_index(layout->runs, struct run, line->first_run).look : 0;
    return g_array_index(layout->looks, struct look, look).line_px;
}

/* How much of @free, less a breath, a line loses: it stays as high as its role's lines. Where the
 * letters leave the line it is less than nothing. */
static int spare(const struct text_layout *layout, const struct line *line, double free)
{
    double role = role_line_px(layout, line);
    if (line->height < role * 1.3)
        return 0;
    return (int)MIN(free - role * 0.08, line->height - role);
}

static void tighten(struct text_layout *layout)
{
    guint count = layout->lines->len;
    if (count == 0)
        return;
    struct line *first = &g_array_index(layout->lines, struct line, 0);
    struct box ink = text_layout_ink_box(layout, 0);
    int above = box_is_empty(ink) ? 0 : spare(layout, first, ink.y * layout->scale - first->top);
    first->height -= above;
    for (guint i = 0; i < count; i++) {
        struct line *line = &g_array_index(layout->lines, struct line, i);
        line->baseline -= above;
        line->top -= i > 0 ? above : 0;
    }
    struct line *last = &g_array_index(layout->lines, struct line, count - 1);
    ink = text_layout_ink_box(layout, (int)count - 1);
    double bottom = (ink.y + ink.h) * layout->scale;
    int below = box_is_empty(ink) ? 0 : spare(layout, last, last->top + last->height - bottom);
    last->height -= below;
    layout->height -= above + below;
}

static struct text_layout *layout_new(struct text *text)
{
    struct text_layout *layout = g_new0(struct text_layout, 1);
    layout->text = text;
    layout->scale = text_scale(text);
    layout->bytes = g_string_new(NULL);
    layout->names = g_string_chunk_new(32);
    layout->looks = g_array_new(FALSE, FALSE, sizeof(struct look));
    layout->runs = g_array_new(FALSE, FALSE, sizeof(struct run));
    layout->lines = g_array_new(FALSE, FALSE, sizeof(struct line));
    g_array_set_clear_func(layout->runs, run_clear);
    return layout;
}

static struct text_layout *build(struct text *text, const struct text_paragraph *paragraphs,
                                 size_t count, const struct text_options *options, int max_lines)
{
    struct text_layout *layout = layout_new(text);
    struct builder builder = {
        .layout = layout,
        .settings = text_settings(text),
        .theme = text_theme(text),
        .width = options->width > 0 ? MAX((int)floor(options->width * layout->scale + 1e-6), 1)
                                    : ENDLESS,
        .max_lines = max_lines,
    };
    for (size_t i = 0; i < count && !builder.is_full; i++) {
        builder.is_last = i + 1 == count;
        build_paragraph(&builder, &paragraphs[i], i == 0);
    }
    place_lines(&builder);
    if (options->is_tight)
        tighten(builder.layout);
    return builder.layout;
}

/* Whole lines within @height; at least one. */
static int lines_within(const struct text_layout *layout, double height)
{
    int count = 0;
    for (guint i = 0; i < layout->lines->len; i++) {
        const struct line *line = &g_array_index(layout->lines, struct line, i);
        if (line->top + line->height <= height * layout->scale + 0.5)
            count++;
    }
    return MAX(count, 1);
}

struct text_layout *text_layout_create(struct text *text, const struct text_paragraph *paragraphs,
                                       size_t count, const struct text_options *options)
{
    struct text_layout *layout = build(text, paragraphs, count, options, options->max_lines);
    if (options->max_height > 0) {
        int room = lines_within(layout, options->max_height);
        if (room < text_layout_lines(layout)) {
            text_layout_destroy(layout);
            layout = build(text, paragraphs, count, options, room);
        }
    }
    return layout;
}

struct text_layout *text_layout_line(struct text *text, const char *utf8, const char *language,
                                     enum type_role role, enum color_token color, double width,
                                     int max_lines)
{
    struct text_span span = {.utf8 = utf8, .role = role, .color = color};
    struct text_paragraph paragraph = {.spans = &span, .count = 1, .language = language};
    return text_layout_create(text, &paragraph, 1,
                              &(struct text_options){.width = width, .max_lines = max_lines});
}

void text_layout_destroy(struct text_layout *layout)
{
    if (layout == NULL)
        return;
    g_string_free(layout->bytes, TRUE);
    g_string_chunk_free(layout->names);
    g_array_unref(layout->looks);
    g_array_unref(layout->runs);
    g_array_unref(layout->lines);
    g_free(layout);
}
