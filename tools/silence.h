#ifndef TOOLS_SILENCE_H
#define TOOLS_SILENCE_H

#include <glib.h>
#include <stdbool.h>

struct call;
struct item;

/* The copy of a recording for showing in which everything redacted is silent. */

/* Takes the rows of such copies away, so that none is shown that lacks a new redaction. In the
 * history of the caller. */
bool silence_drop(const struct call *call, const struct item *item, GError **error);

/* Makes the copy and its waveform from the original, as an entry of the history of its own;
 * without redactions @is_needed is false and nothing is done. Until it succeeds the sound is withheld. Takes as long as
 * decoding the recording. */
bool silence_make(const struct call *call, const struct item *item, bool *is_needed,
                  GError **error);

#endif
