/*
 * speakers.h — which number each speaker of an item's captions has, and with it a colour: by first
 * appearance in the item's own captions, the same in every language (DESIGN 8).
 *
 * Names are written otherwise in other languages: who speaks at the same time is the same person. Pure
 * values; any thread.
 */
#ifndef KIOSK_SPEAKERS_H
#define KIOSK_SPEAKERS_H

struct shown_cues;
struct speakers;

/* Of the lines in one language; @own are those in the item's own, possibly the same. */
struct speakers *speakers_of(const struct shown_cues *own, const struct shown_cues *chosen);
void speakers_free(struct speakers *speakers);

/* Counted from 0; -1 for no name, or one that was not in the lines. */
int speakers_number(const struct speakers *speakers, const char *name);

#endif
