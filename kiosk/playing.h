/*
 * playing.h — the players of the program: the one that is heard, made after the first frame, whose
 * engine finds its plugins on a thread of its own, and silent ones for pictures beside it.
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

/* One of the silent players, numbered from 0, made when a visitor first asks for it, with an engine
 * and threads of its own. */
enum { PLAYING_SILENT = 2 };
struct player *playing_silent(struct playing *playing, int number);

/* Brings volume, mute and mono to what the visitor chose. */
void playing_apply(struct playing *playing, const struct session *session);

/* Leaves what is open: the visit is over. */
void playing_stop(struct playing *playing);

/* How the player stands; false while there is none. */
bool playing_status(struct playing *playing, struct player_status *status);

#endif
