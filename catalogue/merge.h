#ifndef CATALOGUE_MERGE_H
#define CATALOGUE_MERGE_H

#include "catalogue/auto.h"
#include "catalogue/entry.h"

/* Takes the entries of other copies in. All copies that have the same entries have the same rows,
 * whatever the order and however often they came: the rows are what the entries make of them one after
 * another in the one order of all copies (replay.h says what each makes). An entry that belongs before
 * some that are here has those taken back, and done again after it. The thread of the db. */
struct db;

/* An entry on its way, with what its own copy knows of it. */
struct carried {
    struct entry entry;  /* id, undoes and is_merged are not used */
    int64_t undoes_site; /* the entry it takes back, or 0 and 0 */
    int64_t undoes_number;
    GBytes *changeset;
    GArray *items; /* of int64_t */
};

void carried_clear(struct carried *carried); /* not the texts of entry: those are borrowed */

/* What a merge did. */
struct merged {
    int taken;            /* entries that were new */
    int known;            /* that were not */
    int erasures;         /* among those taken: items and persons erased elsewhere */
    int conflicts;        /* that wait now and did not before */
    GPtrArray *forgotten; /* in: NULL, or receives the digests (text) of files that were erased */
};

/* Takes LIST (of struct carried, in the one order) in, all or nothing. Where entries are missing before
 * one of them: _NOT_FOUND, with what is missing. Outside a transaction. */
bool merge_entries(struct db *db, const GArray *list, struct merged *merged, GError **error);

/* After an erasure here took something out of the entries CHANGED (a set of int64_t): makes rows again as
 * the entries make them without it, as every copy will that hears of it. So what was kept for the sake of
 * what is gone goes too. Nothing where all entries were written here. Outside a transaction. */
bool merge_again(struct db *db, GHashTable *changed, GError **error);

#endif
