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

#endif
