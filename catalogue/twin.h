#ifndef CATALOGUE_TWIN_H
#define CATALOGUE_TWIN_H

#include "catalogue/auto.h"

#include <stdbool.h>
#include <stdint.h>

/* What two copies of the archive add without knowing of each other and is one thing all the same: the
 * theme or place of one name, a text in one language, what a sheet said under one heading, a tag of an
 * item. Such a row gets a key that follows from what it is, so that two of them are one row wherever
 * the copies meet, in any order.
 * People of one name may be two: each has a key of its own, and a person decides (conflict.h).
 * The thread of the db. */
struct db;
struct entry;
struct row_table;

/* NAME as names are compared: its words folded (fold.h), a space between; yours. */
char *twin_fold(const char *name);

/* A key for a new row of TABLE that is known by WHAT: the first of those that follow from it that no
 * row has here, as one that was renamed keeps its own. */
bool twin_key(struct db *db, const char *table, const char *what, int64_t *key, GError **error);

/* Whether two copies may add one row of TABLE each and have one: its key follows from what it is. */
bool twin_is_possible(const struct row_table *table);

/* The places ("theme 123") of rows that entries before ENTRY added, which its writer did not know, and
 * that those did not remove again: a set of text, for tables of twins and for people. */
GHashTable *twin_unseen(struct db *db, const struct entry *entry, GError **error);

/* The same of entries after ENTRY that were not taken back, whoever knew of them. */
GHashTable *twin_later(struct db *db, const struct entry *entry, GError **error);

/* Notes people in CHANGESET, the one of ENTRY, of whose name its writer could not know another: as a
 * conflict, for a person to say whether they are one. */
bool twin_note_people(struct db *db, const struct entry *entry, GBytes *changeset, GError **error);

#endif
