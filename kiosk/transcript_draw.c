#include "kiosk/transcript_inside.h"

#include "kiosk/view_item.h"

enum { ROW_RADIUS = 16, TARGET_LEAST = 72 };
#define PLAIN_HIGH 0.3 /* of a line: how high a bar is that stands for its words */
#define PLAIN_LAST 0.6 /* of a column: how long the last one is */

static double time_x(const struct transcript *transcript, const struct row *row, struct box box)
{
    return board_is_rtl(transcript->board)
               ? box.x + box.w - ROW_BAR - ROW_SIDE - text_layout_width(row->parts[ROW_TIME])
               : box.x + ROW_BAR + ROW_SIDE;
}

/* Where a column of words begins, the first nearest to the times. */
static double column_x(const struct transcript *transcript, struct box box, int column)
{
    double in =
        ROW_BAR + ROW_SIDE + transcript->time_width + column * (transcript->width + ROW_COLUMN_GAP);
    return board_is_rtl(transcript->board) ? box.x + box.w - in - transcript->width : box.x + in;
}

static void draw_ground(const struct transcript *transcript, struct canvas *canvas, size_t index,
                        struct box box, bool is_pressed)
{
    const struct board *board = transcript->board;
    bool is_current = (int)index == transcript->current;
    bool is_lit = is_current || (int)index == transcript->found;
    struct color ground = board_color(board, COLOR_BG3);
    if (is_lit && is_pressed)
        ground = color_mix(ground, board_color(board, COLOR_TEXT), 0.2);
    if (is_lit || is_pressed)
        canvas_fill(canvas, box, ROW_RADIUS, ground);
    if (is_current)
        canvas_fill(canvas,
                    box_make(board_is_rtl(board) ? box.x + box.w - ROW_BAR : box.x, box.y + 8,
                             ROW_BAR, box.h - 16),
                    0, board_color(board, COLOR_GOLD));
}

/* Words that are still being laid out: their lines as bars, about as many and as long as they will
 * be. Returns how high they are. */
static double draw_plain(const struct transcript *transcript, struct canvas *canvas,
                         const char *words, const char *language, struct point at)
{
    bool is_other = language == transcript->lines->other_language && language != NULL;
    double line_px = is_other ? transcript->other_line_px : transcript->line_px;
    int count = transcript_guess_lines(transcript, words);
    bool is_rtl = words_direction(language) == DIRECTION_RTL;
    for (int i = 0; i < count; i++) {
        double width = transcript->width * (i == count - 1 ? PLAIN_LAST : 1);
        double high = line_px * PLAIN_HIGH;
        canvas_fill(canvas,
                    box_make(is_rtl ? at.x + transcript->width - width : at.x,
                             at.y + i * line_px + (line_px - high) / 2, width, high),
                    high / 2, board_color(transcript->board, COLOR_LINE));
    }
    return count * line_px;
}

/* Words where they are laid out, else what stands for them; returns how high they are. */
static double draw_words(const struct transcript *transcript, struct canvas *canvas,
                         const struct text_layout *layout, const char *words, const char *language,
                         struct point at)
{
    if (layout == NULL)
        return draw_plain(transcript, canvas, words, language, at);
    text_draw(transcript->env->text, layout, at);
    return text_layout_height(layout);
}

/* On the line of the words it stands beside. */
static void draw_time(const struct transcript *transcript, const struct row *row, struct box box,
                      double y)
{
    const struct text_layout *time = row->parts[ROW_TIME];
    const struct text_layout *first =
        row->parts[ROW_SPEAKER] != NULL ? row->parts[ROW_SPEAKER] : row->parts[ROW_TEXT];
    if (time == NULL)
        return;
    if (first != NULL)
        y += MAX(text_layout_baseline(first, 0) - text_layout_baseline(time, 0), 0);
    text_draw(transcript->env->text, time, (struct point){time_x(transcript, row, box), y});
}

static double words_height(const struct row *row)
{
    double height = 0;
    for (int i = ROW_TEXT; i <= ROW_OTHER; i++)
        height += row->parts[i] != NULL ? text_layout_height(row->parts[i]) : 0;
    return height;
}

static void draw_row(const struct transcript *transcript, struct canvas *canvas, size_t index,
                     bool is_pressed)
{
    const struct row *row = &transcript->rows[index];
    const struct line *line = &transcript->lines->lines[index];
    const struct text_layout *speaker = row->parts[ROW_SPEAKER], *words = row->parts[ROW_TEXT];
    struct box box = transcript_row_box(transcript, row);
    struct point at = {column_x(transcript, box, 0), box.y + ROW_PADDING};
    draw_ground(transcript, canvas, index, box, is_pressed);
    if (transcript->is_verse && words != NULL) /* in the middle of what can be touched */
        at.y = box.y + MAX(box.h - words_height(row), 0) / 2;
    draw_time(transcript, row, box, at.y);
    if (speaker != NULL) {
        text_draw(transcript->env->text, speaker, at);
        at.y += text_layout_height(speaker);
    }
    double drop = transcript->is_beside ? transcript_drop(row, ROW_TEXT) : 0;
    double high = draw_words(transcript, canvas, words, line->text, transcript->lines->language,
                             (struct point){at.x, at.y + drop});
    if (transcript->is_beside) {
        at.x = column_x(transcript, box, 1);
        at.y += transcript_drop(row, ROW_OTHER);
    } else
        at.y += high;
    draw_words(transcript, canvas, row->parts[ROW_OTHER], line->other,
               transcript->lines->other_language, at);
}

void transcript_draw(const struct transcript *transcript, struct canvas *canvas,
                     const struct draw_state *state)
{
    if (transcript->board == NULL || transcript->count == 0)
        return;
    double top = scroll_offset(&transcript->pane.scroll);
    canvas_push_clip(canvas, transcript->box);
    for (size_t i = transcript_row_at(transcript, top); i < transcript->count; i++) {
        if (transcript->rows[i].y > top + transcript->box.h)
            break;
        g_autofree char *id = g_strdup_printf("cue%zu", i);
        draw_row(transcript, canvas, i, g_strcmp0(state->pressed, id) == 0);
    }
    canvas_pop_clip(canvas);
}

/* A line as it is read out: who, what, and the same in the other language. */
static char *line_said(const struct transcript *transcript, const struct line *line)
{
    if (line->kind == LINE_HIDDEN)
        return g_strdup(board_word(transcript->board, "oral.hidden"));
    if (line->kind == LINE_WITHHELD)
        return g_strdup(board_word(transcript->board, "oral.withheld"));
    return g_strdup_printf("%s%s%s%s%s", line->speaker, line->speaker[0] != '\0' ? ": " : "",
                           line->text, line->other[0] != '\0' ? " / " : "", line->other);
}

static void describe_row(const struct transcript *transcript, struct access_tree *tree,
                         size_t index)
{
    const struct line *line = &transcript->lines->lines[index];
    struct box whole = transcript_row_box(transcript, &transcript->rows[index]);
    struct box seen = box_intersect(whole, transcript->box);
    g_autofree char *id = g_strdup_printf("cue%zu", index);
    g_autofree char *said = line_said(transcript, line);
    bool is_lit = (int)index == transcript->current || (int)index == transcript->found;
    access_tree_add(tree,
                    &(struct access_node){
                        .id = id,
                        .role = ACCESS_LISTITEM,
                        .name = said,
                        .language = line->kind == LINE_SAID ? transcript->lines->language : NULL,
                        .box = box_is_empty(seen) ? transcript->box : seen,
                        .states = (is_lit ? ACCESS_SELECTED : 0) |
                                  (seen.h < TARGET_LEAST ? ACCESS_OFFSCREEN : 0),
                        .position = (int)index + 1,
                        .set_size = (int)transcript->count,
                        .is_target = true,
                        .slop = 1,
                        .radius = ROW_RADIUS});
}

void transcript_describe(const struct transcript *transcript, struct access_tree *tree)
{
    if (transcript->board == NULL || transcript->count == 0)
        return;
    double top = scroll_offset(&transcript->pane.scroll);
    size_t first = transcript_row_at(transcript, top);
    for (size_t i = first > 0 ? first - 1 : 0; i < transcript->count; i++) {
        describe_row(transcript, tree, i);
        if (transcript->rows[i].y > top + transcript->box.h)
            break;
    }
}
