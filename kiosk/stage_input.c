#include "kiosk/focus.h"
#include "kiosk/stage_parts.h"

#include <string.h>

const struct access_tree *stage_tree(struct stage *stage)
{
    const struct entry *entry = stage_usable(stage);

    if (stage->is_tree_stale) {
        access_tree_clear(stage->tree);
        if (entry != NULL)
            entry->class->describe(entry->self, stage->tree);
        stage->is_tree_stale = false;
    }
    for (size_t i = 0; i < access_tree_count(stage->tree); i++)
        access_tree_mark(stage->tree, access_tree_node(stage->tree, i)->id,
                         ACCESS_FOCUSED | ACCESS_PRESSED, false);
    access_tree_mark(stage->tree, gesture_pressed(stage->gesture), ACCESS_PRESSED, true);
    if (stage->is_focus_visible && entry != NULL)
        access_tree_mark(stage->tree, entry->focus, ACCESS_FOCUSED, true);
    return stage->tree;
}

void stage_send(struct stage *stage, const struct event *event)
{
    struct entry *entry = stage_usable(stage);

    if (entry == NULL)
        return;
    bool is_beside = stage->overlay != NULL && !stage->is_changing &&
                     (event->type == EVENT_TAP || event->type == EVENT_DRAG_BEGIN);
    struct intent intent = entry->class->event(entry->self, event);
    if (event->type != EVENT_WAKE)
        stage_touch(stage);
    if (is_beside && intent.type == INTENT_NONE)
        intent.type = INTENT_STAY;
    stage_do(stage, &intent, event->now_ms);
}

/*
 * What gestures ask of the stage.
 */
static const char *target_at(struct point at, void *data)
{
    const struct access_node *node = access_tree_target_at(stage_tree(data), at);
    return node == NULL ? NULL : node->id;
}

static const char *node_at(struct point at, void *data)
{
    const struct access_node *node = access_tree_node_at(stage_tree(data), at);
    return node == NULL ? NULL : node->id;
}

static bool holds(const char *target, struct point at, double slop, void *data)
{
    const struct access_node *node = access_tree_find(stage_tree(data), target);
    return node != NULL && (node->states & ACCESS_DISABLED) == 0 &&
           access_node_holds(node, at, slop);
}

static void take_gesture(const struct event *event, void *data)
{
    stage_send(data, event);
}

struct gesture *stage_gesture_create(struct stage *stage)
{
    const struct viewport *viewport = stage->config.env->viewport;
    struct gesture_surface surface = {.target_at = target_at,
                                      .holds = holds,
                                      .node_at = node_at,
                                      .emit = take_gesture,
                                      .data = stage};
    return gesture_create(&surface, viewport->width, viewport->height);
}

/* The visitor is there. While the warning is up that alone does not take it away, but its
 * countdown begins again. */
static void still_here(struct stage *stage)
{
    idle_extend(&stage->idle, stage->now_ms);
    if (stage->overlay != NULL && stage->overlay->class->show != NULL)
        stage->overlay->class->show(stage->overlay->self, stage->now_ms);
}

void stage_contact(struct stage *stage, const struct contact *contact)
{
    stage->now_ms = contact->now_ms;
    if (contact->phase == CONTACT_DOWN) {
        still_here(stage);
        if (stage->is_focus_visible)
            stage_touch(stage);
        stage->is_focus_visible = false;
    } else if (stage->overlay == NULL) {
        idle_touch(&stage->idle, contact->now_ms);
    }
    gesture_contact(stage->gesture, contact);
}

void stage_release_contacts(struct stage *stage, int64_t now_ms)
{
    stage->now_ms = now_ms;
    gesture_cancel(stage->gesture, now_ms);
}

void stage_wake(struct stage *stage, int64_t now_ms)
{
    stage->now_ms = now_ms;
    stage_send(stage, &(struct event){.type = EVENT_WAKE, .now_ms = now_ms});
}

/*
 * The focus.
 */
static void set_focus(struct stage *stage, const struct access_node *node)
{
    struct entry *entry = stage_usable(stage);

    if (node == NULL || entry == NULL)
        return;
    g_strlcpy(entry->focus, node->id, sizeof entry->focus);
    stage_send(stage, &(struct event){.type = EVENT_FOCUS,
                                      .now_ms = stage->now_ms,
                                      .node = entry->focus,
                                      .at = box_center(node->box)});
}

const char *stage_focus(struct stage *stage)
{
    struct entry *entry = stage_usable(stage);
    const struct access_tree *tree = stage_tree(stage);

    if (entry == NULL)
        return "";
    const struct access_node *node = access_tree_find(tree, entry->focus);
    if (node == NULL || !access_node_is_focusable(node)) {
        node = focus_first(tree);
        g_strlcpy(entry->focus, node == NULL ? "" : node->id, sizeof entry->focus);
        stage->is_tree_stale = true;
    }
    return entry->focus;
}

/* Makes the focus seen; true when it was not before, which is all that this key does then. */
static bool reveal_focus(struct stage *stage)
{
    if (stage->is_focus_visible)
        return false;
    stage->is_focus_visible = true;
    set_focus(stage, access_tree_find(stage_tree(stage), stage_focus(stage)));
    stage_touch(stage);
    return true;
}

static void step_focus(struct stage *stage, bool is_forward)
{
    if (!reveal_focus(stage))
        set_focus(stage, focus_next(stage_tree(stage), stage_focus(stage), is_forward));
}

static void send_action(struct stage *stage, enum action action)
{
    struct event event = {.type = EVENT_ACTION, .now_ms = stage->now_ms, .action = action};
    if (stage->is_focus_visible)
        event.node = stage_focus(stage);
    stage_send(stage, &event);
}

static enum focus_direction direction_of(enum action action)
{
    switch (action) {
    case ACTION_LEFT:
        return FOCUS_LEFT;
    case ACTION_RIGHT:
        return FOCUS_RIGHT;
    case ACTION_UP:
        return FOCUS_UP;
    default:
        return FOCUS_DOWN;
    }
}

static void move_focus(struct stage *stage, enum action action)
{
    if (reveal_focus(stage))
        return;
    const struct access_node *node = access_tree_find(stage_tree(stage), stage_focus(stage));
    if (node != NULL && node->role == ACCESS_SLIDER &&
        (action == ACTION_LEFT || action == ACTION_RIGHT)) {
        send_action(stage, action == ACTION_LEFT ? ACTION_DECREASE : ACTION_INCREASE);
        return;
    }
    set_focus(stage, focus_towards(stage_tree(stage), stage_focus(stage), direction_of(action)));
}

static void activate(struct stage *stage, const char *id)
{
    char copy[STAGE_FOCUS_SIZE];
    const struct access_node *node = access_tree_find(stage_tree(stage), id);

    if (node == NULL || !access_node_is_focusable(node))
        return;
    g_strlcpy(copy, node->id, sizeof copy);
    stage_send(stage, &(struct event){.type = EVENT_ACTIVATE,
                                      .now_ms = stage->now_ms,
                                      .node = copy,
                                      .at = box_center(node->box)});
}

static void select_focus(struct stage *stage)
{
    const struct entry *entry = stage_usable(stage);
    bool is_root = entry != NULL && route_equal(&entry->route, &stage->config.root);

    /* Between visits the select key begins at once: nobody has to look for a ring first. */
    if (!is_root && reveal_focus(stage))
        return;
    activate(stage, stage_focus(stage));
}

/*
 * Keys.
 */
static void choose(struct stage *stage, enum action action)
{
    const struct session *session = stage->config.session;
    struct intent intent = {.type = INTENT_SET};

    switch (action) {
    case ACTION_VOLUME_UP:
    case ACTION_VOLUME_DOWN:
        intent =
            intent_set(SETTING_VOLUME, session->now.volume + (action == ACTION_VOLUME_UP ? 1 : -1));
        break;
    case ACTION_THEME:
        intent = intent_set(SETTING_THEME, (session->now.theme + 1) % THEME_COUNT);
        break;
    default:
        intent = intent_set(SETTING_TEXT_SIZE, (session->now.text_size + 1) % TEXT_SIZE_COUNT);
        break;
    }
    stage_do(stage, &intent, stage->now_ms);
}

static void go(struct stage *stage, enum action action)
{
    struct intent intent = intent_of(action == ACTION_BACK   ? INTENT_BACK
                                     : action == ACTION_HOME ? INTENT_HOME
                                                             : INTENT_BREAK);
    const struct entry *entry = stage_usable(stage);
    bool is_root = entry != NULL && route_equal(&entry->route, &stage->config.root);

    if (action == ACTION_BACK && access_tree_find(stage_tree(stage), "close") != NULL) {
        activate(stage, "close");
        return;
    }
    if (stage->overlay != NULL && action == ACTION_BACK)
        intent = intent_of(INTENT_STAY);
    if (!is_root)
        stage_do(stage, &intent, stage->now_ms);
}

bool stage_wants_text(const struct stage *stage)
{
    const struct entry *entry = stage_usable(stage);
    return entry != NULL && entry->class->wants_text != NULL &&
           entry->class->wants_text(entry->self);
}

void stage_text(struct stage *stage, const char *text, int64_t now_ms)
{
    stage->now_ms = now_ms;
    stage->config.session->has_used_keys = true;
    still_here(stage);
    if (stage_wants_text(stage))
        stage_send(stage, &(struct event){.type = EVENT_TEXT, .now_ms = now_ms, .text = text});
}

void stage_action(struct stage *stage, enum action action, int64_t now_ms)
{
    stage->now_ms = now_ms;
    stage->config.session->has_used_keys = true;
    still_here(stage);
    switch (action) {
    case ACTION_NONE:
        return;
    case ACTION_NEXT:
    case ACTION_PREVIOUS:
        step_focus(stage, action == ACTION_NEXT);
        return;
    case ACTION_LEFT:
    case ACTION_RIGHT:
    case ACTION_UP:
    case ACTION_DOWN:
        move_focus(stage, action);
        return;
    case ACTION_SELECT:
        select_focus(stage);
        return;
    case ACTION_BACK:
    case ACTION_HOME:
    case ACTION_BREAK:
        go(stage, action);
        return;
    case ACTION_PAGE_UP:
        activate(stage, "page.up");
        return;
    case ACTION_PAGE_DOWN:
        activate(stage, "page.down");
        return;
    case ACTION_VOLUME_UP:
    case ACTION_VOLUME_DOWN:
    case ACTION_THEME:
    case ACTION_TEXT_SIZE:
        choose(stage, action);
        return;
    default:
        send_action(stage, action);
        return;
    }
}
