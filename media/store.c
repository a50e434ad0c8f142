#include "media/store.h"

#include "media/disk.h"
#include "media/error.h"
#include "media/store_inside.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_BYTES = 256 * 1024 };

const char *store_state_word(enum store_state state)
{
    static const char *const words[] = {"intact", "changed", "missing", "untracked"};

    return words[state];
}

struct store *store_create(const char *root, GError **error)
{
    if (g_mkdir_with_parents(root, 0755) != 0) {
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "make the store", root);
        return NULL;
    }
    return store_open(root, error);
}

struct store *store_open(const char *root, GError **error)
{
    struct store *store;
    int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0) {
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "open the store", root);
        return NULL;
    }
    store = g_new0(struct store, 1);
    store->root = g_canonicalize_filename(root, NULL);
    store->root_fd = fd;
    store->lock_fd = -1;
    g_mutex_init(&store->mutex);
    return store;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    if (store->run_folder != NULL)
        disk_remove_tree(AT_FDCWD, store->run_folder, NULL, NULL);
    if (store->lock_fd >= 0)
        close(store->lock_fd);
    close(store->root_fd);
    g_mutex_clear(&store->mutex);
    g_free(store->run_folder);
    g_free(store->root);
    g_free(store);
}

/* A folder of this run alone, locked before anyone who cleans can see it without its lock. */
static bool make_run_folder(struct store *store, GError **error)
{
    g_autofree char *run = g_build_filename(store->root, STORE_INCOMING, "run-XXXXXX", NULL);
    g_autofree char *lock = NULL;
    int gate = store_lock_incoming(store, error);

    if (gate < 0)
        return false;
    if (g_mkdtemp_full(run, 0700) == NULL) {
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "make a temporary folder in",
                              store->root);
        close(gate);
        return false;
    }
    lock = g_build_filename(run, "lock", NULL);
    store->lock_fd = disk_create(AT_FDCWD, lock, error);
    if (store->lock_fd >= 0 && flock(store->lock_fd, LOCK_EX | LOCK_NB) == 0)
        store->run_folder = g_steal_pointer(&run);
    else if (store->lock_fd >= 0)
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "lock", lock);
    close(gate);
    return store->run_folder != NULL;
}

int store_lock_incoming(struct store *store, GError **error)
{
    int fd;

    if (!disk_make_folder(store->root_fd, STORE_INCOMING, NULL, error))
        return -1;
    fd = openat(store->root_fd, STORE_INCOMING "/lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC,
                0600);
    if (fd < 0 || flock(fd, LOCK_EX) != 0) {
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "lock the store", store->root);
        if (fd >= 0)
            close(fd);
        return -1;
    }
    return fd;
}

const char *store_work_folder(struct store *store, GError **error)
{
    bool ok;

    g_mutex_lock(&store->mutex);
    ok = store->run_folder != NULL || make_run_folder(store, error);
    g_mutex_unlock(&store->mutex);
    return ok ? store->run_folder : NULL;
}

char *store_name(const struct digest *digest)
{
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(digest, hex);
    return g_strdup_printf("%.2s/%s", hex, hex);
}

char *store_path(const struct store *store, const struct digest *digest)
{
    g_autofree char *name = store_name(digest);

    return g_build_filename(store->root, name, NULL);
}

int64_t store_size(const struct store *store, const struct digest *digest)
{
    g_autofree char *name = store_name(digest);
    struct stat about;

    if (fstatat(store->root_fd, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return -1;
    return S_ISREG(about.st_mode) ? about.st_size : -1;
}

bool store_has(const struct store *store, const struct digest *digest)
{
    return store_size(store, digest) >= 0;
}

static char *new_temporary(struct store *store, GError **error)
{
    const char *folder = store_work_folder(store, error);
    unsigned int number;

    if (folder == NULL)
        return NULL;
    g_mutex_lock(&store->mutex);
    number = ++store->temporaries;
    g_mutex_unlock(&store->mutex);
    return g_strdup_printf("%s/put-%u", folder, number);
}

/* Renames without replacing. Where the file system cannot promise that, a plain rename does no
 * harm: the name is the digest, so what is replaced has the same bytes. */
static int rename_new(const char *from, int folder_fd, const char *name)
{
    if (renameat2(AT_FDCWD, from, folder_fd, name, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    if (faccessat(folder_fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        return EEXIST;
    return renameat(AT_FDCWD, from, folder_fd, name) == 0 ? 0 : errno;
}

/* The object was there already: it must at least have the right length. */
static bool accept_existing(const struct store *store, const struct store_object *object,
                            GError **error)
{
    g_autofree char *name = store_name(&object->digest);

    if (store_size(store, &object->digest) == object->bytes)
        return true;
    g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FIXITY,
                _("%s in the store %s is damaged: check the store and put that object back"), name,
                store->root);
    return false;
}

/* Gives the finished, synced file at @path its name; @path is gone afterwards in any case. */
static bool settle(struct store *store, const char *path, struct store_object *object,
                   GError **error)
{
    g_autofree char *name = store_name(&object->digest);
    g_autofree char *folder = g_strndup(name, 2);
    bool made = false, ok;
    int folder_fd = -1, reason;

    if (!disk_make_folder(store->root_fd, folder, &made, error) ||
        (made && !disk_sync(store->root_fd, store->root, error)) ||
        (folder_fd = disk_open_folder(store->root_fd, folder, error)) < 0) {
        unlink(path);
        return false;
    }
    reason = rename_new(path, folder_fd, name + 3);
    object->is_new = reason == 0;
    if (reason != 0)
        unlink(path);
    if (reason != 0 && reason != EEXIST)
        ok = media_error_set_errno(error, MEDIA_ERROR_IO, reason, "name the object", name);
    else
        ok = reason == 0 || accept_existing(store, object, error);
    /* Also when it was there: another program may have renamed it and not synced yet. */
    ok = ok && disk_sync(folder_fd, folder, error);
    close(folder_fd);
    return ok;
}

/* Copies and hashes; @to is then synced, read-only and closed, whatever happened. */
static bool copy_hashed(int from, int to, const char *to_path, struct store_object *object,
                        media_progress progress, void *data, GCancellable *cancellable,
                        GError **error)
{
    g_autofree unsigned char *chunk = g_malloc(CHUNK_BYTES);
    struct digest_stream *stream = digest_stream_create();
    int64_t total = disk_length(from);
    ssize_t got;
    bool ok = true;

    object->bytes = 0;
    while (ok && (got = disk_read(from, chunk, CHUNK_BYTES, cancellable, error)) != 0) {
        ok = got > 0 && disk_write(to, chunk, (size_t)got, error);
        if (!ok)
            break;
        digest_stream_add(stream, chunk, (size_t)got);
        object->bytes += got;
        if (progress != NULL)
            progress(object->bytes, total, data);
    }
    object->digest = digest_stream_finish(stream);
    digest_stream_destroy(stream);
    if (!ok) {
        close(to);
        return false;
    }
    (void)fchmod(to, 0444); /* A file system without modes still keeps the bytes. */
    return disk_finish(to, to_path, error);
}

static bool is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool put_open_file(struct store *store, int from, struct store_object *object,
                          media_progress progress, void *data, GCancellable *cancellable,
                          GError **error)
{
    g_autofree char *temporary = new_temporary(store, error);
    struct stat before, after;
    int to = temporary != NULL ? disk_create(AT_FDCWD, temporary, error) : -1;

    if (to < 0)
        return false;
    if (fstat(from, &before) != 0)
        memset(&before, 0, sizeof before);
    if (!copy_hashed(from, to, temporary, object, progress, data, cancellable, error)) {
        unlink(temporary);
        return false;
    }
    if (fstat(from, &after) != 0 || !is_same_file(&before, &after) ||
        object->bytes != after.st_size) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_IO,
                            _("the file changed while it was read; try again when it is finished"));
        unlink(temporary);
        return false;
    }
    return settle(store, temporary, object, error);
}

bool store_put(struct store *store, const char *path, struct store_object *object,
               media_progress progress, void *data, GCancellable *cancellable, GError **error)
{
    int from = disk_open_regular(AT_FDCWD, path, true, error);
    bool ok;

    if (from < 0)
        return false;
    ok = put_open_file(store, from, object, progress, data, cancellable, error);
    if (!ok)
        g_prefix_error(error, "%s: ", path);
    close(from);
    return ok;
}

bool store_put_finished(struct store *store, const char *path, struct store_object *object,
                        GCancellable *cancellable, GError **error)
{
    int fd = disk_open_regular(AT_FDCWD, path, false, error);
    bool ok;

    if (fd < 0)
        return false;
    ok = digest_of_fd(fd, &object->digest, &object->bytes, NULL, NULL, cancellable, error);
    if (ok)
        (void)fchmod(fd, 0444);
    ok = ok && disk_sync(fd, path, error);
    close(fd);
    return ok && settle(store, path, object, error);
}

bool store_put_bytes(struct store *store, const void *bytes, size_t length,
                     struct store_object *object, GError **error)
{
    g_autofree char *temporary = new_temporary(store, error);
    int to = temporary != NULL ? disk_create(AT_FDCWD, temporary, error) : -1;
    bool ok;

    if (to < 0)
        return false;
    object->digest = digest_of_bytes(bytes, length);
    object->bytes = (int64_t)length;
    ok = disk_write(to, bytes, length, error);
    (void)fchmod(to, 0444);
    ok = disk_finish(to, temporary, ok ? error : NULL) && ok;
    if (!ok) {
        unlink(temporary);
        return false;
    }
    return settle(store, temporary, object, error);
}

bool store_remove(struct store *store, const struct digest *digest, GError **error)
{
    g_autofree char *name = store_name(digest);
    g_autofree char *folder = g_strndup(name, 2);

    if (unlinkat(store->root_fd, name, 0) != 0)
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "remove the object", name);
    return disk_sync_folder(store->root_fd, folder, error);
}
