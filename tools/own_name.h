#ifndef TOOLS_OWN_NAME_H
#define TOOLS_OWN_NAME_H

#include <glib.h>
#include <stdbool.h>

/*
 * What a sheet said in a column that there is no field for (catalogue/own_field.h), as it is named where
 * fields are: own.HEADING. A heading may hold any sign, even the one that ends a name where it is typed
 * ("=" or ":"): that stands there with "\" before it, as "\" itself does; "\n" is an end of line. Pure;
 * any thread.
 */
#define OWN_NAME "own."

/* Whether what is typed begins with OWN_NAME. */
bool own_name_is(const char *typed);

/* "own.HEADING", to stand before @end; yours. */
char *own_name_write(const char *heading, char end);

/* Where the name ends: at the first @end without "\" before it; NULL where there is none. Names of
 * other fields hold no "\", so it finds the end of those as well. */
const char *own_name_end(const char *typed, char end);

/* The heading in "own.HEADING", as it is; yours. */
char *own_name_read(const char *name);

#endif
