#include "tools/durable.h"

#include "tools/command.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

bool durable_sync_parent(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    bool is_synced = fd >= 0 && fsync(fd) == 0;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    return is_synced ||
           command_refused(error, "cannot sync the folder %s: %s", folder, g_strerror(reason));
}

bool durable_refuse(const char *folder, GError **error)
{
    int reason = errno;
    if (reason == ENOENT)
        return command_refused(error, "there is no folder %s; make it, or choose another place",
                               folder);
    if (reason == ENOSPC)
        return command_refused(error, "the disk of %s is full; make room, or choose another place",
                               folder);
    return command_refused(error, "cannot write in %s: %s; choose another place", folder,
                           g_strerror(reason));
}

bool durable_rename_new(const char *from, const char *to, GError **error)
{
    int answer = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
    if (answer != 0 && (errno == EINVAL || errno == ENOSYS)) {
        /* A file system that cannot promise it: looking first is the best there is. */
        if (g_file_test(to, G_FILE_TEST_EXISTS))
            errno = EEXIST;
        else
            answer = g_rename(from, to);
    }
    if (answer == 0)
        return durable_sync_parent(to, error);
    if (errno == EEXIST || errno == ENOTEMPTY)
        return command_refused(error, "%s is there already; choose another name, or move it away",
                               to);
    return command_refused(error, "cannot give %s its name: %s", to, g_strerror(errno));
}

bool durable_exchange(const char *from, const char *to, GError **error)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0)
        return durable_sync_parent(to, error);
    if (errno != EINVAL && errno != ENOSYS)
        return command_refused(error, "cannot put %s in its place: %s", to, g_strerror(errno));
    g_autofree char *aside = g_strdup_printf("%s.old", from);
    if (g_rename(to, aside) != 0)
        return command_refused(error, "cannot put %s in its place: %s", to, g_strerror(errno));
    if (g_rename(from, to) != 0) {
        int reason = errno;
        g_rename(aside, to);
        return command_refused(error, "cannot put %s in its place: %s", to, g_strerror(reason));
    }
    g_rename(aside, from);
    return durable_sync_parent(to, error);
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *where)
{
    return remove(path);
}

bool durable_remove_tree(const char *path)
{
    return nftw(path, remove_one, 32, FTW_DEPTH | FTW_PHYS) == 0;
}
