#ifndef CATALOGUE_ENTRY_H
#define CATALOGUE_ENTRY_H

#include "catalogue/auto.h"
#include "catalogue/column.h"
#include "catalogue/seen.h"

/* One line of the history as it is kept and as it travels: who wrote what, in which copy, knowing of
 * what. history.h writes them, merge.h takes those of other copies in. The thread of the db. */
struct db;

struct entry {
    int64_t id; /* in this copy */
    int64_t site;
    int64_t number;
    int64_t clock;
    const char *seen; /* text of struct seen */
    const char *at;
    const char *who;
    const char *command;
    const char *says;
    int64_t undoes; /* an id in this copy, or 0 */
    int64_t erases; /* key of the item or person erased, or 0 */
    bool is_merged; /* came from another copy */
};

extern const struct column entry_columns[];

/* This copy's own name: drawn when it is first asked for, and again where the database file is not
 * the one it was drawn for, as then the folder was copied. Writes; inside a transaction. */
bool entry_own_site(struct db *db, int64_t *site, GError **error);

/* What this copy knows; NULL on error. */
struct seen *entry_seen(struct db *db, GError **error);

/* Fills site, number, clock and seen of an entry this copy is about to write. SEEN is put in STRINGS. */
bool entry_number(struct db *db, struct entry *entry, GStringChunk *strings, GError **error);

/* Writes it; its id is set. CHANGESET may be NULL: nothing of it is kept. */
bool entry_insert(struct db *db, struct entry *entry, GBytes *changeset, GError **error);
bool entry_touch(struct db *db, int64_t entry, int64_t item, GError **error);

/* What it changed, and what became of that here (the same where that was all). *CHANGESET and
 * *EFFECT are the caller's; empty where nothing is kept; either may be NULL. */
bool entry_read(struct db *db, int64_t entry, GBytes **changeset, GBytes **effect, GError **error);
/* EFFECT NULL: what it changed. */
bool entry_set(struct db *db, int64_t entry, GBytes *changeset, GBytes *effect, GError **error);

/* All in the one order of all copies, from (CLOCK, SITE, NUMBER) on: an array of struct entry. */
GArray *entry_list_from(struct db *db, const struct entry *from, GStringChunk *strings,
                        GError **error);
/* Those that stand before it, the nearest first. */
GArray *entry_list_before(struct db *db, const struct entry *entry, GStringChunk *strings,
                          GError **error);

/* Whether ONE stands before OTHER: negative, 0 or positive as for qsort. */
int entry_compare(const struct entry *one, const struct entry *other);

#endif
