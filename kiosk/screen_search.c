/* Search: a name, a place, a word of any transcript. What is typed is kept nowhere. */
#include "kiosk/needle.h"
#include "kiosk/screens.h"
#include "kiosk/support.h"
#include "kiosk/view_list.h"
#include "kiosk/view_search.h"
#include "kiosk/way.h"
#include "kiosk/widget_hit.h"
#include "kiosk/widget_keyboard.h"
#include "kiosk/widgets.h"

#include <string.h>

enum {
    DEBOUNCE_MS = 120,
    BEFORE_HIT_MS = 3000,
    ROW_GAP = 14,
    BEGIN_TITLE = 64, /* over the stories to begin with */
    NEAREST_SLOT = 1, /* standing up, under what says that nothing is found */
};

struct searching {
    const struct screen_env *env;
    struct board *board;
    struct view_search *view; /* NULL: nothing is asked yet */
    struct view_list *begin;  /* stories to open while nothing is found; NULL: none can be read */
    char begin_language[SESSION_LANGUAGE_SIZE];
    GString *typed;
    size_t first; /* of the results shown */
    struct keys keys;
    int64_t asked_ms; /* when it was typed last; -1: answered */
    bool is_stale;
};

struct search_places {
    struct box title, field, clear, count, results, page_up, page_down;
    struct box invite, suggest;
    double suggest_step;
};

static const struct search_places landscape = {
    .title = {48, 24, 1228, 80},
    .field = {48, 136, 1116, 96},
    .clear = {1180, 136, 96, 96},
    .invite = {48, 240, 1228, 64},
    .suggest = {48, 308, 395, 88},
    .suggest_step = 416,
    .count = {48, 416, 1228, 120},
    .results = {1312, 136, 464, 784},
    .page_up = {1792, 136, 80, 384},
    .page_down = {1792, 536, 80, 384},
};
static const struct search_places portrait = {
    .title = {48, 48, 984, 112},
    .field = {48, 184, 864, 112},
    .clear = {928, 184, 104, 112},
    .results = {48, 328, 864, 728},
    .page_up = {936, 328, 96, 358},
    .page_down = {936, 702, 96, 354},
    .invite = {48, 1020, 864, 64},
    .suggest = {48, 1088, 312, 96},
    .suggest_step = 336,
    .count = {48, 328, 864, 134},
};

static void leave(void *self)
{
    struct searching *searching = self;
    if (searching == NULL)
        return;
    board_destroy(searching->board);
    view_search_free(searching->view);
    view_list_free(searching->begin);
    /* What was typed does not stay in memory either. */
    memset(searching->typed->str, 0, searching->typed->allocated_len);
    g_string_free(searching->typed, TRUE);
    g_free(searching);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct searching *searching = g_new0(struct searching, 1);
    searching->env = env;
    searching->board = board_create(env);
    searching->typed = g_string_sized_new(256);
    searching->asked_ms = -1;
    return searching;
}

static void ask(struct searching *searching)
{
    view_search_free(searching->view);
    searching->view = NULL;
    searching->first = 0;
    if (g_utf8_strlen(searching->typed->str, -1) >= 2)
        searching->view = view_search_read(searching->env->exhibition, searching->typed->str,
                                           searching->env->session->now.language, NULL);
}

/* Whether these may be the words of somebody in distress: help then stands above what is found.
 * Nothing of it is noted anywhere. */
static bool is_in_distress(const struct searching *searching)
{
    const struct support *support = searching->env->support;
    for (size_t i = 0; support != NULL && support->words[i] != NULL; i++)
        if (needle_find(support->words[i], searching->typed->str, NULL, 0) > 0)
            return true;
    return false;
}

/* Rows for results: fewer where their words are larger or taller. */
static size_t row_count(const struct searching *searching)
{
    static const size_t rows[TEXT_SIZE_COUNT] = {5, 4, 3};
    size_t count = rows[board_text_size(searching->board)];
    bool is_tall = board_line_factor(words_language(searching->env->words)) > 1.5;
    return MAX(count - is_tall, 3);
}

/* Those below the card of help, where that stands. */
static size_t result_room(const struct searching *searching)
{
    return row_count(searching) - is_in_distress(searching);
}

static size_t result_count(const struct searching *searching)
{
    return searching->view != NULL ? searching->view->hits->count : 0;
}

static bool is_paged(const struct searching *searching)
{
    return result_count(searching) > result_room(searching);
}

/* The place of a row; as wide as there is room where no page buttons stand beside it. */
static struct box slot_box(const struct searching *searching, const struct search_places *places,
                           size_t slot)
{
    double end = is_paged(searching) ? places->results.x + places->results.w
                                     : places->page_up.x + places->page_up.w;
    double step = (places->results.h + ROW_GAP) / (double)row_count(searching);
    return box_make(places->results.x, places->results.y + step * (double)slot,
                    end - places->results.x, step - ROW_GAP);
}

/* Help first; a spelling that is found, where nothing is. */
static void add_help(struct searching *searching, const struct search_places *places)
{
    struct board *board = searching->board;
    bool is_support = is_in_distress(searching);
    if (is_support)
        button_add(board, &(struct button){.id = "support",
                                           .box = slot_box(searching, places, 0),
                                           .icon = "call",
                                           .label = board_word(board, "search.support"),
                                           .is_content = true});
    const char *nearest = searching->view != NULL ? searching->view->nearest : NULL;
    if (nearest == NULL)
        return;
    const struct word_value values[] = {{"words", nearest}, {NULL, NULL}};
    size_t slot = board_is_portrait(board) ? NEAREST_SLOT : is_support;
    button_add(board,
               &(struct button){.id = "nearest",
                                .box = slot_box(searching, places, slot),
                                .icon = "search",
                                .label = board_take(board, words_format(searching->env->words,
                                                                        "search.nearest", values)),
                                .is_content = true});
}

/* Where nothing is found, or looked for yet, some stories that nothing has to be told of before. */
static void add_stories(struct searching *searching, const struct search_places *places)
{
    struct board *board = searching->board;
    if (result_count(searching) > 0 || is_in_distress(searching) || searching->begin == NULL)
        return;
    bool has_nearest = searching->view != NULL && searching->view->nearest != NULL;
    bool is_below = searching->view != NULL && board_is_portrait(board);
    struct box box = slot_box(searching, places, (is_below ? NEAREST_SLOT : 0) + has_nearest);
    double room = places->results.y + places->results.h - box.y - BEGIN_TITLE + ROW_GAP;
    size_t shown = (size_t)MAX(room / (box.h + ROW_GAP), 0);
    shown = MIN(shown, view_list_length(searching->begin));
    if (shown == 0)
        return;
    text_add(board, "begin", ACCESS_TEXT, box_make(box.x, box.y, box.w, BEGIN_TITLE - 8),
             &(struct label){.utf8 = board_word(board, "search.begin"),
                             .role = TYPE_META,
                             .color = COLOR_TEXT2,
                             .max_lines = 1});
    box.y += BEGIN_TITLE;
    for (size_t i = 0; i < shown; i++) {
        const struct shown_hit hit = {.card = *view_list_card(searching->begin, i), .at_ms = -1};
        hit_row_add(board, &(struct hit_row){.id = board_format(board, "begin%zu", i + 1),
                                             .hit = &hit,
                                             .box = box,
                                             .position = i + 1,
                                             .set_size = shown});
        box.y += box.h + ROW_GAP;
    }
}

static void add_pages(struct searching *searching, const struct search_places *places)
{
    struct board *board = searching->board;
    const struct {
        const char *id;
        const char *icon;
        const char *word;
        struct box box;
        bool is_off;
    } pages[] = {
        {"page.up", "keyboard_arrow_up", "browse.up", places->page_up, searching->first == 0},
        {"page.down", "keyboard_arrow_down", "browse.down", places->page_down,
         searching->first + result_room(searching) >= result_count(searching)}};
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        button_add(board, &(struct button){.id = pages[i].id,
                                           .box = pages[i].box,
                                           .icon = pages[i].icon,
                                           .label = "",
                                           .name = board_word(board, pages[i].word),
                                           .is_disabled = pages[i].is_off});
}

static void add_results(struct searching *searching, const struct search_places *places)
{
    struct board *board = searching->board;
    size_t count = result_count(searching), room = result_room(searching);
    for (size_t i = searching->first; i < MIN(count, searching->first + room); i++)
        hit_row_add(board, &(struct hit_row){
                               .id = board_format(board, "result%zu", i + 1),
                               .hit = &searching->view->hits->hits[i],
                               .box = slot_box(searching, places,
                                               row_count(searching) - room + i - searching->first),
                               .position = i + 1,
                               .set_size = count});
    add_help(searching, places);
    add_stories(searching, places);
    if (is_paged(searching))
        add_pages(searching, places);
}

/* The language that what was typed runs in: that of the keys for letters that run their way. */
static const char *typed_language(const struct searching *searching)
{
    const char *keys = keys_language(searching->env, &searching->keys);
    bool is_rtl =
        g_unichar_get_script(g_utf8_get_char(searching->typed->str)) == G_UNICODE_SCRIPT_ARABIC;
    return is_rtl == (words_direction(keys) == DIRECTION_RTL) ? keys : is_rtl ? "ur" : "en";
}

static void add_field(struct searching *searching, const struct search_places *places)
{
    struct board *board = searching->board;
    bool is_empty = searching->typed->len == 0;
    const char *shown = is_empty ? board_word(board, "search.hint")
                                 : board_format(board, "%s|", searching->typed->str);
    struct widget *field =
        board_add(board, &(struct access_node){.id = "field",
                                               .role = ACCESS_FIELD,
                                               .name = board_word(board, "search.hint"),
                                               .value = searching->typed->str,
                                               .box = places->field});
    field->has_fill = field->has_border = true;
    field->fill = COLOR_BG1;
    field->border = COLOR_LINE_STRONG;
    field->radius = board_measure(board, MEASURE_RADIUS_BUTTON);
    struct text_layout *text =
        board_fit(board, &(struct label){.utf8 = shown,
                                         .language = is_empty ? NULL : typed_language(searching),
                                         .keeps_own_side = !is_empty,
                                         .role = TYPE_TRANSCRIPT,
                                         .color = is_empty ? COLOR_TEXT3 : COLOR_TEXT,
                                         .width = places->field.w - 64,
                                         .max_height = places->field.h - 8,
                                         .max_lines = 1});
    widget_add_text(
        field, text,
        (struct point){field->node.box.x + 32,
                       field->node.box.y + (places->field.h - text_layout_height(text)) / 2});
    button_add(board, &(struct button){.id = "clear",
                                       .box = places->clear,
                                       .icon = "close",
                                       .label = "",
                                       .name = board_word(board, "search.clear"),
                                       .is_disabled = is_empty});
}

static void add_count(struct searching *searching, const struct search_places *places)
{
    struct board *board = searching->board;
    size_t count = result_count(searching);
    const char *says = NULL;
    const struct word_value values[] = {{"words", searching->typed->str}, {NULL, NULL}};
    bool is_covered = board_is_portrait(board) && is_in_distress(searching);
    if (searching->view != NULL && count == 0 && !is_covered)
        says = board_take(board, words_format(searching->env->words, "search.none", values));
    else if (searching->view != NULL && !board_is_portrait(board))
        says = board_take(board, words_plural(searching->env->words, "search.results",
                                              (unsigned long)count, NULL));
    text_flow(board, "hit.count", places->count,
              &(struct label){.utf8 = says, .role = TYPE_BODY, .color = COLOR_TEXT2});
}

static void add_suggestions(struct searching *searching, const struct search_places *places)
{
    struct board *board = searching->board;
    bool has_room = !board_is_portrait(board) || result_count(searching) < row_count(searching);
    if (has_room) {
        struct widget *invite =
            text_add(board, "invite", ACCESS_TEXT, places->invite,
                     &(struct label){.utf8 = board_word(board, "search.suggestions"),
                                     .role = TYPE_META,
                                     .color = COLOR_TEXT2,
                                     .max_lines = 1});
        invite->text_at[0].y += places->invite.h - text_layout_height(invite->texts[0]);
    }
    for (int i = 0; i < 3; i++) {
        const char *key = board_format(board, "search.suggest%d", i + 1);
        button_add(board,
                   &(struct button){.id = board_format(board, "suggest%d", i + 1),
                                    .box = box_move(places->suggest, places->suggest_step * i, 0),
                                    .label = board_word(board, key),
                                    .look = BUTTON_CHIP,
                                    .is_content = true});
    }
}

/* Stories without a note, in the curators' order. */
static void read_stories(struct searching *searching)
{
    const char *language = searching->env->session->now.language;
    const struct route gentle = intent_open("browse", 0, 0, "gentle").route;
    if (strcmp(searching->begin_language, language) == 0)
        return;
    g_strlcpy(searching->begin_language, language, sizeof searching->begin_language);
    view_list_free(searching->begin);
    searching->begin = view_list_read(searching->env->exhibition, &gentle, language, NULL);
}

static void layout(void *self)
{
    struct searching *searching = self;
    struct board *board = searching->board;
    read_stories(searching);
    board_begin(board);
    const struct search_places *places = board_is_portrait(board) ? &portrait : &landscape;
    title_add(board, places->title, board_word(board, "search.title"), NULL);
    add_field(searching, places);
    add_suggestions(searching, places);
    add_count(searching, places);
    keys_add(board, &searching->keys, places->title.x);
    add_results(searching, places);
    nav_add(board, NULL, "nav.search");
    searching->is_stale = true;
}

static void type(struct searching *searching, const char *letters, int64_t now_ms)
{
    keys_write(searching->typed, letters);
    searching->asked_ms = now_ms;
}

static struct intent open_result(struct searching *searching, const char *node)
{
    size_t index = (size_t)g_ascii_strtoull(node + strlen("result"), NULL, 10);
    if (index < 1 || index > result_count(searching))
        return intent_none();
    const struct shown_hit *hit = &searching->view->hits->hits[index - 1];
    return way_to_card(searching->env, &hit->card, NULL, MAX(hit->at_ms - BEFORE_HIT_MS, 0));
}

static struct intent open_story(struct searching *searching, const char *node)
{
    size_t index = (size_t)g_ascii_strtoull(node + strlen("begin"), NULL, 10);
    if (searching->begin == NULL || index < 1 || index > view_list_length(searching->begin))
        return intent_none();
    return way_to_card(searching->env, view_list_card(searching->begin, index - 1), NULL, 0);
}

static bool press_key(struct searching *searching, const char *node, int64_t now_ms)
{
    char typed[32];
    enum keys_press press = keys_touch(searching->env, &searching->keys, node, typed);
    if (press == KEYS_TYPED)
        type(searching, typed, now_ms);
    else if (press == KEYS_TURNED)
        return true;
    else if (g_str_equal(node, "bksp"))
        type(searching, "\b", now_ms);
    else if (g_str_equal(node, "clear")) {
        g_string_truncate(searching->typed, 0);
        searching->asked_ms = now_ms;
    } else if (g_str_equal(node, "go"))
        ask(searching);
    else if (g_str_equal(node, "page.up"))
        searching->first -= MIN(searching->first, result_room(searching));
    else if (g_str_equal(node, "page.down"))
        searching->first += searching->first + result_room(searching) < result_count(searching)
                                ? result_room(searching)
                                : 0;
    else
        return false;
    return true;
}

static struct intent event(void *self, const struct event *event)
{
    struct searching *searching = self;
    if (event->type == EVENT_WAKE)
        searching->is_stale = true;
    if (event->type == EVENT_TEXT && event->text != NULL) {
        type(searching, event->text, event->now_ms);
        layout(searching);
        return intent_none();
    }
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent_none();
    if (g_str_has_prefix(event->node, "result"))
        return open_result(searching, event->node);
    if (g_str_has_prefix(event->node, "begin"))
        return open_story(searching, event->node);
    if (g_str_equal(event->node, "support"))
        return intent_of(INTENT_BREAK);
    if (g_str_equal(event->node, "nearest") && searching->view->nearest != NULL) {
        g_string_assign(searching->typed, searching->view->nearest);
        ask(searching);
    } else if (g_str_has_prefix(event->node, "suggest")) {
        const char *key = board_format(searching->board, "search.%s", event->node);
        g_string_assign(searching->typed, board_word(searching->board, key));
        ask(searching);
    } else if (!press_key(searching, event->node, event->now_ms))
        return intent_of_nav(event->node);
    layout(searching);
    return intent_none();
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct searching *searching = self;
    int64_t again = -1;
    if (searching->asked_ms >= 0 && now_ms - searching->asked_ms >= DEBOUNCE_MS) {
        searching->asked_ms = -1;
        ask(searching);
        layout(searching);
    } else if (searching->asked_ms >= 0)
        again = DEBOUNCE_MS - (now_ms - searching->asked_ms);
    struct tick tick = {.is_dirty = searching->is_stale, .again_in_ms = again};
    searching->is_stale = false;
    return tick;
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct searching *searching = self;
    board_draw(searching->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct searching *searching = self;
    board_describe(searching->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_READING;
}

static bool wants_text(const void *self)
{
    return true;
}

const struct screen_class screen_search = {.name = "search",
                                           .enter = enter,
                                           .layout = layout,
                                           .event = event,
                                           .tick = tick,
                                           .draw = draw,
                                           .describe = describe,
                                           .idle = idle,
                                           .wants_text = wants_text,
                                           .leave = leave};
