#ifndef CATALOGUE_ROW_H
#define CATALOGUE_ROW_H

#include "catalogue/changeset.h"

/* Any one row of the tables that travel between copies, read and written as cells. For joining copies
 * only: the nouns know what a row means, this does not. The thread of the db. */
struct db;

/* Owns its text. */
struct row {
    const struct row_table *table;
    struct cell cells[ROW_COLUMNS];
};

void row_free(struct row *row);
CLEAN_UP(row, row_free)

/* A copy of CELLS that owns them; absent cells are NULL values. */
struct row *row_of(const struct row_table *table, const struct cell *cells);

/* The row whose key stands in CELLS. NULL without ERROR where there is none. */
struct row *row_get(struct db *db, const struct row_table *table, const struct cell *cells,
                    GError **error);

/* Rows whose COLUMN names the row of key ID: an array of struct row *. */
GPtrArray *row_under(struct db *db, const struct row_table *table, int column, int64_t id,
                     GError **error);

/* Whether a column only follows from others: the moment of the last change, the
 * days a date means, a rank beside a link. Two
 * that differ in such a column alone are the same. */
bool row_is_quiet(const struct row_table *table, int column);

/* Whether ROW has all the values of CELLS, leaving out absent and quiet ones; else *DIFFERS, which may
 * be NULL, is the first column that has not. */
bool row_has(const struct row *row, const struct cell *cells, int *differs);

/* Whether COLUMN may name a row of TABLE. */
bool row_may_name(const struct row_column *column, const struct row_table *table);

/* The item a row is about: its own key or its column `item`; 0 for none. */
int64_t row_item(const struct row_table *table, const struct cell *cells);

enum row_answer {
    ROW_DONE,
    ROW_TAKEN,   /* another row has a value that only one may have */
    ROW_REFUSED, /* a rule of the table forbids it */
    ROW_FAILED   /* ERROR is set */
};

/* Writes the whole row over the one of its key, or as a new one. */
enum row_answer row_put(struct db *db, const struct row_table *table, const struct cell *cells,
                        GError **error);
bool row_remove(struct db *db, const struct row_table *table, const struct cell *cells,
                GError **error);

#endif
