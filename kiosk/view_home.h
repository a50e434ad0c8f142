/*
 * view_home.h — what attract and home show, as one snapshot each: the archive's name, the slides
 * of the loop, today's feature, what pictures each era. No pixels. UI thread.
 */
#ifndef KIOSK_VIEW_HOME_H
#define KIOSK_VIEW_HOME_H

#include "catalogue/shown_home.h"

struct exhibition;

enum { VIEW_SLIDES = 5, VIEW_ERAS = 3 };

struct view_attract {
    struct shown_archive *archive;
    struct shown_slides *slides; /* possibly none */
};

/* Texts in @language. @round chooses the slides: another round, others. NULL and @error when the
 * archive cannot be read. */
struct view_attract *view_attract_read(const struct exhibition *exhibition, const char *language,
                                       uint32_t round, GError **error);
void view_attract_free(struct view_attract *view);

struct view_home {
    struct shown_archive *archive;
    struct shown_page *feature; /* of one card, or none */
    char *words;                /* of the one who tells it; NULL: none may be quoted */
    char *words_language;
    struct shown_page *eras[VIEW_ERAS];
};
/* The names of the eras in their order: past, present, future. */
extern const char *const view_eras[VIEW_ERAS];

struct view_home *view_home_read(const struct exhibition *exhibition, const char *language,
                                 GError **error);
void view_home_free(struct view_home *view);

/* The file of a picture, the larger one where it is seen @width_px wide on the screen; NULL where
 * there is none to show. Yours to free. */
char *view_card_picture(const struct exhibition *exhibition, const struct shown_card *card,
                        double width_px);
char *view_picture(const struct exhibition *exhibition, const struct shown_picture *picture);

/* A language's name in itself, as its readers know it. Its tag where nobody knows it; borrowed. */
const char *view_language_name(const char *language);

#endif
