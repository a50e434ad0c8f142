/*
 * transcript_inside.h — what kiosk/transcript.c lays out and kiosk/transcript_draw.c draws. For
 * these two only.
 */
#ifndef KIOSK_TRANSCRIPT_INSIDE_H
#define KIOSK_TRANSCRIPT_INSIDE_H

#include "kiosk/lines.h"
#include "kiosk/transcript.h"

enum {
    ROW_EDGE = 8,     /* of the panel to a row */
    ROW_PADDING = 10, /* of a row to its words */
    ROW_SIDE = 28,
    ROW_BAR = 8,
    ROW_COLUMN_GAP = 36,
    TRANSCRIPT_SPEAKERS = 8,
};

/* One line as it stands in the list. */
struct row {
    double y, height;
    struct text_layout *text; /* these three NULL while it is far from what is seen */
    struct text_layout *speaker;
    struct text_layout *other;
    bool is_current; /* laid out as the current one */
};

struct transcript {
    const struct screen_env *env;
    const struct board *board; /* NULL: not laid out yet */
    const struct view_item *view;
    struct lines *lines;
    struct row *rows; /* one for each line */
    size_t count;
    char *needle;       /* NULL: nothing is looked for */
    int found;          /* the line it stands at; -1: none */
    bool goes_to_found; /* once it is laid out */
    struct box box;
    struct pane pane;
    double time_width; /* 0: no times */
    double width;      /* of a column of words */
    bool is_beside;    /* two columns */
    bool is_verse;
    int current;
    int64_t time_ms;
    int64_t away_since_ms; /* -1: following */
    bool is_stale;
    const char *speakers[TRANSCRIPT_SPEAKERS]; /* in the order of their first words */
    size_t speaker_count;
};

/* The first row that reaches below this place of the list. */
size_t transcript_row_at(const struct transcript *transcript, double y);
/* Where a row stands on the screen. */
struct box transcript_row_box(const struct transcript *transcript, const struct row *row);

#endif
