#ifndef TOOLS_ORPHAN_H
#define TOOLS_ORPHAN_H

#include <glib.h>

struct accession;
struct call;
struct digest;

/* Files that were stored for an item which then did not come to be. */

/* An empty list of them; freed with g_array_unref(). */
GArray *orphan_list(void);

/* Notes what @accession, or a single put, stored that was not there before. */
void orphan_add(GArray *orphans, const struct accession *accession);
void orphan_add_digest(GArray *orphans, const struct digest *digest);

/* Removes those that no row names; what somebody else names by now stays. */
void orphan_remove(const struct call *call, const GArray *orphans);

#endif
