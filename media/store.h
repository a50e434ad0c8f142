/*
 * The content-addressed store: every file under the name of its own SHA-256.
 *
 *     ROOT/ab/abcdef…   a file whose digest is abcdef… (64 lower-case digits, no extension)
 *     ROOT/.incoming/   temporaries of programs now running, one locked folder each
 *
 * A file is put by copying it into a temporary on the same file system while it is hashed,
 * syncing it, renaming it without replacing, and syncing the folder: when a put returns true the
 * bytes survive a power cut, and before that nothing has the final name. A sync that fails is
 * final: the put fails and is not retried. The same bytes are never stored twice. Objects are
 * written once, mode 0444, and never changed; symbolic links are never followed inside ROOT.
 *
 * Every function may be called from any thread; one `struct store` may be shared by threads.
 */
#ifndef MEDIA_STORE_H
#define MEDIA_STORE_H

#include "media/digest.h"

struct store;

/* What a put did. */
struct store_object {
    struct digest digest;
    int64_t bytes;
    bool is_new; /* false: the store held these bytes already */
};

/* The archivists' words for what an audit finds. */
enum store_state {
    STORE_INTACT,
    STORE_CHANGED,  /* the bytes are not those the name promises */
    STORE_MISSING,  /* expected, but not there */
    STORE_UNTRACKED /* there, but nothing expects it */
};

/* "intact", "changed", "missing", "untracked". */
const char *store_state_word(enum store_state state);

/* Makes the folder @root where needed and opens it. NULL on error. */
struct store *store_create(const char *root, GError **error);

/* Opens a store that exists. Writes nothing, so it serves read-only media too; the first put
 * prepares what it needs. NOT_FOUND when there is no such folder. */
struct store *store_open(const char *root, GError **error);

/* Removes this program's own temporaries. NULL is fine. */
void store_close(struct store *store);

/* Puts a copy of the regular file at @path; the original is only read. A file that changes
 * while it is read is an IO error. Progress in bytes. On failure, including CANCELLED, nothing
 * is left behind. */
bool store_put(struct store *store, const char *path, struct store_object *object,
               media_progress progress, void *data, GCancellable *cancellable, GError **error);

/* Puts a finished file by moving it: @path must be a regular file below store_work_folder()
 * that nobody writes any more, and is gone after success. Cheaper than store_put(): it is read
 * once and not copied. */
bool store_put_finished(struct store *store, const char *path, struct store_object *object,
                        GCancellable *cancellable, GError **error);

/* As store_put(), for bytes in memory. */
bool store_put_bytes(struct store *store, const void *bytes, size_t length,
                     struct store_object *object, GError **error);

/* A folder on the store's file system, of this program's run alone, where derivatives can be
 * made before store_put_finished(); borrowed. Removed with all it holds by store_close(), or by
 * the store_clean() of a later run if this one is killed. NULL on error. */
const char *store_work_folder(struct store *store, GError **error);

/* ROOT/ab/abcdef…, whether or not it exists; yours to free. */
char *store_path(const struct store *store, const struct digest *digest);

/* The same relative to ROOT: "ab/abcdef…"; what a pack and a row of the catalogue may keep. */
char *store_name(const struct digest *digest);

/* Whether a regular file has that name; says nothing of its bytes. */
bool store_has(const struct store *store, const struct digest *digest);

/* Its length in bytes, or -1 when it is not there. */
int64_t store_size(const struct store *store, const struct digest *digest);

/* Unlinks an object and syncs its folder (for erasure, after no row names it any more).
 * NOT_FOUND when it was not there. */
bool store_remove(struct store *store, const struct digest *digest, GError **error);

/* Calls @visit for every object in the order of digests. Files whose names are not those of
 * objects are given with @digest NULL. @visit returns false to stop, which is not an error. */
bool store_walk(const struct store *store,
                bool (*visit)(const struct digest *digest, const char *path, int64_t bytes,
                              void *data),
                void *data, GCancellable *cancellable, GError **error);

/* Reads one object and compares: INTACT, CHANGED or MISSING in @state. An object that cannot
 * be read (a disk error) is an IO error, not a state. Progress in bytes. */
bool store_verify(const struct store *store, const struct digest *digest, enum store_state *state,
                  media_progress progress, void *data, GCancellable *cancellable, GError **error);

/* Audits the whole store against @expected (@count digests, any order, repeats allowed).
 * @found is called once for every expected digest with INTACT, CHANGED or MISSING, then for
 * every other file with UNTRACKED, its @digest NULL when the name is not one of an object. An
 * object that cannot be read counts as CHANGED, with its reason in @reason (else NULL). @found
 * returns false to stop. */
bool store_audit(const struct store *store, const struct digest *expected, size_t count,
                 bool (*found)(enum store_state state, const struct digest *digest,
                               const char *path, const char *reason, void *data),
                 void *data, GCancellable *cancellable, GError **error);

/* Removes what interrupted runs left under .incoming, never what a running program holds (its
 * folder is locked with flock). @removed receives the number of files and may be NULL. */
bool store_clean(struct store *store, int *removed, GError **error);

#endif
