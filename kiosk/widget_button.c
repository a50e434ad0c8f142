#include "kiosk/widgets.h"

#include "kiosk/icon.h"

#include <string.h>

enum {
    ICON_GAP = 14,
    STACK_GAP = 4,
    PADDING = 16,
    LABEL_LEAST_PX = 24,
};

/* Where a button's icon and word stand. */
struct face {
    struct text_layout *label;
    double icon_size;
    double icon_room; /* icon and gap, 0 without one */
    bool is_stacked;
    double text_width; /* the label is centred in */
    double label_px;
};

static struct text_layout *label_at(const struct board *board, const struct button *button,
                                    double size_px, double width, int lines, enum color_token color)
{
    return board_layout(board, &(struct label){.utf8 = button->label,
                                               .language = button->label_language,
                                               .role = TYPE_BUTTON,
                                               .color = color,
                                               .width = width,
                                               .max_lines = lines,
                                               .align = TEXT_ALIGN_CENTER,
                                               .size_px = size_px});
}

/* One line if it fits, else two where there is height for them; NULL: not at this size. */
static struct text_layout *label_fit(const struct board *board, const struct button *button,
                                     double size_px, double width, double height,
                                     enum color_token color)
{
    struct text_layout *line = label_at(board, button, size_px, 0, 1, color);
    double wanted = text_layout_width(line);
    double line_height = text_layout_height(line);
    text_layout_destroy(line);
    if (wanted <= width && line_height <= height)
        return label_at(board, button, size_px, width, 1, color);
    if (strchr(button->label, ' ') == NULL || wanted > width * 1.85)
        return NULL;
    struct text_layout *two = label_at(board, button, size_px, width, 2, color);
    if (!text_layout_is_cut(two) && !text_layout_is_torn(two) && text_layout_height(two) <= height)
        return two;
    text_layout_destroy(two);
    return NULL;
}

static struct face face_of(const struct board *board, const struct button *button,
                           enum color_token color)
{
    struct face face = {.icon_size = board_measure(board, MEASURE_ICON_BUTTON)};
    bool is_narrow = button->box.w < 224 && button->box.h >= 100;
    face.is_stacked = button->icon != NULL && is_narrow && button->label[0] != '\0';
    bool is_beside = button->icon != NULL && !face.is_stacked;
    face.icon_room = is_beside ? face.icon_size + ICON_GAP : 0;
    double width = button->box.w - 2 * PADDING - face.icon_room;
    face.text_width = width;
    double height = button->box.h - 12 - (face.is_stacked ? face.icon_size + STACK_GAP : 0);
    const double least = LABEL_LEAST_PX;
    double most = board_type(board, TYPE_BUTTON).size_px * (button->scale > 0 ? button->scale : 1);
    if (button->most_px > 0)
        most = MIN(most, button->most_px);
    for (double size = most; size > least * 0.99; size = MAX(size * 0.92, least)) {
        face.label_px = size;
        face.label = label_fit(board, button, size, width, height, color);
        if (face.label != NULL)
            return face;
        if (size <= least)
            break;
    }
    face.text_width = width + PADDING;
    face.label = board_layout(board, &(struct label){.utf8 = button->label,
                                                     .language = button->label_language,
                                                     .role = TYPE_BUTTON,
                                                     .color = color,
                                                     .width = face.text_width,
                                                     .max_lines = height >= 60 ? 2 : 1,
                                                     .align = TEXT_ALIGN_CENTER,
                                                     .size_px = least});
    return face;
}

double button_label_px(const struct board *board, const struct button *button)
{
    struct face face = face_of(board, button, COLOR_TEXT);
    text_layout_destroy(face.label);
    return face.label_px;
}

static void place_stacked(struct widget *widget, const struct face *face)
{
    struct box box = widget->node.box;
    double height = face->icon_size + STACK_GAP + text_layout_height(face->label);
    double top = box.y + (box.h - height) / 2;
    widget->icon_box = box_make(box.x, top, box.w, face->icon_size);
    widget_add_text(
        widget, face->label,
        (struct point){box.x + (box.w - face->text_width) / 2, top + face->icon_size + STACK_GAP});
}

static void place_beside(const struct board *board, struct widget *widget, const struct face *face)
{
    struct box box = widget->node.box;
    double ink = text_layout_width(face->label);
    double group = ink + (ink > 0 ? face->icon_room : MAX(0, face->icon_room - ICON_GAP));
    double left = box.x + (box.w - group) / 2;
    double icon_x = board_is_rtl(board) ? left + group - face->icon_size : left;
    double text_x = board_is_rtl(board) ? left : left + face->icon_room;
    widget->icon_box = box_make(icon_x, box.y, face->icon_size, box.h);
    /* The layout centres its ink in its own width; bring the ink to where it belongs. */
    widget_add_text(widget, face->label,
                    (struct point){text_x - (face->text_width - ink) / 2,
                                   box.y + (box.h - text_layout_height(face->label)) / 2});
}

static void dress(const struct board *board, struct widget *widget, const struct button *button)
{
    bool is_gold = button->look == BUTTON_PRIMARY || button->is_selected;
    bool is_solid = theme_is_solid(board_env(board)->theme);
    widget->has_fill = true;
    widget->fill = is_gold ? COLOR_GOLD : button->look == BUTTON_NAV ? COLOR_BG3 : COLOR_BG2;
    if (button->is_disabled)
        widget->fill = button->look == BUTTON_NAV ? COLOR_BG2 : COLOR_BG1;
    widget->has_border = is_solid || (button->look != BUTTON_NAV && button->look != BUTTON_PRIMARY);
    if (button->is_quiet && !is_gold)
        widget->fill = COLOR_BG1;
    widget->border = button->is_disabled ? COLOR_LINE : COLOR_LINE_STRONG;
    widget->radius = board_measure(board, button->look == BUTTON_CHIP ? MEASURE_RADIUS_CHIP
                                                                      : MEASURE_RADIUS_BUTTON);
}

struct widget *button_add(struct board *board, const struct button *button)
{
    bool is_gold = (button->look == BUTTON_PRIMARY || button->is_selected) && !button->is_disabled;
    enum color_token color = is_gold                                   ? COLOR_ON_ACCENT
                             : button->is_disabled || button->is_quiet ? COLOR_TEXT3
                                                                       : COLOR_TEXT;
    unsigned states = (button->is_selected ? ACCESS_SELECTED : 0) |
                      (button->is_disabled ? ACCESS_DISABLED : 0) |
                      (button->is_switch_on ? ACCESS_CHECKED : 0);
    struct widget *widget = board_add(
        board,
        &(struct access_node){.id = button->id,
                              .role = button->role == ACCESS_TEXT ? ACCESS_BUTTON : button->role,
                              .name = button->name != NULL ? button->name : button->label,
                              .value = button->value,
                              .hint = button->hint,
                              .language = button->label_language,
                              .box = button->box,
                              .states = states,
                              .position = button->position,
                              .set_size = button->set_size,
                              .is_target = true,
                              .is_content = button->is_content});
    dress(board, widget, button);
    struct face face = face_of(board, button, color);
    widget->icon = button->icon == NULL  ? NULL
                   : board_is_rtl(board) ? icon_mirrored(button->icon)
                                         : button->icon;
    widget->icon_size = face.icon_size;
    widget->icon_color = color;
    if (face.is_stacked)
        place_stacked(widget, &face);
    else
        place_beside(board, widget, &face);
    return widget;
}

void pager_add(struct board *board, struct box up, struct box down, const struct scroll *scroll)
{
    if (scroll_limit(scroll) <= 0)
        return;
    button_add(board, &(struct button){.id = "page.up",
                                       .box = up,
                                       .icon = "keyboard_arrow_up",
                                       .label = "",
                                       .name = board_word(board, "browse.up"),
                                       .is_disabled = !scroll_can_go(scroll, -1)});
    button_add(board, &(struct button){.id = "page.down",
                                       .box = down,
                                       .icon = "keyboard_arrow_down",
                                       .label = "",
                                       .name = board_word(board, "browse.down"),
                                       .is_disabled = !scroll_can_go(scroll, +1)});
}

void pager_add_beside(struct board *board, struct box list, const struct scroll *scroll)
{
    double gutter = board_measure(board, MEASURE_GUTTER);
    struct box up =
        box_make(list.x + list.w + gutter, list.y, PAGER_ROOM - gutter, (list.h - gutter) / 2);
    pager_add(board, up, box_move(up, 0, up.h + gutter), scroll);
}
