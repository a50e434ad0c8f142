#ifndef CATALOGUE_REMOVAL_H
#define CATALOGUE_REMOVAL_H

#include "catalogue/changeset.h"

/* The rows one changeset removes, and which of them belong together: a row and what hangs from it. They
 * go together or stay together. The thread of the db. */
struct db;
struct entry;
struct removal;

struct removal *removal_read(struct db *db, GBytes *changeset, GError **error);
void removal_free(struct removal *removal);
CLEAN_UP(removal, removal_free)

/* Finds which must stay: a row that is not as its remover knew it, one from which a row hangs that its
 * remover did not know, and all that belongs together with one. */
bool removal_decide(struct removal *removal, const struct entry *entry, GError **error);

/* Removes the others; notes in ENTRY's name what stays. */
bool removal_run(struct removal *removal, const struct entry *entry, GError **error);

/* Whether the row of that place was removed by it. */
bool removal_has(const struct removal *removal, const char *place);

/* Puts back the row of that place and all that belongs together with it, where they are not there.
 * NEED makes the row that COLUMN names be there where it can; what names one that cannot be goes again,
 * or stays without it. */
typedef bool removal_need(const struct row_column *column, int64_t key, bool *is_there, void *data,
                          GError **error);
bool removal_restore(struct removal *removal, const char *place, removal_need *need, void *data,
                     GError **error);

#endif
