/*
 * The few ways this library touches the disk: open only regular files, read and write whole
 * pieces, sync, remove a folder. Shared by store, bag and the helper's parent; nothing here
 * knows what the files are.
 *
 * Names are taken relative to @folder_fd as openat(2) does; AT_FDCWD for plain paths.
 */
#ifndef MEDIA_DISK_H
#define MEDIA_DISK_H

#include <fcntl.h>
#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct digest_stream;

/* Opens a regular file for reading, close-on-exec. The last part of @path may be a symbolic
 * link only when @follow. Anything but a regular file is UNSAFE, and a pipe is not waited for.
 * -1 on error. */
int disk_open_regular(int folder_fd, const char *path, bool follow, GError **error);

/* Opens a folder for reading; a symbolic link in its last part is UNSAFE. -1 on error. */
int disk_open_folder(int folder_fd, const char *path, GError **error);

/* Makes a new file for writing, mode 0600; one that exists is an error. -1 on error. */
int disk_create(int folder_fd, const char *path, GError **error);

/* Length of an open regular file in bytes, 0 when it cannot be told. */
int64_t disk_length(int fd);

/* As read(2), again after interruption; -1 with IO or CANCELLED. */
ssize_t disk_read(int fd, void *bytes, size_t length, GCancellable *cancellable, GError **error);

/* Reads exactly @length bytes at @offset; a short file is FORMAT. */
bool disk_read_at(int fd, void *bytes, size_t length, int64_t offset, GError **error);

/* Writes everything. */
bool disk_write(int fd, const void *bytes, size_t length, GError **error);

/* fsync(2), once: a failed sync is final (the kernel may have dropped the pages and report
 * success the next time). @path is for the message. */
bool disk_sync(int fd, const char *path, GError **error);

/* Syncs and closes @fd whatever happens. */
bool disk_finish(int fd, const char *path, GError **error);

/* Syncs the folder at @path, so that the names in it last. */
bool disk_sync_folder(int folder_fd, const char *path, GError **error);

/* Makes a folder with mode 0755; one that exists already is fine. @is_new may be NULL. */
bool disk_make_folder(int folder_fd, const char *path, bool *is_new, GError **error);

/* Removes a file or a folder with everything in it, never following links out of it. Absence
 * is success. @removed, unless NULL, is increased by the number of files. */
bool disk_remove_tree(int folder_fd, const char *name, int *removed, GError **error);

#endif
