#include "kiosk/canvas.h"
#include "kiosk/stage_parts.h"

#define RISE_PX 24.0

static int64_t sooner(int64_t a, int64_t b)
{
    if (a < 0 || b < 0)
        return MAX(a, b);
    return MIN(a, b);
}

static bool is_slow(const struct session *session)
{
    return session->has_used_keys || session->now.has_speech ||
           session->now.text_size == TEXT_LARGEST;
}

static int64_t tick_idle(struct stage *stage, int64_t now_ms)
{
    const struct entry *top = stage_top(stage);
    if (top == NULL)
        return -1;
    struct idle_state state = idle_update(&stage->idle, top->class->idle(top->self),
                                          is_slow(stage->config.session), now_ms);
    if (state.phase == IDLE_WARNING)
        stage_open_overlay(stage, "idle", state.length_ms);
    else if (state.phase == IDLE_RESET)
        stage_do(stage, &(struct intent){.type = INTENT_RESET}, now_ms);
    else if (stage->overlay != NULL)
        stage_close_overlay(stage); /* media that plays again, a screen that came by itself */
    return state.again_in_ms;
}

/* How far the overlay has come in or gone out: 0 … 1. */
static double overlay_share(const struct stage *stage, int64_t now_ms)
{
    const struct theme *theme = stage->config.env->theme;
    bool has_less_motion = stage->config.session->now.has_less_motion;
    enum motion motion = has_less_motion          ? MOTION_LESS
                         : stage->overlay != NULL ? MOTION_MODAL_IN
                                                  : MOTION_MODAL_OUT;
    int length_ms = MAX(theme_motion_ms(theme, motion), 1);
    return CLAMP((double)(now_ms - stage->overlay_ms) / length_ms, 0, 1);
}

/* Carries transitions on; true while one goes on. */
static bool tick_motion(struct stage *stage, int64_t now_ms)
{
    bool is_moving = false;

    if (stage->transition.from != NULL) {
        is_moving = true;
        if (now_ms - stage->transition.since_ms >= stage->transition.length_ms)
            stage_settle(stage);
    }
    if (stage->fading_overlay != NULL) {
        is_moving = true;
        if (stage->overlay != NULL || overlay_share(stage, now_ms) >= 1)
            entry_destroy(g_steal_pointer(&stage->fading_overlay));
    }
    /* One frame more than needed, so that its last one is drawn whole. */
    if (stage->overlay != NULL &&
        now_ms - stage->overlay_ms <= theme_motion_ms(stage->config.env->theme, MOTION_MODAL_IN))
        is_moving = true;
    return is_moving;
}

static int64_t tick_screen(struct stage *stage, int64_t now_ms)
{
    struct entry *entry = stage_usable(stage);
    struct intent intent = intent_none();

    if (entry == NULL || entry->class->tick == NULL)
        return -1;
    struct tick tick = entry->class->tick(entry->self, now_ms, &intent);
    if (tick.is_dirty)
        stage_touch(stage);
    stage_do(stage, &intent, now_ms);
    return tick.again_in_ms;
}

struct tick stage_tick(struct stage *stage, int64_t now_ms)
{
    stage->now_ms = now_ms;
    int64_t again_in_ms = gesture_tick(stage->gesture, now_ms);
    again_in_ms = sooner(again_in_ms, tick_idle(stage, now_ms));
    again_in_ms = sooner(again_in_ms, tick_screen(stage, now_ms));
    if (tick_motion(stage, now_ms)) {
        stage->is_dirty = true;
        again_in_ms = 0;
    }
    return (struct tick){.is_dirty = stage->is_dirty, .again_in_ms = again_in_ms};
}

static void draw_entry(struct stage *stage, const struct entry *entry, struct canvas *canvas,
                       int64_t now_ms)
{
    bool is_usable = entry == stage_usable(stage);
    struct draw_state state = {.now_ms = now_ms};

    if (is_usable) {
        state.pressed = gesture_pressed(stage->gesture);
        state.focus = stage->is_focus_visible ? stage_focus(stage) : NULL;
    }
    entry->class->draw(entry->self, canvas, &state);
    const struct access_node *node =
        state.focus == NULL ? NULL : access_tree_find(stage_tree(stage), state.focus);
    if (node == NULL || (node->states & ACCESS_OFFSCREEN) != 0 || box_is_empty(node->box))
        return;
    const struct theme *theme = stage->config.env->theme;
    double radius = node->radius > 0 ? node->radius : theme_measure(theme, MEASURE_RADIUS_BUTTON);
    canvas_focus(canvas, theme, node->box, radius);
}

static void draw_change(struct stage *stage, const struct entry *top, struct canvas *canvas,
                        int64_t now_ms)
{
    const struct transition *change = &stage->transition;
    double share = CLAMP((double)(now_ms - change->since_ms) / MAX(change->length_ms, 1), 0, 1);
    double eased = curve_at(change->has_rise ? CURVE_DECELERATE : CURVE_LINEAR, share);

    draw_entry(stage, change->from, canvas, now_ms);
    canvas_layer_begin(canvas, theme_color(stage->config.env->theme, COLOR_BG0));
    draw_entry(stage, top, canvas, now_ms);
    canvas_layer_end(canvas, eased, change->has_rise ? RISE_PX * (1 - eased) : 0);
}

static void draw_overlay(struct stage *stage, struct canvas *canvas, int64_t now_ms)
{
    const struct entry *entry = stage->overlay != NULL ? stage->overlay : stage->fading_overlay;
    if (entry == NULL)
        return;
    double share = overlay_share(stage, now_ms);
    double opacity = stage->overlay != NULL ? curve_at(CURVE_DECELERATE, share)
                                            : 1 - curve_at(CURVE_ACCELERATE, share);
    canvas_push_opacity(canvas, opacity);
    draw_entry(stage, entry, canvas, now_ms);
    canvas_pop_opacity(canvas);
}

void stage_draw(struct stage *stage, struct canvas *canvas, int64_t now_ms)
{
    const struct entry *top = stage_top(stage);

    stage->now_ms = now_ms;
    canvas_begin(canvas, theme_color(stage->config.env->theme, COLOR_BG0));
    if (top != NULL && stage->transition.from != NULL)
        draw_change(stage, top, canvas, now_ms);
    else if (top != NULL)
        draw_entry(stage, top, canvas, now_ms);
    draw_overlay(stage, canvas, now_ms);
    stage->is_dirty = false;
}
