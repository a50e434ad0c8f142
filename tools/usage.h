#ifndef TOOLS_USAGE_H
#define TOOLS_USAGE_H

#include <glib.h>

/*
 * The usage line of a command, read by a program: "list | add NAME | set THEME FIELD=VALUE…".
 * Ways of using it stand between " | "; a way that begins with a verb where the first begins with a
 * word in capitals begins with that too ("ITEM list | remove NUMBER"). Lower case is typed as it
 * is, "a|b" is one of several, capitals stand for something, "…" may come again, "[…]" may be
 * left out; options and what they take are passed over. Pure.
 */

/* What may stand after @words (those that are no options, NULL-ended): words as they are, and
 * those in capitals without "…" and brackets. NULL-ended; the strings are the array's. */
GPtrArray *usage_next(const char *usage, const char *const *words);

#endif
