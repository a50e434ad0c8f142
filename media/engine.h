/*
 * engine.h — the contract between the player and whatever decodes sound and film.
 *
 * An engine is told what is wanted and says what is so; both are plain values, copied whole.
 * There are no commands to queue and no events to miss: a wish replaces the wish before it,
 * and a report is always the newest. So nothing grows when a visitor drags a finger along a
 * waveform, and an answer about an earlier file is known by its ticket and dropped.
 *
 *   UI thread:  player ── engine_want(wish) ──►  engine  ── its own threads ──► decoder
 *               player ◄─ engine_report() ────  engine  ── wake() ──► UI event loop
 *               screen ◄─ mailbox_take() ─────  mailbox ◄─ decoder thread
 *
 * engine_want(), engine_report() and engine_now_us() never wait for a decoder, a disk or a
 * sound device. wake() is called from the engine's threads, at most once for each report that
 * the UI has not fetched yet, and must only post something into the UI's event queue.
 *
 * A paused engine is silent: no frames, no wakes, no work.
 *
 * Engines: media/engine_vlc.c (libVLC 3) and media/engine_fake.c (manual clock, for tests).
 * The player (media/player.h) is the only caller; screens talk to the player.
 */
#ifndef MEDIA_ENGINE_H
#define MEDIA_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct engine;
struct mailbox;

/* Called from any thread when there is something new to poll for; must not block. */
typedef void engine_wake_func(void *data);

/* What is wanted of an engine. Strings are borrowed for the call only. */
struct engine_wish {
    unsigned ticket;  /* one per opened source, never used again; 0: nothing shall be open */
    const char *path; /* absolute name of a local file; never an address */
    int64_t start_ms; /* where this source begins */
    bool is_playing;  /* false: stand still and show the picture of the present place */
    unsigned seek;    /* a new number asks for a seek; the report repeats it when done */
    int64_t seek_ms;  /* where that seek goes */
    double rate;      /* 0.75 … 1.5, pitch kept; silent, 0.5 … 2.25 */
    double gain_db;   /* loudness of the source and the visitor's volume together */
    bool is_muted;
    bool is_silent;  /* its sound is not even decoded; constant for a ticket */
    bool is_mono;    /* both ears hear both channels */
    int audio_track; /* 0 is the first track of the file; others are described tracks */
};

enum engine_phase {
    ENGINE_EMPTY,   /* nothing is open */
    ENGINE_OPENING, /* no place in the file reached yet */
    ENGINE_PAUSED,  /* standing still; with film, the frame of this place is in the mailbox */
    ENGINE_PLAYING,
    ENGINE_ENDED,  /* played to the end; a new seek starts again from there */
    ENGINE_FAILED, /* see failure; only another ticket leaves this phase */
};

enum engine_failure {
    ENGINE_FAILURE_NONE,
    ENGINE_FAILURE_MISSING,    /* no such file, or it may not be read */
    ENGINE_FAILURE_UNREADABLE, /* the bytes are no sound or film the engine understands */
    ENGINE_FAILURE_TIMEOUT,    /* neither opened nor refused within the engine's patience */
    ENGINE_FAILURE_BROKEN,     /* the engine itself cannot work on this machine */
};

/* What is so. Everything but ticket is about the source of that ticket. */
struct engine_report {
    unsigned ticket;
    enum engine_phase phase;
    enum engine_failure failure;
    int64_t time_ms;    /* the place last heard of … */
    int64_t time_at_us; /* … and when, by engine_now_us() */
    int64_t length_ms;  /* 0 while not known */
    unsigned seek;      /* the newest wish.seek that has been carried out */
    bool has_sound;
    bool has_picture;
    int audio_tracks;       /* that there are now: a file may lose one, or gain one, as it plays */
    bool is_sound_over;     /* no more of it has come for a while, though the picture goes on */
    bool is_picture_over;   /* the same of the picture */
    bool is_without_device; /* the file has sound and there is nothing to play it on */
    uint64_t frames_shown;  /* handed to the mailbox in time */
    uint64_t frames_lost;   /* decoded too late to be shown */
};

/* What an engine can do; what it cannot, it leaves out without failing. */
struct engine_abilities {
    bool has_rate;
    bool has_mono;
    bool has_tracks;
    double gain_max_db; /* a wished gain above this is heard as this */
};

struct engine_ops {
    void (*want)(struct engine *engine, const struct engine_wish *wish);
    void (*report)(struct engine *engine, struct engine_report *report);
    int64_t (*now_us)(struct engine *engine);
    struct mailbox *(*mailbox)(struct engine *engine);
    const struct engine_abilities *(*abilities)(struct engine *engine);
    void (*destroy)(struct engine *engine);
};

/* The head of every engine's own struct. */
struct engine {
    const struct engine_ops *ops;
};

/* Replaces the wish. UI thread; returns at once. */
static inline void engine_want(struct engine *engine, const struct engine_wish *wish)
{
    engine->ops->want(engine, wish);
}

/* Copies the newest report. UI thread; returns at once. */
static inline void engine_report(struct engine *engine, struct engine_report *report)
{
    engine->ops->report(engine, report);
}

/* The engine's monotonic clock in microseconds; the fake's stands still until moved. */
static inline int64_t engine_now_us(struct engine *engine)
{
    return engine->ops->now_us(engine);
}

/* Where the engine's pictures arrive; owned by the engine. */
static inline struct mailbox *engine_mailbox(struct engine *engine)
{
    return engine->ops->mailbox(engine);
}

static inline const struct engine_abilities *engine_abilities(struct engine *engine)
{
    return engine->ops->abilities(engine);
}

/* Stops whatever plays, joins the engine's threads, frees it; accepts NULL. May wait for the
 * decoder to let go (a fraction of a second). No wake() comes after it returns. */
static inline void engine_destroy(struct engine *engine)
{
    if (engine != NULL)
        engine->ops->destroy(engine);
}

#endif
