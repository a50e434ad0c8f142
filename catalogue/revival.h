#ifndef CATALOGUE_REVIVAL_H
#define CATALOGUE_REVIVAL_H

#include "catalogue/changeset.h"

/* Rows that come back: removed by an entry that another did not know of, which goes on using them. The
 * thread of the db. */
struct db;
struct entry;

/* Makes the row of KEY be there for ENTRY: where it is not, and an entry that ENTRY has not seen removed
 * it, it comes back with what went with it and what it hangs from, and that is noted. *IS_THERE tells
 * whether it is there now. */
bool revival_need(struct db *db, const struct entry *entry, const struct row_table *table,
                  const struct cell *key, bool *is_there, GError **error);

/* The same for the row that COLUMN names by KEY. */
bool revival_need_named(struct db *db, const struct entry *entry, const struct row_column *column,
                        int64_t key, bool *is_there, GError **error);

#endif
