#include "media/reel.h"

#include "media/engine_vlc.h"
#include "media/mailbox.h"
#include <glib.h>
#include <glob.h>
#include <math.h>
#include <string.h>
#include <vlc/vlc.h>

#define SAMPLE_RATE_HZ 48000

/* libVLC's equalizer with flat bands is its only gain that is exact, is there before the first
 * sample, and works the same with every output. Its preamp takes -20 … 20 dB, and 12 is 1:1. What
 * lies beyond is left to the output's volume, whose cube is the amplitude with every output. */
#define PREAMP_UNITY_DB 12.041
#define PREAMP_MIN_DB   -20.0
#define PREAMP_MAX_DB   20.0

/* libvlc_audio_set_channel() takes VLC's own numbers; its header names only some. */
#define CHANNELS_AS_THEY_ARE 0
#define CHANNELS_MONO        7

/* Sound outputs by libVLC's names, as they are tried. */
#define PULSE   "pulse"
#define ALSA    "alsa"
#define NOWHERE "adummy"

struct reel {
    libvlc_instance_t *vlc;
    libvlc_media_player_t *player;
    libvlc_media_t *media;
    libvlc_equalizer_t *equalizer;
    struct mailbox *mailbox;
    reel_note_func *note;
    void *note_data;
    int volume;        /* of the output, in hundredths; 0: it is left as staff have it */
    int frames_wanted; /* atomic: how many more to post; negative: all */
    bool is_hardware;
    char *audio_output; /* the caller's choice; NULL: found */
    char *audio_device;
    const char *output; /* in use */
    bool is_heard;      /* samples go to hear() */
    void (*hear)(void *data, const int16_t *samples, unsigned frames);
    void *hear_data;
};

/* Pictures. libVLC draws into a buffer of the mailbox, then says when it is time to show it. */

static void *video_lock(void *data, void **planes)
{
    struct reel *reel = data;
    struct frame *frame = mailbox_begin(reel->mailbox);
    for (int plane = 0; plane < 3; plane++)
        planes[plane] = frame == NULL ? NULL : frame->planes[plane];
    return frame;
}

static void video_display(void *data, void *picture)
{
    struct reel *reel = data;
    int wanted = g_atomic_int_get(&reel->frames_wanted);
    if (picture == NULL || wanted == 0)
        return;
    if (wanted > 0)
        g_atomic_int_set(&reel->frames_wanted, wanted - 1);
    reel->note(reel->note_data, REEL_FRAME, mailbox_post(reel->mailbox));
}

/* Formats that live on a graphics card; refusing them saves libVLC a vain attempt. */
static bool is_opaque(const char *chroma)
{
    static const char *const opaque[] = {"VAOP", "VAO0", "VDV0", "VDV2", "VDV4"};
    for (size_t i = 0; i < G_N_ELEMENTS(opaque); i++)
        if (memcmp(chroma, opaque[i], 4) == 0)
            return true;
    return false;
}

/* The size offered here is padded as the decoder likes it; how much of it is picture is only
 * known from the track. Lines and pitches must be those the mailbox will use. */
static unsigned video_format(void **data, char *chroma, unsigned *width, unsigned *height,
                             unsigned *pitches, unsigned *lines)
{
    struct reel *reel = *data;
    if (!reel->is_hardware && is_opaque(chroma))
        return 0;
    if (*width > FRAME_SIDE_MAX_PX || *height > FRAME_SIDE_MAX_PX)
        return 0;
    struct frame_format format = {.buffer_width_px = (int)*width, .buffer_height_px = (int)*height};
    if (!mailbox_set_format(reel->mailbox, &format))
        return 0;
    struct frame *frame = mailbox_begin(reel->mailbox);
    if (frame == NULL)
        return 0;
    memcpy(chroma, "I420", 4);
    for (int plane = 0; plane < 3; plane++) {
        pitches[plane] = (unsigned)frame->pitches[plane];
        lines[plane] = plane == 0 ? *height : (*height + 1) / 2;
    }
    reel->note(reel->note_data, REEL_FORMAT, 0);
    return 1;
}

/* Samples, when somebody wants to hear them instead of a device. */

static void audio_play(void *data, const void *samples, unsigned frames, int64_t pts)
{
    struct reel *reel = data;
    reel->hear(reel->hear_data, samples, frames);
}

/* Events: each only becomes a note. */

static void on_event(const libvlc_event_t *event, void *data)
{
    struct reel *reel = data;
    switch (event->type) {
    case libvlc_MediaPlayerPlaying:
        reel->note(reel->note_data, REEL_PLAYING, 0);
        break;
    case libvlc_MediaPlayerEndReached:
        reel->note(reel->note_data, REEL_ENDED, 0);
        break;
    case libvlc_MediaPlayerEncounteredError:
        reel->note(reel->note_data, REEL_REFUSED, 0);
        break;
    case libvlc_MediaPlayerTimeChanged:
        reel->note(reel->note_data, REEL_TIME, event->u.media_player_time_changed.new_time);
        break;
    case libvlc_MediaPlayerLengthChanged:
        reel->note(reel->note_data, REEL_LENGTH, event->u.media_player_length_changed.new_length);
        break;
    case libvlc_MediaPlayerESAdded:
    case libvlc_MediaPlayerESDeleted:
        reel->note(reel->note_data, REEL_TRACKS, 0);
        break;
    default:
        break;
    }
}

/* libVLC has no event for a missing sound device, only these words. Nothing is printed. */
static void on_log(void *data, int level, const libvlc_log_t *context, const char *format,
                   va_list arguments)
{
    struct reel *reel = data;
    if (level >= LIBVLC_ERROR && strcmp(format, "failed to create audio output") == 0)
        reel->note(reel->note_data, REEL_DEAF, 0);
}

static libvlc_instance_t *vlc_new(const struct engine_vlc_config *config)
{
    static const char *const own[] = {
        "--ignore-config",
        "--quiet",
        "--no-lua",
        "--no-osd",
        "--no-spu",
        "--no-xlib",
        "--no-video-title-show",
        "--no-snapshot-preview",
        "--no-interact",
        "--no-auto-preparse",
        "--no-media-library",
        "--no-metadata-network-access",
        "--no-sub-autodetect-file",
        "--no-disable-screensaver",
        "--no-volume-save",
        "--no-mkv-preload-local-dir",
        "--file-caching=300",
        "--aout=adummy", /* until reel_find_device() has looked, nothing is connected to */
    };
    g_autoptr(GPtrArray) options = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        g_ptr_array_add(options, (void *)own[i]);
    if (!config->is_hardware_decoding)
        g_ptr_array_add(options, (void *)"--avcodec-hw=none");
    for (int i = 0; config->options != NULL && config->options[i] != NULL; i++)
        g_ptr_array_add(options, (void *)config->options[i]);
    return libvlc_new((int)options->len, (const char *const *)options->pdata);
}

static void reel_attach(struct reel *reel)
{
    static const int types[] = {libvlc_MediaPlayerPlaying,          libvlc_MediaPlayerEndReached,
                                libvlc_MediaPlayerEncounteredError, libvlc_MediaPlayerTimeChanged,
                                libvlc_MediaPlayerLengthChanged,    libvlc_MediaPlayerESAdded,
                                libvlc_MediaPlayerESDeleted};
    libvlc_event_manager_t *events = libvlc_media_player_event_manager(reel->player);
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        libvlc_event_attach(events, types[i], on_event, reel);
    libvlc_video_set_callbacks(reel->player, video_lock, NULL, video_display, reel);
    libvlc_video_set_format_callbacks(reel->player, video_format, NULL);
}

struct reel *reel_create(const struct engine_vlc_config *config, struct mailbox *mailbox,
                         reel_note_func *note, void *note_data)
{
    libvlc_instance_t *vlc = vlc_new(config);
    if (vlc == NULL)
        return NULL;
    struct reel *reel = g_new0(struct reel, 1);
    reel->vlc = vlc;
    reel->mailbox = mailbox;
    reel->note = note;
    reel->note_data = note_data;
    reel->is_hardware = config->is_hardware_decoding;
    reel->audio_output = g_strdup(config->audio_output);
    reel->audio_device = g_strdup(config->audio_device);
    reel->hear = config->hear;
    reel->hear_data = config->hear_data;
    reel->is_heard = config->hear != NULL;
    reel->output = NOWHERE;
    reel->player = libvlc_media_player_new(vlc);
    reel->equalizer = libvlc_audio_equalizer_new();
    libvlc_log_set(vlc, on_log, reel);
    reel_attach(reel);
    if (reel->is_heard) {
        unsigned rate_hz = config->sample_rate_hz > 0 ? config->sample_rate_hz : SAMPLE_RATE_HZ;
        libvlc_audio_set_callbacks(reel->player, audio_play, NULL, NULL, NULL, NULL, reel);
        libvlc_audio_set_format(reel->player, "S16N", rate_hz, 2);
    }
    return reel;
}

void reel_destroy(struct reel *reel)
{
    if (reel == NULL)
        return;
    reel_stop(reel);
    libvlc_media_player_release(reel->player);
    libvlc_audio_equalizer_release(reel->equalizer);
    libvlc_log_unset(reel->vlc);
    libvlc_release(reel->vlc);
    g_free(reel->audio_output);
    g_free(reel->audio_device);
    g_free(reel);
}

bool reel_start(struct reel *reel, const struct reel_start *start)
{
    reel_stop(reel);
    reel->media = libvlc_media_new_path(reel->vlc, start->path);
    if (reel->media == NULL)
        return false;
    char option[64];
    char seconds[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(seconds, sizeof seconds, "%.3f", (double)start->start_ms / 1000.0);
    g_snprintf(option, sizeof option, ":start-time=%s", seconds);
    if (start->start_ms > 0)
        libvlc_media_add_option(reel->media, option);
    /* A track the file marks as alternative is not chosen by this, but the first is then not
     * heard either; reel_set_track() brings it in. */
    g_snprintf(option, sizeof option, ":audio-track=%d", start->audio_track);
    libvlc_media_add_option(reel->media,
                            start->is_still || start->is_silent ? ":no-audio" : option);
    g_atomic_int_set(&reel->frames_wanted, start->is_still ? 1 : -1);
    libvlc_media_player_set_media(reel->player, reel->media);
    return libvlc_media_player_play(reel->player) == 0;
}

void reel_stop(struct reel *reel)
{
    if (reel->media == NULL)
        return;
    g_atomic_int_set(&reel->frames_wanted, 0);
    libvlc_media_player_stop(reel->player);
    libvlc_media_player_set_media(reel->player, NULL);
    libvlc_media_release(reel->media);
    reel->media = NULL;
}

/* A paused libVLC draws the same picture again some fifteen times a second: not posted. */
void reel_set_paused(struct reel *reel, bool is_paused)
{
    g_atomic_int_set(&reel->frames_wanted, is_paused ? 0 : -1);
    libvlc_media_player_set_pause(reel->player, is_paused);
}

void reel_seek(struct reel *reel, int64_t time_ms)
{
    libvlc_media_player_set_time(reel->player, time_ms);
}

/* libVLC numbers its tracks by their own ids and puts "Disable" first. */
void reel_set_track(struct reel *reel, int audio_track)
{
    libvlc_track_description_t *first = libvlc_audio_get_track_description(reel->player);
    int number = -1;
    for (libvlc_track_description_t *track = first; track != NULL; track = track->p_next) {
        if (track->i_id < 0)
            continue;
        if (++number == audio_track)
            libvlc_audio_set_track(reel->player, track->i_id);
    }
    libvlc_track_description_list_release(first);
}

void reel_set_rate(struct reel *reel, double rate)
{
    libvlc_media_player_set_rate(reel->player, (float)rate);
}

void reel_set_gain(struct reel *reel, double gain_db)
{
    double preamp_db = CLAMP(gain_db + PREAMP_UNITY_DB, PREAMP_MIN_DB, PREAMP_MAX_DB);
    libvlc_audio_equalizer_set_preamp(reel->equalizer, (float)preamp_db);
    for (unsigned band = 0; band < libvlc_audio_equalizer_get_band_count(); band++)
        libvlc_audio_equalizer_set_amp_at_index(reel->equalizer, 0.0f, band);
    libvlc_media_player_set_equalizer(reel->player, reel->equalizer);
    double rest_db = gain_db + PREAMP_UNITY_DB - preamp_db;
    int volume = (int)lround(100 * pow(10, rest_db / 60));
    if (volume == reel->volume || (volume == 100 && reel->volume == 0))
        return;
    reel->volume = volume;
    libvlc_audio_set_volume(reel->player, volume);
}

bool reel_set_mixing(struct reel *reel, bool is_muted, bool is_mono)
{
    if (libvlc_audio_get_volume(reel->player) < 0)
        return false;
    if (reel->volume != 0)
        libvlc_audio_set_volume(reel->player, reel->volume);
    libvlc_audio_set_mute(reel->player, is_muted);
    return libvlc_audio_set_channel(reel->player, is_mono ? CHANNELS_MONO : CHANNELS_AS_THEY_ARE) ==
           0;
}

static bool has_pulse(void)
{
    g_autofree char *socket = g_build_filename(g_get_user_runtime_dir(), "pulse", "native", NULL);
    return g_getenv("PULSE_SERVER") != NULL || g_file_test(socket, G_FILE_TEST_EXISTS);
}

static bool has_card(void)
{
    glob_t cards = {0};
    bool is_found = glob("/dev/snd/pcm*p", 0, NULL, &cards) == 0 && cards.gl_pathc > 0;
    globfree(&cards);
    return is_found;
}

/* libVLC takes one name here, not a list; a name it does not know goes nowhere. */
static bool use_output(struct reel *reel, const char *output)
{
    reel->output = output;
    if (libvlc_audio_output_set(reel->player, output) != 0) {
        reel->output = NOWHERE;
        libvlc_audio_output_set(reel->player, NOWHERE);
    }
    if (reel->audio_device != NULL)
        libvlc_audio_output_device_set(reel->player, NULL, reel->audio_device);
    return strcmp(reel->output, NOWHERE) != 0;
}

/* ALSA asked without a card writes to the terminal with every block of sound. */
bool reel_find_device(struct reel *reel)
{
    if (reel->is_heard)
        return true;
    if (reel->audio_output != NULL)
        return use_output(reel, reel->audio_output);
    return use_output(reel, has_pulse() ? PULSE : has_card() ? ALSA : NOWHERE);
}

bool reel_next_device(struct reel *reel)
{
    bool is_pulse = reel->audio_output == NULL && strcmp(reel->output, PULSE) == 0;
    return use_output(reel, is_pulse && has_card() ? ALSA : NOWHERE);
}

static bool is_transposed(libvlc_video_orient_t orientation)
{
    return orientation >= libvlc_video_orient_left_top;
}

static void read_picture(const libvlc_video_track_t *video, struct reel_tracks *tracks)
{
    bool is_turned = is_transposed(video->i_orientation);
    tracks->width_px = (int)MIN(is_turned ? video->i_height : video->i_width, G_MAXINT);
    tracks->height_px = (int)MIN(is_turned ? video->i_width : video->i_height, G_MAXINT);
    tracks->pixel_width = (int)MIN(is_turned ? video->i_sar_den : video->i_sar_num, G_MAXINT);
    tracks->pixel_height = (int)MIN(is_turned ? video->i_sar_num : video->i_sar_den, G_MAXINT);
}

void reel_read_tracks(struct reel *reel, struct reel_tracks *tracks)
{
    *tracks = (struct reel_tracks){0};
    if (reel->media == NULL)
        return;
    libvlc_media_track_t **list = NULL;
    unsigned count = libvlc_media_tracks_get(reel->media, &list);
    for (unsigned i = 0; i < count; i++) {
        if (list[i]->i_type == libvlc_track_audio)
            tracks->audio_tracks++;
        if (list[i]->i_type == libvlc_track_video && tracks->video_tracks++ == 0)
            read_picture(list[i]->video, tracks);
    }
    libvlc_media_tracks_release(list, count);
}

int reel_audio_tracks(struct reel *reel)
{
    return MAX(libvlc_audio_get_track_count(reel->player) - 1, 0); /* one is "Disable" */
}

void reel_read_counts(struct reel *reel, struct reel_counts *counts)
{
    libvlc_media_stats_t stats;
    *counts = (struct reel_counts){0};
    if (reel->media == NULL || !libvlc_media_get_stats(reel->media, &stats))
        return;
    *counts = (struct reel_counts){.pictures = (uint64_t)MAX(stats.i_decoded_video, 0),
                                   .sounds = (uint64_t)MAX(stats.i_decoded_audio, 0),
                                   .pictures_lost = (uint64_t)MAX(stats.i_lost_pictures, 0)};
}
