#ifndef CATALOGUE_QUERY_H
#define CATALOGUE_QUERY_H

#include "catalogue/auto.h"
#include "catalogue/column.h"
#include "catalogue/statements.h"

/* Running the statements of catalogue/sql. For the nouns of the catalogue: programs call those.
 *
 * No C file holds a string of SQL; statements are the generated enum of catalogue/statements.h.
 * Each is prepared once a connection and not entered again while it runs. Every text read is
 * copied into the GStringChunk given and lives as long as that does. The thread of the db. */
struct db;

/* Runs a statement that returns no rows. VALUES may be NULL. */
bool query_run(struct db *db, enum statement statement, const struct value *values, GError **error);

/* Runs a statement whose parameters are the fields of RECORD; a parameter that is no field of it
 * is an error of ours and asserted. */
bool query_put(struct db *db, enum statement statement, const struct column *columns,
               const void *record, GError **error);

/* Runs several statements that stand under one name and take no parameters. */
bool query_script(struct db *db, enum statement statement, GError **error);

/* Reads the first row into RECORD: result columns go to the fields of the same name, columns that
 * are no field are passed over, fields without a column stay as they are. No row: _NOT_FOUND. */
bool query_get(struct db *db, enum statement statement, const struct value *values,
               const struct column *columns, GStringChunk *strings, void *record, GError **error);

/* Reads every row into an array of zeroed records of SIZE bytes; no rows give an empty array. */
GArray *query_list(struct db *db, enum statement statement, const struct value *values,
                   const struct column *columns, size_t size, GStringChunk *strings,
                   GError **error);

/* The first column of the first row; *NUMBER stays as it is where there is no row or it is NULL. */
bool query_number(struct db *db, enum statement statement, const struct value *values,
                  int64_t *number, GError **error);

/* The same as text, the caller's to free; *TEXT is NULL where there is none. */
bool query_text(struct db *db, enum statement statement, const struct value *values, char **text,
                GError **error);

/* Every first column, an array of int64_t. */
GArray *query_numbers(struct db *db, enum statement statement, const struct value *values,
                      GError **error);

/* Every first column as text; the strings are the array's. */
GPtrArray *query_texts(struct db *db, enum statement statement, const struct value *values,
                       GError **error);

/* How many rows the last query_run or query_put changed. */
int64_t query_changes(const struct db *db);

#endif
