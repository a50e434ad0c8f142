/*
 * finding.h — looking for a word inside one recording: a field with keys, then "3 of 11" with the
 * one before and the next. Embedded by value; UI thread.
 *
 * Node ids: find.in opens it; find.field, find.prev, find.next, find.close; the keyboard's.
 */
#ifndef KIOSK_FINDING_H
#define KIOSK_FINDING_H

#include "kiosk/widget_keyboard.h"

struct transcript;

enum finding_state {
    FINDING_CLOSED,
    FINDING_TYPING, /* the keyboard stands in the place of the player's buttons */
    FINDING_GOING,  /* from one to the next */
};

struct finding {
    enum finding_state state;
    struct keys keys;
    GString *typed; /* kept nowhere else */
};

void finding_init(struct finding *finding);
void finding_finish(struct finding *finding);

/* The row of the field, in the place of the tabs; how many of @transcript. */
void finding_add(struct board *board, const struct finding *finding,
                 const struct transcript *transcript, struct box row);

/* Takes a touch on its nodes, and letters of a real keyboard while typing; true when it did: lay out
 * again. */
bool finding_event(const struct screen_env *env, struct finding *finding,
                   struct transcript *transcript, const struct event *event);

#endif
