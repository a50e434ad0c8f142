#include "catalogue/history.h"

#include "catalogue/archive.h"
#include "catalogue/connection.h"
#include "catalogue/error.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#include <sqlite3.h>
#include <string.h>

struct history {
    struct db *db;
    struct txn *txn;
    sqlite3_session *session;
    char *who;
    char *command;
    GHashTable *items; /* a set of int64_t */
    int64_t undoes;
};

#define FIELD(name, kind) COLUMN(struct history_entry, name, kind)
static const struct column entry_columns[] = {
    FIELD(id, KEY),     FIELD(at, WORDS),   FIELD(who, WORDS),     FIELD(command, WORDS),
    FIELD(says, WORDS), FIELD(undoes, KEY), FIELD(undone_by, KEY), {.name = NULL}};
#undef FIELD

/* Not in a changeset: what is made from other rows, and what is never taken back. */
static int is_recorded(void *data, const char *table)
{
    (void)data;
    static const char *const left_out[] = {"found", "entry", "entry_item", "consent_change", NULL};
    return !g_strv_contains(left_out, table) && !g_str_has_prefix(table, "found_text");
}

static bool start_session(struct history *history, GError **error)
{
    sqlite3 *handle = connection_handle(history->db);
    if (sqlite3session_create(handle, "main", &history->session) != SQLITE_OK ||
        sqlite3session_attach(history->session, NULL) != SQLITE_OK)
        return connection_fail(history->db, "cannot record what changes", error);
    sqlite3session_table_filter(history->session, is_recorded, NULL);
    return true;
}

struct history *history_begin(struct db *db, const char *who, const char *command, GError **error)
{
    struct history *history = g_new0(struct history, 1);
    history->db = db;
    history->who = g_strdup(who == NULL ? g_get_user_name() : who);
    history->command = g_strdup(command);
    history->items = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    history->txn = txn_begin(db, error);
    if (history->txn != NULL && start_session(history, error))
        return history;
    history_end(history);
    return NULL;
}

void history_touch(struct history *history, int64_t item)
{
    g_hash_table_add(history->items, g_memdup2(&item, sizeof item));
}

static bool insert_entry(struct history *history, const char *says, const void *changeset, int size,
                         GError **error)
{
    struct db *db = history->db;
    g_autofree char *now = archive_now();
    const char *texts[] = {":at",   now, ":who", history->who, ":command", history->command,
                           ":says", says};
    sqlite3_stmt *statement = connection_take(db, STATEMENT_HISTORY_INSERT, error);
    if (statement == NULL)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i += 2)
        sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, texts[i]),
                          texts[i + 1], -1, SQLITE_STATIC);
    sqlite3_bind_blob(statement, sqlite3_bind_parameter_index(statement, ":changeset"), changeset,
                      size, SQLITE_STATIC);
    if (history->undoes != 0)
        sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":undoes"),
                           history->undoes);
    bool is_done = sqlite3_step(statement) == SQLITE_DONE;
    if (!is_done)
        connection_fail(db, "cannot write the history", error);
    connection_give_back(db, STATEMENT_HISTORY_INSERT);
    return is_done;
}

static bool insert_items(struct history *history, GError **error)
{
    int64_t entry = 0;
    if (!query_number(history->db, STATEMENT_HISTORY_LAST, NULL, &entry, error))
        return false;
    GHashTableIter iterator;
    void *item;
    g_hash_table_iter_init(&iterator, history->items);
    while (g_hash_table_iter_next(&iterator, &item, NULL))
        if (!query_run(history->db, STATEMENT_HISTORY_INSERT_ITEM,
                       VALUES(VALUE_KEY("entry", entry), VALUE_KEY("item", *(int64_t *)item)),
                       error))
            return false;
    return true;
}

static bool write_entry(struct history *history, const char *says, GError **error)
{
    int size = 0;
    void *changeset = NULL;
    if (sqlite3session_changeset(history->session, &size, &changeset) != SQLITE_OK)
        return connection_fail(history->db, "cannot record what changed", error);
    sqlite3session_delete(g_steal_pointer(&history->session));
    g_autofree char *now = archive_now();
    bool is_written =
        size == 0 ||
        (query_run(history->db, STATEMENT_ARCHIVE_TOUCH, VALUES(VALUE_TEXT("now", now)), error) &&
         insert_entry(history, says, changeset, size, error) && insert_items(history, error));
    sqlite3_free(changeset);
    return is_written;
}

bool history_commit(struct history *history, const char *says, GError **error)
{
    return write_entry(history, says, error) && txn_commit(history->txn, error);
}

void history_end(struct history *history)
{
    if (history == NULL)
        return;
    if (history->session != NULL)
        sqlite3session_delete(history->session);
    txn_end(history->txn);
    g_hash_table_unref(history->items);
    g_free(history->who);
    g_free(history->command);
    g_free(history);
}

GArray *history_list(struct db *db, int64_t item, int64_t limit, GStringChunk *strings,
                     GError **error)
{
    return query_list(db, STATEMENT_HISTORY_LIST,
                      VALUES(VALUE_KEY("item", item), VALUE_KEY("limit", limit)), entry_columns,
                      sizeof(struct history_entry), strings, error);
}

/* Whether a row to be deleted differs only in naming no row any more: the one it named went before
 * it, by the same undoing. Whoever edits a row changes its changed_at too. */
static bool has_only_let_go(sqlite3_changeset_iter *iterator, int columns)
{
    for (int i = 0; i < columns; i++) {
        sqlite3_value *old = NULL;
        sqlite3_value *now = NULL;
        if (sqlite3changeset_old(iterator, i, &old) != SQLITE_OK ||
            sqlite3changeset_conflict(iterator, i, &now) != SQLITE_OK || old == NULL || now == NULL)
            return false;
        bool is_same = sqlite3_value_type(old) == sqlite3_value_type(now) &&
                       sqlite3_value_bytes(old) == sqlite3_value_bytes(now) &&
                       (sqlite3_value_bytes(old) == 0 ||
                        memcmp(sqlite3_value_blob(old), sqlite3_value_blob(now),
                               (size_t)sqlite3_value_bytes(old)) == 0);
        if (!is_same && sqlite3_value_type(now) != SQLITE_NULL)
            return false;
    }
    return true;
}

/* A row that is not as the command left it, or is used by a later one: nothing is taken back. A
 * row to be deleted may have gone before with the item it belongs to. */
static int refuse(void *data, int conflict, sqlite3_changeset_iter *iterator)
{
    const char *table;
    int columns;
    int operation;
    int is_indirect;
    (void)data;
    if (sqlite3changeset_op(iterator, &table, &columns, &operation, &is_indirect) != SQLITE_OK ||
        operation != SQLITE_DELETE)
        return SQLITE_CHANGESET_ABORT;
    if (conflict == SQLITE_CHANGESET_NOTFOUND)
        return SQLITE_CHANGESET_OMIT;
    if (conflict == SQLITE_CHANGESET_DATA && has_only_let_go(iterator, columns))
        return SQLITE_CHANGESET_REPLACE;
    return SQLITE_CHANGESET_ABORT;
}

/* Triggers stay quiet, as what they did is in the changeset too. */
static int apply_inverse(sqlite3 *handle, const void *changeset, int size)
{
    int inverse_size = 0;
    void *inverse = NULL;
    int were_on = 1;
    int code = sqlite3changeset_invert(size, changeset, &inverse_size, &inverse);
    if (code != SQLITE_OK)
        return code;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &were_on);
    code = sqlite3changeset_apply(handle, inverse_size, inverse, NULL, refuse, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, &were_on);
    sqlite3_free(inverse);
    return code;
}

struct undone {
    int64_t id;
    char *command;
    GBytes *changeset; /* NULL: forgotten */
};

static void undone_clear(struct undone *undone)
{
    g_clear_pointer(&undone->command, g_free);
    g_clear_pointer(&undone->changeset, g_bytes_unref);
}

static bool read_last(struct db *db, struct undone *undone, GError **error)
{
    sqlite3_stmt *statement = connection_take(db, STATEMENT_HISTORY_TO_UNDO, error);
    if (statement == NULL)
        return false;
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        undone->id = sqlite3_column_int64(statement, 0);
        undone->command = g_strdup((const char *)sqlite3_column_text(statement, 1));
        if (sqlite3_column_type(statement, 2) == SQLITE_BLOB)
            undone->changeset = g_bytes_new(sqlite3_column_blob(statement, 2),
                                            (size_t)sqlite3_column_bytes(statement, 2));
    } else if (code == SQLITE_DONE) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                    "there is nothing to take back");
    } else {
        connection_fail(db, "cannot read the history", error);
    }
    connection_give_back(db, STATEMENT_HISTORY_TO_UNDO);
    if (code == SQLITE_ROW && undone->changeset == NULL) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    "\"%s\" cannot be taken back: what it changed was erased", undone->command);
        return false;
    }
    return code == SQLITE_ROW;
}

static bool take_back(struct history *history, const struct undone *undone, GError **error)
{
    struct db *db = history->db;
    size_t size = 0;
    const void *changeset = g_bytes_get_data(undone->changeset, &size);
    if (apply_inverse(connection_handle(db), changeset, (int)size) != SQLITE_OK) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    "\"%s\" cannot be taken back: what it changed has changed since",
                    undone->command);
        return false;
    }
    g_autoptr(GArray) items =
        query_numbers(db, STATEMENT_HISTORY_ITEMS, VALUES(VALUE_KEY("entry", undone->id)), error);
    for (unsigned i = 0; items != NULL && i < items->len; i++)
        history_touch(history, g_array_index(items, int64_t, i));
    return items != NULL && search_refresh_all(db, error);
}

static bool undo_one(struct db *db, const char *who, const char *command, GError **error)
{
    struct undone undone = {0};
    g_autoptr(history) history = history_begin(db, who, command, error);
    bool is_back =
        history != NULL && read_last(db, &undone, error) && take_back(history, &undone, error);
    if (is_back) {
        g_autofree char *says = g_strdup_printf("took back: %s", undone.command);
        history->undoes = undone.id;
        is_back = history_commit(history, says, error);
    }
    undone_clear(&undone);
    return is_back;
}

bool history_undo(struct db *db, int count, const char *who, const char *command, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL)
        return false;
    for (int i = 0; i < count; i++)
        if (!undo_one(db, who, command, error))
            return false;
    return txn_commit(txn, error);
}

bool history_forget(struct db *db, int64_t item, GError **error)
{
    return query_run(db, STATEMENT_HISTORY_FORGET, VALUES(VALUE_KEY("item", item)), error);
}
