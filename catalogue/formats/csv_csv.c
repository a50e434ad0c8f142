#include "catalogue/formats/csv.h"

#include "catalogue/error.h"
#include "catalogue/formats/encoding.h"

#include <csv.h>
#include <string.h>

enum {
    BLOCK = 64 * 1024,    /* bytes given to the parser at once */
    GROWTH = 1024 * 1024, /* of its memory for a cell: less, and long cells are copied too often */
    IN_QUOTES = 2         /* libcsv's state inside a cell */
};

struct csv {
    char *text;
    size_t length;
    size_t at; /* what the parser has not seen yet */
    const char *encoding;
    char separator;
    struct csv_parser parser;
    bool is_over;
    bool is_absurd;

    GPtrArray *cells; /* char *: of all rows that wait, one after another */
    GArray *ends;     /* size_t: where in cells each waiting row ends */
    size_t next;      /* the first row in ends that was not given yet */
    int64_t number;   /* of the row given last */
};

static bool fail(GError **error, const char *what)
{
    g_set_error_literal(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, what);
    return false;
}

/* What people save or rename instead of a sheet, by its first bytes. */
static const char *what_else(const char *bytes, size_t length)
{
    static const struct {
        const char *bytes;
        const char *says;
    } others[] = {
        {"PK\x03\x04", "is a zip file or a workbook (.xlsx, .ods), no sheet; open it in your "
                       "spreadsheet program and save the sheet as CSV"},
        {"\xD0\xCF\x11\xE0", "is a workbook (.xls), no sheet; open it in your spreadsheet program "
                             "and save the sheet as CSV"},
        {"\x1F\x8B", "is compressed (gzip); unpack it first"},
        {"%PDF", "is a PDF; a sheet is needed, saved as CSV"},
        {"<?xml", "is XML; a sheet is needed, saved as CSV"},
        {"SQLite format 3", "is a database; export the sheet from it as CSV"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        size_t size = strlen(others[i].bytes);
        if (length >= size && memcmp(bytes, others[i].bytes, size) == 0)
            return others[i].says;
    }
    return NULL;
}

/* UTF-16 and UTF-32 are full of NULs; they say so in their first bytes. */
static bool has_nul(const char *bytes, size_t length)
{
    bool has_mark =
        length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0 ||
                        (length >= 4 && memcmp(bytes, "\0\0\xFE\xFF", 4) == 0));
    return !has_mark && memchr(bytes, '\0', length) != NULL;
}

/* The one of the four that stands most often in the first line with words, outside quotes. */
static char tell_separator(const char *text)
{
    static const char candidates[] = ",;\t|";
    int counts[sizeof candidates - 1] = {0};
    bool is_quoted = false;
    size_t best = 0;
    for (text += strspn(text, "\n "); *text != '\0' && (is_quoted || *text != '\n'); text++) {
        const char *found = strchr(candidates, *text);
        if (*text == '"')
            is_quoted = !is_quoted;
        else if (found != NULL && !is_quoted)
            counts[found - candidates]++;
    }
    for (size_t i = 1; i < G_N_ELEMENTS(counts); i++)
        if (counts[i] > counts[best])
            best = i;
    return candidates[best];
}

struct csv *csv_create(const char *bytes, size_t length, const char *encoding, GError **error)
{
    const char *other = what_else(bytes, length);
    const char *read_as;
    if (other != NULL || length > CSV_MOST_BYTES || has_nul(bytes, length)) {
        fail(error, other != NULL ? other
                    : length > CSV_MOST_BYTES
                        ? "is larger than a sheet can be (256 MiB)"
                        : "is no sheet: it holds NUL bytes; write it out again as CSV");
        return NULL;
    }
    char *text = encoding_decode(bytes, length, encoding, false, &read_as, error);
    if (text == NULL)
        return NULL;
    struct csv *csv = g_new0(struct csv, 1);
    csv->text = text;
    csv->length = strlen(text);
    csv->encoding = g_intern_string(read_as);
    csv->separator = tell_separator(text);
    csv->cells = g_ptr_array_new_with_free_func(g_free);
    csv->ends = g_array_new(false, false, sizeof(size_t));
    csv_init(&csv->parser, CSV_APPEND_NULL | CSV_REPALL_NL);
    csv_set_blk_size(&csv->parser, GROWTH);
    csv_set_delim(&csv->parser, (unsigned char)csv->separator);
    return csv;
}

void csv_destroy(struct csv *csv)
{
    if (csv == NULL)
        return;
    csv_free(&csv->parser);
    g_ptr_array_unref(csv->cells);
    g_array_unref(csv->ends);
    g_free(csv->text);
    g_free(csv);
}

const char *csv_encoding(const struct csv *csv)
{
    return csv->encoding;
}

char csv_separator(const struct csv *csv)
{
    return csv->separator;
}

static size_t row_begin(const struct csv *csv, size_t row)
{
    return row == 0 ? 0 : g_array_index(csv->ends, size_t, row - 1);
}

static void take_cell(void *bytes, size_t length, void *data)
{
    struct csv *csv = data;
    size_t cells = csv->cells->len - row_begin(csv, csv->ends->len);
    if (length > CSV_MOST_CELL_BYTES || cells >= CSV_MOST_CELLS)
        csv->is_absurd = true;
    else
        g_ptr_array_add(csv->cells, g_strndup(bytes, length));
}

static void take_row(int end, void *data)
{
    struct csv *csv = data;
    size_t length = csv->cells->len;
    (void)end;
    g_array_append_val(csv->ends, length);
}

static bool fail_at(const struct csv *csv, const char *what, GError **error)
{
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, "row %" G_GINT64_FORMAT ": %s",
                csv->number + 1, what);
    return false;
}

/* Gives the parser more until a row waits; every waiting row has been given before. */
static bool parse_more(struct csv *csv, GError **error)
{
    g_ptr_array_remove_range(csv->cells, 0, (guint)row_begin(csv, csv->ends->len));
    g_array_set_size(csv->ends, 0);
    csv->next = 0;
    while (csv->ends->len == 0 && csv->at < csv->length && !csv->is_absurd) {
        size_t size = MIN(BLOCK, csv->length - csv->at);
        if (csv_parse(&csv->parser, csv->text + csv->at, size, take_cell, take_row, csv) != size)
            return fail_at(csv, csv_strerror(csv_error(&csv->parser)), error);
        csv->at += size;
        if (csv_get_buffer_size(&csv->parser) > 2 * (size_t)CSV_MOST_CELL_BYTES)
            csv->is_absurd = true;
    }
    if (csv->ends->len > 0)
        return true; /* what is wrong with the rest is said after the rows before it */
    if (csv->at == csv->length && !csv->is_over && !csv->is_absurd) {
        if (csv->parser.quoted && csv->parser.pstate == IN_QUOTES)
            return fail_at(
                csv, "a quotation mark is opened and never closed; close it, or write it twice",
                error);
        csv->is_over = true;
        if (csv_fini(&csv->parser, take_cell, take_row, csv) != 0)
            return fail_at(csv, csv_strerror(csv_error(&csv->parser)), error);
    }
    if (csv->is_absurd)
        return fail_at(csv, "is longer than a row can be; is a quotation mark missing?", error);
    return true;
}

bool csv_next(struct csv *csv, struct csv_row *row, GError **error)
{
    if (csv->next >= csv->ends->len && !parse_more(csv, error))
        return false;
    if (csv->next >= csv->ends->len)
        return false;
    size_t begin = row_begin(csv, csv->next);
    size_t end = g_array_index(csv->ends, size_t, csv->next);
    csv->next++;
    csv->number++;
    row->count = end - begin;
    row->cells = row->count > 0 ? (const char *const *)csv->cells->pdata + begin : NULL;
    row->number = csv->number;
    return true;
}

void csv_write_cell(GString *out, const char *text)
{
    size_t length = strlen(text);
    bool has_blank_end =
        length > 0 && (g_ascii_isspace(text[0]) || g_ascii_isspace(text[length - 1]));
    if (!has_blank_end && strpbrk(text, ",\"\r\n") == NULL) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

void csv_write_row(GString *out, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        csv_write_cell(out, cells[i]);
    }
    g_string_append(out, "\r\n");
}
