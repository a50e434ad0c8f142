#include "media/engine_vlc.h"

#include "media/mailbox.h"
#include "media/player.h"
#include "tests/support/plugins.h"
#include "tests/support/scratch.h"
#include "tests/support/tone.h"
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>

#define RATE_HZ     48000
#define PATIENCE_MS 20000

/* libVLC drops pictures it has decoded too late; a busy machine may lose so many of the first. */
#define LATE 4

/* One engine for all tests, as in the kiosk. */
static struct {
    struct scratch *scratch;
    struct player *player;
    struct engine *engine;
    struct player_status status;
    int wakes; /* atomic */
    pthread_mutex_t lock;
    GArray *samples; /* int16_t, two channels; guarded by lock */
} hall = {.lock = PTHREAD_MUTEX_INITIALIZER};

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

static size_t heard_frames(void)
{
    pthread_mutex_lock(&hall.lock);
    size_t frames = hall.samples->len / 2;
    pthread_mutex_unlock(&hall.lock);
    return frames;
}

static void forget_sound(void)
{
    pthread_mutex_lock(&hall.lock);
    g_array_set_size(hall.samples, 0);
    pthread_mutex_unlock(&hall.lock);
}

static void poll_now(void)
{
    player_poll(hall.player, &hall.status);
}

static void live(int ms)
{
    for (int64_t end_us = g_get_monotonic_time() + ms * 1000; g_get_monotonic_time() < end_us;) {
        g_usleep(5000);
        poll_now();
    }
}

static bool waits_for(enum player_state state)
{
    int64_t end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
    for (poll_now(); g_get_monotonic_time() < end_us; poll_now()) {
        if (hall.status.state == state && !hall.status.is_seeking)
            return true;
        g_usleep(5000);
    }
    g_test_message("still %s", player_state_name(hall.status.state));
    return false;
}

#define wait_for(state) g_assert_true(waits_for(state))

/* Waits until so much has been heard since the last forget_sound(). */
static void wait_for_sound(size_t ms)
{
    int64_t end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
    while (heard_frames() < ms * RATE_HZ / 1000 && g_get_monotonic_time() < end_us)
        live(10);
    g_assert_cmpuint(heard_frames(), >=, ms * RATE_HZ / 1000);
}

static double pitch_hz(size_t from_ms, int channel)
{
    pthread_mutex_lock(&hall.lock);
    size_t from = from_ms * RATE_HZ / 1000, frames = hall.samples->len / 2;
    g_assert_cmpuint(frames, >, from);
    double hz = tone_pitch_hz((int16_t *)(void *)hall.samples->data + 2 * from, frames - from,
                              channel, RATE_HZ);
    pthread_mutex_unlock(&hall.lock);
    return hz;
}

/* Level of the last so many milliseconds. */
static double level_db(size_t last_ms, int channel)
{
    pthread_mutex_lock(&hall.lock);
    size_t last = last_ms * RATE_HZ / 1000, frames = hall.samples->len / 2;
    g_assert_cmpuint(frames, >=, last);
    double db =
        tone_level_db((int16_t *)(void *)hall.samples->data + 2 * (frames - last), last, channel);
    pthread_mutex_unlock(&hall.lock);
    return db;
}

/* A file made once and kept for the run. */
static char *made(const char *name, const char *arguments)
{
    char *path = scratch_path(hall.scratch, name);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        tone_make(path, arguments);
    return path;
}

static char *tone_wav(void)
{
    return made("tone.wav", TONE_SINE("440", "3") "-ac 2");
}

static char *two_channels(void)
{
    return made("channels.wav",
                TONE_SINE("440", "7") TONE_SINE("1000", "7") "-filter_complex amerge=inputs=2");
}

static char *film(void)
{
    return made("film.mp4",
                TONE_FILM("320x180", "4") TONE_SINE("440", "4")
                    TONE_SINE("880", "4") "-map 0 -map 1 -map 2 -c:v libx264 -g 25 -pix_fmt "
                                          "yuv420p -c:a aac -ac 2 -movflags +faststart");
}

static void open_path(const char *path)
{
    player_set_volume(hall.player, PLAYER_VOLUME_MAX);
    player_set_muted(hall.player, false);
    player_set_mono(hall.player, false);
    player_open(hall.player, &(struct player_source){.path = path});
    forget_sound();
}

static int picture_now(void)
{
    const struct frame *frame = player_frame(hall.player);
    g_assert_nonnull(frame);
    size_t middle = (size_t)frame->pitches[0] * (size_t)(frame->height_px / 2);
    return tone_picture(frame->planes[0][middle + (size_t)(frame->width_px / 2)]);
}

static void test_tone(void)
{
    g_autofree char *path = tone_wav();
    open_path(path);
    wait_for(PLAYER_READY);
    g_assert_cmpint(hall.status.length_ms, ==, 3000);
    g_assert_true(hall.status.has_sound);
    g_assert_false(hall.status.has_picture);
    live(300);
    g_assert_cmpuint(heard_frames(), ==, 0);
    player_play(hall.player);
    wait_for(PLAYER_ENDED);
    g_assert_cmpuint(heard_frames(), >, 2990 * RATE_HZ / 1000);
    g_assert_cmpuint(heard_frames(), <, 3010 * RATE_HZ / 1000);
    g_assert_cmpfloat_with_epsilon(pitch_hz(0, 0), 440, 1);
    g_assert_false(hall.status.is_cut_short);
    player_play(hall.player);
    wait_for(PLAYER_PLAYING);
    live(300);
    g_assert_cmpint(hall.status.time_ms, <, 2000);
}

static void test_mp3(void)
{
    g_autofree char *path = made("tone.mp3", TONE_SINE("660", "6") "-ac 1 -b:a 128k");
    open_path(path);
    player_seek(hall.player, 2000);
    player_play(hall.player);
    wait_for(PLAYER_PLAYING);
    wait_for_sound(1000);
    g_assert_cmpfloat_with_epsilon(pitch_hz(200, 0), 660, 2);
    g_assert_cmpint(hall.status.time_ms, >=, 1900);
    g_assert_cmpint(ABS(hall.status.length_ms - 6000), <, 200);
}

/* The first sample already has the level asked for: no burst at the start. */
static void test_loudness(void)
{
    g_autofree char *path = tone_wav();
    open_path(path);
    player_play(hall.player);
    wait_for_sound(500);
    double full_db = level_db(500, 0);
    for (int step = 7; step >= 1; step -= 3) {
        open_path(path);
        player_set_volume(hall.player, step);
        player_play(hall.player);
        wait_for_sound(500);
        g_assert_cmpfloat_with_epsilon(level_db(heard_frames() * 1000 / RATE_HZ, 0) - full_db,
                                       -3.0 * (PLAYER_VOLUME_MAX - step), 0.3);
    }
    player_open(hall.player,
                &(struct player_source){
                    .path = path, .gain_db = 6, .true_peak_db = -18, .is_peak_known = true});
    player_set_volume(hall.player, PLAYER_VOLUME_MAX);
    forget_sound();
    player_play(hall.player);
    wait_for_sound(500);
    g_assert_cmpfloat_with_epsilon(level_db(500, 0) - full_db, 6, 0.3);
}

static void test_pause(void)
{
    g_autofree char *path = two_channels();
    open_path(path);
    player_play(hall.player);
    wait_for_sound(500);
    player_pause(hall.player);
    wait_for(PLAYER_PAUSED);
    live(100);
    size_t frames = heard_frames();
    int64_t time_ms = hall.status.time_ms;
    int wakes = g_atomic_int_get(&hall.wakes);
    live(1000);
    g_assert_cmpuint(heard_frames(), ==, frames);
    g_assert_cmpint(hall.status.time_ms, ==, time_ms);
    g_assert_cmpint(g_atomic_int_get(&hall.wakes), ==, wakes);
    player_play(hall.player);
    live(600);
    g_assert_cmpuint(heard_frames(), >, frames);
    g_assert_cmpint(hall.status.time_ms, >, time_ms);
}

static void test_rate(void)
{
    g_autofree char *path = tone_wav();
    open_path(path);
    player_set_rate(hall.player, 1.5);
    player_play(hall.player);
    wait_for(PLAYER_ENDED);
    g_assert_cmpfloat_with_epsilon(pitch_hz(300, 0), 440, 6);
    g_assert_cmpuint(heard_frames(), >, 1800 * RATE_HZ / 1000);
    g_assert_cmpuint(heard_frames(), <, 2300 * RATE_HZ / 1000);
}

static void test_mute_and_mono(void)
{
    g_autofree char *path = two_channels();
    open_path(path);
    player_play(hall.player);
    wait_for_sound(1500);
    g_assert_cmpfloat_with_epsilon(pitch_hz(0, 0), 440, 2);
    g_assert_cmpfloat_with_epsilon(pitch_hz(0, 1), 1000, 2);
    player_set_mono(hall.player, true);
    wait_for_sound(3500);
    pthread_mutex_lock(&hall.lock);
    const int16_t *samples = (int16_t *)(void *)hall.samples->data;
    for (size_t i = hall.samples->len / 2 - RATE_HZ / 2; i < hall.samples->len / 2; i++)
        g_assert_cmpint(ABS(samples[2 * i] - samples[2 * i + 1]), <=, 2);
    pthread_mutex_unlock(&hall.lock);
    g_assert_cmpfloat(level_db(500, 0), >, -30);
    player_set_muted(hall.player, true);
    wait_for_sound(6000);
    g_assert_cmpfloat(level_db(500, 0), <=, -90);
}

static void test_described_track(void)
{
    g_autofree char *path = film();
    open_path(path);
    wait_for(PLAYER_READY);
    g_assert_cmpint(hall.status.audio_tracks, ==, 2);
    player_set_audio_track(hall.player, 1);
    player_play(hall.player);
    wait_for_sound(1000);
    g_assert_cmpfloat_with_epsilon(pitch_hz(100, 0), 880, 4);
}

static void test_first_picture(void)
{
    g_autofree char *path = film();
    open_path(path);
    wait_for(PLAYER_READY);
    const struct frame *frame = player_frame(hall.player);
    g_assert_nonnull(frame);
    g_assert_cmpint(frame->width_px, ==, 320);
    g_assert_cmpint(frame->height_px, ==, 180);
    g_assert_cmpint(frame->aspect_width, ==, 16);
    g_assert_cmpint(picture_now(), <=, LATE);
    g_assert_cmpuint(heard_frames(), ==, 0);
    uint64_t shown = hall.status.frames_shown;
    int wakes = g_atomic_int_get(&hall.wakes);
    live(1000);
    g_assert_cmpuint(hall.status.frames_shown, ==, shown);
    g_assert_cmpint(g_atomic_int_get(&hall.wakes), ==, wakes);
    g_assert_cmpint(hall.status.time_ms, ==, 0);
}

static void test_film_plays(void)
{
    g_autofree char *path = film();
    open_path(path);
    player_play(hall.player);
    wait_for(PLAYER_PLAYING);
    live(1000);
    int first = picture_now();
    live(1000);
    g_assert_cmpint(picture_now(), >, first);
    wait_for(PLAYER_ENDED);
    g_assert_cmpint(picture_now(), >=, 90);
    g_assert_cmpint(ABS(hall.status.time_ms - 4000), <=, 100);
    g_assert_cmpuint(heard_frames(), >, 3900 * RATE_HZ / 1000);
}

static void test_seek_paused(void)
{
    g_autofree char *path = film();
    open_path(path);
    wait_for(PLAYER_READY);
    static const int places_ms[] = {2500, 1000, 3300, 0, 40};
    for (size_t i = 0; i < G_N_ELEMENTS(places_ms); i++) {
        player_seek(hall.player, places_ms[i]);
        wait_for(PLAYER_PAUSED);
        g_assert_cmpint(hall.status.time_ms, ==, places_ms[i]);
        g_assert_cmpint(picture_now(), >=, places_ms[i] / 40 - 1);
        g_assert_cmpint(picture_now(), <=, places_ms[i] / 40 + LATE);
    }
    g_assert_cmpuint(heard_frames(), ==, 0);
}

static void test_seek_playing(void)
{
    g_autofree char *path = film();
    open_path(path);
    player_play(hall.player);
    wait_for(PLAYER_PLAYING);
    live(300);
    player_seek(hall.player, 2000);
    wait_for(PLAYER_PLAYING);
    live(400);
    g_assert_cmpint(picture_now(), >=, 50);
    g_assert_cmpint(hall.status.time_ms, >=, 2000);
    g_assert_cmpint(hall.status.time_ms, <=, 4000);
    wait_for(PLAYER_ENDED);
    player_seek(hall.player, 1000);
    wait_for(PLAYER_PLAYING);
    live(200);
    g_assert_cmpint(picture_now(), <, 60);
}

static void test_large_picture(void)
{
    g_autofree char *path =
        made("large.mp4", TONE_FILM("1920x1080", "1") "-c:v libx264 -pix_fmt yuv420p");
    open_path(path);
    wait_for(PLAYER_READY);
    const struct frame *frame = player_frame(hall.player);
    g_assert_cmpint(frame->width_px, ==, 1920);
    g_assert_cmpint(frame->height_px, ==, 1080);
    int first = picture_now();
    for (int line = 0; line < frame->height_px; line++)
        g_assert_cmpint(tone_picture(frame->planes[0][line * frame->pitches[0]]), ==, first);
    g_assert_false(hall.status.has_sound);
}

static void assert_refused(const char *path)
{
    open_path(path);
    player_play(hall.player);
    wait_for(PLAYER_FAILED);
    g_assert_nonnull(hall.status.reason);
    g_assert_null(player_frame(hall.player));
}

static char *written(const char *name, const char *bytes, gssize size)
{
    g_autoptr(GError) error = NULL;
    char *path = scratch_path(hall.scratch, name);
    g_file_set_contents(path, bytes, size, &error);
    g_assert_no_error(error);
    return path;
}

static void test_refusals(void)
{
    char noise[20000];
    guint32 seed = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
    g_autofree char *missing = scratch_path(hall.scratch, "missing.mp3");
    g_autofree char *empty = written("empty.mp3", "", 0);
    g_autofree char *random = written("noise.mp4", noise, sizeof noise);
    g_autofree char *fifo = scratch_path(hall.scratch, "fifo.wav");
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
    assert_refused(missing);
    assert_refused(empty);
    assert_refused(random);
    assert_refused(fifo);
    assert_refused(scratch_folder(hall.scratch));
}

/* A playlist names a film that could be played; it must not lead anywhere. */
static void test_playlist(void)
{
    g_autofree char *path = film();
    g_autofree char *text = g_strdup_printf("#EXTM3U\n#EXTINF:4,film\nfile://%s\n", path);
    g_autofree char *list = written("list.mp4", text, -1);
    assert_refused(list);
}

static void test_cut_film(void)
{
    g_autofree char *whole = film();
    g_autofree char *bytes = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(whole, &bytes, &size, NULL));
    for (int share = 1; share <= 9; share += 4) {
        g_autofree char *path = written("cut.mp4", bytes, (gssize)(size * (gsize)share / 10));
        open_path(path);
        player_play(hall.player);
        int64_t end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
        do
            live(20);
        while (hall.status.state != PLAYER_ENDED && hall.status.state != PLAYER_FAILED &&
               g_get_monotonic_time() < end_us);
        g_assert_cmpint(g_get_monotonic_time(), <, end_us);
        g_assert_nonnull(share == 1 ? hall.status.reason : "");
    }
    open_path(whole);
    wait_for(PLAYER_READY);
}

static int threads_now(void)
{
    g_autoptr(GDir) folder = g_dir_open("/proc/self/task", 0, NULL);
    int count = 0;
    while (g_dir_read_name(folder) != NULL)
        count++;
    return count;
}

/* The engine closes files after the player has said so: waits until it has. */
static int threads_at_rest(int expected)
{
    int64_t end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
    while (threads_now() > expected && g_get_monotonic_time() < end_us)
        live(20);
    return threads_now();
}

static void test_many_rounds(void)
{
    player_close(hall.player);
    int threads = threads_at_rest(2);
    g_autofree char *sound = tone_wav();
    g_autofree char *moving = film();
    for (int round = 0; round < 30; round++) {
        open_path(round % 2 == 0 ? sound : moving);
        player_play(hall.player);
        wait_for(PLAYER_PLAYING);
        live(60);
        if (round % 3 == 0)
            player_seek(hall.player, 1500);
        player_close(hall.player);
        wait_for(PLAYER_IDLE);
        live(60);
    }
    g_assert_cmpint(threads_at_rest(threads), <=, threads);
}

/* Opened, left and opened again faster than libVLC can follow. */
static void test_hasty_visitor(void)
{
    g_autofree char *sound = tone_wav();
    g_autofree char *moving = film();
    for (int i = 0; i < 40; i++) {
        open_path(i % 2 == 0 ? sound : moving);
        if (i % 3 == 0)
            player_play(hall.player);
        if (i % 4 == 0)
            player_seek(hall.player, 700);
        if (i % 5 == 0)
            player_pause(hall.player);
        live(i % 7 * 4);
    }
    open_path(moving);
    wait_for(PLAYER_READY);
    g_assert_cmpint(picture_now(), <=, LATE);
}

/* Another engine, whose sound goes nowhere as it does without a card. */
static void test_without_device(void)
{
    g_autofree char *path = tone_wav();
    struct engine_vlc_config config = {.audio_output = "adummy"};
    struct player *player = player_create(engine_vlc_create(&config));
    player_open(player, &(struct player_source){.path = path});
    player_play(player);
    struct player_status status;
    int64_t began_us = 0, end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
    do {
        g_usleep(10000);
        player_poll(player, &status);
        if (began_us == 0 && status.state == PLAYER_PLAYING)
            began_us = g_get_monotonic_time();
    } while (status.state != PLAYER_ENDED && g_get_monotonic_time() < end_us);
    g_assert_cmpstr(player_state_name(status.state), ==, "ended");
    g_assert_false(status.has_audio_device);
    g_assert_false(status.is_cut_short);
    g_assert_cmpint(g_get_monotonic_time() - began_us, >=, 2700000);
    player_destroy(player);
}

/* A choice of odd and damaged files that nobody here wrote: whatever each is, the player says so
 * in bounded time and the next file opens. */
static void test_corpora(void)
{
    static const char *const names[] = {
        "androidx/3gp/bbb_176x144_128kbps_15fps_h263.3gp",
        "androidx/amr/sample_nb.amr",
        "androidx/avi/sample-unflagged-audio-keyframes.avi",
        "androidx/flac/bear_no_seek_table_no_num_samples.flac",
        "androidx/flv/sample.flv",
        "androidx/mkv/full_blocks.mkv",
        "androidx/mkv/sample_av1.mkv",
        "androidx/mkv/sample_with_srt.mkv",
        "androidx/mp3/1024_incrementing_bytes.mp3",
        "androidx/mp3/200kB-garbage-prefix.mp3",
        "androidx/mp3/test-cbr-info-header-pcut-frame.mp3",
        "androidx/mp4/internal_emulator_transformer_output_180_rotated.mp4",
        "androidx/mp4/sample_malformed_free_box.mp4",
        "androidx/mp4/sample_mdat_too_long.mp4",
        "androidx/mp4/sample_portrait.mp4",
        "androidx/mp4/sample_with_color_info.mp4",
        "androidx/ts/sample_h262_mpeg_audio.ps",
        "androidx/ts/sample_h264.ts",
        "androidx/wav/sample_80KHz_mono_20_repeating_1_samples.wav",
        "scihist/smallest_webm.webm",
        "scihist/zero_bytes.flac",
    };
    const char *root = g_getenv("RWF_CORPORA");
    g_autofree char *beside =
        g_build_filename(g_getenv("RWF_SOURCE") == NULL ? "." : g_getenv("RWF_SOURCE"), "..",
                         "shared", "corpora", NULL);
    g_autofree char *folder = g_build_filename(root != NULL ? root : beside, "av", NULL);
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip("no corpora");
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        open_path(path);
        int64_t end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
        do
            live(10);
        while (hall.status.state == PLAYER_OPENING && g_get_monotonic_time() < end_us);
        g_assert_true(hall.status.state == PLAYER_READY || hall.status.state == PLAYER_FAILED);
        g_assert_true(hall.status.state == PLAYER_READY || hall.status.reason != NULL);
        player_play(hall.player);
        live(200);
        player_seek(hall.player, 100);
        live(100);
        const struct frame *frame = player_frame(hall.player);
        g_test_message("%s: %s, %d x %d", names[i], player_state_name(hall.status.state),
                       frame == NULL ? 0 : frame->width_px, frame == NULL ? 0 : frame->height_px);
    }
}

#define promise(name, test) g_test_add_func("/engine vlc/" name, test)

int main(int argc, char **argv)
{
#if defined(__SANITIZE_THREAD__)
    /* libVLC is not built for the thread sanitizer, which takes every hand-over in it for a race;
     * tests/media/test_player.c watches our threads. */
    return 77;
#endif
    plugins_keep();
    g_test_init(&argc, &argv, NULL);
    hall.scratch = scratch_create();
    hall.samples = g_array_new(FALSE, FALSE, sizeof(int16_t));
    struct engine_vlc_config config = {.wake = wake, .hear = hear, .sample_rate_hz = RATE_HZ};
    hall.engine = engine_vlc_create(&config);
    hall.player = player_create(hall.engine);
    promise("a recording is heard whole, at its pitch", test_tone);
    promise("an MP3 is heard from the place sought", test_mp3);
    promise("loudness and volume hold from the first sample", test_loudness);
    promise("nothing is heard and nobody woken after pause", test_pause);
    promise("a voice sped up keeps its pitch", test_rate);
    promise("mono puts both channels in both ears, mute is silence", test_mute_and_mono);
    promise("the described track is heard when chosen", test_described_track);
    promise("a film opens in silence on its first picture and rests", test_first_picture);
    promise("a film moves and is heard to its end", test_film_plays);
    promise("scrubbing a paused film shows the picture of each place", test_seek_paused);
    promise("a playing film plays on from the place sought", test_seek_playing);
    promise("a large film is shown without the decoder's padding", test_large_picture);
    promise("what is no sound or film is refused with a reason", test_refusals);
    promise("a playlist in disguise leads nowhere", test_playlist);
    promise("a film cut off anywhere ends or is refused", test_cut_film);
    promise("many recordings one after another leave no thread behind", test_many_rounds);
    promise("a hasty visitor gets what was asked for last", test_hasty_visitor);
    promise("without a sound device a recording takes its full time", test_without_device);
    promise("odd and damaged files are played or refused in bounded time", test_corpora);
    int status = g_test_run();
    player_destroy(hall.player);
    g_array_free(hall.samples, TRUE);
    scratch_destroy(hall.scratch);
    return status;
}
