/* A poem or a document: its words set to be read, with who made it beside them. */
#include "kiosk/item_head.h"
#include "kiosk/panel.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "kiosk/widgets.h"

#include <string.h>

struct reading {
    const struct screen_env *env;
    struct board *board;
    struct view_item *view;
    struct pane pane;
    enum panel_kind panel;
    int64_t id;
    char language[SESSION_LANGUAGE_SIZE];
    bool is_stale;
};

struct text_places {
    struct box title, picture, facts, first, second, panel, page_up, page_down;
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
};

static void leave(void *self)
{
    struct reading *reading = self;
    if (reading == NULL)
        return;
    board_destroy(reading->board);
    view_item_free(reading->view);
    g_free(reading);
}

static bool read_view(struct reading *reading, GError **error)
{
    const char *language = reading->env->session->now.language;
    struct view_item *view = view_item_read(reading->env->exhibition, reading->id, language, error);
    g_strlcpy(reading->language, language, sizeof reading->language);
    if (view == NULL)
        return false;
    view_item_free(reading->view);
    reading->view = view;
    return true;
}

static bool has_text(const struct reading *reading)
{
    return reading->view->item->text != NULL && reading->view->item->text[0] != '\0';
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct reading *reading = g_new0(struct reading, 1);
    reading->env = env;
    reading->id = route->item;
    reading->board = board_create(env);
    scroll_init(&reading->pane.scroll);
    if (!read_view(reading, error)) {
        leave(reading);
        return NULL;
    }
    reading->panel = has_text(reading) ? PANEL_TEXT : PANEL_ABOUT;
    return reading;
}

static void layout(void *self)
{
    struct reading *reading = self;
    struct board *board = reading->board;
    if (strcmp(reading->language, reading->env->session->now.language) != 0)
        read_view(reading, NULL);
    board_begin(board);
    const struct text_places *places = board_is_portrait(board) ? &portrait : &landscape;
    const struct shown_card *card = &reading->view->item->card;
    title_add(board, places->title, card->title, card->title_language);
    item_head_add(board, reading->view, places->picture, places->facts);
    bool has_picture = reading->view->picture != NULL;
    if (has_picture)
        button_add(board, &(struct button){.id = "look",
                                           .box = places->first,
                                           .icon = "zoom_in",
                                           .label = board_word(board, "kind.image")});
    button_add(board,
               &(struct button){.id = "about.person",
                                .box = has_picture ? places->second
                                                   : box_union(places->first, places->second),
                                .icon = "info_outline",
                                .label = board_word(board, "oral.about"),
                                .is_selected = reading->panel == PANEL_ABOUT});
    panel_add(board, places->panel, COLOR_BG1);
    panel_fill(board, &reading->pane, places->panel, reading->panel, reading->view);
    pager_add(board, places->page_up, places->page_down, &reading->pane.scroll);
    nav_add(board, board_word(board, "read.title"), NULL);
    reading->is_stale = true;
}

static struct intent event(void *self, const struct event *event)
{
    struct reading *reading = self;
    struct intent intent = intent_none();
    int64_t seek_ms = -1;
    reading->is_stale = true;
    if (pane_event(&reading->pane, event) ||
        panel_event(reading->env, reading->view, event, &seek_ms, &intent))
        return intent;
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent;
    if (g_str_equal(event->node, "look"))
        return intent_open("picture", reading->id, 0, NULL);
    if (!g_str_equal(event->node, "about.person"))
        return intent_of_nav(event->node);
    bool is_open = reading->panel == PANEL_ABOUT && has_text(reading);
    reading->panel = is_open ? PANEL_TEXT : PANEL_ABOUT;
    scroll_init(&reading->pane.scroll);
    layout(reading);
    return intent;
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct reading *reading = self;
    bool is_moving = scroll_tick(&reading->pane.scroll, now_ms);
    bool is_dirty = reading->is_stale || is_moving;
    if (reading->is_stale && !is_moving)
        layout(reading);
    reading->is_stale = is_moving;
    return (struct tick){.is_dirty = is_dirty, .again_in_ms = is_moving ? 0 : -1};
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct reading *reading = self;
    board_draw(reading->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct reading *reading = self;
    board_describe(reading->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_READING;
}

const struct screen_class screen_text = {.name = "text",
                                         .enter = enter,
                                         .layout = layout,
                                         .event = event,
                                         .tick = tick,
                                         .draw = draw,
                                         .describe = describe,
                                         .idle = idle,
                                         .leave = leave};
