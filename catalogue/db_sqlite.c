#include "catalogue/db.h"

#include "catalogue/connection.h"
#include "catalogue/error.h"
#include "catalogue/guard.h"
#include "catalogue/query.h"
#include "catalogue/tokenizer.h"
#include "catalogue/turn.h"
#include "catalogue/wait.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sqlite3.h>

#define APPLICATION_ID       0x52574641
#define PACK_TIME_LIMIT_MS   2000
#define STEPS_BETWEEN_CLOCKS 20000

struct db {
    sqlite3 *handle;
    struct guard *guard; /* NULL: none */
    char *path;
    enum db_mode mode;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    bool in_use[STATEMENT_COUNT];
    int depth;
    GHashTable *stale; /* a set of int64_t */
    int64_t limit_ms;
    int64_t deadline_us; /* g_get_monotonic_time; 0: none runs */
    int64_t wait_began_us;
    char *who; /* NULL: it leaves no note when it writes */
    char *command;
    struct turn *turn; /* held from a transaction's beginning to its end */
};

static enum catalogue_error error_code(int sqlite)
{
    if (sqlite == SQLITE_IOERR_DATA)
        return CATALOGUE_ERROR_DAMAGED; /* guard_sqlite.c */
    switch (sqlite & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return CATALOGUE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR:
        return CATALOGUE_ERROR_DAMAGED;
    case SQLITE_INTERRUPT:
        return CATALOGUE_ERROR_CANCELLED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return CATALOGUE_ERROR_READ_ONLY;
    case SQLITE_CONSTRAINT:
        return sqlite == SQLITE_CONSTRAINT_UNIQUE || sqlite == SQLITE_CONSTRAINT_PRIMARYKEY
                   ? CATALOGUE_ERROR_CONFLICT
                   : CATALOGUE_ERROR_INVALID;
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
        return CATALOGUE_ERROR_INVALID;
    default:
        return CATALOGUE_ERROR_IO;
    }
}

static bool fail_busy(const struct db *db, GError **error)
{
    struct turn_holder holder;
    if (db->depth > 0)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_BUSY,
                    _("%s: others were reading all the time; nothing was changed, try again"),
                    db->path);
    else if (turn_read(db->path, &holder))
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_BUSY,
                    _("%s: %s has been writing since %s (%s); nothing was changed, try again when "
                      "that is done"),
                    db->path, holder.who, holder.since, holder.command);
    else
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_BUSY,
                    _("%s: another program is writing; nothing was changed, try again when it is "
                      "done"),
                    db->path);
    turn_holder_clear(&holder);
    return false;
}

bool connection_fail(struct db *db, const char *doing, GError **error)
{
    int code = sqlite3_extended_errcode(db->handle);
    if ((code & 0xff) == SQLITE_BUSY)
        return fail_busy(db, error);
    if ((code & 0xff) == SQLITE_READONLY || (code & 0xff) == SQLITE_FULL) {
        g_set_error(error, CATALOGUE_ERROR, error_code(code), _("%s: %s; nothing was changed"),
                    db->path,
                    (code & 0xff) == SQLITE_FULL
                        ? "the disk is full: make room and try again"
                        : "may only be read here: bring it where you may write, or ask its owner");
        return false;
    }
    if (code == SQLITE_IOERR_DATA) {
        g_set_error(error, CATALOGUE_ERROR, error_code(code),
                    _("%s is not the catalogue that was published; copy the pack again"), db->path);
        return false;
    }
    g_set_error(error, CATALOGUE_ERROR, error_code(code), "%s: %s: %s", db->path, doing,
                sqlite3_errmsg(db->handle));
    return false;
}

/* SQLite calls this every so many steps; not 0 ends the statement. */
static int watch_clock(void *data)
{
    const struct db *db = data;
    return db->deadline_us != 0 && g_get_monotonic_time() > db->deadline_us;
}

void connection_start_clock(struct db *db)
{
    db->deadline_us = db->limit_ms == 0 ? 0 : g_get_monotonic_time() + db->limit_ms * 1000;
}

/* SQLite calls this where another has the archive; 0 ends the statement with SQLITE_BUSY. */
static int wait_for_another(void *data, int times)
{
    struct db *db = data;
    enum wait_for why = db->mode != DB_WRITE ? WAIT_TO_READ
                        : db->depth > 0      ? WAIT_FOR_READERS
                                             : WAIT_TO_WRITE;
    if (times == 0)
        db->wait_began_us = g_get_monotonic_time();
    return wait_more(db->path, why, times, db->wait_began_us);
}

/* The file is data, not program: no function or virtual table it names may do harm, nothing reads
 * past its cells, and what it holds may be only so large. */
static void harden(struct db *db)
{
    static const struct {
        int name;
        int value;
    } switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
    };
    static const struct {
        int name;
        int value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 256 << 20}, {SQLITE_LIMIT_SQL_LENGTH, 200000},
        {SQLITE_LIMIT_COLUMN, 200},       {SQLITE_LIMIT_EXPR_DEPTH, 200},
        {SQLITE_LIMIT_ATTACHED, 2},       {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 20}, {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(switches); i++)
        sqlite3_db_config(db->handle, switches[i].name, switches[i].value, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++)
        sqlite3_limit(db->handle, limits[i].name, limits[i].value);
    sqlite3_busy_handler(db->handle, wait_for_another, db);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_progress_handler(db->handle, STEPS_BETWEEN_CLOCKS, watch_clock, db);
}

static char *file_uri(const char *path, enum db_mode mode)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *escaped = g_uri_escape_string(absolute, "/", false);
    return g_strdup_printf("file:%s?%s", escaped, mode == DB_PACK ? "mode=ro&immutable=1" : "");
}

/* Before SQLite wakes: it need not count what it takes, which costs a lock each time. */
static void set_up(void)
{
    static gsize is_set;
    if (g_once_init_enter(&is_set)) {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        g_once_init_leave(&is_set, 1);
    }
}

/* GUARD, unless NULL, is the connection's from here on. */
static struct db *open_through(struct guard *guard, const char *path, enum db_mode mode, int flags,
                               GError **error)
{
    set_up();
    g_autoptr(db) db = g_new0(struct db, 1);
    db->guard = guard;
    db->path = g_strdup(path);
    db->mode = mode;
    db->stale = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    db->limit_ms = mode == DB_PACK ? PACK_TIME_LIMIT_MS : 0;
    int open = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
               (mode == DB_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
               (flags & DB_RAW_CREATE ? SQLITE_OPEN_CREATE : 0);
    g_autofree char *uri = g_str_equal(path, ":memory:") ? g_strdup(path) : file_uri(path, mode);
    if (sqlite3_open_v2(uri, &db->handle, open, guard != NULL ? guard_name(guard) : NULL) !=
        SQLITE_OK) {
        connection_fail(db, "cannot open", error);
        return NULL;
    }
    harden(db);
    if (!tokenizer_add(db->handle)) {
        connection_fail(db, "cannot prepare the index of words", error);
        return NULL;
    }
    if (!query_script(db, mode == DB_WRITE ? STATEMENT_CONNECTION_WRITE : STATEMENT_CONNECTION_READ,
                      error))
        return NULL;
    return g_steal_pointer(&db);
}

struct db *connection_open(const char *path, enum db_mode mode, int flags, GError **error)
{
    return open_through(NULL, path, mode, flags, error);
}

bool connection_read_version(struct db *db, int64_t *application, int64_t *version, GError **error)
{
    return query_number(db, STATEMENT_CONNECTION_APPLICATION, NULL, application, error) &&
           query_number(db, STATEMENT_CONNECTION_VERSION, NULL, version, error);
}

bool connection_migrate(struct db *db, const struct migration *list, size_t count, int64_t version,
                        GError **error)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].version <= version)
            continue;
        if (sqlite3_exec(db->handle, list[i].sql, NULL, NULL, NULL) != SQLITE_OK)
            return connection_fail(db, list[i].name, error);
    }
    return true;
}

struct db *connection_open_in_memory(GError **error)
{
    g_autoptr(db) db = connection_open(":memory:", DB_WRITE, DB_RAW_CREATE, error);
    if (db == NULL || !connection_migrate(db, migrations, MIGRATION_COUNT, 0, error))
        return NULL;
    return g_steal_pointer(&db);
}

/* A pack comes from elsewhere: a view that says more may be shown would be believed. */
static bool check_schema(struct db *db, GError **error)
{
    g_autoptr(db) ours = connection_open_in_memory(error);
    if (ours == NULL)
        return false;
    g_autoptr(GPtrArray) expected = query_texts(ours, STATEMENT_CONNECTION_SCHEMA, NULL, error);
    g_autoptr(GPtrArray) found =
        expected == NULL ? NULL : query_texts(db, STATEMENT_CONNECTION_SCHEMA, NULL, error);
    if (found == NULL)
        return false;
    bool same = expected->len == found->len;
    for (unsigned i = 0; same && i < found->len; i++)
        same = g_str_equal(expected->pdata[i], found->pdata[i]);
    if (!same)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
                    _("%s: its tables and views are not those of a pack; publish it again"),
                    db->path);
    return same;
}

static bool check_identity(struct db *db, GError **error)
{
    int64_t application = 0;
    int64_t version = 0;
    if (!connection_read_version(db, &application, &version, error))
        return false;
    if (application != APPLICATION_ID || version <= 0) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
                    _("%s: this is not an archive of Remembering"), db->path);
        return false;
    }
    if (version > MIGRATION_COUNT) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NEWER,
                    _("%s: written by a newer version of this program (archive version %" PRId64
                      ", this program knows %d); install the newer program to open it"),
                    db->path, version, MIGRATION_COUNT);
        return false;
    }
    if (version < MIGRATION_COUNT) {
        g_set_error(
            error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
            _("%s: written by an older version of this program; open it once for writing to "
              "bring it up to date"),
            db->path);
        return false;
    }
    return true;
}

static struct db *open_known(struct guard *guard, const char *path, enum db_mode mode,
                             GError **error)
{
    g_autoptr(db) db = open_through(guard, path, mode, 0, error);
    if (db == NULL || !check_identity(db, error))
        return NULL;
    if (mode == DB_PACK && !check_schema(db, error))
        return NULL;
    return g_steal_pointer(&db);
}

static bool is_there(const char *path, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND, _("%s: no such file"), path);
    return false;
}

struct db *db_open(const char *path, enum db_mode mode, GError **error)
{
    return is_there(path, error) ? open_known(NULL, path, mode, error) : NULL;
}

struct db *db_open_guarded(const char *path, const struct db_guard *guard, GError **error)
{
    set_up();
    return is_there(path, error) ? open_known(guard_create(guard), path, DB_PACK, error) : NULL;
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    for (size_t i = 0; i < STATEMENT_COUNT; i++)
        sqlite3_finalize(db->statements[i]);
    sqlite3_close(db->handle);
    guard_destroy(db->guard);
    turn_end(db->turn);
    g_hash_table_unref(db->stale);
    g_free(db->path);
    g_free(db->who);
    g_free(db->command);
    g_free(db);
}

const char *db_path(const struct db *db)
{
    return db->path;
}

bool db_is_writable(const struct db *db)
{
    return db->mode == DB_WRITE;
}

void db_interrupt(struct db *db)
{
    sqlite3_interrupt(db->handle);
}

void db_set_time_limit(struct db *db, int64_t milliseconds)
{
    db->limit_ms = milliseconds;
}

void db_sign(struct db *db, const char *who, const char *command)
{
    g_free(db->who);
    g_free(db->command);
    db->who = g_strdup(who);
    db->command = g_strdup(command);
}

void connection_begin_turn(struct db *db)
{
    if (db->who != NULL)
        db->turn = turn_take(db->path, db->who, db->command);
}

void connection_end_turn(struct db *db)
{
    g_clear_pointer(&db->turn, turn_end);
}

struct sqlite3 *connection_handle(struct db *db)
{
    return db->handle;
}

enum db_mode connection_mode(const struct db *db)
{
    return db->mode;
}

GHashTable *connection_stale(struct db *db)
{
    return db->stale;
}

int *connection_depth(struct db *db)
{
    return &db->depth;
}

struct sqlite3_stmt *connection_take(struct db *db, enum statement statement, GError **error)
{
    g_assert(!db->in_use[statement]);
    if (db->statements[statement] == NULL &&
        sqlite3_prepare_v3(db->handle, statement_texts[statement].sql, -1,
                           SQLITE_PREPARE_PERSISTENT, &db->statements[statement],
                           NULL) != SQLITE_OK) {
        connection_fail(db, statement_texts[statement].name, error);
        return NULL;
    }
    db->in_use[statement] = true;
    connection_start_clock(db);
    return db->statements[statement];
}

void connection_give_back(struct db *db, enum statement statement)
{
    sqlite3_reset(db->statements[statement]);
    sqlite3_clear_bindings(db->statements[statement]);
    db->in_use[statement] = false;
    db->deadline_us = 0;
}
