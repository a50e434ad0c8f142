#ifndef TOOLS_INGEST_ITEM_H
#define TOOLS_INGEST_ITEM_H

#include "catalogue/code.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct accession;
struct call;
struct ingest_plan;
struct intake_file;

/* One file of a run of `rwf add`, and what became of it. */
enum ingest_state {
    INGEST_WAITING,
    INGEST_HASHING,
    INGEST_HASHED,
    INGEST_MAKING,
    INGEST_ADDED,
    INGEST_SAME,    /* its bytes are in the archive, or earlier in this run */
    INGEST_REFUSED, /* `says` has why */
    INGEST_STOPPED, /* Ctrl-C came first */
    INGEST_TIMED    /* timed text, which goes to its recording at the end */
};

struct ingest_entry {
    const struct intake_file *file;
    struct accession *accession;
    enum ingest_state state;
    const struct ingest_entry *first; /* of the same bytes in this run */
    int64_t item;
    char code[CODE_SIZE];
    const char *kind;
    char *says;
};

/* Writes the item of @entry with its files and links as one entry of the history, and fills in its
 * item, code and kind. On error nothing is written. */
bool ingest_item_write(const struct call *call, const struct ingest_plan *plan,
                       struct ingest_entry *entry, GError **error);

/* Checks on a made-up item that the plan's fields, date and kind are right, before any file is
 * opened. */
bool ingest_item_rehearse(const struct call *call, const struct ingest_plan *plan, GError **error);

#endif
