/* When something cannot be shown: a sentence for people and two ways on. The cause is logged. */
#include "kiosk/screens.h"
#include "kiosk/widgets.h"

struct trouble {
    const struct screen_env *env;
    struct board *board;
};

static void leave(void *self)
{
    struct trouble *trouble = self;
    if (trouble == NULL)
        return;
    board_destroy(trouble->board);
    g_free(trouble);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct trouble *trouble = g_new0(struct trouble, 1);
    trouble->env = env;
    trouble->board = board_create(env);
    return trouble;
}

/* The thread goes on. */
static void paint_thread(const struct widget *widget, const struct board *board,
                         struct canvas *canvas, const struct draw_state *state)
{
    struct box box = widget->node.box;
    canvas_thread(canvas, (struct point){box.x, box.y + box.h / 2}, box.x + box.w,
                  board_measure(board, MEASURE_THREAD), 0, board_color(board, COLOR_GOLD));
}

static void layout(void *self)
{
    struct trouble *trouble = self;
    struct board *board = trouble->board;
    board_begin(board);
    bool is_portrait = board_is_portrait(board);
    struct box card = is_portrait ? box_make(48, 560, 984, 720) : box_make(360, 216, 1200, 520);
    struct widget *thread =
        board_add(board, &(struct access_node){.role = ACCESS_LIST,
                                               .box = box_make(card.x, card.y + 96, card.w, 16)});
    thread->paint = paint_thread;
    text_add(board, "title", ACCESS_HEADING, box_make(card.x, card.y + 192, card.w, 160),
             &(struct label){.utf8 = board_word(board, "trouble.title"),
                             .role = TYPE_SCREEN_TITLE,
                             .color = COLOR_TEXT});
    double half = (card.w - 24) / 2;
    double y = card.y + 376;
    button_add(board, &(struct button){.id = "similar",
                                       .box = is_portrait ? box_make(card.x, y, card.w, 128)
                                                          : box_make(card.x, y, half, 128),
                                       .icon = "shuffle",
                                       .label = board_word(board, "trouble.similar"),
                                       .is_content = true});
    button_add(board,
               &(struct button){.id = "go.home",
                                .box = is_portrait ? box_make(card.x, y + 152, card.w, 128)
                                                   : box_make(card.x + half + 24, y, half, 128),
                                .icon = "home",
                                .label = board_word(board, "trouble.home")});
    nav_add(board, NULL, NULL);
}

static struct intent event(void *self, const struct event *event)
{
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent_none();
    if (g_str_equal(event->node, "similar")) {
        struct intent intent = intent_open("browse", 0, 0, "all");
        intent.type = INTENT_REPLACE;
        return intent;
    }
    return g_str_equal(event->node, "go.home") ? intent_of(INTENT_HOME)
                                               : intent_of_nav(event->node);
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    return tick_never();
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct trouble *trouble = self;
    board_draw(trouble->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct trouble *trouble = self;
    board_describe(trouble->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_LIST;
}

const struct screen_class screen_trouble = {.name = "trouble",
                                            .enter = enter,
                                            .layout = layout,
                                            .event = event,
                                            .tick = tick,
                                            .draw = draw,
                                            .describe = describe,
                                            .idle = idle,
                                            .leave = leave};
