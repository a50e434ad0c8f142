#ifndef TOOLS_OHMS_IMPORT_H
#define TOOLS_OHMS_IMPORT_H

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * Records of OHMS become items: `rwf import ohms FILE… [--media DIR]`. Files are read and
 * recordings made ready first, then all is written as one entry of the history; a record that
 * cannot be taken is warned about and stops none of the others. The record itself is kept among
 * the item's files, so that what the archive has no place for is not lost.
 */

/* True when something was imported or was here already; REFUSED when nothing could be. */
bool ohms_import(const struct call *call, const char *const *paths, const char *media,
                 GError **error);

#endif
