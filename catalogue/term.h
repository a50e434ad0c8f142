#ifndef CATALOGUE_TERM_H
#define CATALOGUE_TERM_H

#include <glib.h>

/* What there is to choose from, by name: what a shell completes and "did you mean" picks from. The
 * curator's side; withheld things too. */
struct db;

enum term {
    TERM_ITEM,  /* codes, and identifiers where there are */
    TERM_THEME, /* preferred and other names, as of the two that follow */
    TERM_PERSON,
    TERM_PLACE,
    TERM_TRAIL, /* titles */
    TERM_EVENT,
    TERM_LANGUAGE, /* tags in use */
    TERM_FORM,     /* forms in use */
    TERM_ROLE      /* parts people have in items */
};

/* All of them in order, NULL-ended; the strings are the array's. */
GPtrArray *term_names(struct db *db, enum term term, GError **error);

/* An item by a name that is typed. */
struct term_item {
    const char *name; /* code or identifier */
    const char *title;
};

/* Those whose code or identifier begins as @typed does, in any case and with or without "RWF-": an
 * array of struct term_item, newest first, not more than a screen can show. */
GArray *term_items_beginning(struct db *db, const char *typed, GStringChunk *strings,
                             GError **error);

#endif
