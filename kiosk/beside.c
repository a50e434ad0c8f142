#include "kiosk/beside.h"

#include "kiosk/fixity.h"

void beside_show(struct beside *beside, enum beside_picture picture, const char *path,
                 const struct player_status *first)
{
    struct companion *companion = &beside->pictures[picture].companion;
    if (beside->pictures[picture].is_lost)
        path = NULL;
    if (path == NULL)
        companion_close(companion);
    else if (!companion_is_open(companion)) {
        fixity_ask(beside->env->fixity, path);
        companion_open(companion, screen_env_silent(beside->env, (int)picture), path, first);
    }
    g_free(beside->pictures[picture].path);
    beside->pictures[picture].path = g_strdup(path);
}

void beside_close(struct beside *beside)
{
    for (int i = 0; i < BESIDE_COUNT; i++)
        beside_show(beside, (enum beside_picture)i, NULL, NULL);
}

/* Whether a picture is not what it should be; said to staff, unless it has been. */
static bool is_spoiled(const struct beside *beside, int i)
{
    const char *path = beside->pictures[i].path;
    const struct player_status *status = &beside->pictures[i].companion.status;
    if (fixity_is_changed(beside->env->fixity, path))
        return true;
    bool is_broken = status->state == PLAYER_FAILED || status->is_cut_short;
    if (!is_broken || fixity_is_awaited(beside->env->fixity, path))
        return false;
    g_message("player: %s: %s; publish it again from a whole file", path, status->reason);
    return true;
}

bool beside_follow(struct beside *beside, const struct player_status *first, int64_t *again_in_ms)
{
    bool is_changed = false;
    for (int i = 0; i < BESIDE_COUNT; i++) {
        struct companion *companion = &beside->pictures[i].companion;
        if (!companion_is_open(companion))
            continue;
        is_changed = companion_follow(companion, first) || is_changed;
        if (is_spoiled(beside, i)) {
            beside->pictures[i].is_lost = is_changed = true;
            companion_close(companion);
            continue;
        }
        int64_t again = companion->status.next_poll_ms;
        if (again >= 0 && (*again_in_ms < 0 || *again_in_ms > again))
            *again_in_ms = again;
    }
    return is_changed;
}

bool beside_is_open(const struct beside *beside, enum beside_picture picture)
{
    return companion_is_open(&beside->pictures[picture].companion);
}

bool beside_is_lost(const struct beside *beside, enum beside_picture picture)
{
    return beside->pictures[picture].is_lost;
}

const struct frame *beside_frame(const struct beside *beside, enum beside_picture picture)
{
    bool is_awaited = fixity_is_awaited(beside->env->fixity, beside->pictures[picture].path);
    return is_awaited ? NULL : companion_frame(&beside->pictures[picture].companion);
}
