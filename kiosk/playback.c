#include "kiosk/playback.h"

#include "kiosk/fixity.h"
#include "kiosk/view_item.h"

enum {
    STEP_MS = 15000,
    FADE_MS = 400,
    FADE_STEP_MS = 30,
    SKIPPED_SHOWN_MS = 6000,
    REDRAW_PLAYING_MS = 100,
    HELD_STEP_MS = 30,
};

static const double rates[] = {0.75, 1, 1.25, 1.5};

void playback_init(struct playback *playback, const struct screen_env *env,
                   const struct view_item *view, const char *scrub_id, int64_t start_ms)
{
    *playback = (struct playback){.env = env,
                                  .beside = {.env = env},
                                  .view = view,
                                  .scrub_id = scrub_id,
                                  .position_ms = start_ms,
                                  .skipped_at_ms = -1,
                                  .asked_for_ms = -1,
                                  .played_out_ms = -1,
                                  .fade = 1,
                                  .status = {.rate = 1}};
    playback_leave_part(playback);
}

static struct player *player_of(const struct playback *playback)
{
    return playback->is_open ? screen_env_player(playback->env) : NULL;
}

bool playback_is_possible(const struct playback *playback)
{
    return playback->view->playable != NULL && playback->status.state != PLAYER_FAILED &&
           !playback->is_refused && !playback->is_changed;
}

/* Whether what is heard is sound alone, and the film's picture comes from another player. */
static bool is_heard_apart(const struct playback *playback)
{
    const struct view_item *view = playback->view;
    return playback->is_described && view->described != NULL &&
           view_item_is_description_sound(view);
}

static void open_beside(struct playback *playback)
{
    const char *film = is_heard_apart(playback) ? playback->view->playable : NULL;
    const char *signing = playback->is_signed ? playback->view->signing : NULL;
    beside_show(&playback->beside, BESIDE_FILM, film, &playback->status);
    beside_show(&playback->beside, BESIDE_SIGNER, signing, &playback->status);
}

static void open_source(struct playback *playback)
{
    struct player *player = screen_env_player(playback->env);
    bool is_other = playback->is_described && playback->view->described != NULL;
    if (player == NULL)
        return;
    struct player_source source;
    view_item_source(playback->view, is_other, playback->position_ms, &source);
    fixity_ask(playback->env->fixity, source.path);
    player_open(player, &source);
    player_set_audio_track(player, playback->is_described && !is_other ? 1 : 0);
    g_free(playback->path);
    playback->path = g_strdup(source.path);
    playback->fade = 1;
    playback->is_open = true;
    playback->has_told_failure = playback->is_held = false;
    player_poll(player, &playback->status);
    open_beside(playback);
}

void playback_show(struct playback *playback)
{
    if (playback->view->playable == NULL || playback->is_changed)
        return;
    double rate = playback->status.rate;
    open_source(playback);
    if (playback->is_open && rate > 0)
        player_set_rate(screen_env_player(playback->env), rate);
}

void playback_hide(struct playback *playback)
{
    struct player *player = player_of(playback);
    if (player == NULL)
        return;
    playback->position_ms = playback_time_ms(playback);
    playback->is_scrubbing = playback->is_held = playback->is_wished = false;
    player_close(player);
    beside_close(&playback->beside);
    g_clear_pointer(&playback->path, g_free);
    playback->is_open = false;
    playback->status.wants_to_play = false;
    playback->status.state = PLAYER_IDLE;
}

bool playback_is_playing(const struct playback *playback)
{
    return playback->is_open && (playback->status.wants_to_play || playback->is_held);
}

int64_t playback_time_ms(const struct playback *playback)
{
    if (playback->is_scrubbing)
        return playback->scrub_ms;
    bool is_known = playback->is_open && playback->status.state != PLAYER_OPENING;
    return is_known ? playback->status.time_ms : playback->position_ms;
}

int64_t playback_length_ms(const struct playback *playback)
{
    if (playback->status.length_ms > 0)
        return playback->status.length_ms;
    return MAX(playback->view->duration_ms, 0);
}

/* The part at this time that is passed over, or NULL. */
static const struct view_part *skipped_part(const struct playback *playback, int64_t time_ms)
{
    const struct view_part *part = view_item_part_at(playback->view, time_ms);
    bool is_skipped = part != NULL && part->begin_ms != playback->asked_for_ms &&
                      session_skips_parts(playback->env->session, playback->view->item->card.id);
    return is_skipped ? part : NULL;
}

static void seek_to(struct playback *playback, int64_t time_ms)
{
    int64_t length = playback_length_ms(playback);
    time_ms = length > 0 ? CLAMP(time_ms, 0, length) : MAX(time_ms, 0);
    playback->position_ms = time_ms;
    struct player *player = player_of(playback);
    if (player == NULL)
        return;
    player_seek(player, time_ms);
    player_poll(player, &playback->status);
}

void playback_seek(struct playback *playback, int64_t time_ms)
{
    playback->asked_for_ms = -1;
    const struct view_part *part = skipped_part(playback, time_ms);
    seek_to(playback, part != NULL ? part->end_ms : time_ms);
}

void playback_leave_part(struct playback *playback)
{
    playback->asked_for_ms = -1;
    const struct view_part *part = skipped_part(playback, playback_time_ms(playback));
    if (part != NULL)
        seek_to(playback, part->end_ms);
}

/* A step back over a part that is passed over goes on before it. */
static void step(struct playback *playback, int64_t by_ms)
{
    int64_t to_ms = playback_time_ms(playback) + by_ms;
    const struct view_part *part = skipped_part(playback, MAX(to_ms, 0));
    if (by_ms < 0 && part != NULL)
        to_ms = part->begin_ms - MIN(part->end_ms - to_ms, -by_ms);
    playback_seek(playback, MAX(to_ms, 0));
}

void playback_play_from(struct playback *playback, int64_t time_ms)
{
    const struct view_part *part = view_item_part_at(playback->view, time_ms);
    playback->asked_for_ms = part != NULL ? part->begin_ms : -1;
    seek_to(playback, time_ms);
    struct player *player = player_of(playback);
    if (player != NULL && !playback_is_playing(playback))
        playback_toggle(playback);
}

/* Plays once its file has been looked at, which is nearly always before anybody asks. */
static void play_if_good(struct playback *playback, struct player *player)
{
    playback->is_held = fixity_is_awaited(playback->env->fixity, playback->path);
    if (!playback->is_held && !fixity_is_changed(playback->env->fixity, playback->path))
        player_play(player);
}

void playback_toggle(struct playback *playback)
{
    struct player *player = player_of(playback);
    if (player == NULL)
        return;
    playback->played_out_ms = -1;
    playback->is_wished = !playback_is_playing(playback);
    if (!playback->is_wished) {
        playback->is_held = false;
        player_pause(player);
    } else if (view_item_may_be_shown(playback->env->exhibition, playback->view->item->card.id))
        play_if_good(playback, player);
    else
        playback->is_refused = true;
    player_poll(player, &playback->status);
}

void playback_set_signed(struct playback *playback, bool is_signed)
{
    if (playback->is_signed == is_signed || playback->view->signing == NULL)
        return;
    playback->is_signed = is_signed;
    if (playback->is_open)
        open_beside(playback);
}

bool playback_can_sign(const struct playback *playback)
{
    return playback->view->signing != NULL && !beside_is_lost(&playback->beside, BESIDE_SIGNER);
}

bool playback_can_describe(const struct playback *playback)
{
    return !playback->has_lost_description &&
           (playback->view->described != NULL || playback->status.audio_tracks > 1);
}

void playback_set_described(struct playback *playback, bool is_described)
{
    struct player *player = player_of(playback);
    if (playback->is_described == is_described || player == NULL)
        return;
    bool was_playing = playback_is_playing(playback);
    double rate = playback->status.rate;
    playback->is_described = is_described;
    if (playback->view->described == NULL) {
        player_set_audio_track(player, is_described ? 1 : 0);
        return;
    }
    playback->position_ms = playback_time_ms(playback);
    open_source(playback);
    player_set_rate(player, rate);
    if (was_playing)
        playback_toggle(playback);
}

bool playback_is_apart(const struct playback *playback)
{
    return beside_is_open(&playback->beside, BESIDE_FILM);
}

const struct frame *playback_frame(const struct playback *playback)
{
    struct player *player = player_of(playback);
    if (player == NULL)
        return NULL;
    if (playback_is_apart(playback))
        return beside_frame(&playback->beside, BESIDE_FILM);
    return fixity_is_awaited(playback->env->fixity, playback->path) ? NULL : player_frame(player);
}

static void next_rate(struct playback *playback)
{
    struct player *player = player_of(playback);
    size_t now = 1;
    for (size_t i = 0; i < G_N_ELEMENTS(rates); i++)
        if (rates[i] == playback->status.rate)
            now = i;
    if (player == NULL)
        return;
    player_set_rate(player, rates[(now + 1) % G_N_ELEMENTS(rates)]);
    player_poll(player, &playback->status);
}

/* Time runs from left to right in every language. */
static int64_t time_under(const struct playback *playback, double x)
{
    double share = (x - playback->line.x) / MAX(playback->line.w, 1);
    return (int64_t)(CLAMP(share, 0.0, 1.0) * (double)playback_length_ms(playback));
}

static bool scrub(struct playback *playback, const struct event *event)
{
    if (g_strcmp0(event->node, playback->scrub_id) != 0 && !playback->is_scrubbing)
        return false;
    switch (event->type) {
    case EVENT_ACTIVATE:
        if (event->at.x > 0)
            playback_seek(playback, time_under(playback, event->at.x));
        return true;
    case EVENT_DRAG_BEGIN:
        playback->is_scrubbing = playback_length_ms(playback) > 0;
        playback->scrub_ms = time_under(playback, event->at.x);
        return playback->is_scrubbing;
    case EVENT_DRAG:
        if (!playback->is_scrubbing)
            return false;
        playback->scrub_ms = time_under(playback, event->at.x);
        playback_seek(playback, playback->scrub_ms);
        return true;
    case EVENT_DRAG_END:
        if (!playback->is_scrubbing)
            return false;
        playback->is_scrubbing = false;
        playback_seek(playback, playback->scrub_ms);
        return true;
    default:
        return false;
    }
}

static bool act(struct playback *playback, enum action action, const char *node)
{
    bool is_on_line = g_strcmp0(node, playback->scrub_id) == 0;
    if (action == ACTION_PLAY_PAUSE)
        playback_toggle(playback);
    else if (action == ACTION_BACK15 || (action == ACTION_DECREASE && is_on_line))
        step(playback, -STEP_MS);
    else if (action == ACTION_FORWARD15 || (action == ACTION_INCREASE && is_on_line))
        step(playback, STEP_MS);
    else
        return false;
    return true;
}

static bool change_volume(struct playback *playback, const char *node, struct intent *intent)
{
    int volume = playback->env->session->now.volume;
    if (g_str_equal(node, "volume") || g_str_equal(node, "volume.done"))
        playback->shows_volume = !playback->shows_volume;
    else if (g_str_equal(node, "quieter"))
        *intent = intent_set(SETTING_VOLUME, MAX(volume - 1, 0));
    else if (g_str_equal(node, "louder"))
        *intent = intent_set(SETTING_VOLUME, MIN(volume + 1, SESSION_VOLUME_MAX));
    else
        return false;
    return true;
}

bool playback_event(struct playback *playback, const struct event *event, struct intent *intent)
{
    *intent = intent_none();
    if (event->type == EVENT_ACTION)
        return act(playback, event->action, event->node);
    if (scrub(playback, event))
        return true;
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return false;
    if (g_str_equal(event->node, "play"))
        playback_toggle(playback);
    else if (g_str_equal(event->node, "back15"))
        step(playback, -STEP_MS);
    else if (g_str_equal(event->node, "fwd15"))
        step(playback, STEP_MS);
    else if (g_str_equal(event->node, "speed"))
        next_rate(playback);
    else if (!change_volume(playback, event->node, intent))
        return false;
    if (playback->is_refused)
        *intent = intent_trouble("consent for this item has ended");
    return true;
}

/* Passes over a part the visitor chose not to hear, while it plays into it by itself. Nothing comes
 * after one at the very end: its last moment is played out, neither heard nor seen. */
static void pass_over(struct playback *playback, int64_t now_ms)
{
    const struct view_part *part = skipped_part(playback, playback->status.time_ms);
    if (part == NULL)
        playback->played_out_ms = -1;
    if (part == NULL || !playback->status.wants_to_play || playback->status.is_seeking ||
        part->begin_ms == playback->played_out_ms)
        return;
    seek_to(playback, part->end_ms);
    playback->skipped_at_ms = now_ms;
    if (skipped_part(playback, playback->status.time_ms) == part)
        playback->played_out_ms = part->begin_ms;
}

/* How much of the sound is heard at a time: less and less towards a part that is passed over, more
 * and more after it. */
static double fade_at(const struct playback *playback, int64_t time_ms)
{
    const struct view_item *view = playback->view;
    double fade = 1;
    for (size_t i = 0; i < view->part_count; i++) {
        const struct view_part *part = &view->parts[i];
        if (skipped_part(playback, part->begin_ms) == NULL)
            continue;
        int64_t away_ms = time_ms < part->begin_ms ? part->begin_ms - time_ms
                          : time_ms < part->end_ms ? 0
                                                   : time_ms - part->end_ms;
        if (away_ms < FADE_MS)
            fade = MIN(fade, (double)away_ms / FADE_MS);
    }
    return fade;
}

/* Sets the fade of this moment; returns when to look again, -1 when no part is near. */
static int64_t fade_sound(struct playback *playback, struct player *player)
{
    int64_t time_ms = playback->status.time_ms;
    double fade = fade_at(playback, time_ms);
    if (fade != playback->fade)
        player_set_fade(player, playback->fade = fade);
    if (!playback->status.wants_to_play)
        return -1;
    if (fade < 1)
        return FADE_STEP_MS;
    for (size_t i = 0; i < playback->view->part_count; i++) {
        int64_t away_ms = playback->view->parts[i].begin_ms - FADE_MS - time_ms;
        if (away_ms >= 0 && away_ms < REDRAW_PLAYING_MS)
            return MAX(away_ms, 1);
    }
    return -1;
}

double playback_shown(const struct playback *playback)
{
    const struct player_status *status = &playback->status;
    if (skipped_part(playback, playback_time_ms(playback)) != NULL)
        return 0;
    return status->wants_to_play || status->state == PLAYER_ENDED ? playback->fade : 1;
}

double playback_beside_shown(const struct playback *playback, enum beside_picture picture)
{
    int64_t time_ms = playback->beside.pictures[picture].companion.status.time_ms;
    return skipped_part(playback, time_ms) != NULL ? 0 : playback_shown(playback);
}

/* Goes on with the film as it is when its description cannot be had. */
static void lose_description(struct playback *playback)
{
    bool is_wished = playback->is_wished;
    playback->has_lost_description = true;
    playback_set_described(playback, false);
    if (is_wished && !playback_is_playing(playback))
        playback_toggle(playback);
}

/* Lets go of a file that is known by now to hold something else than was published, which is not
 * what somebody agreed to: of the film, or of its description. */
static bool let_go_of_changed(struct playback *playback)
{
    const struct view_item *view = playback->view;
    bool has_other = playback->is_described && view->described != NULL;
    if (fixity_is_changed(playback->env->fixity, view->playable)) {
        playback_hide(playback);
        playback->is_changed = true;
    } else if (has_other && fixity_is_changed(playback->env->fixity, view->described))
        lose_description(playback);
    else
        return false;
    return true;
}

/* The same for a description that cannot be played, breaks off, or whose track has gone. */
static bool let_go_of_broken(struct playback *playback, const struct player_status *before)
{
    const struct player_status *now = &playback->status;
    if (!playback->is_described || fixity_is_awaited(playback->env->fixity, playback->path))
        return false;
    bool is_broken =
        playback->view->described != NULL
            ? now->state == PLAYER_FAILED || now->is_cut_short
            : now->state == PLAYER_PLAYING && before->audio_tracks > 1 && now->audio_tracks < 2;
    if (is_broken)
        lose_description(playback);
    return is_broken;
}

static int64_t sooner(int64_t a_ms, int64_t b_ms)
{
    return a_ms < 0 || (b_ms >= 0 && b_ms < a_ms) ? b_ms : a_ms;
}

/* Whether what is held may begin now. */
static bool begins(struct playback *playback, struct player *player)
{
    if (!playback->is_held || fixity_is_awaited(playback->env->fixity, playback->path))
        return false;
    play_if_good(playback, player);
    return true;
}

static bool looks_different(const struct player_status *before, const struct player_status *now)
{
    return before->state != now->state || before->wants_to_play != now->wants_to_play ||
           before->rate != now->rate || before->length_ms != now->length_ms ||
           before->audio_tracks != now->audio_tracks || before->is_longer != now->is_longer ||
           before->is_sound_over != now->is_sound_over ||
           before->is_picture_over != now->is_picture_over;
}

int64_t playback_tick(struct playback *playback, int64_t now_ms, bool *is_changed)
{
    *is_changed = false;
    struct player *player = player_of(playback);
    if (player == NULL)
        return -1;
    *is_changed = let_go_of_changed(playback);
    if (!playback->is_open)
        return -1;
    struct player_status before = playback->status;
    *is_changed = begins(playback, player) || *is_changed;
    player_poll(player, &playback->status);
    playback_tell_staff(playback, &before);
    pass_over(playback, now_ms);
    if (let_go_of_broken(playback, &before))
        *is_changed = true;
    const struct player_status *now = &playback->status;
    playback->has_ended = now->state == PLAYER_ENDED;
    playback->is_wished = playback->is_wished && !playback->has_ended;
    bool has_told =
        playback->skipped_at_ms >= 0 && now_ms - playback->skipped_at_ms > SKIPPED_SHOWN_MS;
    if (has_told)
        playback->skipped_at_ms = -1;
    int64_t again = now->next_poll_ms;
    if (beside_follow(&playback->beside, now, &again) || has_told ||
        playback->skipped_at_ms == now_ms || looks_different(&before, now))
        *is_changed = true;
    if (playback->is_held)
        again = sooner(again, HELD_STEP_MS);
    if (now->state == PLAYER_PLAYING)
        again = sooner(again, REDRAW_PLAYING_MS);
    return sooner(again, fade_sound(playback, player));
}
