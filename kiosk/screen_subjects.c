/* Themes, places or trails to choose from: each opens the list of its stories. */
#include "kiosk/screens.h"
#include "kiosk/view_subjects.h"
#include "kiosk/widgets.h"

#include <string.h>

enum { GUTTER = 24 };

struct subjects {
    const struct screen_env *env;
    struct board *board;
    struct view_subjects *view;
    struct route route;
    char language[SESSION_LANGUAGE_SIZE];
    struct pane pane;
    struct rows rows;
    bool is_stale;
};

/* Cards in a row, and the most rows of them; as many stand there as their pictures allow. */
struct grid {
    int columns;
    int rows;
};
static const struct grid grids[2][TEXT_SIZE_COUNT] = {
    [ORIENTATION_LANDSCAPE] = {{4, 2}, {3, 2}, {2, 2}},
    [ORIENTATION_PORTRAIT] = {{2, 3}, {2, 3}, {1, 3}},
};
/* Trails say more, so they have more room; standing up their words stand beside the picture. */
static const struct grid trail_grids[2][TEXT_SIZE_COUNT] = {
    [ORIENTATION_LANDSCAPE] = {{3, 1}, {3, 1}, {2, 1}},
    [ORIENTATION_PORTRAIT] = {{1, 3}, {1, 3}, {1, 3}},
};

static const struct empty_way empty_ways[EMPTY_WAYS] = {
    {"show.all", "grid_view", "browse.show_everything"}, {"go.home", "home", "trouble.home"}};

static void leave(void *self)
{
    struct subjects *subjects = self;
    if (subjects == NULL)
        return;
    board_destroy(subjects->board);
    view_subjects_free(subjects->view);
    g_free(subjects);
}

static bool read_view(struct subjects *subjects, GError **error)
{
    const char *language = subjects->env->session->now.language;
    struct view_subjects *view =
        view_subjects_read(subjects->env->exhibition, subjects->route.filter, language, error);
    if (view == NULL)
        return false;
    view_subjects_free(subjects->view);
    subjects->view = view;
    g_strlcpy(subjects->language, language, sizeof subjects->language);
    return true;
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct subjects *subjects = g_new0(struct subjects, 1);
    subjects->env = env;
    subjects->route = *route;
    subjects->board = board_create(env);
    scroll_init(&subjects->pane.scroll);
    if (read_view(subjects, error))
        return subjects;
    leave(subjects);
    return NULL;
}

static bool is_trails(const struct subjects *subjects)
{
    return g_str_equal(subjects->route.filter, "trail");
}

static bool has_wide_cards(const struct subjects *subjects)
{
    return is_trails(subjects) && board_is_portrait(subjects->board);
}

static const char *title_key(const struct subjects *subjects)
{
    if (is_trails(subjects))
        return "browse.trails";
    return g_str_equal(subjects->route.filter, "place") ? "browse.places" : "browse.themes";
}

static void add_subject(struct subjects *subjects, size_t index, struct box box, int title_lines)
{
    struct board *board = subjects->board;
    const struct view_subject *subject = &subjects->view->all[index];
    static const enum color_token hues[] = {COLOR_GOLD, COLOR_TEAL, COLOR_LILAC, COLOR_CORAL};
    const char *count =
        board_take(board, words_plural(subjects->env->words,
                                       is_trails(subjects) ? "trail.stops" : "subjects.count",
                                       (unsigned long)subject->count, NULL));
    bool has_feeling = is_trails(subjects) && subject->about != NULL && subject->about[0] != '\0';
    bool is_wide = has_wide_cards(subjects);
    GString *meta = g_string_new(count);
    if (has_feeling && is_wide)
        g_string_append_printf(meta, "\n%s", subject->about);
    else if (has_feeling && board_text_size(board) == TEXT_STANDARD)
        words_join(subjects->env->words, meta, subject->about);
    card_add(board, &(struct card){.id = board_format(board, "card%zu", index + 1),
                                   .box = box,
                                   .art = {.picture = subject->picture,
                                           .focal_x = subject->focal_x,
                                           .focal_y = subject->focal_y,
                                           .seed = (uint32_t)subject->id,
                                           .hue = hues[index % G_N_ELEMENTS(hues)]},
                                   .title = subject->name,
                                   .title_language = subject->name_language,
                                   .meta = board_take(board, g_string_free(meta, FALSE)),
                                   .title_lines = title_lines,
                                   .is_wide = is_wide,
                                   .says = subject->says,
                                   .is_content = true,
                                   .position = (int)index + 1,
                                   .set_size = (int)subjects->view->count});
}

/* One line where all names fit in one, so that the pictures have the rest; else two. */
static int lines_of_names(const struct subjects *subjects, double width)
{
    for (size_t i = 0; i < subjects->view->count; i++) {
        const struct view_subject *subject = &subjects->view->all[i];
        struct text_layout *name =
            board_layout(subjects->board, &(struct label){.utf8 = subject->name,
                                                          .language = subject->name_language,
                                                          .role = TYPE_CARD_TITLE,
                                                          .color = COLOR_TEXT,
                                                          .width = width,
                                                          .max_lines = 1});
        bool is_cut = text_layout_is_cut(name);
        text_layout_destroy(name);
        if (is_cut)
            return 2;
    }
    return 1;
}

static void add_all(struct subjects *subjects, struct box area)
{
    struct board *board = subjects->board;
    enum orientation orientation = subjects->env->viewport->orientation;
    const struct grid *grid = is_trails(subjects)
                                  ? &trail_grids[orientation][board_text_size(board)]
                                  : &grids[orientation][board_text_size(board)];
    size_t count = subjects->view->count;
    size_t columns = (size_t)grid->columns;
    size_t rows = (count + columns - 1) / columns;
    double width = (area.w - GUTTER * (grid->columns - 1)) / grid->columns;
    int lines = lines_of_names(subjects, width - 2 * GUTTER);
    int rows_seen =
        has_wide_cards(subjects) ? grid->rows : card_rows(board, width, area.h, grid->rows, lines);
    bool is_paged = rows > (size_t)rows_seen;
    if (is_paged) {
        area.w -= PAGER_ROOM;
        width = (area.w - GUTTER * (grid->columns - 1)) / grid->columns;
        lines = lines_of_names(subjects, width - 2 * GUTTER);
    }
    double row_height = (area.h + GUTTER) / rows_seen;
    subjects->pane.box = board_place(board, area);
    subjects->pane.scroll.has_less_motion = subjects->env->session->now.has_less_motion;
    const struct rows now = {.columns = grid->columns, .height = row_height};
    rows_place(&subjects->rows, &subjects->pane, &now, (int)rows, area.h);
    board_set_pane(board, &subjects->pane);
    for (size_t i = 0; i < count; i++)
        add_subject(subjects, i,
                    box_make(area.x + (double)(i % columns) * (width + GUTTER),
                             area.y + (double)(i / columns) * row_height, width,
                             row_height - GUTTER),
                    lines);
    board_set_pane(board, NULL);
    if (is_paged)
        pager_add_beside(board, area, &subjects->pane.scroll);
}

static void layout(void *self)
{
    struct subjects *subjects = self;
    struct board *board = subjects->board;
    if (strcmp(subjects->language, subjects->env->session->now.language) != 0)
        read_view(subjects, NULL);
    board_begin(board);
    bool is_portrait = board_is_portrait(board);
    struct box area = is_portrait ? box_make(48, 184, 984, 1560) : box_make(48, 136, 1824, 800);
    title_add(board, is_portrait ? box_make(48, 48, 984, 112) : box_make(48, 24, 1824, 88),
              board_word(board, title_key(subjects)), NULL);
    if (subjects->view->count == 0)
        empty_add(board, area, "browse.empty", empty_ways);
    else
        add_all(subjects, area);
    nav_add(board, board_word(board, "nav.status"), NULL);
}

static struct intent activate(const struct subjects *subjects, const char *node)
{
    if (g_str_has_prefix(node, "card")) {
        size_t index = (size_t)g_ascii_strtoull(node + 4, NULL, 10);
        if (index >= 1 && index <= subjects->view->count)
            return intent_open("browse", 0, subjects->view->all[index - 1].id,
                               subjects->route.filter);
        return intent_none();
    }
    if (g_str_equal(node, "show.all"))
        return intent_open("browse", 0, 0, "all");
    return g_str_equal(node, "go.home") ? intent_of(INTENT_HOME) : intent_of_nav(node);
}

static struct intent event(void *self, const struct event *event)
{
    struct subjects *subjects = self;
    if (event->type == EVENT_WAKE || pane_event(&subjects->pane, event))
        subjects->is_stale = true;
    else if (event->type == EVENT_ACTIVATE && event->node != NULL)
        return activate(subjects, event->node);
    if (event->type == EVENT_FOCUS) {
        const struct widget *widget = board_find(subjects->board, event->node);
        if (widget != NULL && widget->pane != NULL)
            scroll_reveal(&subjects->pane.scroll, widget->node.box.y - subjects->pane.box.y,
                          widget->node.box.h, event->now_ms);
    }
    return intent_none();
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct subjects *subjects = self;
    bool is_moving = scroll_tick(&subjects->pane.scroll, now_ms);
    bool is_dirty = subjects->is_stale || is_moving;
    if (subjects->is_stale && !is_moving)
        layout(subjects);
    subjects->is_stale = is_moving;
    return (struct tick){.is_dirty = is_dirty, .again_in_ms = is_moving ? 0 : -1};
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct subjects *subjects = self;
    board_draw(subjects->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct subjects *subjects = self;
    board_describe(subjects->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_LIST;
}

const struct screen_class screen_subjects = {.name = "subjects",
                                             .enter = enter,
                                             .layout = layout,
                                             .event = event,
                                             .tick = tick,
                                             .draw = draw,
                                             .describe = describe,
                                             .idle = idle,
                                             .leave = leave};
