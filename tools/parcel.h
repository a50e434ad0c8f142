#ifndef TOOLS_PARCEL_H
#define TOOLS_PARCEL_H

#include "catalogue/auto.h"

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * A folder of files written for others. It is filled beside its place and takes its name when it
 * is complete, so that nothing half-written ever has it.
 */
struct parcel;

/* Begins one that shall stand at @target, where nothing may be yet; where it @is_private nobody but its
 * owner may read it, the one file either. NULL on error. */
struct parcel *parcel_begin(const struct call *call, const char *target, bool is_private,
                            GError **error);

/* Adds a file; @name may name folders. A name that leads out of the folder, or that is taken, is
 * REFUSED. */
bool parcel_add(struct parcel *parcel, const char *name, const char *text, GError **error);

/* Adds a copy of a file of the archive's store, by its digest in hexadecimal. */
bool parcel_add_object(struct parcel *parcel, const char *name, const char *digest, GError **error);

/* For a file that the caller writes: its path, whose folder is made; yours. NULL on error. */
char *parcel_place(struct parcel *parcel, const char *name, GError **error);

/* Where it is filled; borrowed. */
const char *parcel_folder(const struct parcel *parcel);

/* The names of the files in it, in the order they came: char *, borrowed. */
const GPtrArray *parcel_names(const struct parcel *parcel);

/* Gives the folder, which holds at least one file, its name, or, where @is_file, the one file in it. */
bool parcel_finish(struct parcel *parcel, bool is_file, GError **error);

/* Removes what is not finished, and frees; NULL is fine. */
void parcel_end(struct parcel *parcel);
CLEAN_UP(parcel, parcel_end)

#endif
