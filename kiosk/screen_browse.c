/* Browse: compare. Cards in the curated order, narrowed by chips, whole rows at a time. */
#include "kiosk/screens.h"
#include "kiosk/view_home.h"
#include "kiosk/view_list.h"
#include "kiosk/way.h"
#include "kiosk/widgets.h"

#include <math.h>
#include <string.h>

enum { GUTTER = 24, TITLE_LINES = 2, MOST_ROWS = 3, ABOUT_ROOM = 42 };

struct browse {
    const struct screen_env *env;
    struct board *board;
    struct view_list *list;
    struct route route;
    char language[SESSION_LANGUAGE_SIZE];
    struct pane pane;
    struct rows rows;
    int first_row; /* laid out now */
    int last_row;
    bool is_stale;
};

static const char *const chip_words[LIST_CHIPS] = {"browse.all",   "browse.listen", "browse.look",
                                                   "browse.watch", "browse.read",   "browse.bsl"};
static const char *const empty_words[LIST_CHIPS] = {"browse.empty",      "browse.empty.listen",
                                                    "browse.empty.look", "browse.empty.watch",
                                                    "browse.empty.read", "browse.empty.bsl"};
static const char *const chip_ids[LIST_CHIPS] = {"chip1", "chip2", "chip3",
                                                 "chip4", "chip5", "chip6"};

/* Four cards a row become three, then two, as the text grows; rows as their pictures allow. */
static const int columns_of[2][TEXT_SIZE_COUNT] = {
    [ORIENTATION_LANDSCAPE] = {4, 3, 2},
    [ORIENTATION_PORTRAIT] = {2, 2, 1},
};

static void leave(void *self)
{
    struct browse *browse = self;
    if (browse == NULL)
        return;
    board_destroy(browse->board);
    view_list_free(browse->list);
    g_free(browse);
}

static bool read_view(struct browse *browse, GError **error)
{
    const char *language = browse->env->session->now.language;
    struct view_list *list =
        view_list_read(browse->env->exhibition, &browse->route, language, error);
    if (list == NULL)
        return false;
    if (browse->list != NULL)
        view_list_choose(list, view_list_chip(browse->list), NULL);
    view_list_free(browse->list);
    browse->list = list;
    g_strlcpy(browse->language, language, sizeof browse->language);
    return true;
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct browse *browse = g_new0(struct browse, 1);
    browse->env = env;
    browse->route = *route;
    browse->board = board_create(env);
    scroll_init(&browse->pane.scroll);
    if (read_view(browse, error))
        return browse;
    leave(browse);
    return NULL;
}

static const char *title_of(const struct browse *browse)
{
    const char *subject = view_list_subject(browse->list);
    if (subject != NULL)
        return subject;
    const struct board *board = browse->board;
    const char *filter = browse->route.filter;
    if (g_str_equal(filter, "voices"))
        return board_word(board, "browse.voices");
    if (g_str_equal(filter, "gentle"))
        return board_word(board, "break.gentle");
    for (size_t i = 0; i < VIEW_ERAS; i++) {
        g_autofree char *key = g_strconcat("era.", view_eras[i], NULL);
        if (g_str_equal(filter, view_eras[i]))
            return board_word(board, key);
    }
    return board_word(board, "browse.everything");
}

static const char *count_of(struct browse *browse)
{
    return board_take(browse->board,
                      words_plural(browse->env->words, "browse.count",
                                   (unsigned long)view_list_total(browse->list), NULL));
}

static struct button chip_of(struct browse *browse, int index, struct box box)
{
    struct board *board = browse->board;
    bool is_more = false;
    int count = view_list_count(browse->list, (enum list_chip)index, &is_more);
    return (struct button){.id = chip_ids[index],
                           .box = box,
                           .label = board_format(board, "%s · %s%s",
                                                 board_word(board, chip_words[index]),
                                                 board_number(board, count), is_more ? "+" : ""),
                           .look = BUTTON_CHIP,
                           .role = ACCESS_TAB,
                           .is_quiet = count == 0,
                           .is_selected = (int)view_list_chip(browse->list) == index,
                           .position = index + 1,
                           .set_size = LIST_CHIPS};
}

static void add_chips(struct browse *browse, struct box first, double step_x, double step_y,
                      int in_row)
{
    struct button chips[LIST_CHIPS];
    double most_px = HUGE_VAL;
    for (int i = 0; i < LIST_CHIPS; i++) {
        chips[i] = chip_of(browse, i,
                           box_move(first, step_x * (i % in_row), step_y * (double)(i / in_row)));
        most_px = MIN(most_px, button_label_px(browse->board, &chips[i]));
    }
    for (int i = 0; i < LIST_CHIPS; i++) {
        chips[i].most_px = most_px;
        button_add(browse->board, &chips[i]);
    }
}

/* Where on its trail a story stands, before what it is. */
static const char *stop_meta(struct browse *browse, size_t index, const char *meta)
{
    const struct words *words = browse->env->words;
    g_autofree char *number = g_strdup_printf("%zu", index + 1);
    g_autofree char *total = g_strdup_printf("%zu", view_list_total(browse->list));
    const struct word_value values[] = {{"n", number}, {"total", total}, {NULL, NULL}};
    g_autofree char *stop = words_format(words, "trail.stop", values);
    GString *line = g_string_new(stop);
    words_join(words, line, meta);
    return board_take(browse->board, g_string_free(line, FALSE));
}

static void add_card(struct browse *browse, size_t index, struct box box)
{
    struct board *board = browse->board;
    const struct shown_card *card = view_list_card(browse->list, index);
    bool is_compact = board_text_size(board) == TEXT_LARGEST && browse->rows.columns > 1;
    bool is_stop = g_str_equal(browse->route.filter, "trail");
    const char *meta = card_meta(board, card, !is_compact);
    card_add(board, &(struct card){
                        .id = board_format(board, "card%zu", index + 1),
                        .box = box,
                        .art = card_art(board, card, box.w),
                        .title = card->title,
                        .title_language = card->title_language,
                        .meta = is_stop ? stop_meta(browse, index, meta) : meta,
                        .meta_short = is_compact || is_stop ? NULL : card_meta_short(board, card),
                        .icon = kind_icon(card->kind),
                        .title_lines = TITLE_LINES,
                        .note = card->note_level > 0 ? board_word(board, "browse.note") : NULL,
                        .is_content = true,
                        .position = (int)index + 1,
                        .set_size = (int)view_list_total(browse->list)});
}

/* The rows now seen and one on either side. */
static void visible_rows(const struct browse *browse, int *first, int *last)
{
    double offset = scroll_offset(&browse->pane.scroll);
    *first = MAX((int)floor(offset / browse->rows.height) - 1, 0);
    *last = (int)floor((offset + browse->pane.box.h) / browse->rows.height) + 1;
}

static void add_cards(struct browse *browse, struct box area)
{
    struct board *board = browse->board;
    visible_rows(browse, &browse->first_row, &browse->last_row);
    view_list_reach(browse->list, (size_t)(browse->last_row + 1) * (size_t)browse->rows.columns,
                    NULL);
    board_set_pane(board, &browse->pane);
    double width = (area.w - GUTTER * (browse->rows.columns - 1)) / browse->rows.columns;
    size_t begin = (size_t)(browse->first_row * browse->rows.columns);
    size_t end = (size_t)((browse->last_row + 1) * browse->rows.columns);
    for (size_t i = begin; i < MIN(end, view_list_length(browse->list)); i++) {
        double column = (double)(i % (size_t)browse->rows.columns);
        double row = (double)(i / (size_t)browse->rows.columns);
        add_card(browse, i,
                 box_make(area.x + column * (width + GUTTER), area.y + row * browse->rows.height,
                          width, browse->rows.height - GUTTER));
    }
    board_set_pane(board, NULL);
}

static void add_empty(struct browse *browse, struct box area)
{
    bool is_narrowed = view_list_chip(browse->list) != LIST_ALL;
    const struct empty_way ways[] = {
        is_narrowed ? (struct empty_way){"show.all", "grid_view", "browse.show_everything"}
                    : (struct empty_way){"show.voices", "record_voice_over", "browse.voices"},
        {"go.home", "home", "trouble.home"}};
    empty_add(browse->board, area, empty_words[view_list_chip(browse->list)], ways);
}

/* How many rows are seen at once with @columns in @area. */
static int rows_seen(const struct browse *browse, struct box area, int columns)
{
    double width = (area.w - GUTTER * (columns - 1)) / columns;
    return card_rows(browse->board, width, area.h, MOST_ROWS, TITLE_LINES);
}

/* Gives the cards the area, less the room for page buttons where they do not all stand in it: true
 * then. */
static bool place_pane(struct browse *browse, struct box *area)
{
    enum orientation orientation = browse->env->viewport->orientation;
    int columns = columns_of[orientation][board_text_size(browse->board)];
    int rows = (int)((view_list_total(browse->list) + (size_t)columns - 1) / (size_t)columns);
    bool is_paged = rows > rows_seen(browse, *area, columns);
    if (is_paged)
        area->w -= PAGER_ROOM;
    browse->pane.box = board_place(browse->board, *area);
    browse->pane.scroll.has_less_motion = browse->env->session->now.has_less_motion;
    const struct rows now = {.columns = columns,
                             .height = (area->h + GUTTER) / rows_seen(browse, *area, columns)};
    rows_place(&browse->rows, &browse->pane, &now, rows, area->h);
    return is_paged;
}

/* What stands over the cards: what they are called and about, and chips; returns the room left. */
static struct box add_head(struct browse *browse)
{
    struct board *board = browse->board;
    bool is_portrait = board_is_portrait(board);
    struct box page = is_portrait ? box_make(48, 48, 984, 1676) : box_make(48, 24, 1824, 920);
    const char *about = view_list_about(browse->list);
    bool has_about = about != NULL && about[0] != '\0';
    title_add(board,
              has_about ? box_make(page.x, page.y - 12, page.w, 64)
                        : box_make(page.x, page.y, page.w, 80),
              title_of(browse), NULL);
    text_flow(
        board, "about", box_make(page.x, page.y + 50, page.w, ABOUT_ROOM),
        &(struct label){.utf8 = about, .role = TYPE_BODY, .color = COLOR_TEXT2, .max_lines = 1});
    double y = page.y + 96;
    if (view_list_has_chips(browse->list)) {
        if (is_portrait)
            add_chips(browse, box_make(page.x, y, 317, 80), 333, 92, 3);
        else
            add_chips(browse, box_make(page.x, y, 288, 80), 304, 0, LIST_CHIPS);
        y += is_portrait ? 92 + 96 : 96;
    }
    return box_make(page.x, y, page.w, page.y + page.h - y);
}

static void layout(void *self)
{
    struct browse *browse = self;
    struct board *board = browse->board;
    if (strcmp(browse->language, browse->env->session->now.language) != 0)
        read_view(browse, NULL);
    board_begin(board);
    struct box area = add_head(browse);
    bool is_paged = place_pane(browse, &area);
    if (view_list_length(browse->list) == 0)
        add_empty(browse, area);
    else
        add_cards(browse, area);
    if (is_paged)
        pager_add_beside(board, area, &browse->pane.scroll);
    nav_add(board, count_of(browse), NULL);
}

static struct intent activate(struct browse *browse, const char *node)
{
    if (g_str_has_prefix(node, "chip") || g_str_equal(node, "show.all")) {
        int chip = node[0] == 'c' ? node[4] - '1' : LIST_ALL;
        GError *error = NULL;
        if (!view_list_choose(browse->list, (enum list_chip)CLAMP(chip, 0, LIST_CHIPS - 1),
                              &error)) {
            struct intent intent = intent_trouble(error->message);
            g_error_free(error);
            return intent;
        }
        scroll_init(&browse->pane.scroll);
        layout(browse);
        return intent_none();
    }
    if (g_str_has_prefix(node, "card")) {
        size_t index = (size_t)g_ascii_strtoull(node + 4, NULL, 10);
        if (index < 1 || index > view_list_length(browse->list))
            return intent_none();
        return way_to_card(browse->env, view_list_card(browse->list, index - 1), &browse->route, 0);
    }
    if (g_str_equal(node, "show.voices"))
        return intent_open("browse", 0, 0, "voices");
    return g_str_equal(node, "go.home") ? intent_of(INTENT_HOME) : intent_of_nav(node);
}

static void reveal(struct browse *browse, const struct event *event)
{
    if (event->node == NULL || !g_str_has_prefix(event->node, "card"))
        return;
    int index = (int)g_ascii_strtoull(event->node + 4, NULL, 10) - 1;
    double row = index / browse->rows.columns;
    scroll_reveal(&browse->pane.scroll, row * browse->rows.height, browse->rows.height - GUTTER,
                  event->now_ms);
}

static struct intent event(void *self, const struct event *event)
{
    struct browse *browse = self;
    if (event->type == EVENT_WAKE)
        browse->is_stale = true;
    if (event->type == EVENT_FOCUS)
        reveal(browse, event);
    if (pane_event(&browse->pane, event)) {
        browse->is_stale = true;
        return intent_none();
    }
    if (event->type == EVENT_ACTIVATE && event->node != NULL)
        return activate(browse, event->node);
    return intent_none();
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct browse *browse = self;
    bool is_moving = scroll_tick(&browse->pane.scroll, now_ms);
    bool is_dirty = browse->is_stale || is_moving;
    int first = 0, last = 0;
    visible_rows(browse, &first, &last);
    bool has_come_to_rest = browse->is_stale && !is_moving;
    if (first != browse->first_row || last != browse->last_row || has_come_to_rest)
        layout(browse);
    browse->is_stale = is_moving;
    return (struct tick){.is_dirty = is_dirty, .again_in_ms = is_moving ? 0 : -1};
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct browse *browse = self;
    board_draw(browse->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct browse *browse = self;
    board_describe(browse->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_LIST;
}

const struct screen_class screen_browse = {.name = "browse",
                                           .enter = enter,
                                           .layout = layout,
                                           .event = event,
                                           .tick = tick,
                                           .draw = draw,
                                           .describe = describe,
                                           .idle = idle,
                                           .leave = leave};
