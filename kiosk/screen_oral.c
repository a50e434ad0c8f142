/* An oral history: one person heard. The words follow the sound; a touch on a line plays it. */
#include "kiosk/finding.h"
#include "kiosk/item_head.h"
#include "kiosk/lines.h"
#include "kiosk/recording.h"
#include "kiosk/screens.h"

struct oral {
    struct recording recording; /* first: see recording_screen_draw() */
    struct finding finding;
};

/* Where everything stands. */
struct oral_places {
    struct box title, portrait, facts, note, about;
    struct box tab;
    double tab_step;
    struct box find; /* the button; its left end begins with the first tab when it is open */
    struct box panel, page_up, page_down, follow;
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
    .find = {1640, 136, 232, 80},
    .follow = {1408, 136, 216, 80},
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
    .find = {798, 576, 234, 88},
    .follow = {48, 1288, 864, 88},
};

static void leave(void *self)
{
    struct oral *oral = self;
    if (oral == NULL)
        return;
    recording_leave(&oral->recording);
    finding_finish(&oral->finding);
    g_free(oral);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct oral *oral = g_new0(struct oral, 1);
    if (!recording_enter(&oral->recording, env, route, "waveform.scrub", error)) {
        g_free(oral);
        return NULL;
    }
    finding_init(&oral->finding);
    recording_pair_words(&oral->recording);
    if (!recording_has_words(&oral->recording) && oral->recording.view->chapter_count > 0)
        oral->recording.panel = PANEL_CHAPTERS;
    return oral;
}

static void add_note_and_about(struct oral *oral, const struct oral_places *places)
{
    struct board *board = oral->recording.board;
    bool has_notes = oral->recording.view->item->note_count > 0;
    struct box about = has_notes ? places->about : box_union(places->note, places->about);
    if (has_notes)
        button_add(board, &(struct button){.id = "content.note",
                                           .box = places->note,
                                           .icon = "info_outline",
                                           .label = board_word(board, "oral.whats_in_this"),
                                           .is_selected = oral->recording.panel == PANEL_NOTES});
    button_add(board, &(struct button){.id = "about.person",
                                       .box = about,
                                       .icon = "person_outline",
                                       .label = board_word(board, "oral.about"),
                                       .role = ACCESS_TAB,
                                       .is_selected = oral->recording.panel == PANEL_ABOUT});
}

static void add_tabs(struct oral *oral, const struct oral_places *places)
{
    struct board *board = oral->recording.board;
    const struct {
        const char *id;
        const char *word;
        enum panel_kind panel;
        bool is_there;
    } tabs[] = {
        {"tab.transcript", "oral.words", PANEL_WORDS, true},
        {"tab.chapters", "oral.chapters", PANEL_CHAPTERS, oral->recording.view->chapter_count > 0},
        {"tab.quotes", "oral.quotes", PANEL_QUOTES,
         oral->recording.view->item->quotation_count > 0}};
    int position = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(tabs); i++) {
        if (!tabs[i].is_there)
            continue;
        button_add(board,
                   &(struct button){.id = tabs[i].id,
                                    .box = box_move(places->tab, places->tab_step * position, 0),
                                    .label = board_word(board, tabs[i].word),
                                    .role = ACCESS_TAB,
                                    .is_selected = oral->recording.panel == tabs[i].panel});
        position++;
    }
    if (recording_has_words(&oral->recording))
        button_add(board, &(struct button){.id = "find.in",
                                           .box = places->find,
                                           .icon = "search",
                                           .label = board_word(board, "oral.find")});
}

static void add_row(struct oral *oral, const struct oral_places *places)
{
    struct recording *recording = &oral->recording;
    if (oral->finding.state == FINDING_CLOSED)
        add_tabs(oral, places);
    else
        finding_add(recording->board, &oral->finding, recording->transcript,
                    box_union(places->tab, places->find));
}

/* The words, above the keyboard where there is one, and above "Back to now" where it stands below. */
static void add_words(struct oral *oral, const struct oral_places *places)
{
    struct recording *recording = &oral->recording;
    struct box panel = places->panel, up = places->page_up, down = places->page_down;
    bool is_away = recording_place_follow(recording) && oral->finding.state == FINDING_CLOSED;
    if (oral->finding.state == FINDING_TYPING) {
        panel.h = keys_top(recording->board) - 16 - panel.y;
        up.h = (panel.h - 16) / 2;
        down = box_make(up.x, up.y + up.h + 16, up.w, up.h);
    } else if (is_away && board_is_portrait(recording->board))
        panel.h = places->follow.y - 16 - panel.y;
    recording_add_panel(recording, panel, up, down);
    if (is_away)
        button_add(recording->board,
                   &(struct button){.id = "follow",
                                    .box = places->follow,
                                    .label = board_word(recording->board, "oral.back_to_now")});
}

/* Where what is looked for is said. */
static void mark_found(struct oral *oral)
{
    const struct lines *lines = transcript_lines(oral->recording.transcript);
    GArray **found_ms = &oral->recording.timeline.found_ms;
    if (*found_ms == NULL)
        *found_ms = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_array_set_size(*found_ms, 0);
    for (size_t i = 0; i < lines->count; i++)
        if (lines->lines[i].is_found)
            g_array_append_val(*found_ms, lines->lines[i].begin_ms);
}

static void add_player(struct oral *oral, const struct oral_places *places)
{
    struct recording *recording = &oral->recording;
    if (oral->finding.state == FINDING_TYPING) {
        keys_add(recording->board, &oral->finding.keys, places->panel.x);
        return;
    }
    mark_found(oral);
    recording_add_player(recording, true);
}

static const char *status_of(const struct oral *oral)
{
    const char *notice = recording_notice(&oral->recording);
    return notice != NULL ? notice : item_subject(oral->recording.board, oral->recording.view);
}

static void layout(void *self)
{
    struct oral *oral = self;
    struct recording *recording = &oral->recording;
    struct board *board = recording->board;
    recording_begin(recording);
    const struct oral_places *places = board_is_portrait(board) ? &portrait : &landscape;
    const struct shown_card *card = &recording->view->item->card;
    title_add(board, places->title, card->title, card->title_language);
    item_head_add(board, recording->view, places->portrait, places->facts);
    add_note_and_about(oral, places);
    add_row(oral, places);
    add_words(oral, places);
    add_player(oral, places);
    nav_add(board, status_of(oral), NULL);
}

static void show(void *self, int64_t now_ms)
{
    struct oral *oral = self;
    recording_show(&oral->recording, now_ms);
    layout(oral);
}

static void open_panel(struct oral *oral, enum panel_kind panel)
{
    bool closes = panel == oral->recording.panel && (panel == PANEL_NOTES || panel == PANEL_ABOUT);
    recording_open_panel(&oral->recording, closes ? PANEL_WORDS : panel);
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

static struct intent event(void *self, const struct event *event)
{
    struct oral *oral = self;
    struct intent intent = intent_none();
    bool needs_layout;
    if (finding_event(oral->recording.env, &oral->finding, oral->recording.transcript, event)) {
        if (oral->finding.state != FINDING_CLOSED)
            oral->recording.panel = PANEL_WORDS;
        layout(oral);
        return intent;
    }
    if (recording_event(&oral->recording, event, &needs_layout, &intent)) {
        if (needs_layout)
            layout(oral);
        return intent;
    }
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent;
    if (g_str_equal(event->node, "language"))
        recording_next_words(&oral->recording);
    else if (!choose_panel(oral, event->node))
        return intent_of_nav(event->node);
    layout(oral);
    return intent;
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct oral *oral = self;
    bool needs_layout;
    struct tick tick = recording_tick(&oral->recording, now_ms, &needs_layout);
    if (needs_layout)
        layout(oral);
    oral->recording.is_stale = false;
    return tick;
}

static bool wants_text(const void *self)
{
    const struct oral *oral = self;
    return oral->finding.state == FINDING_TYPING;
}

const struct screen_class screen_oral = {.name = "oral",
                                         .enter = enter,
                                         .layout = layout,
                                         .show = show,
                                         .hide = recording_screen_hide,
                                         .event = event,
                                         .tick = tick,
                                         .draw = recording_screen_draw,
                                         .describe = recording_screen_describe,
                                         .idle = recording_screen_idle,
                                         .wants_text = wants_text,
                                         .leave = leave};
