#ifndef CATALOGUE_REPLAY_H
#define CATALOGUE_REPLAY_H

#include "catalogue/auto.h"

#include <stdbool.h>

/* Does one entry's changes to rows that may have changed meanwhile. What comes out follows from the rows
 * and the entry alone, so that every copy which does the same entries in the same order has the same
 * rows. What cannot stand is noted as a conflict; nothing is lost:
 *
 *   - of two values of a field the later in the order stands; where a field says whether something may
 *     be shown, the more careful one does;
 *   - a row that was changed, or got a row that hangs from it, is not removed by who did not know; one
 *     that was removed already comes back, with what went with it and what it hangs from;
 *   - a theme or place that was added twice under one name is one (twin.h); two people of one name
 *     stay two and are noted;
 *   - of two that were renamed to one name the later gets a number; what a rule forbids is only noted.
 *
 * Foreign keys are off. The thread of the db. */
struct db;
struct entry;

bool replay_entry(struct db *db, const struct entry *entry, GBytes *changeset, GError **error);

#endif
