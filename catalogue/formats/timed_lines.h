#ifndef CATALOGUE_FORMATS_TIMED_LINES_H
#define CATALOGUE_FORMATS_TIMED_LINES_H

#include "catalogue/formats/timed_text.h"

/* What the readers of timed text share: bytes to lines of UTF-8, and a list to put cues into.
 * For catalogue/formats only. */

#define TIMED_MOST_BYTES (64u << 20)
#define TIMED_MOST_CUES  1000000u

/* encoding_decode(), for files of at most TIMED_MOST_BYTES. */
char *timed_lines_decode(const char *bytes, size_t length, const char *encoding, bool is_forgiving,
                         const char **read_as, GError **error);

/* The lines of TEXT, cut at LF; the caller frees them with g_strfreev. */
char **timed_lines_split(const char *text);

/* Writes one cue as WebVTT has it, a blank line before. */
void timed_lines_write_cue(GString *out, const struct timed_cue *cue);

struct timed_text *timed_text_new(enum timed_format format);
/* Copies the strings; false where there are too many cues. */
bool timed_text_add(struct timed_text *text, const struct timed_cue *cue);
/* Gives the array its place; call once when all are added. */
struct timed_text *timed_text_close(struct timed_text *text, const char *encoding);

#endif
