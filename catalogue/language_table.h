#ifndef CATALOGUE_LANGUAGE_TABLE_H
#define CATALOGUE_LANGUAGE_TABLE_H

#include "catalogue/language.h"

/* The data behind catalogue/language.h: the languages of the exhibition and those often beside
 * them, by English name. `iso` is the ISO 639-3 code where it is not the tag itself. */
struct language_row {
    struct language language;
    const char *iso;
};

/* Other spellings of a tag: ISO 639-2/B codes, codes no longer used, region forms that mean
 * a script, names in use. */
struct language_alias {
    const char *typed; /* lower case */
    const char *tag;
};

extern const struct language_row language_rows[];
extern const size_t language_row_count;
extern const struct language_alias language_aliases[];
extern const size_t language_alias_count;

#endif
