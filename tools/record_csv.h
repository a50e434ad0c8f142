#ifndef TOOLS_RECORD_CSV_H
#define TOOLS_RECORD_CSV_H

#include <glib.h>
#include <stdbool.h>

struct db;
struct parcel;

/*
 * An archive's rows as sheets, one a table: items.csv, people.csv, lines.csv … Each row has the
 * columns of its table, and, where it belongs to another, the key of that.
 */

/* Adds the sheets of @records (struct record *) to the parcel. */
bool record_csv_write(const GPtrArray *records, struct parcel *parcel, GError **error);

/* Reads such a folder: an array of struct record *, which it owns; texts live in @strings. NULL on
 * error: sheet, row and column. @db says which columns may be without a value. */
GPtrArray *record_csv_read(const char *folder, struct db *db, GStringChunk *strings,
                           GError **error);

#endif
