#include "catalogue/snapshot.h"

#include "catalogue/archive.h"
#include "catalogue/asset.h"
#include "catalogue/connection.h"
#include "catalogue/durable.h"
#include "catalogue/error.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Each copies one table; later ones ask what the earlier ones kept. */
static const enum statement copies[] = {
    STATEMENT_SNAPSHOT_ARCHIVE,     STATEMENT_SNAPSHOT_ITEM,
    STATEMENT_SNAPSHOT_ASSET,       STATEMENT_SNAPSHOT_PERSON,
    STATEMENT_SNAPSHOT_ITEM_PERSON, STATEMENT_SNAPSHOT_PLACE,
    STATEMENT_SNAPSHOT_ITEM_PLACE,  STATEMENT_SNAPSHOT_THEME,
    STATEMENT_SNAPSHOT_ITEM_THEME,  STATEMENT_SNAPSHOT_OTHER_NAME,
    STATEMENT_SNAPSHOT_CUE,         STATEMENT_SNAPSHOT_REDACTION,
    STATEMENT_SNAPSHOT_INDEX_POINT, STATEMENT_SNAPSHOT_QUOTATION,
    STATEMENT_SNAPSHOT_EVENT,       STATEMENT_SNAPSHOT_TRAIL_STOP,
    STATEMENT_SNAPSHOT_TRAIL,       STATEMENT_SNAPSHOT_CONTENT_NOTE,
    STATEMENT_SNAPSHOT_REGION,      STATEMENT_SNAPSHOT_COMMUNITY_LABEL,
    STATEMENT_SNAPSHOT_ITEM_PART,   STATEMENT_SNAPSHOT_CONSENT,
    STATEMENT_SNAPSHOT_TRANSLATION,
};

/* One item on its way to its place in the order. */
struct ranked {
    int64_t id;
    int64_t rank;
    int64_t lead;  /* who leads its card, or 0 */
    int64_t turn;  /* how many of the same lead and rank come before it */
    int64_t entry; /* where the lead first came in this rank: who goes first in a turn */
};

static const struct column ranked_columns[] = {COLUMN(struct ranked, id, KEY),
                                               COLUMN(struct ranked, rank, INTEGER),
                                               COLUMN(struct ranked, lead, KEY),
                                               {.name = NULL}};

static int compare_turns(const void *a, const void *b)
{
    const struct ranked *first = a;
    const struct ranked *second = b;
    if (first->rank != second->rank)
        return first->rank < second->rank ? -1 : 1;
    if (first->turn != second->turn)
        return first->turn < second->turn ? -1 : 1;
    return (first->entry > second->entry) - (first->entry < second->entry);
}

/* Numbers each item among those of its lead within its rank, and each lead by its first item. */
static void take_turns(GArray *list)
{
    g_autoptr(GHashTable) first_of = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (unsigned i = 0; i < list->len; i++) {
        struct ranked *item = &g_array_index(list, struct ranked, i);
        if (i > 0 && item->rank != g_array_index(list, struct ranked, i - 1).rank)
            g_hash_table_remove_all(first_of);
        struct ranked *before = g_hash_table_lookup(first_of, &item->lead);
        item->turn = before == NULL ? 0 : before->turn + 1;
        item->entry = before == NULL ? (int64_t)i : before->entry;
        g_hash_table_replace(first_of, &item->lead, item);
    }
}

/* Within equal ranks contributors alternate: the first of each, then the second of each. */
static bool alternate(struct db *pack, GArray **order, GError **error)
{
    g_autoptr(GArray) list = query_list(pack, STATEMENT_SNAPSHOT_ORDER, NULL, ranked_columns,
                                        sizeof(struct ranked), NULL, error);
    if (list == NULL)
        return false;
    take_turns(list);
    g_array_sort(list, compare_turns);
    for (unsigned i = 0; i < list->len; i++)
        if (!query_run(pack, STATEMENT_SNAPSHOT_SET_RANK,
                       VALUES(VALUE_KEY("id", g_array_index(list, struct ranked, i).id),
                              VALUE_INTEGER("rank", i + 1)),
                       error))
            return false;
    *order = g_steal_pointer(&list);
    return true;
}

static bool copy_rows(struct db *pack, GError **error)
{
    g_autoptr(txn) txn = txn_begin(pack, error);
    g_autoptr(GArray) order = NULL;
    if (txn == NULL || !connection_migrate(pack, migrations, MIGRATION_COUNT, 0, error) ||
        !query_script(pack, STATEMENT_SNAPSHOT_DEFER, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(copies); i++)
        if (!query_run(pack, copies[i], NULL, error))
            return false;
    return alternate(pack, &order, error) && search_refresh_all(pack, error) &&
           txn_commit(txn, error);
}

static bool fill(struct db *pack, const char *source, GError **error)
{
    g_autofree char *absolute = g_canonicalize_filename(source, NULL);
    g_autofree char *escaped = g_uri_escape_string(absolute, "/", false);
    g_autofree char *uri = g_strdup_printf("file:%s?mode=ro", escaped);
    if (!query_run(pack, STATEMENT_SNAPSHOT_ATTACH, VALUES(VALUE_TEXT("source", uri)), error))
        return false;
    bool is_copied = copy_rows(pack, error);
    GError **also = is_copied ? error : NULL;
    return query_run(pack, STATEMENT_SNAPSHOT_DETACH, NULL, also) && is_copied &&
           query_run(pack, STATEMENT_SNAPSHOT_VACUUM, NULL, error);
}

static bool is_sound(struct db *pack, GError **error)
{
    g_autoptr(GPtrArray) faults = archive_check(pack, error);
    if (faults == NULL || faults->len == 0)
        return faults != NULL;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
                _("%s: the pack's database is not sound: %s"), db_path(pack),
                (const char *)faults->pdata[0]);
    return false;
}

static bool make(struct db *db, const char *file, GPtrArray **digests, GError **error)
{
    g_autoptr(db) pack = connection_open(file, DB_WRITE, DB_RAW_CREATE, error);
    if (pack == NULL || !fill(pack, db_path(db), error) || !is_sound(pack, error))
        return false;
    if (digests != NULL)
        *digests = asset_digests(pack, error);
    return digests == NULL || *digests != NULL;
}

bool snapshot_write(struct db *db, const char *file, GPtrArray **digests, GError **error)
{
    if (g_file_test(file, G_FILE_TEST_EXISTS)) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT, _("%s: is there already"),
                    file);
        return false;
    }
    g_autoptr(GPtrArray) named = NULL;
    g_autofree char *beside = g_strdup_printf("%s.%08x.part", file, g_random_int());
    g_autofree char *journal = g_strconcat(beside, "-journal", NULL);
    bool is_made = make(db, beside, digests == NULL ? NULL : &named, error);
    g_unlink(journal); /* a connection that truncates its journal leaves it behind, empty */
    if (!is_made || !durable_rename(beside, file, error)) {
        g_unlink(beside);
        return false;
    }
    if (digests != NULL)
        *digests = g_steal_pointer(&named);
    return true;
}
