#include "catalogue/archive.h"
#include "catalogue/asset.h"
#include "media/store.h"
#include "tools/bundle.h"
#include "tools/call.h"
#include "tools/copies.h"
#include "tools/measure.h"
#include "tools/progress.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What a backup holds, in this order: archive.db, store/ab/abcdef…, and manifest-sha256.txt with
 * a line for each, in the form of sha256sum. */
struct backup {
    const struct call *call;
    struct bundle *bundle;
    GString *manifest;
    struct progress *progress;
    int64_t files;
    int64_t bytes;
};

static bool add(struct backup *backup, const char *source, const char *name,
                const struct digest *expected, GError **error)
{
    struct digest digest;
    char hex[DIGEST_HEX_SIZE];
    if (!bundle_add_file(backup->bundle, source, name, &digest, backup->call->cancellable, error))
        return false;
    if (expected != NULL && !digest_equal(&digest, expected))
        output_warn(backup->call->output, "%s is not as received; the backup holds it as it is now",
                    name);
    digest_to_hex(&digest, hex);
    g_string_append_printf(backup->manifest, "%s  %s\n", hex, name);
    backup->files++;
    return true;
}

static bool add_objects(struct backup *backup, const GPtrArray *hexes, GError **error)
{
    struct store *store = vault_store(backup->call->vault);
    for (guint i = 0; i < hexes->len; i++) {
        struct digest digest;
        if (!digest_from_hex(hexes->pdata[i], &digest))
            continue;
        g_autofree char *path = store_path(store, &digest);
        g_autofree char *inner = store_name(&digest);
        g_autofree char *name = g_strconcat("store/", inner, NULL);
        if (!store_has(store, &digest)) {
            output_warn(backup->call->output,
                        "%s is missing from the store and so from the backup; "
                        "`rwf verify` says whose it is",
                        name);
            continue;
        }
        if (!add(backup, path, name, &digest, error))
            return false;
        backup->bytes += store_size(store, &digest);
        progress_set(backup->progress, backup->files, backup->bytes);
    }
    return true;
}

/* The database as it is at one moment, and the files it names at that moment. */
static bool add_all(struct backup *backup, const char *snapshot, GError **error)
{
    g_autoptr(db) db = db_open(snapshot, DB_READ, error);
    g_autoptr(GPtrArray) hexes = db != NULL ? asset_digests(db, error) : NULL;
    if (hexes == NULL)
        return false;
    g_clear_pointer(&db, db_close);
    backup->progress =
        progress_begin(backup->call->output, _("backing up"), _("files"), hexes->len + 1, 0);
    bool is_added =
        add(backup, snapshot, "archive.db", NULL, error) && add_objects(backup, hexes, error) &&
        bundle_add_text(backup->bundle, backup->manifest->str, "manifest-sha256.txt", error) &&
        bundle_finish(backup->bundle, error);
    progress_end(backup->progress);
    return is_added;
}

static bool write_backup(const struct call *call, const char *path, GError **error)
{
    struct backup backup = {.call = call, .manifest = g_string_new(NULL)};
    backup.bundle = bundle_create(path, error);
    bool is_done = false;
    if (backup.bundle != NULL) {
        g_autofree char *snapshot = g_strconcat(bundle_part(backup.bundle), ".db", NULL);
        is_done =
            archive_backup(call->db, snapshot, NULL, NULL, error) &&
            add_all(&backup, snapshot, error) &&
            bundle_reads_back(backup.bundle, backup.manifest->str, call->cancellable, error) &&
            bundle_name(backup.bundle, error);
        g_unlink(snapshot);
    }
    bundle_close(backup.bundle);
    if (is_done) {
        g_autofree char *size = measure_size(backup.bytes);
        output_text(call->output, "file", path);
        output_integer(call->output, "files", backup.files);
        output_integer(call->output, "bytes", backup.bytes);
        output_say(call->output, "backed up the database and %d files (%s) to %s, and read it back",
                   (int)backup.files - 1, size, path);
    }
    g_string_free(backup.manifest, TRUE);
    return is_done;
}

static bool run(struct call *call, GError **error)
{
    g_autofree char *path = g_canonicalize_filename(call_word(call, 0), NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return command_refused(error,
                               "%s is there already; a backup never replaces another: choose a "
                               "new name",
                               path);
    GError *reason = NULL;
    struct copy_start start = copies_begin(call);
    if (write_backup(call, path, &reason)) {
        copies_remember(call, &start, "backup", path, NULL);
        return true;
    }
    g_free(start.at);
    if (!call_is_cancelled(call, NULL)) {
        g_propagate_error(error, reason);
        return false;
    }
    g_clear_error(&reason);
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_CANCELLED, _("stopped; no backup was made"));
    return false;
}

const struct command cmd_backup = {
    .name = "backup",
    .usage = "FILE",
    .summary = N_("the whole archive in one tar file, while others work; read back when written"),
    .example = "rwf backup ~/remembering-2026-04-30.tar",
    .page = "rwf-keep",
    .needs = NEEDS_READING,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
