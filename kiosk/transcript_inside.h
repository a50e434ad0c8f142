/*
 * transcript_inside.h — what the files of the transcript share; nobody else includes it.
 *
 * kiosk/transcript.c is where the list is and what is touched, kiosk/transcript_rows.c lays its
 * rows out, kiosk/transcript_draw.c draws and describes them.
 */
#ifndef KIOSK_TRANSCRIPT_INSIDE_H
#define KIOSK_TRANSCRIPT_INSIDE_H

#include "kiosk/lines.h"
#include "kiosk/text.h"
#include "kiosk/transcript.h"

struct text_ahead;

enum {
    ROW_EDGE = 8,     /* of the panel to a row */
    ROW_PADDING = 10, /* of a row to its words */
    ROW_SIDE = 28,
    ROW_BAR = 8,
    ROW_COLUMN_GAP = 36,
    TRANSCRIPT_SPEAKERS = 8,
};

/* What a row is made of. */
enum row_part { ROW_TEXT, ROW_OTHER, ROW_TIME, ROW_SPEAKER, ROW_PARTS };

/* One line as it stands in the list. */
struct row {
    double y, height;
    struct text_layout *parts[ROW_PARTS]; /* NULL: not there, or far from what is seen */
    bool is_whole;                        /* all parts are there, and the height is true */
    bool is_current;                      /* laid out as the current one */
};

/* What the setting of every row depends on: when it changes, all are laid out anew. */
struct row_setting {
    double width, scale;
    bool is_rtl, is_portrait;
    struct text_settings text;
    const struct theme *theme;
    char language[16]; /* the visitor's */
};

struct transcript {
    const struct screen_env *env;
    const struct board *board; /* NULL: not laid out yet */
    const struct view_item *view;
    struct lines *lines;
    struct row *rows; /* one for each line */
    size_t count;
    size_t near_first, near_end; /* rows that may hold parts */
    struct text_ahead *ahead;
    struct row_setting setting; /* of the rows as they are */
    bool is_set;                /* they have been */
    char *needle;               /* NULL: nothing is looked for */
    int found;                  /* the line it stands at; -1: none */
    bool goes_to_found;         /* once it is laid out */
    int goal;                   /* the row it was brought to and still stands at; -1: none */
    struct {
        int row;   /* that is to stand where it stood when all are placed anew; -1: none */
        double at; /* below the top of what is seen */
    } kept;
    struct box box;
    struct pane pane;
    double time_width; /* 0: no times */
    double width;      /* of a column of words */
    bool is_beside;    /* two columns */
    bool is_verse;
    int current;
    int64_t away_since_ms; /* -1: following */
    bool is_stale;
    const char *speakers[TRANSCRIPT_SPEAKERS]; /* in the order of their first words */
    size_t speaker_count;
};

/* Places every row anew where its setting has changed, with heights that are guesses until it
 * comes near. */
void transcript_set_rows(struct transcript *transcript);
/* Takes what was laid out of the rows near to what is seen, and asks for the rest, the seen ones
 * first; lets go of texts far away. @is_at_once: what is seen is laid out here if need be. Rows
 * seen keep their places. */
void transcript_measure(struct transcript *transcript, bool is_at_once);
/* Notes where the eye is, for when all rows are placed anew. */
void transcript_keep_place(struct transcript *transcript);
/* Lets go of every row's texts: they are to be set anew. */
void transcript_clear_rows(struct transcript *transcript);
/* Where the list stands when this row is where the eye looks for it. */
double transcript_place_of(const struct transcript *transcript, int index);

/* The first row that reaches below this place of the list. */
size_t transcript_row_at(const struct transcript *transcript, double y);
/* Where a row stands on the screen. */
struct box transcript_row_box(const struct transcript *transcript, const struct row *row);

#endif
