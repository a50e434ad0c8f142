#ifndef TOOLS_SHEET_MAP_H
#define TOOLS_SHEET_MAP_H

#include "catalogue/auto.h"
#include "tools/target.h"

struct table;
struct output;

/*
 * Which column of a sheet becomes what: understood from its headings, or said by a mapping file, one
 * line a column: `dateText -> date`. Lines that begin with # are not read; a column without a line
 * becomes nothing.
 */
struct sheet_map {
    GArray *columns; /* struct sheet_column_use; the surest first */
    size_t passed;   /* columns that become nothing */
};

struct sheet_column_use {
    size_t column;
    int rank;
    struct target target;
};

/* From the headings. What is not understood is warned about; USAGE where nothing would be a title,
 * REFUSED where one place would have two columns. */
struct sheet_map *sheet_map_guess(const struct table *table, const char *name,
                                  struct output *output, GError **error);

/* From a mapping file. USAGE, "FILE: line 3: …", where it cannot be followed. */
struct sheet_map *sheet_map_read(const char *file, const struct table *table, GError **error);

/* A first draft of such a file, with a value of each column above it; yours. */
char *sheet_map_draft(const struct table *table, const char *name);

void sheet_map_free(struct sheet_map *map);
CLEAN_UP(sheet_map, sheet_map_free)

/* The column that becomes it, or NULL. */
const struct sheet_column_use *sheet_map_of(const struct sheet_map *map, enum target_kind kind,
                                            const char *name);

#endif
