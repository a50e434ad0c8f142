#include "tools/parcel_file.h"

#include "catalogue/archive.h"
#include "catalogue/parcel.h"
#include "media/store.h"
#include "tools/bundle.h"
#include "tools/call.h"

#include <glib/gstdio.h>
#include <string.h>

enum {
    MOST_CHANGES = 1 << 30,          /* bytes */
    MOST_MANIFEST = 64 * 1024 * 1024 /* bytes: half a million files */
};

void parcel_file_list(GString *manifest, const struct digest *digest, const char *name)
{
    char hex[DIGEST_HEX_SIZE];
    digest_to_hex(digest, hex);
    g_string_append_printf(manifest, "%s  %s\n", hex, name);
}

static bool damaged(const char *path, GError **error)
{
    return command_refused(
        error, "%s is not whole: it was cut off or altered on its way; bring it again", path);
}

/* Reads the entry that is next into the work folder, and notes its digest; the path is yours. */
static char *take(struct parcel_file *file, const struct call *call, struct bundle *bundle,
                  const char *name, struct digest *digest, GError **error)
{
    char hex[DIGEST_HEX_SIZE];
    const char *folder = store_work_folder(vault_store(call->vault), error);
    if (folder == NULL)
        return NULL;
    g_autofree char *target =
        g_strdup_printf("%s/parcel-%u", folder, g_hash_table_size(file->read));
    if (!bundle_read(bundle, target, digest, call->cancellable, error))
        return NULL;
    digest_to_hex(digest, hex);
    g_hash_table_insert(file->read, g_strdup(name), g_strdup(hex));
    return g_steal_pointer(&target);
}

static bool take_changes(struct parcel_file *file, const struct call *call, struct bundle *bundle,
                         int64_t bytes, const char *path, GError **error)
{
    struct archive_facts facts = {0};
    struct digest digest;
    char *content = NULL;
    size_t size = 0;
    if (bytes > MOST_CHANGES)
        return command_refused(error, "%s holds more changes than this program takes at once",
                               path);
    g_autofree char *target = take(file, call, bundle, PARCEL_NAME, &digest, error);
    if (target == NULL || !g_file_get_contents(target, &content, &size, error))
        return false;
    g_unlink(target);
    g_autoptr(GBytes) parcel = g_bytes_new_take(content, size);
    if (archive_read_facts(call->db, call->strings, &facts, error))
        file->list = parcel_unpack(parcel, facts.uuid, call->strings, error);
    if (file->list == NULL) {
        g_prefix_error(error, "%s: ", path);
        return false;
    }
    g_autoptr(GPtrArray) digests = parcel_digests(file->list);
    for (guint i = 0; i < digests->len; i++)
        g_hash_table_add(file->wanted, g_strdup(digests->pdata[i]));
    return true;
}

/* Only what the changes name, under its own digest. */
static bool take_object(struct parcel_file *file, const struct call *call, struct bundle *bundle,
                        const char *name, const char *path, GError **error)
{
    struct digest expected;
    struct digest digest;
    const char *slash = strrchr(name, '/');
    if (!g_str_has_prefix(name, "store/") || !digest_from_hex(slash + 1, &expected) ||
        !g_hash_table_contains(file->wanted, slash + 1))
        return command_refused(error, "%s is no file of changes: it holds “%s”", path, name);
    g_autofree char *right = store_name(&expected);
    if (strcmp(right, name + strlen("store/")) != 0)
        return command_refused(error, "%s is no file of changes: it holds “%s”", path, name);
    g_autofree char *target = take(file, call, bundle, name, &digest, error);
    if (target == NULL)
        return false;
    g_ptr_array_add(file->paths, g_steal_pointer(&target));
    return digest_equal(&digest, &expected) || damaged(path, error);
}

static bool compare(const struct parcel_file *file, struct bundle *bundle, const char *path,
                    GError **error)
{
    guint listed = 0;
    g_autofree char *text = bundle_read_text(bundle, MOST_MANIFEST, error);
    if (text == NULL)
        return false;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL && **line != '\0'; line++, listed++) {
        const char *gap = strstr(*line, "  ");
        const char *hex = gap != NULL ? g_hash_table_lookup(file->read, gap + 2) : NULL;
        if (hex == NULL || strncmp(*line, hex, DIGEST_HEX_LENGTH) != 0)
            return damaged(path, error);
    }
    return listed == g_hash_table_size(file->read) || damaged(path, error);
}

static bool read_all(struct parcel_file *file, const struct call *call, struct bundle *bundle,
                     const char *path, GError **error)
{
    const char *name;
    int64_t bytes;
    bool is_whole = false;
    GError *reason = NULL;
    while (!is_whole && bundle_next(bundle, &name, &bytes, &reason)) {
        g_autofree char *kept = g_strdup(name);
        if (file->list == NULL && strcmp(kept, PARCEL_NAME) != 0)
            return command_refused(error, "%s is no file of changes; `rwf changes` makes one",
                                   path);
        if (file->list == NULL ? !take_changes(file, call, bundle, bytes, path, error)
            : strcmp(kept, PARCEL_MANIFEST) == 0
                ? !(is_whole = compare(file, bundle, path, error))
                : !take_object(file, call, bundle, kept, path, error))
            return false;
    }
    g_clear_error(&reason);
    if (file->list == NULL)
        return command_refused(error, "%s is no file of changes; `rwf changes` makes one", path);
    return is_whole || damaged(path, error);
}

bool parcel_file_read(struct parcel_file *file, const struct call *call, const char *path,
                      GError **error)
{
    *file = (struct parcel_file){
        .paths = g_ptr_array_new_with_free_func(g_free),
        .wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    struct bundle *bundle = bundle_open(path, error);
    bool is_read = bundle != NULL && read_all(file, call, bundle, path, error);
    bundle_close(bundle);
    return is_read;
}

void parcel_file_finish(struct parcel_file *file)
{
    g_clear_pointer(&file->list, g_array_unref);
    g_ptr_array_unref(file->paths);
    g_hash_table_unref(file->wanted);
    g_hash_table_unref(file->read);
}
