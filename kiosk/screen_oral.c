/* An oral history: one person heard. The words follow the sound; a touch on a line plays it. */
#include "kiosk/item_head.h"
#include "kiosk/panel.h"
#include "kiosk/playback.h"
#include "kiosk/screens.h"
#include "kiosk/transcript.h"
#include "kiosk/view_item.h"
#include "kiosk/widget_player.h"
#include "media/waveform.h"

#include <string.h>

struct oral {
    const struct screen_env *env;
    struct board *board;
    struct view_item *view;
    struct playback playback;
    struct transcript *transcript;
    struct waveform *waveform; /* NULL: none */
    struct timeline timeline;
    enum panel_kind panel;
    struct pane pane;
    char language[SESSION_LANGUAGE_SIZE];
    bool is_stale;
    bool was_away;
    bool could_go_up, could_go_down;
    int64_t now_ms;
};

/* Where everything stands. */
struct oral_places {
    struct box title, portrait, facts, note, about;
    struct box tab;
    double tab_step;
    struct box panel, page_up, page_down, wave, follow;
    struct controls controls;
};

static const struct oral_places landscape = {
    .title = {48, 24, 1824, 88},
    .portrait = {48, 136, 560, 420},
    .facts = {48, 572, 560, 240},
    .note = {48, 824, 272, 112},
    .about = {336, 824, 272, 112},
    .tab = {640, 136, 240, 80},
    .tab_step = 256,
    .panel = {640, 232, 1112, 480},
    .page_up = {1776, 232, 96, 232},
    .page_down = {1776, 480, 96, 232},
    .wave = {640, 728, 1232, 96},
    .follow = {1552, 136, 320, 80},
    .controls = {.back15 = {640, 840, 160, 96},
                 .play = {816, 840, 240, 96},
                 .fwd15 = {1072, 840, 160, 96},
                 .speed = {1248, 840, 168, 96},
                 .language = {1432, 840, 208, 96},
                 .volume = {1656, 840, 216, 96}},
};
static const struct oral_places portrait = {
    .title = {48, 48, 984, 96},
    .portrait = {48, 160, 420, 392},
    .facts = {492, 160, 540, 280},
    .note = {492, 456, 262, 96},
    .about = {770, 456, 262, 96},
    .tab = {48, 576, 234, 88},
    .tab_step = 250,
    .panel = {48, 680, 864, 696},
    .page_up = {936, 680, 96, 340},
    .page_down = {936, 1036, 96, 340},
    .wave = {48, 1392, 984, 112},
    .follow = {798, 576, 234, 88},
    .controls = {.back15 = {48, 1520, 200, 120},
                 .play = {264, 1520, 552, 120},
                 .fwd15 = {832, 1520, 200, 120},
                 .speed = {48, 1656, 312, 112},
                 .language = {384, 1656, 312, 112},
                 .volume = {720, 1656, 312, 112}},
};

static void leave(void *self)
{
    struct oral *oral = self;
    if (oral == NULL)
        return;
    if (oral->view != NULL && oral->playback.is_open)
        playback_hide(&oral->playback);
    transcript_destroy(oral->transcript);
    board_destroy(oral->board);
    if (oral->waveform != NULL)
        waveform_free(oral->waveform);
    g_free(oral->timeline.heights);
    view_item_free(oral->view);
    g_free(oral);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct oral *oral = g_new0(struct oral, 1);
    oral->env = env;
    oral->board = board_create(env);
    oral->transcript = transcript_create(env);
    scroll_init(&oral->pane.scroll);
    g_strlcpy(oral->language, env->session->now.language, sizeof oral->language);
    oral->view = view_item_read(env->exhibition, route->item, oral->language, error);
    if (oral->view == NULL) {
        leave(oral);
        return NULL;
    }
    playback_init(&oral->playback, env, oral->view, "waveform.scrub", route->start_ms);
    if (oral->view->waveform != NULL)
        oral->waveform = waveform_read(oral->view->waveform, NULL);
    oral->timeline = (struct timeline){.playback = &oral->playback, .waveform = oral->waveform};
    transcript_set(oral->transcript, oral->view);
    return oral;
}

/* The visitor chose another language: titles and, where there are such, words in it. */
static void read_again(struct oral *oral)
{
    const char *language = oral->env->session->now.language;
    struct view_item *view =
        view_item_read(oral->env->exhibition, oral->view->item->card.id, language, NULL);
    g_strlcpy(oral->language, language, sizeof oral->language);
    if (view == NULL)
        return;
    transcript_set(oral->transcript, view);
    view_item_free(oral->view);
    oral->view = view;
    oral->playback.view = view;
}

static void add_note_and_about(struct oral *oral, const struct oral_places *places)
{
    struct board *board = oral->board;
    bool has_notes = oral->view->item->note_count > 0;
    struct box about = has_notes ? places->about : box_union(places->note, places->about);
    if (has_notes)
        button_add(board, &(struct button){.id = "content.note",
                                           .box = places->note,
                                           .icon = "info_outline",
                                           .label = board_word(board, "oral.whats_in_this"),
                                           .is_selected = oral->panel == PANEL_NOTES});
    button_add(board, &(struct button){.id = "about.person",
                                       .box = about,
                                       .icon = "person_outline",
                                       .label = board_word(board, "oral.about"),
                                       .is_selected = oral->panel == PANEL_ABOUT});
}

static void add_tabs(struct oral *oral, const struct oral_places *places)
{
    struct board *board = oral->board;
    const struct {
        const char *id;
        const char *word;
        enum panel_kind panel;
        bool is_there;
    } tabs[] = {{"tab.transcript", "oral.words", PANEL_WORDS, true},
                {"tab.chapters", "oral.chapters", PANEL_CHAPTERS, oral->view->chapter_count > 0},
                {"tab.quotes", "oral.quotes", PANEL_QUOTES, oral->view->item->quotation_count > 0}};
    int position = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(tabs); i++) {
        if (!tabs[i].is_there)
            continue;
        button_add(board,
                   &(struct button){.id = tabs[i].id,
                                    .box = box_move(places->tab, places->tab_step * position, 0),
                                    .label = board_word(board, tabs[i].word),
                                    .role = ACCESS_TAB,
                                    .is_selected = oral->panel == tabs[i].panel});
        position++;
    }
    oral->was_away = transcript_is_away(oral->transcript) && oral->panel == PANEL_WORDS &&
                     playback_is_playing(&oral->playback);
    if (oral->was_away)
        button_add(board, &(struct button){.id = "follow",
                                           .box = places->follow,
                                           .icon = board_is_portrait(board) ? NULL : "undo",
                                           .label = board_word(board, "oral.back_to_now")});
}

static void add_panel(struct oral *oral, const struct oral_places *places)
{
    struct board *board = oral->board;
    panel_add(board, places->panel, COLOR_BG1);
    const struct scroll *scroll = &oral->pane.scroll;
    if (oral->panel != PANEL_WORDS)
        panel_fill(board, &oral->pane, places->panel, oral->panel, oral->view);
    else if (oral->view->words == NULL || oral->view->words->count == 0) {
        text_add(board, "words.none", ACCESS_TEXT, box_inset(places->panel, 40),
                 &(struct label){.utf8 = board_word(board, "oral.in_preparation"),
                                 .role = TYPE_TRANSCRIPT,
                                 .color = COLOR_TEXT2});
        oral->pane.scroll.content = 0;
    } else {
        transcript_layout(oral->transcript, board, board_place(board, places->panel));
        scroll = transcript_scroll(oral->transcript);
    }
    oral->could_go_up = scroll_can_go(scroll, -1);
    oral->could_go_down = scroll_can_go(scroll, +1);
    pager_add(board, places->page_up, places->page_down, scroll);
}

static const char *status_of(const struct oral *oral)
{
    const char *key = playback_word(&oral->playback, oral->now_ms);
    return key != NULL ? board_word(oral->board, key) : item_contributor(oral->board, oral->view);
}

static void layout(void *self)
{
    struct oral *oral = self;
    struct board *board = oral->board;
    if (strcmp(oral->language, oral->env->session->now.language) != 0)
        read_again(oral);
    board_begin(board);
    const struct oral_places *places = board_is_portrait(board) ? &portrait : &landscape;
    const struct shown_card *card = &oral->view->item->card;
    title_add(board, places->title, card->title, card->title_language);
    item_head_add(board, oral->view, places->portrait, places->facts);
    add_note_and_about(oral, places);
    add_tabs(oral, places);
    add_panel(oral, places);
    timeline_add(board, &oral->timeline, card->title, places->wave);
    struct controls controls = places->controls;
    controls.words_language = oral->view->words_language;
    controls.has_languages = oral->view->language_count > 1;
    controls_add(board, &oral->playback, &controls);
    nav_add(board, status_of(oral), NULL);
    oral->is_stale = true;
}

static void show(void *self, int64_t now_ms)
{
    struct oral *oral = self;
    oral->now_ms = now_ms;
    playback_show(&oral->playback);
    layout(oral);
}

static void hide(void *self)
{
    struct oral *oral = self;
    playback_hide(&oral->playback);
}

static void open_panel(struct oral *oral, enum panel_kind panel)
{
    bool closes = panel == oral->panel && (panel == PANEL_NOTES || panel == PANEL_ABOUT);
    oral->panel = closes ? PANEL_WORDS : panel;
    scroll_init(&oral->pane.scroll);
}

static bool choose_panel(struct oral *oral, const char *node)
{
    static const struct {
        const char *id;
        enum panel_kind panel;
    } panels[] = {{"tab.transcript", PANEL_WORDS},
                  {"tab.chapters", PANEL_CHAPTERS},
                  {"tab.quotes", PANEL_QUOTES},
                  {"content.note", PANEL_NOTES},
                  {"about.person", PANEL_ABOUT}};
    for (size_t i = 0; i < G_N_ELEMENTS(panels); i++)
        if (g_str_equal(node, panels[i].id)) {
            open_panel(oral, panels[i].panel);
            return true;
        }
    return false;
}

static void next_language(struct oral *oral)
{
    const char *language = view_item_next_language(oral->view);
    if (language != NULL &&
        view_item_choose_words(oral->view, oral->env->exhibition, language, NULL))
        transcript_set(oral->transcript, oral->view);
}

/* Touches that are about words and panels; true when it was one. */
static bool words_event(struct oral *oral, const struct event *event, struct intent *intent)
{
    int64_t seek_ms = -1;
    bool is_mine = oral->panel == PANEL_WORDS ? transcript_event(oral->transcript, event, &seek_ms)
                                              : pane_event(&oral->pane, event);
    if (!is_mine)
        is_mine = panel_event(oral->env, oral->view, event, &seek_ms, intent);
    if (seek_ms >= 0)
        playback_play_from(&oral->playback, seek_ms);
    if (is_mine && event->type == EVENT_ACTIVATE && g_strcmp0(event->node, "skip.parts") == 0)
        transcript_set(oral->transcript, oral->view);
    return is_mine;
}

static struct intent event(void *self, const struct event *event)
{
    struct oral *oral = self;
    struct intent intent = intent_none();
    oral->now_ms = event->now_ms;
    if (event->type == EVENT_WAKE) {
        oral->is_stale = true;
        return intent;
    }
    if (words_event(oral, event, &intent)) {
        if (event->type != EVENT_DRAG)
            layout(oral);
        oral->is_stale = true;
        return intent;
    }
    if (playback_event(&oral->playback, event, &intent)) {
        if (event->type == EVENT_ACTIVATE || event->type == EVENT_ACTION)
            layout(oral);
        oral->is_stale = true;
        return intent;
    }
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent;
    if (g_str_equal(event->node, "language"))
        next_language(oral);
    else if (!choose_panel(oral, event->node))
        return intent_of_nav(event->node);
    layout(oral);
    return intent;
}

/* Whether a button of the words must look different now. */
static bool has_turned(const struct oral *oral)
{
    const struct scroll *scroll =
        oral->panel == PANEL_WORDS ? transcript_scroll(oral->transcript) : &oral->pane.scroll;
    bool is_away = transcript_is_away(oral->transcript) && oral->panel == PANEL_WORDS &&
                   playback_is_playing(&oral->playback);
    return is_away != oral->was_away || oral->could_go_up != scroll_can_go(scroll, -1) ||
           oral->could_go_down != scroll_can_go(scroll, +1);
}

static int64_t sooner(int64_t a, int64_t b)
{
    if (a < 0 || b < 0)
        return MAX(a, b);
    return MIN(a, b);
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct oral *oral = self;
    bool has_changed = false;
    bool is_stale = oral->is_stale;
    oral->now_ms = now_ms;
    int64_t again = playback_tick(&oral->playback, now_ms, &has_changed);
    if (has_changed)
        layout(oral);
    int64_t words_again = -1;
    bool is_moving = transcript_tick(oral->transcript, now_ms, playback_time_ms(&oral->playback),
                                     playback_is_playing(&oral->playback), &words_again);
    bool is_pane_moving = scroll_tick(&oral->pane.scroll, now_ms);
    if (has_turned(oral) && words_again != 0 && !is_pane_moving)
        layout(oral);
    oral->is_stale = false;
    again = sooner(again, sooner(words_again, is_pane_moving ? 0 : -1));
    return (struct tick){.is_dirty = is_stale || has_changed || is_moving || is_pane_moving ||
                                     playback_is_playing(&oral->playback),
                         .again_in_ms = again};
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct oral *oral = self;
    board_draw(oral->board, canvas, state);
    if (oral->panel == PANEL_WORDS)
        transcript_draw(oral->transcript, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct oral *oral = self;
    board_describe(oral->board, tree);
    if (oral->panel == PANEL_WORDS)
        transcript_describe(oral->transcript, tree);
}

static enum idle_class idle(const void *self)
{
    const struct oral *oral = self;
    return playback_is_playing(&oral->playback) ? IDLE_PLAYING : IDLE_READING;
}

const struct screen_class screen_oral = {.name = "oral",
                                         .enter = enter,
                                         .layout = layout,
                                         .show = show,
                                         .hide = hide,
                                         .event = event,
                                         .tick = tick,
                                         .draw = draw,
                                         .describe = describe,
                                         .idle = idle,
                                         .leave = leave};
