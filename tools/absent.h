#ifndef TOOLS_ABSENT_H
#define TOOLS_ABSENT_H

#include "catalogue/term.h"

#include <stdbool.h>

/* What is said when nothing has the name that was typed: the nearest there is, and where all stand.
 * Always false, with COMMAND_ERROR_REFUSED, for `return`. */
bool absent_refuse(struct db *db, enum term term, const char *name, GError **error);

#endif
