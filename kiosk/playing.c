#include "kiosk/playing.h"

#include "kiosk/config.h"
#include "media/engine_vlc.h"
#include "media/player.h"

struct playing {
    struct engine_vlc_config config;
    struct player *player; /* NULL: not made yet */
    struct player *silent[PLAYING_SILENT];
    int volume;
    bool is_muted, is_mono;
};

struct playing *playing_create(const struct config *config, void (*wake)(void *data), void *data)
{
    struct playing *playing = g_new0(struct playing, 1);
    playing->config = (struct engine_vlc_config){
        .wake = wake,
        .wake_data = data,
        .is_hardware_decoding = config->is_hardware_decoding,
        .audio_output = config->sound_output,
        .audio_device = config->sound_device,
    };
    playing->volume = config->visitor.volume;
    return playing;
}

static void set_sound(struct playing *playing)
{
    if (playing->player == NULL)
        return;
    player_set_volume(playing->player, playing->volume);
    player_set_muted(playing->player, playing->is_muted);
    player_set_mono(playing->player, playing->is_mono);
}

void playing_prepare(struct playing *playing)
{
    if (playing->player != NULL)
        return;
    playing->player = player_create(engine_vlc_create(&playing->config));
    set_sound(playing);
}

struct player *playing_player(struct playing *playing)
{
    playing_prepare(playing);
    return playing->player;
}

struct player *playing_silent(struct playing *playing, int number)
{
    if (playing->silent[number] == NULL)
        playing->silent[number] = player_create(engine_vlc_create(&playing->config));
    return playing->silent[number];
}

void playing_apply(struct playing *playing, const struct session *session)
{
    playing->volume = session->now.volume;
    playing->is_muted = session->now.is_muted;
    playing->is_mono = session->now.is_mono;
    set_sound(playing);
}

void playing_stop(struct playing *playing)
{
    if (playing->player != NULL)
        player_close(playing->player);
    for (int i = 0; i < PLAYING_SILENT; i++)
        if (playing->silent[i] != NULL)
            player_close(playing->silent[i]);
}

bool playing_status(struct playing *playing, struct player_status *status)
{
    if (playing->player == NULL)
        return false;
    player_poll(playing->player, status);
    return true;
}

void playing_destroy(struct playing *playing)
{
    if (playing == NULL)
        return;
    player_destroy(playing->player);
    for (int i = 0; i < PLAYING_SILENT; i++)
        player_destroy(playing->silent[i]);
    g_free(playing);
}
