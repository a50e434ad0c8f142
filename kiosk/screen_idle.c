/* "Are you still there?": two equal buttons and a ring that empties. Lies over another screen. */
#include "kiosk/screens.h"
#include "kiosk/widgets.h"

struct warning {
    const struct screen_env *env;
    struct board *board;
    int64_t length_ms;
    int64_t begun_ms; /* -1: not yet shown */
    int64_t now_ms;
    int shown_seconds;
};

static const struct box card_landscape = {432, 224, 1056, 600};
static const struct box card_portrait = {60, 1000, 960, 760};

static void leave(void *self)
{
    struct warning *warning = self;
    if (warning == NULL)
        return;
    board_destroy(warning->board);
    g_free(warning);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct warning *warning = g_new0(struct warning, 1);
    warning->env = env;
    warning->board = board_create(env);
    warning->length_ms = route->start_ms > 0 ? route->start_ms : 30000;
    warning->begun_ms = -1;
    return warning;
}

static int64_t left_ms(const struct warning *warning)
{
    int64_t gone = warning->begun_ms < 0 ? 0 : warning->now_ms - warning->begun_ms;
    return CLAMP(warning->length_ms - gone, 0, warning->length_ms);
}

static int seconds_left(const struct warning *warning)
{
    return (int)((left_ms(warning) + 999) / 1000);
}

static void paint_ring(const struct widget *widget, const struct board *board,
                       struct canvas *canvas, const struct draw_state *state)
{
    const struct warning *warning = widget->data;
    struct point center = box_center(widget->node.box);
    double radius = widget->node.box.h / 2;
    double share = (double)left_ms(warning) / (double)MAX(warning->length_ms, 1);
    canvas_ring(canvas, center, radius, 10, 1, board_color(board, COLOR_BG3));
    canvas_ring(canvas, center, radius, 10, share, board_color(board, COLOR_GOLD));
}

static void add_ring(struct warning *warning, struct box box)
{
    struct board *board = warning->board;
    const char *number = board_number(board, seconds_left(warning));
    struct widget *ring = board_add(
        board, &(struct access_node){
                   .id = "countdown.ring", .role = ACCESS_STATUS, .name = number, .box = box});
    struct text_layout *text = board_layout(board, &(struct label){.utf8 = number,
                                                                   .role = TYPE_CARD_TITLE,
                                                                   .color = COLOR_TEXT,
                                                                   .width = box.w,
                                                                   .align = TEXT_ALIGN_CENTER});
    ring->data = warning;
    ring->paint = paint_ring;
    widget_add_text(ring, text,
                    (struct point){ring->node.box.x,
                                   ring->node.box.y + (box.h - text_layout_height(text)) / 2});
}

static void layout(void *self)
{
    struct warning *warning = self;
    struct board *board = warning->board;
    board_begin(board);
    bool is_portrait = board_is_portrait(board);
    struct box card = is_portrait ? card_portrait : card_landscape;
    double inner = card.w - 96;
    struct widget *panel =
        board_add(board, &(struct access_node){.id = "idle.card",
                                               .role = ACCESS_DIALOG,
                                               .name = board_word(board, "idle.title"),
                                               .box = card});
    panel->has_fill = panel->has_border = true;
    panel->fill = COLOR_BG1;
    panel->border = COLOR_LINE_STRONG;
    panel->radius = board_measure(board, MEASURE_RADIUS_MODAL);
    text_add(board, "title", ACCESS_HEADING, box_make(card.x + 48, card.y + 40, inner - 160, 96),
             &(struct label){.utf8 = board_word(board, "idle.title"),
                             .role = TYPE_SCREEN_TITLE,
                             .color = COLOR_TEXT});
    warning->shown_seconds = seconds_left(warning);
    add_ring(warning, box_make(card.x + card.w - 48 - 120, card.y + 40, 120, 120));
    text_add(board, "msg", ACCESS_TEXT, box_make(card.x + 48, card.y + 184, inner, 192),
             &(struct label){.utf8 = board_take(
                                 board, words_plural(warning->env->words, "idle.message",
                                                     (unsigned long)warning->shown_seconds, NULL)),
                             .role = TYPE_LEAD,
                             .color = COLOR_TEXT});
    double y = card.y + card.h - 48 - 128;
    double half = (inner - 32) / 2;
    button_add(board,
               &(struct button){.id = "still.here",
                                .box = is_portrait ? box_make(card.x + 48, y - 160, inner, 128)
                                                   : box_make(card.x + 48, y, half, 128),
                                .icon = "waving_hand",
                                .label = board_word(board, "idle.stay"),
                                .is_content = true});
    button_add(board,
               &(struct button){.id = "start.again",
                                .box = is_portrait ? box_make(card.x + 48, y, inner, 128)
                                                   : box_make(card.x + 80 + half, y, half, 128),
                                .icon = "restart_alt",
                                .label = board_word(board, "idle.again")});
}

static void show(void *self, int64_t now_ms)
{
    struct warning *warning = self;
    warning->begun_ms = warning->now_ms = now_ms;
}

static struct intent event(void *self, const struct event *event)
{
    struct warning *warning = self;
    if (event->type == EVENT_WAKE)
        return intent_none();
    /* Any sign of life begins the countdown anew. */
    warning->begun_ms = warning->now_ms = event->now_ms;
    if (event->type == EVENT_TAP)
        return intent_of(INTENT_STAY);
    if (event->type == EVENT_ACTIVATE)
        return intent_of(g_strcmp0(event->node, "start.again") == 0 ? INTENT_RESET : INTENT_STAY);
    return intent_none();
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct warning *warning = self;
    warning->now_ms = now_ms;
    if (warning->begun_ms < 0)
        warning->begun_ms = now_ms;
    bool is_dirty = seconds_left(warning) != warning->shown_seconds;
    if (is_dirty)
        layout(warning);
    int64_t to_next = left_ms(warning) % 1000;
    return (struct tick){.is_dirty = is_dirty, .again_in_ms = to_next > 0 ? to_next : 1000};
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct warning *warning = self;
    struct color dim = color_with_alpha(board_color(warning->board, COLOR_BG0), 0.7);
    canvas_fill(canvas, board_canvas(warning->board), 0, dim);
    board_draw_widgets(warning->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct warning *warning = self;
    board_describe(warning->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_NEVER;
}

const struct screen_class screen_idle = {.name = "idle",
                                         .enter = enter,
                                         .layout = layout,
                                         .show = show,
                                         .event = event,
                                         .tick = tick,
                                         .draw = draw,
                                         .describe = describe,
                                         .idle = idle,
                                         .leave = leave};
