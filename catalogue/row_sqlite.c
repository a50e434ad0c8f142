#include "catalogue/row.h"

#include "catalogue/connection.h"
#include "catalogue/error.h"

#include <sqlite3.h>
#include <string.h>

static struct cell own(const struct cell *cell)
{
    struct cell copy = *cell;
    if (copy.kind == CELL_ABSENT)
        copy.kind = CELL_NULL;
    if (copy.kind == CELL_TEXT || copy.kind == CELL_BLOB)
        copy.bytes = copy.size == 0 ? g_malloc0(1) : g_memdup2(copy.bytes, copy.size);
    return copy;
}

struct row *row_of(const struct row_table *table, const struct cell *cells)
{
    struct row *row = g_new0(struct row, 1);
    row->table = table;
    for (int i = 0; i < table->count; i++)
        row->cells[i] = own(&cells[i]);
    return row;
}

void row_free(struct row *row)
{
    for (int i = 0; row != NULL && i < row->table->count; i++)
        if (row->cells[i].kind == CELL_TEXT || row->cells[i].kind == CELL_BLOB)
            g_free((void *)row->cells[i].bytes);
    g_free(row);
}

static struct cell cell_from(sqlite3_stmt *statement, int i)
{
    switch (sqlite3_column_type(statement, i)) {
    case SQLITE_INTEGER:
        return (struct cell){.kind = CELL_INTEGER, .integer = sqlite3_column_int64(statement, i)};
    case SQLITE_FLOAT:
        return (struct cell){.kind = CELL_REAL, .real = sqlite3_column_double(statement, i)};
    case SQLITE_TEXT: {
        const uint8_t *bytes = sqlite3_column_text(statement, i);
        return (struct cell){
            .kind = CELL_TEXT, .bytes = bytes, .size = (size_t)sqlite3_column_bytes(statement, i)};
    }
    case SQLITE_BLOB: {
        const uint8_t *bytes = sqlite3_column_blob(statement, i);
        return (struct cell){
            .kind = CELL_BLOB, .bytes = bytes, .size = (size_t)sqlite3_column_bytes(statement, i)};
    }
    default:
        return (struct cell){.kind = CELL_NULL};
    }
}

static struct row *row_from(sqlite3_stmt *statement, const struct row_table *table)
{
    struct cell cells[ROW_COLUMNS] = {0};
    for (int i = 0; i < table->count; i++)
        cells[i] = cell_from(statement, i);
    return row_of(table, cells);
}

static void bind(sqlite3_stmt *statement, int index, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_INTEGER:
        sqlite3_bind_int64(statement, index, cell->integer);
        break;
    case CELL_REAL:
        sqlite3_bind_double(statement, index, cell->real);
        break;
    case CELL_TEXT:
        sqlite3_bind_text(statement, index, (const char *)cell->bytes, (int)cell->size,
                          SQLITE_TRANSIENT);
        break;
    case CELL_BLOB:
        sqlite3_bind_blob(statement, index, cell->bytes, (int)cell->size, SQLITE_TRANSIENT);
        break;
    default:
        sqlite3_bind_null(statement, index);
        break;
    }
}

static sqlite3_stmt *take_by_key(struct db *db, enum statement statement,
                                 const struct row_table *table, const struct cell *cells,
                                 GError **error)
{
    sqlite3_stmt *taken = connection_take(db, statement, error);
    int index = 0;
    for (int i = 0; taken != NULL && i < table->count; i++)
        if (table->columns[i].is_key)
            bind(taken, ++index, &cells[i]);
    return taken;
}

struct row *row_get(struct db *db, const struct row_table *table, const struct cell *cells,
                    GError **error)
{
    sqlite3_stmt *taken = take_by_key(db, table->get, table, cells, error);
    if (taken == NULL)
        return NULL;
    struct row *row = NULL;
    int code = sqlite3_step(taken);
    if (code == SQLITE_ROW)
        row = row_from(taken, table);
    else if (code != SQLITE_DONE)
        connection_fail(db, table->name, error);
    connection_give_back(db, table->get);
    return row;
}

GPtrArray *row_under(struct db *db, const struct row_table *table, int column, int64_t id,
                     GError **error)
{
    enum statement statement = table->columns[column].under;
    sqlite3_stmt *taken = connection_take(db, statement, error);
    if (taken == NULL)
        return NULL;
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free);
    int code;
    sqlite3_bind_int64(taken, 1, id);
    while ((code = sqlite3_step(taken)) == SQLITE_ROW)
        g_ptr_array_add(rows, row_from(taken, table));
    if (code != SQLITE_DONE)
        connection_fail(db, table->name, error);
    connection_give_back(db, statement);
    return code == SQLITE_DONE ? g_steal_pointer(&rows) : NULL;
}

enum row_answer row_put(struct db *db, const struct row_table *table, const struct cell *cells,
                        GError **error)
{
    sqlite3_stmt *taken = connection_take(db, table->put, error);
    enum row_answer answer = ROW_FAILED;
    if (taken == NULL)
        return answer;
    for (int i = 0; i < table->count; i++)
        bind(taken, i + 1, &cells[i]);
    int code = sqlite3_step(taken);
    if (code == SQLITE_DONE)
        answer = ROW_DONE;
    else if (code == SQLITE_CONSTRAINT_UNIQUE)
        answer = ROW_TAKEN;
    else if ((code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_MISMATCH)
        answer = ROW_REFUSED;
    else
        connection_fail(db, table->name, error);
    connection_give_back(db, table->put);
    return answer;
}

bool row_remove(struct db *db, const struct row_table *table, const struct cell *cells,
                GError **error)
{
    sqlite3_stmt *taken = take_by_key(db, table->remove, table, cells, error);
    if (taken == NULL)
        return false;
    int code = sqlite3_step(taken);
    if (code != SQLITE_DONE)
        connection_fail(db, table->name, error);
    connection_give_back(db, table->remove);
    return code == SQLITE_DONE;
}

bool row_is_quiet(const struct row_table *table, int column)
{
    const char *name = table->columns[column].name;
    return strcmp(name, "changed_at") == 0 || strcmp(name, "added_at") == 0 ||
           strcmp(name, "date_first") == 0 || strcmp(name, "date_last") == 0 ||
           (strcmp(name, "rank") == 0 && g_str_has_prefix(table->name, "item_"));
}

bool row_has(const struct row *row, const struct cell *cells, int *differs)
{
    for (int i = 0; i < row->table->count; i++) {
        if (cells[i].kind == CELL_ABSENT || row_is_quiet(row->table, i) ||
            cell_equal(&row->cells[i], &cells[i]))
            continue;
        if (differs != NULL)
            *differs = i;
        return false;
    }
    return true;
}

bool row_may_name(const struct row_column *column, const struct row_table *table)
{
    return column->names_row && (column->above == NULL || strcmp(column->above, table->name) == 0);
}

int64_t row_item(const struct row_table *table, const struct cell *cells)
{
    int column = changeset_column(table, strcmp(table->name, "item") == 0 ? "id" : "item");
    return column >= 0 && cells[column].kind == CELL_INTEGER ? cells[column].integer : 0;
}
