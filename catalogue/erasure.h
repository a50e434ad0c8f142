#ifndef CATALOGUE_ERASURE_H
#define CATALOGUE_ERASURE_H

#include "catalogue/auto.h"

#include <stdbool.h>
#include <stdint.h>

/* What must be forgotten, by key: an item or a person, and every row that hangs from it. Knows which
 * changes are about it. The thread of the db, inside a transaction. */
struct db;
struct erasure;

/* With everything this copy was told to forget before. */
struct erasure *erasure_begin(struct db *db, GError **error);
void erasure_end(struct erasure *erasure);
CLEAN_UP(erasure, erasure_end)

/* Adds ROOT and what hangs from it now. */
bool erasure_add_root(struct erasure *erasure, int64_t root, GError **error);

/* Takes all of it out of every changeset of the history, and out of the conflicts; keeps the keys,
 * for what comes from other copies. Of the history of consents the lines stay, as the record of what was
 * erased and when, without who took each step and why; the erasure's own line says both. DIGESTS as
 * history_erase says. */
bool erasure_run(struct erasure *erasure, GPtrArray *digests, GError **error);

/* The entries of which something was taken out: a set of int64_t, borrowed. What they made may have been
 * made otherwise without it (merge_again). */
GHashTable *erasure_changed(const struct erasure *erasure);

/* CHANGESET without the changes about it; new keys of rows that hang from it are learned. */
GBytes *erasure_filter(struct erasure *erasure, GBytes *changeset, GPtrArray *digests,
                       GError **error);

/* Removes the rows that are still there. Foreign keys are on or off, as the caller has them. */
bool erasure_remove_rows(struct erasure *erasure, GError **error);

/* Forgets in COPY, a whole copy of the archive in DB opened for writing, what DB was told to forget, and
 * leaves no freed page that still holds it. Its own transaction; again is nothing new. */
bool erasure_repeat(struct db *db, struct db *copy, GError **error);

/* Whether there is anything to forget. */
bool erasure_is_empty(const struct erasure *erasure);

#endif
