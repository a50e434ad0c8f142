#include "media/companion.h"

#include <glib.h>

enum {
    JUMP_MS = 700,  /* further apart while they play: it goes there at once */
    STILL_MS = 45,  /* further apart while they stand: the picture would be another */
    HURRY_MS = 200, /* further apart: hurried more */
    LEAVE_MS = 35,  /* nearer: left alone … */
    DONE_MS = 10,   /* … and once hurried, until so near */
};

void companion_open(struct companion *companion, struct player *player, const char *path,
                    const struct player_status *first)
{
    *companion = (struct companion){.player = player, .rate = 1};
    if (player == NULL)
        return;
    player_open(player, &(struct player_source){
                            .path = path, .start_ms = MAX(first->time_ms, 0), .is_silent = true});
    player_poll(player, &companion->status);
}

void companion_close(struct companion *companion)
{
    if (companion->player != NULL)
        player_close(companion->player);
    *companion = (struct companion){0};
}

bool companion_is_open(const struct companion *companion)
{
    return companion->player != NULL;
}

static void set_rate(struct companion *companion, double rate)
{
    if (rate == companion->rate)
        return;
    companion->rate = rate;
    player_set_rate(companion->player, rate);
}

/* A little faster or slower than the first until they are together. */
static double rate_wanted(const struct companion *companion, double rate)
{
    int64_t apart = ABS(companion->apart_ms);
    bool is_corrected = companion->rate != rate;
    if (apart <= (is_corrected ? DONE_MS : LEAVE_MS))
        return rate;
    double by = apart > HURRY_MS ? 0.25 : 0.1;
    return rate * (companion->apart_ms > 0 ? 1 - by : 1 + by);
}

static void keep_together(struct companion *companion, const struct player_status *first)
{
    const struct player_status *status = &companion->status;
    bool runs = first->state == PLAYER_PLAYING && !first->is_seeking;
    int64_t apart_ms = status->time_ms - first->time_ms;
    bool is_beyond = status->length_ms > 0 && first->time_ms >= status->length_ms;
    if (is_beyond && !status->wants_to_play)
        return;
    if (!status->is_seeking && !is_beyond && ABS(apart_ms) > (runs ? JUMP_MS : STILL_MS))
        player_seek(companion->player, first->time_ms);
    else if (runs && status->state == PLAYER_PLAYING && !status->is_seeking) {
        companion->apart_ms = apart_ms;
        set_rate(companion, rate_wanted(companion, first->rate));
    }
    if (runs != status->wants_to_play)
        (runs ? player_play : player_pause)(companion->player);
}

bool companion_follow(struct companion *companion, const struct player_status *first)
{
    if (companion->player == NULL)
        return false;
    enum player_state before = companion->status.state;
    player_poll(companion->player, &companion->status);
    enum player_state now = companion->status.state;
    bool can_follow = now != PLAYER_IDLE && now != PLAYER_OPENING && now != PLAYER_FAILED;
    if (can_follow && first->state != PLAYER_OPENING && first->state != PLAYER_IDLE)
        keep_together(companion, first);
    return now != before;
}

const struct frame *companion_frame(const struct companion *companion)
{
    return companion->player != NULL ? player_frame(companion->player) : NULL;
}
