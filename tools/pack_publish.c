#include "tools/pack.h"

#include "catalogue/archive.h"
#include "catalogue/item.h"
#include "catalogue/snapshot.h"
#include "catalogue/txn.h"
#include "media/bag.h"
#include "media/store.h"
#include "media/sums.h"
#include "tools/call.h"
#include "tools/durable.h"
#include "tools/progress.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

struct publication {
    const struct call *call;
    struct pack *pack;
    char *part; /* the folder beside the target */
    struct archive_facts facts;
    char *published_on; /* YYYY-MM-DD, as the snapshot has it */
};

/* What stands at the target may be replaced only when it is a pack. */
static bool may_replace(const char *target, GError **error)
{
    g_autofree char *bagit = g_build_filename(target, "bagit.txt", NULL);
    g_autofree char *database = g_build_filename(target, "data", "catalogue.db", NULL);
    if (!g_file_test(target, G_FILE_TEST_EXISTS))
        return true;
    if (g_file_test(bagit, G_FILE_TEST_EXISTS) && g_file_test(database, G_FILE_TEST_EXISTS))
        return true;
    return command_refused(error, "%s is there already and is no pack; choose another name",
                           target);
}

/* A copy of the database in which only the items of the filter are left. */
static struct db *narrow(const struct publication *publication, const char *copy,
                         const struct item_filter *only, GError **error)
{
    struct item_filter all = {.shown_only = true};
    g_autoptr(GHashTable) kept = g_hash_table_new(g_int64_hash, g_int64_equal);
    if (!archive_backup(publication->call->db, copy, NULL, NULL, error))
        return NULL;
    g_autoptr(db) db = db_open(copy, DB_WRITE, error);
    g_autoptr(txn) txn = db != NULL ? txn_begin(db, error) : NULL;
    if (txn == NULL)
        return NULL;
    g_autoptr(GArray) chosen = item_list(db, only, publication->call->strings, error);
    g_autoptr(GArray) shown = item_list(db, &all, publication->call->strings, error);
    if (chosen == NULL || shown == NULL)
        return NULL;
    for (guint i = 0; i < chosen->len; i++)
        g_hash_table_add(kept, &g_array_index(chosen, struct item, i).id);
    for (guint i = 0; i < shown->len; i++) {
        int64_t id = g_array_index(shown, struct item, i).id;
        if (!g_hash_table_contains(kept, &id) && !item_remove(db, id, error))
            return NULL;
    }
    if (!txn_commit(txn, error))
        return NULL;
    g_clear_pointer(&txn, txn_end);
    return g_steal_pointer(&db);
}

static bool write_snapshot(const struct publication *publication, const struct item_filter *only,
                           GPtrArray **digests, GError **error)
{
    g_autofree char *file = g_build_filename(publication->part, "data", "catalogue.db", NULL);
    if (only == NULL)
        return snapshot_write(publication->call->db, file, digests, error);
    /* It holds what is withheld too, so it never stands where the pack goes, as on a stick. */
    const char *work = store_work_folder(vault_store(publication->call->vault), error);
    if (work == NULL)
        return false;
    g_autofree char *copy = g_build_filename(work, "narrowed.db", NULL);
    g_autoptr(db) db = narrow(publication, copy, only, error);
    return db != NULL && snapshot_write(db, file, digests, error);
}

static bool copy_objects(const struct publication *publication, struct bag *bag,
                         const GPtrArray *digests, GError **error)
{
    struct store *store = vault_store(publication->call->vault);
    struct progress *progress =
        progress_begin(publication->call->output, _("publishing"), _("files"), digests->len, 0);
    bool is_copied = true;
    for (guint i = 0; is_copied && i < digests->len; i++) {
        struct digest digest;
        if (!digest_from_hex(digests->pdata[i], &digest))
            continue;
        g_autofree char *source = store_path(store, &digest);
        g_autofree char *inner = store_name(&digest);
        g_autofree char *path = g_strconcat("data/objects/", inner, NULL);
        is_copied =
            bag_copy(bag, source, path, &digest, NULL, NULL, publication->call->cancellable, error);
        publication->pack->files++;
        publication->pack->bytes += MAX(store_size(store, &digest), 0);
        progress_set(progress, i + 1, publication->pack->bytes);
    }
    progress_end(progress);
    return is_copied;
}

/* Reads back what the snapshot says of itself, so that the bag tells the same. */
static bool read_snapshot(struct publication *publication, GError **error)
{
    struct item_filter all = {.shown_only = true};
    GStatBuf about;
    g_autofree char *file = g_build_filename(publication->part, "data", "catalogue.db", NULL);
    g_autoptr(archive) archive = archive_open_pack(file, error);
    if (archive == NULL || !archive_read_facts(archive_db(archive), publication->call->strings,
                                               &publication->facts, error))
        return false;
    g_autoptr(GArray) items =
        item_list(archive_db(archive), &all, publication->call->strings, error);
    if (items == NULL)
        return false;
    publication->pack->items = items->len;
    publication->pack->files = 1;
    publication->pack->bytes = g_stat(file, &about) == 0 ? about.st_size : 0;
    return true;
}

static bool finish_bag(const struct publication *publication, struct bag *bag, GError **error)
{
    const struct bag_info info[] = {
        {"External-Description", publication->facts.title},
        {"External-Identifier", publication->facts.uuid},
        {"Bagging-Date",
         publication->facts.published_on != NULL ? publication->facts.published_on : "1970-01-01"},
        {"Payload-Oxum", NULL},
        {"Bag-Software-Agent", "rwf " RWF_VERSION},
    };
    return bag_finish(bag, info, G_N_ELEMENTS(info), error);
}

/* The sums of the catalogue's blocks: with them a kiosk trusts what it reads without reading all. */
static bool write_sums(const struct publication *publication, GError **error)
{
    g_autofree char *file = g_build_filename(publication->part, "data", "catalogue.db", NULL);
    g_autofree char *name = g_build_filename(publication->part, "data", "catalogue.sums", NULL);
    struct sums *sums = sums_of_file(file, publication->call->cancellable, error);
    int64_t bytes = 0;
    bool is_written = sums != NULL && sums_save(sums, name, &bytes, error);
    sums_free(sums);
    publication->pack->files++;
    publication->pack->bytes += bytes;
    return is_written;
}

static bool fill(struct publication *publication, const struct item_filter *only, GError **error)
{
    g_autofree char *data = g_build_filename(publication->part, "data", NULL);
    g_autoptr(GPtrArray) digests = NULL;
    if (g_mkdir(data, 0755) != 0)
        return command_refused(error, "cannot make %s: %s", data, g_strerror(errno));
    if (!write_snapshot(publication, only, &digests, error) || !read_snapshot(publication, error) ||
        !write_sums(publication, error))
        return false;
    struct bag *bag = bag_create(publication->part, error);
    bool is_filled =
        bag != NULL &&
        bag_add(bag, "data/catalogue.db", NULL, publication->call->cancellable, error) &&
        bag_add(bag, "data/catalogue.sums", NULL, publication->call->cancellable, error) &&
        copy_objects(publication, bag, digests, error) && finish_bag(publication, bag, error);
    bag_destroy(bag);
    return is_filled;
}

/* The new pack takes the old one's place; the old one, now beside, is removed. */
static bool put_in_place(const char *part, const char *target, GError **error)
{
    if (!g_file_test(target, G_FILE_TEST_EXISTS))
        return durable_rename_new(part, target, error);
    if (!durable_exchange(part, target, error))
        return false;
    return durable_remove_tree(part) ||
           command_refused(error,
                           "the new pack is in %s, but the old one could not be removed: delete "
                           "%s",
                           target, part);
}

bool pack_publish(const struct call *call, const char *target, const struct item_filter *only,
                  struct pack *pack, GError **error)
{
    struct publication publication = {.call = call, .pack = pack};
    g_autofree char *folder = g_path_get_dirname(target);
    g_autofree char *base = g_path_get_basename(target);
    *pack = (struct pack){0};
    if (!may_replace(target, error))
        return false;
    publication.part = g_strdup_printf("%s/.%s.part-XXXXXX", folder, base);
    if (g_mkdtemp_full(publication.part, 0755) == NULL) {
        durable_refuse(folder, error);
        g_free(publication.part);
        return false;
    }
    bool is_done = fill(&publication, only, error) &&
                   !g_cancellable_set_error_if_cancelled(call->cancellable, error) &&
                   put_in_place(publication.part, target, error);
    if (!is_done)
        durable_remove_tree(publication.part);
    g_free(publication.part);
    return is_done;
}
