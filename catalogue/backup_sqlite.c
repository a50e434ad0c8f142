#include "catalogue/archive.h"

#include "catalogue/connection.h"
#include "catalogue/durable.h"
#include "catalogue/error.h"
#include "catalogue/query.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#define PAGES_A_STEP  512
#define WAIT_MS       50
#define LONGEST_WAITS 600

static bool finish_copy(struct db *copy, sqlite3_backup *backup, int code, GError **error)
{
    int finished = sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE && finished == SQLITE_OK)
        return true;
    return connection_fail(copy, "the copy could not be finished", error);
}

/* A change by someone else makes SQLite begin again, so the copy is of one moment in the end. */
static bool copy_pages(struct db *db, struct db *copy, archive_progress *progress, void *data,
                       GError **error)
{
    sqlite3_backup *backup =
        sqlite3_backup_init(connection_handle(copy), "main", connection_handle(db), "main");
    if (backup == NULL)
        return connection_fail(copy, "a copy cannot be begun", error);
    int waits = 0;
    int code;
    for (;;) {
        code = sqlite3_backup_step(backup, PAGES_A_STEP);
        int64_t total = sqlite3_backup_pagecount(backup);
        if (progress != NULL && !progress(total - sqlite3_backup_remaining(backup), total, data)) {
            sqlite3_backup_finish(backup);
            g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CANCELLED,
                        _("%s: the copy was stopped"), db_path(db));
            return false;
        }
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
            if (++waits > LONGEST_WAITS)
                break;
            sqlite3_sleep(WAIT_MS);
        } else if (code != SQLITE_OK) {
            break;
        }
    }
    return finish_copy(copy, backup, code, error);
}

static bool copy_to(struct db *db, const char *file, archive_progress *progress, void *data,
                    GError **error)
{
    g_autoptr(db) copy = connection_open(file, DB_WRITE, DB_RAW_CREATE, error);
    return copy != NULL && copy_pages(db, copy, progress, data, error);
}

bool archive_backup(struct db *db, const char *file, archive_progress *progress, void *data,
                    GError **error)
{
    if (g_file_test(file, G_FILE_TEST_EXISTS)) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("%s: is there already; name another file"), file);
        return false;
    }
    g_autofree char *beside = g_strdup_printf("%s.%08x.part", file, g_random_int());
    g_autofree char *journal = g_strconcat(beside, "-journal", NULL);
    bool is_written = copy_to(db, beside, progress, data, error);
    g_unlink(journal); /* emptied, not removed, by journal_mode TRUNCATE */
    if (is_written && durable_rename(beside, file, error))
        return true;
    g_unlink(beside);
    return false;
}

/* One with items or with a past is never written over. */
static bool is_untouched(struct db *db, bool *is_untouched, GError **error)
{
    int64_t used = 0;
    bool is_read = query_number(db, STATEMENT_ARCHIVE_IS_USED, NULL, &used, error);
    *is_untouched = used == 0;
    return is_read;
}

bool archive_adopt(struct db *db, const char *file, GError **error)
{
    bool is_free;
    if (!is_untouched(db, &is_free, error))
        return false;
    if (!is_free) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("this archive has been worked in; make a new one for it with "
                      "`rwf init FOLDER --title TITLE`"));
        return false;
    }
    g_autoptr(db) from = db_open(file, DB_PACK, error);
    if (from == NULL)
        return false;
    db_set_time_limit(from, 0);
    return copy_pages(from, db, NULL, NULL, error) &&
           query_run(db, STATEMENT_ARCHIVE_UNPUBLISH, NULL, error);
}
