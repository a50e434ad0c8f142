#include "kiosk/widget_hit.h"

#include "kiosk/view_search.h"
#include "kiosk/widgets.h"

#include <string.h>

enum {
    SNIPPET_LEAST_PX = 24,
    FOUND_ROOM = 36, /* one line of what was found */
    PADDING = 24,
    ICON = 36,
    ICON_GAP = 16,
};

/* Where each found word stands is told by two control characters; here it is told by weight. */
static struct text_layout *snippet_at(const struct board *board, const struct shown_hit *hit,
                                      double width, int max_lines, double size_px)
{
    struct text_span spans[16];
    size_t count = 0;
    bool is_hit = false;
    const char *at = hit->snippet;
    while (*at != '\0' && count < G_N_ELEMENTS(spans)) {
        size_t length = strcspn(at, VIEW_SEARCH_MARKS);
        if (length > 0)
            spans[count++] = (struct text_span){.utf8 = at,
                                                .length = length,
                                                .language = hit->language,
                                                .role = TYPE_META,
                                                .color = is_hit ? COLOR_GOLD : COLOR_TEXT2,
                                                .emphasis = is_hit,
                                                .size_px = size_px};
        at += length;
        if (*at == '\0')
            break;
        is_hit = *at == VIEW_SEARCH_MARKS[0];
        at++;
    }
    const struct text_paragraph paragraph = {
        .spans = spans, .count = count, .language = hit->language};
    const struct text_options options = {.width = width, .max_lines = max_lines, .is_tight = true};
    return text_layout_create(board_env(board)->text, &paragraph, count > 0 ? 1 : 0, &options);
}

/* The found words in two lines of @height if they can be set in two, as large as the visitor reads
 * if that can be. */
static struct text_layout *snippet_layout(const struct board *board, const struct shown_hit *hit,
                                          double width, double height)
{
    double size = board_type(board, TYPE_META).size_px;
    int lines = 2;
    for (;;) {
        struct text_layout *layout = snippet_at(board, hit, width, lines, size);
        bool is_least = size <= SNIPPET_LEAST_PX;
        if (text_layout_height(layout) <= height || (is_least && lines == 1))
            return layout;
        text_layout_destroy(layout);
        lines -= is_least;
        size = is_least ? board_type(board, TYPE_META).size_px : MAX(size * 0.9, SNIPPET_LEAST_PX);
    }
}

/* Whether it was found in what is said, so that there is a line to show. */
static bool has_words(const struct shown_hit *hit)
{
    return hit->snippet != NULL && hit->at_ms >= 0;
}

static const char *meta_of(struct board *board, const struct shown_hit *hit)
{
    if (hit->at_ms < 0)
        return card_meta(board, &hit->card, true);
    g_autofree char *time = board_time_code(board, hit->at_ms);
    return board_format(board, "%s · %s", board_word(board, kind_word(hit->card.kind)), time);
}

/* A title that needs two lines has them, where what was found still has one. */
static struct text_layout *title_layout(const struct board *board, const struct shown_card *card,
                                        double width, double height, bool *has_two)
{
    struct label label = {.utf8 = card->title,
                          .language = card->title_language,
                          .role = TYPE_BUTTON,
                          .color = COLOR_TEXT,
                          .width = width,
                          .max_lines = 1,
                          .size_px = MAX(board_type(board, TYPE_BUTTON).size_px,
                                         board_type(board, TYPE_META).size_px)};
    struct text_layout *title = board_fit(board, &label);
    *has_two = text_layout_is_cut(title);
    if (!*has_two)
        return title;
    text_layout_destroy(title);
    label.max_lines = 2;
    label.max_height = height - FOUND_ROOM;
    return board_fit(board, &label);
}

static struct text_layout *found_layout(struct board *board, const struct shown_hit *hit,
                                        double width, double height, int lines)
{
    if (has_words(hit))
        return snippet_layout(board, hit, width, height);
    return board_fit(board, &(struct label){.utf8 = meta_of(board, hit),
                                            .role = TYPE_META,
                                            .color = COLOR_TEXT2,
                                            .width = width,
                                            .max_lines = lines,
                                            .max_height = height});
}

static struct widget *surface_add(struct board *board, const struct hit_row *row)
{
    const struct shown_card *card = &row->hit->card;
    struct widget *widget =
        board_add(board, &(struct access_node){.id = row->id,
                                               .role = ACCESS_LISTITEM,
                                               .name = card->title,
                                               .value = meta_of(board, row->hit),
                                               .language = card->title_language,
                                               .hint = board_word(board, "speech.open"),
                                               .box = row->box,
                                               .position = (int)row->position,
                                               .set_size = (int)row->set_size,
                                               .is_target = true});
    widget->has_fill = true;
    widget->is_excerpt = true;
    widget->fill = COLOR_BG2;
    widget->has_border = theme_is_solid(board_env(board)->theme);
    widget->border = COLOR_LINE_STRONG;
    widget->radius = board_measure(board, MEASURE_RADIUS_BUTTON);
    struct box box = widget->node.box;
    double x = board_is_rtl(board) ? box.x + box.w - PADDING - ICON : box.x + PADDING;
    widget->icon = kind_icon(card->kind);
    widget->icon_size = ICON;
    widget->icon_color = card->note_level > 0 ? COLOR_LILAC : COLOR_GOLD;
    widget->icon_box = box_make(x, box.y, ICON, box.h);
    return widget;
}

struct widget *hit_row_add(struct board *board, const struct hit_row *row)
{
    struct widget *widget = surface_add(board, row);
    struct box box = widget->node.box;
    double width = box.w - 2 * PADDING - ICON - ICON_GAP;
    double x = box.x + PADDING + (board_is_rtl(board) ? 0 : ICON + ICON_GAP);
    double y = box.y + 12;
    double bottom = box.y + box.h - 10;
    bool has_two = false;
    struct text_layout *title = title_layout(board, &row->hit->card, width, bottom - y, &has_two);
    struct text_layout *found = found_layout(
        board, row->hit, width, bottom - y - text_layout_height(title) - 2, has_two ? 1 : 2);
    double height = text_layout_height(title) + 2 + text_layout_height(found);
    y = MAX(y, box.y + (box.h - height) / 2);
    widget_add_text(widget, title, (struct point){x, y});
    y += text_layout_height(title) + 2;
    if (y + text_layout_height(found) <= bottom + 6)
        widget_add_text(widget, found, (struct point){x, y});
    else
        text_layout_destroy(found);
    return widget;
}
