#ifndef TOOLS_SHEET_PARTS_H
#define TOOLS_SHEET_PARTS_H

#include <glib.h>
#include <stdbool.h>

struct sheet_row;
struct sheet_source;

/*
 * What a row says besides fields: its columns there is no field for, kept under their headings, and the
 * whole its item is a part of, which is known once every row is written.
 */

/* Keeps the former for the row's item; what changes joins row->says. */
bool sheet_parts_keep(const struct sheet_source *source, const struct sheet_row *row,
                      GError **error);

/* Makes the row's item a part of the whole it names. *@is_new where it was not before. A whole that is
 * not there is warned about. */
bool sheet_parts_join(const struct sheet_source *source, struct sheet_row *row, bool *is_new,
                      GError **error);

#endif
