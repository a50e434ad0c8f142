#ifndef TOOLS_ACCESSION_H
#define TOOLS_ACCESSION_H

#include "media/digest.h"
#include "media/probe.h"

#include <gio/gio.h>
#include <stdatomic.h>

struct derivative;
struct item;
struct store;
struct db;

/*
 * One file on its way into the archive. Workers take it in two steps, each a job of
 * media/worker.h: first its bytes are hashed, so that what is here already is known, then it is
 * opened by the helper and its bytes and derivatives are put in the store. The rows are written
 * last, by accession_write() on the thread of the catalogue: a row never names a file that is
 * not there.
 */

/* One file in the store that the item will name. */
struct accession_file {
    const char *role; /* as in the table asset */
    char *media_type;
    char hex[DIGEST_HEX_SIZE];
    struct digest digest;
    bool is_new; /* the store did not hold it before */
    int64_t bytes;
    int width_px, height_px;
    int64_t duration_ms; /* -1: none */
};

struct accession {
    char *path;
    struct store *store; /* borrowed */
    atomic_int permille; /* how far the step is that runs; any thread */

    /* Written by the step that runs, read when it has ended. */
    struct digest digest;
    int64_t bytes;
    char *kind; /* of the item: oral_history, picture, film, text, document */
    char *title;
    char *language;                       /* canonical, or NULL */
    char *date;                           /* YYYY-MM-DD, or NULL */
    char *warning;                        /* damage that was survived, or NULL */
    char *text;                           /* the words of a text file, or NULL */
    double loudness_lufs, true_peak_dbtp; /* NAN: not measured */
    GArray *files;                        /* struct accession_file; the original first */
    GError *error;                        /* why the step failed, or NULL */
};

/* Never NULL. accession_free() keeps the store's files. */
struct accession *accession_create(const char *path, struct store *store);
void accession_free(struct accession *accession);

/* The two steps, as `run` of a worker's job; each gives the accession back. */
void *accession_hash(void *accession, GCancellable *cancellable);
void *accession_make(void *accession, GCancellable *cancellable);

/* Writes the rows of @item, which has been inserted: its original and what was made of it. */
bool accession_write(const struct accession *accession, struct db *db, const struct item *item,
                     const char *original_name, GError **error);

/* A file's name as a title: without folders, extension and underscores; yours. */
char *accession_title(const char *name);

#endif
