/*
 * film_inside.h — what the parts of a film's screen share: screen_film.c has it among its words and
 * buttons, film_full.c alone on the glass, film_pictures.c draws film, signer and captions for both.
 */
#ifndef KIOSK_FILM_INSIDE_H
#define KIOSK_FILM_INSIDE_H

#include "kiosk/duet.h"
#include "kiosk/recording.h"

enum {
    FILM_GAP = 24,    /* between film and signer, captions and controls */
    FILM_SCRIM = 120, /* how far above the controls the picture begins to darken */
};

struct film {
    struct recording recording; /* .is_alone in full screen */
    bool has_captions;
    bool is_over;        /* in full screen the signer stands over the film, not beside it */
    int64_t controls_ms; /* when they were last asked for, in full screen */
    bool shows_controls;
};

bool film_is_signed(const struct film *film);

/* As their files are said to be; 16:9, and the design's signer, where they do not say. */
struct duet_shapes film_shapes(const struct film *film);

/* The film in its own shape in the middle of @place; its poster before it was begun and after its
 * end. Captions keep clear of what is added over it. */
void film_add_video(struct film *film, struct box place);
void film_add_signer(struct film *film, struct box place);

/* What the visitor should know now, if anything, on a ground of its own at the beginning of @room: as
 * wide as its words, at most as @room, and as high, at least as @room. */
void film_add_notice(struct film *film, struct box room);

/* The whole board of full screen: film and signer on one ground; what the visitor should know; Close,
 * which stays; the controls, where they are shown. */
void film_layout_full(struct film *film);

#endif
