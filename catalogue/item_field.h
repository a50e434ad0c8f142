#ifndef CATALOGUE_ITEM_FIELD_H
#define CATALOGUE_ITEM_FIELD_H

#include "catalogue/item.h"

/* The fields a curator may set by name, as `rwf set ITEM title="…" date="c.1975"`, a spreadsheet's
 * columns or a template in an editor do: one place that checks and normalises each. */

/* Their names, in the order an editor shows them, NULL at the end. `date` stands for the four date
 * columns and takes free text or EDTF; `embargo` takes a day or "none". */
extern const char *const item_field_names[];

/* What the field is for and what it takes, one line for an editor or a manual; NULL for an unknown
 * field. */
const char *item_field_help(const char *field);

/* Whether the words of the field may stand in several languages (catalogue/translation.h). */
bool item_field_is_translated(const char *field);

/* Puts VALUE into ITEM in memory; item_update writes it. Kinds, eras, access, days, rights URIs,
 * languages and numbers are checked and brought to their canonical form, living in STRINGS. An
 * empty VALUE clears a field that may be empty. An unknown field or bad value is _INVALID, and the
 * message names what would be right. */
bool item_field_set(struct item *item, const char *field, const char *value, GStringChunk *strings,
                    GError **error);

/* How VALUE was understood where it could mean something else too, "taken as 1979-04-03: read as day
 * 3 of month 4; …", for a warning; NULL where there is no doubt. The caller frees it. */
char *item_field_doubt(const char *field, const char *value);

/* The field as a curator would type it, in STRINGS; "" where it is empty, NULL for an unknown
 * field. */
const char *item_field_get(const struct item *item, const char *field, GStringChunk *strings);

#endif
