/*
 * transcript_inside.h — what the files of the transcript share; nobody else includes it.
 *
 * kiosk/transcript.c is what is said now and what is touched, kiosk/transcript_rows.c lays the rows
 * out, kiosk/transcript_place.c is where they stand and what is seen of them,
 * kiosk/transcript_draw.c draws and describes them.
 */
#ifndef KIOSK_TRANSCRIPT_INSIDE_H
#define KIOSK_TRANSCRIPT_INSIDE_H

#include "kiosk/lines.h"
#include "kiosk/text.h"
#include "kiosk/transcript.h"

struct text_ahead;

enum {
    ROW_EDGE = 12,    /* of the panel to a row */
    ROW_PADDING = 10, /* of a row to its words */
    ROW_SIDE = 24,
    ROW_BAR = 8,
    ROW_GAP = 12,
    ROW_COLUMN_GAP = 36,
};
#define EYE_SHARE 0.3 /* of the height: where the line that is heard stands */

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

/* A row that stands, or is to stand, so far below the top of what is seen. */
struct stand {
    int row; /* -1: none */
    double at;
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
    struct stand goal;          /* what it was brought to and still stands at */
    struct stand kept;          /* the same once all rows are placed anew */
    bool is_let_go;             /* a finger left it: when it rests, it rests on a whole line */
    struct box box;
    struct pane pane;
    double time_width; /* with the room to the words; 0: no times */
    double width;      /* of a column of words */
    double letters_px, line_px, other_line_px, speaker_px; /* of its words, and of a line of each */
    bool is_beside;                                        /* two columns */
    bool is_verse;
    int current;
    int64_t away_since_ms; /* -1: following */
    bool is_stale;
};

/* kiosk/transcript_rows.c. Places every row anew where its setting has changed, with heights that are
 * guesses until it comes near. */
void transcript_set_rows(struct transcript *transcript);
/* Takes what was laid out of the rows near to what is seen, and asks for the rest, the seen ones
 * first; lets go of texts far away. Times and speakers of what is seen are there at once;
 * @is_at_once: its words too. Rows seen keep their places. */
void transcript_measure(struct transcript *transcript, bool is_at_once);
/* Lets go of every row's texts: they are to be set anew. */
void transcript_clear_rows(struct transcript *transcript);
/* How far its own words, or the other, are moved down in their column, to stand on one line. */
double transcript_drop(const struct row *row, enum row_part part);
/* How many lines some words of a row take, about. */
int transcript_guess_lines(const struct transcript *transcript, const char *words);

/* kiosk/transcript_place.c. Puts the rows one below the other; returns how high they are together. */
double transcript_place_rows(struct transcript *transcript);
/* The same when heights have become known: what is seen does not move. */
void transcript_settle(struct transcript *transcript);
/* Notes where the eye is, for when all rows are placed anew; and goes back there. */
void transcript_keep_place(struct transcript *transcript);
void transcript_return(struct transcript *transcript);
/* Brings a row to where the eye looks for it. */
void transcript_go_to(struct transcript *transcript, int index, int64_t duration_ms,
                      int64_t now_ms);
/* Page buttons: the row at the edge that is not seen whole is the first seen whole. */
void transcript_turn(struct transcript *transcript, int direction, int64_t now_ms);
/* Comes to rest on a whole line of words. */
void transcript_rest(struct transcript *transcript, int64_t now_ms);

/* The first row that reaches below this place of the list. */
size_t transcript_row_at(const struct transcript *transcript, double y);
/* The row after the last that begins before this place. */
size_t transcript_rows_until(const struct transcript *transcript, double y);
/* Where a row stands on the screen. */
struct box transcript_row_box(const struct transcript *transcript, const struct row *row);

#endif
