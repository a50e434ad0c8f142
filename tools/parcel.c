#include "tools/parcel.h"

#include "media/bag_path.h"
#include "media/store.h"
#include "tools/call.h"
#include "tools/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct parcel {
    const struct call *call;
    char *target;
    char *part; /* the folder it is filled in; NULL once it has its name */
    bool is_private;
    GPtrArray *names;
};

struct parcel *parcel_begin(const struct call *call, const char *target, bool is_private,
                            GError **error)
{
    g_autofree char *whole = g_canonicalize_filename(target, NULL);
    g_autofree char *folder = g_path_get_dirname(whole);
    g_autofree char *base = g_path_get_basename(whole);
    if (g_file_test(whole, G_FILE_TEST_EXISTS)) {
        command_refused(error, "%s is there already; choose another name", target);
        return NULL;
    }
    g_autofree char *part = g_strdup_printf("%s/.%s.part-XXXXXX", folder, base);
    if (g_mkdtemp_full(part, is_private ? 0700 : 0755) == NULL) {
        durable_refuse(folder, error);
        return NULL;
    }
    struct parcel *parcel = g_new0(struct parcel, 1);
    parcel->call = call;
    parcel->target = g_steal_pointer(&whole);
    parcel->part = g_steal_pointer(&part);
    parcel->is_private = is_private;
    parcel->names = g_ptr_array_new_with_free_func(g_free);
    return parcel;
}

char *parcel_place(struct parcel *parcel, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(parcel->part, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    /* Codes and languages are parts of names, and may have come from elsewhere. */
    if (!bag_path_is_safe(name) || g_file_test(path, G_FILE_TEST_EXISTS)) {
        command_refused(
            error, "“%s” cannot be the name of a file; `rwf check` looks the archive over", name);
        return NULL;
    }
    if (g_mkdir_with_parents(folder, 0755) != 0) {
        command_refused(error, "cannot make %s: %s", folder, g_strerror(errno));
        return NULL;
    }
    g_ptr_array_add(parcel->names, g_strdup(name));
    return g_steal_pointer(&path);
}

bool parcel_add(struct parcel *parcel, const char *name, const char *text, GError **error)
{
    g_autofree char *path = parcel_place(parcel, name, error);
    return path != NULL &&
           g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, 0644, error);
}

bool parcel_add_object(struct parcel *parcel, const char *name, const char *digest, GError **error)
{
    struct digest parsed;
    g_autofree char *path = parcel_place(parcel, name, error);
    if (path == NULL)
        return false;
    if (!digest_from_hex(digest, &parsed))
        return command_refused(error, "“%s” is no digest; `rwf check` looks the archive over",
                               digest);
    g_autofree char *source = store_path(vault_store(parcel->call->vault), &parsed);
    g_autoptr(GFile) from = g_file_new_for_path(source);
    g_autoptr(GFile) to = g_file_new_for_path(path);
    return g_file_copy(from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, parcel->call->cancellable, NULL,
                       NULL, error);
}

const char *parcel_folder(const struct parcel *parcel)
{
    return parcel->part;
}

const GPtrArray *parcel_names(const struct parcel *parcel)
{
    return parcel->names;
}

/* One sync for all its files, which may be many thousands. */
static bool sync_all(const struct parcel *parcel, GError **error)
{
    int folder = open(parcel->part, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = folder >= 0 && syncfs(folder) == 0;
    int reason = errno;
    if (folder >= 0)
        close(folder);
    return is_synced || command_refused(error, "cannot write %s: %s; is the disk full?",
                                        parcel->target, g_strerror(reason));
}

/* Its folder is closed to others already, and what lies deeper with it; this holds for files that are
 * taken out. */
static bool close_files(const struct parcel *parcel, GError **error)
{
    for (guint i = 0; parcel->is_private && i < parcel->names->len; i++) {
        g_autofree char *path = g_build_filename(parcel->part, parcel->names->pdata[i], NULL);
        if (g_chmod(path, 0600) != 0)
            return command_refused(error, "cannot close %s to others: %s", path, g_strerror(errno));
    }
    return true;
}

bool parcel_finish(struct parcel *parcel, bool is_file, GError **error)
{
    g_assert(!is_file || parcel->names->len == 1);
    g_autofree char *first = g_build_filename(parcel->part, parcel->names->pdata[0], NULL);
    if (g_cancellable_set_error_if_cancelled(parcel->call->cancellable, error) ||
        !close_files(parcel, error) || !sync_all(parcel, error) ||
        !durable_rename_new(is_file ? first : parcel->part, parcel->target, error))
        return false;
    if (!is_file)
        g_clear_pointer(&parcel->part, g_free);
    return true;
}

void parcel_end(struct parcel *parcel)
{
    if (parcel == NULL)
        return;
    if (parcel->part != NULL)
        durable_remove_tree(parcel->part);
    g_free(parcel->part);
    g_ptr_array_unref(parcel->names);
    g_free(parcel->target);
    g_free(parcel);
}
