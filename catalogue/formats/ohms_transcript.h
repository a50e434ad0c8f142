#ifndef CATALOGUE_FORMATS_OHMS_TRANSCRIPT_H
#define CATALOGUE_FORMATS_OHMS_TRANSCRIPT_H

#include "catalogue/formats/ohms.h"
#include "catalogue/formats/timed_text.h"

/* The transcript of an OHMS record as lines with times, and its notes. Pure; any thread. */

/* A note to a line. */
struct ohms_note {
    size_t cue;        /* which, from 0 */
    const char *text;  /* never empty together with links */
    const char *links; /* one address a line */
};

struct ohms_transcript {
    struct timed_text *text;
    size_t note_count;
    struct ohms_note *notes; /* by line, then as numbered */
    size_t minutes;          /* entries of `sync` that were used */
    size_t beyond;           /* entries that point past the end of the transcript */
    bool is_timed;           /* false: every line begins at 0 */
    GStringChunk *strings;
    GArray *array;
};

/* Reads SAID. Without WebVTT in it a line begins with each paragraph, each "NAME:" and each word
 * that `sync` says begins a minute; those times are exact, others are estimated by counting words, in whole seconds.
 * The n-th entry of `sync` is the moment n intervals in; "13(3)" is line 13, word 3, both from 1.
 * LENGTH_MS of the recording, or -1, bounds what comes after the last. NULL, without an error,
 * where there is nothing said; _INVALID where its WebVTT is none. */
struct ohms_transcript *ohms_transcript_read(const struct ohms_said *said, int64_t length_ms,
                                             GError **error);
void ohms_transcript_free(struct ohms_transcript *transcript);
CLEAN_UP(ohms_transcript, ohms_transcript_free)

/* Writes lines and notes as the WebVTT of a record 6.0. The caller frees it. */
char *ohms_transcript_write(const struct timed_cue *cues, size_t count,
                            const struct ohms_note *notes, size_t note_count);

#endif
