/*
 * screen.h — the contract of a screen.
 *
 * A screen asks a view for a snapshot when it is entered, turns events into intents, draws from
 * const state through the canvas, and describes itself. It is a const table at the end of
 * screen_NAME.c, listed once in screens.c. It knows no SQL, no SDL, no other screen, and no
 * colour, size or sentence that is not in theme and words.
 *
 * No call may block: views answer in milliseconds; pictures and the player are asynchronous.
 * Everything is called on the UI thread. The calls come in this order:
 *
 *     enter, layout, show, { event | tick | describe | draw | layout }…, hide, …show…, leave
 *
 * show and hide come in pairs: hide when another screen covers it, show when it is on top
 * again. An overlay (the idle warning) does not hide the screen below it; that one is still
 * drawn, but given no events and no ticks.
 */
#ifndef KIOSK_SCREEN_H
#define KIOSK_SCREEN_H

#include "kiosk/access_tree.h"
#include "kiosk/event.h"
#include "kiosk/geometry.h"
#include "kiosk/idle.h"
#include "kiosk/intent.h"
#include "kiosk/session.h"

#include <glib.h>

struct canvas;
struct exhibition;
struct fixity;
struct keyboards;
struct pictures;
struct player;
struct support;
struct text;
struct theme;
struct words;

/* What a screen is given. The struct outlives every screen, and its pointers are brought up to
 * date in place before layout() is called: keep the address of the env, not copies of fields. */
struct screen_env {
    struct exhibition *exhibition; /* only handed on to views (kiosk/exhibition.h) */
    const struct words *words;     /* of the visitor's language */
    const struct theme *theme;     /* of the visitor's colours */
    struct text *text;
    struct pictures *pictures;
    const struct session *session;
    const struct viewport *viewport;
    bool is_still; /* the processor draws: what would move over the whole screen for long stands */
    const struct support *support; /* lines of help; NULL: none could be read */
    const struct keyboards *keyboards;
    struct fixity *fixity; /* of the files that are played; NULL: all are good */

    /* The one player is made when it is first asked for: use screen_env_player(). */
    struct player *(*get_player)(void *player_data);
    struct player *(*get_silent)(void *player_data, int number); /* screen_env_silent() */
    void *player_data;

    /* From any thread: something asked for is there. The screen on top is sent EVENT_WAKE. May be
     * NULL, in tests. */
    void (*wake)(void *wake_data);
    void *wake_data;
};

/* The player. NULL in tests that have none; where a machine cannot play, what is opened in it
 * fails, and the words stay usable. */
struct player *screen_env_player(const struct screen_env *env);
/* One of the players whose sound is never heard, numbered from 0 (kiosk/beside.h). NULL as above. */
struct player *screen_env_silent(const struct screen_env *env, int number);

/* What the frame to be drawn needs to know beyond the screen's own state. */
struct draw_state {
    const char *focus;   /* id, or NULL while the focus is not visible; the stage draws its ring */
    const char *pressed; /* id, or NULL */
    int64_t now_ms;
};

/* What a tick says. */
struct tick {
    bool is_dirty;       /* something moved: draw */
    int64_t again_in_ms; /* tick again by then; 0: with the next frame; -1: when an event comes */
};

struct screen_class {
    const char *name; /* "home": in routes, automation and the log */

    /* Asks a view for a snapshot and returns the screen's state, which leave() frees. NULL with
     * an error leads to the trouble card, and the cause into the log. */
    void *(*enter)(const struct screen_env *env, const struct route *route, GError **error);

    /* The size, orientation, text size, theme or language changed: place everything again. Also
     * called once after enter. May be NULL. */
    void (*layout)(void *self);

    /* It is on top now (again): reopen what another screen may have taken, the player. For the
     * idle warning: its countdown, route.start_ms long, begins (again). May be NULL. */
    void (*show)(void *self, int64_t now_ms);

    /* It is covered, or about to be left: media pauses and the player is let go of. May be
     * NULL. */
    void (*hide)(void *self);

    /* Takes one event. The screen is described and drawn again after each but EVENT_WAKE, for
     * which tick() says whether anything is new. */
    struct intent (*event)(void *self, const struct event *event);

    /* Time passes; also called after EVENT_WAKE. An intent by itself (the countdown is over)
     * goes out through *intent, which comes in as INTENT_NONE. May be NULL. */
    struct tick (*tick)(void *self, int64_t now_ms, struct intent *intent);

    /* Draws the whole canvas, background included. An overlay draws only itself, and the veil
     * under it, over what is there. */
    void (*draw)(const void *self, struct canvas *canvas, const struct draw_state *state);

    /* Adds its nodes in reading order to an empty tree. */
    void (*describe)(const void *self, struct access_tree *tree);

    /* How long it may stand untouched. */
    enum idle_class (*idle)(const void *self);

    /* Whether letters of a real keyboard are to be typed here: keys then write, in EVENT_TEXT, and
     * do nothing else. May be NULL: never. */
    bool (*wants_text)(const void *self);

    /* Frees the state; accepts NULL. The next screen may be shown already: nothing but memory
     * is let go of here, the player was in hide(). */
    void (*leave)(void *self);
};

/* For tick(): nothing moves, wake me by an event. */
struct tick tick_never(void);

/* The class of that name in a NULL-terminated table (screens.c has the program's), or NULL. */
const struct screen_class *screen_class_find(const struct screen_class *const *classes,
                                             const char *name);

#endif
