/*
 * playing.h — the one player of the program, made after the first frame, whose engine finds
 * its plugins on a thread of its own.
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

/* Makes the player, once; returns at once. */
void playing_prepare(struct playing *playing);

/* The player, made now if it was not yet. Where the machine cannot play, whatever is opened in
 * it fails with a reason. */
struct player *playing_player(struct playing *playing);

/* A second player for a silent picture beside the first, made when a visitor first asks for one,
 * with an engine and threads of its own. */
struct player *playing_second(struct playing *playing);

/* Brings volume, mute and mono to what the visitor chose. */
void playing_apply(struct playing *playing, const struct session *session);

/* Leaves what is open: the visit is over. */
void playing_stop(struct playing *playing);

/* How the player stands; false while there is none. */
bool playing_status(struct playing *playing, struct player_status *status);

#endif
