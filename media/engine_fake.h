/*
 * engine_fake.h — an engine without a decoder: a clock the test moves, sources it describes.
 *
 * For tests of the player and of screens. Nothing happens until engine_fake_advance(): then
 * opening, seeking and playing progress exactly as told, frames of a plain grey are posted,
 * and wake() is called as a real engine would. Any path plays, as described. May be advanced
 * from another thread than the player's, by one thread at a time.
 */
#ifndef MEDIA_ENGINE_FAKE_H
#define MEDIA_ENGINE_FAKE_H

#include "media/engine.h"

/* How the fake treats what is opened next; zeros give a sound recording of 60 s. */
struct engine_fake_source {
    int64_t length_ms;           /* 0: 60,000 */
    int width_px, height_px;     /* 0: no picture */
    int frames_per_second;       /* 0: 25 */
    int audio_tracks;            /* 0: one; -1: none */
    int64_t opens_in_ms;         /* time from open to the first place */
    int64_t seeks_in_ms;         /* time a seek takes */
    int64_t stalls_at_ms;        /* stands still on reaching this place, until resumed; 0: never */
    int64_t ends_at_ms;          /* ends before or after its length; 0: at its length */
    int64_t sound_over_at_ms;    /* no sound from this place on; 0: never */
    int64_t picture_over_at_ms;  /* the same of the picture */
    int64_t loses_track_at_ms;   /* one track of sound fewer from this place on; 0: never */
    int64_t report_every_ms;     /* coarseness of the reported clock; 0: 250 */
    enum engine_failure failure; /* refuses to open with this */
    bool is_without_device;
};

/* wake may be NULL. */
struct engine *engine_fake_create(engine_wake_func *wake, void *wake_data);

/* What every later open gets. */
void engine_fake_describe(struct engine *engine, const struct engine_fake_source *source);

/* Moves the clock and lets happen what would happen meanwhile, in steps of at most 10 ms; with
 * 0 ms, only what is due already. */
void engine_fake_advance(struct engine *engine, int64_t ms);

/* Lets a stalled source go on. */
void engine_fake_resume(struct engine *engine);

/* What the player last wished; path is valid until the next wish. */
void engine_fake_wish(struct engine *engine, struct engine_wish *wish);

/* How often a source was opened and how often a seek was carried out, since creation. */
unsigned engine_fake_opens(struct engine *engine);
unsigned engine_fake_seeks(struct engine *engine);

#endif
