#ifndef CATALOGUE_COPY_H
#define CATALOGUE_COPY_H

#include "catalogue/column.h"

/* Backups this archive knows of, so that what is erased can be looked for there too. Known to this
 * copy of the archive only: no entry of the history, never in a pack. */
struct db;

struct copy {
    int64_t id;
    const char *path;    /* where it was written, absolute */
    const char *made_at; /* the moment it was made */
};

/* Remembers a backup at PATH, made now; one that stood there before is forgotten. */
bool copy_remember(struct db *db, const char *path, GError **error);

/* All of them, oldest first: an array of struct copy. */
GArray *copy_list(struct db *db, GStringChunk *strings, GError **error);

#endif
