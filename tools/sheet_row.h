#ifndef TOOLS_SHEET_ROW_H
#define TOOLS_SHEET_ROW_H

#include "catalogue/code.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct accession;
struct call;
struct sheet_links;
struct sheet_map;
struct table;

/*
 * One row of a sheet becomes an item, or changes the one it is known by.
 */
struct sheet_source {
    const struct call *call;
    const char *name; /* of the sheet, as typed */
    const struct table *table;
    const struct sheet_map *map;
    struct sheet_links *links;
    GHashTable *rows; /* identifier → the row it stands in, + 1 */
    GArray *orphans;  /* tools/orphan.h: what was stored for rows */
    bool is_update;
};

enum sheet_row_state {
    SHEET_ROW_WAITING,
    SHEET_ROW_ADDED,
    SHEET_ROW_CHANGED,
    SHEET_ROW_SAME,
    SHEET_ROW_REFUSED
};

struct sheet_row {
    size_t row;
    GPtrArray *accessions;  /* struct accession *, owned: its files, made ready; or NULL */
    const char *transcript; /* the path of its timed text, or NULL; borrowed */
    enum sheet_row_state state;
    int64_t item;
    char code[CODE_SIZE];
    GPtrArray *says; /* char *: what changes, one line each; or NULL */
};

void sheet_row_finish(void *row);

/* Writes it. On error, which begins with row and column, nothing may be kept: the caller rolls
 * its step back. */
bool sheet_row_write(const struct sheet_source *source, struct sheet_row *row, GError **error);

/* The cells of the row that become @kind: an array of texts, values of one cell each its own. The
 * array owns them. */
GPtrArray *sheet_row_values(const struct sheet_source *source, size_t row, int kind);

/* "row 5" and "row 5, column C (“date”): " as an error begins; yours. */
char *sheet_row_place(const struct sheet_source *source, size_t row, size_t column);

#endif
