#ifndef CATALOGUE_CONFLICT_H
#define CATALOGUE_CONFLICT_H

#include "catalogue/changeset.h"
#include "catalogue/column.h"

/* Where two copies of the archive changed the same thing without knowing of each other. The merge let
 * one stand and kept the other here; a person decides which. The thread of the db. */
struct db;
struct entry;

struct conflict {
    int64_t id;
    const char
        *kind;    /* edit: two values; kept: changed here, removed there, and kept; name: two of one
                         name, of people those who may be one; refused: a rule of the archive did not let it stand */
    int64_t item; /* or 0 */
    const char *place; /* the row: "item 123" */
    const char *field; /* "" for a whole row */
    const char *lost;  /* what does not stand, as text */
    const char *code;  /* of the item, or NULL */
    const char *at;    /* the entry in which the two met: when, who, what */
    const char *who;
    const char *command;
};

/* Notes one. LOST may be NULL. Met in ENTRY; the same meeting is the same row in every copy. */
bool conflict_note(struct db *db, const struct entry *entry, const char *kind,
                   const struct row_table *table, const struct cell *cells, int column,
                   const struct cell *lost, GError **error);

/* In the order of the archive's history: an array of struct conflict. */
GArray *conflict_list(struct db *db, GStringChunk *strings, GError **error);

/* What stands now, as text; NULL where the row is not there. The caller frees it. */
char *conflict_stands(struct db *db, const struct conflict *conflict, GError **error);

/* Of a conflict of kind "name" about people: the two who may be one; false for any other. */
bool conflict_people(const struct conflict *conflict, int64_t *person, int64_t *other);

/* Decides: the lost value is put in place, or what stands stays; either way it waits no more. Of two
 * people taking makes the one who came later part of the other. Putting one in place where its row is gone is _NOT_FOUND; where a rule forbids it, _INVALID. */
bool conflict_decide(struct db *db, const struct conflict *conflict, bool takes_lost,
                     GError **error);

#endif
