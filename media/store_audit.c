#include "media/store.h"

#include "media/disk.h"
#include "media/error.h"
#include "media/store_inside.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted; NULL on error. */
static GPtrArray *list_folder(int folder_fd, const char *path, GError **error)
{
    GPtrArray *names;
    const struct dirent *entry;
    DIR *folder;
    int fd = disk_open_folder(folder_fd, path, error);

    if (fd < 0)
        return NULL;
    folder = fdopendir(fd);
    if (folder == NULL) {
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "read folder", path);
        close(fd);
        return NULL;
    }
    names = g_ptr_array_new_with_free_func(g_free);
    while ((entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            g_ptr_array_add(names, g_strdup(entry->d_name));
    closedir(folder);
    g_ptr_array_sort(names, compare_names);
    return names;
}

struct walk {
    const struct store *store;
    bool (*visit)(const struct digest *digest, const char *path, int64_t bytes, void *data);
    void *data;
    GCancellable *cancellable;
    bool is_stopped;
};

static bool is_lower_hex(const char *name)
{
    return strspn(name, "0123456789abcdef") == strlen(name);
}

static bool walk_entry(struct walk *walk, const char *relative, const char *folder,
                       const char *name)
{
    g_autofree char *path = g_build_filename(walk->store->root, relative, NULL);
    struct stat about;
    struct digest digest;
    bool is_object;

    if (fstatat(walk->store->root_fd, relative, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return true; /* Removed in the meantime. */
    is_object = S_ISREG(about.st_mode) && folder != NULL && is_lower_hex(name) &&
                digest_from_hex(name, &digest) && strncmp(folder, name, 2) == 0;
    walk->is_stopped = !walk->visit(is_object ? &digest : NULL, path, about.st_size, walk->data);
    return !walk->is_stopped;
}

static bool walk_folder(struct walk *walk, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) names = list_folder(walk->store->root_fd, folder, error);

    if (names == NULL)
        return false;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *relative = g_build_filename(folder, name, NULL);

        if (g_cancellable_is_cancelled(walk->cancellable)) {
            g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_CANCELLED, _("cancelled"));
            return false;
        }
        if (!walk_entry(walk, relative, folder, name))
            break;
    }
    return true;
}

static bool is_object_folder(const struct store *store, const char *name)
{
    struct stat about;

    return strlen(name) == 2 && is_lower_hex(name) &&
           fstatat(store->root_fd, name, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISDIR(about.st_mode);
}

bool store_walk(const struct store *store,
                bool (*visit)(const struct digest *digest, const char *path, int64_t bytes,
                              void *data),
                void *data, GCancellable *cancellable, GError **error)
{
    struct walk walk = {store, visit, data, cancellable, false};
    g_autoptr(GPtrArray) names = list_folder(store->root_fd, ".", error);

    if (names == NULL)
        return false;
    for (guint i = 0; i < names->len && !walk.is_stopped; i++) {
        const char *name = g_ptr_array_index(names, i);

        if (strcmp(name, STORE_INCOMING) == 0)
            continue;
        if (!is_object_folder(store, name))
            walk_entry(&walk, name, NULL, name);
        else if (!walk_folder(&walk, name, error))
            return false;
    }
    return true;
}

bool store_verify(const struct store *store, const struct digest *digest, enum store_state *state,
                  media_progress progress, void *data, GCancellable *cancellable, GError **error)
{
    g_autofree char *name = store_name(digest);
    struct digest found;
    GError *reason = NULL;
    int fd = disk_open_regular(store->root_fd, name, false, &reason);
    bool ok;

    if (fd < 0) {
        bool is_absent = g_error_matches(reason, MEDIA_ERROR, MEDIA_ERROR_NOT_FOUND);
        bool is_other = g_error_matches(reason, MEDIA_ERROR, MEDIA_ERROR_UNSAFE);

        *state = is_absent ? STORE_MISSING : STORE_CHANGED;
        if (!is_absent && !is_other) {
            g_propagate_error(error, reason);
            return false;
        }
        g_error_free(reason);
        return true;
    }
    ok = digest_of_fd(fd, &found, NULL, progress, data, cancellable, error);
    close(fd);
    if (!ok)
        g_prefix_error(error, "%s: ", name);
    else
        *state = digest_equal(digest, &found) ? STORE_INTACT : STORE_CHANGED;
    return ok;
}

typedef bool audit_found(enum store_state state, const struct digest *digest, const char *path,
                         const char *reason, void *data);

struct audit {
    const struct digest *sorted;
    size_t count;
    audit_found *found;
    void *data;
};

static int compare_digests(const void *a, const void *b)
{
    return digest_compare(a, b);
}

static bool visit_untracked(const struct digest *digest, const char *path, int64_t bytes,
                            void *data)
{
    const struct audit *audit = data;

    if (digest != NULL && audit->count > 0 &&
        bsearch(digest, audit->sorted, audit->count, sizeof *digest, compare_digests) != NULL)
        return true;
    return audit->found(STORE_UNTRACKED, digest, path, NULL, audit->data);
}

/* Verifies one expected object and tells of it; false ends the audit, with @error set or not. */
static bool audit_one(const struct store *store, const struct audit *audit,
                      const struct digest *digest, GCancellable *cancellable, GError **error)
{
    g_autofree char *path = store_path(store, digest);
    g_autoptr(GError) reason = NULL;
    enum store_state state = STORE_CHANGED;

    if (!store_verify(store, digest, &state, NULL, NULL, cancellable, &reason) &&
        g_error_matches(reason, MEDIA_ERROR, MEDIA_ERROR_CANCELLED)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    return audit->found(state, digest, path, reason != NULL ? reason->message : NULL, audit->data);
}

bool store_audit(const struct store *store, const struct digest *expected, size_t count,
                 audit_found *found, void *data, GCancellable *cancellable, GError **error)
{
    g_autofree struct digest *sorted = g_memdup2(expected, count * sizeof *expected);
    struct audit audit = {sorted, count, found, data};
    GError *failure = NULL;

    if (count > 0)
        qsort(sorted, count, sizeof *sorted, compare_digests);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && digest_equal(&sorted[i], &sorted[i - 1]))
            continue;
        if (!audit_one(store, &audit, &sorted[i], cancellable, &failure)) {
            if (failure == NULL)
                return true; /* The caller has seen enough. */
            g_propagate_error(error, failure);
            return false;
        }
    }
    return store_walk(store, visit_untracked, &audit, cancellable, error);
}

/* Removes one folder of .incoming unless a running program holds its lock. */
static bool clean_run(struct store *store, int incoming_fd, const char *name, int *removed,
                      GError **error)
{
    g_autofree char *lock = g_build_filename(name, "lock", NULL);
    int fd = openat(incoming_fd, lock, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    bool ok = true;

    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0) {
        if (fd >= 0)
            unlinkat(incoming_fd, lock, 0);
        ok = disk_remove_tree(incoming_fd, name, removed, error);
    }
    if (fd >= 0)
        close(fd);
    return ok;
}

bool store_clean(struct store *store, int *removed, GError **error)
{
    g_autoptr(GPtrArray) names = NULL;
    int gate, incoming_fd, count = 0;
    bool ok = true;

    if (removed != NULL)
        *removed = 0;
    if (faccessat(store->root_fd, STORE_INCOMING, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
        return true;
    gate = store_lock_incoming(store, error);
    if (gate < 0)
        return false;
    names = list_folder(store->root_fd, STORE_INCOMING, error);
    incoming_fd = disk_open_folder(store->root_fd, STORE_INCOMING, names != NULL ? error : NULL);
    ok = names != NULL && incoming_fd >= 0;
    for (guint i = 0; ok && i < names->len; i++)
        if (strcmp(g_ptr_array_index(names, i), "lock") != 0)
            ok = clean_run(store, incoming_fd, g_ptr_array_index(names, i), &count, error);
    if (incoming_fd >= 0)
        close(incoming_fd);
    close(gate);
    if (removed != NULL)
        *removed = count;
    return ok;
}
