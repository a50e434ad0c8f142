#ifndef CATALOGUE_PARCEL_H
#define CATALOGUE_PARCEL_H

#include "catalogue/merge.h"

/* Entries of the history as bytes, to carry them to another copy of the archive: a GVariant, little end
 * first. What is unpacked comes from elsewhere and is believed only so far as it is checked here: its
 * form, its sizes, the archive, the schema, and every change against the tables of this program. */
struct db;

/* What came to this copy after its entry SINCE (0: all); *COUNT is how many entries. NULL on error. */
GBytes *parcel_pack(struct db *db, int64_t since, int *count, GError **error);

/* The entries, an array of struct carried in the one order of all copies; their texts lie in STRINGS.
 * UUID is the archive's. What is not whole is _DAMAGED, another archive's _CONFLICT, another version's
 * _NEWER. NULL on error. */
GArray *parcel_unpack(GBytes *bytes, const char *uuid, GStringChunk *strings, GError **error);

/* The digests of the files its changes name, each once, sorted: text. */
GPtrArray *parcel_digests(const GArray *list);

#endif
