#include "kiosk/transcript.h"

#include "kiosk/view_item.h"
#include "kiosk/widgets.h"

#include <math.h>
#include <string.h>

enum {
    EDGE = 8,         /* of the panel to a row */
    ROW_PADDING = 10, /* of a row to its words */
    ROW_GAP = 12,
    BAR = 8,
    AWAY_MS = 8000,
    SPEAKERS = 8,
};

struct row {
    double y, height;
    bool is_measured;
    bool is_folded; /* stands for a part that is passed over */
    bool is_gone;   /* inside such a part, no height */
    struct text_layout *text;
    struct text_layout *speaker;
    bool is_medium; /* laid out as the current one */
};

struct transcript {
    const struct screen_env *env;
    const struct board *board;
    const struct view_item *view;
    struct row *rows;
    size_t count;
    struct box box;
    struct pane pane;
    double time_width;
    int current;
    int64_t time_ms;
    int64_t away_since_ms; /* -1: following */
    bool shows_parts;
    bool is_stale;
    const char *speakers[SPEAKERS]; /* in the order of their first words */
    size_t speaker_count;
};

static void row_clear(struct row *row)
{
    text_layout_destroy(row->text);
    text_layout_destroy(row->speaker);
    row->text = row->speaker = NULL;
}

static void rows_free(struct transcript *transcript)
{
    for (size_t i = 0; i < transcript->count; i++)
        row_clear(&transcript->rows[i]);
    g_free(transcript->rows);
    transcript->rows = NULL;
    transcript->count = 0;
}

struct transcript *transcript_create(const struct screen_env *env)
{
    struct transcript *transcript = g_new0(struct transcript, 1);
    transcript->env = env;
    transcript->current = -1;
    transcript->away_since_ms = -1;
    scroll_init(&transcript->pane.scroll);
    return transcript;
}

void transcript_destroy(struct transcript *transcript)
{
    if (transcript == NULL)
        return;
    rows_free(transcript);
    g_free(transcript);
}

static void meet_speakers(struct transcript *transcript)
{
    const struct shown_cues *cues = transcript->view->words;
    transcript->speaker_count = 0;
    for (size_t i = 0; i < cues->count && transcript->speaker_count < SPEAKERS; i++) {
        const char *speaker = cues->cues[i].speaker;
        bool is_known = speaker[0] == '\0' || view_item_is_interviewer(transcript->view, speaker);
        for (size_t k = 0; k < transcript->speaker_count && !is_known; k++)
            is_known = g_str_equal(transcript->speakers[k], speaker);
        if (!is_known)
            transcript->speakers[transcript->speaker_count++] = speaker;
    }
}

static enum color_token speaker_color(const struct transcript *transcript, const char *speaker)
{
    static const enum color_token colors[] = {COLOR_GOLD, COLOR_TEAL, COLOR_LILAC, COLOR_TEXT};
    for (size_t i = 0; i < transcript->speaker_count; i++)
        if (g_str_equal(transcript->speakers[i], speaker))
            return colors[i % G_N_ELEMENTS(colors)];
    return COLOR_TEXT2;
}

static void fold_parts(struct transcript *transcript)
{
    const struct shown_cues *cues = transcript->view->words;
    bool folds = !transcript->shows_parts &&
                 session_skips_parts(transcript->env->session, transcript->view->item->card.id);
    const struct view_part *before = NULL;
    for (size_t i = 0; i < transcript->count; i++) {
        const struct view_part *part =
            folds ? view_item_part_at(transcript->view, cues->cues[i].begin_ms) : NULL;
        transcript->rows[i].is_folded = part != NULL && part != before;
        transcript->rows[i].is_gone = part != NULL && part == before;
        before = part;
    }
}

void transcript_set(struct transcript *transcript, const struct view_item *view)
{
    rows_free(transcript);
    transcript->view = view;
    transcript->current = -1;
    transcript->is_stale = true;
    if (view->words == NULL)
        return;
    transcript->count = view->words->count;
    transcript->rows = g_new0(struct row, transcript->count + 1);
    meet_speakers(transcript);
    fold_parts(transcript);
}

/* Where large text leaves little room, the words have it and the times are left out. */
static bool has_times(const struct transcript *transcript)
{
    double left = transcript->box.w - transcript->time_width;
    return left > board_type(transcript->board, TYPE_TRANSCRIPT).size_px * 11;
}

static double text_left(const struct transcript *transcript)
{
    return EDGE + BAR + 28 + (has_times(transcript) ? transcript->time_width + 20 : 0);
}

static double text_width(const struct transcript *transcript)
{
    return transcript->box.w - text_left(transcript) - EDGE - 28;
}

static void measure_row(struct transcript *transcript, size_t index)
{
    struct row *row = &transcript->rows[index];
    const struct shown_cue *cue = &transcript->view->words->cues[index];
    bool is_current = (int)index == transcript->current;
    if (row->is_gone || (row->is_measured && row->text != NULL && row->is_medium == is_current))
        return;
    row_clear(row);
    row->is_medium = is_current;
    const char *text = row->is_folded ? board_word(transcript->board, "oral.hidden") : cue->text;
    row->text = board_layout(
        transcript->board,
        &(struct label){.utf8 = text,
                        .language = row->is_folded ? NULL : transcript->view->words_language,
                        .role = is_current ? TYPE_TRANSCRIPT_CURRENT : TYPE_TRANSCRIPT,
                        .color = row->is_folded ? COLOR_LILAC : COLOR_TEXT,
                        .width = text_width(transcript),
                        .keeps_own_side = !row->is_folded});
    double height = text_layout_height(row->text) + 2 * ROW_PADDING;
    if (cue->speaker[0] != '\0' && !row->is_folded) {
        row->speaker = board_layout(
            transcript->board, &(struct label){.utf8 = cue->speaker,
                                               .role = TYPE_META,
                                               .color = speaker_color(transcript, cue->speaker),
                                               .width = text_width(transcript),
                                               .max_lines = 1});
        height += text_layout_height(row->speaker);
    }
    row->height = MAX(height, 80);
    row->is_measured = true;
}

/* About as high as it will be. */
static double guess_height(const struct transcript *transcript, size_t index)
{
    const struct row *row = &transcript->rows[index];
    if (row->is_gone)
        return 0;
    struct type_style style = board_type(transcript->board, TYPE_TRANSCRIPT);
    double in_line = MAX(text_width(transcript) / (style.size_px * 0.5), 8);
    double chars = (double)g_utf8_strlen(transcript->view->words->cues[index].text, 2000);
    return ceil(MAX(chars, 1) / in_line) * style.line_px + 2 * ROW_PADDING +
           board_type(transcript->board, TYPE_META).line_px;
}

static void place_rows(struct transcript *transcript)
{
    double y = EDGE;
    for (size_t i = 0; i < transcript->count; i++) {
        struct row *row = &transcript->rows[i];
        row->y = y;
        if (!row->is_gone)
            y += row->height + ROW_GAP;
    }
    scroll_set_content(&transcript->pane.scroll, MAX(y - ROW_GAP + EDGE, 0), transcript->box.h, 0);
}

/* The first row that reaches below this place. */
static size_t row_at(const struct transcript *transcript, double y)
{
    size_t low = 0, high = transcript->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (transcript->rows[middle].y + transcript->rows[middle].height < y)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Measures what is seen and as much again on either side, keeps the seen rows where they are,
 * and lets go of texts far away. */
static void measure_near(struct transcript *transcript)
{
    if (transcript->count == 0)
        return;
    double top = scroll_offset(&transcript->pane.scroll);
    size_t anchor = MIN(row_at(transcript, top), transcript->count - 1);
    double anchored = transcript->rows[anchor].y;
    size_t first = row_at(transcript, top - transcript->box.h);
    size_t last = MIN(row_at(transcript, top + 2 * transcript->box.h) + 1, transcript->count);
    bool has_changed = false;
    for (size_t i = 0; i < transcript->count; i++) {
        struct row *row = &transcript->rows[i];
        if (i < first || i >= last) {
            if (row->text != NULL)
                row_clear(row);
            continue;
        }
        double before = row->height;
        measure_row(transcript, i);
        has_changed = has_changed || before != row->height;
    }
    if (!has_changed)
        return;
    place_rows(transcript);
    double moved = transcript->rows[anchor].y - anchored;
    struct scroll *scroll = &transcript->pane.scroll;
    if (moved != 0 && scroll->motion == SCROLL_STILL)
        scroll_to(scroll, scroll->position + moved, 0, scroll->last_ms);
}

void transcript_layout(struct transcript *transcript, const struct board *board, struct box box)
{
    transcript->board = board;
    transcript->box = transcript->pane.box = box;
    transcript->pane.scroll.has_less_motion = transcript->env->session->now.has_less_motion;
    if (transcript->count == 0)
        return;
    const struct shown_cue *last = &transcript->view->words->cues[transcript->count - 1];
    g_autofree char *time = text_time_code(last->begin_ms);
    for (char *digit = time; *digit != '\0'; digit++)
        if (g_ascii_isdigit(*digit))
            *digit = '0';
    struct text_layout *widest =
        board_layout(board, &(struct label){.utf8 = time, .role = TYPE_META, .color = COLOR_TEXT3});
    transcript->time_width = MAX(text_layout_width(widest), 60);
    text_layout_destroy(widest);
    for (size_t i = 0; i < transcript->count; i++) {
        row_clear(&transcript->rows[i]);
        transcript->rows[i].is_measured = false;
        transcript->rows[i].height = guess_height(transcript, i);
    }
    place_rows(transcript);
    measure_near(transcript);
    transcript->is_stale = true;
}

static void go_to_current(struct transcript *transcript, int64_t duration_ms, int64_t now_ms)
{
    if (transcript->current < 0)
        return;
    const struct row *row = &transcript->rows[transcript->current];
    scroll_to(&transcript->pane.scroll, row->y - transcript->box.h * 0.3, duration_ms, now_ms);
}

bool transcript_is_away(const struct transcript *transcript)
{
    return transcript->away_since_ms >= 0;
}

void transcript_follow(struct transcript *transcript, int64_t now_ms)
{
    transcript->away_since_ms = -1;
    go_to_current(transcript, theme_motion_ms(transcript->env->theme, MOTION_FOLLOW), now_ms);
    transcript->is_stale = true;
}

const struct scroll *transcript_scroll(const struct transcript *transcript)
{
    return &transcript->pane.scroll;
}

static bool touch_row(struct transcript *transcript, const struct event *event, int64_t *seek_ms)
{
    size_t index = (size_t)g_ascii_strtoull(event->node + 3, NULL, 10);
    if (index >= transcript->count)
        return false;
    if (event->type == EVENT_FOCUS) {
        transcript->away_since_ms = event->now_ms;
        scroll_reveal(&transcript->pane.scroll, transcript->rows[index].y,
                      transcript->rows[index].height, event->now_ms);
        return true;
    }
    if (transcript->rows[index].is_folded) {
        transcript->shows_parts = true;
        fold_parts(transcript);
        transcript_layout(transcript, transcript->board, transcript->box);
        return true;
    }
    transcript->away_since_ms = -1;
    *seek_ms = transcript->view->words->cues[index].begin_ms;
    return true;
}

bool transcript_event(struct transcript *transcript, const struct event *event, int64_t *seek_ms)
{
    *seek_ms = -1;
    bool is_on_row = event->node != NULL && g_str_has_prefix(event->node, "cue");
    bool is_drag = event->type == EVENT_DRAG_BEGIN || event->type == EVENT_DRAG ||
                   event->type == EVENT_DRAG_END;
    if (event->type == EVENT_DRAG_BEGIN && !box_contains(transcript->box, event->at))
        return false;
    if ((is_drag || event->type == EVENT_ACTIVATE) && pane_event(&transcript->pane, event)) {
        transcript->away_since_ms = event->now_ms;
        transcript->is_stale = true;
        return true;
    }
    if (event->type == EVENT_ACTIVATE && g_strcmp0(event->node, "follow") == 0) {
        transcript_follow(transcript, event->now_ms);
        return true;
    }
    if (is_on_row && (event->type == EVENT_ACTIVATE || event->type == EVENT_FOCUS))
        return touch_row(transcript, event, seek_ms);
    return false;
}

bool transcript_tick(struct transcript *transcript, int64_t now_ms, int64_t time_ms,
                     bool is_playing, int64_t *again_in_ms)
{
    bool is_dirty = transcript->is_stale;
    transcript->is_stale = false;
    *again_in_ms = -1;
    if (transcript->count == 0 || transcript->board == NULL)
        return is_dirty;
    int current = view_cue_at(transcript->view->words, time_ms, false);
    bool is_still_away = transcript_is_away(transcript) &&
                         (!is_playing || now_ms - transcript->away_since_ms < AWAY_MS);
    if (transcript_is_away(transcript) && !is_still_away) {
        transcript_follow(transcript, now_ms);
        is_dirty = true;
    }
    if (current != transcript->current) {
        transcript->current = current;
        is_dirty = true;
        measure_near(transcript);
        if (!transcript_is_away(transcript))
            go_to_current(transcript, theme_motion_ms(transcript->env->theme, MOTION_FOLLOW),
                          now_ms);
    }
    bool is_moving = scroll_tick(&transcript->pane.scroll, now_ms);
    if (is_moving || is_dirty)
        measure_near(transcript);
    if (is_moving)
        *again_in_ms = 0;
    else if (transcript_is_away(transcript) && is_playing)
        *again_in_ms = AWAY_MS - (now_ms - transcript->away_since_ms);
    return is_dirty || is_moving;
}

static struct box row_box(const struct transcript *transcript, const struct row *row)
{
    return box_make(transcript->box.x + EDGE,
                    transcript->box.y + row->y - scroll_offset(&transcript->pane.scroll),
                    transcript->box.w - 2 * EDGE, row->height);
}

static void draw_time(const struct transcript *transcript, int64_t at_ms, struct box box, double y)
{
    g_autofree char *code = text_time_code(at_ms);
    struct text_layout *time =
        board_layout(transcript->board, &(struct label){.utf8 = code,
                                                        .language = "en",
                                                        .role = TYPE_META,
                                                        .color = COLOR_TEXT3,
                                                        .keeps_own_side = true});
    double x = board_is_rtl(transcript->board) ? box.x + box.w - BAR - 28 - transcript->time_width
                                               : box.x + BAR + 28;
    text_draw(transcript->env->text, time, (struct point){x, y});
    text_layout_destroy(time);
}

static void draw_row(const struct transcript *transcript, struct canvas *canvas, size_t index,
                     bool is_pressed)
{
    const struct row *row = &transcript->rows[index];
    const struct board *board = transcript->board;
    struct box box = row_box(transcript, row);
    bool is_current = (int)index == transcript->current;
    if (is_current || is_pressed)
        canvas_fill(canvas, box, 16, board_color(board, COLOR_BG3));
    if (is_current)
        canvas_fill(
            canvas,
            box_make(board_is_rtl(board) ? box.x + box.w - BAR : box.x, box.y + 8, BAR, box.h - 16),
            0, board_color(board, COLOR_GOLD));
    double x = board_is_rtl(board) ? transcript->box.x + EDGE + 28
                                   : transcript->box.x + text_left(transcript);
    double y = box.y + ROW_PADDING;
    if (has_times(transcript))
        draw_time(transcript, transcript->view->words->cues[index].begin_ms, box, y);
    if (row->speaker != NULL) {
        text_draw(transcript->env->text, row->speaker, (struct point){x, y});
        y += text_layout_height(row->speaker);
    }
    if (row->text != NULL)
        text_draw(transcript->env->text, row->text, (struct point){x, y});
}

void transcript_draw(const struct transcript *transcript, struct canvas *canvas,
                     const struct draw_state *state)
{
    if (transcript->board == NULL || transcript->count == 0)
        return;
    double top = scroll_offset(&transcript->pane.scroll);
    canvas_push_clip(canvas, transcript->box);
    for (size_t i = row_at(transcript, top); i < transcript->count; i++) {
        if (transcript->rows[i].y > top + transcript->box.h)
            break;
        g_autofree char *id = g_strdup_printf("cue%zu", i);
        if (!transcript->rows[i].is_gone)
            draw_row(transcript, canvas, i, g_strcmp0(state->pressed, id) == 0);
    }
    canvas_pop_clip(canvas);
}

static void describe_row(const struct transcript *transcript, struct access_tree *tree,
                         size_t index)
{
    const struct row *row = &transcript->rows[index];
    const struct shown_cue *cue = &transcript->view->words->cues[index];
    struct box whole = row_box(transcript, row);
    struct box seen = box_intersect(whole, transcript->box);
    g_autofree char *id = g_strdup_printf("cue%zu", index);
    g_autofree char *said = row->is_folded ? g_strdup(board_word(transcript->board, "oral.hidden"))
                            : cue->speaker[0] != '\0'
                                ? g_strdup_printf("%s: %s", cue->speaker, cue->text)
                                : g_strdup(cue->text);
    bool is_small = seen.h < 72;
    access_tree_add(tree, &(struct access_node){
                              .id = id,
                              .role = ACCESS_LISTITEM,
                              .name = said,
                              .language = transcript->view->words_language,
                              .box = box_is_empty(seen) ? transcript->box : seen,
                              .states = ((int)index == transcript->current ? ACCESS_SELECTED : 0) |
                                        (is_small ? ACCESS_OFFSCREEN : 0),
                              .position = (int)index + 1,
                              .set_size = (int)transcript->count,
                              .is_target = true,
                              .slop = 1,
                              .radius = 16});
}

void transcript_describe(const struct transcript *transcript, struct access_tree *tree)
{
    if (transcript->board == NULL || transcript->count == 0)
        return;
    double top = scroll_offset(&transcript->pane.scroll);
    size_t first = row_at(transcript, top);
    for (size_t i = first > 0 ? first - 1 : 0; i < transcript->count; i++) {
        if (!transcript->rows[i].is_gone)
            describe_row(transcript, tree, i);
        if (transcript->rows[i].y > top + transcript->box.h)
            break;
    }
}
