/* A poem or a document: its words set to be read, lit line by line where its author reads them; a
 * document's pages as pictures beside their words. */
#include "kiosk/closeup.h"
#include "kiosk/item_head.h"
#include "kiosk/recording.h"
#include "kiosk/screens.h"
#include "kiosk/widgets.h"

#include <string.h>

struct reading {
    struct recording recording; /* first: see recording_screen_draw() */
    size_t page;
    struct closeup closeup; /* of the page, of several */
    bool has_lines;         /* words with times: they are lit */
};

struct text_places {
    struct box title, picture, facts, first, second;
    struct box panel, page_up, page_down;
    double spoken_panel;                      /* how high the panel is above the player */
    struct box page, page_before, page_after; /* of a document of pages … */
    struct box paged_panel, paged_up, paged_down, paged_first, paged_second; /* … and beside it */
};

static const struct text_places landscape = {
    .title = {48, 24, 1824, 88},
    .picture = {48, 136, 560, 420},
    .facts = {48, 572, 560, 248},
    .first = {48, 840, 272, 96},
    .second = {336, 840, 272, 96},
    .panel = {640, 136, 1112, 800},
    .page_up = {1776, 136, 96, 388},
    .page_down = {1776, 548, 96, 388},
    .spoken_panel = 576,
    .page = {48, 136, 800, 688},
    .page_before = {48, 840, 392, 96},
    .page_after = {456, 840, 392, 96},
    .paged_panel = {880, 136, 872, 688},
    .paged_up = {1776, 136, 96, 336},
    .paged_down = {1776, 488, 96, 336},
    .paged_first = {880, 840, 488, 96},
    .paged_second = {1384, 840, 488, 96},
};
static const struct text_places portrait = {
    .title = {48, 48, 984, 96},
    .picture = {48, 160, 420, 392},
    .facts = {492, 160, 540, 280},
    .first = {492, 456, 262, 96},
    .second = {770, 456, 262, 96},
    .panel = {48, 576, 864, 1168},
    .page_up = {936, 576, 96, 572},
    .page_down = {936, 1172, 96, 572},
    .spoken_panel = 800,
    .page = {48, 160, 984, 776},
    .page_before = {48, 952, 484, 96},
    .page_after = {548, 952, 484, 96},
    .paged_panel = {48, 1072, 864, 568},
    .paged_up = {936, 1072, 96, 276},
    .paged_down = {936, 1364, 96, 276},
    .paged_first = {48, 1656, 484, 96},
    .paged_second = {548, 1656, 484, 96},
};

static void leave(void *self)
{
    struct reading *reading = self;
    if (reading == NULL)
        return;
    closeup_close(&reading->closeup);
    recording_leave(&reading->recording);
    g_free(reading);
}

static bool has_text(const struct reading *reading)
{
    return reading->has_lines || reading->recording.view->item->text[0] != '\0';
}

static enum panel_kind first_panel(const struct reading *reading)
{
    if (reading->has_lines)
        return PANEL_WORDS;
    return has_text(reading) ? PANEL_TEXT : PANEL_ABOUT;
}

static bool has_pages(const struct reading *reading)
{
    return reading->recording.view->page_count > 1;
}

static void turn_to(struct reading *reading, size_t page)
{
    const struct view_item *view = reading->recording.view;
    reading->page = page;
    closeup_open(&reading->closeup, reading->recording.env, &view->pages[page],
                 view->item->allows_zoom);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct reading *reading = g_new0(struct reading, 1);
    struct recording *recording = &reading->recording;
    if (!recording_enter(recording, env, route, "waveform.scrub", error)) {
        g_free(reading);
        return NULL;
    }
    reading->has_lines =
        recording->view->playable != NULL && recording_has_words(&reading->recording);
    recording->panel = first_panel(reading);
    if (has_pages(reading))
        turn_to(reading, 0);
    return reading;
}

static void add_buttons(struct reading *reading, struct box first, struct box second)
{
    struct recording *recording = &reading->recording;
    struct board *board = recording->board;
    bool has_picture = recording->view->picture != NULL;
    if (has_picture)
        button_add(board, &(struct button){.id = "look",
                                           .box = first,
                                           .icon = "zoom_in",
                                           .label = board_word(board, "kind.image")});
    button_add(board, &(struct button){.id = "about.person",
                                       .box = has_picture ? second : box_union(first, second),
                                       .icon = "info_outline",
                                       .label = board_word(board, "oral.about"),
                                       .is_selected = recording->panel == PANEL_ABOUT});
}

static const char *page_text(const struct reading *reading)
{
    struct board *board = reading->recording.board;
    g_autofree char *n = g_strdup_printf("%zu", reading->page + 1);
    g_autofree char *total = g_strdup_printf("%zu", reading->recording.view->page_count);
    const struct word_value values[] = {{"n", n}, {"total", total}, {NULL, NULL}};
    return board_take(board, words_format(board_env(board)->words, "read.page", values));
}

static void paint_page(const struct widget *widget, const struct board *board,
                       struct canvas *canvas, const struct draw_state *state)
{
    const struct reading *reading = widget->data;
    uint32_t seed = (uint32_t)reading->recording.view->item->card.id + (uint32_t)reading->page;
    closeup_draw(&reading->closeup, canvas, seed);
}

/* Whether a page has a text of its own with nothing in it. */
static bool is_blank(const char *text)
{
    return text != NULL && text[strspn(text, " \t\r\n")] == '\0';
}

static void add_page(struct reading *reading, const struct text_places *places)
{
    struct recording *recording = &reading->recording;
    struct board *board = recording->board;
    struct widget *page = board_add(board, &(struct access_node){.id = "page",
                                                                 .role = ACCESS_IMAGE,
                                                                 .name = page_text(reading),
                                                                 .box = places->page,
                                                                 .is_draggable = true});
    page->paint = paint_page;
    page->data = reading;
    closeup_place(&reading->closeup, page->node.box);
    if (closeup_state(&reading->closeup) == CLOSEUP_BROKEN)
        notice_add(board, "broken", places->page, board_word(board, "image.broken"));
    const struct {
        const char *id;
        const char *icon;
        const char *word;
        struct box box;
        bool is_off;
    } buttons[] = {
        {"page.before", "arrow_back", "read.page.before", places->page_before, reading->page == 0},
        {"page.after", "arrow_forward", "read.page.after", places->page_after,
         reading->page + 1 >= recording->view->page_count}};
    for (size_t i = 0; i < G_N_ELEMENTS(buttons); i++)
        button_add(board, &(struct button){.id = buttons[i].id,
                                           .box = buttons[i].box,
                                           .icon = buttons[i].icon,
                                           .label = board_word(board, buttons[i].word),
                                           .is_disabled = buttons[i].is_off});
    add_buttons(reading, places->paged_first, places->paged_second);
    recording_add_panel(recording, places->paged_panel, places->paged_up, places->paged_down);
    if (recording->panel == PANEL_TEXT && is_blank(recording->view->text))
        notice_add(board, "no.words", places->paged_panel, board_word(board, "read.page.no_words"));
}

static void add_reading(struct reading *reading, const struct text_places *places)
{
    struct recording *recording = &reading->recording;
    struct board *board = recording->board;
    struct box panel = places->panel, up = places->page_up, down = places->page_down;
    item_head_add(board, recording->view, places->picture, places->facts);
    add_buttons(reading, places->first, places->second);
    bool is_read = recording->view->playable != NULL;
    if (is_read) {
        panel.h = places->spoken_panel;
        up.h = down.h = (panel.h - 24) / 2;
        down.y = up.y + up.h + 24;
    }
    recording_add_panel(recording, panel, up, down);
    if (is_read)
        recording_add_player(recording, false);
}

static void layout(void *self)
{
    struct reading *reading = self;
    struct recording *recording = &reading->recording;
    struct board *board = recording->board;
    recording_begin(recording);
    const struct text_places *places = board_is_portrait(board) ? &portrait : &landscape;
    const struct shown_card *card = &recording->view->item->card;
    view_item_choose_page(recording->view, reading->page);
    title_add(board, places->title, card->title, card->title_language);
    if (has_pages(reading))
        add_page(reading, places);
    else
        add_reading(reading, places);
    const char *notice = recording->view->playable != NULL ? recording_notice(recording) : NULL;
    nav_add(board,
            notice != NULL       ? notice
            : has_pages(reading) ? page_text(reading)
                                 : board_word(board, "read.title"),
            NULL);
}

static void show(void *self, int64_t now_ms)
{
    struct reading *reading = self;
    recording_show(&reading->recording, now_ms);
    layout(reading);
}

static bool turn_page(struct reading *reading, const char *node)
{
    bool is_before = g_str_equal(node, "page.before");
    size_t next = reading->page + (is_before ? (size_t)-1 : 1);
    if (!is_before && !g_str_equal(node, "page.after"))
        return false;
    if (next < reading->recording.view->page_count)
        turn_to(reading, next);
    recording_open_panel(&reading->recording, first_panel(reading));
    return true;
}

static struct intent look(const struct reading *reading)
{
    struct intent intent = intent_open("picture", reading->recording.view->item->card.id, 0, NULL);
    intent.route.page = (int)reading->page;
    return intent;
}

static struct intent event(void *self, const struct event *event)
{
    struct reading *reading = self;
    struct recording *recording = &reading->recording;
    struct intent intent = intent_none();
    bool needs_layout;
    if (has_pages(reading) &&
        closeup_event(&reading->closeup, event, g_strcmp0(event->node, "page") == 0)) {
        recording->is_stale = true;
        return intent;
    }
    if (recording_event(recording, event, &needs_layout, &intent)) {
        if (needs_layout)
            layout(reading);
        return intent;
    }
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent;
    if (g_str_equal(event->node, "look"))
        return look(reading);
    if (g_str_equal(event->node, "language"))
        recording_next_words(recording);
    else if (g_str_equal(event->node, "about.person"))
        recording_open_panel(recording,
                             recording->panel == PANEL_ABOUT ? first_panel(reading) : PANEL_ABOUT);
    else if (!turn_page(reading, event->node))
        return intent_of_nav(event->node);
    layout(reading);
    return intent;
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct reading *reading = self;
    bool needs_layout;
    struct tick tick = recording_tick(&reading->recording, now_ms, &needs_layout);
    if (has_pages(reading)) {
        bool is_moving = closeup_tick(&reading->closeup, now_ms);
        needs_layout = closeup_check(&reading->closeup) || needs_layout;
        tick.is_dirty = tick.is_dirty || is_moving || needs_layout;
        tick.again_in_ms = is_moving ? 0 : tick.again_in_ms;
    }
    if (needs_layout)
        layout(reading);
    reading->recording.is_stale = false;
    return tick;
}

const struct screen_class screen_text = {.name = "text",
                                         .enter = enter,
                                         .layout = layout,
                                         .show = show,
                                         .hide = recording_screen_hide,
                                         .event = event,
                                         .tick = tick,
                                         .draw = recording_screen_draw,
                                         .describe = recording_screen_describe,
                                         .idle = recording_screen_idle,
                                         .leave = leave};
