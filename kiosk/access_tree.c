#include "kiosk/access_tree.h"

#include <glib.h>
#include <math.h>

struct access_tree {
    GArray *nodes;         /* of struct access_node */
    GHashTable *by_id;     /* id -> index + 1 */
    GStringChunk *strings; /* everything the nodes point to */
    unsigned texts;        /* ids given to text so far */
};

static const char *const role_names[] = {
    [ACCESS_TEXT] = "text",     [ACCESS_HEADING] = "heading", [ACCESS_IMAGE] = "image",
    [ACCESS_BUTTON] = "button", [ACCESS_TAB] = "tab",         [ACCESS_SWITCH] = "switch",
    [ACCESS_SLIDER] = "slider", [ACCESS_LIST] = "list",       [ACCESS_LISTITEM] = "listitem",
    [ACCESS_STATUS] = "status", [ACCESS_DIALOG] = "dialog",   [ACCESS_VIDEO] = "video",
    [ACCESS_FIELD] = "field",
};

/* Why a node may not be meant by a finger, or reached by key. */
enum {
    UNTOUCHABLE = ACCESS_DISABLED | ACCESS_HIDDEN | ACCESS_OFFSCREEN,
    UNREACHABLE = ACCESS_DISABLED | ACCESS_HIDDEN,
};

struct access_tree *access_tree_create(void)
{
    struct access_tree *tree = g_new0(struct access_tree, 1);
    tree->nodes = g_array_new(FALSE, FALSE, sizeof(struct access_node));
    tree->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    tree->strings = g_string_chunk_new(4096);
    return tree;
}

void access_tree_destroy(struct access_tree *tree)
{
    if (tree == NULL)
        return;
    g_array_unref(tree->nodes);
    g_hash_table_unref(tree->by_id);
    g_string_chunk_free(tree->strings);
    g_free(tree);
}

void access_tree_clear(struct access_tree *tree)
{
    g_array_set_size(tree->nodes, 0);
    g_hash_table_remove_all(tree->by_id);
    g_string_chunk_clear(tree->strings);
    tree->texts = 0;
}

static const char *keep(struct access_tree *tree, const char *string)
{
    return string == NULL ? NULL : g_string_chunk_insert(tree->strings, string);
}

static const char *keep_id(struct access_tree *tree, const char *id)
{
    char made[24];
    if (id != NULL)
        return g_string_chunk_insert(tree->strings, id);
    g_snprintf(made, sizeof made, "text%u", ++tree->texts);
    return g_string_chunk_insert(tree->strings, made);
}

void access_tree_add(struct access_tree *tree, const struct access_node *node)
{
    g_assert(node->id == NULL || access_tree_find(tree, node->id) == NULL);

    struct access_node copy = *node;
    copy.id = keep_id(tree, node->id);
    copy.name = keep(tree, node->name);
    copy.value = keep(tree, node->value);
    copy.hint = keep(tree, node->hint);
    copy.language = keep(tree, node->language);
    if (copy.is_target && (copy.states & UNREACHABLE) == 0)
        copy.states |= ACCESS_FOCUSABLE;
    g_array_append_val(tree->nodes, copy);
    g_hash_table_insert(tree->by_id, (gpointer)copy.id, GUINT_TO_POINTER(tree->nodes->len));
}

size_t access_tree_count(const struct access_tree *tree)
{
    return tree->nodes->len;
}

const struct access_node *access_tree_node(const struct access_tree *tree, size_t index)
{
    g_assert(index < tree->nodes->len);
    return &g_array_index(tree->nodes, struct access_node, index);
}

static struct access_node *find(const struct access_tree *tree, const char *id)
{
    if (id == NULL)
        return NULL;
    unsigned place = GPOINTER_TO_UINT(g_hash_table_lookup(tree->by_id, id));
    return place == 0 ? NULL : &g_array_index(tree->nodes, struct access_node, place - 1);
}

const struct access_node *access_tree_find(const struct access_tree *tree, const char *id)
{
    return find(tree, id);
}

void access_tree_mark(struct access_tree *tree, const char *id, unsigned states, bool is_on)
{
    struct access_node *node = find(tree, id);
    if (node == NULL)
        return;
    node->states = is_on ? node->states | states : node->states & ~states;
}

/* How far outside the box the place is; 0 inside. */
static double outside(struct box box, struct point at)
{
    double dx = fmax(fmax(box.x - at.x, at.x - (box.x + box.w)), 0);
    double dy = fmax(fmax(box.y - at.y, at.y - (box.y + box.h)), 0);
    return fmax(dx, dy);
}

static double area(const struct access_node *node)
{
    return node->box.w * node->box.h;
}

static bool is_touchable(const struct access_node *node)
{
    return node->is_target && (node->states & UNTOUCHABLE) == 0 && !box_is_empty(node->box);
}

const struct access_node *access_tree_target_at(const struct access_tree *tree, struct point at)
{
    const struct access_node *best = NULL;
    double nearest = 0;

    for (size_t i = 0; i < tree->nodes->len; i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (!is_touchable(node))
            continue;
        double far = outside(node->box, at);
        if (far > (node->slop > 0 ? node->slop : ACCESS_SLOP))
            continue;
        if (best == NULL || far < nearest || (far == nearest && area(node) < area(best))) {
            best = node;
            nearest = far;
        }
    }
    return best;
}

const struct access_node *access_tree_node_at(const struct access_tree *tree, struct point at)
{
    const struct access_node *best = access_tree_target_at(tree, at);
    if (best != NULL)
        return best;
    for (size_t i = 0; i < tree->nodes->len; i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if ((node->states & (ACCESS_HIDDEN | ACCESS_OFFSCREEN)) != 0 ||
            !box_contains(node->box, at))
            continue;
        if (best == NULL || (node->is_draggable && !best->is_draggable) ||
            (node->is_draggable == best->is_draggable && area(node) <= area(best)))
            best = node;
    }
    return best;
}

bool access_node_holds(const struct access_node *node, struct point at, double slop)
{
    return outside(node->box, at) <= slop;
}

bool access_node_is_focusable(const struct access_node *node)
{
    return (node->states & ACCESS_FOCUSABLE) != 0 && (node->states & UNREACHABLE) == 0;
}

const char *access_role_name(enum access_role role)
{
    g_assert(role < G_N_ELEMENTS(role_names));
    return role_names[role];
}

const char *access_state_name(enum access_state state)
{
    switch (state) {
    case ACCESS_FOCUSABLE:
        return "focusable";
    case ACCESS_FOCUSED:
        return "focused";
    case ACCESS_PRESSED:
        return "pressed";
    case ACCESS_SELECTED:
        return "selected";
    case ACCESS_CHECKED:
        return "checked";
    case ACCESS_DISABLED:
        return "disabled";
    case ACCESS_EXPANDED:
        return "expanded";
    case ACCESS_OFFSCREEN:
        return "offscreen";
    case ACCESS_HIDDEN:
        return "hidden";
    case ACCESS_BUSY:
        return "busy";
    case ACCESS_CUT:
        return "cut";
    }
    g_assert_not_reached();
}
