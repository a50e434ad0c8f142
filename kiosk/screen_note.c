/* What is in a story, before it is opened: what, when, how long, then choices of equal weight.
 * No timer, no nudge, no red. */
#include "kiosk/panel.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "kiosk/way.h"
#include "kiosk/widgets.h"

struct note {
    const struct screen_env *env;
    struct board *board;
    struct view_item *view;
    struct route route;
    bool shows_summary;
};

static void leave(void *self)
{
    struct note *note = self;
    if (note == NULL)
        return;
    board_destroy(note->board);
    view_item_free(note->view);
    g_free(note);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct note *note = g_new0(struct note, 1);
    note->env = env;
    note->route = *route;
    note->board = board_create(env);
    note->view = view_item_read(env->exhibition, route->item, env->session->now.language, error);
    if (note->view != NULL)
        return note;
    leave(note);
    return NULL;
}

/* "listen", "watch", "look" or "read": the last part of the keys of this screen's words. */
static const char *verb_of(const struct note *note)
{
    switch (note->view->item->card.kind_bit) {
    case SHOWN_ORAL_HISTORY:
        return "listen";
    case SHOWN_FILM:
        return "watch";
    case SHOWN_PICTURE:
        return "look";
    default:
        return "read";
    }
}

static const char *what_it_contains(struct note *note)
{
    struct board *board = note->board;
    const struct shown_item *item = note->view->item;
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < item->note_count; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "", item_note(board, &item->notes[i]));
    return board_take(board, g_string_free(text, FALSE));
}

struct choice {
    const char *id;
    const char *icon;
    const char *word;
};

static size_t choices_of(struct note *note, struct choice choices[4])
{
    struct board *board = note->board;
    const char *verb = verb_of(note);
    size_t count = 0;
    if (note->view->part_count > 0 && note->view->playable != NULL)
        choices[count++] =
            (struct choice){"note.skip", "skip_next", board_format(board, "note.skip.%s", verb)};
    if (note->view->item->summary[0] != '\0' && !note->shows_summary)
        choices[count++] = (struct choice){"note.summary", "article", "note.summary"};
    choices[count++] = (struct choice){"note.all", kind_icon(note->view->item->card.kind),
                                       board_format(board, "note.all.%s", verb)};
    choices[count++] = (struct choice){"note.else", "shuffle", "note.else"};
    return count;
}

static void add_choices(struct note *note)
{
    struct board *board = note->board;
    struct choice choices[4];
    size_t count = choices_of(note, choices);
    bool is_portrait = board_is_portrait(board);
    for (size_t i = 0; i < count; i++) {
        struct box box = is_portrait
                             ? box_make(48, 1184 + 144 * (double)i, 984, 128)
                             : box_make(i % 2 == 0 ? 240 : 972, i < 2 ? 600 : 752, 708, 128);
        button_add(board, &(struct button){.id = choices[i].id,
                                           .box = box,
                                           .icon = choices[i].icon,
                                           .label = board_word(board, choices[i].word),
                                           .is_content = true,
                                           .position = (int)i + 1,
                                           .set_size = (int)count});
    }
}

/* What can be done, over the choices; returns its height. */
static double add_advice(struct note *note, struct box area)
{
    struct board *board = note->board;
    const char *advice = board_word(board, "note.choices");
    struct label label = {.utf8 = advice,
                          .role = TYPE_BODY,
                          .color = COLOR_TEXT2,
                          .width = area.w,
                          .max_height = 180};
    struct text_layout *text = board_fit(board, &label);
    double height = text_layout_height(text);
    text_layout_destroy(text);
    text_flow(board, "what.you.can.do", box_make(area.x, area.y + area.h - height, area.w, height),
              &label);
    return height;
}

/* Large where that fits, for one or two sentences; else as reading matter. */
static enum type_role role_that_fits(const struct board *board, const char *utf8, struct box room)
{
    struct text_layout *text = board_fit(board, &(struct label){.utf8 = utf8,
                                                                .role = TYPE_LEAD,
                                                                .color = COLOR_TEXT,
                                                                .width = room.w,
                                                                .max_height = room.h});
    bool fits = !text_layout_is_cut(text) && text_layout_height(text) <= room.h;
    text_layout_destroy(text);
    return fits ? TYPE_LEAD : TYPE_BODY;
}

static void layout(void *self)
{
    struct note *note = self;
    struct board *board = note->board;
    board_begin(board);
    bool is_portrait = board_is_portrait(board);
    const struct shown_item *item = note->view->item;
    const char *heading = board_word(board, board_format(board, "note.before_%s", verb_of(note)));
    double top = board_text_size(board) == TEXT_STANDARD ? 136 : 96;
    struct box area =
        is_portrait ? box_make(48, 480, 984, 680) : box_make(240, top, 1440, 568 - top);
    title_add(board, box_make(area.x, area.y, area.w, 96), heading, NULL);
    double y = area.y + 104;
    y += text_flow(board, "item.title", box_make(area.x, y, area.w, area.y + area.h - y),
                   &(struct label){.utf8 = item->card.title,
                                   .language = item->card.title_language,
                                   .role = TYPE_BODY,
                                   .color = COLOR_TEXT2,
                                   .max_lines = 1});
    y += 16;
    double bottom = area.y + area.h;
    if (!note->shows_summary)
        bottom -= add_advice(note, area) + 24;
    const char *says = note->shows_summary ? item->summary : what_it_contains(note);
    struct box room = box_make(area.x, y, area.w, bottom - y);
    text_add(board, "what.it.contains", ACCESS_TEXT, room,
             &(struct label){
                 .utf8 = says, .role = role_that_fits(board, says, room), .color = COLOR_TEXT});
    add_choices(note);
    nav_add(board, NULL, NULL);
}

static struct intent go_on(const struct note *note, bool skips)
{
    const struct shown_card *card = &note->view->item->card;
    session_answer_note(note->env->session, card->id, skips);
    struct intent intent = {.type = INTENT_REPLACE, .route = note->route};
    g_strlcpy(intent.route.screen, way_screen(card->kind), sizeof intent.route.screen);
    return intent;
}

static struct intent event(void *self, const struct event *event)
{
    struct note *note = self;
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent_none();
    if (g_str_equal(event->node, "note.skip"))
        return go_on(note, true);
    if (g_str_equal(event->node, "note.all"))
        return go_on(note, false);
    if (g_str_equal(event->node, "note.else"))
        return intent_of(INTENT_BACK);
    if (g_str_equal(event->node, "note.summary")) {
        note->shows_summary = true;
        layout(note);
        return intent_none();
    }
    return intent_of_nav(event->node);
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    return tick_never();
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct note *note = self;
    board_draw(note->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct note *note = self;
    board_describe(note->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_READING;
}

const struct screen_class screen_note = {.name = "note",
                                         .enter = enter,
                                         .layout = layout,
                                         .event = event,
                                         .tick = tick,
                                         .draw = draw,
                                         .describe = describe,
                                         .idle = idle,
                                         .leave = leave};
