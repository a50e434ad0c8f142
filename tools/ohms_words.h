#ifndef TOOLS_OHMS_WORDS_H
#define TOOLS_OHMS_WORDS_H

#include "catalogue/formats/ohms.h"

struct call;

/* What is said in a record, and its index, as rows of an item. */
struct ohms_words_plan {
    const char *name; /* of the file, for warnings */
    const struct ohms_record *record;
    int64_t item;
    int64_t asset;                     /* the record among the item's files */
    int64_t length_ms;                 /* of the recording, or -1 */
    const char *languages[OHMS_SIDES]; /* tags; the second NULL where it is not known */

    size_t lines;   /* written */
    size_t minutes; /* of the first transcript that had a place */
};

/* Writes lines, notes, index points and their second language. Inside the caller's history. */
bool ohms_words_write(const struct call *call, struct ohms_words_plan *plan, GError **error);

#endif
