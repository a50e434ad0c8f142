#include "catalogue/archive.h"
#include "catalogue/item.h"
#include "media/store.h"
#include "tools/bundle.h"
#include "tools/call.h"
#include "tools/durable.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

enum {
    MANIFEST_LIMIT = 256 * 1024 * 1024 /* bytes: some two million files */
};

struct restore {
    const struct call *call;
    struct bundle *bundle;
    char *folder;      /* where it is built, beside the target */
    GHashTable *found; /* name -> hexadecimal digest of what was read */
    bool has_manifest;
    int files;
};

/* Where an entry goes; NULL, and REFUSED, for a name that is none of a backup's. */
static char *target_of(const struct restore *restore, const char *name, struct digest *expected,
                       bool *has_expected, GError **error)
{
    *has_expected = false;
    if (strcmp(name, "archive.db") == 0)
        return g_build_filename(restore->folder, name, NULL);
    const char *slash = g_str_has_prefix(name, "store/") ? strrchr(name, '/') : NULL;
    if (slash != NULL && digest_from_hex(slash + 1, expected)) {
        g_autofree char *right = store_name(expected);
        *has_expected = true;
        if (strcmp(right, name + strlen("store/")) == 0)
            return g_build_filename(restore->folder, name, NULL);
    }
    command_refused(error, "this is no backup of an archive: it holds “%s”", name);
    return NULL;
}

static bool take_file(struct restore *restore, const char *name, GError **error)
{
    struct digest digest;
    struct digest expected;
    bool has_expected;
    char hex[DIGEST_HEX_SIZE];
    g_autofree char *target = target_of(restore, name, &expected, &has_expected, error);
    if (target == NULL)
        return false;
    g_autofree char *parent = g_path_get_dirname(target);
    if (g_mkdir_with_parents(parent, 0755) != 0)
        return command_refused(error, "cannot make %s: %s", parent, g_strerror(errno));
    if (!bundle_read(restore->bundle, target, &digest, restore->call->cancellable, error))
        return false;
    digest_to_hex(&digest, hex);
    if (has_expected)
        g_chmod(target, 0444);
    if (has_expected && !digest_equal(&digest, &expected))
        output_warn(restore->call->output,
                    "%s is not as received; it was so when the backup was made", name);
    g_hash_table_insert(restore->found, g_strdup(name), g_strdup(hex));
    restore->files += has_expected;
    return durable_sync_parent(target, error);
}

/* Every line of the manifest must be there with its digest, and nothing else. */
static bool compare(struct restore *restore, GError **error)
{
    g_autofree char *text = bundle_read_text(restore->bundle, MANIFEST_LIMIT, error);
    if (text == NULL)
        return false;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint listed = 0;
    restore->has_manifest = true;
    for (char **line = lines; *line != NULL && **line != '\0'; line++, listed++) {
        const char *gap = strstr(*line, "  ");
        const char *hex = gap != NULL ? g_hash_table_lookup(restore->found, gap + 2) : NULL;
        if (hex == NULL || strncmp(*line, hex, DIGEST_HEX_LENGTH) != 0)
            return command_refused(error,
                                   "the backup is damaged: %s is not as it was written; use "
                                   "another copy of it",
                                   gap != NULL ? gap + 2 : "a file");
    }
    return listed == g_hash_table_size(restore->found) ||
           command_refused(error, "the backup is damaged: it holds more files than it lists");
}

static bool unpack(struct restore *restore, GError **error)
{
    const char *name;
    int64_t bytes;
    GError *reason = NULL;
    while (bundle_next(restore->bundle, &name, &bytes, &reason)) {
        g_autofree char *kept = g_strdup(name);
        bool is_manifest = strcmp(kept, "manifest-sha256.txt") == 0;
        if (!(is_manifest ? compare(restore, error) : take_file(restore, kept, error)))
            return false;
    }
    if (reason != NULL) {
        g_propagate_error(error, reason);
        return false;
    }
    return restore->has_manifest ||
           command_refused(error, "the backup is not whole: its end is missing; use another copy");
}

/* The reason names a folder nobody will see; it is about the backup. */
static bool refuse(const struct restore *restore, GError *reason, GError **error)
{
    g_autoptr(GString) says = g_string_new(reason->message);
    g_string_replace(says, restore->folder, call_word(restore->call, 0), 0);
    g_error_free(reason);
    return command_refused(error, "%s", says->str);
}

/* Opens what was restored before it gets its name. */
static bool try_it(const struct restore *restore, int64_t *items, GError **error)
{
    g_autofree char *store = g_build_filename(restore->folder, "store", NULL);
    if (g_mkdir_with_parents(store, 0755) != 0)
        return command_refused(error, "cannot make %s: %s", store, g_strerror(errno));
    GError *reason = NULL;
    g_autoptr(vault) vault = vault_open(restore->folder, true, &reason);
    return vault != NULL ? item_count(vault_db(vault), items, error)
                         : refuse(restore, reason, error);
}

static bool restore_to(struct restore *restore, const char *target, GError **error)
{
    int64_t items = 0;
    if (!unpack(restore, error) || !try_it(restore, &items, error) ||
        !durable_rename_new(restore->folder, target, error))
        return false;
    output_text(restore->call->output, "folder", target);
    output_integer(restore->call->output, "items", items);
    output_integer(restore->call->output, "files", restore->files);
    output_say(restore->call->output, "restored %d items and %d files to %s", (int)items,
               restore->files, target);
    return true;
}

static bool run(struct call *call, GError **error)
{
    struct restore restore = {.call = call};
    g_autofree char *target = g_canonicalize_filename(call_word(call, 1), NULL);
    g_autofree char *parent = g_path_get_dirname(target);
    g_autofree char *base = g_path_get_basename(target);
    if (g_file_test(target, G_FILE_TEST_EXISTS))
        return command_refused(error, "%s is there already; restore to a new folder and compare",
                               target);
    restore.bundle = bundle_open(call_word(call, 0), error);
    if (restore.bundle == NULL)
        return false;
    restore.folder = g_strdup_printf("%s/.%s.part-XXXXXX", parent, base);
    restore.found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    bool is_done;
    if (g_mkdtemp_full(restore.folder, 0755) == NULL) {
        is_done = durable_refuse(parent, error);
    } else {
        is_done = restore_to(&restore, target, error);
        if (!is_done)
            durable_remove_tree(restore.folder);
    }
    bundle_close(restore.bundle);
    g_hash_table_unref(restore.found);
    g_free(restore.folder);
    return is_done;
}

const struct command cmd_restore = {
    .name = "restore",
    .usage = "FILE DIR",
    .summary = N_("a backup back into a new folder, every file compared with its checksum"),
    .example = "rwf restore ~/remembering-2026-04-30.tar ~/remembering-again",
    .page = "rwf-keep",
    .needs = NEEDS_NOTHING,
    .words_min = 2,
    .words_max = 2,
    .run = run,
};
