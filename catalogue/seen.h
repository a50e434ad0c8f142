#ifndef CATALOGUE_SEEN_H
#define CATALOGUE_SEEN_H

#include "catalogue/auto.h"

#include <stdbool.h>
#include <stdint.h>

/* What a copy of the archive knows: of each copy, the number of the last entry it has. Where it has a
 * number it has all before it. Written "site:number site:number", sites in hexadecimal, in order. */
struct seen;

struct seen *seen_create(void);
/* NULL where TEXT is not one. */
struct seen *seen_parse(const char *text);
void seen_free(struct seen *seen);
CLEAN_UP(seen, seen_free)

/* The caller frees it. */
char *seen_text(const struct seen *seen);

/* The last number of SITE; 0 for none. */
int64_t seen_number(const struct seen *seen, int64_t site);
bool seen_has(const struct seen *seen, int64_t site, int64_t number);
void seen_add(struct seen *seen, int64_t site, int64_t number);

/* Calls with every copy and number; ends where it answers false, and answers so. */
typedef bool seen_each_function(int64_t site, int64_t number, void *data);
bool seen_each(const struct seen *seen, seen_each_function *function, void *data);

#endif
