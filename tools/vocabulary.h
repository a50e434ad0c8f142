#ifndef TOOLS_VOCABULARY_H
#define TOOLS_VOCABULARY_H

#include "catalogue/term.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct call;
struct db;

/*
 * What `rwf theme`, `rwf person` and `rwf place` have in common: add, set, rename, merge, remove
 * and list, of rows that have a name, other names and translations. What differs stands in a table.
 */
struct vocabulary {
    const char *noun;          /* "theme" */
    const char *plural;        /* "themes" */
    const char *const *fields; /* those `set` takes, NULL-ended */
    enum term term;            /* what its names are */
    bool may_be_forgotten;     /* `remove --forget` takes it out of the history too */
    size_t size;               /* of its struct, whose first member is the id */

    void (*init)(void *row, const char *name);
    const char *(*name)(const void *row);
    bool (*find)(struct db *db, const char *name, GStringChunk *strings, void *row, GError **error);
    bool (*insert)(struct db *db, void *row, GError **error);
    bool (*update)(struct db *db, const void *row, GError **error);
    bool (*remove)(struct db *db, int64_t id, GError **error);
    bool (*merge)(struct db *db, int64_t from, int64_t into, GError **error);
    GArray *(*list)(struct db *db, GStringChunk *strings, GError **error);

    /* Puts @value into @row; an unknown @field is left to the caller: it returns false without an
     * error. */
    bool (*set)(const struct call *call, void *row, const char *field, const char *value,
                GError **error);
    /* "under Care · how people looked after each other": what a list says after the name; yours. */
    char *(*about)(const struct call *call, const void *row);
};

/* The options every vocabulary takes. */
#define VOCABULARY_OPTIONS                                                                         \
    OPTION("about", "TEXT", "a line about it"),                                                    \
        OPTION_MANY("field", "FIELD=VALUE", "any other field; name@ur=… is the name in Urdu"),     \
        OPTION_MANY("also", "NAME", "another name that is shown"),                                 \
        OPTION_MANY("former", "NAME", "a name it had; finds it"),                                  \
        OPTION_MANY("hidden", "NAME", "a name only curators may search by; never published"),      \
        OPTION_MANY("without", "NAME", "with set: one of its other names goes away")

/* Runs the verb that is the first word. */
bool vocabulary_run(struct call *call, const struct vocabulary *vocabulary, GError **error);

#endif
