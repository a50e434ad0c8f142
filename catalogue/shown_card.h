#ifndef CATALOGUE_SHOWN_CARD_H
#define CATALOGUE_SHOWN_CARD_H

#include "catalogue/shown.h"

/* How the shown lists read cards; programs use catalogue/shown.h. */

/* Reads the card of an item that may be shown; _NOT_FOUND where it may not. */
bool shown_card_read(struct db *db, int64_t id, const char *language, GStringChunk *strings,
                     struct shown_card *card, GError **error);

/* A page of the cards of these items, in this order, each once, those that may not be shown left
 * out. IDS is an array of int64_t. */
struct shown_page *shown_page_of(struct db *db, const GArray *ids, const char *language,
                                 GError **error);

#endif
