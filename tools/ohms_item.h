#ifndef TOOLS_OHMS_ITEM_H
#define TOOLS_OHMS_ITEM_H

#include "catalogue/code.h"
#include "media/digest.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct accession;
struct call;
struct item;
struct ohms_record;

/* The rows of one record: item, files, people, themes, lines, notes, index. Inside the caller's
 * history. */
struct ohms_item {
    const struct ohms_record *record;
    const char *name;                  /* of its file, as typed */
    char hex[DIGEST_HEX_SIZE];         /* of its file, in the store */
    int64_t bytes;                     /* of its file */
    const struct accession *accession; /* its recording, made ready; or NULL */
    const char *recording;             /* the name of that */

    /* Filled in by ohms_item_write(). */
    int64_t id;
    char code[CODE_SIZE];
    size_t points;
    size_t lines;
    size_t minutes; /* of its transcript that had a place; 0 where it has times of its own */
};

/* Writes everything or, on error, leaves to the caller to roll back. What needs a person is warned
 * about, with the name of the file. */
bool ohms_item_write(const struct call *call, struct ohms_item *one, GError **error);

#endif
