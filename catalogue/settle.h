#ifndef CATALOGUE_SETTLE_H
#define CATALOGUE_SETTLE_H

#include "catalogue/changeset.h"

/* Which of two values stands. Pure functions. */

/* Whether NOW stays against FRESH, which comes later: where the column says whether something may be
 * shown (a state of consent, what it allows, until when, access, an embargo), the more careful does. */
bool settle_stays(const struct row_table *table, int column, const struct cell *now,
                  const struct cell *fresh);

/* The first and last day of CELLS as its EDTF date means them; their text is put into STRINGS. */
void settle_dates(const struct row_table *table, struct cell *cells, GStringChunk *strings);

#endif
