#include "tools/table.h"

#include "catalogue/formats/csv.h"
#include "tools/command.h"

#include <errno.h>
#include <sys/stat.h>

/* So large that the system has each back when it is freed. */
enum { CHUNK_BYTES = 1 << 20 };

struct table_row {
    size_t first; /* of its cells */
    size_t count;
    int64_t number;
};

struct table {
    GStringChunk *text; /* every cell */
    GArray *cells;      /* const char * in the text */
    GArray *rows;       /* struct table_row; the first is the headings */
};

static bool has_words(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i][0] != '\0')
            return true;
    return false;
}

static void take_row(struct table *table, const struct csv_row *row)
{
    struct table_row taken = {table->cells->len, row->count, row->number};
    for (size_t i = 0; i < row->count; i++) {
        const char *cell =
            row->cells[i][0] != '\0' ? g_string_chunk_insert(table->text, row->cells[i]) : "";
        g_array_append_val(table->cells, cell);
    }
    g_array_append_val(table->rows, taken);
}

static struct table *take_rows(struct csv *csv, GError **error)
{
    GError *reason = NULL;
    struct csv_row row;
    g_autoptr(table) table = g_new0(struct table, 1);
    table->text = g_string_chunk_new(CHUNK_BYTES);
    table->cells = g_array_new(false, false, sizeof(char *));
    table->rows = g_array_new(false, false, sizeof(struct table_row));
    while (csv_next(csv, &row, &reason))
        if (has_words(&row))
            take_row(table, &row);
    if (reason == NULL && table->rows->len == 0)
        command_refused(&reason, "it is empty; the first row must hold the headings");
    if (reason == NULL)
        return g_steal_pointer(&table);
    g_propagate_error(error, reason);
    return NULL;
}

/* A file of a size that can be read, before a byte of it is. */
static bool can_be_read(const char *path, GError **error)
{
    struct stat facts;
    if (stat(path, &facts) != 0)
        return command_refused(error, "%s",
                               errno == ENOENT ? "there is no such file" : g_strerror(errno));
    if (!S_ISREG(facts.st_mode))
        return command_refused(error, "it is no file; name the sheet itself");
    return facts.st_size <= CSV_MOST_BYTES ||
           command_refused(error, "larger than %d MiB, which no sheet is; split it",
                           CSV_MOST_BYTES / 1024 / 1024);
}

struct table *table_read(const char *path, const char *encoding, GError **error)
{
    if (!can_be_read(path, error))
        return NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, false, error);
    if (file == NULL)
        return NULL;
    const char *bytes = g_mapped_file_get_contents(file);
    g_autoptr(csv) csv =
        csv_create(bytes != NULL ? bytes : "", g_mapped_file_get_length(file), encoding, error);
    return csv != NULL ? take_rows(csv, error) : NULL;
}

void table_forget(struct table *table)
{
    g_clear_pointer(&table->text, g_string_chunk_free);
    g_array_unref(table->cells);
    table->cells = g_array_new(false, false, sizeof(char *));
    for (guint i = 0; i < table->rows->len; i++)
        g_array_index(table->rows, struct table_row, i).count = 0;
}

void table_free(struct table *table)
{
    if (table == NULL)
        return;
    g_clear_pointer(&table->text, g_string_chunk_free);
    g_array_unref(table->cells);
    g_array_unref(table->rows);
    g_free(table);
}

static const struct table_row *row_at(const struct table *table, size_t row)
{
    return &g_array_index(table->rows, struct table_row, row);
}

static const char *cell_at(const struct table *table, const struct table_row *row, size_t column)
{
    if (column >= row->count)
        return "";
    return g_array_index(table->cells, const char *, row->first + column);
}

size_t table_columns(const struct table *table)
{
    return row_at(table, 0)->count;
}

const char *table_heading(const struct table *table, size_t column)
{
    return cell_at(table, row_at(table, 0), column);
}

size_t table_rows(const struct table *table)
{
    return table->rows->len - 1;
}

const char *table_cell(const struct table *table, size_t row, size_t column)
{
    return cell_at(table, row_at(table, row + 1), column);
}

size_t table_width(const struct table *table, size_t row)
{
    return row_at(table, row + 1)->count;
}

gint64 table_number(const struct table *table, size_t row)
{
    return row_at(table, row + 1)->number;
}

char *table_letters(size_t column)
{
    char letters[16];
    char *first = letters + sizeof letters - 1;
    *first = '\0';
    for (column++; column > 0; column = (column - 1) / 26)
        *--first = (char)('A' + (column - 1) % 26);
    return g_strdup(first);
}
