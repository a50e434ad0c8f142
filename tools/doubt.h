#ifndef TOOLS_DOUBT_H
#define TOOLS_DOUBT_H

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * A value that is understood but could mean something else too: "03/04/1979". At a terminal the
 * person is asked, before anything is written; elsewhere a warning says how it was read, and the
 * command ends with status 3.
 */

/* Asks about @value of @field where there is a doubt. Gives the value to go on with: the one typed,
 * or another that was typed instead; yours. NULL, REFUSED, where the answer is no. */
char *doubt_settle(const struct call *call, const char *field, const char *value, GError **error);

#endif
