/*
 * companion.h — a second, silent picture kept with the first: the film of a signer, or the film
 * to a description that is sound alone.
 *
 * Two players have two clocks, and both drift. The second follows the first: it plays and pauses
 * with it, jumps where that one jumps, and between jumps is hurried or held back a little, which
 * nobody sees, until the two are together again. It never touches the first.
 *
 * UI thread, as the player; nothing waits. Embedded by value.
 */
#ifndef MEDIA_COMPANION_H
#define MEDIA_COMPANION_H

#include "media/player.h"

/* How far apart the two may be (DESIGN 8). */
#define COMPANION_APART_MS 80

struct companion {
    struct player *player; /* borrowed; NULL: there is none */
    struct player_status status;
    double rate;      /* it was last given */
    int64_t apart_ms; /* as last measured while both played: how far it is ahead */
};

/* Opens @path in the second player, at the place the first stands at. */
void companion_open(struct companion *companion, struct player *player, const char *path,
                    const struct player_status *first);
/* Lets the player go; accepts one that never opened. */
void companion_close(struct companion *companion);

bool companion_is_open(const struct companion *companion);

/* Each time the first was polled. True when its own state has changed. Whoever waits asks again
 * by companion->status.next_poll_ms. */
bool companion_follow(struct companion *companion, const struct player_status *first);

/* Its newest picture, as player_frame(). */
const struct frame *companion_frame(const struct companion *companion);

#endif
