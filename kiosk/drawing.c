#include "kiosk/drawing.h"

#include <string.h>

/* Boxes become one when that paints no more pixels beyond them than this. */
#define SLACK_PX 8192

bool pixel_box_is_empty(struct pixel_box box)
{
    return box.w <= 0 || box.h <= 0;
}

struct pixel_box pixel_box_intersect(struct pixel_box a, struct pixel_box b)
{
    int left = MAX(a.x, b.x), top = MAX(a.y, b.y);
    int right = MIN(a.x + a.w, b.x + b.w), bottom = MIN(a.y + a.h, b.y + b.h);
    return (struct pixel_box){left, top, MAX(right - left, 0), MAX(bottom - top, 0)};
}

struct pixel_box pixel_box_union(struct pixel_box a, struct pixel_box b)
{
    if (pixel_box_is_empty(a) || pixel_box_is_empty(b))
        return pixel_box_is_empty(a) ? b : a;
    int left = MIN(a.x, b.x), top = MIN(a.y, b.y);
    int right = MAX(a.x + a.w, b.x + b.w), bottom = MAX(a.y + a.h, b.y + b.h);
    return (struct pixel_box){left, top, right - left, bottom - top};
}

bool pixel_box_holds(struct pixel_box a, struct pixel_box b)
{
    return b.x >= a.x && b.y >= a.y && b.x + b.w <= a.x + a.w && b.y + b.h <= a.y + a.h;
}

static int64_t area(struct pixel_box box)
{
    return (int64_t)box.w * box.h;
}

/* How many pixels would be painted in vain if both were one box. */
static int64_t waste(struct pixel_box a, struct pixel_box b)
{
    return area(pixel_box_union(a, b)) - area(a) - area(b);
}

/*
 * Marks.
 */
void drawing_init(struct drawing *drawing)
{
    drawing->marks = g_array_new(false, false, sizeof(struct mark));
}

void drawing_finish(struct drawing *drawing)
{
    g_clear_pointer(&drawing->marks, g_array_unref);
}

/* One step of a mixing hash; what it gives away is found by is_same(). */
static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static uint64_t pair(int a, int b)
{
    return (uint64_t)(uint32_t)a << 32 | (uint32_t)b;
}

static uint64_t hash_of(const struct mark *mark)
{
    uint64_t hash = mix(1, mark->pixels);
    hash = mix(hash, pair((int)(mark->x * 16), (int)(mark->y * 16)));
    hash = mix(hash, pair((int)(mark->w * 16), (int)(mark->h * 16)));
    hash = mix(hash, pair(mark->from.x, mark->from.y));
    hash = mix(hash, pair(mark->seen.x, mark->seen.y));
    hash = mix(hash, pair(mark->seen.w, mark->seen.h));
    return mix(hash, (uint64_t)mark->color.r << 24 | (uint64_t)mark->color.g << 16 |
                         (uint64_t)mark->color.b << 8 | mark->color.a);
}

static bool is_same_box(struct pixel_box a, struct pixel_box b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

/* Whether both make the same pixels of what is below them. */
static bool is_same(const struct mark *a, const struct mark *b)
{
    return a->hash == b->hash && a->pixels == b->pixels && is_same_box(a->from, b->from) &&
           a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h &&
           is_same_box(a->seen, b->seen) && a->color.r == b->color.r && a->color.g == b->color.g &&
           a->color.b == b->color.b && a->color.a == b->color.a;
}

bool drawing_add(struct drawing *drawing, const struct mark *mark)
{
    if (pixel_box_is_empty(mark->seen) || mark->color.a == 0)
        return false;
    g_array_append_val(drawing->marks, *mark);
    struct mark *added = &g_array_index(drawing->marks, struct mark, drawing->marks->len - 1);
    added->hash = hash_of(added);
    return true;
}

guint drawing_ground(const struct drawing *drawing, struct pixel_box box)
{
    for (guint i = drawing->marks->len; i > 0; i--) {
        const struct mark *mark = &g_array_index(drawing->marks, struct mark, i - 1);
        if (mark->is_opaque && pixel_box_holds(mark->seen, box))
            return i - 1;
    }
    return 0;
}

/*
 * Damage.
 */
static void take_out(struct damage *damage, int i)
{
    damage->boxes[i] = damage->boxes[--damage->count];
}

void damage_add(struct damage *damage, struct pixel_box box)
{
    if (pixel_box_is_empty(box))
        return;
    /* A box that has grown may reach others that it did not before. */
    for (int i = 0; i < damage->count; i++) {
        if (waste(damage->boxes[i], box) > SLACK_PX)
            continue;
        box = pixel_box_union(damage->boxes[i], box);
        take_out(damage, i);
        i = -1;
    }
    if (damage->count < DAMAGE_MAX) {
        damage->boxes[damage->count++] = box;
        return;
    }
    int best = 0;
    for (int i = 1; i < damage->count; i++)
        if (waste(damage->boxes[i], box) < waste(damage->boxes[best], box))
            best = i;
    box = pixel_box_union(damage->boxes[best], box);
    take_out(damage, best);
    damage_add(damage, box);
}

/* What is scaled is painted whole or not at all. */
static void widen(const struct drawing *drawing, struct damage *damage)
{
    bool has_grown = true;
    while (has_grown) {
        has_grown = false;
        for (guint i = 0; i < drawing->marks->len; i++) {
            const struct mark *mark = &g_array_index(drawing->marks, struct mark, i);
            for (int k = 0; mark->is_scaled && k < damage->count; k++) {
                struct pixel_box box = damage->boxes[k];
                if (pixel_box_is_empty(pixel_box_intersect(box, mark->seen)) ||
                    pixel_box_holds(box, mark->seen))
                    continue;
                take_out(damage, k);
                damage_add(damage, pixel_box_union(box, mark->seen));
                has_grown = true;
                break;
            }
        }
    }
}

/* A mark of the frame before, to be found again by its hash. */
struct place {
    uint64_t hash;
    guint index;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* The first place of that hash not before @least, or @count. */
static guint find_place(const struct place *places, guint count, uint64_t hash, guint least)
{
    guint low = 0, high = count;
    struct place wanted = {hash, least};
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (compare_places(&places[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && places[low].hash == hash ? low : count;
}

/* Compares what is left of both lists, between the beginning and the end that they share: what has
 * no partner in the same order is damage. */
static void compare_middle(const struct mark *before, guint before_count, const struct mark *after,
                           guint after_count, struct damage *damage)
{
    g_autofree struct place *places = g_new(struct place, MAX(before_count, 1));
    guint next = 0;
    for (guint i = 0; i < before_count; i++)
        places[i] = (struct place){before[i].hash, i};
    if (after_count > 0)
        qsort(places, before_count, sizeof *places, compare_places);
    for (guint i = 0; i < after_count; i++) {
        guint found = find_place(places, before_count, after[i].hash, next);
        if (found == before_count || !is_same(&before[places[found].index], &after[i])) {
            damage_add(damage, after[i].seen);
            continue;
        }
        for (; next < places[found].index; next++)
            damage_add(damage, before[next].seen);
        next++;
    }
    for (; next < before_count; next++)
        damage_add(damage, before[next].seen);
}

void drawing_compare(const struct drawing *before, const struct drawing *after,
                     struct damage *damage)
{
    const struct mark *old = (const struct mark *)(const void *)before->marks->data;
    const struct mark *new = (const struct mark *)(const void *)after->marks->data;
    guint old_count = before->marks->len, new_count = after->marks->len;

    while (old_count > 0 && new_count > 0 && is_same(old, new)) {
        old++, new ++;
        old_count--, new_count--;
    }
    while (old_count > 0 && new_count > 0 && is_same(&old[old_count - 1], &new[new_count - 1]))
        old_count--, new_count--;
    *damage = (struct damage){0};
    compare_middle(old, old_count, new, new_count, damage);
    widen(after, damage);
}
