/*
 * intent.h — what a screen wants done, as a plain value handed back to the stage. A screen
 * never opens another by itself and knows none of them but by name.
 */
#ifndef KIOSK_INTENT_H
#define KIOSK_INTENT_H

#include "kiosk/session.h"

#include <stdbool.h>
#include <stdint.h>

/* A place a visitor can be: a screen, and what it is about. */
struct route {
    char screen[24];  /* "home", "browse", "oral": the name of a screen_class */
    int64_t item;     /* key of an item; 0: none */
    int64_t subject;  /* key of a theme, person, place or trail a list is about; 0: none */
    char filter[32];  /* how a list is narrowed, in that screen's own words: "voices", "past" */
    int64_t start_ms; /* where to begin in a recording: a search hit */
    int page; /* with which of its pictures to begin, counted from 0; beyond them: the last */
    char reason[160]; /* for the trouble card and the log: what went wrong; "" otherwise */
};

enum intent_type {
    INTENT_NONE,    /* nothing, or it is all inside the screen (which is then drawn again) */
    INTENT_OPEN,    /* route: on top; back returns to the exact spot */
    INTENT_REPLACE, /* route: instead of this screen (the next picture of a set) */
    INTENT_BACK,    /* to the screen below; below the last one, home */
    INTENT_HOME,    /* everything but home is left */
    INTENT_BREAK,   /* open "break" */
    INTENT_RESET,   /* the visit is over: forget it and show attract */
    INTENT_BEGIN,   /* from attract: a visit begins at home, in language if it is not "" */
    INTENT_STAY,    /* from the idle warning: still here */
    INTENT_SET,     /* setting, value, language: applies at once */
    INTENT_RESTORE, /* "Put back": the session's choices as they were at its start */
};

struct intent {
    enum intent_type type;
    struct route route;
    enum setting setting;
    int value;
    char language[SESSION_LANGUAGE_SIZE];
};

/* The intents screens return; strings longer than their fields are our own mistake and
 * asserted. */
struct intent intent_none(void);
struct intent intent_of(enum intent_type type);

/* @filter may be NULL. */
struct intent intent_open(const char *screen, int64_t item, int64_t subject, const char *filter);
struct intent intent_open_at(const char *screen, int64_t item, int64_t start_ms);
struct intent intent_set(enum setting setting, int value);

/* @language may be NULL. */
struct intent intent_begin(const char *language);

/* This screen cannot go on: the trouble card takes its place and the log has the reason, which
 * may be any length. */
struct intent intent_trouble(const char *reason);
struct intent intent_set_language(const char *language);

struct route route_of(const char *screen);
bool route_equal(const struct route *a, const struct route *b);

/* What every screen does with the ids of the bar at the bottom: nav.back, nav.home, nav.search,
 * nav.break, nav.access. INTENT_NONE for any other id. */
struct intent intent_of_nav(const char *node);

#endif
