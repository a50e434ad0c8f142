#ifndef CATALOGUE_KEY_H
#define CATALOGUE_KEY_H

#include <stddef.h>
#include <stdint.h>

/* A new row's key: random, from 1 to 2^63-1, so that two copies of an archive can be merged without
 * clashing. From the system's own source of randomness; any thread. */
int64_t key_draw(void);

/* The key that follows from TEXT: the same in every copy of an archive (twin.h). Not for what is
 * ever to be forgotten, as who guesses the text has the key. */
int64_t key_of_text(const char *text);

/* Keys as a JSON array, which a statement takes as one value (json_each); yours. */
char *key_list(const int64_t *keys, size_t count);

#endif
