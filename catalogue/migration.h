#ifndef CATALOGUE_MIGRATION_H
#define CATALOGUE_MIGRATION_H

#include "catalogue/statements.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Bringing an older archive up to date: a copy first, then all migrations it lacks in one
 * transaction, after which every row that names another must still find it. */

/* Brings the archive in FILE to the last of the COUNT migrations of LIST, which is `migrations` of
 * catalogue/statements.h for all but tests. The copy stands beside it as FILE.before-NNNN, NNNN
 * being the first migration that was applied; one from an earlier attempt stays, and the new one
 * has a number more in its name. One that is up to date is left alone and no copy is made.
 *
 * Errors: _NEWER for an archive of a later program, which is untouched; otherwise what kept the
 * copy or the migration from being made. In each case the archive is as it was; the message says
 * so. Any thread; others may have the archive open. */
bool migration_run(const char *file, const struct migration *list, size_t count, GError **error);

#endif
