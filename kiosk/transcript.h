/*
 * transcript.h — the lines of a recording: time, speaker, words; the one being said is lit, the
 * list follows the sound, and a touch on a line plays from there.
 *
 * Lines are measured as they come near to what is seen, so that a recording of ten hours opens as
 * fast as one of a minute. A second language stands beside the first where there is width for two
 * columns, else under it. A poem has no times and no speakers, larger letters, and room between its
 * verses. Node ids: cue0, cue1 … and follow for the "Back to now" button. UI thread; logical px.
 */
#ifndef KIOSK_TRANSCRIPT_H
#define KIOSK_TRANSCRIPT_H

#include "kiosk/board.h"

struct lines;
struct transcript;
struct view_item;

struct transcript *transcript_create(const struct screen_env *env);
void transcript_destroy(struct transcript *transcript);

/* Shows the words of @view, which outlives it or the next call; what is looked for is looked for in
 * them. Keeps the place in time. To be laid out before it is drawn. */
void transcript_set(struct transcript *transcript, const struct view_item *view);

/* Lays it out in this box, already mirrored; texts and colours as @board has them. */
void transcript_layout(struct transcript *transcript, const struct board *board, struct box box);

/* What a visitor wants by touching it. */
struct transcript_wish {
    int64_t seek_ms;  /* play from here; -1: no such wish */
    bool shows_parts; /* what is hidden is to be shown */
};

/* Takes drags, page buttons, touches on lines. True when it did. */
bool transcript_event(struct transcript *transcript, const struct event *event,
                      struct transcript_wish *wish);

/* Looks for this in its lines, and goes to the first at or after the present place; NULL or ""
 * ends the search. To be laid out before it is drawn. */
void transcript_find(struct transcript *transcript, const char *needle, int64_t now_ms);
/* The next line (@step 1) or the one before (-1) in which it stands, round and round. */
void transcript_find_step(struct transcript *transcript, int step, int64_t now_ms);
/* Which of them it stands at, counted from 1; 0: none. */
int transcript_found_number(const struct transcript *transcript);
/* All its lines; until the next transcript_set() or transcript_find(). */
const struct lines *transcript_lines(const struct transcript *transcript);

/* Follows the recording to this time while it plays. True while something moves or has changed;
 * *again_in_ms as in struct tick. */
bool transcript_tick(struct transcript *transcript, int64_t now_ms, int64_t time_ms,
                     bool is_playing, int64_t *again_in_ms);

/* Whether a visitor's scrolling has put off the following. */
bool transcript_is_away(const struct transcript *transcript);
/* Follows again, at once. */
void transcript_follow(struct transcript *transcript, int64_t now_ms);
const struct scroll *transcript_scroll(const struct transcript *transcript);

void transcript_draw(const struct transcript *transcript, struct canvas *canvas,
                     const struct draw_state *state);
void transcript_describe(const struct transcript *transcript, struct access_tree *tree);

#endif
