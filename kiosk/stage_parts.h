/*
 * stage_parts.h — what the files stage*.c share; nobody else includes it.
 *
 *   stage.c        the stack, and the intents that change it
 *   stage_input.c  contacts and actions become events; the focus
 *   stage_draw.c   ticks, transitions, the picture
 */
#ifndef KIOSK_STAGE_PARTS_H
#define KIOSK_STAGE_PARTS_H

#include "kiosk/gesture.h"
#include "kiosk/stage.h"

enum {
    STAGE_FOCUS_SIZE = 64,
    STAGE_DEPTH_MAX = 12, /* the second one is left when more would lie on the stack */
};

/* A screen that has been entered. */
struct entry {
    const struct screen_class *class;
    void *self;
    struct route route;
    bool needs_layout;
    char focus[STAGE_FOCUS_SIZE]; /* where it was when the screen was last on top; "" nowhere */
};

/* From one picture to another. */
struct transition {
    struct entry *from; /* NULL: none is going on */
    bool owns_from;     /* it is on the stack no more and is left at the end */
    int64_t since_ms;
    int64_t length_ms;
    bool has_rise;
};

struct stage {
    struct stage_config config;
    GPtrArray *stack;             /* of struct entry, the last one on top */
    struct entry *overlay;        /* or NULL */
    struct entry *fading_overlay; /* on its way out: drawn, not used */
    int64_t overlay_ms;           /* when the overlay came, or the fading one began to go */
    struct transition transition;

    struct gesture *gesture;
    struct access_tree *tree; /* of the entry that can be used now */
    bool is_tree_stale;
    bool is_focus_visible;
    bool is_changing; /* screens come and go: what they ask for now is not heard */
    bool is_dirty;
    int64_t now_ms; /* the newest time given */
    struct idle idle;
};

/* The screen on top of the stack, without overlays; NULL only when nothing could be entered. */
struct entry *stage_top(const struct stage *stage);

/* What touches and keys are for: the overlay, else the top. */
struct entry *stage_usable(const struct stage *stage);

/* Something may look or be described differently now. */
void stage_touch(struct stage *stage);

/* Sends an event to what can be used, and does what comes back. */
void stage_send(struct stage *stage, const struct event *event);

/* Ends the transition at once. */
void stage_settle(struct stage *stage);

void stage_open_overlay(struct stage *stage, const char *name, int64_t length_ms);
void stage_close_overlay(struct stage *stage);

/* Leaves the screen and frees the entry; accepts NULL. */
void entry_destroy(struct entry *entry);

/* Places it again if something has changed since. */
void entry_layout(struct entry *entry);

/* Makes the gesture for the stage's own surface. */
struct gesture *stage_gesture_create(struct stage *stage);

/* The focus of what can be used: a focusable node's id, "" if there is none. */
const char *stage_focus(struct stage *stage);

#endif
