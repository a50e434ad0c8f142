#ifndef CATALOGUE_FORMATS_ENCODING_H
#define CATALOGUE_FORMATS_ENCODING_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Foreign bytes as text. An encoding is told by a byte order mark or by a person, never guessed.
 * For catalogue/formats only. Pure; any thread. */

/* Text of BYTES: Unicode by its byte order mark, else UTF-8, else ENCODING; without a mark, CR or NUL.
 * Where IS_FORGIVING, bytes that are not UTF-8 become U+FFFD; else they are _INVALID without an
 * ENCODING. *READ_AS says what it was. The caller frees it. */
char *encoding_decode(const char *bytes, size_t length, const char *encoding, bool is_forgiving,
                      const char **read_as, GError **error);

#endif
