#ifndef CATALOGUE_GUARD_H
#define CATALOGUE_GUARD_H

#include "catalogue/db.h"

/* A door of its own to one file: a VFS (https://www.sqlite.org/vfs.html) that stands before the
 * system's and shows each block of the file to a db_guard before SQLite has a byte of it. Only for
 * files that are opened immutable: it offers no memory map and no shared memory. */
struct guard;

/* Makes the door known to SQLite under a name nothing else has. */
struct guard *guard_create(const struct db_guard *what);

/* What sqlite3_open_v2() takes; borrowed. */
const char *guard_name(const struct guard *guard);

/* After the connection is closed; NULL is fine. */
void guard_destroy(struct guard *guard);

#endif
