#ifndef CATALOGUE_FORMATS_OHMS_PIECES_H
#define CATALOGUE_FORMATS_OHMS_PIECES_H

#include "catalogue/auto.h"

#include <stdint.h>

/* The transcript of an OHMS record cut into what becomes its lines, with the moment each begins. For
 * catalogue/formats only. */

/* From a paragraph, a name or a minute to the next. */
struct ohms_piece {
    int64_t at_ms;
    size_t first_word; /* how many words of the transcript come before it */
    char *speaker;
    GString *words; /* may be empty */
};

/* A reference in the words to the note of that number. */
struct ohms_reference {
    size_t piece;
    size_t number;
};

struct ohms_pieces {
    GArray *pieces;     /* struct ohms_piece */
    GArray *references; /* struct ohms_reference, in the order of the words */
    size_t minutes;     /* how many stand at a word */
    size_t beyond;      /* how many do not */
};

/* Reads TRANSCRIPT, without the notes at its end, with SYNC; LENGTH_MS or -1 bounds what comes after
 * the last minute. */
struct ohms_pieces *ohms_pieces_read(const char *transcript, const char *sync, int64_t length_ms);
void ohms_pieces_free(struct ohms_pieces *pieces);
CLEAN_UP(ohms_pieces, ohms_pieces_free)

#endif
