#include "media/engine_fake.h"

#include "media/mailbox.h"
#include <glib.h>
#include <pthread.h>
#include <string.h>

#define STEP_MS 10

struct engine_fake {
    struct engine engine;
    engine_wake_func *wake;
    void *wake_data;
    struct mailbox *mailbox;

    pthread_mutex_t lock; /* guards everything below */
    struct engine_wish wish;
    char *path; /* what wish.path points to */
    struct engine_fake_source next;
    struct engine_fake_source source;
    struct engine_report report;
    bool is_reported; /* the UI has fetched the report since it last changed */
    int64_t now_us;
    int64_t ready_us; /* when the opening or the seek at hand is done */
    bool is_seeking;
    bool is_stalled;
    unsigned seek_at_hand;
    double place_ms;
    int64_t frame; /* number of the frame of this place */
    unsigned opens;
    unsigned seeks;
};

static struct engine_fake *engine_fake(struct engine *engine)
{
    return (struct engine_fake *)engine;
}

static void fake_want(struct engine *engine, const struct engine_wish *wish)
{
    struct engine_fake *fake = engine_fake(engine);
    pthread_mutex_lock(&fake->lock);
    char *path = g_strdup(wish->path);
    g_free(fake->path);
    fake->wish = *wish;
    fake->wish.path = fake->path = path;
    pthread_mutex_unlock(&fake->lock);
}

static void fake_report(struct engine *engine, struct engine_report *report)
{
    struct engine_fake *fake = engine_fake(engine);
    pthread_mutex_lock(&fake->lock);
    *report = fake->report;
    fake->is_reported = true;
    pthread_mutex_unlock(&fake->lock);
}

static int64_t fake_now_us(struct engine *engine)
{
    struct engine_fake *fake = engine_fake(engine);
    pthread_mutex_lock(&fake->lock);
    int64_t now_us = fake->now_us;
    pthread_mutex_unlock(&fake->lock);
    return now_us;
}

static struct mailbox *fake_mailbox(struct engine *engine)
{
    return engine_fake(engine)->mailbox;
}

static const struct engine_abilities *fake_abilities(struct engine *engine)
{
    static const struct engine_abilities abilities = {
        .has_rate = true, .has_mono = true, .has_tracks = true, .gain_max_db = 18.0};
    return &abilities;
}

static void fake_destroy(struct engine *engine)
{
    struct engine_fake *fake = engine_fake(engine);
    mailbox_destroy(fake->mailbox);
    pthread_mutex_destroy(&fake->lock);
    g_free(fake->path);
    g_free(fake);
}

static const struct engine_ops fake_ops = {
    .want = fake_want,
    .report = fake_report,
    .now_us = fake_now_us,
    .mailbox = fake_mailbox,
    .abilities = fake_abilities,
    .destroy = fake_destroy,
};

struct engine *engine_fake_create(engine_wake_func *wake, void *wake_data)
{
    struct engine_fake *fake = g_new0(struct engine_fake, 1);
    fake->engine.ops = &fake_ops;
    fake->wake = wake;
    fake->wake_data = wake_data;
    fake->mailbox = mailbox_create();
    fake->now_us = G_USEC_PER_SEC;
    fake->is_reported = true;
    pthread_mutex_init(&fake->lock, NULL);
    return &fake->engine;
}

void engine_fake_describe(struct engine *engine, const struct engine_fake_source *source)
{
    struct engine_fake *fake = engine_fake(engine);
    pthread_mutex_lock(&fake->lock);
    fake->next = *source;
    pthread_mutex_unlock(&fake->lock);
}

/* Fills in what zeros stand for. */
static struct engine_fake_source completed(const struct engine_fake_source *source)
{
    struct engine_fake_source whole = *source;
    if (whole.length_ms == 0)
        whole.length_ms = 60000;
    if (whole.frames_per_second == 0)
        whole.frames_per_second = 25;
    if (whole.audio_tracks == 0)
        whole.audio_tracks = 1;
    if (whole.ends_at_ms == 0)
        whole.ends_at_ms = whole.length_ms;
    if (whole.report_every_ms == 0)
        whole.report_every_ms = 250;
    return whole;
}

/* A grey whose lightness tells the place, so that two frames differ. True: wake. */
static bool fake_post_frame(struct engine_fake *fake)
{
    struct frame *frame = mailbox_begin(fake->mailbox);
    if (frame == NULL)
        return false;
    size_t lines = (size_t)fake->source.height_px;
    memset(frame->planes[0], (int)(16 + fake->frame % 200), (size_t)frame->pitches[0] * lines);
    for (int plane = 1; plane < 3; plane++)
        memset(frame->planes[plane], 128, (size_t)frame->pitches[plane] * ((lines + 1) / 2));
    fake->report.frames_shown++;
    return mailbox_post(fake->mailbox);
}

static int64_t frame_of_place(const struct engine_fake *fake)
{
    return (int64_t)(fake->place_ms * fake->source.frames_per_second / 1000.0);
}

static void fake_place(struct engine_fake *fake)
{
    fake->report.time_ms = (int64_t)fake->place_ms;
    fake->report.time_at_us = fake->now_us;
}

/* Shows the picture of a place reached by opening or seeking. */
static bool fake_show_place(struct engine_fake *fake)
{
    fake->frame = frame_of_place(fake);
    return fake->source.width_px > 0 && fake_post_frame(fake);
}

static bool fake_take_source(struct engine_fake *fake)
{
    fake->source = completed(&fake->next);
    fake->report = (struct engine_report){
        .ticket = fake->wish.ticket,
        .phase = fake->wish.ticket == 0 ? ENGINE_EMPTY : ENGINE_OPENING,
        .time_at_us = fake->now_us,
    };
    fake->is_stalled = fake->is_seeking = false;
    fake->place_ms = (double)fake->wish.start_ms;
    fake->ready_us = fake->now_us + fake->source.opens_in_ms * 1000;
    mailbox_set_ticket(fake->mailbox, fake->wish.ticket);
    if (fake->wish.ticket != 0)
        fake->opens++;
    return true;
}

static bool fake_finish_opening(struct engine_fake *fake)
{
    if (fake->now_us < fake->ready_us)
        return false;
    const struct engine_fake_source *source = &fake->source;
    struct engine_report *report = &fake->report;
    report->failure = source->failure;
    report->phase = source->failure == ENGINE_FAILURE_NONE ? ENGINE_PAUSED : ENGINE_FAILED;
    if (report->phase == ENGINE_FAILED)
        return true;
    report->length_ms = source->length_ms;
    report->has_picture = source->width_px > 0;
    report->has_sound = source->audio_tracks > 0;
    report->audio_tracks = MAX(source->audio_tracks, 0);
    report->is_without_device = source->is_without_device && report->has_sound;
    fake_place(fake);
    struct frame_format format = {
        source->width_px, source->height_px, source->width_px, source->height_px, 1, 1};
    if (report->has_picture && !mailbox_set_format(fake->mailbox, &format))
        report->has_picture = false;
    fake_show_place(fake);
    return true;
}

/* Starts or finishes a seek; true when something changed. */
static bool fake_seek(struct engine_fake *fake)
{
    if (!fake->is_seeking || fake->seek_at_hand != fake->wish.seek) {
        fake->is_seeking = true;
        fake->seek_at_hand = fake->wish.seek;
        fake->ready_us = fake->now_us + fake->source.seeks_in_ms * 1000;
    }
    if (fake->now_us < fake->ready_us)
        return false;
    fake->is_seeking = fake->is_stalled = false;
    fake->seeks++;
    fake->place_ms = (double)fake->wish.seek_ms;
    fake->report.seek = fake->wish.seek;
    fake->report.phase = ENGINE_PAUSED;
    fake_place(fake);
    fake_show_place(fake);
    return true;
}

static bool is_past(const struct engine_fake *fake, int64_t at_ms)
{
    return at_ms > 0 && fake->place_ms >= (double)at_ms;
}

/* What goes missing on the way; true when something has. */
static bool fake_lose(struct engine_fake *fake)
{
    const struct engine_fake_source *source = &fake->source;
    struct engine_report before = fake->report;
    fake->report.is_sound_over = is_past(fake, source->sound_over_at_ms);
    fake->report.is_picture_over = is_past(fake, source->picture_over_at_ms);
    fake->report.audio_tracks =
        MAX(source->audio_tracks, 0) - (is_past(fake, source->loses_track_at_ms) ? 1 : 0);
    return before.is_sound_over != fake->report.is_sound_over ||
           before.is_picture_over != fake->report.is_picture_over ||
           before.audio_tracks != fake->report.audio_tracks;
}

/* Plays for so long; true when something changed that wants telling. */
static bool fake_run(struct engine_fake *fake, int64_t passed_ms)
{
    const struct engine_fake_source *source = &fake->source;
    double before_ms = fake->place_ms;
    if (!fake->is_stalled)
        fake->place_ms += (double)passed_ms * fake->wish.rate;
    if (source->stalls_at_ms > 0 && before_ms < (double)source->stalls_at_ms &&
        fake->place_ms >= (double)source->stalls_at_ms) {
        fake->is_stalled = true;
        fake->place_ms = (double)source->stalls_at_ms;
    }
    bool is_changed = fake_lose(fake);
    if (source->width_px > 0 && frame_of_place(fake) != fake->frame &&
        !fake->report.is_picture_over) {
        fake->frame = frame_of_place(fake);
        is_changed = fake_post_frame(fake) || is_changed;
    }
    if (fake->place_ms >= (double)source->ends_at_ms) {
        fake->place_ms = (double)source->ends_at_ms;
        fake->report.phase = ENGINE_ENDED;
        fake_place(fake);
        return true;
    }
    if (fake->place_ms - (double)fake->report.time_ms >= (double)source->report_every_ms) {
        fake_place(fake);
        return true;
    }
    return is_changed;
}

/* One step of at most STEP_MS; true when the UI wants waking. */
static bool fake_step(struct engine_fake *fake, int64_t passed_ms)
{
    fake->now_us += passed_ms * 1000;
    struct engine_report *report = &fake->report;
    bool is_changed = report->ticket != fake->wish.ticket && fake_take_source(fake);
    if (report->phase == ENGINE_EMPTY || report->phase == ENGINE_FAILED)
        return is_changed;
    if (report->phase == ENGINE_OPENING)
        return fake_finish_opening(fake) || is_changed;
    if (report->seek != fake->wish.seek)
        return fake_seek(fake) || is_changed;
    if (report->phase == ENGINE_ENDED)
        return is_changed;
    enum engine_phase phase = fake->wish.is_playing ? ENGINE_PLAYING : ENGINE_PAUSED;
    if (report->phase != phase) {
        report->phase = phase;
        fake_place(fake);
        return true;
    }
    return (phase == ENGINE_PLAYING && fake_run(fake, passed_ms)) || is_changed;
}

void engine_fake_advance(struct engine *engine, int64_t ms)
{
    struct engine_fake *fake = engine_fake(engine);
    int64_t left_ms = ms;
    do {
        int64_t passed_ms = MIN(left_ms, STEP_MS);
        left_ms -= passed_ms;
        pthread_mutex_lock(&fake->lock);
        bool wants_wake = fake_step(fake, passed_ms) && fake->is_reported;
        if (wants_wake)
            fake->is_reported = false;
        pthread_mutex_unlock(&fake->lock);
        if (wants_wake && fake->wake != NULL)
            fake->wake(fake->wake_data);
    } while (left_ms > 0);
}

void engine_fake_resume(struct engine *engine)
{
    struct engine_fake *fake = engine_fake(engine);
    pthread_mutex_lock(&fake->lock);
    fake->is_stalled = false;
    pthread_mutex_unlock(&fake->lock);
}

void engine_fake_wish(struct engine *engine, struct engine_wish *wish)
{
    struct engine_fake *fake = engine_fake(engine);
    pthread_mutex_lock(&fake->lock);
    *wish = fake->wish;
    pthread_mutex_unlock(&fake->lock);
}

unsigned engine_fake_opens(struct engine *engine)
{
    struct engine_fake *fake = engine_fake(engine);
    pthread_mutex_lock(&fake->lock);
    unsigned opens = fake->opens;
    pthread_mutex_unlock(&fake->lock);
    return opens;
}

unsigned engine_fake_seeks(struct engine *engine)
{
    struct engine_fake *fake = engine_fake(engine);
    pthread_mutex_lock(&fake->lock);
    unsigned seeks = fake->seeks;
    pthread_mutex_unlock(&fake->lock);
    return seeks;
}
