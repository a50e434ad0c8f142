/*
 * transcript.h — the lines of a recording: time, speaker, words; the one being said is lit, the
 * list follows the sound, and a touch on a line plays from there.
 *
 * Lines are measured as they come near to what is seen, so that a recording of ten hours opens as
 * fast as one of a minute. Lines of a part that is passed over are folded to one that says so.
 * Node ids: cue0, cue1 … and follow for the "Back to now" button. UI thread; logical px.
 */
#ifndef KIOSK_TRANSCRIPT_H
#define KIOSK_TRANSCRIPT_H

#include "kiosk/board.h"

struct transcript;
struct view_item;

struct transcript *transcript_create(const struct screen_env *env);
void transcript_destroy(struct transcript *transcript);

/* Shows the words of @view, which outlives it or the next call. Keeps the place in time. */
void transcript_set(struct transcript *transcript, const struct view_item *view);

/* Lays it out in this box, already mirrored; texts and colours as @board has them. */
void transcript_layout(struct transcript *transcript, const struct board *board, struct box box);

/* Takes drags, page buttons, touches on lines. True when it did; *seek_ms is where to play from,
 * or -1. */
bool transcript_event(struct transcript *transcript, const struct event *event, int64_t *seek_ms);

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
