/*
 * idle.h — when to ask "Are you still there?", and when to clear the screen for the next
 * visitor (DESIGN §7.4).
 *
 * Pure arithmetic over times that are given to it. Any touch or key is a stay, as often as the
 * visitor likes; nothing limits extensions. The one exception is media that has played for 45
 * minutes without a touch: that warns too.
 */
#ifndef KIOSK_IDLE_H
#define KIOSK_IDLE_H

#include <stdbool.h>
#include <stdint.h>

/* What a screen says of itself; warn after / countdown in seconds. */
enum idle_class {
    IDLE_NEVER,   /* attract */
    IDLE_LIST,    /* home, lists, map: 90 / 30 */
    IDLE_READING, /* an item, a transcript, search, paused media, a content note: 180 / 30 */
    IDLE_PLAYING, /* media playing: after 45 minutes / 30; counts from the end otherwise */
    IDLE_BREAK,   /* support: 300 / 60 */
    IDLE_ACCESS,  /* 120 / 30 */
};

enum idle_phase {
    IDLE_QUIET,   /* nothing to show */
    IDLE_WARNING, /* the warning is up, left_ms counts down */
    IDLE_RESET,   /* time is over: clear the session and go to attract */
};

struct idle {
    int64_t touched_ms; /* the last touch or key, or the end of playing */
    int64_t warned_ms;  /* when the warning came up; -1: it is not */
    int64_t countdown_ms;
    bool was_playing;
    int patience_percent; /* of every wait before a warning; countdowns keep their length */
};

struct idle_state {
    enum idle_phase phase;
    int64_t left_ms;     /* of the countdown */
    int64_t length_ms;   /* of the whole countdown */
    int64_t again_in_ms; /* ask again by then; -1: not before the next touch */
};

/* With the waits above: a patience of 100 %. */
void idle_init(struct idle *idle, int64_t now_ms);

/* A touch, a key, a screen opened: still here. */
void idle_touch(struct idle *idle, int64_t now_ms);

/* A touch or key that answers nothing yet while the warning is up: its countdown begins again,
 * so that nobody is cut off on the way to a button. Without a warning as idle_touch(). */
void idle_extend(struct idle *idle, int64_t now_ms);

/* Where things stand. @is_slow: speech, keypad or Largest text is used, which doubles the
 * wait and makes every countdown 60 s. After IDLE_RESET it begins anew from @now_ms. */
struct idle_state idle_update(struct idle *idle, enum idle_class idle_class, bool is_slow,
                              int64_t now_ms);

#endif
