/* A film: its picture inside our own screen, captions drawn by us, its words beside it. */
#include "kiosk/film_inside.h"
#include "kiosk/screens.h"
#include "kiosk/view_home.h"

#include <math.h>
#include <string.h>

enum { CONTROLS_MS = 5000, NOTICE_INSET = 16 };

struct film_places {
    struct box title, tabs, video, signer, panel, panel_signed, page_up, page_down, follow, scrub;
    struct box subtitles, signing, described, full;
    struct controls controls;
};

static const struct film_places landscape = {
    .title = {48, 24, 1120, 72},
    .tabs = {1192, 24, 680, 72},
    .video = {48, 112, 1120, 630},
    .signer = {1192, 112, 680, 630},
    .panel = {1192, 112, 568, 630},
    .page_up = {1776, 112, 96, 303},
    .page_down = {1776, 439, 96, 303},
    .follow = {936, 24, 232, 72},
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
    .title = {48, 48, 984, 96},
    .tabs = {48, 784, 984, 80},
    .video = {0, 160, 1080, 608},
    .signer = {48, 880, 432, 496},
    .panel = {48, 880, 864, 496},
    .panel_signed = {504, 880, 408, 496},
    .page_up = {936, 880, 96, 240},
    .page_down = {936, 1136, 96, 240},
    .follow = {800, 48, 232, 96},
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
    recording_leave(&film->recording);
    g_free(film);
}

/* What stands beside the film at first. */
static enum panel_kind first_panel(const struct film *film)
{
    const struct recording *recording = &film->recording;
    if (recording_has_words(recording) || recording->playback.is_signed)
        return PANEL_WORDS;
    return recording->view->chapter_count > 0 ? PANEL_CHAPTERS : PANEL_ABOUT;
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct film *film = g_new0(struct film, 1);
    struct recording *recording = &film->recording;
    if (!recording_enter(recording, env, route, "scrub", error)) {
        g_free(film);
        return NULL;
    }
    film->has_captions = env->session->now.has_captions;
    recording->playback.is_signed =
        env->session->now.has_signing && recording->view->signing != NULL;
    recording->panel = first_panel(film);
    return film;
}

/* The signer in the place of the words or, standing up, beside them; what was opened over the
 * words is not hidden. */
static void add_beside(struct film *film, const struct film_places *places)
{
    struct recording *recording = &film->recording;
    bool is_portrait = board_is_portrait(recording->board);
    bool has_signer = film_is_signed(film) && (is_portrait || recording->panel == PANEL_WORDS);
    recording->is_covered = has_signer && !is_portrait;
    if (has_signer)
        film_add_signer(film, places->signer);
    if (!has_signer || is_portrait)
        recording_add_panel(recording, has_signer ? places->panel_signed : places->panel,
                            places->page_up, places->page_down);
}

static struct button captions_button(struct film *film, struct box box)
{
    struct board *board = film->recording.board;
    const struct view_item *view = film->recording.view;
    bool has_captions = view->captions != NULL && view->captions->count > 0;
    bool is_many = view->caption_language_count > 1;
    const char *label = !film->has_captions || !has_captions
                            ? board_word(board, "play.subtitles.off")
                        : is_many ? view_language_name(view->captions_language)
                                  : board_word(board, "play.subtitles.on");
    return (struct button){.id = "subtitles",
                           .box = box,
                           .icon = "closed_caption",
                           .label = label,
                           .name = board_word(board, "play.subtitles"),
                           .value = label,
                           .is_disabled = !has_captions};
}

/* The buttons of a film beside those of any recording, in letters of one size or nearly: a long word
 * does not make the large letters of others small. The volume's are as theirs. */
static void add_options(struct film *film, const struct film_places *places,
                        struct controls *controls)
{
    struct board *board = film->recording.board;
    const struct playback *playback = &film->recording.playback;
    struct button buttons[] = {
        captions_button(film, places->subtitles),
        {.id = "bsl",
         .box = places->signing,
         .icon = "sign_language",
         .label = board_word(board, "play.bsl"),
         .is_selected = film_is_signed(film),
         .is_disabled = !playback_can_sign(playback)},
        {.id = "audio.desc",
         .box = places->described,
         .icon = "audio_description",
         .label = board_word(board, "play.described"),
         .is_selected = playback->is_described,
         .is_disabled = !playback_can_describe(playback)},
        {.id = "fullscreen",
         .box = places->full,
         .icon = "fullscreen",
         .label = board_word(board, "play.full"),
         .is_disabled = !playback_is_possible(playback)},
    };
    controls->most_px = HUGE_VAL;
    for (size_t i = 0; i < G_N_ELEMENTS(buttons); i++)
        controls->most_px = MIN(controls->most_px, button_label_px(board, &buttons[i]));
    controls->most_px = MAX(controls->most_px, board_type(board, TYPE_BUTTON).size_px * 0.7);
    controls_add(board, playback, controls);
    for (size_t i = 0; i < G_N_ELEMENTS(buttons); i++) {
        buttons[i].most_px = controls->most_px;
        button_add(board, &buttons[i]);
    }
}

static bool has_words_open(const struct film *film)
{
    return film->recording.panel == PANEL_WORDS && !film->recording.is_covered;
}

/* What can stand beside the film. The open words' own tab chooses their language, where there are
 * several: apart from the captions'. */
static void add_tabs(struct film *film, struct box row)
{
    struct recording *recording = &film->recording;
    struct board *board = recording->board;
    bool is_open = has_words_open(film);
    bool chooses = is_open && recording->view->language_count > 1;
    const struct {
        const char *id, *icon, *label;
        bool is_there, is_selected;
    } tabs[] = {{chooses ? "language" : "tab.transcript",
                 chooses && recording->view->other_language == NULL ? "translate" : NULL,
                 chooses ? recording_words_label(recording) : board_word(board, "film.transcript"),
                 recording_has_words(recording), is_open},
                {"tab.chapters", NULL, board_word(board, "film.chapters"),
                 recording->view->chapter_count > 0, recording->panel == PANEL_CHAPTERS},
                {"about.person", NULL, board_word(board, "oral.about"), true,
                 recording->panel == PANEL_ABOUT}};
    int count = 0, position = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(tabs); i++)
        count += tabs[i].is_there;
    double width = MIN((row.w - 16 * (count - 1)) / count, row.w / 2);
    double x = row.x + row.w - count * width - 16 * (count - 1);
    for (size_t i = 0; i < G_N_ELEMENTS(tabs); i++)
        if (tabs[i].is_there)
            button_add(board, &(struct button){.id = tabs[i].id,
                                               .box = box_make(x + (width + 16) * position++, row.y,
                                                               width, row.h),
                                               .icon = tabs[i].icon,
                                               .label = tabs[i].label,
                                               .role = ACCESS_TAB,
                                               .is_selected = tabs[i].is_selected});
}

static void add_title(struct film *film, const struct film_places *places)
{
    struct board *board = film->recording.board;
    const struct shown_card *card = &film->recording.view->item->card;
    bool is_away = recording_place_follow(&film->recording);
    struct box title = places->title;
    if (is_away)
        title.w = places->follow.x - 24 - title.x;
    title_add(board, title, card->title, card->title_language);
    if (is_away)
        button_add(board, &(struct button){.id = "follow",
                                           .box = places->follow,
                                           .label = board_word(board, "oral.back_to_now")});
}

/* What the bar says: who leads the film, or what the visitor should know, which stands over the
 * picture where the bar has no room for it; standing up it is under the panel. */
static const char *add_status(struct film *film, const struct film_places *places)
{
    const struct recording *recording = &film->recording;
    const struct board *board = recording->board;
    const char *notice = recording_notice(recording);
    if (notice != NULL && nav_holds(board, notice))
        return notice;
    if (!board_is_portrait(board))
        film_add_notice(film,
                        box_make(places->video.x + NOTICE_INSET, places->video.y + NOTICE_INSET,
                                 places->video.w - 2 * NOTICE_INSET, 0));
    return item_contributor(board, recording->view);
}

static void layout(void *self)
{
    struct film *film = self;
    struct recording *recording = &film->recording;
    struct board *board = recording->board;
    recording_begin(recording);
    if (film->recording.is_alone) {
        film_layout_full(film);
        return;
    }
    const struct film_places *places = board_is_portrait(board) ? &portrait : &landscape;
    add_title(film, places);
    film_add_video(film, places->video);
    add_beside(film, places);
    add_tabs(film, places->tabs);
    timeline_add(board, &recording->timeline, recording->view->item->card.title, places->scrub);
    struct controls controls = places->controls;
    if (recording->playback.shows_volume) {
        controls.language = box_union(places->subtitles, places->full);
        controls_add(board, &recording->playback, &controls);
    } else
        add_options(film, places, &controls);
    nav_add(board, add_status(film, places), NULL);
}

static void show(void *self, int64_t now_ms)
{
    struct film *film = self;
    recording_show(&film->recording, now_ms);
    layout(film);
}

static void hide(void *self)
{
    struct film *film = self;
    film->recording.is_alone = false;
    recording_hide(&film->recording);
}

/* Off, then each language they are in. */
static void next_captions(struct film *film)
{
    struct view_item *view = film->recording.view;
    const char *next =
        film->has_captions ? view_item_next_captions(view) : view->caption_languages[0];
    film->has_captions = next != NULL;
    film->recording.has_chosen = true;
    if (film->has_captions)
        view_item_choose_captions(view, film->recording.env->exhibition, next, NULL);
}

static void set_full(struct film *film, bool is_alone)
{
    film->recording.is_alone = is_alone;
    film->shows_controls = is_alone;
    film->controls_ms = film->recording.now_ms;
}

/* The words come forward of a signer who stands in their place. */
static bool choose_panel(struct film *film, const char *node)
{
    struct recording *recording = &film->recording;
    if (g_str_equal(node, "language"))
        recording_next_words(recording);
    else if (g_str_equal(node, "tab.transcript")) {
        if (recording->is_covered)
            playback_set_signed(&recording->playback, false);
        recording_open_panel(recording, PANEL_WORDS);
    } else if (g_str_equal(node, "tab.chapters"))
        recording_open_panel(recording, PANEL_CHAPTERS);
    else if (g_str_equal(node, "about.person")) {
        bool is_open = recording->panel == PANEL_ABOUT;
        recording_open_panel(recording, is_open ? first_panel(film) : PANEL_ABOUT);
    } else
        return false;
    return true;
}

/* A signer who is asked for takes the place of whatever is open there. */
static void toggle_signer(struct film *film)
{
    struct playback *playback = &film->recording.playback;
    playback_set_signed(playback, !playback->is_signed);
    recording_open_panel(&film->recording, first_panel(film));
}

static bool option(struct film *film, const char *node)
{
    struct playback *playback = &film->recording.playback;
    if (g_str_equal(node, "subtitles") && film->recording.view->caption_language_count > 0)
        next_captions(film);
    else if (g_str_equal(node, "bsl"))
        toggle_signer(film);
    else if (g_str_equal(node, "audio.desc"))
        playback_set_described(playback, !playback->is_described);
    else if (g_str_equal(node, "bsl.place"))
        film->is_over = !film->is_over;
    else if (g_str_equal(node, "fullscreen") || g_str_equal(node, "close"))
        set_full(film, node[0] == 'f');
    else
        return choose_panel(film, node);
    return true;
}

/* In full screen every touch brings the controls back. */
static void bring_controls(struct film *film, const struct event *event)
{
    if (!film->recording.is_alone || event->type == EVENT_DRAG || event->type == EVENT_WAKE)
        return;
    film->controls_ms = event->now_ms;
    if (film->shows_controls)
        return;
    film->shows_controls = true;
    layout(film);
}

static struct intent event(void *self, const struct event *event)
{
    struct film *film = self;
    struct intent intent = intent_none();
    bool needs_layout;
    bring_controls(film, event);
    if (recording_event(&film->recording, event, &needs_layout, &intent)) {
        if (needs_layout)
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

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct film *film = self;
    bool needs_layout;
    struct tick tick = recording_tick(&film->recording, now_ms, &needs_layout);
    bool counts = film->recording.is_alone && film->shows_controls &&
                  playback_is_playing(&film->recording.playback);
    int64_t left_ms = CONTROLS_MS - (now_ms - film->controls_ms);
    if (counts && left_ms <= 0) {
        film->shows_controls = false;
        needs_layout = tick.is_dirty = true;
    } else if (counts)
        tick.again_in_ms = recording_sooner(tick.again_in_ms, left_ms);
    if (needs_layout)
        layout(film);
    film->recording.is_stale = false;
    return tick;
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct film *film = self;
    recording_draw(&film->recording, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct film *film = self;
    recording_describe(&film->recording, tree);
}

static enum idle_class idle(const void *self)
{
    const struct film *film = self;
    return recording_idle(&film->recording);
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
