#include "catalogue/item.h"
#include "catalogue/txn.h"
#include "media/bag.h"
#include "media/store.h"
#include "tools/bag_layout.h"
#include "tools/call.h"
#include "tools/export.h"
#include "tools/parcel.h"

#include <glib/gstdio.h>
#include <string.h>

extern const struct export_form export_dc;

/* Beside the database, which rebuilds everything, each item says what it is in Dublin Core, for
 * whoever opens the bag when no such program is left. */
static bool write_item(struct export *export, const struct dossier *dossier, bool *is_written,
                       GError **error)
{
    export->below = BAG_METADATA;
    return export_dc.item(export, dossier, is_written, error);
}

static bool is_written(const struct export *export, int64_t id)
{
    for (guint i = 0; i < export->written->len; i++)
        if (g_array_index(export->written, int64_t, i) == id)
            return true;
    return false;
}

/* Takes the items that were not named out of the copy at @file. */
static bool narrow(const struct export *export, const char *file, GError **error)
{
    struct item_filter any = {0};
    g_autofree char *journal = g_strconcat(file, "-journal", NULL);
    g_autoptr(db) db = db_open(file, DB_WRITE, error);
    g_autoptr(txn) txn = db != NULL ? txn_begin(db, error) : NULL;
    g_autoptr(GArray) keys = txn != NULL ? item_keys(db, &any, error) : NULL;
    for (guint i = 0; keys != NULL && i < keys->len; i++) {
        int64_t id = g_array_index(keys, int64_t, i);
        if (!is_written(export, id) && !item_remove(db, id, error))
            return false;
    }
    bool is_done = keys != NULL && txn_commit(txn, error);
    g_clear_pointer(&txn, txn_end);
    g_clear_pointer(&db, db_close);
    g_unlink(journal); /* emptied, not removed, by journal_mode TRUNCATE */
    return is_done;
}

static GPtrArray *write_database(const struct export *export, GError **error)
{
    g_autofree char *file = parcel_place(export->parcel, BAG_DATABASE, error);
    if (file == NULL || !archive_backup(export->db, file, NULL, NULL, error) ||
        (export->is_part && !narrow(export, file, error)))
        return NULL;
    return bag_layout_digests(file, error);
}

static bool copy_objects(const struct export *export, struct bag *bag, const GPtrArray *digests,
                         GError **error)
{
    struct store *store = vault_store(export->call->vault);
    for (guint i = 0; i < digests->len; i++) {
        struct digest digest;
        if (!digest_from_hex(digests->pdata[i], &digest))
            return command_refused(error, "“%s” is no digest; `rwf doctor` looks the archive over",
                                   (const char *)digests->pdata[i]);
        g_autofree char *source = store_path(store, &digest);
        g_autofree char *inner = store_name(&digest);
        g_autofree char *name = g_strconcat(BAG_STORE, inner, NULL);
        g_autofree char *path = parcel_place(export->parcel, name, error);
        if (path == NULL ||
            !bag_copy(bag, source, name, &digest, NULL, NULL, export->call->cancellable, error))
            return false;
    }
    return true;
}

static bool fill(const struct export *export, struct bag *bag, GError **error)
{
    g_autofree char *day = g_strndup(export->facts.changed_at, strlen("YYYY-MM-DD"));
    const struct bag_info info[] = {
        {"External-Description", export->facts.title},
        {"External-Identifier", export->facts.uuid},
        {"Bagging-Date", day},
        {"Payload-Oxum", NULL},
        {"Bag-Software-Agent", "rwf " RWF_VERSION},
    };
    guint described = parcel_names(export->parcel)->len;
    for (guint i = 0; i < described; i++)
        if (!bag_add(bag, parcel_names(export->parcel)->pdata[i], NULL, export->call->cancellable,
                     error))
            return false;
    g_autoptr(GPtrArray) digests = write_database(export, error);
    return digests != NULL && bag_add(bag, BAG_DATABASE, NULL, export->call->cancellable, error) &&
           copy_objects(export, bag, digests, error) &&
           bag_finish(bag, info, G_N_ELEMENTS(info), error);
}

static bool finish(struct export *export, GError **error)
{
    struct bag *bag = bag_create(parcel_folder(export->parcel), error);
    bool is_done = bag != NULL && fill(export, bag, error);
    bag_destroy(bag);
    return is_done;
}

const struct export_form export_bag = {
    .name = "bag", .is_whole = true, .item = write_item, .finish = finish};
