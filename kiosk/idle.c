#include "kiosk/idle.h"

#define SECOND_MS INT64_C(1000)

struct wait {
    int64_t warn_ms;
    int64_t countdown_ms;
};

static const struct wait waits[] = {
    [IDLE_NEVER] = {0, 0},
    [IDLE_LIST] = {90 * SECOND_MS, 30 * SECOND_MS},
    [IDLE_READING] = {180 * SECOND_MS, 30 * SECOND_MS},
    [IDLE_PLAYING] = {45 * 60 * SECOND_MS, 30 * SECOND_MS},
    [IDLE_BREAK] = {300 * SECOND_MS, 60 * SECOND_MS},
    [IDLE_ACCESS] = {120 * SECOND_MS, 30 * SECOND_MS},
};

/* Speech, keypad and Largest text: twice the wait, but 45 minutes of media are a safety stop. */
static struct wait wait_of(enum idle_class idle_class, bool is_slow)
{
    struct wait wait = waits[idle_class];
    if (!is_slow || idle_class == IDLE_NEVER)
        return wait;
    if (idle_class != IDLE_PLAYING)
        wait.warn_ms *= 2;
    wait.countdown_ms = 60 * SECOND_MS;
    return wait;
}

void idle_init(struct idle *idle, int64_t now_ms)
{
    *idle = (struct idle){.touched_ms = now_ms, .warned_ms = -1, .patience_percent = 100};
}

void idle_touch(struct idle *idle, int64_t now_ms)
{
    idle->touched_ms = now_ms;
    idle->warned_ms = -1;
}

void idle_extend(struct idle *idle, int64_t now_ms)
{
    idle->touched_ms = now_ms;
    if (idle->warned_ms >= 0)
        idle->warned_ms = now_ms;
}

static struct idle_state warning(struct idle *idle, int64_t now_ms)
{
    int64_t left_ms = idle->warned_ms + idle->countdown_ms - now_ms;
    if (left_ms > 0)
        return (struct idle_state){.phase = IDLE_WARNING,
                                   .left_ms = left_ms,
                                   .length_ms = idle->countdown_ms,
                                   .again_in_ms = left_ms};
    idle_touch(idle, now_ms);
    idle->was_playing = false;
    return (struct idle_state){.phase = IDLE_RESET, .again_in_ms = -1};
}

struct idle_state idle_update(struct idle *idle, enum idle_class idle_class, bool is_slow,
                              int64_t now_ms)
{
    struct idle_state quiet = {.phase = IDLE_QUIET, .again_in_ms = -1};
    struct wait wait = wait_of(idle_class, is_slow);
    wait.warn_ms = wait.warn_ms * idle->patience_percent / 100;

    /* What played has ended or was paused: the wait is counted from here. */
    if (idle->was_playing && idle_class != IDLE_PLAYING && idle->warned_ms < 0)
        idle->touched_ms = now_ms;
    idle->was_playing = idle_class == IDLE_PLAYING;

    if (idle_class == IDLE_NEVER) {
        idle_touch(idle, now_ms);
        return quiet;
    }
    if (idle->warned_ms >= 0)
        return warning(idle, now_ms);
    if (now_ms - idle->touched_ms >= wait.warn_ms) {
        idle->warned_ms = now_ms;
        idle->countdown_ms = wait.countdown_ms;
        return warning(idle, now_ms);
    }
    quiet.again_in_ms = idle->touched_ms + wait.warn_ms - now_ms;
    return quiet;
}
