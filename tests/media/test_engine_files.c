#include "media/engine_vlc.h"

#include "media/mailbox.h"
#include "media/player.h"
#include "tests/support/corpus.h"
#include "tests/support/hall.h"
#include "tests/support/tone.h"
#include <glib.h>
#include <string.h>
#include <sys/stat.h>

static void assert_refused(const char *path)
{
    hall_open(path);
    player_play(hall.player);
    hall_wait_for(PLAYER_FAILED);
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
    int64_t end_us = g_get_monotonic_time() + HALL_PATIENCE_MS * 1000;
    while (threads_now() > expected && g_get_monotonic_time() < end_us)
        hall_live(20);
    return threads_now();
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
    g_autofree char *path = hall_film();
    g_autofree char *text = g_strdup_printf("#EXTM3U\n#EXTINF:4,film\nfile://%s\n", path);
    g_autofree char *list = written("list.mp4", text, -1);
    assert_refused(list);
}

static int tracks_met; /* bits: so many tracks of sound were there at some time */

/* Until it has ended or failed; false when it does neither. */
static bool plays_out(const char *path)
{
    hall_open(path);
    player_play(hall.player);
    tracks_met = 0;
    int64_t end_us = g_get_monotonic_time() + HALL_PATIENCE_MS * 1000;
    do {
        hall_live(20);
        if (hall.status.state == PLAYER_PLAYING)
            tracks_met |= 1 << hall.status.audio_tracks;
    } while (hall.status.state != PLAYER_ENDED && hall.status.state != PLAYER_FAILED &&
             g_get_monotonic_time() < end_us);
    return g_get_monotonic_time() < end_us;
}

static void test_cut_film(void)
{
    g_autofree char *whole = hall_film();
    g_autofree char *bytes = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(whole, &bytes, &size, NULL));
    for (int share = 1; share <= 9; share += 4) {
        g_autofree char *path = written("cut.mp4", bytes, (gssize)(size * (gsize)share / 10));
        bool is_over = plays_out(path);
        g_assert_true(is_over);
        g_assert_nonnull(share == 1 ? hall.status.reason : "");
    }
    hall_open(whole);
    hall_wait_for(PLAYER_READY);
}

/* The head says forty seconds of a film of four. */
static void test_length_lies(void)
{
    g_autofree char *whole = hall_film();
    g_autofree char *bytes = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(whole, &bytes, &size, NULL));
    char *head = memmem(bytes, size, "mvhd", 4);
    g_assert_nonnull(head);
    guint32 length; /* ISO 14496-12 §8.2.2, version 0: after two dates and the time scale */
    memcpy(&length, head + 20, sizeof length);
    length = GUINT32_TO_BE(GUINT32_FROM_BE(length) * 10);
    memcpy(head + 20, &length, sizeof length);
    g_autofree char *path = written("lies.mp4", bytes, (gssize)size);
    bool is_over = plays_out(path);
    g_assert_true(is_over);
    g_assert_cmpint(hall.status.state, ==, PLAYER_ENDED);
    g_assert_true(hall.status.is_cut_short);
    g_assert_nonnull(strstr(hall.status.reason, "before its length"));
    g_assert_cmpint(hall.status.time_ms, <, 6000);
    player_seek(hall.player, 1000);
    player_play(hall.player);
    hall_wait_for(PLAYER_PLAYING);
}

/* A stream that goes on with other tracks: pieces of a film, of sound alone, and of a film of another
 * size with two tracks of sound. */
static char *stream_of(const char *name, const int *order, size_t count)
{
    static const char *const pieces[][2] = {
        {"one.ts", TONE_FILM("320x180", "2") TONE_SINE("440", "2") "-c:v mpeg2video -c:a mp2"},
        {"two.ts", TONE_SINE("660", "2") "-c:a mp2 -tables_version 1"},
        {"three.ts",
         TONE_FILM("480x270", "2") TONE_SINE("440", "2") TONE_SINE(
             "880", "2") "-map 0 -map 1 -map 2 -c:v mpeg2video -c:a mp2 -tables_version 2"}};
    g_autoptr(GByteArray) stream = g_byte_array_new();
    for (size_t i = 0; i < count; i++) {
        g_autofree char *path = hall_made(pieces[order[i]][0], pieces[order[i]][1]);
        g_autofree char *bytes = NULL;
        gsize size = 0;
        g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
        g_byte_array_append(stream, (const guint8 *)bytes, (guint)size);
    }
    return written(name, (const char *)stream->data, (gssize)stream->len);
}

static void test_tracks_change(void)
{
    g_autofree char *gains = stream_of("gains.ts", (const int[]){0, 1, 2}, 3);
    bool is_over = plays_out(gains);
    g_assert_true(is_over);
    g_assert_cmpint(hall.status.state, ==, PLAYER_ENDED);
    g_assert_true(hall.status.has_picture && hall.status.has_sound);
    g_assert_cmpuint(hall_frames(), >, 1000 * HALL_RATE_HZ / 1000);
    g_assert_cmpint(tracks_met, ==, 1 << 1 | 1 << 2);
    g_assert_cmpint(hall.status.audio_tracks, ==, 2);
    player_set_audio_track(hall.player, 7); /* one that is not there any more */
    player_seek(hall.player, 500);
    player_play(hall.player);
    hall_wait_for(PLAYER_PLAYING);
    player_set_audio_track(hall.player, 0);
    g_autofree char *loses = stream_of("loses.ts", (const int[]){2, 0}, 2);
    is_over = plays_out(loses);
    g_assert_true(is_over);
    g_assert_cmpint(hall.status.state, ==, PLAYER_ENDED);
    g_assert_cmpint(tracks_met, ==, 1 << 1 | 1 << 2);
    g_assert_cmpint(hall.status.audio_tracks, ==, 1);
}

/* A film whose sound, or whose picture, is only there for a while: the other goes on. */
static void test_one_stops(void)
{
    static const struct {
        const char *name, *arguments;
        bool is_sound;
    } films[] = {{"mute.mp4",
                  TONE_FILM("320x180", "14") TONE_SINE("440", "3") "-c:v libx264 -g 25 -pix_fmt "
                                                                   "yuv420p -c:a aac",
                  true},
                 {"blind.mp4",
                  TONE_FILM("320x180", "3") TONE_SINE("440", "14") "-c:v libx264 -g 25 -pix_fmt "
                                                                   "yuv420p -c:a aac",
                  false}};
    for (size_t i = 0; i < G_N_ELEMENTS(films); i++) {
        g_autofree char *path = hall_made(films[i].name, films[i].arguments);
        hall_open(path);
        player_play(hall.player);
        int64_t end_us = g_get_monotonic_time() + HALL_PATIENCE_MS * 1000;
        bool was_sound_over = false, was_picture_over = false;
        do {
            hall_live(50);
            was_sound_over = was_sound_over || hall.status.is_sound_over;
            was_picture_over = was_picture_over || hall.status.is_picture_over;
        } while (hall.status.state != PLAYER_ENDED && g_get_monotonic_time() < end_us);
        g_test_message("%s: %s at %d, sound over %d, picture over %d", films[i].name,
                       player_state_name(hall.status.state), (int)hall.status.time_ms,
                       was_sound_over, was_picture_over);
        g_assert_cmpint(was_sound_over, ==, films[i].is_sound);
        g_assert_cmpint(was_picture_over, ==, !films[i].is_sound);
    }
}

/* Every damaged file of the corpora to its end: it ends or is refused with a reason. */
static void play_damaged(const char *path, char **fields, void *count)
{
    if (g_strv_length(fields) < 12 || g_str_equal(fields[11], "ok"))
        return;
    bool is_over = plays_out(path);
    g_test_message("%s: %s, %s", fields[0], player_state_name(hall.status.state),
                   hall.status.reason != NULL ? hall.status.reason : "to its end");
    g_assert_true(is_over || hall.status.state == PLAYER_PLAYING); /* it may be long */
    g_assert_true(hall.status.state != PLAYER_FAILED || hall.status.reason != NULL);
    ++*(int *)count;
}

static void test_damaged_corpora(void)
{
    int count = 0;
    if (!corpus_each("av", play_damaged, &count))
        return;
    g_assert_cmpint(count, >=, 10);
    g_autofree char *whole = hall_film();
    hall_open(whole);
    hall_wait_for(PLAYER_READY);
}

static void test_many_rounds(void)
{
    player_close(hall.player);
    int threads = threads_at_rest(2);
    g_autofree char *sound = hall_tone();
    g_autofree char *moving = hall_film();
    for (int round = 0; round < 30; round++) {
        hall_open(round % 2 == 0 ? sound : moving);
        player_play(hall.player);
        hall_wait_for(PLAYER_PLAYING);
        hall_live(60);
        if (round % 3 == 0)
            player_seek(hall.player, 1500);
        player_close(hall.player);
        hall_wait_for(PLAYER_IDLE);
        hall_live(60);
    }
    g_assert_cmpint(threads_at_rest(threads), <=, threads);
}

/* Opened, left and opened again faster than libVLC can follow. */
static void test_hasty_visitor(void)
{
    g_autofree char *sound = hall_tone();
    g_autofree char *moving = hall_film();
    for (int i = 0; i < 40; i++) {
        hall_open(i % 2 == 0 ? sound : moving);
        if (i % 3 == 0)
            player_play(hall.player);
        if (i % 4 == 0)
            player_seek(hall.player, 700);
        if (i % 5 == 0)
            player_pause(hall.player);
        hall_live(i % 7 * 4);
    }
    hall_open(moving);
    hall_wait_for(PLAYER_READY);
    g_assert_cmpint(hall_picture(), <=, HALL_LATE);
}

/* Every file of the corpora, whole or not: the player says what it is in bounded time, bears being
 * played and sought in, and the next file opens. */
static void open_any(const char *path, char **fields, void *names)
{
    hall_open(path);
    int64_t end_us = g_get_monotonic_time() + HALL_PATIENCE_MS * 1000;
    do
        hall_live(10);
    while (hall.status.state == PLAYER_OPENING && g_get_monotonic_time() < end_us);
    g_assert_true(hall.status.state == PLAYER_READY || hall.status.state == PLAYER_FAILED);
    g_assert_true(hall.status.state == PLAYER_READY || hall.status.reason != NULL);
    player_play(hall.player);
    hall_live(200);
    player_seek(hall.player, 100);
    hall_live(100);
    const struct frame *frame = player_frame(hall.player);
    g_test_message("%s: %s, %d x %d", fields[0], player_state_name(hall.status.state),
                   frame == NULL ? 0 : frame->width_px, frame == NULL ? 0 : frame->height_px);
    g_hash_table_add(names, g_strdup(fields[0]));
}

/* The files under a folder that no line of the table spoke of. */
static int count_unknown(const char *folder, const char *below, GHashTable *names)
{
    int unknown = 0;
    g_autofree char *path = g_build_filename(folder, below, NULL);
    g_autoptr(GDir) files = g_dir_open(path, 0, NULL);
    for (const char *name; files != NULL && (name = g_dir_read_name(files)) != NULL;) {
        g_autofree char *file =
            below[0] == '\0' ? g_strdup(name) : g_build_filename(below, name, NULL);
        g_autofree char *whole = g_build_filename(folder, file, NULL);
        bool is_about = g_str_equal(file, "SOURCE.md") || g_str_equal(file, "expected.tsv");
        if (g_file_test(whole, G_FILE_TEST_IS_DIR))
            unknown += count_unknown(folder, file, names);
        else if (!is_about && !g_hash_table_contains(names, file))
            unknown++;
    }
    return unknown;
}

static void test_corpora(void)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!corpus_each("av", open_any, names))
        return;
    g_autofree char *folder = corpus_folder("av");
    g_assert_cmpuint(g_hash_table_size(names), >=, 90);
    g_assert_cmpint(count_unknown(folder, "", names), ==, 0);
}

#define promise(name, test) g_test_add_func("/engine files/" name, test)

int main(int argc, char **argv)
{
#if defined(__SANITIZE_THREAD__)
    /* libVLC is not built for the thread sanitizer, which takes every hand-over in it for a race;
     * tests/media/test_player.c watches our threads. */
    return 77;
#endif
    g_test_init(&argc, &argv, NULL);
    hall_build();
    promise("what is no sound or film is refused with a reason", test_refusals);
    promise("a playlist in disguise leads nowhere", test_playlist);
    promise("a film cut off anywhere ends or is refused", test_cut_film);
    promise("a film whose length lies ends and says so", test_length_lies);
    promise("a stream whose tracks change is played on", test_tracks_change);
    promise("sound or picture that stops on the way is told of", test_one_stops);
    promise("every damaged file is played out or refused", test_damaged_corpora);
    promise("many recordings one after another leave no thread behind", test_many_rounds);
    promise("a hasty visitor gets what was asked for last", test_hasty_visitor);
    promise("every file of the corpora is played or refused in bounded time", test_corpora);
    int status = g_test_run();
    hall_leave();
    return status;
}
