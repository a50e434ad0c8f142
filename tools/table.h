#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H

#include "catalogue/auto.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * A sheet with headings, whole in memory: catalogue/formats/csv.h reads it, this remembers it. Rows
 * may be shorter or longer than the headings; rows without a word are passed over.
 */
struct table;

/* Reads the file; @encoding may be NULL. NULL on error, which says what to do. */
struct table *table_read(const char *path, const char *encoding, GError **error);
/* Lets go of what the cells say, all of which are "" from now on; rows keep their numbers. */
void table_forget(struct table *table);

void table_free(struct table *table);
CLEAN_UP(table, table_free)

/* The headings, as they stand; never NULL. */
size_t table_columns(const struct table *table);
const char *table_heading(const struct table *table, size_t column);

/* The rows after them. A cell that is not there is "". */
size_t table_rows(const struct table *table);
const char *table_cell(const struct table *table, size_t row, size_t column);

/* How many cells a row has, and its number as a spreadsheet program counts. */
size_t table_width(const struct table *table, size_t row);
gint64 table_number(const struct table *table, size_t row);

/* "A", "B", … "AA": how spreadsheet programs call a column. Yours to free. */
char *table_letters(size_t column);

#endif
