/* A film: its picture inside our own screen, captions drawn by us, its words beside it. */
#include "kiosk/caption.h"
#include "kiosk/panel.h"
#include "kiosk/playback.h"
#include "kiosk/screens.h"
#include "kiosk/transcript.h"
#include "kiosk/view_item.h"
#include "kiosk/widget_player.h"

#include <string.h>

enum { CONTROLS_MS = 5000 };

struct film {
    const struct screen_env *env;
    struct board *board;
    struct view_item *view;
    struct playback playback;
    struct transcript *transcript;
    struct timeline timeline;
    enum panel_kind panel;
    struct pane pane;
    struct box video; /* where it is drawn */
    char language[SESSION_LANGUAGE_SIZE];
    bool has_captions;
    bool is_described;
    bool is_full;        /* alone on the screen */
    int64_t controls_ms; /* when they were last asked for, in full screen */
    bool shows_controls;
    bool was_away, could_go_up, could_go_down;
    bool is_stale;
    int64_t now_ms;
};

struct film_places {
    struct box title, about, video, panel, page_up, page_down, follow, scrub;
    struct box subtitles, signing, described, full;
    struct controls controls;
};

static const struct film_places landscape = {
    .title = {48, 24, 1500, 72},
    .about = {1640, 24, 232, 72},
    .video = {48, 112, 1120, 630},
    .panel = {1192, 112, 568, 630},
    .page_up = {1776, 112, 96, 303},
    .page_down = {1776, 439, 96, 303},
    .follow = {1392, 24, 232, 72},
    .scrub = {48, 756, 1824, 80},
    .subtitles = {680, 848, 232, 88},
    .signing = {928, 848, 200, 88},
    .described = {1144, 848, 232, 88},
    .full = {1640, 848, 232, 88},
    .controls = {.play = {48, 848, 264, 88},
                 .back15 = {328, 848, 160, 88},
                 .fwd15 = {504, 848, 160, 88},
                 .volume = {1392, 848, 232, 88}},
};
static const struct film_places portrait = {
    .title = {48, 48, 736, 96},
    .about = {800, 48, 232, 96},
    .video = {0, 160, 1080, 608},
    .panel = {48, 792, 864, 584},
    .page_up = {936, 792, 96, 280},
    .page_down = {936, 1096, 96, 280},
    .follow = {552, 48, 232, 96},
    .scrub = {48, 1392, 984, 88},
    .subtitles = {48, 1632, 184, 120},
    .signing = {248, 1632, 184, 120},
    .described = {448, 1632, 184, 120},
    .full = {848, 1632, 184, 120},
    .controls = {.back15 = {48, 1496, 200, 120},
                 .play = {264, 1496, 552, 120},
                 .fwd15 = {832, 1496, 200, 120},
                 .volume = {648, 1632, 184, 120}},
};

static void leave(void *self)
{
    struct film *film = self;
    if (film == NULL)
        return;
    if (film->view != NULL && film->playback.is_open)
        playback_hide(&film->playback);
    transcript_destroy(film->transcript);
    board_destroy(film->board);
    g_free(film->timeline.heights);
    view_item_free(film->view);
    g_free(film);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct film *film = g_new0(struct film, 1);
    film->env = env;
    film->board = board_create(env);
    film->transcript = transcript_create(env);
    film->has_captions = env->session->now.has_captions;
    scroll_init(&film->pane.scroll);
    g_strlcpy(film->language, env->session->now.language, sizeof film->language);
    film->view = view_item_read(env->exhibition, route->item, film->language, error);
    if (film->view == NULL) {
        leave(film);
        return NULL;
    }
    playback_init(&film->playback, env, film->view, "scrub", route->start_ms);
    film->playback.is_signed = env->session->now.has_signing && film->view->signing != NULL;
    film->timeline = (struct timeline){.playback = &film->playback};
    transcript_set(film->transcript, film->view);
    bool has_words = film->view->words != NULL && film->view->words->count > 0;
    film->panel = has_words                       ? PANEL_WORDS
                  : film->view->chapter_count > 0 ? PANEL_CHAPTERS
                                                  : PANEL_ABOUT;
    return film;
}

static void read_again(struct film *film)
{
    const char *language = film->env->session->now.language;
    struct view_item *view =
        view_item_read(film->env->exhibition, film->view->item->card.id, language, NULL);
    g_strlcpy(film->language, language, sizeof film->language);
    if (view == NULL)
        return;
    transcript_set(film->transcript, view);
    view_item_free(film->view);
    film->view = view;
    film->playback.view = view;
}

static const struct frame *frame_of(const struct film *film)
{
    struct player *player = film->playback.is_open ? screen_env_player(film->env) : NULL;
    return player != NULL ? player_frame(player) : NULL;
}

static void paint_video(const struct widget *widget, const struct board *board,
                        struct canvas *canvas, const struct draw_state *state)
{
    const struct film *film = widget->data;
    struct box box = widget->node.box;
    const struct frame *frame = frame_of(film);
    if (frame != NULL) {
        canvas_fill(canvas, box, 0, (struct color){0, 0, 0, 255});
        struct box picture = canvas_frame(canvas, box, frame);
        if (film->has_captions && film->view->captions != NULL)
            caption_draw(board, canvas, film->view->captions, film->view->words_language,
                         playback_time_ms(&film->playback), picture);
    }
    bool is_inside = !film->is_full && !board_is_portrait(board);
    if (is_inside)
        canvas_round_off(canvas, box, board_measure(board, MEASURE_RADIUS_CARD),
                         board_color(board, COLOR_BG0));
    if (is_inside && theme_is_solid(film->env->theme))
        canvas_stroke(canvas, box, board_measure(board, MEASURE_RADIUS_CARD),
                      board_measure(board, MEASURE_BORDER), board_color(board, COLOR_LINE_STRONG));
}

static void add_video(struct film *film, struct box box)
{
    struct board *board = film->board;
    const struct shown_card *card = &film->view->item->card;
    struct art art = card_art(board, card, box.w);
    const char *alt =
        card->alt_short != NULL && card->alt_short[0] != '\0' ? card->alt_short : card->title;
    struct widget *widget = art_add(board, "video", box, &art, alt, card->alt_language);
    widget->node.role = ACCESS_VIDEO;
    widget->paint = paint_video;
    widget->data = film;
    if (film->is_full || board_is_portrait(board))
        widget->radius = 0;
    film->video = widget->node.box;
}

static void add_panel(struct film *film, const struct film_places *places)
{
    struct board *board = film->board;
    const struct scroll *scroll = &film->pane.scroll;
    panel_add(board, places->panel, COLOR_BG1);
    if (film->panel == PANEL_WORDS) {
        transcript_layout(film->transcript, board, board_place(board, places->panel));
        scroll = transcript_scroll(film->transcript);
    } else
        panel_fill(board, &film->pane, places->panel, film->panel, film->view);
    film->could_go_up = scroll_can_go(scroll, -1);
    film->could_go_down = scroll_can_go(scroll, +1);
    pager_add(board, places->page_up, places->page_down, scroll);
}

static void add_options(struct film *film, const struct film_places *places)
{
    struct board *board = film->board;
    const struct view_item *view = film->view;
    bool has_captions = view->captions != NULL && view->captions->count > 0;
    bool is_many = view->language_count > 1;
    const char *captions = !film->has_captions || !has_captions
                               ? board_word(board, "play.subtitles.off")
                           : is_many ? language_name(board, view->words_language)
                                     : board_word(board, "play.subtitles.on");
    button_add(board, &(struct button){.id = "subtitles",
                                       .box = places->subtitles,
                                       .icon = "closed_caption",
                                       .label = captions,
                                       .name = board_word(board, "play.subtitles"),
                                       .value = captions,
                                       .is_disabled = !has_captions});
    button_add(board, &(struct button){.id = "bsl",
                                       .box = places->signing,
                                       .icon = "sign_language",
                                       .label = board_word(board, "play.bsl"),
                                       .is_selected = film->playback.is_signed,
                                       .is_disabled = view->signing == NULL});
    button_add(board, &(struct button){.id = "audio.desc",
                                       .box = places->described,
                                       .icon = "audio_description",
                                       .label = board_word(board, "play.described"),
                                       .is_selected = film->is_described,
                                       .is_disabled = film->playback.status.audio_tracks < 2});
}

static const char *status_of(const struct film *film)
{
    const char *key = playback_word(&film->playback, film->now_ms);
    if (key != NULL && strcmp(key, "oral.no_sound") == 0)
        key = "film.no_picture";
    return key != NULL ? board_word(film->board, key) : item_contributor(film->board, film->view);
}

static void layout_full(struct film *film)
{
    struct board *board = film->board;
    struct box all = board_canvas(board);
    add_video(film, all);
    button_add(board, &(struct button){.id = "close",
                                       .box = box_make(all.w - 48 - 216, 48, 216, 96),
                                       .icon = "fullscreen_exit",
                                       .label = board_word(board, "play.close"),
                                       .is_content = true});
    if (!film->shows_controls)
        return;
    double y = all.h - 48 - 96;
    timeline_add(board, &film->timeline, film->view->item->card.title,
                 box_make(48, y - 112, all.w - 96, 96));
    bool is_playing = playback_is_playing(&film->playback);
    button_add(board,
               &(struct button){.id = "play",
                                .box = box_make(48, y, 320, 96),
                                .icon = is_playing ? "pause" : "play_arrow",
                                .label = board_word(board, is_playing ? "play.pause" : "play.play"),
                                .look = BUTTON_PRIMARY,
                                .is_disabled = !playback_is_possible(&film->playback)});
}

static void layout(void *self)
{
    struct film *film = self;
    struct board *board = film->board;
    if (strcmp(film->language, film->env->session->now.language) != 0)
        read_again(film);
    board_begin(board);
    film->is_stale = true;
    if (film->is_full) {
        layout_full(film);
        return;
    }
    const struct film_places *places = board_is_portrait(board) ? &portrait : &landscape;
    const struct shown_card *card = &film->view->item->card;
    film->was_away = transcript_is_away(film->transcript) && film->panel == PANEL_WORDS &&
                     playback_is_playing(&film->playback);
    struct box title = places->title;
    if (film->was_away)
        title.w = places->follow.x - 24 - title.x;
    title_add(board, title, card->title, card->title_language);
    if (film->was_away)
        button_add(board, &(struct button){.id = "follow",
                                           .box = places->follow,
                                           .label = board_word(board, "oral.back_to_now")});
    button_add(board, &(struct button){.id = "about.person",
                                       .box = places->about,
                                       .icon = "info_outline",
                                       .label = board_word(board, "oral.about"),
                                       .is_selected = film->panel == PANEL_ABOUT});
    add_video(film, places->video);
    add_panel(film, places);
    timeline_add(board, &film->timeline, card->title, places->scrub);
    struct controls controls = places->controls;
    if (film->playback.shows_volume)
        controls.language = box_union(places->subtitles, places->full);
    else
        add_options(film, places);
    controls_add(board, &film->playback, &controls);
    if (!film->playback.shows_volume)
        button_add(board, &(struct button){.id = "fullscreen",
                                           .box = places->full,
                                           .icon = "fullscreen",
                                           .label = board_word(board, "play.full"),
                                           .is_disabled = !playback_is_possible(&film->playback)});
    nav_add(board, status_of(film), NULL);
}

static void show(void *self, int64_t now_ms)
{
    struct film *film = self;
    film->now_ms = now_ms;
    playback_show(&film->playback);
    layout(film);
}

static void hide(void *self)
{
    struct film *film = self;
    film->is_full = false;
    playback_hide(&film->playback);
}

/* Off, then each language it has. */
static void next_captions(struct film *film)
{
    struct view_item *view = film->view;
    if (!film->has_captions) {
        film->has_captions = true;
        view_item_choose_words(view, film->env->exhibition, view->languages[0], NULL);
    } else {
        const char *next = view_item_next_language(view);
        film->has_captions = next != NULL && next != view->languages[0];
        if (film->has_captions)
            view_item_choose_words(view, film->env->exhibition, next, NULL);
    }
    transcript_set(film->transcript, view);
}

static void set_full(struct film *film, bool is_full)
{
    film->is_full = is_full;
    film->shows_controls = is_full;
    film->controls_ms = film->now_ms;
}

static bool option(struct film *film, const char *node)
{
    struct player *player = screen_env_player(film->env);
    if (g_str_equal(node, "subtitles") && film->view->language_count > 0)
        next_captions(film);
    else if (g_str_equal(node, "bsl"))
        playback_set_signed(&film->playback, !film->playback.is_signed);
    else if (g_str_equal(node, "audio.desc") && player != NULL) {
        film->is_described = !film->is_described;
        player_set_audio_track(player, film->is_described ? 1 : 0);
    } else if (g_str_equal(node, "fullscreen") || g_str_equal(node, "close"))
        set_full(film, node[0] == 'f');
    else if (g_str_equal(node, "about.person")) {
        bool has_words = film->view->words != NULL && film->view->words->count > 0;
        bool is_open = film->panel == PANEL_ABOUT && has_words;
        film->panel = is_open ? PANEL_WORDS : PANEL_ABOUT;
        scroll_init(&film->pane.scroll);
    } else
        return false;
    return true;
}

static bool words_event(struct film *film, const struct event *event, struct intent *intent)
{
    int64_t seek_ms = -1;
    if (film->is_full)
        return false;
    bool is_mine = film->panel == PANEL_WORDS ? transcript_event(film->transcript, event, &seek_ms)
                                              : pane_event(&film->pane, event);
    if (!is_mine)
        is_mine = panel_event(film->env, film->view, event, &seek_ms, intent);
    if (seek_ms >= 0)
        playback_play_from(&film->playback, seek_ms);
    return is_mine;
}

static struct intent event(void *self, const struct event *event)
{
    struct film *film = self;
    struct intent intent = intent_none();
    film->is_stale = true;
    if (event->type == EVENT_WAKE)
        return intent;
    film->now_ms = event->now_ms;
    if (film->is_full && event->type != EVENT_DRAG) {
        film->controls_ms = event->now_ms;
        if (!film->shows_controls) {
            film->shows_controls = true;
            layout(film);
        }
    }
    if (words_event(film, event, &intent) || playback_event(&film->playback, event, &intent)) {
        if (event->type != EVENT_DRAG)
            layout(film);
        return intent;
    }
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent;
    if (!option(film, event->node))
        return intent_of_nav(event->node);
    layout(film);
    return intent;
}

static bool has_turned(const struct film *film)
{
    if (film->is_full)
        return false;
    const struct scroll *scroll =
        film->panel == PANEL_WORDS ? transcript_scroll(film->transcript) : &film->pane.scroll;
    bool is_away = transcript_is_away(film->transcript) && film->panel == PANEL_WORDS &&
                   playback_is_playing(&film->playback);
    return is_away != film->was_away || film->could_go_up != scroll_can_go(scroll, -1) ||
           film->could_go_down != scroll_can_go(scroll, +1);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 || b < 0 ? MAX(a, b) : MIN(a, b);
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct film *film = self;
    bool has_changed = false;
    bool is_stale = film->is_stale;
    film->now_ms = now_ms;
    int64_t again = playback_tick(&film->playback, now_ms, &has_changed);
    bool is_playing = playback_is_playing(&film->playback);
    bool hides = film->is_full && film->shows_controls && is_playing &&
                 now_ms - film->controls_ms >= CONTROLS_MS;
    if (hides)
        film->shows_controls = false;
    int64_t words_again = -1;
    bool is_moving = transcript_tick(film->transcript, now_ms, playback_time_ms(&film->playback),
                                     is_playing, &words_again);
    bool is_pane_moving = scroll_tick(&film->pane.scroll, now_ms);
    bool is_still = words_again != 0 && !is_pane_moving;
    if (has_changed || hides || (has_turned(film) && is_still))
        layout(film);
    film->is_stale = false;
    if (film->is_full && film->shows_controls && is_playing)
        again = sooner(again, CONTROLS_MS - (now_ms - film->controls_ms));
    again = sooner(again, sooner(words_again, is_pane_moving ? 0 : -1));
    return (struct tick){.is_dirty = is_stale || has_changed || is_moving || is_pane_moving ||
                                     hides || is_playing,
                         .again_in_ms = again};
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct film *film = self;
    board_draw(film->board, canvas, state);
    if (film->panel == PANEL_WORDS && !film->is_full)
        transcript_draw(film->transcript, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct film *film = self;
    board_describe(film->board, tree);
    if (film->panel == PANEL_WORDS && !film->is_full)
        transcript_describe(film->transcript, tree);
}

static enum idle_class idle(const void *self)
{
    const struct film *film = self;
    return playback_is_playing(&film->playback) ? IDLE_PLAYING : IDLE_READING;
}

const struct screen_class screen_film = {.name = "film",
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
