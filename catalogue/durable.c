#include "catalogue/durable.h"

#include "catalogue/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

static bool fail(const char *path, const char *doing, GError **error)
{
    int code = errno;
    g_set_error(error, CATALOGUE_ERROR,
                code == EEXIST ? CATALOGUE_ERROR_CONFLICT : CATALOGUE_ERROR_IO, "%s: %s: %s", path,
                doing, g_strerror(code));
    return false;
}

bool durable_sync(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(path, "cannot open", error);
    bool is_synced = fsync(fd) == 0;
    if (!is_synced)
        fail(path, "cannot be written to the disk", error);
    close(fd);
    return is_synced;
}

/* Some file systems cannot rename without replacing; a second name and the loss of the first do
 * the same there. A stick may know neither: looking first is the best there is. */
static bool rename_without_replacing(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (link(from, to) == 0)
        return unlink(from) == 0;
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
        return false;
    if (access(to, F_OK) != 0)
        return rename(from, to) == 0;
    errno = EEXIST;
    return false;
}

bool durable_rename(const char *from, const char *to, GError **error)
{
    if (!durable_sync(from, error))
        return false;
    if (!rename_without_replacing(from, to))
        return fail(to, "cannot take this name", error);
    g_autofree char *folder = g_path_get_dirname(to);
    return durable_sync(folder, error);
}
