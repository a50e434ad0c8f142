/*
 * playing.h — the one player of the program, made aside so that the first frame need not wait
 * for libVLC to find its plugins.
 *
 * UI thread.
 */
#ifndef KIOSK_PLAYING_H
#define KIOSK_PLAYING_H

#include <stdbool.h>

struct config;
struct player;
struct player_status;
struct playing;
struct session;

/* Nothing is made yet. @wake is called from any thread when the player has something new. */
struct playing *playing_create(const struct config *config, void (*wake)(void *data), void *data);

/* Ends the player and its threads; accepts NULL. */
void playing_destroy(struct playing *playing);

/* Begins to make the player on a thread, once. */
void playing_prepare(struct playing *playing);

/* The player, waiting for the thread when it is not done; NULL, logged once, when this machine
 * cannot play. */
struct player *playing_player(struct playing *playing);

/* Brings volume, mute and mono to what the visitor chose. */
void playing_apply(struct playing *playing, const struct session *session);

/* Leaves what is open: the visit is over. */
void playing_stop(struct playing *playing);

/* How the player stands; false while there is none. */
bool playing_status(struct playing *playing, struct player_status *status);

#endif
