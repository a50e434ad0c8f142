/*
 * tokenizer.h — makes SQLite's index of words cut and compare them by fold.h: the index calls it
 * "folded". What is indexed and what is looked for go the same way.
 */
#ifndef CATALOGUE_TOKENIZER_H
#define CATALOGUE_TOKENIZER_H

#include <stdbool.h>

struct sqlite3;

/* Makes it known to a connection, before its index is used; false when SQLite refuses. */
bool tokenizer_add(struct sqlite3 *handle);

#endif
