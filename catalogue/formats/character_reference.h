#ifndef CATALOGUE_FORMATS_CHARACTER_REFERENCE_H
#define CATALOGUE_FORMATS_CHARACTER_REFERENCE_H

#include <glib.h>

/* Character references of HTML, as WebVTT and many transcripts have them: &amp; &#8217; &#x2019;.
 * Appends to OUT what stands at AT (an ampersand), and returns where to go on: past the reference,
 * or past the ampersand alone, which is kept, where it is none. END bounds the text. Pure. */
const char *character_reference_read(const char *at, const char *end, GString *out);

/* All of TEXT with its references read; the caller frees it. */
char *character_reference_decode(const char *text);

#endif
