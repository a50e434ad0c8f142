#ifndef CATALOGUE_TXN_H
#define CATALOGUE_TXN_H

#include "catalogue/auto.h"

#include <stdbool.h>

/* A transaction: everything written until it is committed, or nothing. It rolls back unless
 * committed, so `g_autoptr(txn)` makes the error path the same as the good one. One begun inside
 * another is a step of it: rolling it back leaves the outer one as it was before the step. They
 * end in the reverse of the order they began in. The thread of the db. */
struct db;
struct txn;

/* Begins to write; another writer is waited for as wait.h says, then _BUSY. */
struct txn *txn_begin(struct db *db, GError **error);

/* The same for what writes one row, which SQLite writes whole or not at all: inside another it is no step
 * but a part of it, as a step costs a copy of every page it touches. */
struct txn *txn_join(struct db *db, GError **error);

/* Begins to read: every read until it ends sees one moment of the archive. */
struct txn *txn_begin_read(struct db *db, GError **error);

/* True once it is on the disk. TXN is still the caller's to free. */
bool txn_commit(struct txn *txn, GError **error);

/* Rolls back unless committed, and frees; NULL is fine. */
void txn_end(struct txn *txn);
CLEAN_UP(txn, txn_end)

#endif
