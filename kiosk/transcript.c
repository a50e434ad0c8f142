#include "kiosk/transcript.h"

#include "kiosk/text_ahead.h"
#include "kiosk/transcript_inside.h"
#include "kiosk/view_item.h"
#include "kiosk/widgets.h"

#include <string.h>

enum { AWAY_MS = 8000 };

static void rows_free(struct transcript *transcript)
{
    transcript_clear_rows(transcript);
    g_clear_pointer(&transcript->rows, g_free);
    g_clear_pointer(&transcript->lines, lines_destroy);
    transcript->count = 0;
}

struct transcript *transcript_create(const struct screen_env *env)
{
    struct transcript *transcript = g_new0(struct transcript, 1);
    transcript->env = env;
    transcript->ahead = text_ahead_create(env->text, env->wake, env->wake_data);
    transcript->current = transcript->found = transcript->goal.row = transcript->kept.row = -1;
    transcript->away_since_ms = -1;
    scroll_init(&transcript->pane.scroll);
    return transcript;
}

void transcript_destroy(struct transcript *transcript)
{
    if (transcript == NULL)
        return;
    rows_free(transcript);
    text_ahead_destroy(transcript->ahead);
    g_free(transcript->needle);
    g_free(transcript);
}

/* The moment of a line, to find its like among other lines; -1: no line. */
static int64_t moment_of(const struct transcript *transcript, int index)
{
    return index >= 0 ? transcript->lines->lines[index].begin_ms : -1;
}

/* The line of a moment, or none of none. */
static int line_of(const struct transcript *transcript, int64_t moment_ms)
{
    return moment_ms >= 0 ? lines_at(transcript->lines, moment_ms) : -1;
}

void transcript_set(struct transcript *transcript, const struct view_item *view)
{
    transcript_keep_place(transcript);
    int64_t kept_ms = moment_of(transcript, transcript->kept.row);
    int64_t current_ms = moment_of(transcript, transcript->current);
    int64_t found_ms = moment_of(transcript, transcript->found);
    int64_t goal_ms = moment_of(transcript, transcript->goal.row);
    rows_free(transcript);
    transcript->view = view;
    transcript->is_stale = true;
    transcript->is_verse = view->item->card.kind_bit == SHOWN_TEXT;
    transcript->lines = lines_create(view, transcript->needle);
    transcript->count = transcript->lines->count;
    transcript->rows = g_new0(struct row, transcript->count + 1);
    transcript->kept.row = line_of(transcript, kept_ms);
    transcript->goal.row = line_of(transcript, goal_ms);
    transcript->current = line_of(transcript, current_ms);
    transcript->found = line_of(transcript, found_ms);
    if (transcript->found >= 0)
        transcript->found = lines_found_from(transcript->lines, transcript->found - 1, 1);
}

const struct lines *transcript_lines(const struct transcript *transcript)
{
    return transcript->lines;
}

void transcript_layout(struct transcript *transcript, const struct board *board, struct box box)
{
    transcript->board = board;
    transcript->box = transcript->pane.box = box;
    transcript->pane.scroll.has_less_motion = transcript->env->session->now.has_less_motion;
    transcript->is_stale = true;
    if (transcript->count == 0)
        return;
    transcript_set_rows(transcript);
    if (transcript->goes_to_found) {
        transcript->kept.row = -1;
        transcript_go_to(transcript, transcript->found, 0, transcript->pane.scroll.last_ms);
    }
    transcript->goes_to_found = false;
    /* Once more for what comes into view as heights become known. */
    transcript_measure(transcript, true);
    transcript_measure(transcript, true);
    transcript->kept.row = -1;
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
    transcript_go_to(transcript, transcript->current, follow_ms(transcript), now_ms);
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
    transcript_set(transcript, transcript->view);
    transcript->found = lines_found_from(transcript->lines, transcript->current - 1, 1);
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
    transcript_go_to(transcript, transcript->found, follow_ms(transcript), now_ms);
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
        transcript->goal.row = -1;
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

/* Page buttons, and a finger that drags; it lets go of what the list was brought to. */
static bool turn_or_drag(struct transcript *transcript, const struct event *event)
{
    bool is_turn = event->type == EVENT_ACTIVATE && event->node != NULL;
    if (is_turn && g_str_equal(event->node, "page.down"))
        transcript_turn(transcript, +1, event->now_ms);
    else if (is_turn && g_str_equal(event->node, "page.up"))
        transcript_turn(transcript, -1, event->now_ms);
    else {
        bool is_elsewhere =
            event->type == EVENT_DRAG_BEGIN && !box_contains(transcript->box, event->at);
        if (event->type == EVENT_ACTIVATE || is_elsewhere || !pane_event(&transcript->pane, event))
            return false;
        transcript->goal.row = -1;
        transcript->is_let_go = event->type == EVENT_DRAG_END;
    }
    return true;
}

bool transcript_event(struct transcript *transcript, const struct event *event,
                      struct transcript_wish *wish)
{
    *wish = (struct transcript_wish){.seek_ms = -1};
    bool is_on_row = event->node != NULL && g_str_has_prefix(event->node, "cue");
    if (turn_or_drag(transcript, event)) {
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
        if (!transcript_is_away(transcript))
            transcript_go_to(transcript, current, follow_ms(transcript), now_ms);
    }
    bool is_moving = scroll_tick(&transcript->pane.scroll, now_ms);
    if (transcript->is_let_go && transcript->pane.scroll.motion == SCROLL_STILL) {
        transcript_rest(transcript, now_ms);
        is_moving = is_moving || transcript->pane.scroll.motion != SCROLL_STILL;
    }
    if (is_moving || is_dirty)
        transcript_measure(transcript, false);
    if (is_moving)
        *again_in_ms = 0;
    else if (transcript_is_away(transcript) && is_playing)
        *again_in_ms = AWAY_MS - (now_ms - transcript->away_since_ms);
    return is_dirty || is_moving;
}
