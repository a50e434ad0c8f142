/* A picture: look closely. Fit, pinch, drag, and buttons for all of it. */
#include "kiosk/closeup.h"
#include "kiosk/icon.h"
#include "kiosk/panel.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "kiosk/view_list.h"
#include "kiosk/way.h"
#include "kiosk/widgets.h"

#include <math.h>
#include <string.h>

struct looking {
    const struct screen_env *env;
    struct board *board;
    struct view_item *view;
    struct route route;
    struct closeup closeup; /* of the page */
    struct pane pane;
    enum panel_kind panel; /* PANEL_WORDS: none is open */
    bool could_go_up, could_go_down;
    int64_t before, after; /* neighbours; 0: none */
    size_t page;           /* of the set */
    int region;            /* the part that was asked for; -1: none */
    char language[SESSION_LANGUAGE_SIZE];
    bool is_stale;
};

struct picture_places {
    struct box title, caption, image;
    struct box zoom_out, zoom_in, before, after, describe, about;
    struct box image_small, panel, page_up, page_down; /* with a panel open */
};

static const struct picture_places landscape = {
    .title = {1368, 112, 504, 144},
    .caption = {1368, 264, 504, 304},
    .image = {48, 112, 1296, 840},
    .zoom_out = {1368, 584, 244, 80},
    .zoom_in = {1628, 584, 244, 80},
    .before = {1368, 680, 244, 80},
    .after = {1628, 680, 244, 80},
    .describe = {1368, 776, 504, 80},
    .about = {1368, 872, 504, 80},
    .image_small = {48, 112, 640, 840},
    .panel = {712, 112, 512, 840},
    .page_up = {1248, 112, 96, 408},
    .page_down = {1248, 544, 96, 408},
};
static const struct picture_places portrait = {
    .title = {48, 48, 984, 96},
    .caption = {48, 1160, 984, 320},
    .image = {48, 160, 984, 984},
    .zoom_out = {48, 1504, 234, 112},
    .zoom_in = {298, 1504, 234, 112},
    .before = {548, 1504, 234, 112},
    .after = {798, 1504, 234, 112},
    .describe = {48, 1640, 484, 120},
    .about = {548, 1640, 484, 120},
    .image_small = {48, 160, 984, 560},
    .panel = {48, 744, 864, 736},
    .page_up = {936, 744, 96, 356},
    .page_down = {936, 1124, 96, 356},
};

/* Goes on to what lies beside: over the middle of each edge, where there is more than is seen. */
enum { MOVER_PX = 72, MOVER_INSET_PX = 16 };
static const struct mover {
    const char *id;
    const char *icon;
    const char *word;
    int across, down;
} movers[] = {{"pan.left", "keyboard_arrow_left", "image.left", -1, 0},
              {"pan.right", "keyboard_arrow_right", "image.right", +1, 0},
              {"pan.up", "keyboard_arrow_up", "image.up", 0, -1},
              {"pan.down", "keyboard_arrow_down", "image.down", 0, +1}};

static void leave(void *self)
{
    struct looking *looking = self;
    if (looking == NULL)
        return;
    closeup_close(&looking->closeup);
    board_destroy(looking->board);
    view_item_free(looking->view);
    g_free(looking);
}

static void turn_to(struct looking *looking, size_t page)
{
    const struct view_item *view = looking->view;
    looking->page = page;
    looking->region = -1;
    closeup_open(&looking->closeup, looking->env,
                 page < view->page_count ? &view->pages[page] : NULL, view->item->allows_zoom);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct looking *looking = g_new0(struct looking, 1);
    looking->env = env;
    looking->route = *route;
    looking->board = board_create(env);
    scroll_init(&looking->pane.scroll);
    g_strlcpy(looking->language, env->session->now.language, sizeof looking->language);
    looking->view = view_item_read(env->exhibition, route->item, looking->language, error);
    if (looking->view == NULL) {
        leave(looking);
        return NULL;
    }
    turn_to(looking, MIN((size_t)MAX(route->page, 0), MAX(looking->view->page_count, 1) - 1));
    const struct shown_card *card = &looking->view->item->card;
    looking->before = view_list_neighbour(env->exhibition, route, card, -1);
    looking->after = view_list_neighbour(env->exhibition, route, card, +1);
    return looking;
}

static bool is_of_page(const struct looking *looking, const struct shown_region *region)
{
    return region->page == (int)looking->page + 1;
}

/* Frames round the parts that something is said about: light within dark, seen on any picture. */
static void draw_regions(const struct looking *looking, struct canvas *canvas)
{
    const struct shown_item *item = looking->view->item;
    struct box whole = closeup_picture(&looking->closeup);
    canvas_push_clip(canvas, looking->closeup.zoom.view);
    for (size_t i = 0; i < item->region_count; i++) {
        const struct shown_region *region = &item->regions[i];
        bool is_asked = looking->region == (int)i;
        if (!is_of_page(looking, region))
            continue;
        struct box box = {whole.x + region->x * whole.w, whole.y + region->y * whole.h,
                          region->w * whole.w, region->h * whole.h};
        canvas_stroke(canvas, box_inset(box, -4), 8, is_asked ? 12 : 8,
                      board_color(looking->board, COLOR_BG0));
        canvas_stroke(canvas, box_inset(box, -2), 6, is_asked ? 8 : 4,
                      board_color(looking->board, is_asked ? COLOR_GOLD : COLOR_TEXT));
    }
    canvas_pop_clip(canvas);
}

static void paint_image(const struct widget *widget, const struct board *board,
                        struct canvas *canvas, const struct draw_state *state)
{
    const struct looking *looking = widget->data;
    const struct closeup *closeup = &looking->closeup;
    closeup_draw(closeup, canvas, (uint32_t)looking->view->item->card.id);
    if (looking->panel == PANEL_DESCRIBE && closeup_state(closeup) != CLOSEUP_BROKEN)
        draw_regions(looking, canvas);
}

static const char *closeness(const struct looking *looking)
{
    g_autofree char *percent =
        g_strdup_printf("%d%%", (int)lround(looking->closeup.zoom.scale * 100));
    return board_take(looking->board, words_number(looking->env->words, percent));
}

/* Left stays left in every language: what is moved is a picture. Only along the sides on which there
 * is more of it than the view holds. */
static void add_movers(struct looking *looking)
{
    struct board *board = looking->board;
    const struct closeup *closeup = &looking->closeup;
    struct box whole = closeup_picture(closeup);
    struct box seen = box_intersect(whole, closeup->zoom.view);
    struct box room = box_inset(seen, MOVER_INSET_PX);
    double across = (room.w - MOVER_PX) / 2, down = (room.h - MOVER_PX) / 2;
    for (size_t i = 0; i < G_N_ELEMENTS(movers); i++) {
        const struct mover *mover = &movers[i];
        double more = mover->across != 0 ? whole.w - seen.w : whole.h - seen.h;
        struct box box = box_make(room.x + across * (1 + mover->across),
                                  room.y + down * (1 + mover->down), MOVER_PX, MOVER_PX);
        if (more < 1 || !closeup_can_go(closeup, -1))
            continue;
        button_add(board,
                   &(struct button){
                       .id = mover->id,
                       .box = board_place(board, box),
                       .icon = board_is_rtl(board) ? icon_mirrored(mover->icon) : mover->icon,
                       .label = "",
                       .name = board_word(board, mover->word),
                       .is_disabled = !closeup_can_move(closeup, mover->across, mover->down)});
    }
}

static void add_image(struct looking *looking, struct box box)
{
    struct board *board = looking->board;
    const struct shown_item *item = looking->view->item;
    const char *alt = item->card.alt_short != NULL && item->card.alt_short[0] != '\0'
                          ? item->card.alt_short
                          : item->card.title;
    closeup_place(&looking->closeup, board_place(board, box));
    struct widget *widget =
        board_add(board, &(struct access_node){.id = "image",
                                               .role = ACCESS_IMAGE,
                                               .name = alt,
                                               .value = closeness(looking),
                                               .language = item->card.alt_language,
                                               .box = box,
                                               .is_draggable = true});
    widget->paint = paint_image;
    widget->data = looking;
    if (closeup_state(&looking->closeup) == CLOSEUP_BROKEN)
        notice_add(board, "broken", box, board_word(board, "image.broken"));
    add_movers(looking);
}

/* "2 of 3", where there is more than one. */
static const char *page_word(const struct looking *looking)
{
    g_autofree char *number = g_strdup_printf("%zu", looking->page + 1);
    g_autofree char *total = g_strdup_printf("%zu", looking->view->page_count);
    const struct word_value values[] = {{"number", number}, {"total", total}, {NULL, NULL}};
    if (looking->view->page_count < 2)
        return NULL;
    return board_take(looking->board, words_format(looking->env->words, "image.page", values));
}

static bool can_turn(const struct looking *looking, int direction)
{
    if (direction < 0)
        return looking->page > 0 || looking->before != 0;
    return looking->page + 1 < looking->view->page_count || looking->after != 0;
}

/* Why it is not seen as closely as others; NULL where it is. */
static const char *notice_of(const struct looking *looking)
{
    if (!looking->view->item->allows_zoom)
        return board_word(looking->board, "image.whole");
    bool is_coarse = closeup_state(&looking->closeup) == CLOSEUP_COARSE;
    return is_coarse ? board_word(looking->board, "image.coarse") : NULL;
}

static void add_caption(struct looking *looking, struct box box)
{
    struct board *board = looking->board;
    const struct shown_item *item = looking->view->item;
    const char *maker = item_contributor(board, looking->view);
    if (maker[0] != '\0') {
        const struct word_value values[] = {{"name", maker}, {NULL, NULL}};
        maker = board_take(board, words_format(looking->env->words, "image.made_by", values));
    }
    /* Standing up, the bar at the bottom has no room for which of the set it is. */
    const char *page = board_is_portrait(board) ? page_word(looking) : NULL;
    const char *date = card_date(board, &item->card);
    const struct words *words = looking->env->words;
    GString *places = g_string_new(page);
    words_join(words, places, date);
    for (size_t i = 0; i < item->place_count; i++)
        words_join(words, places, item->places[i].name);
    const char *where = board_take(board, g_string_free(places, FALSE));
    const struct label labels[] = {
        {.utf8 = notice_of(looking), .role = TYPE_META, .color = COLOR_GOLD},
        {.utf8 = item->description,
         .language = item->description_language,
         .role = TYPE_BODY,
         .color = COLOR_TEXT,
         .max_lines = board_is_portrait(board) ? 4 : 5},
        {.utf8 = where, .role = TYPE_META, .color = COLOR_TEXT2, .max_lines = 2},
        {.utf8 = maker, .role = TYPE_META, .color = COLOR_TEXT2, .max_lines = 2},
        {.utf8 = item->credit, .role = TYPE_META, .color = COLOR_TEXT3, .max_lines = 2}};
    static const char *const ids[] = {"notice", "caption", "where", "maker", "credit"};
    double y = box.y;
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        double room = box.y + box.h - y;
        if (i == 0)
            room /= 2; /* the notice leaves some to what was given */
        double taken = text_flow(board, ids[i], box_make(box.x, y, box.w, room), &labels[i]);
        y += taken > 0 ? taken + 6 : 0;
    }
}

/* Buttons of one row have labels of one size. */
static void add_row(struct board *board, struct button *buttons, size_t count)
{
    double most_px = HUGE_VAL;
    for (size_t i = 0; i < count; i++)
        most_px = MIN(most_px, button_label_px(board, &buttons[i]));
    for (size_t i = 0; i < count; i++) {
        buttons[i].most_px = most_px;
        buttons[i].is_content = true;
        button_add(board, &buttons[i]);
    }
}

static void add_controls(struct looking *looking, const struct picture_places *places)
{
    struct board *board = looking->board;
    struct button movement[] = {{.id = "zoom.out",
                                 .box = places->zoom_out,
                                 .icon = "zoom_out",
                                 .label = board_word(board, "image.zoom_out"),
                                 .is_disabled = !closeup_can_go(&looking->closeup, -1)},
                                {.id = "zoom.in",
                                 .box = places->zoom_in,
                                 .icon = "zoom_in",
                                 .label = board_word(board, "image.zoom_in"),
                                 .is_disabled = !closeup_can_go(&looking->closeup, +1)},
                                {.id = "prev",
                                 .box = places->before,
                                 .icon = "arrow_back",
                                 .label = board_word(board, "image.previous"),
                                 .is_disabled = !can_turn(looking, -1)},
                                {.id = "next",
                                 .box = places->after,
                                 .icon = "arrow_forward",
                                 .label = board_word(board, "image.next"),
                                 .is_disabled = !can_turn(looking, +1)}};
    struct button panels[] = {{.id = "describe",
                               .box = places->describe,
                               .icon = "visibility",
                               .label = board_word(board, "image.describe"),
                               .is_selected = looking->panel == PANEL_DESCRIBE},
                              {.id = "about",
                               .box = places->about,
                               .icon = "info_outline",
                               .label = board_word(board, "oral.about"),
                               .is_selected = looking->panel == PANEL_ABOUT}};
    size_t first = looking->view->item->allows_zoom ? 0 : 2;
    add_row(board, movement + first, G_N_ELEMENTS(movement) - first);
    add_row(board, panels, G_N_ELEMENTS(panels));
}

/* Where looking closely is not wanted its buttons leave their room to the others, or to the words that
 * say so. */
static void close_ranks(struct picture_places *places, bool is_portrait)
{
    if (is_portrait) {
        places->after = box_union(places->before, places->after);
        places->before = box_union(places->zoom_out, places->zoom_in);
    } else {
        places->caption = box_union(places->caption, places->zoom_out);
    }
}

static void read_again(struct looking *looking)
{
    const struct screen_env *env = looking->env;
    g_strlcpy(looking->language, env->session->now.language, sizeof looking->language);
    struct view_item *view =
        view_item_read(env->exhibition, looking->route.item, looking->language, NULL);
    if (view == NULL)
        return;
    view_item_free(looking->view);
    looking->view = view;
    if (looking->page >= MAX(view->page_count, 1))
        turn_to(looking, 0);
}

static void layout(void *self)
{
    struct looking *looking = self;
    struct board *board = looking->board;
    if (strcmp(looking->language, looking->env->session->now.language) != 0)
        read_again(looking);
    board_begin(board);
    struct picture_places its_places = board_is_portrait(board) ? portrait : landscape;
    const struct picture_places *places = &its_places;
    if (!looking->view->item->allows_zoom)
        close_ranks(&its_places, board_is_portrait(board));
    const struct shown_card *card = &looking->view->item->card;
    bool is_open = looking->panel != PANEL_WORDS;
    title_add(board, places->title, card->title, card->title_language);
    add_image(looking, is_open ? places->image_small : places->image);
    if (is_open) {
        panel_add(board, places->panel, COLOR_BG1);
        panel_fill(board, &looking->pane, places->panel, looking->panel, looking->view);
        pager_add(board, places->page_up, places->page_down, &looking->pane.scroll);
    }
    if (!is_open || !board_is_portrait(board))
        add_caption(looking, places->caption);
    add_controls(looking, places);
    nav_add(board, page_word(looking), NULL);
    looking->could_go_up = scroll_can_go(&looking->pane.scroll, -1);
    looking->could_go_down = scroll_can_go(&looking->pane.scroll, +1);
    looking->is_stale = true;
}

/* Backwards into a set one comes to its last picture. */
static struct intent go_to(const struct looking *looking, int64_t item, int direction)
{
    struct intent intent = {.type = INTENT_REPLACE, .route = looking->route};
    struct view_item *view =
        view_item_read(looking->env->exhibition, item, looking->language, NULL);
    if (view == NULL)
        return intent_none();
    intent.route = way_to_card(looking->env, &view->item->card, &looking->route, 0).route;
    intent.route.page = direction < 0 ? G_MAXINT : 0;
    view_item_free(view);
    return intent;
}

/* Through the set first, then on through the list. */
static struct intent turn(struct looking *looking, int direction)
{
    size_t next = looking->page + (size_t)direction;
    if (next < looking->view->page_count) {
        turn_to(looking, next);
        layout(looking);
        return intent_none();
    }
    int64_t neighbour = direction < 0 ? looking->before : looking->after;
    return neighbour != 0 ? go_to(looking, neighbour, direction) : intent_none();
}

/* A part asked for in the list of them: turned to and, where that is allowed, seen closely. */
static bool show_region(struct looking *looking, const char *node)
{
    const struct shown_item *item = looking->view->item;
    if (!g_str_has_prefix(node, "region"))
        return false;
    size_t number = (size_t)g_ascii_strtoull(node + 6, NULL, 10);
    if (number < 1 || number > item->region_count)
        return false;
    const struct shown_region *region = &item->regions[number - 1];
    size_t page = (size_t)region->page - 1;
    if (page != looking->page && page < looking->view->page_count)
        turn_to(looking, page);
    looking->region = (int)number - 1;
    layout(looking);
    if (is_of_page(looking, region))
        closeup_show(&looking->closeup, box_make(region->x, region->y, region->w, region->h));
    return true;
}

static bool move(struct looking *looking, const struct event *event)
{
    for (size_t i = 0; i < G_N_ELEMENTS(movers); i++)
        if (g_str_equal(event->node, movers[i].id)) {
            closeup_move(&looking->closeup, movers[i].across, movers[i].down, event->now_ms);
            return true;
        }
    return false;
}

static struct intent activate(struct looking *looking, const struct event *event)
{
    const char *node = event->node;
    if (g_str_equal(node, "zoom.in") || g_str_equal(node, "zoom.out"))
        closeup_step(&looking->closeup, node[5] == 'i' ? +1 : -1);
    else if (g_str_equal(node, "prev") || g_str_equal(node, "next"))
        return turn(looking, node[0] == 'p' ? -1 : +1);
    else if (g_str_equal(node, "describe") || g_str_equal(node, "about")) {
        enum panel_kind panel = node[0] == 'd' ? PANEL_DESCRIBE : PANEL_ABOUT;
        looking->panel = looking->panel == panel ? PANEL_WORDS : panel;
        scroll_init(&looking->pane.scroll);
    } else if (!move(looking, event) && !show_region(looking, node))
        return intent_of_nav(node);
    layout(looking);
    return intent_none();
}

enum { AWAITING_MS = 200 }; /* how often to look for an answer that may not wake anybody */

/* A finger that begins on one of the buttons over the picture moves it too. */
static bool is_on_image(const struct event *event)
{
    return event->node != NULL &&
           (g_str_equal(event->node, "image") || g_str_has_prefix(event->node, "pan."));
}

static struct intent event(void *self, const struct event *event)
{
    struct looking *looking = self;
    struct intent intent = intent_none();
    int64_t seek_ms = -1;
    looking->is_stale = true;
    if (closeup_event(&looking->closeup, event, is_on_image(event))) {
        if (event->type == EVENT_DRAG_END || event->type == EVENT_PINCH_END)
            layout(looking);
    } else if (looking->panel != PANEL_WORDS && pane_event(&looking->pane, event)) {
        if (event->type == EVENT_ACTIVATE)
            layout(looking);
    } else if (panel_event(looking->env, looking->view, event, &seek_ms, &intent)) {
        return intent;
    } else if (event->type == EVENT_ACTIVATE && event->node != NULL)
        return activate(looking, event);
    return intent;
}

/* Whether a page button has to be switched on or off. */
static bool has_scrolled(const struct looking *looking)
{
    const struct scroll *scroll = &looking->pane.scroll;
    return looking->panel != PANEL_WORDS && (looking->could_go_up != scroll_can_go(scroll, -1) ||
                                             looking->could_go_down != scroll_can_go(scroll, +1));
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct looking *looking = self;
    struct closeup *closeup = &looking->closeup;
    bool was_gliding = closeup->is_gliding;
    bool is_moving = closeup_tick(closeup, now_ms);
    is_moving = scroll_tick(&looking->pane.scroll, now_ms) || is_moving;
    bool has_stopped = was_gliding && !closeup->is_gliding;
    if (closeup_check(closeup) || has_stopped || has_scrolled(looking))
        layout(looking);
    bool is_dirty = looking->is_stale || is_moving;
    looking->is_stale = is_moving;
    int64_t again_in_ms = is_moving ? 0 : closeup->awaits_tiles ? AWAITING_MS : -1;
    return (struct tick){.is_dirty = is_dirty, .again_in_ms = again_in_ms};
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct looking *looking = self;
    board_draw(looking->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct looking *looking = self;
    board_describe(looking->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_READING;
}

const struct screen_class screen_picture = {.name = "picture",
                                            .enter = enter,
                                            .layout = layout,
                                            .event = event,
                                            .tick = tick,
                                            .draw = draw,
                                            .describe = describe,
                                            .idle = idle,
                                            .leave = leave};
