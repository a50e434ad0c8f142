#ifndef CATALOGUE_REWIND_H
#define CATALOGUE_REWIND_H

#include "catalogue/auto.h"

#include <stdbool.h>

/* Takes back what became of an entry, so that another can be done before it: the last one done is the
 * first taken back, and each leaves the rows as they were before it. Foreign keys are off. The thread of
 * the db. */
struct db;

bool rewind_entry(struct db *db, GBytes *effect, GError **error);

#endif
