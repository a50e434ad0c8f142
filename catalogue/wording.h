#ifndef CATALOGUE_WORDING_H
#define CATALOGUE_WORDING_H

#include "catalogue/changeset.h"

/* What tables and columns are called when a person is told of them, in the language of whoever runs
 * the program; nobody has to know the schema. Any thread. */

/* "the title", "who may see it"; NULL for a column nobody is told of: keys, what follows from others. */
const char *wording_field(const char *table, const char *column);

/* "theme", "index point"; of a row of that table. */
const char *wording_row(const char *table);

/* The value as a person says it: "nobody" for an access that is closed, 1:35 for 95,000 of a column in
 * milliseconds; long texts are cut. The caller frees it. */
char *wording_value(const char *table, const char *column, const struct cell *cell);

/* 1:35, or 1:02:03; the caller frees it. */
char *wording_time(int64_t ms);

#endif
