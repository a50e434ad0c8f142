#ifndef CATALOGUE_COPY_H
#define CATALOGUE_COPY_H

#include "catalogue/column.h"

/* What was written out of this archive and still holds what it held then: backups, packs, exports,
 * changes for other copies. So that what is erased can be taken out of them, or at least be known to be
 * there. Known to this copy of the archive only: no entry of the history, never in a pack. */
struct db;

struct copy {
    int64_t id;
    const char *path;    /* where it was written, absolute */
    const char *made_at; /* the moment it was made */
    const char *kind;    /* backup, pack, export, changes */
    const char *holds;   /* codes of the only items in it, with blanks between; "" is any */
    int64_t owes;        /* how many erasures could not reach it */
};

/* What was erased and may still be in a copy. */
struct owed {
    int64_t copy;
    const char *path;
    const char *made_at;
    const char *kind;
    const char *code; /* of the item; "" is a person, or what another copy erased */
    const char *at;   /* the moment of the erasure */
    const char *why;  /* what kept it from being reached */
};

/* The state of the archive that a copy is begun from. */
struct copy_start {
    char *at;      /* the moment; the owner's to free */
    int64_t entry; /* the last command that wrote */
};
bool copy_begin(struct db *db, struct copy_start *start, GError **error);

/* Remembers what was begun at START and is written to PATH now, a copy with its kind and what it holds
 * (NULL: any item); one that stood there before is forgotten, with what it owed.
 * *IS_BEHIND where something was erased meanwhile, which may be in it. */
bool copy_remember(struct db *db, const struct copy_start *start, const char *kind,
                   const char *path, const char *holds, bool *is_behind, GError **error);

/* All of them, oldest first: an array of struct copy. */
GArray *copy_list(struct db *db, GStringChunk *strings, GError **error);

/* It is gone: forgets it with what it owed. */
bool copy_forget(struct db *db, int64_t copy, GError **error);

/* CODE was erased and could not be taken out of it, WHY. */
bool copy_owe(struct db *db, int64_t copy, const char *code, const char *why, GError **error);

/* All that was erased is out of it. */
bool copy_settle(struct db *db, int64_t copy, GError **error);

/* What is owed, oldest first: an array of struct owed. */
GArray *copy_owed(struct db *db, GStringChunk *strings, GError **error);

#endif
