#include "kiosk/transcript_inside.h"

#include "kiosk/view_item.h"

enum { ROW_RADIUS = 16, TARGET_LEAST = 72 };

static double time_x(const struct transcript *transcript, const struct row *row, struct box box)
{
    return board_is_rtl(transcript->board)
               ? box.x + box.w - ROW_BAR - ROW_SIDE - text_layout_width(row->parts[ROW_TIME])
               : box.x + ROW_BAR + ROW_SIDE;
}

/* Where a column of words begins, the first nearest to the times. */
static double column_x(const struct transcript *transcript, struct box box, int column)
{
    double before = transcript->time_width > 0 ? transcript->time_width + 20 : 0;
    double in = ROW_BAR + ROW_SIDE + before + column * (transcript->width + ROW_COLUMN_GAP);
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

static void draw_row(const struct transcript *transcript, struct canvas *canvas, size_t index,
                     bool is_pressed)
{
    const struct row *row = &transcript->rows[index];
    struct text *text = transcript->env->text;
    struct box box = transcript_row_box(transcript, row);
    draw_ground(transcript, canvas, index, box, is_pressed);
    const struct text_layout *words = row->parts[ROW_TEXT], *other = row->parts[ROW_OTHER];
    struct point at = {column_x(transcript, box, 0), box.y + ROW_PADDING};
    if (transcript->is_verse && words != NULL) /* in the middle of what can be touched */
        at.y = box.y + (box.h - text_layout_height(words)) / 2;
    if (row->parts[ROW_TIME] != NULL)
        text_draw(text, row->parts[ROW_TIME], (struct point){time_x(transcript, row, box), at.y});
    if (row->parts[ROW_SPEAKER] != NULL) {
        text_draw(text, row->parts[ROW_SPEAKER], at);
        at.y += text_layout_height(row->parts[ROW_SPEAKER]);
    }
    if (words != NULL)
        text_draw(text, words, at);
    if (other == NULL || words == NULL)
        return;
    if (transcript->is_beside)
        at.x = column_x(transcript, box, 1);
    else
        at.y += text_layout_height(words);
    text_draw(text, other, at);
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
    access_tree_add(
        tree, &(struct access_node){
                  .id = id,
                  .role = ACCESS_LISTITEM,
                  .name = said,
                  .language = line->kind == LINE_SAID ? transcript->view->words_language : NULL,
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
