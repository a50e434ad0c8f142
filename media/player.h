/*
 * player.h — plays one recording or film at a time: the state a screen shows, and its verbs.
 *
 * Everything here is called from the UI thread and returns at once; the engine underneath
 * (media/engine.h) does the work on its own threads and wakes the UI when player_poll() would
 * say something new. A screen does, each time it is woken or about to draw:
 *
 *     struct player_status status;
 *     player_poll(player, &status);          // state, clock, reason
 *     const struct frame *frame = player_frame(player);   // newest picture, or NULL
 *     … sleep at most status.next_poll_ms …  // -1: until woken
 *
 * A source opens paused at its start, with its picture there (film) and nothing heard.
 * player_play() may be called at once: it is remembered. Nothing a file can do hangs the
 * player: it ends in PLAYER_FAILED with a reason fit for a trouble card.
 *
 *   idle ─open─► opening ─► ready ─play─► playing ◄─► paused
 *                   │          ▲             │ ▲
 *                   ▼          └─seek to 0   ▼ └─ stalled (no progress for two seconds)
 *                 failed                   ended ─play─► playing from the start
 *
 * Requests made for an earlier source never touch a later one.
 */
#ifndef MEDIA_PLAYER_H
#define MEDIA_PLAYER_H

#include <stdbool.h>
#include <stdint.h>

struct engine;
struct frame;
struct player;

enum player_state {
    PLAYER_IDLE,    /* nothing open */
    PLAYER_OPENING, /* wait: "Getting ready" */
    PLAYER_READY,   /* at the start, paused, not yet played; a film shows its picture */
    PLAYER_PLAYING,
    PLAYER_PAUSED,
    PLAYER_STALLED, /* should be playing, but nothing came for two seconds: "Getting ready" */
    PLAYER_ENDED,
    PLAYER_FAILED, /* reason says why; open something else or close */
};

/* Volume steps of 3 dB: 10 is full (0 dB), 1 is -27 dB, 0 is silence. */
#define PLAYER_VOLUME_MAX 10

#define PLAYER_RATE_MIN 0.75
#define PLAYER_RATE_MAX 1.5

/* What to play. Fields left zero have the meaning said. */
struct player_source {
    const char *path;    /* absolute name of a local file; copied */
    int64_t start_ms;    /* 0: from the beginning (a search hit starts at its cue) */
    int64_t length_ms;   /* from the catalogue; 0: learnt from the file */
    double gain_db;      /* brings the recording to the house loudness (-18 LUFS) */
    double true_peak_db; /* its true peak (dBTP); with is_peak_known it is raised only so far, by
                          * gain and volume together, that it stays below -1.5 dBTP; else it is
                          * not raised at all */
    bool is_peak_known;
    bool is_silent; /* only its picture is wanted: nothing of its sound is ever heard */
};

struct player_status {
    enum player_state state;
    int64_t time_ms;    /* moves evenly while playing; never past length_ms */
    int64_t length_ms;  /* 0 while not known */
    bool is_seeking;    /* a seek is asked for and not done; time_ms is already its goal */
    bool wants_to_play; /* what the play button should offer is the other one */
    bool has_sound;
    bool has_picture;
    bool has_audio_device; /* false: it plays on silently, kept in time by the clock */
    bool is_cut_short;     /* ended well before the length it claims: a damaged file */
    bool is_longer;        /* went on after the length it claims; length_ms grows with it */
    bool is_sound_over;    /* the sound stopped and the picture goes on */
    bool is_picture_over;  /* the picture stopped and the sound goes on */
    int audio_tracks;      /* may change while it plays */
    double rate;
    int volume; /* step */
    bool is_muted;
    uint64_t frames_shown; /* of this source */
    uint64_t frames_lost;
    const char *reason; /* why it failed or stalled, one lower-case line; else NULL; static */
    int next_poll_ms;   /* poll again within this time even if not woken; -1: no need */
};

/* Takes the engine over, also on destroy. */
struct player *player_create(struct engine *engine);

/* Stops, waits for the engine's threads to end, frees; accepts NULL. */
void player_destroy(struct player *player);

/* Leaves what is open and opens this, paused at its start. Rate goes back to 1; volume, mute
 * and mono stay, they are the visitor's. */
void player_open(struct player *player, const struct player_source *source);

/* Nothing is open afterwards; the last picture goes with it. */
void player_close(struct player *player);

/* Plays, or as soon as it can; after the end, from the start again. */
void player_play(struct player *player);

/* Stands still. At the end it stays at the end. */
void player_pause(struct player *player);

/* Goes to a place, clamped to the recording; playing stays playing and paused stays paused,
 * with the picture of that place. After the end it is paused or playing at the new place, as
 * it was. Asked more than five times a second, only the newest request is carried out. */
void player_seek(struct player *player, int64_t time_ms);

/* Clamped to PLAYER_RATE_MIN … PLAYER_RATE_MAX; the pitch of voices stays. A silent source takes half
 * as much again either way, to catch up with another (media/companion.h). */
void player_set_rate(struct player *player, double rate);

/* Clamped to 0 … PLAYER_VOLUME_MAX; holds for every source from now on. */
void player_set_volume(struct player *player, int step);
void player_set_muted(struct player *player, bool is_muted);

/* Both channels in both ears. */
void player_set_mono(struct player *player, bool is_mono);

/* The share of the sound that is heard, 0 … 1, of this source: 0 is silence. */
void player_set_fade(struct player *player, double share);

/* Lowered by 18 dB while the kiosk itself speaks. */
void player_set_ducked(struct player *player, bool is_ducked);

/* Another sound track of the same file, counted from 0 (audio description). */
void player_set_audio_track(struct player *player, int track);

/* Takes in what the engine has reported and says how things stand now. */
void player_poll(struct player *player, struct player_status *status);

/* Borrows the newest picture of the open source until the next call; NULL when there is none
 * (sound only, or not there yet). Upload it only when its sequence has changed. */
const struct frame *player_frame(struct player *player);

/* "playing", for logs and for automation. */
const char *player_state_name(enum player_state state);

#endif
