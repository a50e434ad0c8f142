#include "tests/support/raw.h"

#include "catalogue/tokenizer.h"

#include <sqlite3.h>
#include <string.h>

struct raw {
    sqlite3 *handle;
};

struct raw *raw_open(const char *path)
{
    struct raw *raw = g_new0(struct raw, 1);
    g_assert_cmpint(sqlite3_open(path, &raw->handle), ==, SQLITE_OK);
    sqlite3_busy_timeout(raw->handle, 10000);
    tokenizer_add(raw->handle);
    return raw;
}

void raw_close(struct raw *raw)
{
    sqlite3_close(raw->handle);
    g_free(raw);
}

void raw_run(struct raw *raw, const char *sql)
{
    char *says = NULL;
    sqlite3_exec(raw->handle, sql, NULL, NULL, &says);
    g_assert_cmpstr(says, ==, NULL);
}

static GPtrArray *texts(struct raw *raw, const char *sql, int column)
{
    sqlite3_stmt *statement = NULL;
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    int code = sqlite3_prepare_v2(raw->handle, sql, -1, &statement, NULL);
    if (code != SQLITE_OK)
        g_error("%s: %s", sqlite3_errmsg(raw->handle), sql);
    while (sqlite3_step(statement) == SQLITE_ROW)
        g_ptr_array_add(list, g_strdup((const char *)sqlite3_column_text(statement, column)));
    g_assert_cmpint(sqlite3_finalize(statement), ==, SQLITE_OK);
    return list;
}

GPtrArray *raw_texts(struct raw *raw, const char *sql)
{
    return texts(raw, sql, 0);
}

GPtrArray *raw_plan(struct raw *raw, const char *sql)
{
    g_autofree char *explain = g_strconcat("EXPLAIN QUERY PLAN ", sql, NULL);
    return texts(raw, explain, 3);
}

char *raw_prepare(struct raw *raw, const char *sql)
{
    while (*sql != '\0') {
        sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(raw->handle, sql, -1, &statement, &sql) != SQLITE_OK)
            return g_strdup(sqlite3_errmsg(raw->handle));
        sqlite3_finalize(statement);
    }
    return NULL;
}

bool raw_has(struct raw *raw, const char *type, const char *name)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v2(raw->handle, "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2", -1,
                       &statement, NULL);
    sqlite3_bind_text(statement, 1, type, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 2, name, -1, SQLITE_TRANSIENT);
    bool is_there = sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    return is_there;
}
