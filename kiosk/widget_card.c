#include "kiosk/widgets.h"

#include "kiosk/date.h"
#include "kiosk/view_home.h"

#include <math.h>

enum {
    CARD_PADDING = 20,
    CARD_OVER = 6,  /* between a card's picture and its words, */
    CARD_UNDER = 8, /* and under them: lines have room of their own */
    CARD_GAP = 4,
    CARD_GUTTER = 24,
    CARD_SAYS = 2, /* lines of what it is about */
    WIDE_GAP = 12,
    META_ICON = 28,
    META_GAP = 10,
    TILE_PADDING = 32,
    BAR_WIDTH = 72,
    BAR_HEIGHT = 8,
    POSTER_FADE = 40, /* of the picture that lies under words, and is not seen any more */
};

const char *kind_icon(const char *kind)
{
    static const char *const icons[][2] = {{"oral_history", "headphones"},
                                           {"picture", "image"},
                                           {"film", "movie"},
                                           {"text", "article"},
                                           {"document", "article"}};
    for (size_t i = 0; i < G_N_ELEMENTS(icons); i++)
        if (g_strcmp0(icons[i][0], kind) == 0)
            return icons[i][1];
    return "info";
}

const char *kind_word(const char *kind)
{
    static const char *const keys[][2] = {{"oral_history", "kind.oral"},
                                          {"picture", "kind.image"},
                                          {"film", "kind.film"},
                                          {"text", "kind.poem"},
                                          {"document", "kind.document"}};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_strcmp0(keys[i][0], kind) == 0)
            return keys[i][1];
    return "kind.document";
}

enum color_token era_color(const char *era)
{
    if (g_strcmp0(era, "present") == 0)
        return COLOR_TEAL;
    return g_strcmp0(era, "future") == 0 ? COLOR_LILAC : COLOR_GOLD;
}

const char *language_name(const struct board *board, const char *language)
{
    g_autofree char *key = g_strconcat("language.", language, NULL);
    return words_has(board_env(board)->words, key) ? board_word(board, key)
                                                   : view_language_name(language);
}

const char *duration_text(struct board *board, int64_t duration_ms)
{
    int64_t minutes = (duration_ms + 30000) / 60000;
    if (minutes < 1)
        return board_word(board, "time.under_minute");
    return board_take(
        board, words_plural(board_env(board)->words, "time.minutes", (unsigned long)minutes, NULL));
}

const char *card_date(struct board *board, const struct shown_card *card)
{
    const struct words *words = board_env(board)->words;
    bool is_typed = card->date_text != NULL && card->date_text[0] != '\0';
    if (is_typed && g_str_equal(words_language(words), "en"))
        return card->date_text;
    char *date = date_words(words, card->date_edtf);
    if (date != NULL)
        return board_take(board, date);
    return is_typed ? card->date_text : card->date_edtf != NULL ? card->date_edtf : "";
}

static void append_languages(struct board *board, GString *text, const struct shown_card *card)
{
    const struct words *words = board_env(board)->words;
    g_auto(GStrv) languages =
        g_strsplit(card->words_languages != NULL ? card->words_languages : "", " ", 4);
    bool has_own = card->language != NULL && g_strcmp0(card->language, "und") != 0 &&
                   card->language[0] != '\0';
    if (has_own)
        words_join(words, text, language_name(board, card->language));
    for (size_t i = 0; has_own && languages[i] != NULL && i < 2; i++)
        if (languages[i][0] != '\0' && g_strcmp0(languages[i], card->language) != 0) {
            g_autofree char *name = words_isolated(words, language_name(board, languages[i]));
            g_string_append_printf(text, " + %s", name);
        }
}

static GString *meta_begin(struct board *board, const struct shown_card *card)
{
    GString *text = g_string_new(board_word(board, kind_word(card->kind)));
    if (card->duration_ms > 0)
        words_join(board_env(board)->words, text, duration_text(board, card->duration_ms));
    else
        words_join(board_env(board)->words, text, card_date(board, card));
    return text;
}

const char *card_meta(struct board *board, const struct shown_card *card, bool has_languages)
{
    GString *text = meta_begin(board, card);
    if (has_languages && card->kind_bit != SHOWN_PICTURE)
        append_languages(board, text, card);
    return board_take(board, g_string_free(text, FALSE));
}

const char *card_meta_short(struct board *board, const struct shown_card *card)
{
    g_auto(GStrv) words =
        g_strsplit(card->words_languages != NULL ? card->words_languages : "", " ", -1);
    unsigned long count =
        card->language != NULL && card->language[0] != '\0' && !g_str_equal(card->language, "und");
    for (size_t i = 0; words[i] != NULL; i++)
        count += words[i][0] != '\0' && g_strcmp0(words[i], card->language) != 0;
    if (count < 2 || card->kind_bit == SHOWN_PICTURE)
        return NULL;
    GString *text = meta_begin(board, card);
    g_autofree char *languages =
        words_plural(board_env(board)->words, "browse.languages", count, NULL);
    words_join(board_env(board)->words, text, languages);
    return board_take(board, g_string_free(text, FALSE));
}

struct art card_art(struct board *board, const struct shown_card *card, double width)
{
    const struct screen_env *env = board_env(board);
    g_autofree char *file = view_card_picture(env->exhibition, card, width * env->viewport->scale);
    return (struct art){.picture = board_keep(board, file),
                        .focal_x = card->focal_x,
                        .focal_y = card->focal_y,
                        .seed = (uint32_t)(card->id ^ (card->id >> 32)),
                        .hue = era_color(card->era)};
}

/* A small icon and a line of meta in @box; the icon at the side where reading starts. What has
 * no room is said in the @brief way (may be NULL), else loses its end. */
static void meta_add(struct board *board, struct widget *widget, struct box box, const char *icon,
                     const struct label *label, const char *brief)
{
    double size = MAX(META_ICON, board_type(board, TYPE_META).size_px * 1.1);
    double room = icon != NULL ? size + META_GAP : 0;
    struct label set = *label;
    set.width = box.w - room;
    set.max_lines = 1;
    struct text_layout *layout = board_fit(board, &set);
    if (text_layout_is_cut(layout) && brief != NULL) {
        set.utf8 = brief;
        text_layout_destroy(layout);
        layout = board_fit(board, &set);
    }
    g_autofree char *shorter = g_strdup(set.utf8);
    for (char *end; text_layout_is_cut(layout) && (end = g_strrstr(shorter, " · ")) != NULL;) {
        *end = '\0';
        set.utf8 = shorter;
        text_layout_destroy(layout);
        layout = board_fit(board, &set);
    }
    bool is_rtl = board_is_rtl(board);
    double height = text_layout_height(layout);
    if (icon != NULL) {
        widget->icon = icon;
        widget->icon_size = size;
        widget->icon_color = label->color;
        widget->icon_box = box_make(is_rtl ? box.x + box.w - size : box.x, box.y, size, height);
    }
    widget_add_text(widget, layout, (struct point){is_rtl ? box.x : box.x + room, box.y});
}

/* "Content note" in lilac on a pill over the picture's lower edge. */
static void paint_note(const struct widget *widget, const struct board *board,
                       struct canvas *canvas, const struct draw_state *state)
{
    struct box art = widget->art;
    const struct text_layout *text = widget->texts[widget->text_count - 1];
    struct point at = widget->text_at[widget->text_count - 1];
    double width = text_layout_width(text) + 12 * 2 + META_ICON + META_GAP;
    double x = board_is_rtl(board) ? art.x + art.w - 16 - width : art.x + 16;
    struct box pill = box_make(x, at.y - 6, width, text_layout_height(text) + 12);
    canvas_fill(canvas, pill, 12, board_color(board, COLOR_BG0));
    double icon_x = board_is_rtl(board) ? pill.x + pill.w - 12 - META_ICON : pill.x + 12;
    text_draw_icon(board_env(board)->text, "info", box_make(icon_x, pill.y, META_ICON, pill.h),
                   META_ICON, board_color(board, COLOR_LILAC));
    text_draw(board_env(board)->text, text, at);
}

static void note_add(struct board *board, struct widget *widget, const char *note)
{
    struct box art = widget->art;
    double room = META_ICON + META_GAP + 12;
    struct text_layout *text = board_fit(board, &(struct label){.utf8 = note,
                                                                .role = TYPE_META,
                                                                .color = COLOR_LILAC,
                                                                .width = art.w - 2 * 16 - room - 12,
                                                                .max_lines = 1});
    double x = board_is_rtl(board) ? art.x + 16 + 12 : art.x + 16 + room;
    widget_add_text(widget, text,
                    (struct point){x, art.y + art.h - text_layout_height(text) - 6 - 14});
    widget->paint = paint_note;
}

static struct widget *surface_add(struct board *board, const struct access_node *node)
{
    struct widget *widget = board_add(board, node);
    widget->has_fill = true;
    widget->fill = COLOR_BG2;
    widget->has_border = theme_is_solid(board_env(board)->theme);
    widget->border = COLOR_LINE_STRONG;
    widget->radius = board_measure(board, MEASURE_RADIUS_CARD);
    return widget;
}

static void dress_art(struct board *board, struct widget *widget, struct box box,
                      const struct art *art)
{
    widget->has_art = true;
    widget->art = box;
    widget->picture = board_keep(board, art->picture);
    widget->focal_x = art->focal_x;
    widget->focal_y = art->focal_y;
    widget->seed = art->seed;
    widget->hue = art->hue;
}

/* How high the words of a card stand: the lines of a title in @language, and of meta. */
static double card_words(const struct board *board, const char *language, int lines, bool has_meta)
{
    const char *visitors = words_language(board_env(board)->words);
    double title = board_line_factor(language != NULL ? language : visitors);
    double meta = has_meta ? board_line_factor(visitors) : 0;
    return CARD_OVER + board_type(board, TYPE_CARD_TITLE).line_px * lines * title + CARD_GAP +
           board_type(board, TYPE_META).line_px * meta + CARD_UNDER;
}

int card_rows(const struct board *board, double width, double height, int most, int title_lines)
{
    const double flattest = 2; /* times as wide as high: flatter ones cut faces */
    double words = card_words(board, NULL, title_lines, true);
    int rows = most;
    while (rows > 1 && ((height + CARD_GUTTER) / rows - CARD_GUTTER - words) * flattest < width)
        rows--;
    return rows;
}

/* More of what it is about, where that has room. */
static void says_add(struct board *board, struct widget *widget, const struct card *card,
                     struct box box)
{
    if (card->says == NULL || card->says[0] == '\0' || box.h <= 0)
        return;
    struct text_layout *says = board_fit(board, &(struct label){.utf8 = card->says,
                                                                .language = card->title_language,
                                                                .role = TYPE_BODY,
                                                                .color = COLOR_TEXT,
                                                                .width = box.w,
                                                                .max_height = box.h});
    if (text_layout_is_cut(says) || text_layout_height(says) > box.h + 1)
        text_layout_destroy(says);
    else
        widget_add_text(widget, says, (struct point){box.x, box.y});
}

/* The picture beside the words, in a card too wide for a picture of a good shape over them. */
static void card_wide_add(struct board *board, struct widget *widget, const struct card *card)
{
    struct box box = widget->node.box;
    double art_width = MIN(box.w * 0.5, box.h);
    bool is_rtl = board_is_rtl(board);
    dress_art(board, widget,
              box_make(is_rtl ? box.x + box.w - art_width : box.x, box.y, art_width, box.h),
              &card->art);
    const double padding = 32;
    struct box room =
        box_make(is_rtl ? box.x + padding : box.x + art_width + padding, box.y + padding,
                 box.w - art_width - 2 * padding, box.h - 2 * padding);
    const struct label labels[] = {{.utf8 = card->title,
                                    .language = card->title_language,
                                    .role = TYPE_CARD_TITLE,
                                    .color = COLOR_TEXT},
                                   {.utf8 = card->meta, .role = TYPE_META, .color = COLOR_TEXT2},
                                   {.utf8 = card->says,
                                    .language = card->title_language,
                                    .role = TYPE_BODY,
                                    .color = COLOR_TEXT}};
    double top = room.y;
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        struct label label = labels[i];
        label.width = room.w;
        label.max_height = room.y + room.h - top;
        if (label.utf8 == NULL || label.utf8[0] == '\0' || label.max_height <= 0)
            continue;
        struct text_layout *text = board_fit(board, &label);
        if (i > 0 && (text_layout_is_cut(text) || text_layout_height(text) > label.max_height)) {
            text_layout_destroy(text);
            continue;
        }
        widget_add_text(widget, text, (struct point){room.x, top});
        top += text_layout_height(text) + WIDE_GAP;
    }
    double slack = MAX(room.y + room.h - (top - WIDE_GAP), 0);
    for (size_t i = 0; i < widget->text_count; i++)
        widget->text_at[i].y += slack / 2;
}

void rows_place(struct rows *rows, struct pane *pane, const struct rows *now, int count,
                double viewport)
{
    bool are_others = rows->columns > 0 &&
                      (rows->columns != now->columns || fabs(rows->height - now->height) > 0.5);
    if (are_others && fabs(pane->scroll.position - rows->at) > 0.5)
        rows->first = (int)lround(pane->scroll.position / rows->height) * rows->columns;
    rows->columns = now->columns;
    rows->height = now->height;
    scroll_set_content(&pane->scroll, MAX(count * now->height - CARD_GUTTER, 0), viewport,
                       now->height);
    if (!are_others)
        return;
    int row = rows->first / now->columns;
    scroll_to(&pane->scroll, row * now->height, 0, 0);
    rows->at = pane->scroll.position;
}

static void card_words_add(struct board *board, struct widget *widget, const struct card *card,
                           struct box box)
{
    const char *visitors = words_language(board_env(board)->words);
    double meta_room = board_type(board, TYPE_META).line_px * board_line_factor(visitors);
    double title_room = box.h - CARD_GAP - (card->meta != NULL ? meta_room : 0);
    struct text_layout *title = board_fit(board, &(struct label){.utf8 = card->title,
                                                                 .language = card->title_language,
                                                                 .role = TYPE_CARD_TITLE,
                                                                 .color = COLOR_TEXT,
                                                                 .width = box.w,
                                                                 .max_lines = card->title_lines,
                                                                 .max_height = title_room + 4});
    widget_add_text(widget, title, (struct point){box.x, box.y});
    double y = box.y + text_layout_height(title);
    says_add(board, widget, card,
             box_make(box.x, y + CARD_GAP, box.w, box.y + title_room - y - CARD_GAP));
    if (card->meta != NULL)
        meta_add(board, widget, box_make(box.x, box.y + box.h - meta_room, box.w, meta_room),
                 card->icon,
                 &(struct label){.utf8 = card->meta, .role = TYPE_META, .color = COLOR_TEXT2},
                 card->meta_short);
}

struct widget *card_add(struct board *board, const struct card *card)
{
    g_autofree char *said = g_strjoin(". ", card->title, card->meta, card->note, NULL);
    struct widget *widget =
        surface_add(board, &(struct access_node){.id = card->id,
                                                 .role = ACCESS_LISTITEM,
                                                 .name = said,
                                                 .hint = board_word(board, "speech.open"),
                                                 .language = card->title_language,
                                                 .box = card->box,
                                                 .position = card->position,
                                                 .set_size = card->set_size,
                                                 .is_target = true,
                                                 .is_content = card->is_content});
    if (card->is_wide) {
        card_wide_add(board, widget, card);
        return widget;
    }
    struct box box = widget->node.box;
    double words = card_words(board, card->title_language, card->title_lines, card->meta != NULL);
    if (card->says != NULL && card->says[0] != '\0')
        words += board_type(board, TYPE_BODY).line_px * CARD_SAYS *
                     board_line_factor(card->title_language) +
                 2 * CARD_GAP;
    double art_height = MAX(box.h - words, box.h * 0.3);
    dress_art(board, widget, box_make(box.x, box.y, box.w, art_height), &card->art);
    card_words_add(board, widget, card,
                   box_make(box.x + CARD_PADDING, box.y + art_height + CARD_OVER,
                            box.w - 2 * CARD_PADDING, box.h - art_height - CARD_OVER - CARD_UNDER));
    if (card->note != NULL)
        note_add(board, widget, card->note);
    return widget;
}

/* Tall letters and tall scripts leave no line under the icon. */
static bool has_icon_beside(const struct board *board)
{
    return board_text_size(board) != TEXT_STANDARD || board_is_rtl(board);
}

static struct label says_label(const struct board *board, const struct tile *tile)
{
    double icon = board_measure(board, MEASURE_ICON_TILE);
    double over =
        has_icon_beside(board) ? icon + 10 : icon + 18 + board_type(board, TYPE_CARD_TITLE).line_px;
    return (struct label){.utf8 = tile->says,
                          .role = TYPE_BODY,
                          .color = COLOR_TEXT2,
                          .width = tile->box.w - 2 * TILE_PADDING,
                          .max_height = tile->box.h - TILE_PADDING - over - 16};
}

double tile_says_px(const struct board *board, const struct tile *tile)
{
    struct label label = says_label(board, tile);
    return board_fit_px(board, &label);
}

struct widget *tile_add(struct board *board, const struct tile *tile)
{
    g_autofree char *said = g_strjoin(". ", tile->title, tile->says, NULL);
    struct widget *widget =
        surface_add(board, &(struct access_node){.id = tile->id,
                                                 .role = ACCESS_BUTTON,
                                                 .name = said,
                                                 .hint = board_word(board, "speech.open"),
                                                 .box = tile->box,
                                                 .position = tile->position,
                                                 .set_size = tile->set_size,
                                                 .is_target = true});
    widget->has_border = true;
    widget->border = COLOR_LINE_STRONG;
    struct box box = widget->node.box;
    double icon = board_measure(board, MEASURE_ICON_TILE);
    bool is_beside = has_icon_beside(board);
    double indent = is_beside ? icon + 20 : 0;
    double inner = box.w - 2 * TILE_PADDING;
    bool is_rtl = board_is_rtl(board);
    widget->icon = tile->icon;
    widget->icon_size = icon;
    widget->icon_color = COLOR_GOLD;
    widget->icon_box = box_make(is_rtl ? box.x + box.w - TILE_PADDING - icon : box.x + TILE_PADDING,
                                box.y + TILE_PADDING, icon, icon);

    struct text_layout *title = board_fit(board, &(struct label){.utf8 = tile->title,
                                                                 .role = TYPE_CARD_TITLE,
                                                                 .color = COLOR_TEXT,
                                                                 .width = inner - indent,
                                                                 .max_height = icon + TILE_PADDING,
                                                                 .max_lines = 1});
    double y = is_beside ? box.y + TILE_PADDING + (icon - text_layout_height(title)) / 2
                         : box.y + TILE_PADDING + icon + 16;
    widget_add_text(widget, title, (struct point){box.x + TILE_PADDING + (is_rtl ? 0 : indent), y});
    y += text_layout_height(title) + (is_beside ? 10 : 2);
    struct label label = says_label(board, tile);
    label.size_px = tile->says_px;
    label.max_height = MAX(box.y + box.h - 16 - y, 1);
    struct text_layout *says = board_fit(board, &label);
    if (text_layout_height(says) <= label.max_height + 6 && !text_layout_is_cut(says))
        widget_add_text(widget, says, (struct point){box.x + TILE_PADDING, y});
    else
        text_layout_destroy(says);
    return widget;
}

/* Lays the poster's words from its bottom up; returns where they begin. */
static double poster_words(struct board *board, struct widget *widget, const struct poster *poster)
{
    struct box box = widget->node.box;
    double padding = box.w > 500 ? 40 : 24;
    double inner = box.w - 2 * padding;
    double y = box.y + box.h - padding + 6;
    if (poster->meta != NULL) {
        double line = board_type(board, TYPE_META).line_px * (board_is_rtl(board) ? 1.8 : 1);
        y -= line;
        meta_add(board, widget, box_make(box.x + padding, y, inner, line), poster->icon,
                 &(struct label){.utf8 = poster->meta,
                                 .role = TYPE_META,
                                 .color = COLOR_TEXT2,
                                 .size_px = poster->meta_px},
                 poster->meta_short);
    }
    struct label label = {.utf8 = poster->title,
                          .language = poster->title_language,
                          .role = TYPE_CARD_TITLE,
                          .color = COLOR_TEXT,
                          .width = inner,
                          .max_lines = box.w > 500 ? 3 : 1,
                          .max_height = box.h * 0.5};
    struct text_layout *title = board_fit(board, &label);
    if (text_layout_is_cut(title) && label.max_lines == 1) {
        text_layout_destroy(title);
        label.max_lines = 2;
        title = board_fit(board, &label);
    }
    y -= text_layout_height(title) + 6;
    widget_add_text(widget, title, (struct point){box.x + padding, y});
    if (poster->lead != NULL) {
        struct text_layout *lead = board_fit(board, &(struct label){.utf8 = poster->lead,
                                                                    .role = TYPE_META,
                                                                    .color = COLOR_GOLD,
                                                                    .width = inner,
                                                                    .max_lines = 1});
        y -= text_layout_height(lead) + 4;
        widget_add_text(widget, lead, (struct point){box.x + padding, y});
    }
    if (poster->has_bar) {
        y -= 24;
        double x = board_is_rtl(board) ? box.x + box.w - padding - BAR_WIDTH : box.x + padding;
        widget->has_bar = true;
        widget->bar = box_make(x, y, BAR_WIDTH, BAR_HEIGHT);
        widget->bar_color = poster->bar;
    }
    return y;
}

struct widget *poster_add(struct board *board, const struct poster *poster)
{
    g_autofree char *said =
        g_strjoin(". ", poster->title, poster->meta != NULL ? poster->meta : poster->lead, NULL);
    struct widget *widget =
        surface_add(board, &(struct access_node){.id = poster->id,
                                                 .role = ACCESS_BUTTON,
                                                 .name = said,
                                                 .hint = board_word(board, "speech.open"),
                                                 .language = poster->title_language,
                                                 .box = poster->box,
                                                 .position = poster->position,
                                                 .set_size = poster->set_size,
                                                 .is_target = true,
                                                 .is_content = poster->is_content});
    struct box box = widget->node.box;
    double words_top = poster_words(board, widget, poster) - box.y;
    /* The picture ends where the words begin, so that a face in its middle is seen whole; it goes
     * over into the ground they stand on. */
    bool is_solid = theme_is_solid(board_env(board)->theme);
    struct box art = box;
    art.h = MIN(MAX(is_solid ? words_top - 20 : words_top + POSTER_FADE, box.h * 0.2), box.h);
    dress_art(board, widget, art, &poster->art);
    widget->fill = COLOR_BG1;
    widget->scrim = (words_top - 12) / art.h;
    return widget;
}
