#include "media/engine_vlc.h"

#include "media/flow.h"
#include "media/mailbox.h"
#include "media/playable.h"
#include "media/reel.h"
#include <glib.h>
#include <pthread.h>
#include <time.h>

#define START_PATIENCE_US  8000000 /* for a file to open or begin */
#define SEEK_PATIENCE_US   1000000 /* then a seek counts as done whatever libVLC says */
#define SOUND_ONLY_US      150000  /* no film track by then: there is none */
#define PARK_US            2000000 /* standing still longer, the file is closed */
#define SETTLE_US          20000   /* between attempts to reach a sound output that is coming up */
#define SETTLE_PATIENCE_US 1000000
#define TRACKS_US          500000 /* after the last change of tracks they are counted */
#define NEAR_MS            1500   /* libVLC's time this close to a goal means it has arrived */

enum stage {
    STAGE_EMPTY,
    STAGE_SHOWING,  /* runs silently until the picture of this place is there */
    STAGE_PARKED,   /* nothing open in libVLC; the place and its picture are kept */
    STAGE_STARTING, /* will play as soon as libVLC has begun */
    STAGE_PLAYING,
    STAGE_PAUSED, /* open in libVLC and paused */
    STAGE_ENDED,
    STAGE_FAILED,
};

/* What callbacks have noted since the worker last looked. */
struct heard {
    unsigned notes;
    int64_t time_ms;
    int64_t time_at_us;
    int64_t length_ms;
};

struct engine_vlc {
    struct engine engine;
    struct engine_vlc_config config;
    char **options;
    struct mailbox *mailbox;
    pthread_t thread;

    pthread_mutex_t lock; /* guards the next block */
    pthread_cond_t news;
    struct engine_wish wish;
    char *wish_path;
    struct engine_report report;
    struct heard heard;
    bool is_wished;   /* the worker has not seen this wish */
    bool is_reported; /* the UI has fetched the report since it last changed */
    bool is_quitting;
    uint64_t frames_shown; /* of the open source */

    /* the worker's own */
    struct reel *reel;
    struct engine_wish wanted;
    char *path;
    struct engine_report now; /* becomes the report */
    enum stage stage;
    int64_t stage_us;  /* when it began */
    int64_t place_ms;  /* where it stands or stood … */
    int64_t place_us;  /* … at this time */
    bool is_opened;    /* has been shown once: no longer "opening" */
    unsigned sought;   /* the newest seek begun; now.seek is the newest done */
    bool is_seeking;   /* libVLC is on its way … */
    int64_t seek_ms;   /* … there … */
    int64_t seek_us;   /* … since */
    bool is_settled;   /* mute and mono have reached the output */
    bool is_deaf;      /* no device: clock only */
    bool is_untrusted; /* the device refused sound: not asked again for this source */
    double rate, gain_db;
    bool is_muted, is_mono;
    int audio_track;
    int64_t tracks_us; /* when a track came or went last; 0: counted since */
    struct flow flow;
};

static int64_t vlc_now_us(struct engine *engine)
{
    return g_get_monotonic_time();
}

static void worker_enter(struct engine_vlc *vlc, enum stage stage)
{
    vlc->stage = stage;
    vlc->stage_us = g_get_monotonic_time();
}

static void worker_place(struct engine_vlc *vlc, int64_t place_ms, int64_t at_us)
{
    vlc->place_ms = vlc->now.time_ms = place_ms;
    vlc->place_us = vlc->now.time_at_us = at_us;
}

static enum engine_phase phase_of(const struct engine_vlc *vlc)
{
    switch (vlc->stage) {
    case STAGE_SHOWING:
        return vlc->is_opened ? ENGINE_PAUSED : ENGINE_OPENING;
    case STAGE_PARKED:
    case STAGE_STARTING:
    case STAGE_PAUSED:
        return ENGINE_PAUSED;
    case STAGE_PLAYING:
        return ENGINE_PLAYING;
    case STAGE_ENDED:
        return ENGINE_ENDED;
    case STAGE_FAILED:
        return ENGINE_FAILED;
    case STAGE_EMPTY:
        break;
    }
    return ENGINE_EMPTY;
}

static bool is_same(const struct engine_report *a, const struct engine_report *b)
{
    return a->ticket == b->ticket && a->phase == b->phase && a->failure == b->failure &&
           a->time_ms == b->time_ms && a->time_at_us == b->time_at_us &&
           a->length_ms == b->length_ms && a->seek == b->seek && a->has_sound == b->has_sound &&
           a->has_picture == b->has_picture && a->audio_tracks == b->audio_tracks &&
           a->is_sound_over == b->is_sound_over && a->is_picture_over == b->is_picture_over &&
           a->is_without_device == b->is_without_device && a->frames_lost == b->frames_lost;
}

/* Lets the UI know, once until it has looked. */
static void worker_publish(struct engine_vlc *vlc)
{
    vlc->now.phase = phase_of(vlc);
    vlc->now.is_without_device = vlc->is_deaf && vlc->now.has_sound;
    pthread_mutex_lock(&vlc->lock);
    bool is_news = !is_same(&vlc->now, &vlc->report);
    bool wants_wake = is_news && vlc->is_reported;
    if (is_news) {
        vlc->report = vlc->now;
        vlc->is_reported = false;
    }
    pthread_mutex_unlock(&vlc->lock);
    if (wants_wake && vlc->config.wake != NULL)
        vlc->config.wake(vlc->config.wake_data);
}

/* Closes the file in libVLC; what it said until then is no longer news. */
static void worker_stop(struct engine_vlc *vlc)
{
    if (vlc->reel != NULL)
        reel_stop(vlc->reel);
    pthread_mutex_lock(&vlc->lock);
    vlc->heard = (struct heard){0};
    pthread_mutex_unlock(&vlc->lock);
    vlc->is_seeking = false;
}

static void worker_fail(struct engine_vlc *vlc, enum engine_failure failure)
{
    worker_stop(vlc);
    vlc->now.failure = failure;
    worker_enter(vlc, STAGE_FAILED);
}

/* The picture is there: the UI hears so before the file is closed, which takes a while. */
static void worker_park(struct engine_vlc *vlc)
{
    vlc->is_opened = true;
    vlc->is_seeking = false;
    vlc->now.seek = vlc->sought;
    worker_place(vlc, vlc->place_ms, g_get_monotonic_time());
    worker_enter(vlc, STAGE_PARKED);
    worker_publish(vlc);
    worker_stop(vlc);
}

/* Starts the file at the present place, to be seen (still) or to be played. */
static void worker_start(struct engine_vlc *vlc, bool is_still)
{
    worker_stop(vlc);
    if (!is_still) {
        if (!vlc->is_untrusted)
            vlc->is_deaf = !reel_find_device(vlc->reel);
        vlc->is_settled = false;
        vlc->audio_track = 0;
    }
    vlc->tracks_us = 0;
    flow_reset(&vlc->flow);
    struct reel_start start = {.path = vlc->path,
                               .start_ms = vlc->place_ms,
                               .audio_track = vlc->wanted.audio_track,
                               .is_silent = vlc->wanted.is_silent,
                               .is_still = is_still};
    if (reel_start(vlc->reel, &start))
        worker_enter(vlc, is_still ? STAGE_SHOWING : STAGE_STARTING);
    else
        worker_fail(vlc, ENGINE_FAILURE_UNREADABLE);
}

static void worker_open(struct engine_vlc *vlc)
{
    worker_stop(vlc);
    mailbox_set_ticket(vlc->mailbox, vlc->wanted.ticket);
    pthread_mutex_lock(&vlc->lock);
    vlc->frames_shown = 0;
    g_free(vlc->path);
    vlc->path = g_strdup(vlc->wish_path);
    pthread_mutex_unlock(&vlc->lock);
    vlc->now = (struct engine_report){.ticket = vlc->wanted.ticket};
    vlc->sought = 0;
    vlc->is_opened = vlc->is_deaf = vlc->is_untrusted = false;
    worker_place(vlc, vlc->wanted.start_ms, g_get_monotonic_time());
    if (vlc->wanted.ticket == 0) {
        worker_enter(vlc, STAGE_EMPTY);
        return;
    }
    enum engine_failure failure = playable_examine(vlc->path);
    if (vlc->reel == NULL)
        failure = ENGINE_FAILURE_BROKEN;
    if (failure != ENGINE_FAILURE_NONE)
        worker_fail(vlc, failure);
    else
        worker_start(vlc, true);
}

/* What the file holds; some forms tell only while they run, and a few never tell how much of a
 * picture is padding: then all of it is shown. */
static void worker_learn(struct engine_vlc *vlc, const struct heard *heard)
{
    struct reel_tracks tracks;
    reel_read_tracks(vlc->reel, &tracks);
    vlc->now.has_sound = vlc->now.has_sound || tracks.audio_tracks > 0;
    if (vlc->stage != STAGE_PLAYING) /* counted there */
        vlc->now.audio_tracks = MAX(vlc->now.audio_tracks, tracks.audio_tracks);
    if (tracks.video_tracks > 0 || heard->notes & REEL_FRAME)
        vlc->now.has_picture = true;
    if (tracks.width_px > 0 && tracks.height_px > 0)
        mailbox_set_visible(vlc->mailbox, tracks.width_px, tracks.height_px, tracks.pixel_width,
                            tracks.pixel_height);
    else if (heard->notes & REEL_FRAME)
        mailbox_set_visible(vlc->mailbox, FRAME_SIDE_MAX_PX, FRAME_SIDE_MAX_PX, 1, 1);
}

static void showing_step(struct engine_vlc *vlc, const struct heard *heard, int64_t now_us)
{
    if (heard->notes & (REEL_PLAYING | REEL_FORMAT | REEL_FRAME | REEL_ENDED) ||
        !vlc->now.has_sound)
        worker_learn(vlc, heard);
    bool is_sound_only = vlc->now.has_sound && !vlc->now.has_picture;
    if (heard->notes & REEL_FRAME)
        worker_park(vlc);
    else if (heard->notes & REEL_REFUSED)
        worker_fail(vlc, ENGINE_FAILURE_UNREADABLE);
    else if (is_sound_only && now_us - vlc->stage_us >= SOUND_ONLY_US)
        worker_park(vlc);
    else if (!(heard->notes & REEL_ENDED) && now_us - vlc->stage_us < START_PATIENCE_US)
        return;
    else if (vlc->now.has_sound || vlc->is_opened)
        worker_park(vlc);
    else
        worker_fail(vlc,
                    heard->notes & REEL_ENDED ? ENGINE_FAILURE_UNREADABLE : ENGINE_FAILURE_TIMEOUT);
}

static void worker_end(struct engine_vlc *vlc)
{
    worker_stop(vlc);
    vlc->now.seek = vlc->sought;
    worker_enter(vlc, STAGE_ENDED);
}

/* Plays on without the device that refused. */
static void worker_deafen(struct engine_vlc *vlc)
{
    if (vlc->is_deaf)
        return;
    vlc->is_untrusted = true;
    vlc->is_deaf = !reel_next_device(vlc->reel);
    worker_start(vlc, false);
}

/* Of sound and picture, either may stop coming while the other goes on. */
static void worker_look(struct engine_vlc *vlc)
{
    struct reel_counts counts;
    reel_read_counts(vlc->reel, &counts);
    vlc->now.frames_lost = counts.pictures_lost;
    if (!vlc->now.has_sound || !vlc->now.has_picture || vlc->wanted.is_silent || vlc->is_seeking)
        return;
    flow_look(&vlc->flow, counts.sounds, counts.pictures, vlc->now.time_ms);
    vlc->now.is_sound_over = flow_lacks_sound(&vlc->flow);
    vlc->now.is_picture_over = flow_lacks_picture(&vlc->flow);
}

/* While tracks come and go one after another their number means nothing. */
static void worker_count_tracks(struct engine_vlc *vlc, const struct heard *heard, int64_t now_us)
{
    if (heard->notes & REEL_TRACKS)
        vlc->tracks_us = now_us;
    if (vlc->tracks_us == 0 || now_us - vlc->tracks_us < TRACKS_US || vlc->wanted.is_silent ||
        vlc->stage != STAGE_PLAYING)
        return;
    vlc->tracks_us = 0;
    vlc->now.audio_tracks = reel_audio_tracks(vlc->reel);
}

static void playing_step(struct engine_vlc *vlc, const struct heard *heard, int64_t now_us)
{
    unsigned begins = vlc->now.has_picture ? REEL_FRAME | REEL_TIME : REEL_PLAYING | REEL_TIME;
    if (heard->notes & begins && vlc->stage == STAGE_STARTING) {
        vlc->now.seek = vlc->sought;
        worker_place(vlc, vlc->place_ms, now_us);
        worker_enter(vlc, STAGE_PLAYING);
    }
    if (heard->notes & (REEL_PLAYING | REEL_FORMAT))
        worker_learn(vlc, heard);
    if (heard->notes & REEL_TIME) {
        if (vlc->is_seeking && ABS(heard->time_ms - vlc->seek_ms) <= NEAR_MS)
            vlc->is_seeking = false;
        if (!vlc->is_seeking && heard->time_ms != vlc->now.time_ms)
            worker_place(vlc, heard->time_ms, heard->time_at_us);
        worker_look(vlc);
    }
    worker_count_tracks(vlc, heard, now_us);
    if (vlc->is_seeking && now_us - vlc->seek_us >= SEEK_PATIENCE_US)
        vlc->is_seeking = false;
    if (!vlc->is_seeking && vlc->stage == STAGE_PLAYING)
        vlc->now.seek = vlc->sought;
    if (heard->notes & REEL_REFUSED)
        worker_fail(vlc, ENGINE_FAILURE_UNREADABLE);
    else if (heard->notes & REEL_ENDED)
        worker_end(vlc);
    else if (heard->notes & REEL_DEAF)
        worker_deafen(vlc);
    else if (vlc->stage == STAGE_STARTING && now_us - vlc->stage_us >= START_PATIENCE_US)
        worker_fail(vlc, ENGINE_FAILURE_TIMEOUT);
}

static void worker_hear(struct engine_vlc *vlc, const struct heard *heard, int64_t now_us)
{
    if (heard->notes & REEL_LENGTH)
        vlc->now.length_ms = heard->length_ms;
    if (vlc->stage == STAGE_SHOWING)
        showing_step(vlc, heard, now_us);
    else if (vlc->stage == STAGE_STARTING || vlc->stage == STAGE_PLAYING)
        playing_step(vlc, heard, now_us);
    else if (vlc->stage == STAGE_PAUSED && now_us - vlc->stage_us >= PARK_US)
        worker_park(vlc);
}

static void worker_seek(struct engine_vlc *vlc)
{
    vlc->sought = vlc->wanted.seek;
    worker_place(vlc, vlc->wanted.seek_ms, g_get_monotonic_time());
    if (vlc->stage == STAGE_PLAYING && vlc->wanted.is_playing) {
        reel_seek(vlc->reel, vlc->place_ms);
        flow_reset(&vlc->flow);
        vlc->is_seeking = true;
        vlc->seek_ms = vlc->place_ms;
        vlc->seek_us = vlc->place_us;
    } else if (vlc->wanted.is_playing) {
        worker_start(vlc, false);
    } else if (vlc->now.has_picture) {
        worker_start(vlc, true);
    } else {
        worker_park(vlc);
    }
}

static void worker_pause(struct engine_vlc *vlc, int64_t now_us)
{
    double passed_ms = (double)(now_us - vlc->place_us) / 1000.0 * vlc->rate;
    int64_t place_ms = vlc->place_ms + (int64_t)CLAMP(passed_ms, 0.0, 1000.0);
    if (vlc->now.length_ms > 0)
        place_ms = MIN(place_ms, vlc->now.length_ms);
    reel_set_paused(vlc->reel, true);
    worker_place(vlc, place_ms, now_us);
    worker_enter(vlc, STAGE_PAUSED);
}

/* Goes after what is wanted, one step at a time. */
static void worker_follow(struct engine_vlc *vlc, int64_t now_us)
{
    bool wants_playing = vlc->wanted.is_playing;
    bool can_seek = vlc->stage == STAGE_PLAYING || vlc->stage == STAGE_PAUSED ||
                    vlc->stage == STAGE_PARKED || vlc->stage == STAGE_ENDED ||
                    (vlc->stage == STAGE_SHOWING && vlc->is_opened);
    if (can_seek && vlc->wanted.seek != vlc->sought) {
        worker_seek(vlc);
    } else if (wants_playing && vlc->stage == STAGE_PARKED) {
        worker_start(vlc, false);
    } else if (wants_playing && vlc->stage == STAGE_PAUSED) {
        reel_set_paused(vlc->reel, false);
        worker_place(vlc, vlc->place_ms, now_us);
        worker_enter(vlc, STAGE_PLAYING);
    } else if (!wants_playing && vlc->stage == STAGE_PLAYING && !vlc->is_seeking) {
        worker_pause(vlc, now_us);
    }
}

/* Sets what has changed of speed, loudness, channels and track. */
static void worker_tune(struct engine_vlc *vlc)
{
    const struct engine_wish *wanted = &vlc->wanted;
    if (vlc->reel == NULL)
        return;
    if (wanted->rate != vlc->rate)
        reel_set_rate(vlc->reel, vlc->rate = wanted->rate);
    if (wanted->gain_db != vlc->gain_db)
        reel_set_gain(vlc->reel, vlc->gain_db = wanted->gain_db);
    if (wanted->is_muted != vlc->is_muted || wanted->is_mono != vlc->is_mono)
        vlc->is_settled = false;
    if (vlc->stage != STAGE_PLAYING)
        return;
    if (!vlc->is_settled) {
        bool is_hopeless = !vlc->now.has_sound || vlc->is_deaf ||
                           g_get_monotonic_time() - vlc->stage_us >= SETTLE_PATIENCE_US;
        vlc->is_settled =
            reel_set_mixing(vlc->reel, wanted->is_muted, wanted->is_mono) || is_hopeless;
        vlc->is_muted = wanted->is_muted;
        vlc->is_mono = wanted->is_mono;
    }
    if (wanted->audio_track != vlc->audio_track)
        reel_set_track(vlc->reel, vlc->audio_track = wanted->audio_track);
}

/* When the worker must look again though nobody has said anything; -1: never. */
static int64_t worker_patience_us(const struct engine_vlc *vlc)
{
    switch (vlc->stage) {
    case STAGE_SHOWING:
    case STAGE_STARTING:
        return SETTLE_US;
    case STAGE_PLAYING:
        return vlc->is_settled && !vlc->is_seeking && vlc->tracks_us == 0 ? -1 : SETTLE_US;
    case STAGE_PAUSED:
        return PARK_US;
    default: /* at rest */
        return -1;
    }
}

/* Waits for a wish or a note; false when the engine is to end. */
static bool worker_wait(struct engine_vlc *vlc, struct heard *heard)
{
    int64_t patience_us = worker_patience_us(vlc);
    int64_t until_us = g_get_monotonic_time() + patience_us;
    struct timespec until = {until_us / G_USEC_PER_SEC, until_us % G_USEC_PER_SEC * 1000};
    pthread_mutex_lock(&vlc->lock);
    int status = 0;
    while (!vlc->is_quitting && !vlc->is_wished && vlc->heard.notes == 0 && status == 0) {
        if (patience_us < 0)
            pthread_cond_wait(&vlc->news, &vlc->lock);
        else
            status = pthread_cond_timedwait(&vlc->news, &vlc->lock, &until);
    }
    vlc->wanted = vlc->wish;
    vlc->is_wished = false;
    *heard = vlc->heard;
    vlc->heard = (struct heard){0};
    bool goes_on = !vlc->is_quitting;
    pthread_mutex_unlock(&vlc->lock);
    return goes_on;
}

/* Any thread of libVLC's. Pictures wake the screen directly; the worker only wants the first
 * one of a place. */
static void on_note(void *data, enum reel_note note, int64_t value)
{
    struct engine_vlc *vlc = data;
    pthread_mutex_lock(&vlc->lock);
    vlc->heard.notes |= note;
    if (note == REEL_TIME) {
        vlc->heard.time_ms = value;
        vlc->heard.time_at_us = g_get_monotonic_time();
    }
    if (note == REEL_LENGTH)
        vlc->heard.length_ms = value;
    if (note == REEL_FRAME)
        vlc->frames_shown++;
    pthread_cond_signal(&vlc->news);
    pthread_mutex_unlock(&vlc->lock);
    if (note == REEL_FRAME && value != 0 && vlc->config.wake != NULL)
        vlc->config.wake(vlc->config.wake_data);
}

static void *worker_run(void *data)
{
    struct engine_vlc *vlc = data;
    pthread_setname_np(pthread_self(), "player");
    vlc->reel = reel_create(&vlc->config, vlc->mailbox, on_note, vlc);
    struct heard heard;
    while (worker_wait(vlc, &heard)) {
        int64_t now_us = g_get_monotonic_time();
        if (vlc->wanted.ticket != vlc->now.ticket)
            worker_open(vlc);
        else
            worker_hear(vlc, &heard, now_us);
        worker_follow(vlc, now_us);
        worker_tune(vlc);
        worker_publish(vlc);
    }
    reel_destroy(vlc->reel);
    return NULL;
}

static struct engine_vlc *engine_vlc(struct engine *engine)
{
    return (struct engine_vlc *)engine;
}

static void vlc_want(struct engine *engine, const struct engine_wish *wish)
{
    struct engine_vlc *vlc = engine_vlc(engine);
    char *path = g_strdup(wish->path);
    pthread_mutex_lock(&vlc->lock);
    g_free(vlc->wish_path);
    vlc->wish = *wish;
    vlc->wish.path = vlc->wish_path = path;
    vlc->is_wished = true;
    pthread_cond_signal(&vlc->news);
    pthread_mutex_unlock(&vlc->lock);
}

static void vlc_report(struct engine *engine, struct engine_report *report)
{
    struct engine_vlc *vlc = engine_vlc(engine);
    pthread_mutex_lock(&vlc->lock);
    *report = vlc->report;
    report->frames_shown = vlc->frames_shown;
    vlc->is_reported = true;
    pthread_mutex_unlock(&vlc->lock);
}

static struct mailbox *vlc_mailbox(struct engine *engine)
{
    return engine_vlc(engine)->mailbox;
}

static const struct engine_abilities *vlc_abilities(struct engine *engine)
{
    static const struct engine_abilities abilities = {.has_rate = true,
                                                      .has_mono = true,
                                                      .has_tracks = true,
                                                      .gain_max_db = REEL_GAIN_MAX_DB - 0.1};
    return &abilities;
}

static void vlc_destroy(struct engine *engine)
{
    struct engine_vlc *vlc = engine_vlc(engine);
    pthread_mutex_lock(&vlc->lock);
    vlc->is_quitting = true;
    pthread_cond_signal(&vlc->news);
    pthread_mutex_unlock(&vlc->lock);
    pthread_join(vlc->thread, NULL);
    mailbox_destroy(vlc->mailbox);
    pthread_cond_destroy(&vlc->news);
    pthread_mutex_destroy(&vlc->lock);
    g_free((char *)vlc->config.audio_output);
    g_free((char *)vlc->config.audio_device);
    g_strfreev(vlc->options);
    g_free(vlc->wish_path);
    g_free(vlc->path);
    g_free(vlc);
}

static const struct engine_ops vlc_ops = {
    .want = vlc_want,
    .report = vlc_report,
    .now_us = vlc_now_us,
    .mailbox = vlc_mailbox,
    .abilities = vlc_abilities,
    .destroy = vlc_destroy,
};

struct engine *engine_vlc_create(const struct engine_vlc_config *config)
{
    struct engine_vlc *vlc = g_new0(struct engine_vlc, 1);
    vlc->engine.ops = &vlc_ops;
    if (config != NULL)
        vlc->config = *config;
    vlc->config.audio_output = g_strdup(vlc->config.audio_output);
    vlc->config.audio_device = g_strdup(vlc->config.audio_device);
    vlc->options = g_strdupv((char **)vlc->config.options);
    vlc->config.options = (const char *const *)vlc->options;
    vlc->mailbox = mailbox_create();
    vlc->is_reported = true;
    vlc->rate = 1.0;
    pthread_mutex_init(&vlc->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&vlc->news, &monotonic);
    pthread_condattr_destroy(&monotonic);
    int status = pthread_create(&vlc->thread, NULL, worker_run, vlc);
    g_assert(status == 0);
    return &vlc->engine;
}
