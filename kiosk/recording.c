#include "kiosk/recording.h"

#include "kiosk/caption.h"
#include "kiosk/cue_faults.h"
#include "kiosk/lines.h"
#include "kiosk/view_home.h"
#include "kiosk/widgets.h"
#include "media/waveform.h"

#include <math.h>
#include <string.h>

enum { IN_PREPARATION_INSET = 40, NOTICE_GAP = 12 };

static const double NOTICE_SHARE = 0.45; /* of a panel's height, at most */

/* Where something that is heard has its time line and buttons. */
struct player_places {
    struct box wave;
    struct controls controls;
};

static const struct player_places landscape = {.wave = {640, 728, 1232, 96},
                                               .controls = {.back15 = {640, 840, 160, 96},
                                                            .play = {816, 840, 240, 96},
                                                            .fwd15 = {1072, 840, 160, 96},
                                                            .speed = {1248, 840, 168, 96},
                                                            .language = {1432, 840, 208, 96},
                                                            .volume = {1656, 840, 216, 96}}};
static const struct player_places portrait = {.wave = {48, 1392, 984, 112},
                                              .controls = {.back15 = {48, 1520, 200, 120},
                                                           .play = {264, 1520, 552, 120},
                                                           .fwd15 = {832, 1520, 200, 120},
                                                           .speed = {48, 1656, 312, 112},
                                                           .language = {384, 1656, 312, 112},
                                                           .volume = {720, 1656, 312, 112}}};

/* The words as they are chosen now, without what the visitor passes over. */
static void set_words(struct recording *recording)
{
    struct view_item *view = recording->view;
    view->hides_parts = !recording->shows_parts &&
                        session_skips_parts(recording->env->session, view->item->card.id);
    transcript_set(recording->transcript, view);
}

/* Of the words as the item has them, whatever the visitor passes over. */
static void look_for_faults(struct recording *recording)
{
    const struct view_item *view = recording->view;
    struct cue_faults faults = cue_faults_of(view->words, view->duration_ms);
    recording->has_faults = cue_faults_any(&faults);
    if (!recording->has_faults)
        return;
    g_autofree char *sentence = cue_faults_sentence(&faults, view->item->card.code);
    g_message("%s", sentence);
}

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
    const struct view_item *view = recording->view;
    if (view->waveform != NULL && view->item->card.kind_bit != SHOWN_FILM)
        recording->waveform = waveform_read(view->waveform, NULL);
    recording->timeline =
        (struct timeline){.playback = &recording->playback, .waveform = recording->waveform};
    look_for_faults(recording);
    set_words(recording);
    return true;
}

void recording_leave(struct recording *recording)
{
    if (recording->view != NULL && recording->playback.is_open)
        playback_hide(&recording->playback);
    transcript_destroy(recording->transcript);
    board_destroy(recording->board);
    g_free(recording->timeline.heights);
    g_clear_pointer(&recording->timeline.found_ms, g_array_unref);
    g_clear_pointer(&recording->waveform, waveform_free);
    view_item_free(recording->view);
    *recording = (struct recording){0};
}

void recording_show(struct recording *recording, int64_t now_ms)
{
    recording->now_ms = now_ms;
    playback_show(&recording->playback);
}

void recording_hide(struct recording *recording)
{
    playback_hide(&recording->playback);
}

static void pair(struct recording *recording)
{
    const struct view_item *view = recording->view;
    if (recording->is_paired && view->language_count > 1)
        view_item_choose_other(recording->view, recording->env->exhibition, view->languages[0],
                               NULL);
}

/* The languages of the words as they were, where they still are there. */
static void choose_as_before(struct recording *recording, const struct view_item *before)
{
    const struct exhibition *exhibition = recording->env->exhibition;
    view_item_choose_words(recording->view, exhibition, before->words_language, NULL);
    view_item_choose_other(recording->view, exhibition, before->other_language, NULL);
    view_item_choose_captions(recording->view, exhibition, before->captions_language, NULL);
}

/* The visitor chose another language: titles and, unless those were chosen too, words in it. */
static void read_again(struct recording *recording)
{
    const char *language = recording->env->session->now.language;
    struct view_item *view =
        view_item_read(recording->env->exhibition, recording->view->item->card.id, language, NULL);
    g_strlcpy(recording->language, language, sizeof recording->language);
    if (view == NULL)
        return;
    struct view_item *before = recording->view;
    recording->view = view;
    recording->playback.view = view;
    if (recording->has_chosen)
        choose_as_before(recording, before);
    else
        pair(recording);
    set_words(recording);
    view_item_free(before);
}

void recording_pair_words(struct recording *recording)
{
    recording->is_paired = true;
    pair(recording);
    if (recording->view->other != NULL)
        set_words(recording);
}

void recording_next_words(struct recording *recording)
{
    const char *language, *other;
    struct view_item *view = recording->view;
    if (!view_item_next_words(view, &language, &other) ||
        !view_item_choose_words(view, recording->env->exhibition, language, NULL))
        return;
    view_item_choose_other(view, recording->env->exhibition, other, NULL);
    recording->has_chosen = true;
    set_words(recording);
}

const char *recording_words_label(const struct recording *recording)
{
    const struct view_item *view = recording->view;
    struct board *board = recording->board;
    if (view->words_language == NULL)
        return NULL;
    const char *one = view_language_name(view->words_language);
    return view->other_language == NULL
               ? one
               : board_format(board, "%s + %s", one, view_language_name(view->other_language));
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
    return transcript_lines(recording->transcript)->count > 0;
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
    const char *key = playback_word(&recording->playback);
    bool is_film = recording->view->item->card.kind_bit == SHOWN_FILM;
    if (is_film && g_strcmp0(key, "oral.no_sound") == 0)
        key = "film.no_picture";
    if (is_film && g_strcmp0(key, "play.cut_short") == 0)
        key = "film.cut_short";
    const struct lines *lines = transcript_lines(recording->transcript);
    if (g_strcmp0(key, "oral.no_sound") == 0 && lines->count == 0)
        key = "oral.no_sound.alone";
    if (key == NULL && recording->has_faults)
        key = "oral.times";
    if (key == NULL && lines->count > 0 && !lines_are_timed(lines))
        key = "read.not_followed";
    return key != NULL ? board_word(recording->board, key) : NULL;
}

/* Takes a strip off the bottom of the panel for the notice, as high as its words. */
static struct box place_notice(struct recording *recording, struct box panel)
{
    struct board *board = recording->board;
    const char *notice = recording_notice(recording);
    bool is_silent_by_kind =
        recording->view->playable == NULL &&
        (recording->view->item->card.kind_bit & (SHOWN_TEXT | SHOWN_DOCUMENT)) != 0;
    if (notice == NULL || is_silent_by_kind || !board_is_portrait(board))
        return panel;
    struct label label = {.utf8 = notice,
                          .role = TYPE_META,
                          .color = COLOR_TEXT2,
                          .width = panel.w,
                          .max_height = panel.h * NOTICE_SHARE};
    struct text_layout *layout = board_fit(board, &label);
    double height = text_layout_height(layout);
    text_layout_destroy(layout);
    panel.h -= height + NOTICE_GAP;
    label.max_height = height + 1;
    text_add(board, "notice", ACCESS_STATUS,
             box_make(panel.x, panel.y + panel.h + NOTICE_GAP, panel.w, height), &label);
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

void recording_add_player(struct recording *recording, bool keeps_language)
{
    struct board *board = recording->board;
    const struct view_item *view = recording->view;
    const struct player_places *places = board_is_portrait(board) ? &portrait : &landscape;
    timeline_add(board, &recording->timeline, view->item->card.title, places->wave);
    struct controls controls = places->controls;
    controls.words_label = recording_words_label(recording);
    controls.has_pair = view->other_language != NULL;
    controls.has_languages = view->language_count > 1;
    if (!controls.has_languages && !keeps_language) {
        controls.speed = box_union(controls.speed, controls.language);
        controls.language = (struct box){0};
    }
    controls_add(board, &recording->playback, &controls);
}

void recording_open_panel(struct recording *recording, enum panel_kind panel)
{
    recording->panel = panel;
    scroll_init(&recording->pane.scroll);
}

static bool words_event(struct recording *recording, const struct event *event,
                        struct intent *intent)
{
    struct transcript_wish wish = {.seek_ms = -1};
    if (recording->is_alone)
        return false;
    bool is_mine = recording->panel == PANEL_WORDS
                       ? transcript_event(recording->transcript, event, &wish)
                       : pane_event(&recording->pane, event);
    if (!is_mine)
        is_mine = panel_event(recording->env, recording->view, event, &wish.seek_ms, intent);
    if (wish.seek_ms >= 0)
        playback_play_from(&recording->playback, wish.seek_ms);
    bool is_touch = is_mine && event->type == EVENT_ACTIVATE;
    if (is_touch && g_strcmp0(event->node, "skip.parts") == 0) {
        wish.shows_parts = recording->shows_parts = false;
        playback_leave_part(&recording->playback);
    } else if (is_touch && g_strcmp0(event->node, "parts.show") == 0)
        wish.shows_parts = true;
    else if (!wish.shows_parts)
        return is_mine;
    recording->shows_parts = recording->shows_parts || wish.shows_parts;
    set_words(recording);
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

/* How long until the recording comes to where a line lights or a caption comes or goes: the next
 * frame may be further off. */
static int64_t until_turn(const struct recording *recording)
{
    const struct view_item *view = recording->view;
    const struct player_status *status = &recording->playback.status;
    if (status->state != PLAYER_PLAYING || status->is_seeking || status->rate <= 0)
        return -1;
    int64_t caption_ms = view_cue_turn(view->captions, status->time_ms + CAPTION_AHEAD_MS);
    int64_t turn_ms = recording_sooner(view_cue_turn(view->words, status->time_ms),
                                       caption_ms >= 0 ? caption_ms - CAPTION_AHEAD_MS : -1);
    if (turn_ms < 0)
        return -1;
    return (int64_t)ceil((double)(turn_ms - status->time_ms) / status->rate);
}

/* Who was heard to the end is thanked in the place of her words, until something else is wanted
 * there; where her voice broke off before, the words stay to be read. */
static void turn_at_end(struct recording *recording, bool had_ended)
{
    bool has_ended = recording->playback.has_ended;
    bool was_heard = has_ended && !recording->playback.status.is_cut_short;
    bool is_open = recording->panel == PANEL_WORDS && !recording->is_alone &&
                   transcript_lines(recording->transcript)->found_count == 0;
    if (recording->view->item->card.kind_bit != SHOWN_ORAL_HISTORY || has_ended == had_ended)
        return;
    if (was_heard && is_open)
        recording_open_panel(recording, PANEL_END);
    else if (!has_ended && recording->panel == PANEL_END)
        recording_open_panel(recording, PANEL_WORDS);
}

struct tick recording_tick(struct recording *recording, int64_t now_ms, bool *needs_layout)
{
    bool has_changed = false;
    int64_t words_again = -1;
    recording->now_ms = now_ms;
    bool had_ended = recording->playback.has_ended;
    int64_t again = playback_tick(&recording->playback, now_ms, &has_changed);
    turn_at_end(recording, had_ended);
    bool is_playing = playback_is_playing(&recording->playback);
    bool is_moving =
        transcript_tick(recording->transcript, now_ms, playback_time_ms(&recording->playback),
                        is_playing, &words_again);
    bool is_pane_moving = scroll_tick(&recording->pane.scroll, now_ms);
    bool is_still = words_again != 0 && !is_pane_moving;
    *needs_layout = has_changed || (is_still && has_turned(recording));
    again = recording_sooner(again, recording_sooner(words_again, is_pane_moving ? 0 : -1));
    again = recording_sooner(again, until_turn(recording));
    return (struct tick){.is_dirty = recording->is_stale || *needs_layout || is_moving ||
                                     is_pane_moving || is_playing,
                         .again_in_ms = again};
}

static bool has_words_shown(const struct recording *recording)
{
    return !recording->is_alone && !recording->is_covered && recording->panel == PANEL_WORDS;
}

void recording_draw(const struct recording *recording, struct canvas *canvas,
                    const struct draw_state *state)
{
    board_draw(recording->board, canvas, state);
    if (has_words_shown(recording))
        transcript_draw(recording->transcript, canvas, state);
}

void recording_describe(const struct recording *recording, struct access_tree *tree)
{
    board_describe(recording->board, tree);
    if (has_words_shown(recording))
        transcript_describe(recording->transcript, tree);
}

enum idle_class recording_idle(const struct recording *recording)
{
    return playback_is_playing(&recording->playback) ? IDLE_PLAYING : IDLE_READING;
}

void recording_screen_hide(void *self)
{
    recording_hide(self);
}

void recording_screen_draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    recording_draw(self, canvas, state);
}

void recording_screen_describe(const void *self, struct access_tree *tree)
{
    recording_describe(self, tree);
}

enum idle_class recording_screen_idle(const void *self)
{
    return recording_idle(self);
}
