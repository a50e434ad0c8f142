#ifndef TOOLS_PARTS_H
#define TOOLS_PARTS_H

#include <glib.h>
#include <stdbool.h>

struct call;
struct item;

/*
 * What `rwf note` and `rwf region` have in common: things said about parts of an item, with a verb
 * for each thing to do and known by the number that `list` gives them.
 */
struct parts {
    const char *said; /* "content note": what the history calls one */
    struct parts_verb {
        const char *verb; /* all but "list" write */
        bool (*run)(const struct call *call, const struct item *item, GError **error);
    } verbs[5]; /* NULL-ended */
};

/* Runs the verb that is the second word on the item that is the first. */
bool parts_run(struct call *call, const struct parts *parts, GError **error);

/* The one of COUNT that the third word numbers, from 0; false, with how to see the numbers. */
bool parts_number(const struct call *call, const struct item *item, guint count, guint *index,
                  GError **error);

#endif
