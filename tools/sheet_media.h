#ifndef TOOLS_SHEET_MEDIA_H
#define TOOLS_SHEET_MEDIA_H

#include <glib.h>
#include <stdbool.h>

struct media_folder;
struct sheet_row;
struct sheet_source;

/*
 * The files that the rows of a sheet name, looked for in --media and made ready as `rwf add` would:
 * opened in the sandbox, and stored. A file that is not there is warned about, and the row goes on
 * without it; one that cannot be taken is an error about its row.
 */
bool sheet_media_take(const struct sheet_source *source, const struct media_folder *folder,
                      struct sheet_row *row, GError **error);

/* Whether a cell for a transcript names a file; else it holds the words themselves. */
bool sheet_media_is_name(const char *cell);

#endif
