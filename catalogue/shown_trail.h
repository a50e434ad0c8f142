#ifndef CATALOGUE_SHOWN_TRAIL_H
#define CATALOGUE_SHOWN_TRAIL_H

#include "catalogue/shown.h"

/* Trails as visitors see them. The rules of catalogue/shown.h hold: a stop that may not be shown is
 * not there and leaves no gap; a trail none of whose stops may be shown is not there at all. */

struct shown_trail {
    int64_t id;
    const char *title;
    const char *title_language;
    const char *says;
    const char *feeling;          /* "Hopeful · mentions hospital at stop 3" */
    int count;                    /* of stops that may be shown */
    struct shown_picture picture; /* of the first of them whose picture is not hidden */
    double focal_x, focal_y;
};
struct shown_trails {
    GStringChunk *strings;
    size_t count;
    struct shown_trail *trails;
};

/* In their order; at most 50. */
struct shown_trails *shown_trails_read(struct db *db, const char *language, GError **error);
void shown_trails_free(struct shown_trails *trails);
CLEAN_UP(shown_trails, shown_trails_free)

/* The stops of a trail as cards, in their order; all of them (a trail has some four to seven, here
 * at most 50). Possibly none. */
struct shown_page *shown_trail_cards_read(struct db *db, int64_t trail, const char *language,
                                          GError **error);

#endif
