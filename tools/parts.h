#ifndef TOOLS_PARTS_H
#define TOOLS_PARTS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct call;
struct db;
struct item;
struct output;
struct sheet;

/*
 * What `rwf note` and `rwf region` have in common: things said about parts of an item, with a verb
 * for each thing to do and known by the number that `list` gives them. What lists and removes them
 * is here; what else can be done with one is its command's own.
 */
struct parts {
    const char *said;   /* "content note": what the history calls one */
    const char *plural; /* "notes": with --json */
    const char *adding; /* "--says TEXT": what adds one */
    struct parts_column {
        const char *heading;
        bool is_number;
    } columns[8]; /* after their number; NULL-ended */
    /* Those of an item: an array of structs that begin with an int64_t id. */
    GArray *(*read)(struct db *db, int64_t item, GStringChunk *strings, GError **error);
    /* The cells of one under those columns, and what --json says of it. */
    void (*write)(const void *part, struct sheet *sheet, struct output *output);
    const char *(*says)(const void *part); /* the words by which a person knows it */
    bool (*remove)(struct db *db, int64_t id, GError **error);
    struct parts_verb {
        const char *verb; /* besides list and remove; all of them write */
        bool (*run)(const struct call *call, const struct item *item, GError **error);
    } verbs[3]; /* NULL-ended */
};

/* Runs the verb that is the second word on the item that is the first. */
bool parts_run(struct call *call, const struct parts *parts, GError **error);

/* Which of ALL, those of ITEM, the third word numbers; NULL, with how to see the numbers. ALL may be
 * NULL: then too, with no word of its own. */
const void *parts_named(const struct call *call, const struct item *item, const GArray *all,
                        GError **error);

#endif
