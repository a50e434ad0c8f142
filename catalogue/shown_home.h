#ifndef CATALOGUE_SHOWN_HOME_H
#define CATALOGUE_SHOWN_HOME_H

#include "catalogue/shown.h"

/* What home and attract show. The rules of catalogue/shown.h hold. */

/* One picture of the attract loop. Every consent of its item allows it; it has no content note. */
struct shown_slide {
    int64_t item;
    const char *code;
    const char *title;
    const char *title_language;
    struct shown_picture picture;
    double focal_x, focal_y;
    const char *alt_short;
    const char *quotation; /* NULL where there is none or quoting is not allowed */
    const char *quotation_language;
    const char *credit;
    const char *contributor; /* "" for none or withheld */
    bool is_name_withheld;
    const char *role_line;
};
struct shown_slides {
    GStringChunk *strings;
    size_t count;
    struct shown_slide *slides;
};

/* Up to LIMIT (20 at most) slides; the same ROUND and the same pack give the same ones, another
 * ROUND others. Possibly none. */
struct shown_slides *shown_slides_read(struct db *db, uint32_t round, int limit,
                                       const char *language, GError **error);
void shown_slides_free(struct shown_slides *slides);
CLEAN_UP(shown_slides, shown_slides_free)

/* The card featured on DAY (any text; YYYY-MM-DD), the same all that day: with a picture and without
 * any content note; a document only where there is nothing else. A page of one card, or of none. */
struct shown_page *shown_feature_read(struct db *db, const char *day, const char *language,
                                      GError **error);

/* The card that pictures an era: the first in curated order whose picture is not hidden. A page of
 * one card, or of none. */
struct shown_page *shown_era_read(struct db *db, const char *era, const char *language,
                                  GError **error);

#endif
