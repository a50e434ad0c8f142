#ifndef CATALOGUE_FORMATS_CSV_H
#define CATALOGUE_FORMATS_CSV_H

#include "catalogue/auto.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sheets as comma-separated text (RFC 4180) and as programs really write them: separated by comma,
 * semicolon, tab or bar, with or without byte order mark, any line ends, line breaks inside quotes,
 * blanks round cells, rows longer or shorter than the first. Bytes are foreign: they give rows or an
 * error, never a crash. One thread at a time. */
struct csv;

enum {
    CSV_MOST_BYTES = 256 * 1024 * 1024, /* of a file */
    CSV_MOST_CELLS = 4096,              /* of a row */
    CSV_MOST_CELL_BYTES = 16 * 1024 * 1024
};

struct csv_row {
    const char *const *cells; /* UTF-8, LF between lines; live until the next row is read */
    size_t count;             /* 0 for an empty row */
    int64_t number;           /* as a spreadsheet numbers it, from 1 */
};

/* Begins to read; BYTES may go afterwards. ENCODING is for text that is not Unicode, NULL refuses
 * that with a message naming the encodings to try. What is no text at all (a workbook, a zip, a PDF)
 * is _INVALID with what to do. */
struct csv *csv_create(const char *bytes, size_t length, const char *encoding, GError **error);
void csv_destroy(struct csv *csv);
CLEAN_UP(csv, csv_destroy)

/* What it was read as: "UTF-8", "UTF-16LE", "windows-1252" …; and what separates its cells. */
const char *csv_encoding(const struct csv *csv);
char csv_separator(const struct csv *csv);

/* The next row. False at the end, and with ERROR set where the sheet breaks off: a quotation mark
 * that is never closed, a row or cell beyond all measure. */
bool csv_next(struct csv *csv, struct csv_row *row, GError **error);

/* Writes one cell: in quotes where it must be, and where blanks at its ends would be lost. */
void csv_write_cell(GString *out, const char *text);
/* Writes cells with commas and ends the line (CRLF, RFC 4180 §2). */
void csv_write_row(GString *out, const char *const *cells, size_t count);

#endif
