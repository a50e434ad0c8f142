/*
 * event.h — what a screen is told: touches turned into meanings, key actions, and wakes.
 *
 * A plain value; nothing in it is owned, every pointer is valid for the call only. Places and
 * lengths are logical px (kiosk/geometry.h), speeds logical px per second, times the program's
 * monotonic milliseconds. Raw contacts and keys never reach a screen: kiosk/gesture.h and
 * kiosk/stage.h turn them into these.
 *
 * One finger on a target:   PRESS … ACTIVATE                   the finger went up on it
 *                           PRESS … CANCEL                     it went away, or too long
 *                           PRESS, CANCEL, DRAG_BEGIN, DRAG…, DRAG_END
 * One finger beside any:    DRAG_BEGIN, DRAG…, DRAG_END, or a TAP
 * Two fingers:              (CANCEL or DRAG_END,) PINCH_BEGIN, PINCH…, PINCH_END
 *
 * Every BEGIN is followed by exactly one END, also when a palm or a lost device takes the
 * fingers away (the speed is then zero).
 */
#ifndef KIOSK_EVENT_H
#define KIOSK_EVENT_H

#include "kiosk/geometry.h"

#include <stdint.h>

enum event_type {
    EVENT_PRESS,       /* node: look pressed in this very frame */
    EVENT_CANCEL,      /* node: the press came to nothing */
    EVENT_ACTIVATE,    /* node, at: touched and let go, or chosen by key */
    EVENT_TAP,         /* at: touched and let go where there is no target */
    EVENT_DRAG_BEGIN,  /* node, at (where the finger went down), axis */
    EVENT_DRAG,        /* node, at, dx, dy since the last one (0 on a locked-out axis) */
    EVENT_DRAG_END,    /* node, at, vx, vy: the speed to fling with, 0 for a finger held still */
    EVENT_PINCH_BEGIN, /* node, center */
    EVENT_PINCH,       /* center, scale since the last one, dx, dy of the centre since then */
    EVENT_PINCH_END,
    EVENT_ACTION, /* action, node (that has the focus, or NULL): a key the stage has no use for */
    EVENT_TEXT,   /* text: typed on a real keyboard, while the screen wants it; "\b" erases */
    EVENT_FOCUS,  /* node: the keyboard's focus moved here; bring it into view */
    EVENT_WAKE,   /* the player or the pictures have something new */
};

/* What keys mean (DESIGN §7.1). The stage uses most of them itself; a screen is given those
 * under "to screens". */
enum action {
    ACTION_NONE,
    /* focus */
    ACTION_NEXT,
    ACTION_PREVIOUS,
    ACTION_LEFT,
    ACTION_RIGHT,
    ACTION_UP,
    ACTION_DOWN,
    ACTION_SELECT,
    /* ways */
    ACTION_BACK, /* activates the node "close", where there is one */
    ACTION_HOME,
    ACTION_BREAK,
    ACTION_PAGE_UP,   /* activates the node "page.up" */
    ACTION_PAGE_DOWN, /* activates the node "page.down" */
    /* the visitor's choices */
    ACTION_VOLUME_UP,
    ACTION_VOLUME_DOWN,
    ACTION_THEME,
    ACTION_TEXT_SIZE,
    /* speech */
    ACTION_HELP,
    ACTION_SPEECH_REPEAT,
    ACTION_SPEECH_PAUSE,
    ACTION_SPEECH_TOGGLE,
    /* staff */
    ACTION_STAFF,
    /* to screens */
    ACTION_PLAY_PAUSE,
    ACTION_BACK15,
    ACTION_FORWARD15,
    ACTION_DECREASE, /* left or down on a slider that has the focus */
    ACTION_INCREASE, /* right or up */
};

/* The direction a drag is held to once it moves 1.6 times further one way than the other. */
enum drag_axis {
    DRAG_AXIS_FREE,
    DRAG_AXIS_HORIZONTAL,
    DRAG_AXIS_VERTICAL,
};

struct event {
    enum event_type type;
    int64_t now_ms;
    struct point at;
    const char *node; /* id of the target; for drags and pinches that begin beside any target,
                       * the smallest described node there, which may be NULL */
    enum action action;
    const char *text; /* UTF-8 */
    enum drag_axis axis;
    double dx, dy;
    double vx, vy;
    double scale;        /* 1.1: the fingers are a tenth further apart */
    struct point center; /* of the two fingers */
};

/* "activate", "volume-up": for logs and tests. */
const char *event_type_name(enum event_type type);
const char *action_name(enum action action);

#endif
