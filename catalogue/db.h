#ifndef CATALOGUE_DB_H
#define CATALOGUE_DB_H

#include "catalogue/auto.h"
#include <stdbool.h>
#include <stdint.h>

/* The only door to SQLite: a connection to an archive or to a pack. Statements are run through
 * catalogue/query.h, by the nouns only; programs open an archive and hand its db to the nouns.
 *
 * A connection belongs to the thread that opened it; db_interrupt alone may be called by any. */
struct db;

enum db_mode {
    DB_WRITE, /* journal TRUNCATE, synchronous EXTRA: an acknowledged commit survives a power cut */
    DB_READ,  /* read-only; others may write meanwhile */
    DB_PACK,  /* immutable and query-only: no lock, no journal, no write beside it; its schema is
                 compared with this program's, and a statement may run for two seconds only */
};

/* Opens the file at PATH, which must be an archive of this program's version: an older one is
 * CATALOGUE_ERROR_INVALID here and is brought up to date by archive_open; a newer one is _NEWER;
 * anything else _DAMAGED; no file at all _NOT_FOUND. The caller closes it. */
struct db *db_open(const char *path, enum db_mode mode, GError **error);

/* Closes and frees; NULL is fine. */
void db_close(struct db *db);
CLEAN_UP(db, db_close)

const char *db_path(const struct db *db);
bool db_is_writable(const struct db *db);

/* Makes the statement that runs now end with CATALOGUE_ERROR_CANCELLED. Any thread, as long as DB
 * is open. */
void db_interrupt(struct db *db);

/* The longest one statement may run before it ends with _CANCELLED; 0 is no limit. */
void db_set_time_limit(struct db *db, int64_t milliseconds);

#endif
