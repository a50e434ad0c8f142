#ifndef TESTS_SUPPORT_COPIES_H
#define TESTS_SUPPORT_COPIES_H

#include <glib.h>
#include <stdint.h>

/* Copies of one archive, in memory, for tests of what passes between them. */
struct db;

enum { MOST_COPIES = 8 };

/* COUNT empty copies of one archive; copies_end closes them. */
struct copies {
    struct db *copy[MOST_COPIES];
};
void copies_begin(struct copies *copies);
void copies_end(struct copies *copies);

/* Makes all of them empty again; each draws its name anew from SEED. */
void copies_empty(struct copies *copies, uint64_t seed);

/* Every row that travels, one a line, sorted: two copies with the same text are equal. Yours. */
char *copies_text(struct db *copy);

/* Every value that an entry replaced or removed knowingly, one a line. Yours. */
char *copies_replaced(struct db *copy);

/* All there is in a copy, as bytes: its rows, what is found of them, every entry as it came and as it
 * was done. Yours. */
GString *copies_everything(struct db *copy);

/* The keys a copy was told to forget: a set of int64_t. Yours. */
GHashTable *copies_forgotten(struct db *copy);

#endif
