#ifndef TOOLS_LENGTH_H
#define TOOLS_LENGTH_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct db;
struct item;

/* How long items last, and whether moments given for them can be right. */

/* Milliseconds of the item's recording; -1 where that is not known, or it has none. */
int64_t length_of(struct db *db, int64_t item);

/* Refused for a picture, a text or a document without sound or film: nothing in it has a time. */
bool length_is_timed(struct db *db, const struct item *item, GError **error);

/* Refused where the item has no times, or its recording ends before @begin_ms: a moment mistyped
 * would leave what was meant unmarked. */
bool length_holds(struct db *db, const struct item *item, int64_t begin_ms, GError **error);

#endif
