#ifndef TOOLS_TIMING_H
#define TOOLS_TIMING_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * What a person should look at in the times of lines: those too quick to read or to see, that
 * overlap, stand far apart or past the end, and a clock that starts again, as it does in a
 * transcript made from two sides of a tape. Pure.
 */
struct timing_fault {
    guint line; /* index of the line */
    char *says; /* what is wrong with it, after its number and words */
    int64_t
        later_ms; /* of a clock that starts again: how much later this and what follows belong; 0 */
};

/* The faults of @cues (struct cue), which are of one purpose and language and in the order of their
 * file; @length_ms of the recording, or -1. An array of struct timing_fault, freed with its texts. */
GArray *timing_check(const GArray *cues, int64_t length_ms);

#endif
