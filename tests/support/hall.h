/*
 * One player over the libVLC engine for a whole test program, as in the kiosk, whose sound is
 * kept in memory instead of being played: a hall where a test sits and listens.
 *
 * A program calls hall_build() first and hall_leave() last. Everything from the main thread.
 */
#ifndef RWF_TESTS_SUPPORT_HALL_H
#define RWF_TESTS_SUPPORT_HALL_H

#include "media/player.h"
#include "tests/support/scratch.h"
#include <glib.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#define HALL_RATE_HZ     48000
#define HALL_PATIENCE_MS 20000

/* libVLC drops pictures it has decoded too late; a busy machine may lose so many of the first. */
#define HALL_LATE 4

extern struct hall {
    struct scratch *scratch;
    struct player *player;
    struct player_status status; /* of the last poll */
    int wakes;                   /* atomic */
    pthread_mutex_t lock;
    GArray *samples; /* int16_t, two channels; guarded by lock */
} hall;

void hall_build(void);
void hall_leave(void);

/* Opens a file at full volume, unmuted, in stereo, and forgets what was heard. */
void hall_open(const char *path);

void hall_poll(void);

/* Polls for so long. */
void hall_live(int ms);

/* Polls until this state is reached and no seek is under way; false after HALL_PATIENCE_MS. */
bool hall_waits_for(enum player_state state);
#define hall_wait_for(state) g_assert_true(hall_waits_for(state))

/* The number of the picture shown, of a film made with TONE_FILM; aborts when there is none. */
int hall_picture(void);

/* Frames of sound since hall_forget(); waiting until so much is there; pitch of a channel from a
 * place on, and its level over the last milliseconds. */
void hall_forget(void);
size_t hall_frames(void);
void hall_wait_for_sound(size_t ms);
double hall_pitch_hz(size_t from_ms, int channel);
double hall_level_db(size_t last_ms, int channel);

/* A file made with ffmpeg once and kept for the run; the path is yours. */
char *hall_made(const char *name, const char *arguments);

/* Three seconds of 440 Hz. */
char *hall_tone(void);

/* Seven seconds, 440 Hz left and 1000 Hz right. */
char *hall_channels(void);

/* Four seconds of film with tracks of 440 Hz and 880 Hz. */
char *hall_film(void);

#endif
