#ifndef TOOLS_RECORD_IMPORT_H
#define TOOLS_RECORD_IMPORT_H

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * Rows that `rwf export` wrote come back as they were, with their keys and codes: `rwf import json
 * PATH`. Files are taken from the folder files/ beside, and checked; a row whose file is neither
 * there nor in the archive is left out, and said. What the archive has already stays as it is; each
 * item is a step of its own, and all is one entry of the history.
 */
bool json_import(const struct call *call, const char *const *paths, GError **error);

/* Writes the rows (struct record *); @folder is where files/ may be. */
bool record_import(const struct call *call, const char *name, const char *folder,
                   const GPtrArray *records, GError **error);

#endif
