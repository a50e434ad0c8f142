#include "kiosk/board.h"

#include "kiosk/picture.h"
#include "kiosk/text_ahead.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* The share of a picture's height in which it goes over into its ground, above words. */
#define SCRIM_RISE 0.34
/* How much smaller a text is tried that does not fit. */
#define FIT_STEP 0.9
/* How much higher lines are than Latin's: of Nastaliq, and of scripts that hang from a line. */
#define RTL_LINES   1.75
#define INDIC_LINES 1.12
/* These are so high that they may be set smaller than Standard, by this much, not below the floor. */
#define TALL_LEAST    0.65
#define TALL_FLOOR_PX 24

struct board {
    const struct screen_env *env;
    GStringChunk *strings;
    GPtrArray *widgets;
    const struct pane *pane;
    bool is_rtl;
};

static void widget_free(void *data)
{
    struct widget *widget = data;
    for (size_t i = 0; i < widget->text_count; i++)
        text_layout_destroy(widget->texts[i]);
    g_free(widget);
}

bool pane_event(struct pane *pane, const struct event *event)
{
    struct scroll *scroll = &pane->scroll;
    if (event->type == EVENT_DRAG_BEGIN && event->axis != DRAG_AXIS_HORIZONTAL)
        scroll_grab(scroll, event->now_ms);
    else if (event->type == EVENT_DRAG && scroll->motion == SCROLL_HELD)
        scroll_drag(scroll, -event->dy, event->now_ms);
    else if (event->type == EVENT_DRAG_END && scroll->motion == SCROLL_HELD)
        scroll_release(scroll, -event->vy, event->now_ms);
    else if (event->type == EVENT_ACTIVATE && g_strcmp0(event->node, "page.up") == 0)
        scroll_page(scroll, -1, event->now_ms);
    else if (event->type == EVENT_ACTIVATE && g_strcmp0(event->node, "page.down") == 0)
        scroll_page(scroll, +1, event->now_ms);
    else
        return false;
    return true;
}

struct board *board_create(const struct screen_env *env)
{
    struct board *board = g_new0(struct board, 1);
    board->env = env;
    board->strings = g_string_chunk_new(4096);
    board->widgets = g_ptr_array_new_with_free_func(widget_free);
    return board;
}

void board_destroy(struct board *board)
{
    if (board == NULL)
        return;
    g_ptr_array_free(board->widgets, TRUE);
    g_string_chunk_free(board->strings);
    g_free(board);
}

void board_begin(struct board *board)
{
    g_ptr_array_set_size(board->widgets, 0);
    g_string_chunk_clear(board->strings);
    board->pane = NULL;
    board->is_rtl = words_direction(words_language(board->env->words)) == DIRECTION_RTL;
}

const char *board_keep(struct board *board, const char *string)
{
    return string == NULL ? NULL : g_string_chunk_insert(board->strings, string);
}

const char *board_take(struct board *board, char *string)
{
    const char *kept = board_keep(board, string);
    g_free(string);
    return kept;
}

const char *board_format(struct board *board, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *made = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return board_take(board, made);
}

const char *board_word(const struct board *board, const char *key)
{
    return words(board->env->words, key);
}

const char *board_number(struct board *board, int64_t number)
{
    g_autofree char *plain = g_strdup_printf("%" PRId64, number);
    return board_take(board, words_number(board->env->words, plain));
}

char *board_time_code(const struct board *board, int64_t ms)
{
    g_autofree char *code = text_time_code(ms);
    return words_number(board->env->words, code);
}

bool board_is_rtl(const struct board *board)
{
    return board->is_rtl;
}

bool board_is_portrait(const struct board *board)
{
    return board->env->viewport->orientation == ORIENTATION_PORTRAIT;
}

struct box board_canvas(const struct board *board)
{
    return box_make(0, 0, board->env->viewport->width, board->env->viewport->height);
}

enum text_size board_text_size(const struct board *board)
{
    return board->env->session->now.text_size;
}

const struct screen_env *board_env(const struct board *board)
{
    return board->env;
}

struct type_style board_type(const struct board *board, enum type_role role)
{
    return theme_type(board->env->theme, role, board_text_size(board));
}

double board_measure(const struct board *board, enum measure measure)
{
    return theme_measure(board->env->theme, measure);
}

struct color board_color(const struct board *board, enum color_token token)
{
    return theme_color(board->env->theme, token);
}

struct box board_place(const struct board *board, struct box box)
{
    return board->is_rtl ? box_mirror(box, board->env->viewport->width) : box;
}

void board_set_pane(struct board *board, const struct pane *pane)
{
    board->pane = pane;
}

struct widget *board_add(struct board *board, const struct access_node *node)
{
    struct widget *widget = g_new0(struct widget, 1);
    widget->node = *node;
    widget->node.id = board_keep(board, node->id);
    widget->node.name = board_keep(board, node->name);
    widget->node.value = board_keep(board, node->value);
    widget->node.hint = board_keep(board, node->hint);
    widget->node.language = board_keep(board, node->language);
    widget->node.box = board_place(board, node->box);
    widget->pane = board->pane;
    widget->focal_x = widget->focal_y = 0.5;
    g_ptr_array_add(board->widgets, widget);
    return widget;
}

/* The language of words that came without one: the visitor's, unless these are English that
 * stands in for a translation not yet made, which has no letter of the visitor's script. */
static const char *language_of(const struct board *board, const char *utf8)
{
    const char *visitors = words_language(board->env->words);
    bool has_latin = false;
    for (const char *at = utf8; board->is_rtl && at != NULL && *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isalpha(letter) && g_unichar_get_script(letter) == G_UNICODE_SCRIPT_ARABIC)
            return visitors;
        has_latin = has_latin || g_unichar_isalpha(letter);
    }
    return has_latin ? "en" : visitors;
}

static void add_span(struct text_span *span, const struct label *label, const char *language,
                     struct text_range range)
{
    *span = (struct text_span){.utf8 = label->utf8 != NULL ? label->utf8 + range.start : "",
                               .length = range.end - range.start,
                               .language = language,
                               .role = label->role,
                               .color = label->color,
                               .size_px = label->size_px};
}

/* What was found stands out from the words around it. */
static size_t spans_of(const struct label *label, const char *language, struct text_span *spans)
{
    size_t count = 0, at = 0;
    size_t length = label->utf8 != NULL ? strlen(label->utf8) : 0;
    for (size_t i = 0; i < MIN(label->found_count, LABEL_FOUND_MAX); i++) {
        struct text_range found = label->found[i];
        if (found.start > at)
            add_span(&spans[count++], label, language, (struct text_range){at, found.start});
        add_span(&spans[count], label, language, found);
        spans[count].color = COLOR_GOLD;
        spans[count++].emphasis = true;
        at = found.end;
    }
    if (at < length || count == 0)
        add_span(&spans[count++], label, language, (struct text_range){at, length});
    return count;
}

/* A label as the text engine takes it. */
struct label_setting {
    struct text_span spans[2 * LABEL_FOUND_MAX + 1];
    struct text_paragraph paragraph;
    struct text_options options;
};

static void set_label(const struct board *board, const struct label *label,
                      struct label_setting *setting)
{
    const char *language =
        label->language != NULL ? label->language : language_of(board, label->utf8);
    enum text_align align = label->align;
    bool is_rtl_text = words_direction(language) == DIRECTION_RTL;
    if (align == TEXT_ALIGN_START && !label->keeps_own_side && is_rtl_text != board->is_rtl)
        align = TEXT_ALIGN_END;
    setting->paragraph = (struct text_paragraph){.spans = setting->spans,
                                                 .count = spans_of(label, language, setting->spans),
                                                 .language = language,
                                                 .align = align};
    setting->options = (struct text_options){.width = label->width,
                                             .max_lines = label->max_lines,
                                             .max_height = label->max_height,
                                             .is_tight = !label->keeps_own_side};
}

struct text_layout *board_layout(const struct board *board, const struct label *label)
{
    struct label_setting setting;
    set_label(board, label, &setting);
    return text_layout_create(board->env->text, &setting.paragraph, 1, &setting.options);
}

void board_layout_ahead(const struct board *board, struct text_ahead *ahead, uint64_t key,
                        const struct label *label)
{
    struct label_setting setting;
    set_label(board, label, &setting);
    text_ahead_ask(ahead, key, &setting.paragraph, 1, &setting.options);
}

/* Not cut or torn; and a single line of a tall script can be higher than the room there is. */
static bool fits(const struct text_layout *layout, const struct label *label)
{
    return !text_layout_is_cut(layout) && !text_layout_is_torn(layout) &&
           (label->max_height <= 0 || text_layout_height(layout) <= label->max_height + 1);
}

double board_line_factor(const char *language)
{
    static const char *const indic[] = {"bn", "pa", "hi", "gu"};
    if (words_direction(language) == DIRECTION_RTL)
        return RTL_LINES;
    for (size_t i = 0; language != NULL && i < G_N_ELEMENTS(indic); i++)
        if (g_str_has_prefix(language, indic[i]) && !g_ascii_isalpha(language[2]))
            return INDIC_LINES;
    return 1;
}

static struct text_layout *fit(const struct board *board, const struct label *label, double *px)
{
    struct label attempt = *label;
    double least = theme_type(board->env->theme, label->role, TEXT_STANDARD).size_px;
    const char *language =
        label->language != NULL ? label->language : language_of(board, label->utf8);
    if (board_line_factor(language) > 1)
        least = MAX(least * TALL_LEAST, TALL_FLOOR_PX);
    if (attempt.size_px <= 0)
        attempt.size_px = board_type(board, label->role).size_px;
    struct text_layout *layout = board_layout(board, &attempt);
    while (!fits(layout, label) && attempt.size_px > least) {
        text_layout_destroy(layout);
        attempt.size_px = MAX(attempt.size_px * FIT_STEP, least);
        layout = board_layout(board, &attempt);
    }
    *px = attempt.size_px;
    return layout;
}

struct text_layout *board_fit(const struct board *board, const struct label *label)
{
    double px;
    return fit(board, label, &px);
}

double board_fit_px(const struct board *board, const struct label *label)
{
    double px;
    text_layout_destroy(fit(board, label, &px));
    return px;
}

void widget_add_text(struct widget *widget, struct text_layout *layout, struct point at)
{
    g_return_if_fail(widget->text_count < WIDGET_TEXTS);
    widget->texts[widget->text_count] = layout;
    widget->text_at[widget->text_count++] = at;
}

void board_drop(struct board *board, size_t count)
{
    g_ptr_array_set_size(board->widgets, (int)MIN(count, board->widgets->len));
}

size_t board_count(const struct board *board)
{
    return board->widgets->len;
}

struct widget *board_find(const struct board *board, const char *id)
{
    for (guint i = 0; i < board->widgets->len; i++) {
        struct widget *widget = g_ptr_array_index(board->widgets, i);
        if (g_strcmp0(widget->node.id, id) == 0)
            return widget;
    }
    return NULL;
}

static void draw_art(const struct board *board, const struct widget *widget, struct canvas *canvas)
{
    const struct theme *theme = board->env->theme;
    if (widget->picture != NULL) {
        struct picture *picture = picture_get(
            board->env->pictures,
            &(struct picture_wish){.path = widget->picture,
                                   .width = widget->art.w,
                                   .height = widget->art.h,
                                   .fit = widget->is_whole ? PICTURE_CONTAIN : PICTURE_COVER,
                                   .focal_x = widget->focal_x,
                                   .focal_y = widget->focal_y,
                                   .radius = widget->is_whole ? 0 : widget->radius});
        if (picture_is_late(picture) && picture_fade(picture) < 1)
            canvas_pattern(canvas, theme, widget->art, widget->radius, widget->seed, widget->hue);
        canvas_picture(canvas, picture, widget->art);
    } else
        canvas_pattern(canvas, theme, widget->art, widget->radius, widget->seed, widget->hue);
    if (widget->scrim > 0 && !theme_is_solid(theme))
        canvas_scrim(canvas, widget->art, widget->radius, MAX(widget->scrim - SCRIM_RISE, 0),
                     widget->scrim, board_color(board, widget->fill));
    if (theme_is_solid(theme))
        canvas_stroke(canvas, widget->art, widget->radius, board_measure(board, MEASURE_BORDER),
                      board_color(board, COLOR_LINE_STRONG));
}

void board_draw_widget(const struct board *board, const struct widget *widget,
                       struct canvas *canvas, const struct draw_state *state)
{
    bool is_pressed = widget->node.is_target && g_strcmp0(state->pressed, widget->node.id) == 0;
    if (widget->has_fill) {
        struct color fill = board_color(board, widget->fill);
        if (is_pressed)
            fill = color_mix(fill, board_color(board, COLOR_TEXT), 0.2);
        canvas_fill(canvas, widget->node.box, widget->radius, fill);
    }
    if (widget->has_art)
        draw_art(board, widget, canvas);
    if (is_pressed && widget->has_art)
        canvas_fill(canvas, widget->node.box, widget->radius,
                    color_with_alpha(board_color(board, COLOR_TEXT), 0.14));
    if (widget->has_bar)
        canvas_fill(canvas, widget->bar, 0, board_color(board, widget->bar_color));
    if (widget->has_border)
        canvas_stroke(canvas, widget->node.box, widget->radius,
                      board_measure(board, MEASURE_BORDER), board_color(board, widget->border));
    if (widget->icon != NULL)
        text_draw_icon(board->env->text, widget->icon, widget->icon_box, widget->icon_size,
                       board_color(board, widget->icon_color));
    for (size_t i = 0; i < widget->text_count; i++)
        text_draw(board->env->text, widget->texts[i], widget->text_at[i]);
    if (widget->paint != NULL)
        widget->paint(widget, board, canvas, state);
}

static bool is_seen(const struct widget *widget)
{
    if (widget->pane == NULL)
        return true;
    struct box moved = box_move(widget->node.box, 0, -scroll_offset(&widget->pane->scroll));
    return !box_is_empty(box_intersect(moved, widget->pane->box));
}

void board_draw_widgets(const struct board *board, struct canvas *canvas,
                        const struct draw_state *state)
{
    for (guint i = 0; i < board->widgets->len; i++) {
        const struct widget *widget = g_ptr_array_index(board->widgets, i);
        if (!is_seen(widget))
            continue;
        if (widget->pane != NULL) {
            canvas_push_clip(canvas, widget->pane->box);
            canvas_push_translate(canvas, 0, -scroll_offset(&widget->pane->scroll));
        }
        board_draw_widget(board, widget, canvas, state);
        if (widget->pane != NULL) {
            canvas_pop_translate(canvas);
            canvas_pop_clip(canvas);
        }
    }
}

void board_draw(const struct board *board, struct canvas *canvas, const struct draw_state *state)
{
    canvas_fill(canvas, board_canvas(board), 0, board_color(board, COLOR_BG0));
    board_draw_widgets(board, canvas, state);
}

/* Where the ink of a widget's text is. */
static struct box ink_of(const struct widget *widget, size_t index)
{
    const struct text_layout *layout = widget->texts[index];
    struct box ink = {0};
    for (int line = 0; line < text_layout_lines(layout); line++)
        ink = box_union(ink, text_layout_ink_box(layout, line));
    return box_move(ink, widget->text_at[index].x, widget->text_at[index].y);
}

/* Whether the words lie within the box but for the tip of a letter. */
static bool holds(struct box box, struct box words)
{
    const double tip = 3;
    return words.x >= box.x - tip && words.x + words.w <= box.x + box.w + tip &&
           words.y >= box.y - tip && words.y + words.h <= box.y + box.h + tip;
}

/* Says where the words of a widget stand, and whether any of them cannot be read. Words on the bare
 * page may leave their box, as long as they stay on the page and out of others' words. */
static void describe_words(const struct board *board, const struct widget *widget,
                           struct access_node *node)
{
    bool is_cut = false;
    bool is_bare = !widget->has_fill && !widget->has_border && !widget->has_art;
    struct box room = is_bare ? board_canvas(board) : widget->node.box;
    if (is_bare && widget->pane != NULL)
        room.h = HUGE_VAL;
    for (size_t i = 0; i < widget->text_count; i++) {
        struct box ink = ink_of(widget, i);
        is_cut = is_cut || (text_layout_is_cut(widget->texts[i]) && !widget->is_excerpt);
        is_cut = is_cut || text_layout_is_torn(widget->texts[i]);
        is_cut = is_cut || (!box_is_empty(ink) && !holds(room, ink));
        for (size_t k = 0; k < i; k++)
            is_cut = is_cut || !box_is_empty(box_intersect(ink, ink_of(widget, k)));
        node->words = box_union(node->words, ink);
    }
    if (is_cut)
        node->states |= ACCESS_CUT;
}

void board_describe(const struct board *board, struct access_tree *tree)
{
    double target_min = board_measure(board, MEASURE_TARGET_MIN);
    for (guint i = 0; i < board->widgets->len; i++) {
        const struct widget *widget = g_ptr_array_index(board->widgets, i);
        struct access_node node = widget->node;
        node.radius = widget->radius;
        if (is_seen(widget))
            describe_words(board, widget, &node);
        if (widget->pane != NULL) {
            node.words = box_intersect(
                box_move(node.words, 0, -scroll_offset(&widget->pane->scroll)), widget->pane->box);
            node.box = box_intersect(box_move(node.box, 0, -scroll_offset(&widget->pane->scroll)),
                                     widget->pane->box);
            bool is_short = node.is_target && node.box.h < MIN(target_min, widget->node.box.h);
            if (box_is_empty(node.box) || is_short)
                node.states |= ACCESS_OFFSCREEN;
        }
        if (node.role != ACCESS_LIST || node.name != NULL)
            access_tree_add(tree, &node);
    }
}
