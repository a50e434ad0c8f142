#ifndef CATALOGUE_LISTING_H
#define CATALOGUE_LISTING_H

#include "catalogue/column.h"

/* Many items at a glance: what a table of them shows, and how many there are of each kind. The
 * curator's side; knows withheld items too. */
struct db;
struct item_filter;

/* A row of a table of items. Texts are "" where there is nothing. */
struct listing {
    int64_t item;
    const char *code, *identifier, *kind, *form, *title;
    const char *date; /* as it was typed */
    const char *edtf, *era, *language, *access, *embargo, *rights, *credit, *added_at, *changed_at;
    const char *people, *places, *themes; /* names, with "; " between */
    const char *consent;                  /* states of its consents, with ", " between; none */
    bool is_shown;
};

/* Which of the costlier columns are wanted; the others stay "". */
enum listing_wants {
    LISTING_PEOPLE = 1,
    LISTING_PLACES = 2,
    LISTING_THEMES = 4,
    LISTING_CONSENT = 8,
};

/* An array of struct listing: these items, in this order. */
GArray *listing_read(struct db *db, const int64_t *items, size_t count, unsigned wants,
                     GStringChunk *strings, GError **error);

/* How many of the items have one value: kind film, theme Care, missing alt_short. A theme or place
 * counts what stands under it too. */
struct facet {
    const char
        *facet; /* kind, form, era, decade, theme, person, place, language, access, missing */
    const char *value;
    int64_t items;
    int64_t shown; /* of these, what visitors may see now */
};

/* An array of struct facet: facet by facet, the most items first. */
GArray *facet_list(struct db *db, const struct item_filter *filter, GStringChunk *strings,
                   GError **error);

#endif
