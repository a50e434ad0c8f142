#include "media/helper/landlock.h"

#include <fcntl.h>
#include <glib.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Debian 12's header knows ABI 2; the numbers below are of later kernels (landlock(7)). */
enum {
    ACCESS_TRUNCATE = 1 << 14, /* ABI 3 */
    ACCESS_IOCTL_DEV = 1 << 15 /* ABI 5 */
};
enum { NET_BIND_TCP = 1 << 0, NET_CONNECT_TCP = 1 << 1 };       /* ABI 4 */
enum { SCOPE_ABSTRACT_SOCKET = 1 << 0, SCOPE_SIGNAL = 1 << 1 }; /* ABI 6 */

struct ruleset_attributes {
    uint64_t handled_access_fs;
    uint64_t handled_access_net;
    uint64_t scoped;
};

enum {
    READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    RUN = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE,
    WRITE = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
            LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
            LANDLOCK_ACCESS_FS_MAKE_REG | ACCESS_TRUNCATE,
    OF_FILES = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
               LANDLOCK_ACCESS_FS_READ_FILE | ACCESS_TRUNCATE | ACCESS_IOCTL_DEV
};

int landlock_abi(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    return abi < 0 ? 0 : (int)abi;
}

static uint64_t all_file_access(int abi)
{
    uint64_t access = ((uint64_t)LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1; /* ABI 1: bits 0 to 12 */

    if (abi >= 2)
        access |= LANDLOCK_ACCESS_FS_REFER;
    if (abi >= 3)
        access |= ACCESS_TRUNCATE;
    if (abi >= 5)
        access |= ACCESS_IOCTL_DEV;
    return access;
}

static bool allow_fd(int ruleset, int fd, uint64_t access)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = fd};
    struct stat about;

    if (fstat(fd, &about) != 0)
        return false;
    if (!S_ISDIR(about.st_mode))
        rule.allowed_access &= OF_FILES;
    return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

/* A path that does not exist needs no rule. */
static bool allow_path(int ruleset, const char *path, uint64_t access)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    bool ok;

    if (fd < 0)
        return true;
    ok = allow_fd(ruleset, fd, access);
    close(fd);
    return ok;
}

/* Where programs of the system find their libraries, fonts and random numbers. */
static bool allow_system(int ruleset, uint64_t handled)
{
    static const char *const read_only[] = {
        "/usr",
        "/lib",
        "/lib64",
        "/etc/ld.so.cache",
        "/etc/fonts",
        "/dev/zero",
        "/dev/urandom",
        "/dev/random",
        "/var/cache/fontconfig",
        "/sys/devices/system/cpu",
        "/proc/cpuinfo",
        "/proc/meminfo",
        "/proc/sys/vm/overcommit_memory",
    };
    static const char *const loaders[] = {"/lib64/ld-linux-x86-64.so.2",
                                          "/lib/ld-linux-aarch64.so.1"};

    for (size_t i = 0; i < G_N_ELEMENTS(read_only); i++)
        if (!allow_path(ruleset, read_only[i], READ & handled))
            return false;
    for (size_t i = 0; i < G_N_ELEMENTS(loaders); i++)
        if (!allow_path(ruleset, loaders[i], RUN & handled))
            return false;
    return allow_path(ruleset, "/dev/null",
                      (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE) & handled);
}

/* The program itself, and where one installed elsewhere than /usr keeps its libraries. */
static bool allow_program(int ruleset, const char *program, uint64_t handled)
{
    g_autofree char *real = program != NULL ? realpath(program, NULL) : NULL;
    g_autofree char *folder = NULL, *prefix = NULL, *libraries = NULL;

    if (real == NULL)
        return true;
    folder = g_path_get_dirname(real);
    prefix = g_path_get_dirname(folder);
    libraries = g_build_filename(prefix, "lib", NULL);
    return allow_path(ruleset, real, RUN & handled) &&
           allow_path(ruleset, libraries, READ & handled);
}

static bool restrict_self(int source_fd, int output_fd, const char *ffmpeg, const char *ffprobe,
                          int ruleset, uint64_t handled)
{
    if (!allow_system(ruleset, handled) || !allow_program(ruleset, ffmpeg, handled) ||
        !allow_program(ruleset, ffprobe, handled))
        return false;
    if (source_fd >= 0 && !allow_fd(ruleset, source_fd, LANDLOCK_ACCESS_FS_READ_FILE))
        return false;
    if (output_fd >= 0 && !allow_fd(ruleset, output_fd, (READ | WRITE) & handled))
        return false;
    return syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}

bool landlock_confine(int source_fd, int output_fd, const char *ffmpeg, const char *ffprobe)
{
    int abi = landlock_abi();
    struct ruleset_attributes attributes = {.handled_access_fs = all_file_access(abi)};
    size_t size = sizeof attributes.handled_access_fs;
    bool ok;
    int ruleset;

    if (abi >= 4) {
        attributes.handled_access_net = NET_BIND_TCP | NET_CONNECT_TCP;
        size = offsetof(struct ruleset_attributes, scoped);
    }
    if (abi >= 6) {
        attributes.scoped = SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL;
        size = sizeof attributes;
    }
    ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
    if (ruleset < 0)
        return false;
    ok =
        restrict_self(source_fd, output_fd, ffmpeg, ffprobe, ruleset, attributes.handled_access_fs);
    close(ruleset);
    return ok;
}
