/*
 * reel.h — one libVLC player, without any idea of what a visitor wants: start a file at a
 * place, stop, stand still, run; note what libVLC says.
 *
 * One instance and one player for its life. Every function here is called from one thread
 * only (the engine's worker) and may block for as long as libVLC does. Notes arrive on
 * libVLC's own threads; whoever receives them must not call back into this module.
 */
#ifndef MEDIA_REEL_H
#define MEDIA_REEL_H

#include <stdbool.h>
#include <stdint.h>

struct engine_vlc_config;
struct mailbox;
struct reel;

/* What libVLC has said; several may come at once. */
enum reel_note {
    REEL_PLAYING = 1 << 0,
    REEL_ENDED = 1 << 1,
    REEL_REFUSED = 1 << 2, /* libVLC cannot play this file */
    REEL_TIME = 1 << 3,    /* value: the place in milliseconds */
    REEL_LENGTH = 1 << 4,  /* value: milliseconds */
    REEL_FRAME = 1 << 5,   /* posted to the mailbox; value: whether the screen wants waking */
    REEL_FORMAT = 1 << 6,  /* pictures have another size from now on */
    REEL_DEAF = 1 << 7,    /* there is sound and no device takes it */
    REEL_TRACKS = 1 << 8,  /* a track came or went */
};

typedef void reel_note_func(void *data, enum reel_note note, int64_t value);

/* How a file starts. */
struct reel_start {
    const char *path;
    int64_t start_ms;
    int audio_track;
    bool is_silent; /* only its pictures are wanted */
    bool is_still;  /* silent, and only its first picture is wanted */
};

/* What a file holds, as far as known yet. */
struct reel_tracks {
    int audio_tracks;
    int video_tracks;
    int width_px; /* of the first film track, upright; 0 when not known */
    int height_px;
    int pixel_width; /* shape of a pixel */
    int pixel_height;
};

/* NULL when libVLC cannot be started: its plugins are not installed. */
struct reel *reel_create(const struct engine_vlc_config *config, struct mailbox *mailbox,
                         reel_note_func *note, void *note_data);
void reel_destroy(struct reel *reel);

bool reel_start(struct reel *reel, const struct reel_start *start);

/* Returns when nothing more of this file can be noted. */
void reel_stop(struct reel *reel);

/* Only between REEL_PLAYING and reel_stop(). */
void reel_set_paused(struct reel *reel, bool is_paused);
void reel_seek(struct reel *reel, int64_t time_ms);
void reel_set_track(struct reel *reel, int audio_track);

/* At any time; 1 is normal speed, and the pitch stays. */
void reel_set_rate(struct reel *reel, double rate);

/* At any time, heard from the first sample on as far as it lies within -32 … 8 dB. */
void reel_set_gain(struct reel *reel, double gain_db);

/* False while there is no sound output to tell; ask again a little later. */
bool reel_set_mixing(struct reel *reel, bool is_muted, bool is_mono);

/* Looks for a sound device anew; between files only. False: sound goes nowhere. */
bool reel_find_device(struct reel *reel);

/* The device found does not take sound: tries the next kind from the next start on. False:
 * sound goes nowhere. */
bool reel_next_device(struct reel *reel);

void reel_read_tracks(struct reel *reel, struct reel_tracks *tracks);

/* Tracks of sound that can be chosen now; only between REEL_PLAYING and reel_stop(). */
int reel_audio_tracks(struct reel *reel);

/* What the decoders have made of this start. */
struct reel_counts {
    uint64_t pictures, sounds;
    uint64_t pictures_lost; /* came too late to be shown */
};
void reel_read_counts(struct reel *reel, struct reel_counts *counts);

/* The loudest gain it can give. */
#define REEL_GAIN_MAX_DB 20.0

#endif
