#include "catalogue/entry.h"

#include "catalogue/connection.h"
#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/query.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define FIELD(name, kind) COLUMN(struct entry, name, kind)
const struct column entry_columns[] = {
    FIELD(id, KEY),     FIELD(site, INTEGER), FIELD(number, INTEGER), FIELD(clock, INTEGER),
    FIELD(seen, WORDS), FIELD(at, WORDS),     FIELD(who, WORDS),      FIELD(command, WORDS),
    FIELD(says, WORDS), FIELD(undoes, KEY),   FIELD(erases, KEY),     FIELD(is_merged, FLAG),
    {.name = NULL}};
#undef FIELD

/* 0 where the database has no file. */
static int64_t inode_of(struct db *db)
{
    GStatBuf facts;
    return g_stat(db_path(db), &facts) == 0 ? (int64_t)(facts.st_ino & INT64_MAX) : 0;
}

bool entry_own_site(struct db *db, int64_t *site, GError **error)
{
    int64_t inode = inode_of(db);
    *site = 0;
    if (!query_number(db, STATEMENT_ENTRY_OWN_SITE, VALUES(VALUE_INTEGER("inode", inode)), site,
                      error))
        return false;
    if (*site != 0)
        return true;
    *site = key_draw();
    return query_run(db, STATEMENT_ENTRY_SET_SITE,
                     VALUES(VALUE_INTEGER("site", *site), VALUE_INTEGER("inode", inode)), error);
}

struct known {
    int64_t site;
    int64_t number;
};

struct seen *entry_seen(struct db *db, GError **error)
{
    static const struct column columns[] = {
        COLUMN(struct known, site, INTEGER), COLUMN(struct known, number, INTEGER), {.name = NULL}};
    g_autoptr(GStringChunk) strings = g_string_chunk_new(16);
    g_autoptr(GArray) rows =
        query_list(db, STATEMENT_ENTRY_SEEN, NULL, columns, sizeof(struct known), strings, error);
    if (rows == NULL)
        return NULL;
    struct seen *seen = seen_create();
    for (unsigned i = 0; i < rows->len; i++) {
        const struct known *known = &g_array_index(rows, struct known, i);
        seen_add(seen, known->site, known->number);
    }
    return seen;
}

bool entry_number(struct db *db, struct entry *entry, GStringChunk *strings, GError **error)
{
    g_autoptr(seen) seen = NULL;
    int64_t clock = 0;
    if (!entry_own_site(db, &entry->site, error) || (seen = entry_seen(db, error)) == NULL ||
        !query_number(db, STATEMENT_ENTRY_CLOCK, NULL, &clock, error))
        return false;
    g_autofree char *text = seen_text(seen);
    entry->seen = g_string_chunk_insert(strings, text);
    entry->number = seen_number(seen, entry->site) + 1;
    entry->clock = clock + 1;
    return true;
}

static void bind_bytes(sqlite3_stmt *statement, const char *name, GBytes *bytes)
{
    size_t size = 0;
    int index = sqlite3_bind_parameter_index(statement, name);
    const void *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    if (bytes == NULL)
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_blob(statement, index, size == 0 ? "" : data, (int)size, SQLITE_STATIC);
}

bool entry_set(struct db *db, int64_t entry, GBytes *changeset, GBytes *effect, GError **error)
{
    sqlite3_stmt *statement = connection_take(db, STATEMENT_ENTRY_SET_CHANGE, error);
    if (statement == NULL)
        return false;
    if (effect != NULL && g_bytes_equal(effect, changeset))
        effect = NULL;
    sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":entry"), entry);
    bind_bytes(statement, ":changeset", changeset);
    bind_bytes(statement, ":effect", effect);
    bool is_done = sqlite3_step(statement) == SQLITE_DONE;
    if (!is_done)
        connection_fail(db, "cannot write the history", error);
    connection_give_back(db, STATEMENT_ENTRY_SET_CHANGE);
    return is_done;
}

bool entry_insert(struct db *db, struct entry *entry, GBytes *changeset, GError **error)
{
    return query_put(db, STATEMENT_ENTRY_INSERT, entry_columns, entry, error) &&
           query_number(db, STATEMENT_ENTRY_LAST, NULL, &entry->id, error) &&
           (changeset == NULL || entry_set(db, entry->id, changeset, NULL, error));
}

bool entry_touch(struct db *db, int64_t entry, int64_t item, GError **error)
{
    return query_run(db, STATEMENT_ENTRY_INSERT_ITEM,
                     VALUES(VALUE_KEY("entry", entry), VALUE_KEY("item", item)), error);
}

static GBytes *bytes_of(sqlite3_stmt *statement, int column)
{
    return g_bytes_new(sqlite3_column_blob(statement, column),
                       (size_t)sqlite3_column_bytes(statement, column));
}

bool entry_read(struct db *db, int64_t entry, GBytes **changeset, GBytes **effect, GError **error)
{
    sqlite3_stmt *statement = connection_take(db, STATEMENT_ENTRY_READ_CHANGE, error);
    if (statement == NULL)
        return false;
    sqlite3_bind_int64(statement, 1, entry);
    int code = sqlite3_step(statement);
    bool has_effect = code == SQLITE_ROW && sqlite3_column_type(statement, 1) != SQLITE_NULL;
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        if (changeset != NULL)
            *changeset = code == SQLITE_ROW ? bytes_of(statement, 0) : g_bytes_new(NULL, 0);
        if (effect != NULL)
            *effect =
                code == SQLITE_ROW ? bytes_of(statement, has_effect ? 1 : 0) : g_bytes_new(NULL, 0);
    } else {
        connection_fail(db, "cannot read the history", error);
    }
    connection_give_back(db, STATEMENT_ENTRY_READ_CHANGE);
    return code == SQLITE_ROW || code == SQLITE_DONE;
}

GArray *entry_list_from(struct db *db, const struct entry *from, GStringChunk *strings,
                        GError **error)
{
    return query_list(db, STATEMENT_ENTRY_LIST_FROM,
                      VALUES(VALUE_INTEGER("clock", from->clock), VALUE_INTEGER("site", from->site),
                             VALUE_INTEGER("number", from->number)),
                      entry_columns, sizeof(struct entry), strings, error);
}

GArray *entry_list_before(struct db *db, const struct entry *entry, GStringChunk *strings,
                          GError **error)
{
    return query_list(db, STATEMENT_ENTRY_LIST_BEFORE,
                      VALUES(VALUE_INTEGER("clock", entry->clock),
                             VALUE_INTEGER("site", entry->site),
                             VALUE_INTEGER("number", entry->number)),
                      entry_columns, sizeof(struct entry), strings, error);
}

static int compare_numbers(int64_t one, int64_t other)
{
    return (one > other) - (one < other);
}

int entry_compare(const struct entry *one, const struct entry *other)
{
    int order = compare_numbers(one->clock, other->clock);
    if (order == 0)
        order = compare_numbers(one->site, other->site);
    return order == 0 ? compare_numbers(one->number, other->number) : order;
}
