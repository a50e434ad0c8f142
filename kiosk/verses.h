/*
 * verses.h — the lines of a poem as its author set them, when each is read in its recording, and
 * which line of a translation is which.
 *
 * Pure; any thread.
 */
#ifndef KIOSK_VERSES_H
#define KIOSK_VERSES_H

#include <glib.h>
#include <stddef.h>

struct shown_cue;
struct shown_cues;

struct verse {
    const char *text;
    int stanza; /* from 0: an empty line lies between two */
    const struct shown_cue
        *cue; /* the line of the recording in which it is read; NULL: not known */
};

/* The verses of a poem, struct verse each; free with g_array_unref(). Their texts are put into
 * @strings. */
GArray *verses_of(const char *text, GStringChunk *strings);

/* Finds when each is read: in a line that holds the verse, or that the verse holds, one after the
 * other; or, where none is, one line a verse if there are as many. Returns how many it found. The
 * lines outlive the verses. */
size_t verses_time(GArray *verses, const struct shown_cues *cues);

/* The place in a translation of the verse at @index: the same where both have as many verses; else,
 * where they have as many stanzas, as far into the same one. -1: it cannot be told. */
int verses_counterpart(const GArray *verses, size_t index, const GArray *translation);

#endif
