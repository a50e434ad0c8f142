#ifndef TESTS_SUPPORT_RAW_H
#define TESTS_SUPPORT_RAW_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A second, plain way into a database file, for tests that must see or do what the catalogue will
 * not: foreign schemas, damage, plans of statements. */
struct raw;

struct raw *raw_open(const char *path);
void raw_close(struct raw *raw);

/* Runs SQL; asserts that it worked. */
void raw_run(struct raw *raw, const char *sql);
/* The first column of every row; asserts that it worked. */
GPtrArray *raw_texts(struct raw *raw, const char *sql);
/* NULL where SQL prepares as one or more statements; else why not. The caller frees it. */
char *raw_prepare(struct raw *raw, const char *sql);
/* The lines of the query plan of one statement. */
GPtrArray *raw_plan(struct raw *raw, const char *sql);
/* True where the schema has a TYPE (table, view, index) of this name. */
bool raw_has(struct raw *raw, const char *type, const char *name);

#endif
