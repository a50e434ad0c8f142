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

/* Where a cluster of a run begins: the byte, and physical pixels from where its reading begins. */
struct edge {
    size_t byte;
    int along;
    bool is_unseen; /* the cluster takes no room of its own */
};

/* Clusters that have grown into one glyph with the next (lam and alef) share its room evenly. */
static void share_room(struct edge *edges, size_t count)
{
    int least = edges[count].along;
    size_t next = count; /* the edge after, whose place is certain */
    for (size_t i = count; i-- > 0;) {
        bool is_certain =
            i == 0 || edges[i].along < least || (edges[i].along == least && edges[i].is_unseen);
        if (!is_certain)
            continue;
        for (size_t k = i + 1; k < next; k++)
            edges[k].along = edges[i].along +
                             (edges[next].along - edges[i].along) * (int)(k - i) / (int)(next - i);
        least = edges[i].along;
        next = i;
    }
}

/* The edges of all clusters of a run, and one more for its end. */
static GArray *edges_of(const struct text_layout *layout, const struct run *run)
{
    size_t length;
    const char *utf8 = run_text(layout, run, &length);
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
    for (size_t at = 0; at < length; at += text_cluster_length(utf8 + at, length - at)) {
        struct edge edge = {at, prefix_width(layout, run, at),
                            text_is_ignorable(g_utf8_get_char(utf8 + at))};
        g_array_append_val(edges, edge);
    }
    struct edge end = {.byte = length, .along = run->w};
    g_array_append_val(edges, end);
    share_room((struct edge *)(void *)edges->data, edges->len - 1);
    return edges;
}

/* Where the cluster that holds byte @at of a run begins, or with @is_after ends, from the layout's left. */
static int byte_x(const struct text_layout *layout, const struct run *run, size_t at, bool is_after)
{
    g_autoptr(GArray) edges = edges_of(layout, run);
    guint i = 0;
    while (i + 1 < edges->len && g_array_index(edges, struct edge, i + 1).byte <= at)
        i++;
    const struct edge *edge = &g_array_index(edges, struct edge, i);
    if (is_after && edge->byte < at)
        edge++;
    return run->level & 1 ? run->x + run->w - edge->along : run->x + edge->along;
}

static size_t hit_run(const struct text_layout *layout, const struct run *run, double x)
{
    if (run->added != NULL)
        return run->start;
    double along = run->level & 1 ? run->x + run->w - x : x - run->x;
    g_autoptr(GArray) edges = edges_of(layout, run);
    guint i = 0;
    while (i + 2 < edges->len && g_array_index(edges, struct edge, i + 1).along <= along)
        i++;
    return run->start + g_array_index(edges, struct edge, i).byte;
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
            x = byte_x(layout, run, offset - run->start, false);
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
        int a = byte_x(layout, run, from - run->start, false);
        int b = byte_x(layout, run, to - run->start, true);
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
