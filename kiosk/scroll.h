/*
 * scroll.h — one axis of scrolling: drag, fling, overscroll, spring back, snap, page (DESIGN
 * §6). Pure arithmetic over times given to it; nothing is drawn and no clock is read.
 *
 * A position of 0 shows the start of the content; scroll_limit() is the last position. A finger
 * that moves up by 10 moves the position by +10: give scroll_drag() the event's delta negated.
 *
 * A screen scrolls so:
 *     EVENT_DRAG_BEGIN  scroll_grab(&s, now)
 *     EVENT_DRAG        scroll_drag(&s, -event->dy, now)
 *     EVENT_DRAG_END    scroll_release(&s, -event->vy, now)
 *     page button       scroll_page(&s, +1, now)
 *     tick              dirty = scroll_tick(&s, now); draw content at -scroll_offset(&s)
 */
#ifndef KIOSK_SCROLL_H
#define KIOSK_SCROLL_H

#include <stdbool.h>
#include <stdint.h>

enum scroll_motion {
    SCROLL_STILL,
    SCROLL_HELD,    /* a finger has it */
    SCROLL_FLUNG,   /* slowing down by 0.997 a millisecond */
    SCROLL_SPRUNG,  /* coming back from beyond an end, 350 ms critically damped */
    SCROLL_GLIDING, /* to a place: a page, a snap, a cue; the standard curve */
};

/* Filled by scroll_init() and scroll_set_content(); the rest is scroll's own. */
struct scroll {
    double viewport;      /* px of content that are seen */
    double content;       /* px of content in all */
    double step;          /* rest at multiples of this (whole cards, whole lines); 0: anywhere */
    bool has_less_motion; /* no fling, no glide: it is there at once */

    double position; /* may be beyond the ends while held or sprung */
    enum scroll_motion motion;
    int64_t since_ms; /* when this motion began */
    int64_t last_ms;  /* up to when it has been carried out */
    double from, to;  /* of a glide or spring */
    double velocity;  /* px/s */
    double pull;      /* where the finger would have dragged it, without resistance */
    int64_t glide_ms;
};

void scroll_init(struct scroll *scroll);

/* Says how much there is and how much is seen; keeps the place, or the nearest there still is.
 * A motion ends, unless nothing is new.
 * @step 0: no snapping. */
void scroll_set_content(struct scroll *scroll, double content, double viewport, double step);

/* The same while it moves: @by px of the growth are before what is seen, which stays where it is,
 * and the motion goes on. */
void scroll_grow(struct scroll *scroll, double content, double by);

/* A glide ends there instead; nothing without one. */
void scroll_aim(struct scroll *scroll, double position);

/* The last place: 0 when everything is seen. */
double scroll_limit(const struct scroll *scroll);

/* Where to draw: position, with the resistance beyond the ends in it. */
double scroll_offset(const struct scroll *scroll);

void scroll_grab(struct scroll *scroll, int64_t now_ms);
void scroll_drag(struct scroll *scroll, double delta, int64_t now_ms);

/* Lets go with this speed in px/s; below 120 it stays, above 6000 it counts as 6000; springs
 * back when beyond an end; with a step it comes to rest on one. */
void scroll_release(struct scroll *scroll, double velocity, int64_t now_ms);

/* Moves by what is seen less one step (page buttons: "viewport minus one row"); +1 or -1. */
void scroll_page(struct scroll *scroll, int direction, int64_t now_ms);

/* Glides to a place, clamped, within @duration_ms; 0 is at once. */
void scroll_to(struct scroll *scroll, double position, int64_t duration_ms, int64_t now_ms);

/* Glides as little as needed for [@start, @start + @length) to be seen. */
void scroll_reveal(struct scroll *scroll, double start, double length, int64_t now_ms);

/* Carries the motion on to this time; true while anything moves. */
bool scroll_tick(struct scroll *scroll, int64_t now_ms);

/* Page buttons are disabled at the ends. */
bool scroll_can_go(const struct scroll *scroll, int direction);

#endif
