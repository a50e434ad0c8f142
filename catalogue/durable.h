#ifndef CATALOGUE_DURABLE_H
#define CATALOGUE_DURABLE_H

#include <glib.h>
#include <stdbool.h>

/* Files that are there after a power cut, or were never named. A failed sync is final and never
 * retried. Errors are CATALOGUE_ERROR_IO. Any thread. */

/* Syncs a file or a folder. */
bool durable_sync(const char *path, GError **error);

/* Syncs FROM, names it TO without replacing anything (_CONFLICT), and syncs the folder. Both stand
 * in the same folder. */
bool durable_rename(const char *from, const char *to, GError **error);

#endif
