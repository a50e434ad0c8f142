#ifndef TOOLS_PARCEL_FILE_H
#define TOOLS_PARCEL_FILE_H

#include "media/digest.h"

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * A file of changes on its way from copy to copy: a tar that holds, in this order, the entries of the
 * history (catalogue/parcel.h), the files they name, and a manifest that says the file is whole.
 */
#define PARCEL_NAME     "changes"
#define PARCEL_MANIFEST "manifest-sha256.txt"

/* Adds a line to the manifest. */
void parcel_file_list(GString *manifest, const struct digest *digest, const char *name);

/* What was read of one. */
struct parcel_file {
    GArray *list;       /* struct carried */
    GPtrArray *paths;   /* the files it holds, in the store's work folder */
    GHashTable *wanted; /* the digests its entries name */
    GHashTable *read;   /* name -> digest, of all that was read */
};

/* Reads the whole of @path and compares it with its manifest; the archive is not touched. False for
 * a file that is cut, altered or none: one sentence. parcel_file_finish() in both cases. */
bool parcel_file_read(struct parcel_file *file, const struct call *call, const char *path,
                      GError **error);
void parcel_file_finish(struct parcel_file *file);

#endif
