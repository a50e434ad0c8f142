#ifndef TOOLS_RECORD_JSON_H
#define TOOLS_RECORD_JSON_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * An archive's rows as one JSON document: people, places, themes, items, events and trails, each a
 * list of objects with the columns under their names, and what belongs to a row in lists inside it.
 * Keys are written as text, as JSON's numbers do not hold them. The same rows give the same bytes.
 */

/* Writes @records (struct record *, in the order of record_roots); yours to free. */
char *record_json_write(const GPtrArray *records);

/* Reads such a document: an array of struct record *, which it owns; texts live in @strings. NULL,
 * with the line or the place, where it is none. */
GPtrArray *record_json_read(const char *bytes, size_t length, GStringChunk *strings,
                            GError **error);

#endif
