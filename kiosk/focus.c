#include "kiosk/focus.h"

#include <math.h>

const struct access_node *focus_first(const struct access_tree *tree)
{
    const struct access_node *first = NULL;
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (!access_node_is_focusable(node))
            continue;
        if (node->is_content)
            return node;
        if (first == NULL)
            first = node;
    }
    return first;
}

const struct access_node *focus_next(const struct access_tree *tree, const char *id,
                                     bool is_forward)
{
    size_t count = access_tree_count(tree);
    const struct access_node *current = access_tree_find(tree, id);
    size_t step = is_forward ? 1 : count - 1;
    /* From before the first, or after the last, when there is no current one. */
    size_t at = is_forward ? count - 1 : 0;

    if (count == 0)
        return NULL;
    if (current != NULL)
        at = (size_t)(current - access_tree_node(tree, 0));
    for (size_t tried = 0; tried < count; tried++) {
        at = (at + step) % count;
        if (access_node_is_focusable(access_tree_node(tree, at)))
            return access_tree_node(tree, at);
    }
    return NULL;
}

/* Boxes turned so that the wanted direction is to the right. */
static struct box turned(struct box box, enum focus_direction direction)
{
    switch (direction) {
    case FOCUS_RIGHT:
        return box;
    case FOCUS_LEFT:
        return box_make(-box.x - box.w, box.y, box.w, box.h);
    case FOCUS_DOWN:
        return box_make(box.y, box.x, box.h, box.w);
    case FOCUS_UP:
        return box_make(-box.y - box.h, box.x, box.h, box.w);
    }
    return box;
}

/* How good a step from one box to another on its right is; smaller is better, negative is not
 * to the right at all. What lies beside the line counts three times its distance. */
static double cost(struct box from, struct box to)
{
    if (box_center(to).x <= box_center(from).x || to.x + to.w <= from.x + from.w)
        return -1;
    double ahead = fmax(to.x - (from.x + from.w), 0);
    double aside = fmax(fmax(to.y - (from.y + from.h), from.y - (to.y + to.h)), 0);
    double bend = fabs(box_center(to).y - box_center(from).y);
    /* A diagonal neighbour is a step only when it is more ahead than aside. */
    if (aside > 0 && ahead + to.w / 2 < aside)
        return -1;
    return ahead + 3 * aside + bend / 100;
}

const struct access_node *focus_towards(const struct access_tree *tree, const char *id,
                                        enum focus_direction direction)
{
    const struct access_node *current = access_tree_find(tree, id);
    if (current == NULL)
        return focus_first(tree);

    const struct access_node *best = current;
    double least = INFINITY;
    struct box from = turned(current->box, direction);
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (node == current || !access_node_is_focusable(node) ||
            (node->states & ACCESS_OFFSCREEN) != 0)
            continue;
        double price = cost(from, turned(node->box, direction));
        if (price >= 0 && price < least) {
            best = node;
            least = price;
        }
    }
    return best;
}
