#ifndef CATALOGUE_RIGHTS_H
#define CATALOGUE_RIGHTS_H

#include <stdbool.h>

/* Rights statements: rightsstatements.org and Creative Commons. Pure; any thread. */

/* Short names that rights_canonical() knows, NULL-ended: InC, CC0, CC BY 4.0 … */
extern const char *const rights_names[];

/* The canonical URI (http, the /vocab/ form, with the last slash) of any spelling in use of one of
 * the two; also of a bare short name: InC, CC BY-SA 4.0, CC0. NULL for anything else: keep that as
 * free words. The caller frees it. */
char *rights_canonical(const char *typed);

/* A label in English for a canonical URI: "In copyright", "CC BY 4.0". The caller frees it; NULL
 * for no canonical URI. */
char *rights_label(const char *uri);

#endif
