#ifndef CATALOGUE_TRANSLATION_H
#define CATALOGUE_TRANSLATION_H

#include "catalogue/column.h"

/* The same words in another language, for any text of any row. */
struct db;

struct translation {
    int64_t id;           /* drawn on insertion */
    int64_t owner;        /* id of the row the text belongs to */
    const char *field;    /* the column: title, description, name, says … */
    const char *language; /* BCP 47, canonical */
    const char *text;
    bool is_reviewed;
    const char
        *made_from; /* of an item: SHA-256 of the words in the item's own language when it was
                              put; NULL: not known. Set by translation_put */
};

/* Of a list, whether what it was made from says other words now; @own is the text there now. */
bool translation_is_stale(const struct translation *translation, const char *own);

/* The same owner, field and language again changes the text. Empty text removes it. */
bool translation_put(struct db *db, const struct translation *translation, GError **error);
GArray *translation_list(struct db *db, int64_t owner, GStringChunk *strings, GError **error);

#endif
