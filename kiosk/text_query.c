#include <math.h>
#include <string.h>

#include "kiosk/text_inside.h"

static const struct line *line_at(const struct text_layout *layout, int line)
{
    g_assert(line >= 0 && (guint)line < layout->lines->len);
    return &g_array_index(layout->lines, struct line, (guint)line);
}

static const struct run *run_at(const struct text_layout *layout, guint index)
{
    g_assert(index < layout->runs->len);
    return &g_array_index(layout->runs, struct run, index);
}

static struct box logical(const struct text_layout *layout, int x, int y, int w, int h)
{
    double s = layout->scale;
    return (struct box){x / s, y / s, w / s, h / s};
}

double text_layout_width(const struct text_layout *layout)
{
    return layout->width / layout->scale;
}

double text_layout_height(const struct text_layout *layout)
{
    return layout->height / layout->scale;
}

int text_layout_lines(const struct text_layout *layout)
{
    return (int)layout->lines->len;
}

struct box text_layout_line_box(const struct text_layout *layout, int line)
{
    const struct line *own = line_at(layout, line);
    return logical(layout, own->x, own->top, own->w, own->height);
}

double text_layout_baseline(const struct text_layout *layout, int line)
{
    return line_at(layout, line)->baseline / layout->scale;
}

bool text_layout_is_cut(const struct text_layout *layout)
{
    return layout->is_cut;
}

bool text_layout_is_torn(const struct text_layout *layout)
{
    return layout->is_torn;
}

struct text_range text_layout_line_range(const struct text_layout *layout, int line)
{
    const struct line *own = line_at(layout, line);
    return (struct text_range){own->start, own->end};
}

/* Whether letters on both sides of @at join, so that the part before it is measured joined. */
static bool is_joined(const char *utf8, size_t at, size_t length)
{
    if (at == 0 || at >= length)
        return false;
    gunichar after = g_utf8_get_char(utf8 + at);
    gunichar before = g_utf8_get_char(g_utf8_prev_char(utf8 + at));
    return g_unichar_get_script(after) == G_UNICODE_SCRIPT_ARABIC && g_unichar_isalpha(after) &&
           g_unichar_get_script(before) != G_UNICODE_SCRIPT_COMMON && !g_unichar_isspace(before);
}

/* Width of the first @at bytes of a run, in 0…run.w. */
static int prefix_width(const struct text_layout *layout, const struct run *run, size_t at)
{
    size_t length;
    const char *utf8 = run_text(layout, run, &length);
    if (at == 0)
        return 0;
    if (at >= length)
        return run->w;
    const struct look *look = &g_array_index(layout->looks, struct look, run->look);
    int width;
    if (is_joined(utf8, at, length)) {
        g_autofree char *joined = g_strdup_printf("%.*s\xe2\x80\x8d", (int)at, utf8);
        width = text_measure(run->font, look, run->script, joined, strlen(joined));
    } else {
        width = text_measure(run->font, look, run->script, utf8, at);
    }
    return CLAMP(width, 0, run->w);
}

/* The start of the cluster that holds byte @at of a run; with @up, of the next one unless @at
 * starts one itself. */
static size_t snap(const struct text_layout *layout, const struct run *run, size_t at, bool up)
{
    size_t length;
    const char *utf8 = run_text(layout, run, &length);
    size_t start = 0;
    while (start < length && start < at) {
        size_t next = start + text_cluster_length(utf8 + start, length - start);
        if (next > at)
            return up ? next : start;
        start = next;
    }
    return start;
}

/* Where the byte @at of a run begins, from the layout's left. */
static int byte_x(const struct text_layout *layout, const struct run *run, size_t at)
{
    int width = prefix_width(layout, run, at);
    return run->level & 1 ? run->x + run->w - width : run->x + width;
}

static size_t hit_run(const struct text_layout *layout, const struct run *run, double x)
{
    if (run->is_ellipsis)
        return run->start;
    size_t length;
    const char *utf8 = run_text(layout, run, &length);
    double along = run->level & 1 ? run->x + run->w - x : x - run->x;
    size_t at = 0;
    while (at < length) {
        size_t next = at + text_cluster_length(utf8 + at, length - at);
        if (next >= length || prefix_width(layout, run, next) > along)
            break;
        at = next;
    }
    return run->start + at;
}

size_t text_layout_hit(const struct text_layout *layout, struct point point)
{
    if (layout->lines->len == 0)
        return 0;
    double x = point.x * layout->scale;
    double y = point.y * layout->scale;
    int index = 0;
    while (index + 1 < (int)layout->lines->len && y >= line_at(layout, index + 1)->top)
        index++;
    const struct line *line = line_at(layout, index);
    const struct run *nearest = NULL;
    double least = HUGE_VAL;
    for (guint i = 0; i < line->run_count; i++) {
        const struct run *run = run_at(layout, line->first_run + i);
        double away = fmax(fmax(run->x - x, x - (run->x + run->w)), 0);
        if (away < least) {
            least = away;
            nearest = run;
        }
    }
    return nearest != NULL ? hit_run(layout, nearest, x) : line->start;
}

static const struct line *line_of(const struct text_layout *layout, size_t offset)
{
    for (guint i = 0; i < layout->lines->len; i++) {
        const struct line *line = line_at(layout, (int)i);
        if (offset < line->end || i + 1 == layout->lines->len)
            return line;
    }
    return NULL;
}

struct box text_layout_caret(const struct text_layout *layout, size_t offset)
{
    const struct line *line = line_of(layout, offset);
    if (line == NULL)
        return (struct box){0};
    int x = line->is_rtl ? line->x : line->x + line->w;
    for (guint i = 0; i < line->run_count; i++) {
        const struct run *run = run_at(layout, line->first_run + i);
        if (offset >= run->start && offset < run->end)
            x = byte_x(layout, run, snap(layout, run, offset - run->start, false));
    }
    return logical(layout, x, line->top, (int)fmax(layout->scale, 1), line->height);
}

static void add_box(struct box box, struct box *boxes, size_t room, size_t *count)
{
    /* Neighbouring runs of a line become one box. */
    if (*count > 0 && *count <= room) {
        struct box *last = &boxes[*count - 1];
        if (last->y == box.y && fabs(last->x + last->w - box.x) < 1) {
            last->w = box.x + box.w - last->x;
            return;
        }
    }
    if (*count < room)
        boxes[*count] = box;
    (*count)++;
}

size_t text_layout_range_boxes(const struct text_layout *layout, struct text_range range,
                               struct box *boxes, size_t room)
{
    size_t count = 0;
    for (guint i = 0; i < layout->runs->len; i++) {
        const struct run *run = run_at(layout, i);
        size_t from = MAX(run->start, range.start);
        size_t to = MIN(run->end, range.end);
        if (from >= to)
            continue;
        const struct line *line = line_at(layout, run->line);
        int a = byte_x(layout, run, snap(layout, run, from - run->start, false));
        int b = byte_x(layout, run, snap(layout, run, to - run->start, true));
        add_box(logical(layout, MIN(a, b), line->top, ABS(b - a), line->height), boxes, room,
                &count);
    }
    return count;
}

size_t text_layout_runs(const struct text_layout *layout)
{
    return layout->runs->len;
}

struct text_run_info text_layout_run(const struct text_layout *layout, size_t index)
{
    const struct run *run = run_at(layout, (guint)index);
    return (struct text_run_info){
        .range = {run->start, run->end},
        .line = run->line,
        .level = run->level,
        .x = run->x / layout->scale,
        .width = run->w / layout->scale,
        .face = run->font != NULL ? font_file(run->font) : "",
        .script = text_script_code(run->script),
        .missing = run->font == NULL,
    };
}

char *text_time_code(int64_t ms)
{
    int64_t s = MAX(ms, 0) / 1000;
    if (s >= 3600)
        return g_strdup_printf("%d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
    return g_strdup_printf("%d:%02d", (int)(s / 60), (int)(s % 60));
}
