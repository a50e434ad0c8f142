#ifndef TESTS_SUPPORT_MANY_ITEMS_H
#define TESTS_SUPPORT_MANY_ITEMS_H

#include <glib.h>
#include <stdbool.h>

/* A made-up archive of many items, for measuring: five kinds, three eras, 200 people, 24 themes, 40
 * places, two pictures and six lines each, consent for nearly all; one in 20 withheld. The same
 * COUNT gives the same words, though keys differ. */
struct db;

/* Adds COUNT items in transactions of a thousand. Their pictures are the files of DIGESTS (ends with
 * NULL) in turn; where that is NULL, made-up ones that are nowhere. */
bool many_items_add(struct db *db, int count, const char *const *digests, GError **error);

#endif
