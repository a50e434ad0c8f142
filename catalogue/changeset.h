#ifndef CATALOGUE_CHANGESET_H
#define CATALOGUE_CHANGESET_H

#include "catalogue/auto.h"
#include "catalogue/statements.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads and writes SQLite's changesets, byte by byte and by the schema of this program. What comes
 * from another copy is read here and nowhere else: SQLite's own reader gets only what it wrote
 * itself. Format: the comment "CHANGESET FORMAT" in SQLite's sqlite3session.c. Any thread. */

enum cell_kind {
    CELL_ABSENT = 0, /* not part of the change */
    CELL_INTEGER = 1,
    CELL_REAL = 2,
    CELL_TEXT = 3,
    CELL_BLOB = 4,
    CELL_NULL = 5
};

/* One value; BYTES are borrowed. */
struct cell {
    enum cell_kind kind;
    int64_t integer;
    double real;
    const uint8_t *bytes; /* of text or blob; not ended by a NUL */
    size_t size;
};

enum change_kind { CHANGE_DELETE = 9, CHANGE_INSERT = 18, CHANGE_UPDATE = 23 };

/* One row that changed. An insert has all of FRESH, a delete all of OLD, an update the key and what
 * was before in OLD and only what changed in FRESH. */
struct change {
    const struct row_table *table;
    enum change_kind kind;
    bool is_indirect;
    struct cell old[ROW_COLUMNS];
    struct cell fresh[ROW_COLUMNS];
};

struct changeset_reader {
    const uint8_t *at;
    const uint8_t *end;
    const struct row_table *table;
};

void changeset_begin(struct changeset_reader *reader, const void *bytes, size_t size);

/* 1: *CHANGE is the next, borrowed from the bytes; 0: the end; -1: these are no changes of this
 * program's tables, _DAMAGED. */
int changeset_next(struct changeset_reader *reader, struct change *change, GError **error);

/* Reads to the end and throws away: true where every change is sound. */
bool changeset_check(const void *bytes, size_t size, GError **error);

/* Appends CHANGE to a changeset being written. LAST remembers the table; NULL to begin with. */
void changeset_append(GByteArray *changeset, const struct row_table **last,
                      const struct change *change);

/* The table of that name, or NULL. */
const struct row_table *changeset_table(const char *name, size_t size);

/* Which column; -1 where there is none of that name. */
int changeset_column(const struct row_table *table, const char *name);

bool cell_equal(const struct cell *one, const struct cell *other);
/* As a person reads it; the caller frees it. */
char *cell_text(const struct cell *cell);
/* The other direction, for words of a caller that outlive the cell. */
struct cell cell_of_text(const char *text);

/* The cells a row is known by: of an insert its new ones, else its old ones. */
const struct cell *change_row(const struct change *change);
/* "item 123": table and key; the caller frees it. */
char *change_place(const struct change *change);
/* The same of any cells of a table. */
char *row_place(const struct row_table *table, const struct cell *cells);
/* The value of a column of an insert or delete, or of an update where it changed or is in its key; NULL
 * where absent or not an integer. */
const int64_t *change_key(const struct change *change, const char *column);

#endif
