#ifndef CATALOGUE_CUE_H
#define CATALOGUE_CUE_H

#include "catalogue/column.h"

/* What is said or shown from one moment to another: lines of transcripts, captions, descriptions
 * and chapters. Reading and writing their files is catalogue/formats/timed_text.h. */
struct db;

struct cue {
    int64_t id; /* drawn on insertion */
    int64_t item;
    int64_t asset;        /* the file it came from, or 0 */
    const char *purpose;  /* transcript, captions, description, chapters */
    const char *language; /* BCP 47 */
    int64_t position;
    int64_t begin_ms;
    int64_t end_ms;
    const char *speaker;
    const char *text; /* plain, LF between lines */
};

/* Puts COUNT cues in the place of all cues ITEM has for this purpose and language. Only times,
 * speaker and text of each are read. A cue that does not end after it begins is stored lasting to
 * the beginning of the next that begins later; where none does, to DURATION_MS, or one hour where that is not known
 * (-1), so that a redaction anywhere in it hides it. */
bool cue_replace(struct db *db, int64_t item, int64_t asset, const char *purpose,
                 const char *language, const struct cue *cues, size_t count, int64_t duration_ms,
                 GError **error);

/* Those of ITEM, in order; PURPOSE and LANGUAGE may be NULL: any. An array of struct cue. */
GArray *cue_list(struct db *db, int64_t item, const char *purpose, const char *language,
                 GStringChunk *strings, GError **error);

/* Moves those of a purpose and language, from position FROM on, by BY_MS; none moves before 0. */
bool cue_shift(struct db *db, int64_t item, const char *purpose, const char *language, int64_t from,
               int64_t by_ms, GError **error);

/* Has one end at END_MS, or right after it begins where that is later. */
bool cue_end(struct db *db, int64_t id, int64_t end_ms, GError **error);

#endif
