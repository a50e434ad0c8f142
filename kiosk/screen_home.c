/* Home: choose within ten seconds. A feature, three eras, four ways in. */
#include "kiosk/screens.h"
#include "kiosk/view_home.h"
#include "kiosk/way.h"
#include "kiosk/widgets.h"

#include <math.h>
#include <string.h>

struct home {
    const struct screen_env *env;
    struct board *board;
    struct view_home *view;
    char language[SESSION_LANGUAGE_SIZE];
    bool is_stale;
};

enum { FEATURE, ERA1, WAY1 = ERA1 + VIEW_ERAS, PLACES = WAY1 + 4 };

static const struct place places_landscape[PLACES] = {
    {"feature", {48, 136, 888, 504}}, {"era1", {960, 136, 288, 504}},
    {"era2", {1272, 136, 288, 504}},  {"era3", {1584, 136, 288, 504}},
    {"way1", {48, 664, 438, 272}},    {"way2", {510, 664, 438, 272}},
    {"way3", {972, 664, 438, 272}},   {"way4", {1434, 664, 438, 272}},
};
static const struct place places_portrait[PLACES] = {
    {"feature", {48, 184, 984, 560}}, {"era1", {48, 768, 312, 328}},
    {"era2", {384, 768, 312, 328}},   {"era3", {720, 768, 312, 328}},
    {"way1", {48, 1120, 480, 304}},   {"way2", {552, 1120, 480, 304}},
    {"way3", {48, 1448, 480, 304}},   {"way4", {552, 1448, 480, 304}},
};

static const struct way {
    const char *icon;
    const char *title;
    const char *says;
    const char *screen;
    const char *filter;
} ways[] = {
    {"record_voice_over", "way.voices", "way.voices.about", "browse", "voices"},
    {"interests", "way.themes", "way.themes.about", "subjects", "theme"},
    {"map", "way.places", "way.places.about", "subjects", "place"},
    {"route", "way.trails", "way.trails.about", "subjects", "trail"},
};

static void leave(void *self)
{
    struct home *home = self;
    if (home == NULL)
        return;
    board_destroy(home->board);
    view_home_free(home->view);
    g_free(home);
}

static bool read_view(struct home *home, GError **error)
{
    const char *language = home->env->session->now.language;
    struct view_home *view = view_home_read(home->env->exhibition, language, error);
    if (view == NULL)
        return false;
    view_home_free(home->view);
    home->view = view;
    g_strlcpy(home->language, language, sizeof home->language);
    return true;
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct home *home = g_new0(struct home, 1);
    home->env = env;
    home->board = board_create(env);
    if (read_view(home, error))
        return home;
    leave(home);
    return NULL;
}

static void add_feature(struct home *home, const struct place *place)
{
    struct board *board = home->board;
    const struct shown_page *page = home->view->feature;
    struct poster poster = {.id = place->id,
                            .box = place->box,
                            .lead = board_word(board, "home.feature"),
                            .is_content = true,
                            .title = board_word(board, "home.intro"),
                            .art = {.seed = 7, .hue = COLOR_GOLD}};
    if (page->count > 0) {
        const struct shown_card *card = &page->cards[0];
        poster.art = card_art(board, card, place->box.w);
        const struct view_home *view = home->view;
        poster.title = view->words != NULL ? board_format(board, "“%s”", view->words) : card->title;
        poster.title_language = view->words != NULL ? view->words_language : card->title_language;
        poster.meta = card_meta(board, card, true);
        poster.meta_short = card_meta_short(board, card);
        poster.icon = kind_icon(card->kind);
    }
    poster_add(board, &poster);
}

/* The years of an era; the largest text has no room for them. */
static const char *years_of(struct board *board, size_t era)
{
    if (board_text_size(board) == TEXT_LARGEST)
        return NULL;
    return board_word(board, board_format(board, "era.%s.years", view_eras[era]));
}

/* The size in which the years of every era fit in one line. */
static double years_px(struct board *board, double width)
{
    double px = HUGE_VAL;
    for (size_t era = 0; era < VIEW_ERAS; era++)
        px = MIN(px, board_fit_px(board, &(struct label){.utf8 = years_of(board, era),
                                                         .role = TYPE_META,
                                                         .color = COLOR_TEXT2,
                                                         .width = width,
                                                         .max_lines = 1}));
    return px;
}

static void add_era(struct home *home, const struct place *place, size_t era)
{
    struct board *board = home->board;
    const struct shown_page *page = home->view->eras[era];
    struct art art = {.seed = (uint32_t)era + 1, .hue = era_color(view_eras[era])};
    if (page->count > 0) {
        art = card_art(board, &page->cards[0], place->box.w);
        art.hue = era_color(view_eras[era]);
    }
    poster_add(board, &(struct poster){
                          .id = place->id,
                          .box = place->box,
                          .art = art,
                          .has_bar = true,
                          .bar = era_color(view_eras[era]),
                          .title = board_word(board, board_format(board, "era.%s", view_eras[era])),
                          .meta = years_of(board, era),
                          .meta_px = years_px(board, place->box.w - 48),
                          .position = (int)era + 1,
                          .set_size = VIEW_ERAS});
}

static void add_ways(struct board *board, const struct place *places)
{
    struct tile tiles[G_N_ELEMENTS(ways)];
    double says_px = HUGE_VAL;
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        tiles[i] = (struct tile){.id = places[i].id,
                                 .box = places[i].box,
                                 .icon = ways[i].icon,
                                 .title = board_word(board, ways[i].title),
                                 .says = board_word(board, ways[i].says),
                                 .position = (int)i + 1,
                                 .set_size = G_N_ELEMENTS(ways)};
        says_px = MIN(says_px, tile_says_px(board, &tiles[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        tiles[i].says_px = says_px;
        tile_add(board, &tiles[i]);
    }
}

static void layout(void *self)
{
    struct home *home = self;
    struct board *board = home->board;
    if (strcmp(home->language, home->env->session->now.language) != 0)
        read_view(home, NULL);
    board_begin(board);
    bool is_portrait = board_is_portrait(board);
    const struct place *places = is_portrait ? places_portrait : places_landscape;
    title_add(board, is_portrait ? box_make(48, 48, 984, 112) : box_make(48, 32, 1824, 80),
              home->view->archive->title, home->view->archive->language);
    add_feature(home, &places[FEATURE]);
    for (size_t era = 0; era < VIEW_ERAS; era++)
        add_era(home, &places[ERA1 + era], era);
    add_ways(board, &places[WAY1]);
    nav_add(board, board_word(board, "nav.status"), "nav.back");
}

static struct intent activate(const struct home *home, const char *node)
{
    if (g_str_equal(node, "feature")) {
        const struct shown_page *page = home->view->feature;
        return page->count > 0 ? way_to_card(home->env, &page->cards[0], NULL, 0)
                               : intent_open("browse", 0, 0, "all");
    }
    if (g_str_has_prefix(node, "era"))
        return intent_open("browse", 0, 0, view_eras[CLAMP(node[3] - '1', 0, VIEW_ERAS - 1)]);
    if (g_str_has_prefix(node, "way")) {
        const struct way *way = &ways[CLAMP(node[3] - '1', 0, (int)G_N_ELEMENTS(ways) - 1)];
        return intent_open(way->screen, 0, 0, way->filter);
    }
    return intent_of_nav(node);
}

static struct intent event(void *self, const struct event *event)
{
    struct home *home = self;
    if (event->type == EVENT_WAKE)
        home->is_stale = true;
    if (event->type == EVENT_ACTIVATE && event->node != NULL)
        return activate(home, event->node);
    return intent_none();
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct home *home = self;
    struct tick tick = {.is_dirty = home->is_stale, .again_in_ms = -1};
    home->is_stale = false;
    return tick;
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct home *home = self;
    board_draw(home->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct home *home = self;
    board_describe(home->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_LIST;
}

const struct screen_class screen_home = {.name = "home",
                                         .enter = enter,
                                         .layout = layout,
                                         .event = event,
                                         .tick = tick,
                                         .draw = draw,
                                         .describe = describe,
                                         .idle = idle,
                                         .leave = leave};
