#ifndef CATALOGUE_NAME_H
#define CATALOGUE_NAME_H

#include "catalogue/column.h"

/* Other names of a person, a place or a theme. `also` is shown, `former` finds it, `hidden` finds
 * it for curators only and never leaves the archive. */
struct db;

struct name {
    int64_t id;           /* drawn on insertion */
    int64_t owner;        /* id of the person, place or theme */
    const char *standing; /* also, former, hidden */
    const char *name;
    const char *language; /* BCP 47; NULL is "und" */
};

/* The same name again changes its standing and language. */
bool name_put(struct db *db, const struct name *name, GError **error);
bool name_remove(struct db *db, int64_t owner, const char *name, GError **error);
GArray *name_list(struct db *db, int64_t owner, GStringChunk *strings, GError **error);

/* How many items are linked to the owner. */
bool name_count_items(struct db *db, int64_t owner, int64_t *count, GError **error);

/* For the nouns that own names: what belongs to an owner that goes, its translations too. */
bool name_forget(struct db *db, int64_t owner, GError **error);

/* What passes from FROM to INTO when two are merged: other names; NAME, the one FROM went by, which
 * still finds it, of this STANDING; and texts in other languages where INTO has none, of the name
 * all, as names that find it. */
bool name_give(struct db *db, int64_t from, int64_t into, const char *name, const char *standing,
               GError **error);

#endif
