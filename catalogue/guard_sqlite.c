#include "catalogue/guard.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <string.h>

struct guard {
    sqlite3_vfs vfs;
    sqlite3_vfs *system;
    struct db_guard what;
    char name[32];
    uint8_t *is_known; /* a byte for each block: it was shown and is as it should be */
    uint8_t *block;    /* the one being shown */
};

/* The file as SQLite holds it: ours, and right after it the system's. */
struct guarded_file {
    sqlite3_file base;
    struct guard *guard;
};

static sqlite3_file *real(sqlite3_file *file)
{
    return (sqlite3_file *)((struct guarded_file *)file + 1);
}

/* Reads block NUMBER and shows it; what it is after that nobody asks again. */
static int show_block(struct guard *guard, sqlite3_file *file, int64_t number)
{
    int64_t offset = number * guard->what.block_bytes;
    int64_t left = guard->what.length - offset;
    if (left <= 0)
        return SQLITE_IOERR_DATA;
    if (guard->is_known[number])
        return SQLITE_OK;
    int64_t length = MIN(left, guard->what.block_bytes);
    int code = file->pMethods->xRead(file, guard->block, (int)length, offset);
    if (code != SQLITE_OK)
        return code;
    if (!guard->what.is_intact(guard->what.data, number, guard->block, (size_t)length))
        return SQLITE_IOERR_DATA;
    guard->is_known[number] = true;
    return SQLITE_OK;
}

static int read_file(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
    struct guard *guard = ((struct guarded_file *)file)->guard;
    int64_t last = (offset + length - 1) / guard->what.block_bytes;
    for (int64_t block = offset / guard->what.block_bytes; block <= last; block++) {
        int code = show_block(guard, real(file), block);
        if (code != SQLITE_OK)
            return code;
    }
    return real(file)->pMethods->xRead(real(file), bytes, length, offset);
}

static int close_file(sqlite3_file *file)
{
    return real(file)->pMethods->xClose(real(file));
}

static int size_of_file(sqlite3_file *file, sqlite3_int64 *length)
{
    return real(file)->pMethods->xFileSize(real(file), length);
}

static int control_file(sqlite3_file *file, int op, void *arg)
{
    return op == SQLITE_FCNTL_VFSNAME || op == SQLITE_FCNTL_MMAP_SIZE
               ? SQLITE_NOTFOUND
               : real(file)->pMethods->xFileControl(real(file), op, arg);
}

static int sector_size(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

static int characteristics(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

/* An immutable file is neither written nor locked. */
static int refuse_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
    return SQLITE_READONLY;
}

static int refuse_truncate(sqlite3_file *file, sqlite3_int64 length)
{
    return SQLITE_READONLY;
}

static int no_sync(sqlite3_file *file, int flags)
{
    return SQLITE_OK;
}

static int no_lock(sqlite3_file *file, int level)
{
    return SQLITE_OK;
}

static int is_reserved(sqlite3_file *file, int *answer)
{
    *answer = 0;
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1, /* without xFetch: nothing is mapped past the guard */
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = refuse_write,
    .xTruncate = refuse_truncate,
    .xSync = no_sync,
    .xFileSize = size_of_file,
    .xLock = no_lock,
    .xUnlock = no_lock,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
};

/* What is no database, such as room for sorting, is the system's own. */
static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    struct guard *guard = vfs->pAppData;
    sqlite3_int64 length = 0;
    if (!(flags & SQLITE_OPEN_MAIN_DB))
        return guard->system->xOpen(guard->system, name, file, flags, out);
    file->pMethods = NULL;
    ((struct guarded_file *)file)->guard = guard;
    int code = guard->system->xOpen(guard->system, name, real(file), flags, out);
    if (code != SQLITE_OK)
        return code;
    code = real(file)->pMethods->xFileSize(real(file), &length);
    if (code == SQLITE_OK && length != guard->what.length)
        code = SQLITE_CORRUPT;
    if (code == SQLITE_OK)
        file->pMethods = &methods;
    else
        real(file)->pMethods->xClose(real(file));
    return code;
}

struct guard *guard_create(const struct db_guard *what)
{
    static atomic_uint made;
    struct guard *guard = g_new0(struct guard, 1);
    guard->what = *what;
    guard->is_known = g_malloc0((size_t)(what->length / what->block_bytes) + 1);
    guard->block = g_malloc((size_t)what->block_bytes);
    guard->system = sqlite3_vfs_find(NULL);
    g_snprintf(guard->name, sizeof guard->name, "guard-%u", atomic_fetch_add(&made, 1));
    guard->vfs = *guard->system;
    guard->vfs.pNext = NULL;
    guard->vfs.zName = guard->name;
    guard->vfs.pAppData = guard;
    guard->vfs.xOpen = open_file;
    guard->vfs.szOsFile = guard->system->szOsFile + (int)sizeof(struct guarded_file);
    sqlite3_vfs_register(&guard->vfs, 0);
    return guard;
}

const char *guard_name(const struct guard *guard)
{
    return guard->name;
}

void guard_destroy(struct guard *guard)
{
    if (guard == NULL)
        return;
    sqlite3_vfs_unregister(&guard->vfs);
    g_free(guard->is_known);
    g_free(guard->block);
    g_free(guard);
}
