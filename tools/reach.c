#include "tools/reach.h"

#include "catalogue/archive.h"
#include "catalogue/asset.h"
#include "catalogue/erasure.h"
#include "media/store.h"
#include "tools/bundle.h"
#include "tools/call.h"
#include "tools/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum {
    MANIFEST_LIMIT = 256 * 1024 * 1024 /* bytes: some two million files */
};

struct reach {
    const struct call *call;
    char *folder;       /* private, beside the backup: its database while that is changed */
    struct bundle *old; /* the backup as it is */
    struct bundle *fresh;
    GHashTable *wanted; /* names of the files its database names afterwards */
    GString *found;     /* the manifest as the old one should be */
    GString *manifest;  /* of the fresh one */
    int removed;
};

static bool is_of_this_archive(const struct reach *reach, struct db *copy, GError **error)
{
    struct archive_facts here;
    struct archive_facts there;
    GStringChunk *strings = reach->call->strings;
    return archive_read_facts(reach->call->db, strings, &here, error) &&
           archive_read_facts(copy, strings, &there, error) &&
           (strcmp(here.uuid, there.uuid) == 0 ||
            command_refused(error, "it is a backup of another archive"));
}

static bool note_wanted(struct reach *reach, struct db *copy, GError **error)
{
    g_autoptr(GPtrArray) hexes = asset_digests(copy, error);
    for (guint i = 0; hexes != NULL && i < hexes->len; i++) {
        struct digest digest;
        if (!digest_from_hex(hexes->pdata[i], &digest))
            continue;
        g_autofree char *inner = store_name(&digest);
        g_hash_table_add(reach->wanted, g_strconcat("store/", inner, NULL));
    }
    return hexes != NULL;
}

/* A backup made by an earlier version is brought up to date on the way. */
static bool erase_rows(struct reach *reach, GError **error)
{
    g_autoptr(archive) copy = archive_open(reach->folder, error);
    return copy != NULL && is_of_this_archive(reach, archive_db(copy), error) &&
           erasure_repeat(reach->call->db, archive_db(copy), error) &&
           note_wanted(reach, archive_db(copy), error);
}

static void list(GString *manifest, const struct digest *digest, const char *name)
{
    char hex[DIGEST_HEX_SIZE];
    digest_to_hex(digest, hex);
    g_string_append_printf(manifest, "%s  %s\n", hex, name);
}

static bool take_database(struct reach *reach, GError **error)
{
    struct digest digest;
    g_autofree char *file = g_build_filename(reach->folder, "archive.db", NULL);
    GCancellable *cancellable = reach->call->cancellable;
    if (!bundle_read(reach->old, file, &digest, cancellable, error))
        return false;
    list(reach->found, &digest, "archive.db");
    if (!erase_rows(reach, error) ||
        !bundle_add_file(reach->fresh, file, "archive.db", &digest, cancellable, error))
        return false;
    list(reach->manifest, &digest, "archive.db");
    return true;
}

static bool take_file(struct reach *reach, const char *name, int64_t bytes, GError **error)
{
    struct digest digest;
    GCancellable *cancellable = reach->call->cancellable;
    bool is_wanted = g_hash_table_contains(reach->wanted, name);
    if (!(is_wanted
              ? bundle_pass(reach->old, reach->fresh, name, bytes, &digest, cancellable, error)
              : bundle_read(reach->old, NULL, &digest, cancellable, error)))
        return false;
    list(reach->found, &digest, name);
    if (is_wanted)
        list(reach->manifest, &digest, name);
    reach->removed += !is_wanted;
    return true;
}

/* A damaged backup is not written anew as though it were sound. */
static bool compare(const struct reach *reach, GError **error)
{
    g_autofree char *text = bundle_read_text(reach->old, MANIFEST_LIMIT, error);
    return text != NULL &&
           (strcmp(text, reach->found->str) == 0 || command_refused(error, "it is damaged"));
}

/* The database is its first entry, the manifest its last. */
static bool pass_all(struct reach *reach, GError **error)
{
    const char *name;
    int64_t bytes;
    bool is_whole = false;
    GError *reason = NULL;
    while (bundle_next(reach->old, &name, &bytes, &reason)) {
        g_autofree char *kept = g_strdup(name);
        bool is_first = reach->found->len == 0;
        is_whole = strcmp(kept, "manifest-sha256.txt") == 0;
        if (is_first != (strcmp(kept, "archive.db") == 0) || (!is_first && is_whole && bytes == 0))
            return command_refused(error, "it is no backup of an archive");
        if (!(is_first   ? take_database(reach, error)
              : is_whole ? compare(reach, error)
                         : take_file(reach, kept, bytes, error)))
            return false;
        if (is_whole)
            break;
    }
    if (reason != NULL) {
        g_propagate_error(error, reason);
        return false;
    }
    return is_whole || command_refused(error, "its end is missing");
}

static bool rewrite(struct reach *reach, const char *path, GError **error)
{
    reach->old = bundle_open(path, error);
    reach->fresh = reach->old != NULL ? bundle_create(path, error) : NULL;
    return reach->fresh != NULL && pass_all(reach, error) &&
           bundle_add_text(reach->fresh, reach->manifest->str, "manifest-sha256.txt", error) &&
           bundle_finish(reach->fresh, error) &&
           bundle_reads_back(reach->fresh, reach->manifest->str, reach->call->cancellable, error) &&
           bundle_replace(reach->fresh, error);
}

/* One at a time: two that begin from the same backup would each bring back what the other took out. -1
 * where it cannot be held. */
static int hold(const struct call *call, GError **error)
{
    const char *folder = vault_folder(call->vault);
    int fd = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd >= 0 && flock(fd, LOCK_EX) == 0)
        return fd;
    command_refused(error, "cannot hold %s: %s", folder, g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

/* What a run that was cut off left beside it: a backup's database, and one half-written. */
static void remove_left(const char *parent, const char *base)
{
    g_autofree char *folders = g_strdup_printf(".%s.erasing-", base);
    g_autofree char *parts = g_strdup_printf(".%s.part-", base);
    g_autoptr(GDir) dir = g_dir_open(parent, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(parent, name, NULL);
        if (g_str_has_prefix(name, folders) || g_str_has_prefix(name, parts))
            durable_remove_tree(path);
    }
}

bool reach_backup(const struct call *call, const char *path, int *removed, GError **error)
{
    struct reach reach = {
        .call = call,
        .wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .found = g_string_new(NULL),
        .manifest = g_string_new(NULL),
    };
    g_autofree char *parent = g_path_get_dirname(path);
    g_autofree char *base = g_path_get_basename(path);
    reach.folder = g_strdup_printf("%s/.%s.erasing-XXXXXX", parent, base);
    bool is_done = false;
    int held = hold(call, error);
    if (held >= 0)
        remove_left(parent, base);
    if (held >= 0 && g_mkdtemp_full(reach.folder, 0700) == NULL) {
        durable_refuse(parent, error);
    } else if (held >= 0) {
        is_done = rewrite(&reach, path, error);
        durable_remove_tree(reach.folder);
    }
    bundle_close(reach.old);
    bundle_close(reach.fresh);
    if (held >= 0)
        close(held);
    g_hash_table_unref(reach.wanted);
    g_string_free(reach.found, TRUE);
    g_string_free(reach.manifest, TRUE);
    g_free(reach.folder);
    *removed = reach.removed;
    return is_done;
}
