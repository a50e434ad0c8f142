/*
 * gesture.h — fingers become meanings: press, activate, drag, fling, pinch (DESIGN §6).
 *
 * Contacts go in with their times, events come out. Which target is under a finger is asked
 * through a function, so that nothing here knows a screen; nothing reads a clock, nothing is
 * drawn. The numbers of the design stand below by name.
 *
 * UI thread. Logical px, px per second, monotonic milliseconds.
 */
#ifndef KIOSK_GESTURE_H
#define KIOSK_GESTURE_H

#include "kiosk/event.h"
#include "kiosk/geometry.h"

#include <stdbool.h>
#include <stdint.h>

#define GESTURE_SLOP_PX         24.0   /* beyond the box while the finger is down */
#define GESTURE_PRESS_MS        5000   /* a longer press is no activation */
#define GESTURE_DRAG_PX         16.0   /* movement that makes it a drag */
#define GESTURE_AXIS_RATIO      1.6    /* one way this much further than the other locks */
#define GESTURE_GUARD_TARGET_MS 350    /* the same target again */
#define GESTURE_GUARD_SCREEN_MS 250    /* after a screen change */
#define GESTURE_SAMPLES_MS      100    /* what a fling is measured over */
#define GESTURE_STILL_MS        50     /* held still this long: no fling */
#define GESTURE_FLING_MIN       120.0  /* px/s */
#define GESTURE_FLING_MAX       6000.0 /* px/s */
#define GESTURE_FINGERS         2      /* the first ones are used */
#define GESTURE_STALE_MS        20000  /* a contact this long without movement is dropped */
#define GESTURE_PALM_CONTACTS   5      /* more than this many cancel all */
#define GESTURE_EDGE_PX         16.0   /* contacts beginning out here are ignored */
#define GESTURE_RELEASE_ALL_MS  30000  /* no finger lifted for this long: release all */
#define GESTURE_MOUSE_QUIET_MS  500    /* mouse buttons after a finger are its echo … */
#define GESTURE_MOUSE_QUIET_PX  24.0   /* … when this near to it */
#define GESTURE_CONTACTS_MAX    16     /* remembered at once; more are ignored */

enum contact_phase {
    CONTACT_DOWN,
    CONTACT_MOVE,
    CONTACT_UP,
    CONTACT_LOST, /* the system took it away */
};

enum contact_kind {
    CONTACT_FINGER,
    CONTACT_MOUSE,
};

struct contact {
    int64_t id; /* the same from down to up; the mouse's ids must differ from fingers' */
    enum contact_phase phase;
    enum contact_kind kind;
    struct point at;
    int64_t now_ms;
};

/* What a gesture needs to know of the screen under it. Strings given back are copied. */
struct gesture_surface {
    /* The id of the target at this place, or NULL. */
    const char *(*target_at)(struct point at, void *data);
    /* Whether this place is still on the target, grown by @slop. */
    bool (*holds)(const char *target, struct point at, double slop, void *data);
    /* The id of the node a drag from here is about, or NULL. */
    const char *(*node_at)(struct point at, void *data);
    /* Where events go; may lead to gesture_screen_changed() and gesture_cancel(). */
    void (*emit)(const struct event *event, void *data);
    void *data;
};

struct gesture;

/* @width, @height: of the logical canvas, for its edges. Never NULL. */
struct gesture *gesture_create(const struct gesture_surface *surface, double width, double height);
void gesture_destroy(struct gesture *gesture);
void gesture_set_size(struct gesture *gesture, double width, double height);

/* Takes one contact and emits what it means. */
void gesture_contact(struct gesture *gesture, const struct contact *contact);

/* Lets time pass: drops stale contacts, ends presses that last too long. Returns in how many
 * milliseconds to call again, -1 when no finger is down. */
int64_t gesture_tick(struct gesture *gesture, int64_t now_ms);

/* The screen under the fingers is another now: what they were doing ends without effect, and
 * nothing is activated for a moment, so that no tap falls through. */
void gesture_screen_changed(struct gesture *gesture, int64_t now_ms);

/* Ends everything that goes on without effect and forgets all contacts. */
void gesture_cancel(struct gesture *gesture, int64_t now_ms);

/* The id of the target that is pressed now, or NULL; valid until the next call. */
const char *gesture_pressed(const struct gesture *gesture);

/* Whether any contact that counts is down. */
bool gesture_is_touched(const struct gesture *gesture);

#endif
