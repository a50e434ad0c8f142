/* A picture: look closely. Fit, pinch, drag, and buttons for all of it. */
#include "kiosk/deep.h"
#include "kiosk/fixity.h"
#include "kiosk/panel.h"
#include "kiosk/picture.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "kiosk/view_list.h"
#include "kiosk/way.h"
#include "kiosk/widgets.h"
#include "kiosk/zoom.h"

#include <math.h>
#include <string.h>

struct looking {
    const struct screen_env *env;
    struct board *board;
    struct view_item *view;
    struct route route;
    struct zoom zoom;
    struct pane pane;
    enum panel_kind panel; /* PANEL_WORDS: none is open */
    int64_t before, after; /* neighbours; 0: none */
    size_t page;           /* of the set */
    struct deep *deep;     /* its tiles, or NULL */
    int region;            /* the part that was asked for; -1: none */
    bool is_broken;        /* its file is there and cannot be shown */
    char language[SESSION_LANGUAGE_SIZE];
    bool has_zoomed; /* the visitor has moved it: keep the place when laid out again */
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
    .image = {48, 48, 1296, 896},
    .zoom_out = {1368, 584, 244, 88},
    .zoom_in = {1628, 584, 244, 88},
    .before = {1368, 688, 244, 88},
    .after = {1628, 688, 244, 88},
    .describe = {1368, 792, 504, 72},
    .about = {1368, 880, 504, 72},
    .image_small = {48, 48, 640, 896},
    .panel = {712, 48, 512, 896},
    .page_up = {1248, 48, 96, 436},
    .page_down = {1248, 508, 96, 436},
};
static const struct picture_places portrait = {
    .title = {48, 48, 984, 96},
    .caption = {48, 1160, 984, 320},
    .image = {48, 160, 984, 984},
    .zoom_out = {48, 1504, 234, 112},
    .zoom_in = {298, 1504, 234, 112},
    .before = {548, 1504, 234, 112},
    .after = {798, 1504, 234, 112},
    .describe = {48, 1640, 484, 112},
    .about = {548, 1640, 484, 112},
    .image_small = {48, 160, 984, 560},
    .panel = {48, 744, 864, 736},
    .page_up = {936, 744, 96, 356},
    .page_down = {936, 1124, 96, 356},
};

static void leave(void *self)
{
    struct looking *looking = self;
    if (looking == NULL)
        return;
    deep_close(looking->deep);
    board_destroy(looking->board);
    view_item_free(looking->view);
    g_free(looking);
}

static const struct view_page *page_of(const struct looking *looking)
{
    static const struct view_page none = {.picture = NULL};
    return looking->page < looking->view->page_count ? &looking->view->pages[looking->page] : &none;
}

/* The copy for the screen at as many pixels as it is seen with, in steps of two, never more than
 * it has. */
static struct picture *picture_at(const struct looking *looking, double scale)
{
    const struct view_page *page = page_of(looking);
    struct box whole = box_fit(looking->zoom.view, looking->zoom.aspect);
    double steps = exp2(ceil(log2(MAX(scale, 1)) - 0.01));
    double most = page->width_px / (whole.w * looking->env->viewport->scale);
    double times = MAX(MIN(steps, most), 1);
    return picture_get(looking->env->pictures, &(struct picture_wish){.path = page->picture,
                                                                      .width = whole.w * times,
                                                                      .height = whole.h * times,
                                                                      .fit = PICTURE_COVER,
                                                                      .focal_x = 0.5,
                                                                      .focal_y = 0.5});
}

/* One of the set, whole. Damaged tiles are staff's to know of: the small copy serves. */
static void turn_to(struct looking *looking, size_t page)
{
    g_autoptr(GError) error = NULL;
    looking->page = page;
    looking->region = -1;
    looking->has_zoomed = looking->is_broken = false;
    g_clear_pointer(&looking->deep, deep_close);
    const char *tiles = page_of(looking)->tiles;
    if (tiles != NULL)
        looking->deep = deep_open(tiles, &error);
    if (error != NULL)
        g_message("picture: %s", error->message);
    fixity_ask(looking->env->fixity, page_of(looking)->picture);
    fixity_ask(looking->env->fixity, tiles);
}

/* Whether its file cannot be shown, or is known by now to hold something else than was published. */
static bool is_unfit(const struct looking *looking)
{
    const struct view_page *page = page_of(looking);
    struct fixity *fixity = looking->env->fixity;
    if (page->picture == NULL)
        return false;
    return fixity_is_changed(fixity, page->picture) || fixity_is_changed(fixity, page->tiles) ||
           picture_state(picture_at(looking, 1)) == PICTURE_FAILED;
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
    turn_to(looking, 0);
    const struct shown_card *card = &looking->view->item->card;
    looking->before = view_list_neighbour(env->exhibition, route, card, -1);
    looking->after = view_list_neighbour(env->exhibition, route, card, +1);
    return looking;
}

static void draw_part(const struct looking *looking, struct canvas *canvas, struct picture *picture)
{
    struct box whole = zoom_picture(&looking->zoom);
    struct box seen = box_intersect(whole, looking->zoom.view);
    struct box part = {(seen.x - whole.x) / whole.w, (seen.y - whole.y) / whole.h, seen.w / whole.w,
                       seen.h / whole.h};
    canvas_picture_part(canvas, picture, seen, part);
}

/* Beginning with the thumbnail, each copy over the coarser one until it is wholly there. */
static void draw_copies(const struct looking *looking, struct canvas *canvas, double scale)
{
    const struct view_page *page = page_of(looking);
    struct picture *fine = picture_at(looking, scale);
    bool is_there = picture_state(fine) == PICTURE_READY && picture_fade(fine) >= 1;
    if (!is_there && page->thumbnail != NULL) {
        struct box fit = box_fit(looking->zoom.view, looking->zoom.aspect);
        draw_part(
            looking, canvas,
            picture_get(looking->env->pictures, &(struct picture_wish){.path = page->thumbnail,
                                                                       .width = fit.w / 4,
                                                                       .height = fit.h / 4,
                                                                       .fit = PICTURE_COVER,
                                                                       .focal_x = 0.5,
                                                                       .focal_y = 0.5}));
    }
    if (!is_there && scale > 1)
        draw_part(looking, canvas, picture_at(looking, 1));
    draw_part(looking, canvas, fine);
}

static bool is_of_page(const struct looking *looking, const struct shown_region *region)
{
    return region->page == (int)looking->page + 1;
}

/* Frames round the parts that something is said about: light within dark, seen on any picture. */
static void draw_regions(const struct looking *looking, struct canvas *canvas)
{
    const struct shown_item *item = looking->view->item;
    struct box whole = zoom_picture(&looking->zoom);
    canvas_push_clip(canvas, looking->zoom.view);
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
    struct box whole = box_intersect(zoom_picture(&looking->zoom), looking->zoom.view);
    if (page_of(looking)->picture == NULL || looking->is_broken) {
        canvas_pattern(canvas, looking->env->theme, whole, 24,
                       (uint32_t)looking->view->item->card.id, COLOR_TEAL);
        return;
    }
    draw_copies(looking, canvas, looking->deep != NULL ? 1 : looking->zoom.scale);
    if (looking->deep != NULL && looking->zoom.scale > 1)
        deep_draw(looking->deep, canvas, looking->env->pictures, &looking->zoom,
                  looking->env->viewport->scale);
    if (looking->panel == PANEL_DESCRIBE)
        draw_regions(looking, canvas);
    if (theme_is_solid(looking->env->theme))
        canvas_stroke(canvas, whole, 0, board_measure(board, MEASURE_BORDER),
                      board_color(board, COLOR_LINE_STRONG));
}

static void add_image(struct looking *looking, struct box box)
{
    struct board *board = looking->board;
    const struct shown_item *item = looking->view->item;
    const char *alt = item->card.alt_short != NULL && item->card.alt_short[0] != '\0'
                          ? item->card.alt_short
                          : item->card.title;
    struct widget *widget =
        board_add(board, &(struct access_node){.id = "image",
                                               .role = ACCESS_IMAGE,
                                               .name = alt,
                                               .language = item->card.alt_language,
                                               .box = box,
                                               .is_draggable = true});
    widget->paint = paint_image;
    widget->data = looking;
    const struct view_page *page = page_of(looking);
    double aspect = page->height_px > 0 ? (double)page->width_px / page->height_px : 1.5;
    if (looking->has_zoomed)
        zoom_set_view(&looking->zoom, widget->node.box);
    else
        zoom_init(&looking->zoom, widget->node.box, aspect);
    zoom_set_most(&looking->zoom,
                  looking->deep != NULL ? deep_width_px(looking->deep) : page->width_px,
                  looking->env->viewport->scale);
    if (looking->is_broken)
        text_add(board, "broken", ACCESS_STATUS, box_inset(box, 96),
                 &(struct label){.utf8 = board_word(board, "image.broken"),
                                 .role = TYPE_TRANSCRIPT,
                                 .color = COLOR_TEXT,
                                 .align = TEXT_ALIGN_CENTER});
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
        {.utf8 = item->description,
         .language = item->description_language,
         .role = TYPE_BODY,
         .color = COLOR_TEXT,
         .max_lines = board_is_portrait(board) ? 4 : 5},
        {.utf8 = where, .role = TYPE_META, .color = COLOR_TEXT2, .max_lines = 2},
        {.utf8 = maker, .role = TYPE_META, .color = COLOR_TEXT2, .max_lines = 2},
        {.utf8 = item->credit, .role = TYPE_META, .color = COLOR_TEXT3, .max_lines = 2}};
    static const char *const ids[] = {"caption", "where", "maker", "credit"};
    double y = box.y;
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        double taken =
            text_flow(board, ids[i], box_make(box.x, y, box.w, box.y + box.h - y), &labels[i]);
        y += taken > 0 ? taken + 6 : 0;
    }
}

static void add_controls(struct looking *looking, const struct picture_places *places)
{
    struct board *board = looking->board;
    bool may_zoom = looking->view->item->allows_zoom && page_of(looking)->picture != NULL &&
                    !looking->is_broken;
    const struct {
        const char *id;
        struct box box;
        const char *icon;
        const char *word;
        bool is_off;
        bool is_open;
    } buttons[] = {
        {"zoom.out", places->zoom_out, "zoom_out", "image.zoom_out",
         !may_zoom || !zoom_can_go(&looking->zoom, -1), false},
        {"zoom.in", places->zoom_in, "zoom_in", "image.zoom_in",
         !may_zoom || !zoom_can_go(&looking->zoom, +1), false},
        {"prev", places->before, "arrow_back", "image.previous", !can_turn(looking, -1), false},
        {"next", places->after, "arrow_forward", "image.next", !can_turn(looking, +1), false},
        {"describe", places->describe, "visibility", "image.describe", false,
         looking->panel == PANEL_DESCRIBE},
        {"about", places->about, "info_outline", "oral.about", false,
         looking->panel == PANEL_ABOUT}};
    for (size_t i = 0; i < G_N_ELEMENTS(buttons); i++)
        button_add(board, &(struct button){.id = buttons[i].id,
                                           .box = buttons[i].box,
                                           .icon = buttons[i].icon,
                                           .label = board_word(board, buttons[i].word),
                                           .is_disabled = buttons[i].is_off,
                                           .is_selected = buttons[i].is_open,
                                           .is_content = true});
}

static void layout(void *self)
{
    struct looking *looking = self;
    struct board *board = looking->board;
    const struct screen_env *env = looking->env;
    if (strcmp(looking->language, env->session->now.language) != 0) {
        g_strlcpy(looking->language, env->session->now.language, sizeof looking->language);
        struct view_item *view =
            view_item_read(env->exhibition, looking->route.item, looking->language, NULL);
        if (view != NULL) {
            view_item_free(looking->view);
            looking->view = view;
            looking->page = MIN(looking->page, MAX(view->page_count, 1) - 1);
        }
    }
    board_begin(board);
    const struct picture_places *places = board_is_portrait(board) ? &portrait : &landscape;
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
    looking->is_stale = true;
}

static struct intent go_to(const struct looking *looking, int64_t item)
{
    struct intent intent = {.type = INTENT_REPLACE, .route = looking->route};
    struct view_item *view =
        view_item_read(looking->env->exhibition, item, looking->language, NULL);
    if (view == NULL)
        return intent_none();
    intent.route = way_to_card(looking->env, &view->item->card, &looking->route, 0).route;
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
    return neighbour != 0 ? go_to(looking, neighbour) : intent_none();
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
    if (!item->allows_zoom || !is_of_page(looking, region))
        return true;
    zoom_show(&looking->zoom, (struct box){region->x, region->y, region->w, region->h});
    looking->has_zoomed = true;
    return true;
}

static struct intent activate(struct looking *looking, const struct event *event)
{
    const char *node = event->node;
    struct point middle = box_center(looking->zoom.view);
    if (g_str_equal(node, "zoom.in") || g_str_equal(node, "zoom.out")) {
        zoom_by(&looking->zoom, node[5] == 'i' ? ZOOM_STEP : 1 / ZOOM_STEP, middle);
        looking->has_zoomed = true;
    } else if (g_str_equal(node, "prev") || g_str_equal(node, "next"))
        return turn(looking, node[0] == 'p' ? -1 : +1);
    else if (show_region(looking, node))
        ;
    else if (g_str_equal(node, "describe") || g_str_equal(node, "about")) {
        enum panel_kind panel = node[0] == 'd' ? PANEL_DESCRIBE : PANEL_ABOUT;
        looking->panel = looking->panel == panel ? PANEL_WORDS : panel;
        scroll_init(&looking->pane.scroll);
    } else
        return intent_of_nav(node);
    layout(looking);
    return intent_none();
}

static bool is_on_image(const struct looking *looking, const struct event *event)
{
    return looking->view->item->allows_zoom && g_strcmp0(event->node, "image") == 0;
}

static struct intent event(void *self, const struct event *event)
{
    struct looking *looking = self;
    struct intent intent = intent_none();
    int64_t seek_ms = -1;
    looking->is_stale = true;
    if (event->type == EVENT_PRESS || event->type == EVENT_DRAG_BEGIN ||
        event->type == EVENT_PINCH_BEGIN)
        zoom_stop(&looking->zoom);
    if (is_on_image(looking, event) && event->type == EVENT_DRAG_END) {
        if (!looking->env->session->now.has_less_motion)
            zoom_fling(&looking->zoom, event->vx, event->vy, event->now_ms);
    } else if (is_on_image(looking, event) && event->type == EVENT_DRAG) {
        zoom_pan(&looking->zoom, event->dx, event->dy);
        looking->has_zoomed = true;
    } else if (event->type == EVENT_PINCH && looking->view->item->allows_zoom) {
        zoom_pan(&looking->zoom, event->dx, event->dy);
        zoom_by(&looking->zoom, event->scale, event->center);
        looking->has_zoomed = true;
    } else if (event->type == EVENT_PINCH_END) {
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

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct looking *looking = self;
    bool is_gliding = zoom_tick(&looking->zoom, now_ms);
    bool is_moving = scroll_tick(&looking->pane.scroll, now_ms) || is_gliding;
    bool is_broken = is_unfit(looking);
    if (is_broken != looking->is_broken) {
        looking->is_broken = is_broken;
        layout(looking);
    }
    bool is_dirty = looking->is_stale || is_moving;
    if (looking->panel != PANEL_WORDS && looking->is_stale && !is_moving)
        layout(looking);
    looking->is_stale = is_moving;
    return (struct tick){.is_dirty = is_dirty, .again_in_ms = is_moving ? 0 : -1};
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
