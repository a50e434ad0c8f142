#include "kiosk/recording.h"

#include <string.h>

enum { IN_PREPARATION_INSET = 40, NOTICE_GAP = 12 };

bool recording_enter(struct recording *recording, const struct screen_env *env,
                     const struct route *route, const char *scrub_id, GError **error)
{
    *recording = (struct recording){.env = env};
    g_strlcpy(recording->language, env->session->now.language, sizeof recording->language);
    recording->view = view_item_read(env->exhibition, route->item, recording->language, error);
    if (recording->view == NULL)
        return false;
    recording->board = board_create(env);
    recording->transcript = transcript_create(env);
    scroll_init(&recording->pane.scroll);
    playback_init(&recording->playback, env, recording->view, scrub_id, route->start_ms);
    recording->timeline = (struct timeline){.playback = &recording->playback};
    transcript_set(recording->transcript, recording->view);
    return true;
}

void recording_leave(struct recording *recording)
{
    if (recording->view != NULL && recording->playback.is_open)
        playback_hide(&recording->playback);
    transcript_destroy(recording->transcript);
    board_destroy(recording->board);
    g_free(recording->timeline.heights);
    view_item_free(recording->view);
    *recording = (struct recording){0};
}

/* The visitor chose another language: titles and, where there are such, words in it. */
static void read_again(struct recording *recording)
{
    const char *language = recording->env->session->now.language;
    struct view_item *view =
        view_item_read(recording->env->exhibition, recording->view->item->card.id, language, NULL);
    g_strlcpy(recording->language, language, sizeof recording->language);
    if (view == NULL)
        return;
    transcript_set(recording->transcript, view);
    view_item_free(recording->view);
    recording->view = view;
    recording->playback.view = view;
}

void recording_begin(struct recording *recording)
{
    if (strcmp(recording->language, recording->env->session->now.language) != 0)
        read_again(recording);
    board_begin(recording->board);
    recording->is_stale = true;
}

bool recording_has_words(const struct recording *recording)
{
    return recording->view->words != NULL && recording->view->words->count > 0;
}

static const struct scroll *scroll_of(const struct recording *recording)
{
    return recording->panel == PANEL_WORDS ? transcript_scroll(recording->transcript)
                                           : &recording->pane.scroll;
}

static bool is_away(const struct recording *recording)
{
    return recording->panel == PANEL_WORDS && transcript_is_away(recording->transcript) &&
           playback_is_playing(&recording->playback);
}

bool recording_place_follow(struct recording *recording)
{
    recording->was_away = is_away(recording);
    return recording->was_away;
}

const char *recording_notice(const struct recording *recording)
{
    const char *key = playback_word(&recording->playback, recording->now_ms);
    bool is_film = recording->view->item->card.kind_bit == SHOWN_FILM;
    if (is_film && g_strcmp0(key, "oral.no_sound") == 0)
        key = "film.no_picture";
    return key != NULL ? board_word(recording->board, key) : NULL;
}

/* Takes a strip off the bottom of the panel for the notice. */
static struct box place_notice(struct recording *recording, struct box panel)
{
    struct board *board = recording->board;
    const char *notice = recording_notice(recording);
    if (notice == NULL || !board_is_portrait(board))
        return panel;
    double height = 2 * board_type(board, TYPE_META).line_px;
    panel.h -= height + NOTICE_GAP;
    text_add(board, "notice", ACCESS_STATUS,
             box_make(panel.x, panel.y + panel.h + NOTICE_GAP, panel.w, height),
             &(struct label){.utf8 = notice,
                             .role = TYPE_META,
                             .color = COLOR_TEXT2,
                             .max_lines = 2,
                             .max_height = height});
    return panel;
}

void recording_add_panel(struct recording *recording, struct box panel, struct box up,
                         struct box down)
{
    struct board *board = recording->board;
    const struct scroll *scroll = &recording->pane.scroll;
    panel = place_notice(recording, panel);
    panel_add(board, panel, COLOR_BG1);
    if (recording->panel != PANEL_WORDS)
        panel_fill(board, &recording->pane, panel, recording->panel, recording->view);
    else if (!recording_has_words(recording)) {
        text_add(board, "words.none", ACCESS_TEXT, box_inset(panel, IN_PREPARATION_INSET),
                 &(struct label){.utf8 = board_word(board, "oral.in_preparation"),
                                 .role = TYPE_TRANSCRIPT,
                                 .color = COLOR_TEXT2});
        recording->pane.scroll.content = 0;
    } else {
        transcript_layout(recording->transcript, board, board_place(board, panel));
        scroll = transcript_scroll(recording->transcript);
    }
    recording->could_go_up = scroll_can_go(scroll, -1);
    recording->could_go_down = scroll_can_go(scroll, +1);
    pager_add(board, up, down, scroll);
}

void recording_open_panel(struct recording *recording, enum panel_kind panel)
{
    recording->panel = panel;
    scroll_init(&recording->pane.scroll);
}

void recording_choose_words(struct recording *recording, const char *language)
{
    if (language != NULL &&
        view_item_choose_words(recording->view, recording->env->exhibition, language, NULL))
        transcript_set(recording->transcript, recording->view);
}

static bool words_event(struct recording *recording, const struct event *event,
                        struct intent *intent)
{
    int64_t seek_ms = -1;
    if (recording->is_alone)
        return false;
    bool is_mine = recording->panel == PANEL_WORDS
                       ? transcript_event(recording->transcript, event, &seek_ms)
                       : pane_event(&recording->pane, event);
    if (!is_mine)
        is_mine = panel_event(recording->env, recording->view, event, &seek_ms, intent);
    if (seek_ms >= 0)
        playback_play_from(&recording->playback, seek_ms);
    /* Which lines are folded away has changed. */
    if (is_mine && event->type == EVENT_ACTIVATE && g_strcmp0(event->node, "skip.parts") == 0)
        transcript_set(recording->transcript, recording->view);
    return is_mine;
}

bool recording_event(struct recording *recording, const struct event *event, bool *needs_layout,
                     struct intent *intent)
{
    *needs_layout = false;
    recording->is_stale = true;
    if (event->type == EVENT_WAKE)
        return true;
    recording->now_ms = event->now_ms;
    if (words_event(recording, event, intent)) {
        *needs_layout = event->type != EVENT_DRAG;
        return true;
    }
    if (playback_event(&recording->playback, event, intent)) {
        *needs_layout = event->type == EVENT_ACTIVATE || event->type == EVENT_ACTION;
        return true;
    }
    return false;
}

/* Whether a button beside the words must look different now. */
static bool has_turned(const struct recording *recording)
{
    const struct scroll *scroll = scroll_of(recording);
    if (recording->is_alone)
        return false;
    return is_away(recording) != recording->was_away ||
           recording->could_go_up != scroll_can_go(scroll, -1) ||
           recording->could_go_down != scroll_can_go(scroll, +1);
}

int64_t recording_sooner(int64_t a_ms, int64_t b_ms)
{
    return a_ms < 0 || b_ms < 0 ? MAX(a_ms, b_ms) : MIN(a_ms, b_ms);
}

struct tick recording_tick(struct recording *recording, int64_t now_ms, bool *needs_layout)
{
    bool has_changed = false;
    int64_t words_again = -1;
    recording->now_ms = now_ms;
    int64_t again = playback_tick(&recording->playback, now_ms, &has_changed);
    bool is_playing = playback_is_playing(&recording->playback);
    bool is_moving =
        transcript_tick(recording->transcript, now_ms, playback_time_ms(&recording->playback),
                        is_playing, &words_again);
    bool is_pane_moving = scroll_tick(&recording->pane.scroll, now_ms);
    bool is_still = words_again != 0 && !is_pane_moving;
    *needs_layout = has_changed || (is_still && has_turned(recording));
    again = recording_sooner(again, recording_sooner(words_again, is_pane_moving ? 0 : -1));
    return (struct tick){.is_dirty = recording->is_stale || *needs_layout || is_moving ||
                                     is_pane_moving || is_playing,
                         .again_in_ms = again};
}

void recording_draw(const struct recording *recording, struct canvas *canvas,
                    const struct draw_state *state)
{
    board_draw(recording->board, canvas, state);
    if (!recording->is_alone && recording->panel == PANEL_WORDS)
        transcript_draw(recording->transcript, canvas, state);
}

void recording_describe(const struct recording *recording, struct access_tree *tree)
{
    board_describe(recording->board, tree);
    if (!recording->is_alone && recording->panel == PANEL_WORDS)
        transcript_describe(recording->transcript, tree);
}

enum idle_class recording_idle(const struct recording *recording)
{
    return playback_is_playing(&recording->playback) ? IDLE_PLAYING : IDLE_READING;
}
