#ifndef TOOLS_DIARY_H
#define TOOLS_DIARY_H

#include <glib.h>
#include <stdint.h>

struct call;

/*
 * The history of one item as a person would tell it: what an entry did to it, in sentences without
 * the one who did it, "changed the title from “A talk” to “A talk in Harehills”". Names instead of
 * keys, moments as 1:35, words instead of columns; in the language of whoever runs rwf.
 */

/* Of the entry of that number; empty where it did nothing to the item that a person is told of. NULL on
 * error. The strings are the array's. */
GPtrArray *diary_sentences(const struct call *call, int64_t entry, int64_t item, GError **error);

#endif
