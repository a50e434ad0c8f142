#ifndef CATALOGUE_OWN_FIELD_H
#define CATALOGUE_OWN_FIELD_H

#include "catalogue/column.h"

/* What a sheet said of an item in a column there is no field for, under its heading. Curators see it,
 * find it and change it; it is never published. */
struct db;

struct own_field {
    int64_t id; /* where 0: follows from the item and the name (twin.h) */
    int64_t item;
    const char *name;
    const char *value;
};

/* Writes it; another value under that heading gives way. An empty value takes it away. */
bool own_field_put(struct db *db, struct own_field *field, GError **error);

/* Those of an item, by heading: an array of struct own_field. */
GArray *own_field_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
