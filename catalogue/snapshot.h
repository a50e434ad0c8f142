#ifndef CATALOGUE_SNAPSHOT_H
#define CATALOGUE_SNAPSHOT_H

#include <glib.h>
#include <stdbool.h>

/* The database of a pack: the rows that may be shown now, and nothing else. The same schema and the
 * same view, so that the kiosk asks the same question again on the day. Left out: original names,
 * consent documents and who signed, names withheld (blanked) and hidden, redactions and what they
 * touch, history, whatever nothing shown uses. Contributors alternate within equal ranks.
 *
 * The same archive on the same side of its embargoes gives the same bytes: nothing of the clock, of
 * chance or of the archive's own layout goes in. published_on is the day of the last change. */
struct db;

/* Writes the snapshot of DB to FILE (which must not exist), synced with its folder. DIGESTS, where
 * not NULL, is given the digests it names, each once, sorted; the caller unrefs it. Nothing is left
 * behind on failure. */
bool snapshot_write(struct db *db, const char *file, GPtrArray **digests, GError **error);

#endif
