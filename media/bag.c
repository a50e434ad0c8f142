#include "media/bag.h"

#include "media/bag_path.h"
#include "media/disk.h"
#include "media/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_BYTES = 256 * 1024 };

struct bag {
    char *folder;
    int folder_fd;
    GHashTable *files; /* path in the bag -> struct digest */
    int64_t payload_bytes, payload_files;
};

struct bag *bag_create(const char *folder, GError **error)
{
    int fd = disk_open_folder(AT_FDCWD, folder, error);
    struct bag *bag;

    if (fd < 0)
        return NULL;
    bag = g_new0(struct bag, 1);
    bag->folder = g_strdup(folder);
    bag->folder_fd = fd;
    bag->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return bag;
}

void bag_destroy(struct bag *bag)
{
    if (bag == NULL)
        return;
    close(bag->folder_fd);
    g_hash_table_destroy(bag->files);
    g_free(bag->folder);
    g_free(bag);
}

static bool is_payload(const char *path)
{
    return g_str_has_prefix(path, "data/");
}

static bool check_path(const struct bag *bag, const char *path, GError **error)
{
    if (!bag_path_is_safe(path) || !g_utf8_validate(path, -1, NULL)) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_UNSAFE,
                    _("%s: no name for a file in a bag; it would not be safe everywhere"), path);
        return false;
    }
    if (g_hash_table_contains(bag->files, path)) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_IO, _("%s is in the bag already"), path);
        return false;
    }
    return true;
}

static bool keep(struct bag *bag, const char *path, const struct digest *digest, int64_t bytes,
                 const struct digest *expected, GError **error)
{
    if (expected != NULL && !digest_equal(expected, digest)) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FIXITY,
                    _("%s: the bytes are not those expected; check the store"), path);
        return false;
    }
    if (is_payload(path)) {
        bag->payload_bytes += bytes;
        bag->payload_files++;
    }
    g_hash_table_insert(bag->files, g_strdup(path), g_memdup2(digest, sizeof *digest));
    return true;
}

/* Makes every folder above @path in the bag. */
static bool make_folders(struct bag *bag, const char *path, GError **error)
{
    for (const char *at = strchr(path, '/'); at != NULL; at = strchr(at + 1, '/')) {
        g_autofree char *folder = g_strndup(path, (size_t)(at - path));

        if (!disk_make_folder(bag->folder_fd, folder, NULL, error))
            return false;
    }
    return true;
}

struct copy {
    int from, to;
    media_progress progress;
    void *data;
    GCancellable *cancellable;
};

static bool copy_hashed(const struct copy *copy, struct digest *digest, int64_t *bytes,
                        GError **error)
{
    g_autofree unsigned char *chunk = g_malloc(CHUNK_BYTES);
    struct digest_stream *stream = digest_stream_create();
    int64_t total = disk_length(copy->from);
    ssize_t got;

    *bytes = 0;
    while ((got = disk_read(copy->from, chunk, CHUNK_BYTES, copy->cancellable, error)) > 0) {
        if (!disk_write(copy->to, chunk, (size_t)got, error)) {
            got = -1;
            break;
        }
        digest_stream_add(stream, chunk, (size_t)got);
        *bytes += got;
        if (copy->progress != NULL)
            copy->progress(*bytes, total, copy->data);
    }
    *digest = digest_stream_finish(stream);
    digest_stream_destroy(stream);
    return got == 0;
}

bool bag_copy(struct bag *bag, const char *source, const char *path, const struct digest *expected,
              media_progress progress, void *data, GCancellable *cancellable, GError **error)
{
    struct copy copy = {-1, -1, progress, data, cancellable};
    struct digest digest;
    int64_t bytes;
    bool ok;

    if (!check_path(bag, path, error) || !make_folders(bag, path, error))
        return false;
    copy.from = disk_open_regular(AT_FDCWD, source, true, error);
    if (copy.from < 0)
        return false;
    copy.to = disk_create(bag->folder_fd, path, error);
    if (copy.to < 0) {
        close(copy.from);
        return false;
    }
    ok = copy_hashed(&copy, &digest, &bytes, error);
    (void)fchmod(copy.to, 0644);
    close(copy.from);
    ok = disk_finish(copy.to, path, ok ? error : NULL) && ok;
    if (!ok || !keep(bag, path, &digest, bytes, expected, error)) {
        unlinkat(bag->folder_fd, path, 0);
        return false;
    }
    return true;
}

bool bag_add(struct bag *bag, const char *path, const struct digest *expected,
             GCancellable *cancellable, GError **error)
{
    struct digest digest;
    int64_t bytes;
    int fd;
    bool ok;

    if (!check_path(bag, path, error))
        return false;
    fd = disk_open_regular(bag->folder_fd, path, false, error);
    if (fd < 0)
        return false;
    ok = digest_of_fd(fd, &digest, &bytes, NULL, NULL, cancellable, error) &&
         disk_sync(fd, path, error);
    close(fd);
    return ok && keep(bag, path, &digest, bytes, expected, error);
}

static bool write_tag_file(struct bag *bag, const char *name, const GString *text, GError **error)
{
    struct digest digest = digest_of_bytes(text->str, text->len);
    int fd = disk_create(bag->folder_fd, name, error);
    bool ok;

    if (fd < 0)
        return false;
    ok = disk_write(fd, text->str, text->len, error);
    (void)fchmod(fd, 0644);
    return disk_finish(fd, name, ok ? error : NULL) && ok &&
           keep(bag, name, &digest, (int64_t)text->len, NULL, error);
}

/* Line breaks in a value would begin another label: they become continuation lines (§2.2.2). */
static void append_info(GString *text, const char *label, const char *value)
{
    g_string_append_printf(text, "%s: ", label);
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '\n')
            g_string_append(text, "\n  ");
        else if (*at != '\r')
            g_string_append_c(text, *at);
    }
    g_string_append_c(text, '\n');
}

static bool write_info(struct bag *bag, const struct bag_info *info, size_t count, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *oxum = g_strdup_printf("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT,
                                            bag->payload_bytes, bag->payload_files);

    for (size_t i = 0; i < count; i++) {
        g_assert(strpbrk(info[i].label, ":\r\n") == NULL);
        append_info(text, info[i].label, info[i].value != NULL ? info[i].value : oxum);
    }
    return write_tag_file(bag, "bag-info.txt", text, error);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files of one kind, sorted by the bytes of their paths. */
static bool write_manifest(struct bag *bag, const char *name, bool of_payload, GError **error)
{
    guint count;
    g_autofree const char **paths =
        (const char **)g_hash_table_get_keys_as_array(bag->files, &count);
    g_autoptr(GString) text = g_string_new(NULL);

    qsort(paths, count, sizeof *paths, compare_paths);
    for (guint i = 0; i < count; i++) {
        g_autofree char *written = bag_path_encode(paths[i]);
        char hex[DIGEST_HEX_SIZE];

        if (is_payload(paths[i]) != of_payload)
            continue;
        digest_to_hex(g_hash_table_lookup(bag->files, paths[i]), hex);
        g_string_append_printf(text, "%s  %s\n", hex, written);
    }
    return write_tag_file(bag, name, text, error);
}

/* Syncs every folder that holds a file of the bag, and the bag itself last. */
static bool sync_folders(struct bag *bag, GError **error)
{
    g_autoptr(GHashTable) done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    void *path;

    g_hash_table_iter_init(&iter, bag->files);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        g_autofree char *folder = g_path_get_dirname(path);

        while (strcmp(folder, ".") != 0 && g_hash_table_add(done, g_strdup(folder))) {
            char *above = g_path_get_dirname(folder);

            if (!disk_sync_folder(bag->folder_fd, folder, error)) {
                g_free(above);
                return false;
            }
            g_free(folder);
            folder = above;
        }
    }
    return disk_sync(bag->folder_fd, bag->folder, error);
}

bool bag_finish(struct bag *bag, const struct bag_info *info, size_t count, GError **error)
{
    g_autoptr(GString) declaration =
        g_string_new("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");

    /* A bag without payload still has the folder (§2.1.2). */
    return disk_make_folder(bag->folder_fd, "data", NULL, error) &&
           write_tag_file(bag, "bagit.txt", declaration, error) &&
           write_info(bag, info, count, error) &&
           write_manifest(bag, "manifest-sha256.txt", true, error) &&
           write_manifest(bag, "tagmanifest-sha256.txt", false, error) && sync_folders(bag, error);
}
