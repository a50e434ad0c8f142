/*
 * panel.h — a scrolled panel of an item's facts: what is in it, about it, chapters, quotations,
 * its text. Screens of items show one at a time where the words stand. UI thread.
 */
#ifndef KIOSK_PANEL_H
#define KIOSK_PANEL_H

#include "kiosk/board.h"

struct shown_note;
struct view_item;

enum panel_kind {
    PANEL_WORDS, /* the screen's own */
    PANEL_CHAPTERS,
    PANEL_QUOTES,
    PANEL_NOTES,
    PANEL_ABOUT,
    PANEL_TEXT,     /* of a poem or document */
    PANEL_DESCRIBE, /* of a picture */
    PANEL_END,      /* thanks, whose it was, and ways on */
};

/* Adds the contents to the board, inside @pane, whose box is set to @box (unmirrored) and whose
 * content to what it comes to. */
void panel_fill(struct board *board, struct pane *pane, struct box box, enum panel_kind kind,
                const struct view_item *view);

/* A touch on a row of it: "chapter3" or "quote2" give the place in *seek_ms; "skip.parts" and
 * "related1" an intent. False when the event is none of these. */
bool panel_event(const struct screen_env *env, const struct view_item *view,
                 const struct event *event, int64_t *seek_ms, struct intent *intent);

/* "Recorded March 2024 · 12 min · Punjabi + English": the board's. */
const char *item_facts(struct board *board, const struct view_item *view);
/* The words of their agreement; the board's, may be empty. */
const char *item_consent(struct board *board, const struct view_item *view);
/* Who leads it, or "Name withheld by choice"; may be empty. */
const char *item_contributor(const struct board *board, const struct view_item *view);
/* What it is about and where, "Belonging · Chapeltown"; NULL when nobody has said. */
const char *item_subject(struct board *board, const struct view_item *view);
/* What a visitor is told before: what, from when, for how long; the board's. */
const char *item_note(struct board *board, const struct shown_note *note);
const char *item_role_line(const struct view_item *view);

#endif
