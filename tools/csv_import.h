#ifndef TOOLS_CSV_IMPORT_H
#define TOOLS_CSV_IMPORT_H

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * A sheet becomes items: `rwf import csv FILE [--map FILE] [--media DIR] [--dry-run] [--update]`.
 * Files are made ready first, then all rows are written as one entry of the history, each as a step
 * of its own: a row that is refused leaves nothing of itself and stops no other. A dry run does all
 * the same, and then takes it back.
 */

/* True when some row was taken, or none had anything new; REFUSED when none could be. */
bool csv_import(const struct call *call, const char *const *files, GError **error);

#endif
