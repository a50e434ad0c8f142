/* What a visitor reads of how it plays, and what staff read in the log. */
#include "kiosk/fixity.h"
#include "kiosk/playback.h"
#include "kiosk/view_item.h"

static bool is_deaf(const struct player_status *status)
{
    return status->state == PLAYER_PLAYING && status->has_sound && !status->has_audio_device;
}

/* A file that has changed is told of by fixity.h: whether it has must be known first. */
static bool is_failure_untold(const struct playback *playback)
{
    struct fixity *fixity = playback->env->fixity;
    return playback->status.state == PLAYER_FAILED && !playback->has_told_failure &&
           !fixity_is_awaited(fixity, playback->path) && !fixity_is_changed(fixity, playback->path);
}

void playback_tell_staff(struct playback *playback, const struct player_status *before)
{
    const struct player_status *now = &playback->status;
    const char *path = playback->path;
    if (is_failure_untold(playback)) {
        g_message("player: %s: %s", path, now->reason != NULL ? now->reason : "cannot be played");
        playback->has_told_failure = true;
    }
    if (now->is_cut_short && !before->is_cut_short)
        g_message("player: %s ends at %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                  " ms; publish it again from a whole file",
                  path, now->time_ms, now->length_ms);
    if (now->is_longer && !before->is_longer)
        g_message("player: %s goes on after the length it claims; publish it again", path);
    if (now->is_sound_over && !before->is_sound_over)
        g_message("player: %s: its sound stops at %" G_GINT64_FORMAT
                  " ms; publish it again from a whole file",
                  path, now->time_ms);
    if (now->is_picture_over && !before->is_picture_over)
        g_message("player: %s: its picture stops at %" G_GINT64_FORMAT
                  " ms; publish it again from a whole file",
                  path, now->time_ms);
    if (before->audio_tracks > now->audio_tracks && now->state == PLAYER_PLAYING)
        g_message("player: %s has %d tracks of sound from %" G_GINT64_FORMAT " ms on, not %d", path,
                  now->audio_tracks, now->time_ms, before->audio_tracks);
    if (is_deaf(now) && !is_deaf(before))
        g_message("player: there is no sound device; recordings run silently beside their words");
}

/* What stands in the way of playing at all, or for the moment. */
static const char *word_of_state(const struct playback *playback)
{
    const struct player_status *status = &playback->status;
    if (playback->is_changed)
        return "play.changed";
    if (playback->view->playable == NULL || !playback->is_open)
        return "oral.no_sound";
    if (status->state == PLAYER_FAILED)
        return "play.failed";
    bool is_waiting = status->state == PLAYER_STALLED || playback->is_held ||
                      (status->state == PLAYER_OPENING && status->wants_to_play);
    return is_waiting ? "play.waiting" : NULL;
}

/* What of it is missing while the rest goes on. */
static const char *word_of_loss(const struct playback *playback)
{
    const struct player_status *status = &playback->status;
    if (status->is_cut_short)
        return "play.cut_short";
    if (status->is_sound_over)
        return "film.sound_over";
    if (status->is_picture_over)
        return "film.picture_over";
    if (beside_is_lost(&playback->beside, BESIDE_FILM) && playback->is_described)
        return "film.no_picture";
    if (beside_is_lost(&playback->beside, BESIDE_SIGNER))
        return "film.no_signer";
    if (playback->has_lost_description)
        return "film.no_description";
    if (status->state >= PLAYER_READY && status->has_sound && !status->has_audio_device)
        return "play.no_device";
    return status->is_longer ? "play.longer" : NULL;
}

const char *playback_word(const struct playback *playback)
{
    if (playback->skipped_at_ms >= 0)
        return "oral.skipped";
    const char *word = word_of_state(playback);
    if (word == NULL)
        word = word_of_loss(playback);
    if (word == NULL && playback->status.state == PLAYER_ENDED)
        word = "oral.thanks";
    return word;
}
