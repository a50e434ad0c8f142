#ifndef CATALOGUE_LANGUAGE_H
#define CATALOGUE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

/* Language tags (BCP 47) and what the archive knows of each language. Pure; any thread. */
struct language {
    const char *tag;  /* canonical: ur, pa, pa-Arab, zh-Hans */
    const char *name; /* in English */
    const char *own_name;
    const char *script; /* ISO 15924; "" for mul, und, zxx */
    bool is_right_to_left;
};

/* The languages known, by English name. */
const struct language *language_all(size_t *count);

/* The entry for a tag (canonical or not), or for the language of a longer one; NULL: not known. */
const struct language *language_find(const char *tag);

/* The canonical form of a tag, an ISO 639-2 or 639-3 code, an old code, a region form that means a
 * script (zh-CN), an English name or the language's own name: "eng", "EN", "English" give "en". A
 * well-formed tag that is not known is kept in canonical case. NULL when it is none of these. The
 * caller frees it. */
char *language_canonical(const char *typed);

/* From the script of the tag, given or usual. */
bool language_is_right_to_left(const char *tag);

#endif
