#ifndef TOOLS_BUNDLE_H
#define TOOLS_BUNDLE_H

#include "media/digest.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * One tar file (POSIX pax) that any system's tar opens: what a backup is. Written beside its
 * target, synced, renamed without replacing. Entries are regular files; owner, time and mode are
 * always the same. Reading takes nothing on trust: names and sizes come to the caller, bytes go
 * only where the caller says.
 */
struct bundle;

/* Begins to write what will be the file @path. NULL on error. */
struct bundle *bundle_create(const char *path, GError **error);

/* Adds the file at @source as @name; @digest receives what was written. */
bool bundle_add_file(struct bundle *bundle, const char *source, const char *name,
                     struct digest *digest, GCancellable *cancellable, GError **error);
bool bundle_add_bytes(struct bundle *bundle, const void *bytes, size_t length, const char *name,
                      GError **error);
bool bundle_add_text(struct bundle *bundle, const char *text, const char *name, GError **error);

/* Adds the entry of @from whose bundle_next() was last, as @name and with its @bytes. */
bool bundle_pass(struct bundle *from, struct bundle *bundle, const char *name, int64_t bytes,
                 struct digest *digest, GCancellable *cancellable, GError **error);

/* Where the bytes are until bundle_finish(); borrowed. */
const char *bundle_part(const struct bundle *bundle);

/* Ends the tar and syncs it; bundle_name() then gives it its name. */
bool bundle_finish(struct bundle *bundle, GError **error);
bool bundle_name(struct bundle *bundle, GError **error);

/* The same where the file @path is there already and gives way to it, in one step. */
bool bundle_replace(struct bundle *bundle, GError **error);

/* Reads what was finished back from the disk: each entry must have the digest that its line of
 * @manifest, the last entry, says ("HEX  NAME"), in that order. */
bool bundle_reads_back(const struct bundle *bundle, const char *manifest, GCancellable *cancellable,
                       GError **error);

/* Opens for reading. */
struct bundle *bundle_open(const char *path, GError **error);

/* The next entry: its name (borrowed until the next call) and length. False at the end, with
 * *@name NULL, and on error. Anything that is no regular file is an error. */
bool bundle_next(struct bundle *bundle, const char **name, int64_t *bytes, GError **error);

/* Reads the entry: into the new file @target, or only through the digest when it is NULL. */
bool bundle_read(struct bundle *bundle, const char *target, struct digest *digest,
                 GCancellable *cancellable, GError **error);

/* The entry whole, at most @most bytes, NUL-ended; yours. NULL on error. */
char *bundle_read_text(struct bundle *bundle, size_t most, GError **error);

/* Closes; what was not named is removed. NULL is fine. */
void bundle_close(struct bundle *bundle);

#endif
