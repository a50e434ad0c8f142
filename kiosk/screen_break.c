/* Take a break: pause without leaving, or find help. Nothing sounds, nothing hurries. */
#include "kiosk/screens.h"
#include "kiosk/support.h"
#include "kiosk/widgets.h"

#include <math.h>

enum { BREATHE_IN_MS = 4000, FRAME_MS = 40, RINGS = 4 };

struct rest {
    const struct screen_env *env;
    struct board *board;
    struct pane pane;
    int64_t begun_ms; /* -1: not yet shown */
    int64_t now_ms;
    bool is_in; /* breathing in is what the words say */
    bool is_stale;
};

static void leave(void *self)
{
    struct rest *rest = self;
    if (rest == NULL)
        return;
    board_destroy(rest->board);
    g_free(rest);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct rest *rest = g_new0(struct rest, 1);
    rest->env = env;
    rest->board = board_create(env);
    rest->begun_ms = -1;
    rest->is_in = true;
    scroll_init(&rest->pane.scroll);
    return rest;
}

static int64_t phase_ms(const struct rest *rest)
{
    int64_t cycle = MAX(theme_motion_ms(rest->env->theme, MOTION_BREATH), BREATHE_IN_MS + 1);
    return rest->begun_ms < 0 ? 0 : (rest->now_ms - rest->begun_ms) % cycle;
}

/* How full the breath is, 0…1: four seconds in, six out; half full and still with less motion. */
static double breath(const struct rest *rest)
{
    if (rest->env->session->now.has_less_motion)
        return 0.5;
    double cycle = MAX(theme_motion_ms(rest->env->theme, MOTION_BREATH), BREATHE_IN_MS + 1);
    double at = (double)phase_ms(rest);
    double share = at < BREATHE_IN_MS ? at / BREATHE_IN_MS
                                      : 1 - (at - BREATHE_IN_MS) / (cycle - BREATHE_IN_MS);
    return 0.5 - 0.5 * cos(share * G_PI);
}

static void paint_calm(const struct widget *widget, const struct board *board,
                       struct canvas *canvas, const struct draw_state *state)
{
    const struct rest *rest = widget->data;
    struct box box = widget->node.box;
    bool is_solid = theme_is_solid(rest->env->theme);
    struct point middle = box_center(box);
    double most = MIN(box.w, box.h) / 2 - 24;
    double full = breath(rest);
    canvas_push_clip(canvas, box);
    for (int ring = RINGS; ring >= 1 && !is_solid; ring--) {
        double radius = most * (0.45 + 0.55 * full) * ring / RINGS;
        canvas_circle(canvas, middle, radius,
                      color_with_alpha(board_color(board, COLOR_TEAL), 0.10 + 0.03 * full));
    }
    canvas_ring(canvas, middle, most * (0.45 + 0.55 * full), 4, 1, board_color(board, COLOR_GOLD));
    canvas_pop_clip(canvas);
}

static void add_calm(struct rest *rest, struct box box)
{
    struct board *board = rest->board;
    bool is_still = rest->env->session->now.has_less_motion;
    const char *words_now = board_word(board, is_still      ? "break.time"
                                              : rest->is_in ? "break.breathe_in"
                                                            : "break.breathe_out");
    struct widget *calm = board_add(
        board, &(struct access_node){
                   .id = "calm.visual", .role = ACCESS_IMAGE, .name = words_now, .box = box});
    calm->has_fill = true;
    calm->fill = COLOR_BG1;
    calm->radius = board_measure(board, MEASURE_RADIUS_CARD);
    calm->has_border = theme_is_solid(rest->env->theme);
    calm->border = COLOR_LINE_STRONG;
    calm->paint = paint_calm;
    calm->data = rest;
    struct text_layout *text = board_layout(board, &(struct label){.utf8 = words_now,
                                                                   .role = TYPE_CARD_TITLE,
                                                                   .color = COLOR_TEXT,
                                                                   .width = box.w * 0.5,
                                                                   .align = TEXT_ALIGN_CENTER});
    widget_add_text(calm, text,
                    (struct point){calm->node.box.x + box.w * 0.25,
                                   calm->node.box.y + (box.h - text_layout_height(text)) / 2});
}

struct lines {
    struct board *board;
    struct box box;
    double y;
    double seen; /* the end of the last text that is seen whole at the start */
    int count;
};

static void say(struct lines *lines, const char *utf8, enum type_role role, enum color_token color,
                double gap)
{
    if (utf8 == NULL || utf8[0] == '\0')
        return;
    const char *id = board_format(lines->board, "support.line%d", ++lines->count);
    lines->y += text_flow(lines->board, id, box_make(lines->box.x, lines->y, lines->box.w, 4000),
                          &(struct label){.utf8 = utf8, .role = role, .color = color});
    if (lines->y <= lines->box.y + lines->box.h)
        lines->seen = lines->y;
    lines->y += gap;
}

/* A number is not broken over two lines. */
static const char *whole(struct board *board, const char *number)
{
    g_auto(GStrv) parts = g_strsplit(number, " ", -1);
    return board_take(board, g_strjoinv("\u00a0", parts));
}

static const char *joined(struct board *board, const char *a, const char *b)
{
    GString *text = g_string_new(NULL);
    words_join(board_env(board)->words, text, a);
    words_join(board_env(board)->words, text, b);
    return board_take(board, g_string_free(text, FALSE));
}

static void say_lines(struct rest *rest, struct lines *lines)
{
    struct board *board = rest->board;
    const struct support *support = rest->env->support;
    say(lines, board_word(board, "break.time"), TYPE_BODY, COLOR_TEXT, 20);
    if (support == NULL || support->count == 0) {
        say(lines, board_word(board, "break.no_lines"), TYPE_LEAD, COLOR_TEXT, 16);
        return;
    }
    for (size_t i = 0; i < support->count; i++) {
        const struct support_line *line = &support->lines[i];
        say(lines, joined(board, line->name, whole(board, line->number)), TYPE_LEAD, COLOR_TEXT, 0);
        say(lines, joined(board, line->hours, line->text), TYPE_META, COLOR_TEXT2, 16);
    }
    const struct word_value values[] = {{"name", support->lead}, {NULL, NULL}};
    say(lines,
        support->lead[0] != '\0'
            ? board_take(board, words_format(rest->env->words, "break.staff_named", values))
            : board_word(board, "break.staff"),
        TYPE_BODY, COLOR_TEXT, 8);
    if (support->is_placeholder)
        say(lines, board_word(board, "break.placeholder"), TYPE_META, COLOR_TEXT3, 8);
}

static void add_support(struct rest *rest, struct box box)
{
    struct board *board = rest->board;
    rest->pane.scroll.has_less_motion = rest->env->session->now.has_less_motion;
    struct lines lines = {.board = board, .box = box, .y = box.y};
    board_set_pane(board, &rest->pane);
    say_lines(rest, &lines);
    board_set_pane(board, NULL);
    if (lines.y > box.y + box.h && lines.seen > box.y) /* no line is cut in two */
        box.h = lines.seen - box.y;
    rest->pane.box = board_place(board, box);
    scroll_set_content(&rest->pane.scroll, lines.y - box.y, box.h, 0);
}

/* Long lists and large text are paged; the pages' buttons take room only then. */
static void add_paged_support(struct rest *rest, struct box box)
{
    struct board *board = rest->board;
    size_t before = board_count(board);
    add_support(rest, box);
    if (scroll_limit(&rest->pane.scroll) <= 0)
        return;
    board_drop(board, before);
    box.w -= PAGER_ROOM;
    add_support(rest, box);
    pager_add_beside(board, box, &rest->pane.scroll);
}

static void layout(void *self)
{
    struct rest *rest = self;
    struct board *board = rest->board;
    board_begin(board);
    bool is_portrait = board_is_portrait(board);
    struct box column = is_portrait ? box_make(48, 744, 984, 1008) : box_make(960, 48, 912, 904);
    title_add(board, box_make(column.x, column.y, column.w, 96), board_word(board, "break.title"),
              NULL);
    add_calm(rest, is_portrait ? box_make(48, 160, 984, 560) : box_make(48, 48, 880, 888));
    static const struct {
        const char *id;
        const char *icon;
        const char *word;
    } choices[] = {{"keep.exploring", "explore", "break.keep"},
                   {"something.gentler", "spa", "break.gentle"},
                   {"finish.clear", "restart_alt", "break.finish"}};
    double height = is_portrait ? 112 : 96;
    double first = is_portrait ? 1384 : 616;
    double step = is_portrait ? 128 : 112;
    double top = column.y + 108;
    add_paged_support(rest, box_make(column.x, top, column.w, first - 24 - top));
    for (size_t i = 0; i < G_N_ELEMENTS(choices); i++)
        button_add(board, &(struct button){
                              .id = choices[i].id,
                              .box = box_make(column.x, first + step * (double)i, column.w, height),
                              .icon = choices[i].icon,
                              .label = board_word(board, choices[i].word),
                              .is_content = true,
                              .position = (int)i + 1,
                              .set_size = G_N_ELEMENTS(choices)});
    nav_add(board, NULL, "nav.break");
    rest->is_stale = true;
}

static struct intent event(void *self, const struct event *event)
{
    struct rest *rest = self;
    rest->is_stale = true;
    if (pane_event(&rest->pane, event)) {
        if (event->type == EVENT_ACTIVATE)
            layout(rest);
        return intent_none();
    }
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent_none();
    if (g_str_equal(event->node, "keep.exploring"))
        return intent_of(INTENT_BACK);
    if (g_str_equal(event->node, "something.gentler"))
        return intent_open("browse", 0, 0, "gentle");
    if (g_str_equal(event->node, "finish.clear"))
        return intent_of(INTENT_RESET);
    return intent_of_nav(event->node);
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct rest *rest = self;
    rest->now_ms = now_ms;
    if (rest->begun_ms < 0)
        rest->begun_ms = now_ms;
    bool has_less_motion = rest->env->session->now.has_less_motion;
    bool is_in = phase_ms(rest) < BREATHE_IN_MS;
    bool is_moving = scroll_tick(&rest->pane.scroll, now_ms);
    bool is_dirty = rest->is_stale || is_moving || !has_less_motion;
    if ((!has_less_motion && is_in != rest->is_in) || (rest->is_stale && !is_moving)) {
        rest->is_in = is_in;
        layout(rest);
    }
    rest->is_stale = is_moving;
    return (struct tick){.is_dirty = is_dirty,
                         .again_in_ms = is_moving         ? 0
                                        : has_less_motion ? -1
                                                          : FRAME_MS};
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct rest *rest = self;
    board_draw(rest->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct rest *rest = self;
    board_describe(rest->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_BREAK;
}

const struct screen_class screen_break = {.name = "break",
                                          .enter = enter,
                                          .layout = layout,
                                          .event = event,
                                          .tick = tick,
                                          .draw = draw,
                                          .describe = describe,
                                          .idle = idle,
                                          .leave = leave};
