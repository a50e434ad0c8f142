#include "catalogue/query.h"

#include "catalogue/connection.h"
#include "catalogue/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

/* A result has no more columns than this; the widest table has half as many. */
#define MOST_COLUMNS 64

static bool bind_text(sqlite3_stmt *statement, int index, const char *text, GError **error)
{
    if (!g_utf8_validate(text, -1, NULL)) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("%s: this text is not UTF-8; save it as UTF-8 first"),
                    sqlite3_bind_parameter_name(statement, index) + 1);
        return false;
    }
    sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT);
    return true;
}

static bool bind_value(sqlite3_stmt *statement, int index, const struct value *value,
                       GError **error)
{
    bool is_null = false;
    switch (value->kind) {
    case COLUMN_KEY:
    case COLUMN_SIZE:
        is_null = value->integer == 0;
        break;
    case COLUMN_MS:
        is_null = value->integer < 0;
        break;
    case COLUMN_REAL:
        if (isnan(value->real))
            sqlite3_bind_null(statement, index);
        else
            sqlite3_bind_double(statement, index, value->real);
        return true;
    case COLUMN_TEXT:
        if (value->text == NULL) {
            sqlite3_bind_null(statement, index);
            return true;
        }
        return bind_text(statement, index, value->text, error);
    case COLUMN_WORDS:
        return bind_text(statement, index, value->text == NULL ? "" : value->text, error);
    default:
        break;
    }
    if (is_null)
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_int64(statement, index, value->integer);
    return true;
}

static struct value value_of(const struct column *column, const void *record)
{
    const char *field = (const char *)record + column->offset;
    struct value value = {.name = column->name, .kind = column->kind};
    switch (column->kind) {
    case COLUMN_KEY:
    case COLUMN_INTEGER:
    case COLUMN_MS:
        memcpy(&value.integer, field, sizeof value.integer);
        break;
    case COLUMN_NUMBER:
    case COLUMN_SIZE: {
        int number;
        memcpy(&number, field, sizeof number);
        value.integer = number;
        break;
    }
    case COLUMN_FLAG: {
        bool flag;
        memcpy(&flag, field, sizeof flag);
        value.integer = flag;
        break;
    }
    case COLUMN_REAL:
        memcpy(&value.real, field, sizeof value.real);
        break;
    default:
        memcpy(&value.text, field, sizeof value.text);
        break;
    }
    return value;
}

static void read_field(sqlite3_stmt *statement, int index, const struct column *column,
                       GStringChunk *strings, void *record)
{
    char *field = (char *)record + column->offset;
    bool is_null = sqlite3_column_type(statement, index) == SQLITE_NULL;
    int64_t integer =
        is_null && column->kind == COLUMN_MS ? -1 : sqlite3_column_int64(statement, index);
    int number = (int)CLAMP(integer, G_MININT, G_MAXINT);
    bool flag = integer != 0;
    double real = is_null ? NAN : sqlite3_column_double(statement, index);
    const char *text = NULL;
    switch (column->kind) {
    case COLUMN_KEY:
    case COLUMN_INTEGER:
    case COLUMN_MS:
        memcpy(field, &integer, sizeof integer);
        return;
    case COLUMN_NUMBER:
    case COLUMN_SIZE:
        memcpy(field, &number, sizeof number);
        return;
    case COLUMN_FLAG:
        memcpy(field, &flag, sizeof flag);
        return;
    case COLUMN_REAL:
        memcpy(field, &real, sizeof real);
        return;
    default:
        break;
    }
    text = (const char *)sqlite3_column_text(statement, index);
    if (text == NULL && column->kind == COLUMN_WORDS)
        text = "";
    if (text != NULL)
        text = *text == '\0' ? "" : g_string_chunk_insert(strings, text);
    memcpy(field, &text, sizeof text);
}

static const struct column *column_named(const struct column *columns, const char *name)
{
    for (const struct column *column = columns; column->name != NULL; column++)
        if (g_str_equal(column->name, name))
            return column;
    return NULL;
}

/* Which column of the result goes to which field; worked out once a query. */
struct mapping {
    int count;
    const struct column *to[MOST_COLUMNS];
};

static struct mapping map_columns(sqlite3_stmt *statement, const struct column *columns)
{
    struct mapping mapping = {.count = sqlite3_column_count(statement)};
    g_assert(mapping.count <= MOST_COLUMNS);
    for (int i = 0; i < mapping.count; i++)
        mapping.to[i] = column_named(columns, sqlite3_column_name(statement, i));
    return mapping;
}

static void read_record(sqlite3_stmt *statement, const struct mapping *mapping,
                        GStringChunk *strings, void *record)
{
    for (int i = 0; i < mapping->count; i++)
        if (mapping->to[i] != NULL)
            read_field(statement, i, mapping->to[i], strings, record);
}

/* Takes the statement and binds VALUES; NULL with ERROR set, and given back, where that fails. */
static sqlite3_stmt *start(struct db *db, enum statement statement, const struct value *values,
                           GError **error)
{
    sqlite3_stmt *taken = connection_take(db, statement, error);
    if (taken == NULL)
        return NULL;
    for (const struct value *value = values; value != NULL && value->name != NULL; value++) {
        g_autofree char *name = g_strconcat(":", value->name, NULL);
        int index = sqlite3_bind_parameter_index(taken, name);
        if (index == 0)
            g_error("statement %s has no parameter %s", statement_texts[statement].name, name);
        if (!bind_value(taken, index, value, error)) {
            connection_give_back(db, statement);
            return NULL;
        }
    }
    return taken;
}

/* 1 for a row, 0 at the end, -1 with ERROR set. */
static int step(struct db *db, enum statement statement, sqlite3_stmt *taken, GError **error)
{
    int code = sqlite3_step(taken);
    if (code == SQLITE_ROW)
        return 1;
    if (code == SQLITE_DONE)
        return 0;
    connection_fail(db, statement_texts[statement].name, error);
    return -1;
}

static bool run_to_end(struct db *db, enum statement statement, sqlite3_stmt *taken, GError **error)
{
    int stepped;
    do
        stepped = step(db, statement, taken, error);
    while (stepped == 1);
    connection_give_back(db, statement);
    return stepped == 0;
}

bool query_run(struct db *db, enum statement statement, const struct value *values, GError **error)
{
    sqlite3_stmt *taken = start(db, statement, values, error);
    return taken != NULL && run_to_end(db, statement, taken, error);
}

bool query_put(struct db *db, enum statement statement, const struct column *columns,
               const void *record, GError **error)
{
    sqlite3_stmt *taken = start(db, statement, NULL, error);
    if (taken == NULL)
        return false;
    for (int i = 1; i <= sqlite3_bind_parameter_count(taken); i++) {
        const char *name = sqlite3_bind_parameter_name(taken, i) + 1;
        const struct column *column = column_named(columns, name);
        if (column == NULL)
            g_error("statement %s: no field %s", statement_texts[statement].name, name);
        struct value value = value_of(column, record);
        if (!bind_value(taken, i, &value, error)) {
            connection_give_back(db, statement);
            return false;
        }
    }
    return run_to_end(db, statement, taken, error);
}

bool query_script(struct db *db, enum statement statement, GError **error)
{
    if (sqlite3_exec(connection_handle(db), statement_texts[statement].sql, NULL, NULL, NULL) ==
        SQLITE_OK)
        return true;
    return connection_fail(db, statement_texts[statement].name, error);
}

bool query_get(struct db *db, enum statement statement, const struct value *values,
               const struct column *columns, GStringChunk *strings, void *record, GError **error)
{
    sqlite3_stmt *taken = start(db, statement, values, error);
    if (taken == NULL)
        return false;
    int stepped = step(db, statement, taken, error);
    if (stepped == 1) {
        struct mapping mapping = map_columns(taken, columns);
        read_record(taken, &mapping, strings, record);
    } else if (stepped == 0) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND, _("%s: not there"),
                    statement_texts[statement].name);
    }
    connection_give_back(db, statement);
    return stepped == 1;
}

GArray *query_list(struct db *db, enum statement statement, const struct value *values,
                   const struct column *columns, size_t size, GStringChunk *strings, GError **error)
{
    sqlite3_stmt *taken = start(db, statement, values, error);
    if (taken == NULL)
        return NULL;
    g_autoptr(GArray) list = g_array_new(false, true, (unsigned)size);
    struct mapping mapping = map_columns(taken, columns);
    int stepped;
    while ((stepped = step(db, statement, taken, error)) == 1) {
        g_array_set_size(list, list->len + 1);
        read_record(taken, &mapping, strings, list->data + (size_t)(list->len - 1) * size);
    }
    connection_give_back(db, statement);
    return stepped == 0 ? g_steal_pointer(&list) : NULL;
}

bool query_number(struct db *db, enum statement statement, const struct value *values,
                  int64_t *number, GError **error)
{
    sqlite3_stmt *taken = start(db, statement, values, error);
    if (taken == NULL)
        return false;
    int stepped = step(db, statement, taken, error);
    if (stepped == 1 && sqlite3_column_type(taken, 0) != SQLITE_NULL)
        *number = sqlite3_column_int64(taken, 0);
    connection_give_back(db, statement);
    return stepped >= 0;
}

bool query_text(struct db *db, enum statement statement, const struct value *values, char **text,
                GError **error)
{
    *text = NULL;
    sqlite3_stmt *taken = start(db, statement, values, error);
    if (taken == NULL)
        return false;
    int stepped = step(db, statement, taken, error);
    if (stepped == 1)
        *text = g_strdup((const char *)sqlite3_column_text(taken, 0));
    connection_give_back(db, statement);
    return stepped >= 0;
}

GArray *query_numbers(struct db *db, enum statement statement, const struct value *values,
                      GError **error)
{
    sqlite3_stmt *taken = start(db, statement, values, error);
    if (taken == NULL)
        return NULL;
    g_autoptr(GArray) list = g_array_new(false, false, sizeof(int64_t));
    int stepped;
    while ((stepped = step(db, statement, taken, error)) == 1) {
        int64_t number = sqlite3_column_int64(taken, 0);
        g_array_append_val(list, number);
    }
    connection_give_back(db, statement);
    return stepped == 0 ? g_steal_pointer(&list) : NULL;
}

GPtrArray *query_texts(struct db *db, enum statement statement, const struct value *values,
                       GError **error)
{
    sqlite3_stmt *taken = start(db, statement, values, error);
    if (taken == NULL)
        return NULL;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    int stepped;
    while ((stepped = step(db, statement, taken, error)) == 1)
        g_ptr_array_add(list, g_strdup((const char *)sqlite3_column_text(taken, 0)));
    connection_give_back(db, statement);
    return stepped == 0 ? g_steal_pointer(&list) : NULL;
}

int64_t query_changes(const struct db *db)
{
    return sqlite3_changes64(connection_handle((struct db *)db));
}
