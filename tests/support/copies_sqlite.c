#include "tests/support/copies.h"

#include "catalogue/changeset.h"
#include "catalogue/connection.h"
#include "catalogue/entry.h"

#include <sqlite3.h>

static void run(struct db *db, const char *sql)
{
    g_assert_cmpint(sqlite3_exec(connection_handle(db), sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

void copies_begin(struct copies *copies)
{
    for (int i = 0; i < MOST_COPIES; i++)
        g_assert_nonnull(copies->copy[i] = connection_open_in_memory(NULL));
}

void copies_end(struct copies *copies)
{
    for (int i = 0; i < MOST_COPIES; i++)
        db_close(copies->copy[i]);
}

static void empty(struct db *db, uint64_t site)
{
    static const char *const own[] = {"entry_item", "entry_change", "entry", "found",
                                      "erased",     "site",         NULL};
    run(db, "PRAGMA foreign_keys = OFF; BEGIN; "
            "INSERT INTO found_text (found_text) VALUES ('delete-all')");
    for (const struct row_table *table = row_tables; table->name != NULL; table++) {
        g_autofree char *sql = g_strdup_printf("DELETE FROM %s", table->name);
        run(db, sql);
    }
    for (const char *const *table = own; *table != NULL; table++) {
        g_autofree char *sql = g_strdup_printf("DELETE FROM %s", *table);
        run(db, sql);
    }
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO archive (id, uuid, title, created_at, changed_at) "
        "VALUES (1, 'one', 'An archive', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'); "
        "INSERT INTO site VALUES (1, %" G_GUINT64_FORMAT ", 0); COMMIT; PRAGMA foreign_keys = ON",
        site);
    run(db, sql);
}

void copies_empty(struct copies *copies, uint64_t seed)
{
    for (uint64_t i = 0; i < MOST_COPIES; i++)
        empty(copies->copy[i], 1 + (seed * 2654435761U + i * 40503U) % 1000003U);
}

static sqlite3_stmt *prepare(struct db *db, const char *sql)
{
    sqlite3_stmt *statement;
    g_assert_cmpint(sqlite3_prepare_v2(connection_handle(db), sql, -1, &statement, NULL), ==,
                    SQLITE_OK);
    return statement;
}

static void add_rows(struct db *db, const struct row_table *table, GPtrArray *lines)
{
    g_autofree char *sql = g_strdup_printf("SELECT * FROM %s", table->name);
    sqlite3_stmt *statement = prepare(db, sql);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        GString *line = g_string_new(table->name);
        for (int i = 0; i < table->count; i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            g_string_append_printf(line, "|%s", text == NULL ? "(null)" : text);
        }
        g_ptr_array_add(lines, g_string_free(line, false));
    }
    sqlite3_finalize(statement);
}

static int compare(const void *one, const void *other)
{
    return g_strcmp0(*(char *const *)one, *(char *const *)other);
}

char *copies_text(struct db *copy)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (const struct row_table *table = row_tables; table->name != NULL; table++)
        add_rows(copy, table, lines);
    g_ptr_array_sort(lines, compare);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

static void add_old(const struct change *change, GString *text)
{
    for (int i = 0; i < change->table->count; i++) {
        g_autofree char *value = cell_text(&change->old[i]);
        g_string_append_printf(text, "%s\n", value);
    }
}

char *copies_replaced(struct db *copy)
{
    struct entry first = {0};
    GString *text = g_string_new(NULL);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(GArray) entries = entry_list_from(copy, &first, strings, NULL);
    for (unsigned i = 0; i < entries->len; i++) {
        struct changeset_reader reader;
        struct change change;
        size_t size;
        g_autoptr(GBytes) changeset = NULL;
        g_assert_true(
            entry_read(copy, g_array_index(entries, struct entry, i).id, &changeset, NULL, NULL));
        const void *bytes = g_bytes_get_data(changeset, &size);
        changeset_begin(&reader, bytes, size);
        while (changeset_next(&reader, &change, NULL) == 1)
            add_old(&change, text);
    }
    return g_string_free(text, false);
}

GString *copies_everything(struct db *copy)
{
    static const char *const all[] = {"SELECT text FROM found",
                                      "SELECT changeset FROM entry_change",
                                      "SELECT effect FROM entry_change", NULL};
    g_autofree char *rows = copies_text(copy);
    GString *bytes = g_string_new(rows);
    for (const char *const *sql = all; *sql != NULL; sql++) {
        sqlite3_stmt *statement = prepare(copy, *sql);
        while (sqlite3_step(statement) == SQLITE_ROW)
            g_string_append_len(bytes, sqlite3_column_blob(statement, 0),
                                sqlite3_column_bytes(statement, 0));
        sqlite3_finalize(statement);
    }
    return bytes;
}

GHashTable *copies_forgotten(struct db *copy)
{
    GHashTable *keys = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    sqlite3_stmt *statement = prepare(copy, "SELECT id FROM erased");
    while (sqlite3_step(statement) == SQLITE_ROW) {
        int64_t id = sqlite3_column_int64(statement, 0);
        g_hash_table_add(keys, g_memdup2(&id, sizeof id));
    }
    sqlite3_finalize(statement);
    return keys;
}
