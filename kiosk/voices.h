/*
 * voices.h — who speaks in a recording, the same in every version of its words: an interviewer may be
 * called "Interviewer" in one language and something else in another, and keeps her place, and
 * with it her colour (DESIGN 8), in transcripts and captions alike.
 *
 * Versions are added one after another, the item's own language first. Voices are numbered by their
 * first words there. A name that is new in a later version is the voice that speaks at the same
 * times, if that has no other name in this version; else it is one more voice. Only the catalogue's
 * plain structs; UI thread.
 */
#ifndef KIOSK_VOICES_H
#define KIOSK_VOICES_H

#include <stdbool.h>

struct shown_cues;
struct voices;

enum { VOICES_MAX = 24 }; /* a file that names more people than that calls lines people */

struct voices *voices_create(void);
/* Accepts NULL. */
void voices_destroy(struct voices *voices);

/* The lines of one more version, by time. They may go afterwards. */
void voices_add(struct voices *voices, const struct shown_cues *cues);
/* The voice of this name only asks; so it does under its other names. */
void voices_ask(struct voices *voices, const char *name);

/* The place of a voice among all, from 0; -1: no voice has this name. Capitals make no other name. */
int voices_place(const struct voices *voices, const char *name);
/* The same among those that tell; -1 also for one that only asks. */
int voices_teller(const struct voices *voices, const char *name);

#endif
