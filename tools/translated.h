#ifndef TOOLS_TRANSLATED_H
#define TOOLS_TRANSLATED_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct call;
struct output;

/*
 * Texts in other languages as they are typed for what is no item (that is assign.h): themes, people,
 * places, trails, events, the archive itself. One is FIELD@TAG=TEXT, as title@ur=…; an empty text
 * takes it away.
 */

/* Whether a word means to be one: a "@" stands before its "=". */
bool translated_is(const char *typed);

/* Keeps the text for the row @owner, of whose @fields (NULL-ended) it must be one; else USAGE. */
bool translated_put(const struct call *call, int64_t owner, const char *const *fields,
                    const char *typed, GError **error);

/* The same for every --field and every word from @first on that is one. */
bool translated_put_all(const struct call *call, int64_t owner, const char *const *fields,
                        int first, GError **error);

/* Those of a row (struct translation): an array "translations" in JSON, and a cell of a table,
 * "title@ur: …; title@pl: …", yours. */
void translated_write(struct output *output, const GArray *translations);
char *translated_cell(const GArray *translations);

#endif
