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
    bool is_merged;      /* came from another copy */
};

/* Begins the transaction. WHO may be NULL: the user's name. */
struct history *history_begin(struct db *db, const char *who, const char *command, GError **error);

/* Notes that ITEM is concerned, for `rwf log ITEM`; an item of which a row changes is noted anyway. */
void history_touch(struct history *history, int64_t item);

/* Says that this command takes ENTRY back. */
void history_takes_back(struct history *history, int64_t entry);

/* Commits all, with SAYS as what was done. Where nothing changed no entry is written. */
bool history_commit(struct history *history, const char *says, GError **error);

/* Rolls back unless committed, and frees; NULL is fine. */
void history_end(struct history *history);
CLEAN_UP(history, history_end)

/* Newest first; ITEM 0 is all, LIMIT 0 without end: an array of struct history_entry. */
GArray *history_list(struct db *db, int64_t item, int64_t limit, GStringChunk *strings,
                     GError **error);

/* For a person's right to be forgotten: ROOT, the key of an item or a person whose rows this command
 * removes, and all that is about it goes out of every changeset there is, this one's too; what else
 * those hold stays and can be taken back. Other copies do the same when the entry reaches them, and
 * take nothing of it in again. Called before the rows are removed. DIGESTS, which may be NULL,
 * receives the digests (text) of files that only the history still named. */
bool history_erase(struct history *history, int64_t root, GPtrArray *digests, GError **error);

/* The entries it took something out of, for merge_again() once it is committed; yours. NULL where nothing
 * is erased. */
GHashTable *history_changed(const struct history *history);

/* Takes the last COUNT commands back that were written here and are not undone yet, as one entry
 * each. Where a row has changed since in a way that does not fit, nothing is changed: _CONFLICT, and
 * the message names what was changed since, by whom, and how to take that back. Consent's own
 * history is never taken back: that a step was is a line of it. */
bool history_undo(struct db *db, int count, const char *who, const char *command, GError **error);

/* The same for the one entry of that number; one that takes another back may be taken back too. */
bool history_undo_entry(struct db *db, int64_t entry, const char *who, const char *command,
                        GError **error);

#endif
