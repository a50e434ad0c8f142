#include "kiosk/widgets.h"

struct widget *text_add(struct board *board, const char *id, enum access_role role, struct box box,
                        const struct label *label)
{
    struct widget *widget = board_add(
        board,
        &(struct access_node){
            .id = id, .role = role, .name = label->utf8, .language = label->language, .box = box});
    if (label->utf8 == NULL || label->utf8[0] == '\0')
        return widget;
    struct label set = *label;
    set.width = box.w;
    if (set.max_height == 0)
        set.max_height = box.h;
    widget_add_text(widget, board_fit(board, &set),
                    (struct point){widget->node.box.x, widget->node.box.y});
    return widget;
}

double text_flow(struct board *board, const char *id, struct box box, const struct label *label)
{
    if (label->utf8 == NULL || label->utf8[0] == '\0' || box.h <= 0)
        return 0;
    struct label set = *label;
    set.width = box.w;
    set.max_height = box.h;
    struct text_layout *layout = board_fit(board, &set);
    double height = text_layout_height(layout);
    if (height > box.h + 1) {
        text_layout_destroy(layout);
        return 0;
    }
    box.h = height;
    struct widget *widget = board_add(board, &(struct access_node){.id = id,
                                                                   .role = ACCESS_TEXT,
                                                                   .name = label->utf8,
                                                                   .language = label->language,
                                                                   .box = box});
    widget_add_text(widget, layout, (struct point){widget->node.box.x, widget->node.box.y});
    return height;
}

struct widget *notice_add(struct board *board, const char *id, struct box box, const char *sentence)
{
    enum { MARGIN = 32, PADDING = 32, WIDEST = 760 };
    double width = MIN(box.w - 2 * MARGIN, WIDEST);
    struct label label = {.utf8 = sentence,
                          .role = TYPE_BODY,
                          .color = COLOR_TEXT,
                          .width = width - 2 * PADDING,
                          .max_height = box.h - 2 * MARGIN - 2 * PADDING,
                          .align = TEXT_ALIGN_CENTER};
    struct text_layout *layout = board_fit(board, &label);
    struct box ground = box_centered(box, width, text_layout_height(layout) + 2 * PADDING);
    struct widget *widget = board_add(
        board,
        &(struct access_node){.id = id, .role = ACCESS_STATUS, .name = sentence, .box = ground});
    widget->has_fill = true;
    widget->fill = COLOR_BG1;
    widget->has_border = theme_is_solid(board_env(board)->theme);
    widget->border = COLOR_LINE_STRONG;
    widget->radius = board_measure(board, MEASURE_RADIUS_CARD);
    widget_add_text(widget, layout,
                    (struct point){widget->node.box.x + PADDING, widget->node.box.y + PADDING});
    return widget;
}

struct widget *title_add(struct board *board, struct box box, const char *title,
                         const char *language)
{
    struct label label = {.utf8 = title,
                          .language = language,
                          .role = TYPE_SCREEN_TITLE,
                          .color = COLOR_TEXT,
                          .width = box.w,
                          .max_height = box.h,
                          .max_lines = 2};
    struct widget *widget = board_add(board, &(struct access_node){.id = "title",
                                                                   .role = ACCESS_HEADING,
                                                                   .name = title,
                                                                   .language = language,
                                                                   .box = box});
    struct text_layout *layout = board_fit(board, &label);
    double slack = box.h - text_layout_height(layout);
    widget_add_text(widget, layout,
                    (struct point){widget->node.box.x, widget->node.box.y + slack / 2});
    return widget;
}

struct widget *panel_add(struct board *board, struct box box, enum color_token fill)
{
    /* A list without a name is not described: the panel is only seen. */
    struct widget *widget =
        board_add(board, &(struct access_node){.role = ACCESS_LIST, .box = box});
    widget->has_fill = true;
    widget->fill = fill;
    widget->radius = board_measure(board, MEASURE_RADIUS_CARD);
    return widget;
}

struct widget *art_add(struct board *board, const char *id, struct box box, const struct art *art,
                       const char *alt, const char *alt_language)
{
    struct widget *widget = board_add(
        board,
        &(struct access_node){
            .id = id, .role = ACCESS_IMAGE, .name = alt, .language = alt_language, .box = box});
    widget->has_art = true;
    widget->art = widget->node.box;
    widget->picture = board_keep(board, art->picture);
    widget->focal_x = art->focal_x;
    widget->focal_y = art->focal_y;
    widget->seed = art->seed;
    widget->hue = art->hue;
    widget->radius = board_measure(board, MEASURE_RADIUS_CARD);
    return widget;
}

void empty_add(struct board *board, struct box area, const char *word,
               const struct empty_way ways[EMPTY_WAYS])
{
    double y = area.y + 48;
    y += 40 + text_flow(board, "empty", box_make(area.x, y, area.w, 200),
                        &(struct label){.utf8 = board_word(board, word),
                                        .role = TYPE_LEAD,
                                        .color = COLOR_TEXT});
    for (int i = 0; i < EMPTY_WAYS; i++)
        button_add(board,
                   &(struct button){.id = ways[i].id,
                                    .box = box_make(area.x, y + 128.0 * i, MIN(area.w, 560), 112),
                                    .icon = ways[i].icon,
                                    .label = board_word(board, ways[i].word),
                                    .is_content = true});
}
