#include "kiosk/widgets.h"

/* The bar's places in both orientations; the status has room in landscape only. */
static const struct nav_button {
    const char *id;
    const char *icon;
    const char *word;
    struct box landscape;
    struct box portrait;
} nav_buttons[] = {
    {"nav.back", "arrow_back", "nav.back", {48, 968, 216, 96}, {48, 1792, 168, 112}},
    {"nav.home", "home", "nav.home", {280, 968, 216, 96}, {232, 1792, 168, 112}},
    {"nav.search", "search", "nav.search", {512, 968, 216, 96}, {416, 1792, 168, 112}},
    {"nav.break", "self_improvement", "nav.break", {1256, 968, 304, 96}, {600, 1792, 216, 112}},
    {"nav.access",
     "settings_accessibility",
     "nav.access",
     {1576, 968, 296, 96},
     {832, 1792, 200, 112}},
};

static const struct box bar_landscape = {0, 960, 1920, 120};
static const struct box bar_portrait = {0, 1776, 1080, 144};
static const struct box status_landscape = {760, 968, 464, 96};

static void paint_line(const struct widget *widget, const struct board *board,
                       struct canvas *canvas, const struct draw_state *state)
{
    struct box box = widget->node.box;
    canvas_fill(canvas, box_make(box.x, box.y, box.w, 2), 0, board_color(board, COLOR_LINE));
}

static struct text_layout *status_layout(const struct board *board, const char *status)
{
    return board_fit(board, &(struct label){.utf8 = status,
                                            .role = TYPE_META,
                                            .color = COLOR_TEXT3,
                                            .width = status_landscape.w,
                                            .max_lines = 2,
                                            .max_height = status_landscape.h,
                                            .align = TEXT_ALIGN_CENTER});
}

bool nav_holds(const struct board *board, const char *status)
{
    if (board_is_portrait(board))
        return false;
    struct text_layout *layout = status_layout(board, status);
    bool is_whole = !text_layout_is_cut(layout) && !text_layout_is_torn(layout);
    text_layout_destroy(layout);
    return is_whole;
}

static void status_add(struct board *board, const char *status)
{
    struct widget *widget = board_add(board, &(struct access_node){.id = "nav.status",
                                                                   .role = ACCESS_STATUS,
                                                                   .name = status,
                                                                   .box = status_landscape});
    struct text_layout *layout = status_layout(board, status);
    widget_add_text(
        widget, layout,
        (struct point){widget->node.box.x,
                       widget->node.box.y + (widget->node.box.h - text_layout_height(layout)) / 2});
}

void nav_add(struct board *board, const char *status, const char *here)
{
    bool is_portrait = board_is_portrait(board);
    struct widget *bar = panel_add(board, is_portrait ? bar_portrait : bar_landscape, COLOR_BG1);
    bar->radius = 0;
    bar->paint = paint_line;
    struct button buttons[G_N_ELEMENTS(nav_buttons)];
    double most_px = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(nav_buttons); i++) {
        const struct nav_button *button = &nav_buttons[i];
        buttons[i] = (struct button){.id = button->id,
                                     .box = is_portrait ? button->portrait : button->landscape,
                                     .icon = button->icon,
                                     .label = board_word(board, button->word),
                                     .look = BUTTON_NAV,
                                     .is_disabled = g_strcmp0(here, button->id) == 0};
        double px = button_label_px(board, &buttons[i]);
        most_px = i == 0 ? px : MIN(most_px, px);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(nav_buttons); i++) {
        if (i == 3 && !is_portrait && status != NULL && status[0] != '\0')
            status_add(board, status);
        buttons[i].most_px = most_px;
        button_add(board, &buttons[i]);
    }
}
