#include "media/disk.h"

#include "media/error.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int disk_open_regular(int folder_fd, const char *path, bool follow, GError **error)
{
    struct stat about;
    int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW);
    int fd = openat(folder_fd, path, flags);

    if (fd < 0) {
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "open", path);
        return -1;
    }
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_UNSAFE,
                    _("cannot open %s: not a regular file; name the file itself"), path);
        close(fd);
        return -1;
    }
    return fd;
}

int disk_open_folder(int folder_fd, const char *path, GError **error)
{
    int fd = openat(folder_fd, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (fd < 0)
        media_error_set_errno(error, errno == ENOTDIR ? MEDIA_ERROR_UNSAFE : MEDIA_ERROR_IO, errno,
                              "open folder", path);
    return fd;
}

int disk_create(int folder_fd, const char *path, GError **error)
{
    int fd = openat(folder_fd, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd < 0)
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "create", path);
    return fd;
}

int64_t disk_length(int fd)
{
    struct stat about;

    return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) ? about.st_size : 0;
}

ssize_t disk_read(int fd, void *bytes, size_t length, GCancellable *cancellable, GError **error)
{
    ssize_t got;

    if (g_cancellable_is_cancelled(cancellable)) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_CANCELLED, _("cancelled"));
        return -1;
    }
    do
        got = read(fd, bytes, length);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_IO, _("read: %s"), g_strerror(errno));
    return got;
}

bool disk_read_at(int fd, void *bytes, size_t length, int64_t offset, GError **error)
{
    unsigned char *to = bytes;

    while (length > 0) {
        ssize_t got = pread(fd, to, length, offset);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_IO, _("read: %s"), g_strerror(errno));
            return false;
        }
        if (got == 0) {
            g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT, _("the file is cut short"));
            return false;
        }
        to += got;
        offset += got;
        length -= (size_t)got;
    }
    return true;
}

bool disk_write(int fd, const void *bytes, size_t length, GError **error)
{
    const unsigned char *from = bytes;

    while (length > 0) {
        ssize_t put = write(fd, from, length);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0) {
            g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_IO, _("write: %s"), g_strerror(errno));
            return false;
        }
        from += put;
        length -= (size_t)put;
    }
    return true;
}

bool disk_sync(int fd, const char *path, GError **error)
{
    if (fsync(fd) == 0)
        return true;
    return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "sync to disk", path);
}

bool disk_finish(int fd, const char *path, GError **error)
{
    bool ok = disk_sync(fd, path, error);

    if (close(fd) != 0 && ok)
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "close", path);
    return ok;
}

bool disk_sync_folder(int folder_fd, const char *path, GError **error)
{
    int fd = disk_open_folder(folder_fd, path, error);

    return fd >= 0 && disk_finish(fd, path, error);
}

bool disk_make_folder(int folder_fd, const char *path, bool *is_new, GError **error)
{
    bool made = mkdirat(folder_fd, path, 0755) == 0;

    if (!made && errno != EEXIST)
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "make folder", path);
    if (is_new != NULL)
        *is_new = made;
    return true;
}

static bool remove_inside(int fd, int *removed, GError **error)
{
    DIR *folder = fdopendir(fd);
    const struct dirent *entry;
    bool ok = true;

    if (folder == NULL) {
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "read folder", ".");
        close(fd);
        return false;
    }
    while (ok && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            ok = disk_remove_tree(dirfd(folder), entry->d_name, removed, error);
    closedir(folder);
    return ok;
}

bool disk_remove_tree(int folder_fd, const char *name, int *removed, GError **error)
{
    int fd;

    if (unlinkat(folder_fd, name, 0) == 0) {
        if (removed != NULL)
            (*removed)++;
        return true;
    }
    if (errno == ENOENT)
        return true;
    if (errno != EISDIR && errno != EPERM)
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "remove", name);
    fd = disk_open_folder(folder_fd, name, error);
    if (fd < 0 || !remove_inside(fd, removed, error))
        return false;
    if (unlinkat(folder_fd, name, AT_REMOVEDIR) != 0 && errno != ENOENT)
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "remove folder", name);
    return true;
}
