#ifndef CATALOGUE_SEARCH_H
#define CATALOGUE_SEARCH_H

#include "catalogue/column.h"

/* Full text. The words of an item (its own, its people's, places', themes' names, its lines) stand
 * in the table `found`, indexed by FTS5. The curator's search knows withheld and hidden things; the
 * visitors' is shown_search. Diacritics are folded on both sides. */
struct db;

struct hit {
    int64_t item;
    const char *code;
    const char *kind;
    const char *title;
    const char *field; /* title, description, person, place, theme, cue, text, index … */
    int64_t source;    /* id of the row the words stand in */
    int64_t at_ms;     /* where in the recording, or -1 */
    const char
        *snippet; /* the words around; SEARCH_OPEN and SEARCH_CLOSE stand around each match */
};

#define SEARCH_OPEN  "\x02"
#define SEARCH_CLOSE "\x03"

/* What a person typed as a query that cannot fail: each word must occur, the last as a beginning;
 * "quoted words" in a row. NULL where it holds no word. The caller frees it. */
char *search_query(const char *typed);

/* Best first, up to LIMIT: an array of struct hit; one a text, so an item may come several times. */
GArray *search_find(struct db *db, const char *typed, int64_t limit, GStringChunk *strings,
                    GError **error);

/* Writes anew what is found of one item: at once, or before the commit where a transaction is open.
 * Nouns call it when they change an item's own words; call it after changing what an item links to. */
bool search_refresh(struct db *db, int64_t item, GError **error);

/* What search_refresh promised inside a transaction; txn_commit calls it. */
bool search_flush(struct db *db, GError **error);

/* Takes what is found of an item out, before the item goes. */
bool search_forget(struct db *db, int64_t item, GError **error);

/* Leaves nothing in the index of what was taken out: it only marks words as gone until it merges its
 * parts. After an erasure; takes time with the size of the archive. */
bool search_tidy(struct db *db, GError **error);

/* search_refresh for an array of int64_t. */
bool search_refresh_items(struct db *db, const GArray *items, GError **error);

/* The same for every item linked to a person, place or theme whose names changed. */
bool search_refresh_linked(struct db *db, int64_t owner, GError **error);

/* The same for all, and has the index packed. */
bool search_refresh_all(struct db *db, GError **error);

#endif
