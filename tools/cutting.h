#ifndef TOOLS_CUTTING_H
#define TOOLS_CUTTING_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct call;
struct db;
struct item;

/*
 * The copy of a recording for showing from which is cut what visitors must not have: everything
 * redacted is silent in it, and where a consent is for excerpts only it holds just the item's
 * excerpts, one after the other. Lines, notes and quotations are told for the moments they have in
 * the copy (the view excerpt_shown). Until there is a copy that fits, the recording is withheld.
 */

/* Takes the rows of such copies away, so that none is shown that no longer fits. In the history of
 * the caller. */
bool cutting_drop(struct db *db, int64_t item, GError **error);

/* What came of it. */
enum cutting {
    CUTTING_WHOLE, /* nothing is cut; a copy there was is taken away */
    CUTTING_WORDS, /* words alone: there is no recording among its originals */
    CUTTING_MADE
};

/* Makes the copy and its waveform from the first original that is a recording, as an entry of the
 * history of its own. Takes as long as decoding the recording. */
bool cutting_make(const struct call *call, const struct item *item, enum cutting *cutting,
                  GError **error);

/* The same after a change of excerpts or of a consent: says what came of it, a warning where no copy
 * could be made. */
void cutting_renew(const struct call *call, const struct item *item);

/* The reason without the file of the store it may begin with, which is nobody's business. */
const char *cutting_reason(const GError *reason);

#endif
