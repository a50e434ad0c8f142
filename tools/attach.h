#ifndef TOOLS_ATTACH_H
#define TOOLS_ATTACH_H

#include <gio/gio.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct item;
struct output;
struct store;

/*
 * Another file of an item: its bytes into the store, then its row and, for timed text, its lines.
 * The caller opens and commits the history. On error no row is written; bytes already stored are
 * harmless there and are named by `rwf verify` as untracked.
 */
struct attach {
    struct db *db;
    struct store *store;
    GStringChunk *strings;
    struct output *output;
    GCancellable *cancellable;
    int64_t page; /* where a page is to stand in its set, from 1; 0: after the last */
};

/* What was attached. */
struct attached {
    int64_t asset;
    size_t lines;   /* of timed text */
    size_t dropped; /* blocks of it that could not be read */
    size_t points;  /* of an index that its tags became */
};

/* Attaches the file at @path in @role: transcript, captions, description, chapters, translation,
 * consent, poster, signing, audio-description, page. @language is canonical; needed by timed text, may be NULL for others.
 * @encoding is of timed text that is not Unicode, or NULL. @name is what the row keeps as the
 * file's name. */
bool attach_file(const struct attach *attach, const struct item *item, const char *path,
                 const char *name, const char *role, const char *language, const char *encoding,
                 struct attached *attached, GError **error);

/* The roles, NULL-ended. */
extern const char *const attach_roles[];
bool attach_is_timed(const char *role);

#endif
