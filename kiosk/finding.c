#include "kiosk/finding.h"

#include "kiosk/lines.h"
#include "kiosk/transcript.h"
#include "kiosk/widgets.h"

#include <string.h>

enum { GAP = 16, SQUARE = 96, LEAST_LETTERS = 2 };

/* What was typed does not stay in memory. */
static void forget(struct finding *finding)
{
    memset(finding->typed->str, 0, finding->typed->allocated_len);
    g_string_truncate(finding->typed, 0);
}

void finding_init(struct finding *finding)
{
    finding->state = FINDING_CLOSED;
    finding->keys = (struct keys){0};
    finding->typed = g_string_sized_new(256);
}

void finding_finish(struct finding *finding)
{
    if (finding->typed == NULL)
        return;
    forget(finding);
    g_string_free(finding->typed, TRUE);
    finding->typed = NULL;
}

/* "3 of 11", or that it is not there; "" before there is something to look for. */
static const char *count_text(struct board *board, const struct finding *finding,
                              const struct transcript *transcript)
{
    size_t count = transcript_lines(transcript)->found_count;
    if (g_utf8_strlen(finding->typed->str, -1) < LEAST_LETTERS)
        return "";
    if (count == 0)
        return board_word(board, "oral.find.none");
    g_autofree char *n = g_strdup_printf("%d", transcript_found_number(transcript));
    g_autofree char *total = g_strdup_printf("%zu", count);
    const struct word_value values[] = {{"n", n}, {"total", total}, {NULL, NULL}};
    return board_take(board, words_format(board_env(board)->words, "oral.find.hits", values));
}

static void add_field(struct board *board, const struct finding *finding, const char *says,
                      struct box box)
{
    bool is_typing = finding->state == FINDING_TYPING;
    const char *typed = finding->typed->str;
    bool is_empty = typed[0] == '\0';
    struct widget *field =
        board_add(board, &(struct access_node){.id = "find.field",
                                               .role = ACCESS_FIELD,
                                               .name = board_word(board, "oral.find"),
                                               .value = typed,
                                               .hint = says,
                                               .box = box,
                                               .is_target = !is_typing});
    field->has_fill = field->has_border = true;
    field->fill = COLOR_BG1;
    field->border = is_typing ? COLOR_GOLD : COLOR_LINE_STRONG;
    field->radius = board_measure(board, MEASURE_RADIUS_BUTTON);
    struct box at = field->node.box;
    double half = says[0] != '\0' ? (at.w - 64 - GAP) / 2 : at.w - 64;
    const char *shown = is_empty    ? board_word(board, "oral.find")
                        : is_typing ? board_format(board, "%s|", typed)
                                    : typed;
    struct text_layout *word =
        board_fit(board, &(struct label){.utf8 = shown,
                                         .role = TYPE_BODY,
                                         .color = is_empty ? COLOR_TEXT3 : COLOR_TEXT,
                                         .width = half,
                                         .max_height = at.h - 8,
                                         .max_lines = 1});
    struct text_layout *count = board_fit(board, &(struct label){.utf8 = says,
                                                                 .role = TYPE_META,
                                                                 .color = COLOR_TEXT2,
                                                                 .width = half,
                                                                 .align = TEXT_ALIGN_END,
                                                                 .max_height = at.h - 8,
                                                                 .max_lines = 2});
    bool is_rtl = board_is_rtl(board);
    double first = at.x + 32, last = at.x + at.w - 32 - half;
    widget_add_text(
        field, word,
        (struct point){is_rtl ? last : first, at.y + (at.h - text_layout_height(word)) / 2});
    if (says[0] == '\0')
        text_layout_destroy(count);
    else
        widget_add_text(
            field, count,
            (struct point){is_rtl ? first : last, at.y + (at.h - text_layout_height(count)) / 2});
}

void finding_add(struct board *board, const struct finding *finding,
                 const struct transcript *transcript, struct box row)
{
    bool is_idle = transcript_lines(transcript)->found_count == 0;
    const char *says = count_text(board, finding, transcript);
    struct box field = row;
    field.w = row.w - 3 * (SQUARE + GAP);
    add_field(board, finding, says, field);
    const struct {
        const char *id;
        const char *icon;
        const char *word;
        bool is_disabled;
    } buttons[] = {{"find.prev", "keyboard_arrow_up", "oral.find.prev", is_idle},
                   {"find.next", "keyboard_arrow_down", "oral.find.next", is_idle},
                   {"find.close", "close", "oral.find.close", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(buttons); i++)
        button_add(board, &(struct button){
                              .id = buttons[i].id,
                              .box = box_make(field.x + field.w + GAP + (SQUARE + GAP) * (double)i,
                                              row.y, SQUARE, row.h),
                              .icon = buttons[i].icon,
                              .label = "",
                              .name = board_word(board, buttons[i].word),
                              .is_disabled = buttons[i].is_disabled});
}

static void look(struct finding *finding, struct transcript *transcript, int64_t now_ms)
{
    const char *typed = finding->typed->str;
    bool is_enough = g_utf8_strlen(typed, -1) >= LEAST_LETTERS;
    transcript_find(transcript, is_enough ? typed : NULL, now_ms);
}

static bool type(const struct screen_env *env, struct finding *finding,
                 struct transcript *transcript, const struct event *event)
{
    char letters[32];
    enum keys_press press = keys_touch(env, &finding->keys, event->node, letters);
    if (press == KEYS_TURNED)
        return true;
    if (press == KEYS_TYPED)
        keys_write(finding->typed, letters);
    else if (g_str_equal(event->node, "bksp"))
        keys_write(finding->typed, "\b");
    else if (g_str_equal(event->node, "go"))
        finding->state = FINDING_GOING;
    else if (press == KEYS_OTHER && !g_str_equal(event->node, "bksp"))
        return false;
    if (finding->state == FINDING_TYPING)
        look(finding, transcript, event->now_ms);
    return true;
}

bool finding_event(const struct screen_env *env, struct finding *finding,
                   struct transcript *transcript, const struct event *event)
{
    if (event->type == EVENT_TEXT && finding->state == FINDING_TYPING && event->text != NULL) {
        keys_write(finding->typed, event->text);
        look(finding, transcript, event->now_ms);
        return true;
    }
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return false;
    if (g_str_equal(event->node, "find.in") || g_str_equal(event->node, "find.field"))
        finding->state = FINDING_TYPING;
    else if (finding->state == FINDING_CLOSED)
        return false;
    else if (g_str_equal(event->node, "find.close")) {
        finding->state = FINDING_CLOSED;
        forget(finding);
        look(finding, transcript, event->now_ms);
    } else if (g_str_equal(event->node, "find.prev"))
        transcript_find_step(transcript, -1, event->now_ms);
    else if (g_str_equal(event->node, "find.next"))
        transcript_find_step(transcript, 1, event->now_ms);
    else
        return type(env, finding, transcript, event);
    return true;
}
