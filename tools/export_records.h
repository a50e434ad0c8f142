#ifndef TOOLS_EXPORT_RECORDS_H
#define TOOLS_EXPORT_RECORDS_H

#include <glib.h>
#include <stdbool.h>

struct export;

/*
 * The rows an export carries: the items written, and the people, places and themes they name; where
 * all items are written, every person, place and theme, the timeline and the trails too.
 */

/* An array of struct record *, which it owns, in the order of record_roots; texts live in @strings. */
GPtrArray *export_records(const struct export *export, GStringChunk *strings, GError **error);

/* Adds the files their rows name, below "files/", each under its hash. */
bool export_record_files(struct export *export, const GPtrArray *records, GError **error);

/* Whether one file is written, not a folder. */
bool export_is_one_file(const struct export *export, const char *ending);

#endif
