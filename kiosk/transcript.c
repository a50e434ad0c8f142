#include "kiosk/transcript.h"

#include "kiosk/needle.h"
#include "kiosk/transcript_inside.h"
#include "kiosk/view_item.h"
#include "kiosk/widgets.h"

#include <math.h>
#include <string.h>

enum {
    ROW_GAP = 12,
    ROW_LEAST = 80,
    VERSE_GAP = 44,
    AWAY_MS = 8000,
    BESIDE_PX = 1100,    /* two columns need so much … */
    COLUMN_LETTERS = 13, /* … and each so many times its letters' height */
    TIMES_LETTERS = 11,  /* the same for the words beside times */
    SCREENS_AHEAD = 2,
};

static void row_clear(struct row *row)
{
    text_layout_destroy(row->text);
    text_layout_destroy(row->speaker);
    text_layout_destroy(row->other);
    row->text = row->speaker = row->other = NULL;
}

static void rows_free(struct transcript *transcript)
{
    for (size_t i = 0; i < transcript->count; i++)
        row_clear(&transcript->rows[i]);
    g_clear_pointer(&transcript->rows, g_free);
    g_clear_pointer(&transcript->lines, lines_destroy);
    transcript->count = 0;
}

struct transcript *transcript_create(const struct screen_env *env)
{
    struct transcript *transcript = g_new0(struct transcript, 1);
    transcript->env = env;
    transcript->current = transcript->found = -1;
    transcript->away_since_ms = -1;
    scroll_init(&transcript->pane.scroll);
    return transcript;
}

void transcript_destroy(struct transcript *transcript)
{
    if (transcript == NULL)
        return;
    rows_free(transcript);
    g_free(transcript->needle);
    g_free(transcript);
}

/* Of all its words, also hidden ones, so that a colour stays with a speaker. */
static void meet_speakers(struct transcript *transcript)
{
    const struct shown_cues *cues = transcript->view->words;
    transcript->speaker_count = 0;
    for (size_t i = 0; i < cues->count && transcript->speaker_count < TRANSCRIPT_SPEAKERS; i++) {
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

void transcript_set(struct transcript *transcript, const struct view_item *view)
{
    rows_free(transcript);
    transcript->view = view;
    transcript->current = transcript->found = -1;
    transcript->is_stale = true;
    transcript->is_verse = view->item->card.kind_bit == SHOWN_TEXT;
    transcript->lines = lines_create(view, transcript->needle);
    transcript->count = transcript->lines->count;
    transcript->rows = g_new0(struct row, transcript->count + 1);
    if (view->words != NULL)
        meet_speakers(transcript);
}

const struct lines *transcript_lines(const struct transcript *transcript)
{
    return transcript->lines;
}

static double letters_px(const struct transcript *transcript)
{
    enum type_role role = transcript->is_verse ? TYPE_LEAD : TYPE_TRANSCRIPT;
    return board_type(transcript->board, role).size_px;
}

/* Where large text leaves little room, the words have it and the times are left out. */
static void find_columns(struct transcript *transcript)
{
    const struct board *board = transcript->board;
    double room = transcript->box.w - 2 * ROW_EDGE - ROW_BAR - 2 * ROW_SIDE;
    double letters = letters_px(transcript);
    transcript->time_width = 0;
    if (transcript->count > 0 && !transcript->is_verse) {
        int64_t last_ms = transcript->lines->lines[transcript->count - 1].begin_ms;
        g_autofree char *time = text_time_code(last_ms);
        for (char *digit = time; *digit != '\0'; digit++)
            if (g_ascii_isdigit(*digit))
                *digit = '0';
        struct text_layout *widest = board_layout(
            board, &(struct label){.utf8 = time, .role = TYPE_META, .color = COLOR_TEXT3});
        transcript->time_width = MAX(text_layout_width(widest), 60);
        text_layout_destroy(widest);
    }
    double words = room - transcript->time_width - 20;
    if (transcript->time_width > 0 && words > letters * TIMES_LETTERS)
        room = words;
    else
        transcript->time_width = 0;
    double column = (room - ROW_COLUMN_GAP) / 2;
    transcript->is_beside = transcript->view->other != NULL && transcript->box.w >= BESIDE_PX &&
                            column >= letters * COLUMN_LETTERS;
    transcript->width = transcript->is_beside ? column : room;
}

static struct text_layout *words_layout(const struct transcript *transcript, const char *text,
                                        const char *language, bool is_current,
                                        enum color_token color)
{
    struct text_range found[LABEL_FOUND_MAX];
    size_t count = 0;
    if (transcript->needle != NULL)
        count = MIN(needle_find(transcript->needle, text, found, LABEL_FOUND_MAX),
                    (size_t)LABEL_FOUND_MAX);
    return board_layout(
        transcript->board,
        &(struct label){.utf8 = text,
                        .language = language,
                        .role = is_current ? TYPE_TRANSCRIPT_CURRENT : TYPE_TRANSCRIPT,
                        .color = color,
                        .size_px = transcript->is_verse ? letters_px(transcript) : 0,
                        .width = transcript->width,
                        .keeps_own_side = language != NULL,
                        .found = found,
                        .found_count = count});
}

static double measure_said(struct transcript *transcript, struct row *row, const struct line *line)
{
    const struct view_item *view = transcript->view;
    row->text =
        words_layout(transcript, line->text,
                     transcript->is_verse ? view->item->text_language : view->words_language,
                     row->is_current, COLOR_TEXT);
    double height = text_layout_height(row->text);
    if (line->other[0] != '\0') {
        row->other = words_layout(transcript, line->other, view->other_language, row->is_current,
                                  transcript->is_beside ? COLOR_TEXT : COLOR_TEXT2);
        double other = text_layout_height(row->other);
        height = transcript->is_beside ? MAX(height, other) : height + other;
    }
    if (line->speaker[0] != '\0') {
        row->speaker = board_layout(
            transcript->board, &(struct label){.utf8 = line->speaker,
                                               .role = TYPE_META,
                                               .color = speaker_color(transcript, line->speaker),
                                               .width = transcript->width,
                                               .max_lines = 1});
        height += text_layout_height(row->speaker);
    }
    return height;
}

static void measure_row(struct transcript *transcript, size_t index)
{
    struct row *row = &transcript->rows[index];
    const struct line *line = &transcript->lines->lines[index];
    bool is_current = (int)index == transcript->current;
    if (row->text != NULL && row->is_current == is_current)
        return;
    row_clear(row);
    row->is_current = is_current;
    double height;
    if (line->kind == LINE_SAID)
        height = measure_said(transcript, row, line);
    else {
        const char *key = line->kind == LINE_HIDDEN ? "oral.hidden" : "oral.withheld";
        enum color_token color = line->kind == LINE_HIDDEN ? COLOR_LILAC : COLOR_TEXT2;
        row->text =
            words_layout(transcript, board_word(transcript->board, key), NULL, false, color);
        height = text_layout_height(row->text);
    }
    row->height = MAX(height + 2 * ROW_PADDING, ROW_LEAST);
}

static double lines_high(const struct transcript *transcript, const char *text)
{
    struct type_style style = board_type(transcript->board, TYPE_TRANSCRIPT);
    double in_line = MAX(transcript->width / (style.size_px * 0.5), 8);
    double letters = (double)g_utf8_strlen(text, 2000);
    return letters > 0 ? ceil(letters / in_line) * style.line_px : 0;
}

/* About as high as it will be. */
static double guess_height(const struct transcript *transcript, const struct line *line)
{
    double own = lines_high(transcript, line->text);
    double other = lines_high(transcript, line->other);
    double height = transcript->is_beside ? MAX(own, other) : own + other;
    if (line->speaker[0] != '\0')
        height += board_type(transcript->board, TYPE_META).line_px;
    return MAX(height + 2 * ROW_PADDING, ROW_LEAST);
}

static void place_rows(struct transcript *transcript)
{
    double y = ROW_EDGE;
    for (size_t i = 0; i < transcript->count; i++) {
        struct row *row = &transcript->rows[i];
        if (transcript->lines->lines[i].is_apart)
            y += VERSE_GAP;
        row->y = y;
        y += row->height + ROW_GAP;
    }
    scroll_set_content(&transcript->pane.scroll, MAX(y - ROW_GAP + ROW_EDGE, 0), transcript->box.h,
                       0);
}

size_t transcript_row_at(const struct transcript *transcript, double y)
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

struct box transcript_row_box(const struct transcript *transcript, const struct row *row)
{
    return box_make(transcript->box.x + ROW_EDGE,
                    transcript->box.y + row->y - scroll_offset(&transcript->pane.scroll),
                    transcript->box.w - 2 * ROW_EDGE, row->height);
}

/* Measures what is seen and what is near it, keeps the seen rows where they are, and lets go of
 * texts far away. */
static void measure_near(struct transcript *transcript)
{
    if (transcript->count == 0 || transcript->board == NULL)
        return;
    double top = scroll_offset(&transcript->pane.scroll);
    double near = SCREENS_AHEAD * transcript->box.h;
    size_t anchor = MIN(transcript_row_at(transcript, top), transcript->count - 1);
    double anchored = transcript->rows[anchor].y;
    size_t first = transcript_row_at(transcript, top - near);
    size_t last =
        MIN(transcript_row_at(transcript, top + near + transcript->box.h) + 1, transcript->count);
    bool has_changed = false;
    for (size_t i = 0; i < transcript->count; i++) {
        struct row *row = &transcript->rows[i];
        if (i < first || i >= last) {
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

static void go_to(struct transcript *transcript, int index, int64_t duration_ms, int64_t now_ms)
{
    if (index < 0 || index >= (int)transcript->count)
        return;
    const struct row *row = &transcript->rows[index];
    scroll_to(&transcript->pane.scroll, row->y - transcript->box.h * 0.3, duration_ms, now_ms);
}

void transcript_layout(struct transcript *transcript, const struct board *board, struct box box)
{
    transcript->board = board;
    transcript->box = transcript->pane.box = box;
    transcript->pane.scroll.has_less_motion = transcript->env->session->now.has_less_motion;
    transcript->is_stale = true;
    if (transcript->count == 0)
        return;
    find_columns(transcript);
    for (size_t i = 0; i < transcript->count; i++) {
        row_clear(&transcript->rows[i]);
        transcript->rows[i].height = guess_height(transcript, &transcript->lines->lines[i]);
    }
    place_rows(transcript);
    if (transcript->goes_to_found)
        go_to(transcript, transcript->found, 0, transcript->pane.scroll.last_ms);
    transcript->goes_to_found = false;
    measure_near(transcript);
}

bool transcript_is_away(const struct transcript *transcript)
{
    return transcript->away_since_ms >= 0;
}

static int64_t follow_ms(const struct transcript *transcript)
{
    return theme_motion_ms(transcript->env->theme, MOTION_FOLLOW);
}

void transcript_follow(struct transcript *transcript, int64_t now_ms)
{
    transcript->away_since_ms = -1;
    go_to(transcript, transcript->current, follow_ms(transcript), now_ms);
    transcript->is_stale = true;
}

const struct scroll *transcript_scroll(const struct transcript *transcript)
{
    return &transcript->pane.scroll;
}

void transcript_find(struct transcript *transcript, const char *needle, int64_t now_ms)
{
    bool is_ended = needle == NULL || needle[0] == '\0';
    char *wanted = is_ended ? NULL : g_strdup(needle);
    g_free(transcript->needle);
    transcript->needle = wanted;
    int at = transcript->current;
    transcript_set(transcript, transcript->view);
    transcript->current = at;
    transcript->found = lines_found_from(transcript->lines, at - 1, 1);
    transcript->goes_to_found = transcript->found >= 0;
    transcript->away_since_ms = transcript->goes_to_found ? now_ms : -1;
}

void transcript_find_step(struct transcript *transcript, int step, int64_t now_ms)
{
    transcript->found = lines_found_from(transcript->lines, transcript->found, step);
    if (transcript->found < 0)
        return;
    transcript->away_since_ms = now_ms;
    transcript->is_stale = true;
    go_to(transcript, transcript->found, follow_ms(transcript), now_ms);
}

int transcript_found_number(const struct transcript *transcript)
{
    return lines_found_number(transcript->lines, transcript->found);
}

static bool touch_row(struct transcript *transcript, const struct event *event,
                      struct transcript_wish *wish)
{
    size_t index = (size_t)g_ascii_strtoull(event->node + strlen("cue"), NULL, 10);
    if (index >= transcript->count)
        return false;
    if (event->type == EVENT_FOCUS) {
        transcript->away_since_ms = event->now_ms;
        scroll_reveal(&transcript->pane.scroll, transcript->rows[index].y,
                      transcript->rows[index].height, event->now_ms);
        return true;
    }
    const struct line *line = &transcript->lines->lines[index];
    if (line->kind == LINE_HIDDEN) {
        wish->shows_parts = true;
        return true;
    }
    transcript->away_since_ms = -1;
    wish->seek_ms = line->begin_ms;
    return true;
}

bool transcript_event(struct transcript *transcript, const struct event *event,
                      struct transcript_wish *wish)
{
    *wish = (struct transcript_wish){.seek_ms = -1};
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
        return touch_row(transcript, event, wish);
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
    int current = lines_at(transcript->lines, time_ms);
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
            go_to(transcript, current, follow_ms(transcript), now_ms);
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
