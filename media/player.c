#include "media/player.h"

#include "media/clock.h"
#include "media/engine.h"
#include "media/mailbox.h"
#include <glib.h>
#include <math.h>

#define SEEK_EVERY_US    200000  /* five a second while a finger scrubs */
#define SEEK_PATIENCE_US 1000000 /* a seek not answered by then does not hold up the next */
#define STALL_US         2000000
#define OPEN_PATIENCE_US 15000000 /* longer than the engine's own, for an engine that hangs */
#define COAST_MS         1000     /* how far the clock runs on without a report */
#define HOLD_MS          3000     /* how early a film without sound device may end */
#define CUT_SHORT_MS     2000
#define BEYOND_MS        2000 /* further after its own length: that is not true */
#define END_GUARD_MS     200  /* a seek stays this far from the end, or it would end there */
#define POLL_MS          250
#define STEP_DB          3.0
#define DUCK_DB          18.0
#define PEAK_LIMIT_DB    -1.5
#define GAIN_LIMIT_DB    40.0

struct player {
    struct engine *engine;
    struct engine_wish wish; /* what the engine was last told, path owned */
    struct engine_report report;
    unsigned tickets;
    char *path;

    /* the open source */
    double gain_db;
    double most_db; /* that may reach the engine */
    double fade;
    int64_t claimed_ms; /* length the catalogue gave */
    int64_t beyond_ms;  /* how far it came after its own length; 0: not so far */
    int64_t opened_us;
    int64_t asked_us; /* when playing was last asked for */
    bool has_begun;   /* it has been played or sought: paused, not ready */
    bool has_given_up;
    bool is_holding; /* the engine ended early for want of a device; the clock plays on */
    int64_t hold_ms; /* … from here … */
    int64_t hold_us; /* … since then */
    struct clock clock;

    /* seeking */
    bool has_goal; /* a seek waits for its turn */
    int64_t goal_ms;
    int64_t sought_us; /* when the last was sent; 0: none */

    /* the visitor's */
    int volume;
    bool is_muted;
    bool is_ducked;
};

struct player *player_create(struct engine *engine)
{
    struct player *player = g_new0(struct player, 1);
    player->engine = engine;
    player->wish.rate = 1.0;
    player->fade = 1.0;
    player->volume = PLAYER_VOLUME_MAX;
    return player;
}

void player_destroy(struct player *player)
{
    if (player == NULL)
        return;
    engine_destroy(player->engine);
    g_free(player->path);
    g_free(player);
}

static void player_tell(struct player *player)
{
    double db = player->gain_db - STEP_DB * (PLAYER_VOLUME_MAX - player->volume);
    if (player->is_ducked)
        db -= DUCK_DB;
    db = MIN(db, player->most_db);
    if (player->fade > 0)
        db += 20 * log10(player->fade);
    player->wish.gain_db = MIN(db, engine_abilities(player->engine)->gain_max_db);
    player->wish.is_muted = player->is_muted || player->volume == 0 || player->fade <= 0;
    player->wish.path = player->path;
    engine_want(player->engine, &player->wish);
}

static int64_t player_length(const struct player *player)
{
    if (player->beyond_ms > 0)
        return player->beyond_ms;
    return player->report.length_ms > 0 ? player->report.length_ms : player->claimed_ms;
}

/* How far it may be raised in all, the visitor's volume too, before its true peak comes too close to
 * what a device can put out; of an unknown peak, not at all. */
static double highest_gain(const struct player_source *source)
{
    bool is_known = source->is_peak_known && isfinite(source->true_peak_db);
    return is_known ? PEAK_LIMIT_DB - source->true_peak_db : 0.0;
}

/* Forgets everything about the source before. */
static void player_reset(struct player *player)
{
    g_clear_pointer(&player->path, g_free);
    player->report = (struct engine_report){0};
    player->has_begun = player->has_given_up = false;
    player->is_holding = player->has_goal = false;
    player->sought_us = 0;
    player->gain_db = player->most_db = 0.0;
    player->fade = 1.0;
    player->claimed_ms = player->beyond_ms = 0;
    player->wish.ticket = 0;
    player->wish.is_playing = false;
    player->wish.start_ms = 0;
    player->wish.seek = 0;
    player->wish.rate = 1.0;
    player->wish.audio_track = 0;
}

void player_open(struct player *player, const struct player_source *source)
{
    int64_t now_us = engine_now_us(player->engine);
    player_reset(player);
    player->path = g_strdup(source->path);
    double gain_db = isfinite(source->gain_db) ? source->gain_db : 0.0;
    player->gain_db = CLAMP(gain_db, -GAIN_LIMIT_DB, GAIN_LIMIT_DB);
    player->most_db = highest_gain(source);
    player->claimed_ms = MAX(source->length_ms, 0);
    player->opened_us = now_us;
    player->wish.ticket = ++player->tickets;
    player->wish.is_silent = source->is_silent;
    player->wish.start_ms = MAX(source->start_ms, 0);
    clock_set(&player->clock, (double)player->wish.start_ms, now_us);
    player_tell(player);
}

void player_close(struct player *player)
{
    player_reset(player);
    clock_set(&player->clock, 0.0, engine_now_us(player->engine));
    player_tell(player);
}

static bool is_heard_of(const struct player *player)
{
    return player->wish.ticket != 0 && player->report.ticket == player->wish.ticket;
}

/* The engine has answered the newest seek sent. */
static bool is_arrived(const struct player *player)
{
    return is_heard_of(player) && player->report.seek == player->wish.seek;
}

static bool is_ended(const struct player *player)
{
    return is_arrived(player) && player->report.phase == ENGINE_ENDED && !player->has_goal &&
           !player->is_holding;
}

/* Sends the waiting seek when its turn has come. */
static void player_send_seek(struct player *player, int64_t now_us)
{
    if (!player->has_goal)
        return;
    int64_t since_us = now_us - player->sought_us;
    bool is_due = player->sought_us == 0 || since_us >= SEEK_PATIENCE_US ||
                  (since_us >= SEEK_EVERY_US && is_arrived(player));
    if (!is_due)
        return;
    player->has_goal = false;
    player->is_holding = false;
    player->sought_us = now_us;
    player->wish.seek++;
    player->wish.seek_ms = player->goal_ms;
    player_tell(player);
}

void player_seek(struct player *player, int64_t time_ms)
{
    if (player->wish.ticket == 0)
        return;
    int64_t now_us = engine_now_us(player->engine);
    int64_t length_ms = player_length(player);
    int64_t last_ms = length_ms > 0 ? MAX(length_ms - END_GUARD_MS, 0) : G_MAXINT64;
    player->goal_ms = CLAMP(time_ms, 0, last_ms);
    player->has_goal = true;
    player->has_begun = true;
    clock_set(&player->clock, (double)player->goal_ms, now_us);
    player_send_seek(player, now_us);
}

void player_play(struct player *player)
{
    if (player->wish.ticket == 0)
        return;
    player->wish.is_playing = true;
    player->has_begun = true;
    player->asked_us = player->hold_us = engine_now_us(player->engine);
    if (is_ended(player))
        player_seek(player, 0);
    player_tell(player);
}

void player_pause(struct player *player)
{
    if (player->wish.ticket == 0)
        return;
    player->wish.is_playing = false;
    player->hold_ms = (int64_t)player->clock.time_ms;
    player_tell(player);
}

void player_set_rate(struct player *player, double rate)
{
    if (player->is_holding) {
        player->hold_ms = (int64_t)player->clock.time_ms;
        player->hold_us = engine_now_us(player->engine);
    }
    double more = player->wish.is_silent ? 1.5 : 1.0;
    player->wish.rate =
        isfinite(rate) ? CLAMP(rate, PLAYER_RATE_MIN / more, PLAYER_RATE_MAX * more) : 1.0;
    player_tell(player);
}

void player_set_volume(struct player *player, int step)
{
    player->volume = CLAMP(step, 0, PLAYER_VOLUME_MAX);
    player_tell(player);
}

void player_set_muted(struct player *player, bool is_muted)
{
    player->is_muted = is_muted;
    player_tell(player);
}

void player_set_mono(struct player *player, bool is_mono)
{
    player->wish.is_mono = is_mono;
    player_tell(player);
}

void player_set_fade(struct player *player, double share)
{
    player->fade = isfinite(share) ? CLAMP(share, 0.0, 1.0) : 1.0;
    player_tell(player);
}

void player_set_ducked(struct player *player, bool is_ducked)
{
    player->is_ducked = is_ducked;
    player_tell(player);
}

void player_set_audio_track(struct player *player, int track)
{
    player->wish.audio_track = MAX(track, 0);
    player_tell(player);
}

/* Takes over the engine's newest words if they are about the open source. */
static void player_hear(struct player *player, int64_t now_us)
{
    struct engine_report report;
    engine_report(player->engine, &report);
    if (player->wish.ticket == 0 || report.ticket != player->wish.ticket)
        return;
    bool is_news = player->report.phase != ENGINE_ENDED;
    player->report = report;
    if (report.phase == ENGINE_PLAYING && report.time_ms > report.length_ms + BEYOND_MS &&
        report.length_ms > 0)
        player->beyond_ms = MAX(player->beyond_ms, report.time_ms);
    int64_t rest_ms = player_length(player) - report.time_ms;
    if (is_news && report.phase == ENGINE_ENDED && is_arrived(player) && report.is_without_device &&
        rest_ms > 0 && rest_ms <= HOLD_MS) {
        player->is_holding = true;
        player->hold_ms = (int64_t)player->clock.time_ms;
        player->hold_us = now_us;
    }
    if (report.phase != ENGINE_ENDED)
        player->is_holding = false;
}

/* Where the engine, or the clock in its stead, is now. */
static double reported_now(const struct player *player, int64_t now_us)
{
    double rate = player->wish.rate;
    if (player->is_holding)
        return (double)player->hold_ms + (double)(now_us - player->hold_us) * rate / 1000.0;
    double since_ms = (double)(now_us - player->report.time_at_us) / 1000.0;
    return (double)player->report.time_ms + MIN(since_ms, COAST_MS) * rate;
}

static void player_run_clock(struct player *player, int64_t now_us)
{
    int64_t length_ms = player_length(player);
    bool is_running = player->wish.is_playing && !player->has_goal && is_arrived(player) &&
                      (player->is_holding || player->report.phase == ENGINE_PLAYING);
    if (is_running)
        clock_follow(&player->clock, reported_now(player, now_us), player->wish.rate, now_us);
    else
        clock_stand(&player->clock, now_us);
    if (player->is_holding && player->clock.time_ms >= (double)length_ms)
        player->is_holding = false;
    if (is_ended(player))
        clock_set(&player->clock, (double)player->report.time_ms, now_us);
}

static bool is_stalled(const struct player *player, int64_t now_us)
{
    if (player->is_holding || player->report.phase == ENGINE_ENDED)
        return false;
    if (!is_arrived(player))
        return player->sought_us != 0 && now_us - player->sought_us > STALL_US;
    int64_t since_us = MAX(player->report.time_at_us, player->asked_us);
    return player->wish.is_playing && now_us - since_us > STALL_US;
}

static enum player_state player_state_now(struct player *player, int64_t now_us)
{
    if (player->wish.ticket == 0)
        return PLAYER_IDLE;
    bool is_opening = !is_heard_of(player) || player->report.phase <= ENGINE_OPENING;
    if (is_opening && now_us - player->opened_us > OPEN_PATIENCE_US)
        player->has_given_up = true;
    if (player->has_given_up || player->report.phase == ENGINE_FAILED)
        return PLAYER_FAILED;
    if (is_opening)
        return PLAYER_OPENING;
    if (is_ended(player))
        return PLAYER_ENDED;
    if (is_stalled(player, now_us))
        return PLAYER_STALLED;
    if (player->wish.is_playing)
        return PLAYER_PLAYING;
    return player->has_begun ? PLAYER_PAUSED : PLAYER_READY;
}

static const char *player_reason(const struct player *player, const struct player_status *status)
{
    if (status->state == PLAYER_STALLED)
        return "nothing has come from the file for two seconds";
    if (status->is_cut_short)
        return "the file ends before its length: it is damaged or incomplete";
    if (status->state != PLAYER_FAILED)
        return NULL;
    switch (player->report.failure) {
    case ENGINE_FAILURE_MISSING:
        return "the file is missing or may not be read";
    case ENGINE_FAILURE_UNREADABLE:
        return "the file is damaged or not a form of sound or film that can be played";
    case ENGINE_FAILURE_BROKEN:
        return "sound and film cannot be played here: install Debian's vlc-plugin-base";
    case ENGINE_FAILURE_NONE:
    case ENGINE_FAILURE_TIMEOUT:
        break;
    }
    return "the file did not open in time: its disk may not be answering";
}

static int next_poll_ms(const struct player *player, const struct player_status *status)
{
    if (player->has_goal)
        return SEEK_EVERY_US / 1000 / 4;
    switch (status->state) {
    case PLAYER_PLAYING:
    case PLAYER_OPENING:
    case PLAYER_STALLED:
        return POLL_MS;
    case PLAYER_READY:
    case PLAYER_PAUSED:
        return status->is_seeking ? POLL_MS : -1;
    case PLAYER_IDLE:
    case PLAYER_ENDED:
    case PLAYER_FAILED:
        break;
    }
    return -1;
}

/* The clock for people: within the recording, and at its very end once ended. */
static int64_t time_shown(const struct player *player, const struct player_status *status)
{
    int64_t time_ms = MAX((int64_t)player->clock.time_ms, 0);
    if (status->state == PLAYER_ENDED && !status->is_cut_short && status->length_ms > 0)
        return status->length_ms;
    return status->length_ms > 0 ? MIN(time_ms, status->length_ms) : time_ms;
}

void player_poll(struct player *player, struct player_status *status)
{
    int64_t now_us = engine_now_us(player->engine);
    player_hear(player, now_us);
    player_send_seek(player, now_us);
    player_run_clock(player, now_us);

    const struct engine_report *report = &player->report;
    *status = (struct player_status){
        .state = player_state_now(player, now_us),
        .length_ms = player_length(player),
        .is_seeking = player->has_goal || (player->wish.seek != 0 && !is_arrived(player)),
        .has_sound = report->has_sound,
        .has_picture = report->has_picture,
        .has_audio_device = !report->is_without_device,
        .audio_tracks = report->audio_tracks,
        .is_longer = player->beyond_ms > 0,
        .is_sound_over = report->is_sound_over,
        .is_picture_over = report->is_picture_over,
        .rate = player->wish.rate,
        .volume = player->volume,
        .is_muted = player->is_muted,
        .frames_shown = report->frames_shown,
        .frames_lost = report->frames_lost,
    };
    status->wants_to_play =
        player->wish.is_playing && status->state != PLAYER_ENDED && status->state != PLAYER_FAILED;
    status->is_cut_short =
        status->state == PLAYER_ENDED && status->length_ms - report->time_ms > CUT_SHORT_MS &&
        !(report->is_without_device && status->length_ms - report->time_ms <= HOLD_MS);
    status->time_ms = time_shown(player, status);
    status->reason = player_reason(player, status);
    status->next_poll_ms = next_poll_ms(player, status);
}

const struct frame *player_frame(struct player *player)
{
    const struct frame *frame = mailbox_take(engine_mailbox(player->engine));
    bool is_ours =
        frame != NULL && player->wish.ticket != 0 && frame->ticket == player->wish.ticket;
    return is_ours ? frame : NULL;
}

const char *player_state_name(enum player_state state)
{
    static const char *const names[] = {
        [PLAYER_IDLE] = "idle",       [PLAYER_OPENING] = "opening", [PLAYER_READY] = "ready",
        [PLAYER_PLAYING] = "playing", [PLAYER_PAUSED] = "paused",   [PLAYER_STALLED] = "stalled",
        [PLAYER_ENDED] = "ended",     [PLAYER_FAILED] = "failed",
    };
    return names[state];
}
