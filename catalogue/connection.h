#ifndef CATALOGUE_CONNECTION_H
#define CATALOGUE_CONNECTION_H

#include "catalogue/db.h"
#include "catalogue/statements.h"

/* What the gates to SQLite share of a connection; nothing else includes this. */
struct sqlite3;
struct sqlite3_stmt;

/* Opens PATH without asking what it is: FLAGS are DB_RAW_…, the settings of MODE are made. */
enum { DB_RAW_CREATE = 1 };
struct db *connection_open(const char *path, enum db_mode mode, int flags, GError **error);

/* A database in memory with this program's schema; NULL only when memory is out. */
struct db *connection_open_in_memory(GError **error);

/* What the file says it is. */
bool connection_read_version(struct db *db, int64_t *application, int64_t *version, GError **error);

/* Applies of the COUNT migrations of LIST those after VERSION, each inside the transaction that is
 * open. */
bool connection_migrate(struct db *db, const struct migration *list, size_t count, int64_t version,
                        GError **error);

struct sqlite3 *connection_handle(struct db *db);
enum db_mode connection_mode(const struct db *db);

/* The prepared statement, marked in use until connection_give_back. */
struct sqlite3_stmt *connection_take(struct db *db, enum statement statement, GError **error);
void connection_give_back(struct db *db, enum statement statement);

/* Sets ERROR from what SQLite says of the last call; always false. */
bool connection_fail(struct db *db, const char *doing, GError **error);

/* Starts the clock of the time limit. */
void connection_start_clock(struct db *db);

/* Items whose found words are to be written anew before the transaction commits: a set of int64_t. */
GHashTable *connection_stale(struct db *db);

/* The note beside the archive that says who writes (turn.h): of a connection that is signed, while it
 * has SQLite's lock. */
void connection_begin_turn(struct db *db);
void connection_end_turn(struct db *db);

/* How many transactions are open inside each other. */
int *connection_depth(struct db *db);

#endif
