/*
 * beside.h — the silent pictures that run beside what is heard: a signer's film, and the film itself
 * to a description that is sound alone.
 *
 * Each has a player of its own, which follows the first (media/companion.h), so that a visitor may
 * have both at once. A file that holds something else than was published, cannot be played or breaks
 * off is let go of for as long as its item is open, with one line in the log; what is heard goes on.
 *
 * Embedded by value; UI thread.
 */
#ifndef KIOSK_BESIDE_H
#define KIOSK_BESIDE_H

#include "kiosk/screen.h"
#include "media/companion.h"

enum beside_picture { BESIDE_FILM, BESIDE_SIGNER, BESIDE_COUNT };

struct beside {
    const struct screen_env *env;
    struct {
        struct companion companion;
        char *path; /* NULL: it is not wanted */
        bool is_lost;
    } pictures[BESIDE_COUNT];
};

/* Opens this picture at the place the first player stands at; with a NULL path, or one that was lost
 * before, it is closed. Nothing happens while it is open already. */
void beside_show(struct beside *beside, enum beside_picture picture, const char *path,
                 const struct player_status *first);
/* Closes both; what was lost stays so. */
void beside_close(struct beside *beside);

/* Each time the first was polled. True when a picture came, went or changed its state; *again_in_ms
 * is brought forward to when a picture wants to be asked again, -1 being never. */
bool beside_follow(struct beside *beside, const struct player_status *first, int64_t *again_in_ms);

bool beside_is_open(const struct beside *beside, enum beside_picture picture);
/* Whether it was wanted and could not be had. */
bool beside_is_lost(const struct beside *beside, enum beside_picture picture);

/* Its newest picture; NULL while there is none or its file is being looked at. As player_frame(). */
const struct frame *beside_frame(const struct beside *beside, enum beside_picture picture);

#endif
