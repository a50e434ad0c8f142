#ifndef CATALOGUE_HISTORY_H
#define CATALOGUE_HISTORY_H

#include "catalogue/auto.h"
#include "catalogue/column.h"

/* Who changed what, when. A command that writes opens a history, writes, and commits it: one
 * transaction, one entry, with the changeset that takes it back. Abandoned, it changes nothing. */
struct db;
struct history;

struct history_entry {
    int64_t id; /* counts upwards */
    const char *at;
    const char *who;
    const char *command; /* the command line */
    const char *says;    /* what it did, one line */
    int64_t undoes;      /* the entry this one took back, or 0 */
    int64_t undone_by;   /* the entry that took this one back, or 0 */
};

/* Begins the transaction. WHO may be NULL: the user's name. */
struct history *history_begin(struct db *db, const char *who, const char *command, GError **error);

/* Notes that ITEM is concerned, for `rwf log ITEM`. */
void history_touch(struct history *history, int64_t item);

/* Commits all, with SAYS as what was done. Where nothing changed no entry is written. */
bool history_commit(struct history *history, const char *says, GError **error);

/* Rolls back unless committed, and frees; NULL is fine. */
void history_end(struct history *history);
CLEAN_UP(history, history_end)

/* Newest first; ITEM 0 is all, LIMIT 0 without end: an array of struct history_entry. */
GArray *history_list(struct db *db, int64_t item, int64_t limit, GStringChunk *strings,
                     GError **error);

/* Takes the last COUNT commands back that are not undone yet, as one entry each. Where a row has
 * changed since in a way that does not fit, nothing is changed: _CONFLICT. History of consent is
 * never taken back. */
bool history_undo(struct db *db, int count, const char *who, const char *command, GError **error);

/* Forgets the changesets that touch ITEM, for a person's right to be erased; who and when stay. */
bool history_forget(struct db *db, int64_t item, GError **error);

#endif
