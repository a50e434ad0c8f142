#include "tests/support/hall.h"

#include "media/engine_vlc.h"
#include "media/mailbox.h"
#include "tests/support/plugins.h"
#include "tests/support/tone.h"

#define RATE_HZ     HALL_RATE_HZ
#define PATIENCE_MS HALL_PATIENCE_MS

struct hall hall = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void wake(void *data)
{
    g_atomic_int_inc(&hall.wakes);
}

static void hear(void *data, const int16_t *samples, unsigned frames)
{
    pthread_mutex_lock(&hall.lock);
    g_array_append_vals(hall.samples, samples, frames * 2);
    pthread_mutex_unlock(&hall.lock);
}

size_t hall_frames(void)
{
    pthread_mutex_lock(&hall.lock);
    size_t frames = hall.samples->len / 2;
    pthread_mutex_unlock(&hall.lock);
    return frames;
}

void hall_forget(void)
{
    pthread_mutex_lock(&hall.lock);
    g_array_set_size(hall.samples, 0);
    pthread_mutex_unlock(&hall.lock);
}

void hall_poll(void)
{
    player_poll(hall.player, &hall.status);
}

void hall_live(int ms)
{
    for (int64_t end_us = g_get_monotonic_time() + ms * 1000; g_get_monotonic_time() < end_us;) {
        g_usleep(5000);
        hall_poll();
    }
}

bool hall_waits_for(enum player_state state)
{
    int64_t end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
    for (hall_poll(); g_get_monotonic_time() < end_us; hall_poll()) {
        if (hall.status.state == state && !hall.status.is_seeking)
            return true;
        g_usleep(5000);
    }
    g_test_message("still %s", player_state_name(hall.status.state));
    return false;
}

void hall_wait_for_sound(size_t ms)
{
    int64_t end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
    while (hall_frames() < ms * RATE_HZ / 1000 && g_get_monotonic_time() < end_us)
        hall_live(10);
    g_assert_cmpuint(hall_frames(), >=, ms * RATE_HZ / 1000);
}

double hall_pitch_hz(size_t from_ms, int channel)
{
    pthread_mutex_lock(&hall.lock);
    size_t from = from_ms * RATE_HZ / 1000, frames = hall.samples->len / 2;
    g_assert_cmpuint(frames, >, from);
    double hz = tone_pitch_hz((int16_t *)(void *)hall.samples->data + 2 * from, frames - from,
                              channel, RATE_HZ);
    pthread_mutex_unlock(&hall.lock);
    return hz;
}

double hall_level_db(size_t last_ms, int channel)
{
    pthread_mutex_lock(&hall.lock);
    size_t last = last_ms * RATE_HZ / 1000, frames = hall.samples->len / 2;
    g_assert_cmpuint(frames, >=, last);
    double db =
        tone_level_db((int16_t *)(void *)hall.samples->data + 2 * (frames - last), last, channel);
    pthread_mutex_unlock(&hall.lock);
    return db;
}

char *hall_made(const char *name, const char *arguments)
{
    char *path = scratch_path(hall.scratch, name);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        tone_make(path, arguments);
    return path;
}

char *hall_tone(void)
{
    return hall_made("tone.wav", TONE_SINE("440", "3") "-ac 2");
}

char *hall_channels(void)
{
    return hall_made("channels.wav", TONE_SINE("440", "7")
                                         TONE_SINE("1000", "7") "-filter_complex amerge=inputs=2");
}

char *hall_film(void)
{
    return hall_made("film.mp4",
                     TONE_FILM("320x180", "4") TONE_SINE("440", "4")
                         TONE_SINE("880", "4") "-map 0 -map 1 -map 2 -c:v libx264 -g 25 -pix_fmt "
                                               "yuv420p -c:a aac -ac 2 -movflags +faststart");
}

void hall_open(const char *path)
{
    player_set_volume(hall.player, PLAYER_VOLUME_MAX);
    player_set_muted(hall.player, false);
    player_set_mono(hall.player, false);
    player_open(hall.player, &(struct player_source){.path = path});
    hall_forget();
}

int hall_picture(void)
{
    const struct frame *frame = player_frame(hall.player);
    g_assert_nonnull(frame);
    size_t middle = (size_t)frame->pitches[0] * (size_t)(frame->height_px / 2);
    return tone_picture(frame->planes[0][middle + (size_t)(frame->width_px / 2)]);
}

void hall_build(void)
{
    plugins_keep();
    hall.scratch = scratch_create();
    hall.samples = g_array_new(FALSE, FALSE, sizeof(int16_t));
    struct engine_vlc_config config = {.wake = wake, .hear = hear, .sample_rate_hz = RATE_HZ};
    hall.player = player_create(engine_vlc_create(&config));
}

void hall_leave(void)
{
    player_destroy(hall.player);
    g_array_free(hall.samples, TRUE);
    scratch_destroy(hall.scratch);
}
