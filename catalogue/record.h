#ifndef CATALOGUE_RECORD_H
#define CATALOGUE_RECORD_H

#include "catalogue/auto.h"
#include "catalogue/statements.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Rows as they are, with the rows that belong to them: how an archive is carried, whole, into an
 * open form and back. Whatever column a table has is in it, under its own name. */
struct db;

enum record_kind {
    RECORD_NONE,
    RECORD_INTEGER,
    RECORD_REAL,
    RECORD_TEXT,
    RECORD_KEY /* of a row: 63 bits, more than a number of JSON holds safely */
};

struct record_value {
    const char *name; /* of the column */
    enum record_kind kind;
    int64_t integer;
    double real;
    const char *text;
};

/* One table. Its children are rows of other tables that go with a row of it. */
struct record_form {
    const char *name; /* what a list of them is called: "cues" */
    enum statement list;
    enum statement insert;
    const char *parent; /* the column that names the row it belongs to, which goes without saying */
    const struct record_form *const *children; /* NULL-ended, or NULL */
};

struct record {
    const struct record_form *form;
    GArray *values;      /* struct record_value */
    GPtrArray *children; /* struct record *, owned, in the order of the form */
};

/* What the archive is called, people, places, themes, items, parts, events, trails; NULL-ended, each after those it names. */
extern const struct record_form *const record_roots[];
extern const struct record_form record_items;
extern const struct record_form record_archive; /* what it is called; written where it is empty */
extern const struct record_form record_parts;   /* which items are parts of which */

struct record *record_create(const struct record_form *form);
void record_free(struct record *record);
CLEAN_UP(record, record_free)

/* Those of a form that belong to @parent, with their children; for a root, 0 is all of them and
 * else the one of that id. An array of struct record *, which it owns; texts live in @strings. */
GPtrArray *record_list(struct db *db, const struct record_form *form, int64_t parent,
                       GStringChunk *strings, GError **error);

/* Adds it and its children under @parent. A key or a name that is taken is _CONFLICT, a value that
 * the schema forbids _INVALID. Inside the caller's transaction, which is to be rolled back on error. */
bool record_insert(struct db *db, const struct record *record, int64_t parent, GError **error);

/* A value by its column's name, or NULL; and the key it holds, or 0. */
const struct record_value *record_value_of(const struct record *record, const char *name);
int64_t record_key(const struct record *record, const char *name);

/* What a column holds, by its name: a key or not. */
bool record_is_key(const char *name);

/* A child form by its name, or NULL. */
const struct record_form *record_form_find(const struct record_form *const *forms,
                                           const char *name);

/* What the column of a form takes where nothing was written: NULL, or "" and what stands for it. */
bool record_may_be_none(struct db *db, const struct record_form *form, const char *name,
                        bool *may_be);

#endif
