#ifndef CATALOGUE_COLUMN_H
#define CATALOGUE_COLUMN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How the fields of a struct and the columns of a row answer to each other. Each noun has one table
 * of columns; reading a row into a struct and binding a struct to a statement both follow it, so
 * a field is named once. A field has the name of its column. */
enum column_kind {
    COLUMN_END = 0,
    COLUMN_KEY,     /* int64_t; 0 is NULL */
    COLUMN_INTEGER, /* int64_t */
    COLUMN_NUMBER,  /* int */
    COLUMN_SIZE,    /* int; 0 is NULL: a width that is not known */
    COLUMN_FLAG,    /* bool */
    COLUMN_MS,      /* int64_t; -1 is NULL: a time that is not known */
    COLUMN_REAL,    /* double; NAN is NULL */
    COLUMN_TEXT,    /* const char *; NULL is NULL */
    COLUMN_WORDS,   /* const char *; NULL is written as the empty string, and read back as it */
};

struct column {
    const char *name;
    enum column_kind kind;
    size_t offset;
};

#define COLUMN(type, field, kind)                                                                  \
    {                                                                                              \
#field, COLUMN_##kind, offsetof(type, field)                                               \
    }

/* The same where the column has another name than the field. */
#define COLUMN_AS(type, name, field, kind)                                                         \
    {                                                                                              \
        name, COLUMN_##kind, offsetof(type, field)                                                 \
    }

/* A parameter of a statement by name, as `VALUES(VALUE_KEY("item", id), VALUE_TEXT("role", role))`. */
struct value {
    const char *name;
    enum column_kind kind;
    int64_t integer;
    double real;
    const char *text;
};

#define VALUES(...) ((const struct value[]){__VA_ARGS__, {.name = NULL}})
#define VALUE_KEY(n, v)                                                                            \
    {                                                                                              \
        .name = (n), .kind = COLUMN_KEY, .integer = (v)                                            \
    }
#define VALUE_INTEGER(n, v)                                                                        \
    {                                                                                              \
        .name = (n), .kind = COLUMN_INTEGER, .integer = (v)                                        \
    }
#define VALUE_MS(n, v)                                                                             \
    {                                                                                              \
        .name = (n), .kind = COLUMN_MS, .integer = (v)                                             \
    }
#define VALUE_REAL(n, v)                                                                           \
    {                                                                                              \
        .name = (n), .kind = COLUMN_REAL, .real = (v)                                              \
    }
#define VALUE_TEXT(n, v)                                                                           \
    {                                                                                              \
        .name = (n), .kind = COLUMN_TEXT, .text = (v)                                              \
    }
#define VALUE_WORDS(n, v)                                                                          \
    {                                                                                              \
        .name = (n), .kind = COLUMN_WORDS, .text = (v)                                             \
    }

#endif
