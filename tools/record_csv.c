#include "tools/record_csv.h"

#include "catalogue/formats/csv.h"
#include "catalogue/record.h"
#include "tools/command.h"
#include "tools/parcel.h"
#include "tools/table.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* What is known while rows become records. */
struct reading {
    const char *folder;
    struct db *db;
    GStringChunk *strings;
    GHashTable *rows; /* int64_t → struct record *: those that others can belong to */
    GPtrArray *roots;
};

static char *cell_text(const struct record_value *value)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    switch (value->kind) {
    case RECORD_INTEGER:
    case RECORD_KEY:
        return g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
    case RECORD_REAL:
        return g_strdup(g_ascii_dtostr(number, sizeof number, value->real));
    case RECORD_TEXT:
        return g_strdup(value->text);
    default:
        return g_strdup("");
    }
}

static void write_row(GString *sheet, const struct record *record, int64_t parent, bool is_heading)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    if (record->form->parent != NULL)
        g_ptr_array_add(cells, is_heading ? g_strdup(record->form->parent)
                                          : g_strdup_printf("%" G_GINT64_FORMAT, parent));
    for (guint i = 0; i < record->values->len; i++) {
        const struct record_value *value = &g_array_index(record->values, struct record_value, i);
        g_ptr_array_add(cells, is_heading ? g_strdup(value->name) : cell_text(value));
    }
    csv_write_row(sheet, (const char *const *)cells->pdata, cells->len);
}

static void free_sheet(void *sheet)
{
    g_string_free(sheet, true);
}

static void write_records(const GPtrArray *records, int64_t parent, GHashTable *sheets)
{
    for (guint i = 0; i < records->len; i++) {
        const struct record *record = g_ptr_array_index(records, i);
        GString *sheet = g_hash_table_lookup(sheets, record->form->name);
        if (sheet == NULL) {
            sheet = g_string_new(NULL);
            g_hash_table_insert(sheets, (void *)record->form->name, sheet);
            write_row(sheet, record, parent, true);
        }
        write_row(sheet, record, parent, false);
        write_records(record->children, record_key(record, "id"), sheets);
    }
}

bool record_csv_write(const GPtrArray *records, struct parcel *parcel, GError **error)
{
    g_autoptr(GHashTable) sheets = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_sheet);
    GHashTableIter iterator;
    void *name;
    void *sheet;
    write_records(records, 0, sheets);
    g_hash_table_iter_init(&iterator, sheets);
    while (g_hash_table_iter_next(&iterator, &name, &sheet)) {
        g_autofree char *file = g_strconcat(name, ".csv", NULL);
        if (!parcel_add(parcel, file, ((GString *)sheet)->str, error))
            return false;
    }
    return true;
}

static bool read_cell(const struct reading *reading, struct record *record, const char *name,
                      const char *cell, GError **error)
{
    struct record_value value = {.name = g_string_chunk_insert_const(reading->strings, name)};
    bool may_be_none = true;
    if (!record_may_be_none(reading->db, record->form, name, &may_be_none))
        return command_refused(error, "nothing is called so; the headings are those of `rwf export "
                                      "csv`");
    if (record_is_key(name) && *cell != '\0') {
        value.kind = RECORD_KEY;
        if (!g_ascii_string_to_signed(cell, 10, G_MININT64, G_MAXINT64, &value.integer, NULL))
            return command_refused(error, "“%s” is no key of a row", cell);
    } else if (*cell != '\0' || !may_be_none) {
        value.kind = RECORD_TEXT;
        value.text = g_string_chunk_insert(reading->strings, cell);
    }
    g_array_append_val(record->values, value);
    return true;
}

/* So that what hangs from what is no deeper than the forms are, whatever keys say. */
static bool may_have(const struct record_form *whole, const struct record_form *part)
{
    for (const struct record_form *const *child = whole->children; child != NULL && *child != NULL;
         child++)
        if (*child == part)
            return true;
    return false;
}

/* The key of the row it belongs to is taken out again: it goes without saying. */
static bool join(const struct reading *reading, struct record *record, GError **error)
{
    if (record->form->parent == NULL) {
        g_ptr_array_add(reading->roots, record);
        return true;
    }
    int64_t parent = record_key(record, record->form->parent);
    struct record *whole = g_hash_table_lookup(reading->rows, &parent);
    if (whole == NULL || !may_have(whole->form, record->form))
        return command_refused(error, "no row has the key %" G_GINT64_FORMAT " it belongs to",
                               parent);
    for (guint i = 0; i < record->values->len; i++)
        if (strcmp(g_array_index(record->values, struct record_value, i).name,
                   record->form->parent) == 0)
            g_array_remove_index(record->values, i--);
    g_ptr_array_add(whole->children, record);
    return true;
}

static bool read_row(const struct reading *reading, const struct record_form *form,
                     const struct table *table, size_t row, GError **error)
{
    g_autoptr(record) record = record_create(form);
    for (size_t column = 0; column < table_columns(table); column++) {
        g_autofree char *letters = table_letters(column);
        if (read_cell(reading, record, table_heading(table, column), table_cell(table, row, column),
                      error))
            continue;
        g_prefix_error(error, _("row %" PRId64 ", column %s (“%s”): "), table_number(table, row),
                       letters, table_heading(table, column));
        return false;
    }
    int64_t id = record_key(record, "id");
    if (!join(reading, record, error)) {
        g_prefix_error(error, _("row %" PRId64 ": "), table_number(table, row));
        return false;
    }
    if (id != 0)
        g_hash_table_insert(reading->rows, g_memdup2(&id, sizeof id), record);
    g_steal_pointer(&record);
    return true;
}

static bool read_sheet(const struct reading *reading, const struct record_form *form,
                       GHashTable *done, GError **error)
{
    g_autofree char *name = g_strconcat(form->name, ".csv", NULL);
    g_autofree char *path = g_build_filename(reading->folder, name, NULL);
    if (!g_hash_table_add(done, (void *)form->name) || !g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_autoptr(table) table = table_read(path, NULL, error);
    bool is_read = table != NULL;
    for (size_t row = 0; is_read && row < table_rows(table); row++)
        is_read = read_row(reading, form, table, row, error);
    if (!is_read)
        g_prefix_error(error, "%s: ", name);
    return is_read;
}

/* A form's sheet, when those its rows belong to have been read. */
static bool read_below(const struct reading *reading, const struct record_form *const *forms,
                       GHashTable *done, GError **error)
{
    for (; *forms != NULL; forms++)
        if (!read_sheet(reading, *forms, done, error))
            return false;
    return true;
}

static bool read_all(const struct reading *reading, GHashTable *done, GError **error)
{
    const struct record_form *const *root;
    if (!read_below(reading, record_roots, done, error))
        return false;
    for (root = record_roots; *root != NULL; root++)
        for (const struct record_form *const *child = (*root)->children; *child != NULL; child++)
            if ((*child)->children[0] != NULL && !read_sheet(reading, *child, done, error))
                return false;
    for (root = record_roots; *root != NULL; root++)
        for (const struct record_form *const *child = (*root)->children; *child != NULL; child++)
            if (!read_sheet(reading, *child, done, error) ||
                !read_below(reading, (*child)->children, done, error))
                return false;
    return true;
}

GPtrArray *record_csv_read(const char *folder, struct db *db, GStringChunk *strings, GError **error)
{
    struct reading reading = {.folder = folder, .db = db, .strings = strings};
    g_autoptr(GHashTable) rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    reading.rows = rows;
    reading.roots = roots;
    return read_all(&reading, done, error) ? g_steal_pointer(&roots) : NULL;
}
