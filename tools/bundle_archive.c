#include "tools/bundle.h"

#include "tools/command.h"
#include "tools/durable.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BLOCK = 256 * 1024 /* bytes read or written at once */
};

struct bundle {
    char *path;
    char *part; /* NULL when reading, and once it has its name */
    int fd;
    bool is_writing;
    struct archive *tar;
};

static bool fail(const struct bundle *bundle, const char *doing, GError **error)
{
    const char *why = archive_error_string(bundle->tar);
    if (!bundle->is_writing && archive_format(bundle->tar) == 0)
        return command_refused(error, "%s: is damaged, or no file that rwf wrote; name another",
                               bundle->path);
    return command_refused(error, "%s %s: %s", doing, bundle->path,
                           why != NULL ? why : "the file is damaged");
}

struct bundle *bundle_create(const char *path, GError **error)
{
    struct bundle *bundle = g_new0(struct bundle, 1);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *base = g_path_get_basename(path);
    bundle->path = g_strdup(path);
    bundle->is_writing = true;
    bundle->part = g_strdup_printf("%s/.%s.part-XXXXXX", folder, base);
    bundle->fd = g_mkstemp_full(bundle->part, O_RDWR | O_CLOEXEC, 0600);
    bundle->tar = archive_write_new();
    if (bundle->fd < 0) {
        durable_refuse(folder, error);
        g_clear_pointer(&bundle->part, g_free);
    } else if (archive_write_set_format_pax_restricted(bundle->tar) != ARCHIVE_OK ||
               archive_write_set_bytes_per_block(bundle->tar, BLOCK) != ARCHIVE_OK ||
               archive_write_open_fd(bundle->tar, bundle->fd) != ARCHIVE_OK) {
        fail(bundle, "cannot write", error);
    } else {
        return bundle;
    }
    bundle_close(bundle);
    return NULL;
}

const char *bundle_part(const struct bundle *bundle)
{
    return bundle->part;
}

static bool begin_entry(struct bundle *bundle, const char *name, int64_t bytes, GError **error)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, 0, 0);
    archive_entry_set_size(entry, bytes);
    bool is_begun = archive_write_header(bundle->tar, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
    return is_begun || fail(bundle, "cannot write", error);
}

static bool write_block(struct bundle *bundle, const char *block, size_t length, GError **error)
{
    return length == 0 || archive_write_data(bundle->tar, block, length) == (la_ssize_t)length ||
           fail(bundle, "cannot write", error);
}

static bool write_out(int fd, const char *block, size_t length, const char *target, GError **error)
{
    while (fd >= 0 && length > 0) {
        ssize_t written = write(fd, block, length);
        if (written < 0 && errno != EINTR)
            return command_refused(error, "cannot write %s: %s", target, g_strerror(errno));
        if (written > 0) {
            block += written;
            length -= (size_t)written;
        }
    }
    return true;
}

/* Where bytes come from or go to: the entry of a bundle, or a file; one that is neither keeps none. */
struct end {
    struct bundle *bundle;
    int fd;
    const char *path;
};

static ssize_t take(const struct end *from, char *block, GError **error)
{
    ssize_t length;
    if (from->bundle != NULL) {
        length = archive_read_data(from->bundle->tar, block, BLOCK);
        if (length < 0)
            fail(from->bundle, "cannot read", error);
        return length;
    }
    do
        length = read(from->fd, block, BLOCK);
    while (length < 0 && errno == EINTR);
    if (length < 0)
        command_refused(error, "cannot read %s: %s", from->path, g_strerror(errno));
    return length;
}

static bool give(const struct end *to, const char *block, size_t length, GError **error)
{
    return to->bundle != NULL ? write_block(to->bundle, block, length, error)
                              : write_out(to->fd, block, length, to->path, error);
}

/* Everything there is; @digest receives what it was. */
static bool pour(const struct end *from, const struct end *to, struct digest *digest,
                 GCancellable *cancellable, GError **error)
{
    struct digest_stream *stream = digest_stream_create();
    g_autofree char *block = g_malloc(BLOCK);
    bool is_fine = true;
    ssize_t length = 1;
    while (is_fine && length != 0) {
        length = take(from, block, error);
        is_fine = length >= 0 && !g_cancellable_set_error_if_cancelled(cancellable, error) &&
                  give(to, block, (size_t)length, error);
        if (is_fine)
            digest_stream_add(stream, block, (size_t)length);
    }
    *digest = digest_stream_finish(stream);
    digest_stream_destroy(stream);
    return is_fine;
}

bool bundle_add_file(struct bundle *bundle, const char *source, const char *name,
                     struct digest *digest, GCancellable *cancellable, GError **error)
{
    struct stat about;
    int fd = g_open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
    if (fd < 0)
        return command_refused(error, "cannot read %s: %s", source, g_strerror(errno));
    bool is_added = fstat(fd, &about) == 0 && begin_entry(bundle, name, about.st_size, error) &&
                    pour(&(struct end){.fd = fd, .path = source}, &(struct end){.bundle = bundle},
                         digest, cancellable, error);
    close(fd);
    return is_added;
}

bool bundle_add_bytes(struct bundle *bundle, const void *bytes, size_t length, const char *name,
                      GError **error)
{
    return begin_entry(bundle, name, (int64_t)length, error) &&
           write_block(bundle, bytes, length, error);
}

bool bundle_add_text(struct bundle *bundle, const char *text, const char *name, GError **error)
{
    return bundle_add_bytes(bundle, text, strlen(text), name, error);
}

bool bundle_finish(struct bundle *bundle, GError **error)
{
    if (archive_write_close(bundle->tar) != ARCHIVE_OK)
        return fail(bundle, "cannot finish", error);
    return fsync(bundle->fd) == 0 ||
           command_refused(error, "cannot finish %s: %s", bundle->path, g_strerror(errno));
}

bool bundle_name(struct bundle *bundle, GError **error)
{
    if (!durable_rename_new(bundle->part, bundle->path, error))
        return false;
    g_clear_pointer(&bundle->part, g_free);
    return true;
}

bool bundle_replace(struct bundle *bundle, GError **error)
{
    if (g_rename(bundle->part, bundle->path) != 0)
        return command_refused(error, "cannot put %s in its place: %s", bundle->path,
                               g_strerror(errno));
    g_clear_pointer(&bundle->part, g_free);
    return durable_sync_parent(bundle->path, error);
}

struct bundle *bundle_open(const char *path, GError **error)
{
    struct bundle *bundle = g_new0(struct bundle, 1);
    bundle->path = g_strdup(path);
    bundle->fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);
    bundle->tar = archive_read_new();
    if (bundle->fd < 0)
        command_refused(error, "cannot open %s: %s", path, g_strerror(errno));
    else if (archive_read_support_format_tar(bundle->tar) != ARCHIVE_OK ||
             archive_read_open_fd(bundle->tar, bundle->fd, BLOCK) != ARCHIVE_OK)
        fail(bundle, "cannot read", error);
    else
        return bundle;
    bundle_close(bundle);
    return NULL;
}

bool bundle_next(struct bundle *bundle, const char **name, int64_t *bytes, GError **error)
{
    struct archive_entry *entry;
    *name = NULL;
    int answer = archive_read_next_header(bundle->tar, &entry);
    if (answer == ARCHIVE_EOF)
        return false;
    if (answer != ARCHIVE_OK)
        return fail(bundle, "cannot read", error);
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != NULL ||
        archive_entry_pathname(entry) == NULL)
        return command_refused(
            error, "%s is no backup of an archive: it holds more than plain files", bundle->path);
    *name = archive_entry_pathname(entry);
    *bytes = archive_entry_size(entry);
    return true;
}

bool bundle_read(struct bundle *bundle, const char *target, struct digest *digest,
                 GCancellable *cancellable, GError **error)
{
    int fd = target != NULL ? g_open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644) : -1;
    if (target != NULL && fd < 0)
        return command_refused(error, "cannot write %s: %s", target, g_strerror(errno));
    bool is_fine = pour(&(struct end){.bundle = bundle}, &(struct end){.fd = fd, .path = target},
                        digest, cancellable, error);
    if (fd >= 0 && is_fine && fsync(fd) != 0)
        is_fine = command_refused(error, "cannot write %s: %s", target, g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return is_fine;
}

bool bundle_pass(struct bundle *from, struct bundle *bundle, const char *name, int64_t bytes,
                 struct digest *digest, GCancellable *cancellable, GError **error)
{
    return begin_entry(bundle, name, bytes, error) &&
           pour(&(struct end){.bundle = from}, &(struct end){.bundle = bundle}, digest, cancellable,
                error);
}

static bool read_lines(struct bundle *bundle, GString *lines, GCancellable *cancellable,
                       GError **error)
{
    const char *name;
    int64_t bytes;
    GError *reason = NULL;
    while (bundle_next(bundle, &name, &bytes, &reason)) {
        struct digest digest;
        char hex[DIGEST_HEX_SIZE];
        g_autofree char *kept = g_strdup(name);
        if (strcmp(kept, "manifest-sha256.txt") == 0)
            break;
        if (!bundle_read(bundle, NULL, &digest, cancellable, &reason))
            break;
        digest_to_hex(&digest, hex);
        g_string_append_printf(lines, "%s  %s\n", hex, kept);
    }
    if (reason != NULL)
        g_propagate_error(error, reason);
    return reason == NULL;
}

bool bundle_reads_back(const struct bundle *bundle, const char *manifest, GCancellable *cancellable,
                       GError **error)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    struct bundle *again = bundle_open(bundle->part, error);
    bool is_read = again != NULL && read_lines(again, lines, cancellable, error);
    bundle_close(again);
    return is_read &&
           (strcmp(lines->str, manifest) == 0 ||
            command_refused(error, "the backup does not read back as it was written; the disk "
                                   "it is on cannot be trusted"));
}

char *bundle_read_text(struct bundle *bundle, size_t most, GError **error)
{
    g_autofree char *text = g_malloc(most + 1);
    size_t used = 0;
    la_ssize_t length = 1;
    while (length != 0 && used <= most) {
        length = archive_read_data(bundle->tar, text + used, most + 1 - used);
        if (length < 0) {
            fail(bundle, "cannot read", error);
            return NULL;
        }
        used += (size_t)length;
    }
    if (used > most) {
        command_refused(error, "%s is no backup of an archive: its list of files is too long",
                        bundle->path);
        return NULL;
    }
    text[used] = '\0';
    return g_steal_pointer(&text);
}

void bundle_close(struct bundle *bundle)
{
    if (bundle == NULL)
        return;
    if (bundle->is_writing)
        archive_write_free(bundle->tar);
    else
        archive_read_free(bundle->tar);
    if (bundle->fd >= 0)
        close(bundle->fd);
    if (bundle->part != NULL)
        g_unlink(bundle->part);
    g_free(bundle->part);
    g_free(bundle->path);
    g_free(bundle);
}
