#include "kiosk/stage.h"

#include "kiosk/stage_parts.h"

#include <string.h>

/*
 * Entries.
 */
static struct entry *enter_class(struct stage *stage, const struct screen_class *class,
                                 const struct route *route, GError **error)
{
    void *self = class->enter(stage->config.env, route, error);
    if (self == NULL)
        return NULL;
    struct entry *entry = g_new0(struct entry, 1);
    entry->class = class;
    entry->self = self;
    entry->route = *route;
    entry->needs_layout = true;
    return entry;
}

static void log_cause(const struct stage *stage, const char *screen, const char *cause)
{
    if (stage->config.log != NULL)
        stage->config.log(screen, cause, stage->config.data);
}

/* The trouble card in place of a screen that could not be entered; NULL when not even that. */
static struct entry *enter_trouble(struct stage *stage, const struct route *route,
                                   const char *cause)
{
    const struct screen_class *class = screen_class_find(stage->config.classes, "trouble");
    struct route trouble = route_of("trouble");
    g_autoptr(GError) error = NULL;

    if (class == NULL)
        return NULL;
    trouble.item = route->item;
    trouble.subject = route->subject;
    g_strlcpy(trouble.filter, route->filter, sizeof trouble.filter);
    g_strlcpy(trouble.reason, cause, sizeof trouble.reason);
    struct entry *entry = enter_class(stage, class, &trouble, &error);
    if (entry == NULL)
        log_cause(stage, "trouble", error == NULL ? "cannot be entered" : error->message);
    return entry;
}

static struct entry *enter(struct stage *stage, const struct route *route)
{
    const struct screen_class *class = screen_class_find(stage->config.classes, route->screen);
    g_autoptr(GError) error = NULL;

    if (class == NULL) {
        log_cause(stage, route->screen, "there is no such screen");
        return enter_trouble(stage, route, "there is no such screen");
    }
    if (*route->reason != '\0')
        log_cause(stage, route->screen, route->reason);
    struct entry *entry = enter_class(stage, class, route, &error);
    if (entry != NULL)
        return entry;
    const char *cause = error == NULL ? "cannot be entered" : error->message;
    log_cause(stage, route->screen, cause);
    return strcmp(route->screen, "trouble") == 0 ? NULL : enter_trouble(stage, route, cause);
}

void entry_destroy(struct entry *entry)
{
    if (entry == NULL)
        return;
    entry->class->leave(entry->self);
    g_free(entry);
}

void entry_layout(struct entry *entry)
{
    if (entry->needs_layout && entry->class->layout != NULL)
        entry->class->layout(entry->self);
    entry->needs_layout = false;
}

static void entry_hide(struct entry *entry)
{
    if (entry != NULL && entry->class->hide != NULL)
        entry->class->hide(entry->self);
}

static void entry_show(struct entry *entry, int64_t now_ms)
{
    entry_layout(entry);
    if (entry->class->show != NULL)
        entry->class->show(entry->self, now_ms);
}

/*
 * The stack.
 */
struct entry *stage_top(const struct stage *stage)
{
    return stage->stack->len == 0 ? NULL : stage->stack->pdata[stage->stack->len - 1];
}

struct entry *stage_usable(const struct stage *stage)
{
    return stage->overlay != NULL ? stage->overlay : stage_top(stage);
}

void stage_expose(struct stage *stage)
{
    stage->is_dirty = true;
}

void stage_touch(struct stage *stage)
{
    stage->is_dirty = true;
    stage->is_tree_stale = true;
}

void stage_settle(struct stage *stage)
{
    if (stage->transition.owns_from)
        entry_destroy(stage->transition.from);
    stage->transition = (struct transition){0};
}

/* Before another screen comes: what fingers were doing on this one ends there. */
static struct entry *begin_change(struct stage *stage)
{
    struct entry *old = stage_top(stage);

    stage->is_changing = true;
    gesture_screen_changed(stage->gesture, stage->now_ms);
    stage_settle(stage);
    entry_hide(old);
    stage_close_overlay(stage);
    return old;
}

/* The other screen is on top now; @owns_old: the old one is off the stack. */
static void end_change(struct stage *stage, struct entry *old, bool owns_old)
{
    struct entry *top = stage_top(stage);
    const struct theme *theme = stage->config.env->theme;
    bool has_less_motion = stage->config.session->now.has_less_motion;

    if (top != NULL)
        entry_show(top, stage->now_ms);
    stage->is_changing = false;
    /* Where the processor draws, the new screen is there sooner than its first faint picture. */
    if (old != NULL && top != NULL && !stage->config.env->is_still)
        stage->transition = (struct transition){
            .from = old,
            .owns_from = owns_old,
            .since_ms = stage->now_ms,
            .length_ms = theme_motion_ms(theme, has_less_motion ? MOTION_LESS : MOTION_SCREEN),
            .has_rise = !has_less_motion,
        };
    else if (owns_old)
        entry_destroy(old);
    idle_touch(&stage->idle, stage->now_ms);
    stage_touch(stage);
}

/* Takes entries off the stack down to a depth and leaves them, but for @kept. */
static void unwind(struct stage *stage, unsigned depth, const struct entry *kept)
{
    while (stage->stack->len > depth) {
        struct entry *entry = stage_top(stage);
        g_ptr_array_set_size(stage->stack, (int)stage->stack->len - 1);
        if (entry != kept)
            entry_destroy(entry);
    }
}

static void push(struct stage *stage, const struct route *route)
{
    struct entry *top = stage_top(stage);
    if (top != NULL && route_equal(&top->route, route))
        return;
    struct entry *entry = enter(stage, route);
    if (entry == NULL)
        return;
    struct entry *old = begin_change(stage);
    g_ptr_array_add(stage->stack, entry);
    if (stage->stack->len > STAGE_DEPTH_MAX) {
        entry_destroy(stage->stack->pdata[1]);
        g_ptr_array_remove_index(stage->stack, 1);
    }
    end_change(stage, old, false);
}

/* Leaves what lies above @depth and puts a new screen there; @depth 0 leaves all. */
static void put(struct stage *stage, unsigned depth, const struct route *route)
{
    struct entry *entry = enter(stage, route);
    if (entry == NULL)
        return;
    struct entry *old = begin_change(stage);
    unwind(stage, depth, old);
    g_ptr_array_add(stage->stack, entry);
    end_change(stage, old, true);
}

static void pop_to(struct stage *stage, unsigned depth)
{
    struct entry *old = begin_change(stage);
    unwind(stage, depth, old);
    end_change(stage, old, true);
}

static bool is_named(const struct entry *entry, const char *name)
{
    return entry != NULL && strcmp(entry->class->name, name) == 0;
}

static bool is_root(const struct stage *stage)
{
    return stage->stack->len == 1 && route_equal(&stage_top(stage)->route, &stage->config.root);
}

static void go_home(struct stage *stage)
{
    struct route home = route_of("home");

    if (stage->stack->len == 1 && is_named(stage_top(stage), "home"))
        return;
    if (stage->stack->len > 1 && is_named(stage->stack->pdata[0], "home"))
        pop_to(stage, 1);
    else if (screen_class_find(stage->config.classes, "home") != NULL)
        put(stage, 0, &home);
}

static void go_back(struct stage *stage)
{
    if (stage->stack->len > 1)
        pop_to(stage, stage->stack->len - 1);
    else if (stage->stack->len == 1 && !is_root(stage))
        go_home(stage);
}

/*
 * Overlays.
 */
void stage_open_overlay(struct stage *stage, const char *name, int64_t length_ms)
{
    const struct screen_class *class = screen_class_find(stage->config.classes, name);
    struct route route = route_of(name);
    g_autoptr(GError) error = NULL;

    if (class == NULL || stage->overlay != NULL)
        return;
    route.start_ms = length_ms;
    struct entry *entry = enter_class(stage, class, &route, &error);
    if (entry == NULL) {
        log_cause(stage, name, error == NULL ? "cannot be entered" : error->message);
        return;
    }
    gesture_screen_changed(stage->gesture, stage->now_ms);
    entry_destroy(g_steal_pointer(&stage->fading_overlay));
    stage->overlay = entry;
    stage->overlay_ms = stage->now_ms;
    entry_show(entry, stage->now_ms);
    stage_touch(stage);
}

void stage_close_overlay(struct stage *stage)
{
    if (stage->overlay == NULL)
        return;
    if (!stage->is_changing)
        gesture_screen_changed(stage->gesture, stage->now_ms);
    entry_destroy(stage->fading_overlay);
    stage->fading_overlay = g_steal_pointer(&stage->overlay);
    stage->overlay_ms = stage->now_ms;
    stage_touch(stage);
}

static void stay(struct stage *stage)
{
    idle_touch(&stage->idle, stage->now_ms);
    stage_close_overlay(stage);
}

/*
 * The visit.
 */
static void lay_out_all(struct stage *stage)
{
    for (unsigned i = 0; i < stage->stack->len; i++)
        ((struct entry *)stage->stack->pdata[i])->needs_layout = true;
    if (stage_top(stage) != NULL)
        entry_layout(stage_top(stage));
    if (stage->overlay != NULL) {
        stage->overlay->needs_layout = true;
        entry_layout(stage->overlay);
    }
    /* What is on its way out was made for another size and is not worth making again. */
    stage_settle(stage);
    entry_destroy(g_steal_pointer(&stage->fading_overlay));
    stage_touch(stage);
}

static void choices_changed(struct stage *stage, bool needs_layout)
{
    if (stage->config.choices_changed != NULL)
        stage->config.choices_changed(stage->config.data);
    if (needs_layout)
        lay_out_all(stage);
    stage_touch(stage);
}

static void set(struct stage *stage, enum setting setting, int value, const char *language)
{
    bool is_sound =
        setting == SETTING_VOLUME || setting == SETTING_MUTED || setting == SETTING_MONO;
    if (session_set(stage->config.session, setting, value, language))
        choices_changed(stage, !is_sound);
}

static void reset(struct stage *stage)
{
    /* Forgotten first, so that the root is entered in the exhibition's own language. */
    if (stage->config.visit_ended != NULL)
        stage->config.visit_ended(stage->config.data);
    session_reset(stage->config.session);
    stage->is_focus_visible = false;
    choices_changed(stage, false);
    if (!is_root(stage))
        put(stage, 0, &stage->config.root);
    else
        lay_out_all(stage);
    idle_touch(&stage->idle, stage->now_ms);
}

static void begin_visit(struct stage *stage, const char *language)
{
    if (*language != '\0')
        set(stage, SETTING_LANGUAGE, 0, language);
    go_home(stage);
}

static void go_break(struct stage *stage)
{
    struct route route = route_of("break");
    if (screen_class_find(stage->config.classes, "break") != NULL)
        push(stage, &route);
}

void stage_do(struct stage *stage, const struct intent *intent, int64_t now_ms)
{
    if (stage->is_changing)
        return;
    stage->now_ms = now_ms;
    switch (intent->type) {
    case INTENT_NONE:
        return;
    case INTENT_OPEN:
        push(stage, &intent->route);
        return;
    case INTENT_REPLACE:
        put(stage, MAX(stage->stack->len, 1) - 1, &intent->route);
        return;
    case INTENT_BACK:
        go_back(stage);
        return;
    case INTENT_HOME:
        go_home(stage);
        return;
    case INTENT_BREAK:
        go_break(stage);
        return;
    case INTENT_RESET:
        reset(stage);
        return;
    case INTENT_BEGIN:
        begin_visit(stage, intent->language);
        return;
    case INTENT_STAY:
        stay(stage);
        return;
    case INTENT_SET:
        set(stage, intent->setting, intent->value, intent->language);
        return;
    case INTENT_RESTORE:
        session_restore(stage->config.session);
        choices_changed(stage, true);
        return;
    }
}

void stage_layout(struct stage *stage, int64_t now_ms)
{
    const struct viewport *viewport = stage->config.env->viewport;

    stage->now_ms = now_ms;
    gesture_cancel(stage->gesture, now_ms);
    gesture_set_size(stage->gesture, viewport->width, viewport->height);
    lay_out_all(stage);
}

const char *stage_screen(const struct stage *stage)
{
    const struct entry *entry = stage_usable(stage);
    return entry == NULL ? "" : entry->class->name;
}

int stage_depth(const struct stage *stage)
{
    return (int)stage->stack->len;
}

struct stage *stage_create(const struct stage_config *config, int64_t now_ms)
{
    struct stage *stage = g_new0(struct stage, 1);

    stage->config = *config;
    if (*stage->config.root.screen == '\0')
        stage->config.root = route_of("attract");
    stage->stack = g_ptr_array_new();
    stage->tree = access_tree_create();
    stage->gesture = stage_gesture_create(stage);
    stage->now_ms = now_ms;
    idle_init(&stage->idle, now_ms);
    if (config->patience_percent > 0)
        stage->idle.patience_percent = config->patience_percent;
    put(stage, 0, &stage->config.root);
    stage_touch(stage);
    return stage;
}

void stage_destroy(struct stage *stage)
{
    if (stage == NULL)
        return;
    stage->is_changing = true;
    stage_settle(stage);
    entry_destroy(stage->overlay);
    entry_destroy(stage->fading_overlay);
    if (stage->stack->len > 0)
        entry_hide(stage_top(stage));
    unwind(stage, 0, NULL);
    g_ptr_array_unref(stage->stack);
    access_tree_destroy(stage->tree);
    gesture_destroy(stage->gesture);
    g_free(stage);
}
