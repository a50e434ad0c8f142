/*
 * stage.h — the stack of screens: who is on top, who gets a touch, what is drawn when.
 *
 * The stage turns contacts and key actions into events for the top screen by that screen's
 * own description, carries out the intents that come back, keeps the visit's history, shows
 * the idle warning, and draws only when something has changed. It knows screens by their
 * classes, canvas by its interface, and neither window nor files; a test drives it with small
 * screens of its own and a clock of its own.
 *
 * Names the stage itself asks for: "attract" (where it starts and every visit ends), "home",
 * "break", "idle" (the warning, shown as an overlay), "trouble". A table without one of them
 * works: what needs it then does nothing.
 *
 * UI thread only. Times are monotonic milliseconds, given by the caller.
 */
#ifndef KIOSK_STAGE_H
#define KIOSK_STAGE_H

#include "kiosk/screen.h"

#include <stdbool.h>
#include <stdint.h>

struct canvas;
struct contact;
struct stage;

/* What the stage needs of the program. @classes is NULL-terminated; both it and @env outlive
 * the stage. The stage changes the session; after a change of language, size or theme it calls
 * @choices_changed, in which the program brings words, theme and the player's volume up to
 * date, and then lays every screen out again. Callbacks may be NULL. */
struct stage_config {
    const struct screen_class *const *classes;
    const struct screen_env *env;
    struct session *session;
    struct route root;    /* shown between visits; its screen "" is attract */
    int patience_percent; /* of the waits before the idle warning; 0 is 100 */
    void (*choices_changed)(void *data);
    void (*visit_ended)(void *data);                                /* stop media, drop speech */
    void (*log)(const char *screen, const char *cause, void *data); /* a screen failed */
    void *data;
};

/* Starts with the root on top. Never NULL. */
struct stage *stage_create(const struct stage_config *config, int64_t now_ms);

/* Leaves every screen; accepts NULL. */
void stage_destroy(struct stage *stage);

/* One finger or the mouse did something (kiosk/gesture.h), in logical px. */
void stage_contact(struct stage *stage, const struct contact *contact);

/* Fingers cannot be trusted any more: a touch device came or went. */
void stage_release_contacts(struct stage *stage, int64_t now_ms);

/* A key action happened. */
void stage_action(struct stage *stage, enum action action, int64_t now_ms);

/* Whether keys write now. */
bool stage_wants_text(const struct stage *stage);
/* Something was typed on a real keyboard while they do. */
void stage_text(struct stage *stage, const char *text, int64_t now_ms);

/* The player or the pictures have something new. */
void stage_wake(struct stage *stage, int64_t now_ms);

/* The window's size or orientation changed: env->viewport has the new one. */
void stage_layout(struct stage *stage, int64_t now_ms);

/* Carries out an intent as if the top screen had returned it. */
void stage_do(struct stage *stage, const struct intent *intent, int64_t now_ms);

/* Lets time pass: ticks, transitions, held fingers, idle. How long the program may sleep and
 * whether a frame is wanted. */
struct tick stage_tick(struct stage *stage, int64_t now_ms);

/* What was drawn last is not there any more, or pictures have come: a frame is wanted. */
void stage_expose(struct stage *stage);

/* Draws the picture, and clears the wish for a frame. */
void stage_draw(struct stage *stage, struct canvas *canvas, int64_t now_ms);

/* The name of the top screen, the overlay's when there is one. */
const char *stage_screen(const struct stage *stage);

/* The description of what can be used now, with focus and press marked; borrowed until the
 * next call that is given a time. */
const struct access_tree *stage_tree(struct stage *stage);

/* How many screens lie on the stack. */
int stage_depth(const struct stage *stage);

#endif
