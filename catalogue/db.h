#ifndef CATALOGUE_DB_H
#define CATALOGUE_DB_H

#include "catalogue/auto.h"
#include <stdbool.h>
#include <stddef.h>
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

/* What a pack's file must hold, block by block: SQLite reads no page of a block before it was shown
 * here. So a catalogue of any size is open at once, and nothing false in it is ever believed. */
struct db_guard {
    int64_t length;      /* of the file, bytes; another length is _DAMAGED */
    int64_t block_bytes; /* 512 or more */
    /* Whether these are the bytes of block BLOCK, from 0. Called by the connection's thread. */
    bool (*is_intact)(const void *data, int64_t block, const void *bytes, size_t length);
    const void *data; /* as long as the connection is open */
};

/* Opens the file at PATH, which must be an archive of this program's version: an older one is
 * CATALOGUE_ERROR_INVALID here and is brought up to date by archive_open; a newer one is _NEWER;
 * anything else _DAMAGED; no file at all _NOT_FOUND. The caller closes it. */
struct db *db_open(const char *path, enum db_mode mode, GError **error);

/* As db_open() with DB_PACK, reading only what GUARD lets through: a block that it refuses is
 * _DAMAGED, at the opening or at whichever statement first comes to it. */
struct db *db_open_guarded(const char *path, const struct db_guard *guard, GError **error);

/* Closes and frees; NULL is fine. */
void db_close(struct db *db);
CLEAN_UP(db, db_close)

const char *db_path(const struct db *db);
bool db_is_writable(const struct db *db);

/* Who writes through it, and by which command, for others that have to wait (turn.h). */
void db_sign(struct db *db, const char *who, const char *command);

/* Makes the statement that runs now end with CATALOGUE_ERROR_CANCELLED. Any thread, as long as DB
 * is open. */
void db_interrupt(struct db *db);

/* The longest one statement may run before it ends with _CANCELLED; 0 is no limit. */
void db_set_time_limit(struct db *db, int64_t milliseconds);

#endif
