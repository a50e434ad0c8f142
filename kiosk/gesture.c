#include "kiosk/gesture.h"

#include <glib.h>
#include <math.h>
#include <string.h>

enum {
    NODE_SIZE = 64,
    SAMPLES = 32,
};

#define MOVED_PX 2.0 /* less is the noise of a still finger */

enum finger_mode {
    FINGER_IGNORED,  /* counted, and nothing else, until it goes up */
    FINGER_WAITING,  /* beside any target: a tap or a drag may come of it */
    FINGER_PRESSING, /* on a target */
    FINGER_DRAGGING,
    FINGER_PINCHING,
};

struct sample {
    int64_t at_ms;
    struct point at;
};

struct finger {
    int64_t id;
    enum contact_kind kind;
    enum finger_mode mode;
    struct point down_at, at;
    int64_t down_ms, moved_ms;
    struct point still_at; /* where it was at moved_ms */
    bool can_tap;
    char node[NODE_SIZE]; /* pressed target, or what a drag is about; "" for none */
    enum drag_axis axis;
    struct sample samples[SAMPLES]; /* a ring */
    unsigned sampled;
};

struct gesture {
    struct gesture_surface surface;
    double width, height;
    struct finger fingers[GESTURE_CONTACTS_MAX];
    int count;
    bool is_palm; /* until every finger is up */

    int64_t lifted_ms; /* the last time a finger went up, or the first one down */
    int64_t changed_ms;
    char activated[NODE_SIZE];
    int64_t activated_ms;
    struct point finger_at; /* for the mouse's echo of a finger */
    int64_t finger_ms;
    double pinch_distance;
    struct point pinch_center;
};

#define LONG_AGO (INT64_MIN / 2)

struct gesture *gesture_create(const struct gesture_surface *surface, double width, double height)
{
    struct gesture *gesture = g_new0(struct gesture, 1);
    gesture->surface = *surface;
    gesture->changed_ms = LONG_AGO;
    gesture->activated_ms = LONG_AGO;
    gesture->finger_ms = LONG_AGO;
    gesture_set_size(gesture, width, height);
    return gesture;
}

void gesture_destroy(struct gesture *gesture)
{
    g_free(gesture);
}

void gesture_set_size(struct gesture *gesture, double width, double height)
{
    gesture->width = width;
    gesture->height = height;
}

/*
 * Small questions.
 */
static struct finger *finger_of(struct gesture *gesture, int64_t id)
{
    for (int i = 0; i < gesture->count; i++)
        if (gesture->fingers[i].id == id)
            return &gesture->fingers[i];
    return NULL;
}

static void forget(struct gesture *gesture, struct finger *finger)
{
    *finger = gesture->fingers[--gesture->count];
}

static int used(const struct gesture *gesture)
{
    int fingers = 0;
    for (int i = 0; i < gesture->count; i++)
        fingers += gesture->fingers[i].mode != FINGER_IGNORED;
    return fingers;
}

static struct finger *finger_in(struct gesture *gesture, enum finger_mode mode)
{
    for (int i = 0; i < gesture->count; i++)
        if (gesture->fingers[i].mode == mode)
            return &gesture->fingers[i];
    return NULL;
}

static bool is_edge(const struct gesture *gesture, struct point at)
{
    return at.x < GESTURE_EDGE_PX || at.y < GESTURE_EDGE_PX ||
           at.x >= gesture->width - GESTURE_EDGE_PX || at.y >= gesture->height - GESTURE_EDGE_PX;
}

static void emit(struct gesture *gesture, const struct event *event)
{
    gesture->surface.emit(event, gesture->surface.data);
}

/* Says something about one finger. Its node is copied: what is emitted to may change fingers. */
static void say(struct gesture *gesture, enum event_type type, const struct finger *finger,
                struct point at, int64_t now_ms)
{
    char node[NODE_SIZE];
    g_strlcpy(node, finger->node, sizeof node);
    struct event event = {.type = type, .now_ms = now_ms, .at = at, .axis = finger->axis};
    event.node = *node == '\0' ? NULL : node;
    emit(gesture, &event);
}

/*
 * Speed.
 */
static void sample(struct finger *finger, int64_t now_ms)
{
    finger->samples[finger->sampled++ % SAMPLES] = (struct sample){now_ms, finger->at};
}

static struct point velocity_of(const struct finger *finger, int64_t now_ms)
{
    struct point none = {0, 0};
    unsigned kept = MIN(finger->sampled, SAMPLES);
    const struct sample *first = NULL;

    if (kept < 2)
        return none;
    const struct sample *last = &finger->samples[(finger->sampled - 1) % SAMPLES];
    if (now_ms - last->at_ms >= GESTURE_STILL_MS)
        return none;
    for (unsigned back = 2; back <= kept; back++) {
        const struct sample *older = &finger->samples[(finger->sampled - back) % SAMPLES];
        if (now_ms - older->at_ms > GESTURE_SAMPLES_MS)
            break;
        first = older;
    }
    if (first == NULL || last->at_ms <= first->at_ms)
        return none;
    double seconds = (double)(last->at_ms - first->at_ms) / 1000;
    struct point v = {(last->at.x - first->at.x) / seconds, (last->at.y - first->at.y) / seconds};
    if (finger->axis == DRAG_AXIS_HORIZONTAL)
        v.y = 0;
    if (finger->axis == DRAG_AXIS_VERTICAL)
        v.x = 0;
    double speed = hypot(v.x, v.y);
    if (speed < GESTURE_FLING_MIN)
        return none;
    double scale = fmin(1, GESTURE_FLING_MAX / speed);
    return (struct point){v.x * scale, v.y * scale};
}

/*
 * Ends. Each sets the finger's mode first: what it emits may come back here.
 */
static void end_drag(struct gesture *gesture, struct finger *finger, struct point velocity,
                     int64_t now_ms)
{
    char node[NODE_SIZE];
    g_strlcpy(node, finger->node, sizeof node);
    struct event event = {.type = EVENT_DRAG_END,
                          .now_ms = now_ms,
                          .at = finger->at,
                          .axis = finger->axis,
                          .vx = velocity.x,
                          .vy = velocity.y,
                          .node = *node == '\0' ? NULL : node};
    finger->mode = FINGER_IGNORED;
    emit(gesture, &event);
}

static void end_pinch(struct gesture *gesture, int64_t now_ms)
{
    struct finger *finger;
    struct event event = {
        .type = EVENT_PINCH_END, .now_ms = now_ms, .center = gesture->pinch_center, .scale = 1};
    char node[NODE_SIZE] = "";

    while ((finger = finger_in(gesture, FINGER_PINCHING)) != NULL) {
        g_strlcpy(node, finger->node, sizeof node);
        finger->mode = FINGER_IGNORED;
    }
    event.node = *node == '\0' ? NULL : node;
    emit(gesture, &event);
}

/* Whatever this finger was doing comes to nothing; it is ignored from now on. */
static void end_finger(struct gesture *gesture, struct finger *finger, int64_t now_ms)
{
    enum finger_mode mode = finger->mode;

    if (mode == FINGER_PINCHING) {
        end_pinch(gesture, now_ms);
    } else if (mode == FINGER_DRAGGING) {
        end_drag(gesture, finger, (struct point){0, 0}, now_ms);
    } else {
        finger->mode = FINGER_IGNORED;
        if (mode == FINGER_PRESSING)
            say(gesture, EVENT_CANCEL, finger, finger->at, now_ms);
    }
}

static void end_all(struct gesture *gesture, int64_t now_ms)
{
    for (int i = 0; i < gesture->count; i++)
        if (gesture->fingers[i].mode != FINGER_IGNORED)
            end_finger(gesture, &gesture->fingers[i], now_ms);
}

/*
 * Down.
 */
static bool is_echo(const struct gesture *gesture, const struct contact *contact)
{
    return contact->kind == CONTACT_MOUSE &&
           contact->now_ms - gesture->finger_ms <= GESTURE_MOUSE_QUIET_MS &&
           distance(contact->at, gesture->finger_at) <= GESTURE_MOUSE_QUIET_PX;
}

/* The echo can also come before its finger. */
static void end_echoes(struct gesture *gesture, const struct contact *contact)
{
    for (int i = 0; i < gesture->count; i++) {
        struct finger *finger = &gesture->fingers[i];
        if (finger->kind == CONTACT_MOUSE && finger->mode != FINGER_IGNORED &&
            contact->now_ms - finger->down_ms <= GESTURE_MOUSE_QUIET_MS &&
            distance(contact->at, finger->at) <= GESTURE_MOUSE_QUIET_PX)
            end_finger(gesture, finger, contact->now_ms);
    }
}

static void begin_pinch(struct gesture *gesture, struct finger *first, struct finger *second,
                        int64_t now_ms)
{
    char node[NODE_SIZE];
    g_strlcpy(node, second->node, sizeof node);
    if (first->mode == FINGER_DRAGGING)
        end_drag(gesture, first, (struct point){0, 0}, now_ms);
    first->mode = FINGER_PINCHING;
    second->mode = FINGER_PINCHING;
    gesture->pinch_distance = fmax(distance(first->at, second->at), 1);
    gesture->pinch_center =
        (struct point){(first->at.x + second->at.x) / 2, (first->at.y + second->at.y) / 2};
    emit(gesture, &(struct event){.type = EVENT_PINCH_BEGIN,
                                  .now_ms = now_ms,
                                  .node = node,
                                  .center = gesture->pinch_center,
                                  .scale = 1});
}

/* The other finger that is on the same thing, and not on a target, makes a pinch of two. */
static struct finger *pinch_partner(struct gesture *gesture, const struct finger *finger)
{
    for (int i = 0; i < gesture->count; i++) {
        struct finger *other = &gesture->fingers[i];
        if (other != finger && *finger->node != '\0' &&
            (other->mode == FINGER_WAITING || other->mode == FINGER_DRAGGING) &&
            strcmp(other->node, finger->node) == 0)
            return other;
    }
    return NULL;
}

static void begin(struct gesture *gesture, struct finger *finger, int64_t now_ms)
{
    const struct gesture_surface *surface = &gesture->surface;
    const char *target = surface->target_at(finger->at, surface->data);
    bool is_guarded = now_ms - gesture->changed_ms < GESTURE_GUARD_SCREEN_MS;

    finger->mode = FINGER_WAITING;
    finger->can_tap = !is_guarded;
    if (target != NULL && !is_guarded) {
        finger->mode = FINGER_PRESSING;
        g_strlcpy(finger->node, target, sizeof finger->node);
        say(gesture, EVENT_PRESS, finger, finger->at, now_ms);
        return;
    }
    const char *node = surface->node_at(finger->at, surface->data);
    g_strlcpy(finger->node, node == NULL ? "" : node, sizeof finger->node);
    struct finger *partner = pinch_partner(gesture, finger);
    if (partner != NULL)
        begin_pinch(gesture, partner, finger, now_ms);
}

static void down(struct gesture *gesture, const struct contact *contact)
{
    bool is_taken = is_echo(gesture, contact) || is_edge(gesture, contact->at) ||
                    used(gesture) >= GESTURE_FINGERS;

    if (gesture->count == GESTURE_CONTACTS_MAX)
        return;
    if (contact->kind == CONTACT_FINGER)
        end_echoes(gesture, contact);
    if (gesture->count == 0)
        gesture->lifted_ms = contact->now_ms;
    struct finger *finger = &gesture->fingers[gesture->count++];
    *finger = (struct finger){.id = contact->id,
                              .kind = contact->kind,
                              .down_at = contact->at,
                              .at = contact->at,
                              .still_at = contact->at,
                              .down_ms = contact->now_ms,
                              .moved_ms = contact->now_ms};
    sample(finger, contact->now_ms);
    if (gesture->count > GESTURE_PALM_CONTACTS && !gesture->is_palm) {
        gesture->is_palm = true;
        end_all(gesture, contact->now_ms);
    }
    if (!gesture->is_palm && !is_taken)
        begin(gesture, finger, contact->now_ms);
}

/*
 * Move.
 */
static enum drag_axis axis_of(double dx, double dy)
{
    if (fabs(dx) >= GESTURE_AXIS_RATIO * fabs(dy))
        return DRAG_AXIS_HORIZONTAL;
    if (fabs(dy) >= GESTURE_AXIS_RATIO * fabs(dx))
        return DRAG_AXIS_VERTICAL;
    return DRAG_AXIS_FREE;
}

static void begin_drag(struct gesture *gesture, struct finger *finger, int64_t now_ms)
{
    int64_t id = finger->id;
    if (finger_in(gesture, FINGER_DRAGGING) != NULL ||
        finger_in(gesture, FINGER_PINCHING) != NULL) {
        end_finger(gesture, finger, now_ms); /* one thing is moved at a time */
        return;
    }
    if (finger->mode == FINGER_PRESSING) {
        finger->mode = FINGER_WAITING;
        say(gesture, EVENT_CANCEL, finger, finger->at, now_ms);
        if ((finger = finger_of(gesture, id)) == NULL || finger->mode != FINGER_WAITING)
            return;
    }
    finger->mode = FINGER_DRAGGING;
    finger->axis = axis_of(finger->at.x - finger->down_at.x, finger->at.y - finger->down_at.y);
    say(gesture, EVENT_DRAG_BEGIN, finger, finger->down_at, now_ms);
}

static void drag(struct gesture *gesture, const struct finger *finger, double dx, double dy,
                 int64_t now_ms)
{
    char node[NODE_SIZE];
    g_strlcpy(node, finger->node, sizeof node);
    struct event event = {.type = EVENT_DRAG,
                          .now_ms = now_ms,
                          .at = finger->at,
                          .axis = finger->axis,
                          .dx = finger->axis == DRAG_AXIS_VERTICAL ? 0 : dx,
                          .dy = finger->axis == DRAG_AXIS_HORIZONTAL ? 0 : dy,
                          .node = *node == '\0' ? NULL : node};
    emit(gesture, &event);
}

static void pinch(struct gesture *gesture, int64_t now_ms)
{
    struct finger *pair[2] = {NULL, NULL};
    for (int i = 0; i < gesture->count; i++)
        if (gesture->fingers[i].mode == FINGER_PINCHING)
            pair[pair[0] != NULL] = &gesture->fingers[i];
    if (pair[1] == NULL)
        return;
    double now = fmax(distance(pair[0]->at, pair[1]->at), 1);
    struct point center = {(pair[0]->at.x + pair[1]->at.x) / 2,
                           (pair[0]->at.y + pair[1]->at.y) / 2};
    char node[NODE_SIZE];
    g_strlcpy(node, pair[0]->node, sizeof node);
    struct event event = {.type = EVENT_PINCH,
                          .now_ms = now_ms,
                          .node = node,
                          .center = center,
                          .scale = now / gesture->pinch_distance,
                          .dx = center.x - gesture->pinch_center.x,
                          .dy = center.y - gesture->pinch_center.y};
    gesture->pinch_distance = now;
    gesture->pinch_center = center;
    emit(gesture, &event);
}

static void move(struct gesture *gesture, struct finger *finger, const struct contact *contact)
{
    double dx = contact->at.x - finger->at.x;
    double dy = contact->at.y - finger->at.y;

    finger->at = contact->at;
    if (distance(finger->at, finger->still_at) >= MOVED_PX) {
        finger->moved_ms = contact->now_ms;
        finger->still_at = finger->at;
        sample(finger, contact->now_ms);
    }
    if (finger->mode == FINGER_PINCHING)
        pinch(gesture, contact->now_ms);
    else if (finger->mode == FINGER_DRAGGING)
        drag(gesture, finger, dx, dy, contact->now_ms);
    else if (finger->mode != FINGER_IGNORED &&
             distance(finger->at, finger->down_at) >= GESTURE_DRAG_PX)
        begin_drag(gesture, finger, contact->now_ms);
}

/*
 * Up.
 */
static bool is_activation(struct gesture *gesture, const struct finger *finger, int64_t now_ms)
{
    const struct gesture_surface *surface = &gesture->surface;
    bool is_again = strcmp(gesture->activated, finger->node) == 0 &&
                    now_ms - gesture->activated_ms < GESTURE_GUARD_TARGET_MS;
    return now_ms - finger->down_ms <= GESTURE_PRESS_MS && !is_again &&
           surface->holds(finger->node, finger->at, GESTURE_SLOP_PX, surface->data);
}

static void up(struct gesture *gesture, struct finger *finger, int64_t now_ms)
{
    struct finger gone = *finger;

    if (gone.mode == FINGER_PINCHING)
        end_pinch(gesture, now_ms);
    finger = finger_of(gesture, gone.id);
    if (finger != NULL)
        forget(gesture, finger);
    if (gone.mode == FINGER_DRAGGING) {
        end_drag(gesture, &gone, velocity_of(&gone, now_ms), now_ms);
    } else if (gone.mode == FINGER_PRESSING) {
        bool is_real = is_activation(gesture, &gone, now_ms);
        if (is_real) {
            g_strlcpy(gesture->activated, gone.node, sizeof gesture->activated);
            gesture->activated_ms = now_ms;
        }
        say(gesture, is_real ? EVENT_ACTIVATE : EVENT_CANCEL, &gone, gone.at, now_ms);
    } else if (gone.mode == FINGER_WAITING && gone.can_tap &&
               now_ms - gone.down_ms <= GESTURE_PRESS_MS) {
        gone.node[0] = '\0';
        say(gesture, EVENT_TAP, &gone, gone.at, now_ms);
    }
}

void gesture_contact(struct gesture *gesture, const struct contact *contact)
{
    struct finger *finger = finger_of(gesture, contact->id);
    int64_t now_ms = contact->now_ms;

    if (contact->phase == CONTACT_DOWN) {
        if (finger != NULL) { /* its going up was lost */
            end_finger(gesture, finger, now_ms);
            forget(gesture, finger);
        }
        down(gesture, contact);
    } else if (finger != NULL) {
        move(gesture, finger, contact);
        finger = finger_of(gesture, contact->id);
        if (finger != NULL && contact->phase == CONTACT_LOST) {
            end_finger(gesture, finger, now_ms);
            finger = finger_of(gesture, contact->id);
        }
        if (finger != NULL && contact->phase != CONTACT_MOVE) {
            gesture->lifted_ms = now_ms;
            up(gesture, finger, now_ms);
        }
    }
    if (gesture->count == 0)
        gesture->is_palm = false;
    if (contact->kind == CONTACT_FINGER) {
        gesture->finger_at = contact->at;
        gesture->finger_ms = now_ms;
    }
}

/*
 * Time.
 */
/* Ends a press that is too long or a contact that is stale; true when it is gone. */
static bool age(struct gesture *gesture, struct finger *finger, int64_t now_ms)
{
    if (now_ms - finger->moved_ms > GESTURE_STALE_MS) {
        int64_t id = finger->id;
        end_finger(gesture, finger, now_ms);
        if ((finger = finger_of(gesture, id)) != NULL)
            forget(gesture, finger);
        return true;
    }
    if (now_ms - finger->down_ms > GESTURE_PRESS_MS) {
        finger->can_tap = false;
        if (finger->mode == FINGER_PRESSING) {
            finger->mode = FINGER_WAITING; /* it may still become a drag */
            say(gesture, EVENT_CANCEL, finger, finger->at, now_ms);
        }
    }
    return false;
}

int64_t gesture_tick(struct gesture *gesture, int64_t now_ms)
{
    int64_t next_ms = INT64_MAX;

    if (gesture->count > 0 && now_ms - gesture->lifted_ms >= GESTURE_RELEASE_ALL_MS)
        gesture_cancel(gesture, now_ms);
    for (int i = 0; i < gesture->count;)
        if (!age(gesture, &gesture->fingers[i], now_ms))
            i++;
    if (gesture->count == 0) {
        gesture->is_palm = false;
        return -1;
    }
    for (int i = 0; i < gesture->count; i++) {
        const struct finger *finger = &gesture->fingers[i];
        if (finger->mode == FINGER_PRESSING)
            next_ms = MIN(next_ms, finger->down_ms + GESTURE_PRESS_MS + 1);
        next_ms = MIN(next_ms, finger->moved_ms + GESTURE_STALE_MS + 1);
    }
    next_ms = MIN(next_ms, gesture->lifted_ms + GESTURE_RELEASE_ALL_MS);
    return MAX(next_ms - now_ms, 0);
}

void gesture_screen_changed(struct gesture *gesture, int64_t now_ms)
{
    end_all(gesture, now_ms);
    gesture->changed_ms = now_ms;
}

void gesture_cancel(struct gesture *gesture, int64_t now_ms)
{
    end_all(gesture, now_ms);
    gesture->count = 0;
    gesture->is_palm = false;
}

const char *gesture_pressed(const struct gesture *gesture)
{
    for (int i = gesture->count - 1; i >= 0; i--)
        if (gesture->fingers[i].mode == FINGER_PRESSING)
            return gesture->fingers[i].node;
    return NULL;
}

bool gesture_is_touched(const struct gesture *gesture)
{
    return used(gesture) > 0;
}
