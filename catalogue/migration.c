#include "catalogue/migration.h"

#include "catalogue/archive.h"
#include "catalogue/connection.h"
#include "catalogue/error.h"
#include "catalogue/query.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

enum { MOST_COPIES = 99 };

/* The name for a copy that nobody has yet; NULL when there are too many. */
static char *name_copy(const char *file, int first)
{
    g_autofree char *plain = g_strdup_printf("%s.before-%04d", file, first);
    for (int i = 2; i <= MOST_COPIES && g_file_test(plain, G_FILE_TEST_EXISTS); i++) {
        g_free(plain);
        plain = g_strdup_printf("%s.before-%04d-%d", file, first, i);
    }
    return g_file_test(plain, G_FILE_TEST_EXISTS) ? NULL : g_steal_pointer(&plain);
}

static char *keep_copy(struct db *db, int64_t version, GError **error)
{
    g_autofree char *name = name_copy(db_path(db), (int)CLAMP(version + 1, 0, 9999));
    if (name == NULL) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("%s: too many copies stand beside it; move the older files named .before- to "
                      "another folder"),
                    db_path(db));
        return NULL;
    }
    if (archive_backup(db, name, NULL, NULL, error))
        return g_steal_pointer(&name);
    g_prefix_error(error,
                   _("the archive was not brought up to date, as no copy of it can be kept: "));
    return NULL;
}

static bool names_are_found(struct db *db, GError **error)
{
    g_autoptr(GPtrArray) lost = query_texts(db, STATEMENT_CHECK_FOREIGN_KEYS, NULL, error);
    if (lost == NULL || lost->len == 0)
        return lost != NULL;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED, "%s: %s", db_path(db),
                (const char *)lost->pdata[0]);
    return false;
}

/* The version is read again inside the transaction: another program may have been first. */
static bool apply(struct db *db, const struct migration *list, size_t count, GError **error)
{
    int64_t application = 0;
    int64_t version = 0;
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && connection_read_version(db, &application, &version, error) &&
           connection_migrate(db, list, count, version, error) && names_are_found(db, error) &&
           txn_commit(txn, error);
}

bool migration_run(const char *file, const struct migration *list, size_t count, GError **error)
{
    int newest = list[count - 1].version;
    int64_t application = 0;
    int64_t version = 0;
    g_autoptr(db) db = connection_open(file, DB_WRITE, 0, error);
    if (db == NULL || !connection_read_version(db, &application, &version, error))
        return false;
    if (version > newest) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NEWER,
                    _("%s: written by a newer version of this program (archive version "
                      "%" PRId64 ", this program knows %d); install the newer program to "
                      "open it"),
                    file, version, newest);
        return false;
    }
    if (version == newest)
        return true;
    g_autofree char *copy = keep_copy(db, version, error);
    if (copy == NULL || !query_script(db, STATEMENT_CONNECTION_REBUILD, error))
        return false;
    if (apply(db, list, count, error))
        return true;
    g_prefix_error(error,
                   _("the archive could not be brought up to date and is as it was (a copy is in "
                     "%s); use the program it was last opened with, and report this: "),
                   copy);
    return false;
}
