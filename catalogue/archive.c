#include "catalogue/archive.h"

#include "catalogue/connection.h"
#include "catalogue/durable.h"
#include "catalogue/error.h"
#include "catalogue/migration.h"
#include "catalogue/query.h"
#include "catalogue/txn.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

struct archive {
    struct db *db;
    char *folder;
    char *store;
};

static const struct column facts_columns[] = {COLUMN(struct archive_facts, uuid, WORDS),
                                              COLUMN(struct archive_facts, title, WORDS),
                                              COLUMN(struct archive_facts, subtitle, WORDS),
                                              COLUMN(struct archive_facts, language, WORDS),
                                              COLUMN(struct archive_facts, created_at, WORDS),
                                              COLUMN(struct archive_facts, changed_at, WORDS),
                                              COLUMN(struct archive_facts, published_on, TEXT),
                                              {.name = NULL}};

static char *database_of(const char *folder)
{
    return g_build_filename(folder, "archive.db", NULL);
}

static struct archive *archive_of(struct db *db, const char *folder)
{
    struct archive *archive = g_new0(struct archive, 1);
    archive->db = db;
    archive->folder = folder == NULL ? NULL : g_canonicalize_filename(folder, NULL);
    archive->store = folder == NULL ? NULL : g_build_filename(archive->folder, "store", NULL);
    return archive;
}

char *archive_now(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    return g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
}

static bool fill_new(struct db *db, const char *title, GError **error)
{
    g_autofree char *uuid = g_uuid_string_random();
    g_autofree char *now = archive_now();
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && connection_migrate(db, migrations, MIGRATION_COUNT, 0, error) &&
           query_run(
               db, STATEMENT_ARCHIVE_INSERT,
               VALUES(VALUE_TEXT("uuid", uuid), VALUE_TEXT("title", title), VALUE_TEXT("now", now)),
               error) &&
           txn_commit(txn, error);
}

static bool make_folder(const char *path, GError **error)
{
    if (g_mkdir(path, 0755) == 0)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_IO, _("%s: cannot make this folder: %s"),
                path, g_strerror(errno));
    return false;
}

/* An existing folder will do when it is empty. */
static bool is_free(const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    if (dir == NULL || g_dir_read_name(dir) == NULL)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                _("%s: is not empty; name a new folder for the archive"), folder);
    return false;
}

static struct db *make_database(const char *folder, const char *title, GError **error)
{
    g_autofree char *file = database_of(folder);
    g_autofree char *store = g_build_filename(folder, "store", NULL);
    if (!make_folder(store, error))
        return NULL;
    g_autoptr(db) db = connection_open(file, DB_WRITE, DB_RAW_CREATE, error);
    if (db != NULL && fill_new(db, title, error) && durable_sync(folder, error))
        return g_steal_pointer(&db);
    g_unlink(file);
    g_rmdir(store);
    return NULL;
}

struct archive *archive_create(const char *folder, const char *title, GError **error)
{
    bool is_there = g_file_test(folder, G_FILE_TEST_EXISTS);
    if (!is_free(folder, error) || (!is_there && !make_folder(folder, error)))
        return NULL;
    g_autofree char *parent = g_path_get_dirname(folder);
    g_autoptr(db) db = make_database(folder, title, error);
    if (db != NULL && durable_sync(parent, error))
        return archive_of(g_steal_pointer(&db), folder);
    if (!is_there)
        g_rmdir(folder);
    return NULL;
}

struct archive *archive_open(const char *folder, GError **error)
{
    g_autofree char *file = database_of(folder);
    g_autoptr(GError) failed = NULL;
    struct db *db = db_open(file, DB_WRITE, &failed);
    if (db == NULL && g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID)) {
        g_clear_error(&failed);
        if (migration_run(file, migrations, MIGRATION_COUNT, &failed))
            db = db_open(file, DB_WRITE, &failed);
    }
    if (db != NULL)
        return archive_of(db, folder);
    g_propagate_error(error, g_steal_pointer(&failed));
    return NULL;
}

struct archive *archive_open_read_only(const char *folder, GError **error)
{
    g_autofree char *file = database_of(folder);
    struct db *db = db_open(file, DB_READ, error);
    return db == NULL ? NULL : archive_of(db, folder);
}

struct archive *archive_open_pack(const char *file, GError **error)
{
    struct db *db = db_open(file, DB_PACK, error);
    return db == NULL ? NULL : archive_of(db, NULL);
}

struct archive *archive_open_guarded(const char *file, const struct db_guard *guard, GError **error)
{
    struct db *db = db_open_guarded(file, guard, error);
    return db == NULL ? NULL : archive_of(db, NULL);
}

char *archive_find(const char *from, GError **error)
{
    g_autofree char *folder = g_canonicalize_filename(from, NULL);
    for (;;) {
        g_autofree char *file = database_of(folder);
        if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&folder);
        char *parent = g_path_get_dirname(folder);
        bool is_top = g_str_equal(parent, folder);
        g_free(folder);
        folder = parent;
        if (is_top)
            break;
    }
    g_set_error(
        error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
        _("%s: neither this folder nor one above it is an archive; name one, or make one with "
          "init"),
        from);
    return NULL;
}

void archive_close(struct archive *archive)
{
    if (archive == NULL)
        return;
    db_close(archive->db);
    g_free(archive->folder);
    g_free(archive->store);
    g_free(archive);
}

struct db *archive_db(struct archive *archive)
{
    return archive->db;
}

const char *archive_folder(const struct archive *archive)
{
    return archive->folder;
}

const char *archive_store(const struct archive *archive)
{
    return archive->store;
}

bool archive_read_facts(struct db *db, GStringChunk *strings, struct archive_facts *facts,
                        GError **error)
{
    return query_get(db, STATEMENT_ARCHIVE_FACTS, NULL, facts_columns, strings, facts, error);
}

bool archive_write_facts(struct db *db, const struct archive_facts *facts, GError **error)
{
    g_autofree char *now = archive_now();
    struct archive_facts written = *facts;
    written.changed_at = now;
    return query_put(db, STATEMENT_ARCHIVE_SET_FACTS, facts_columns, &written, error);
}

char *archive_today(struct db *db, GError **error)
{
    char *day = NULL;
    query_text(db, STATEMENT_ARCHIVE_TODAY, NULL, &day, error);
    return day;
}

static bool gather(struct db *db, enum statement statement, GPtrArray *faults, GError **error)
{
    g_autoptr(GPtrArray) found = query_texts(db, statement, NULL, error);
    for (unsigned i = 0; found != NULL && i < found->len; i++)
        if (!g_str_equal(found->pdata[i], "ok"))
            g_ptr_array_add(faults, g_strdup(found->pdata[i]));
    return found != NULL;
}

/* The integrity-check command of FTS5 is an INSERT that fails where index and words differ. */
static void check_index(struct db *db, GPtrArray *faults)
{
    g_autoptr(GError) failed = NULL;
    if (!query_run(db, STATEMENT_CHECK_FOUND_TEXT, NULL, &failed) &&
        !g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_READ_ONLY))
        g_ptr_array_add(faults, g_strdup_printf("the search index does not fit the words: %s",
                                                failed->message));
}

GPtrArray *archive_check(struct db *db, GError **error)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    if (!gather(db, STATEMENT_CHECK_INTEGRITY, faults, error))
        return NULL;
    if (faults->len > 0)
        return g_steal_pointer(&faults);
    if (!gather(db, STATEMENT_CHECK_FOREIGN_KEYS, faults, error) ||
        !gather(db, STATEMENT_CHECK_RULES, faults, error))
        return NULL;
    if (db_is_writable(db))
        check_index(db, faults);
    return g_steal_pointer(&faults);
}
