/*
 * What a story costs, in figures: bench_story PACK [first | scroll | memory]…
 *
 * The pack is that of tools/bench/stories: a film of ten minutes with a caption every two seconds, a
 * recording of two hours with 3,000 lines, a picture, and a recording of a minute. From a touch to the
 * first sound, by the samples that come out of the player, and the first picture; scrolling the longest
 * transcript through OpenGL; and memory over many openings. Everything goes through the real program on
 * a real X server with a real touch device. Needs root, as tests/support/touchscreen.h says. What
 * libVLC takes alone tells bench_floor_vlc.
 */
#include "tests/support/kiosk_process.h"
#include "tests/support/measure.h"
#include "tests/support/scratch.h"
#include "tests/support/touchscreen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    TIMES = 11,
    FLINGS = 40,
    MOVING_MS = 300,
    OPENINGS = 500,
    WARM_OPENINGS = 50, /* caches fill first */
};

/* Where they stand on the list of all items. */
static const char film_card[] = "card1", recording_card[] = "card2", picture_card[] = "card3",
                  short_card[] = "card4";

/* Where libVLC writes what it plays when told to play to a file, in the folder it was started in. */
static const char sound_file[] = "audiofile.wav";

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_times(const char *what, double *ms, int count, const char *asked)
{
    qsort(ms, (size_t)count, sizeof *ms, compare);
    printf("  %-36s %6.0f ms median of %d, %.0f to %.0f (asked: under %s)\n", what, ms[count / 2],
           count, ms[0], ms[count - 1], asked);
}

/* On the list of all items; @config names a file of settings, or is NULL. */
static struct kiosk_process *start(struct touchscreen *screen, const char *pack, const char *config)
{
    const char *arguments[] = {"--pack", pack, config != NULL ? "--config" : NULL, config, NULL};
    g_autoptr(GError) error = NULL;
    struct kiosk_process *kiosk = kiosk_process_start(screen, arguments, &error);
    if (kiosk == NULL)
        g_error("%s", error->message);
    kiosk_process_expect_screen(kiosk, "attract");
    g_usleep(G_USEC_PER_SEC);
    kiosk_process_tap(kiosk, "cta.begin");
    kiosk_process_expect_screen(kiosk, "home");
    kiosk_process_tap(kiosk, "era1");
    kiosk_process_expect_screen(kiosk, "browse");
    g_usleep(G_USEC_PER_SEC);
    return kiosk;
}

static void stop(struct kiosk_process *kiosk)
{
    g_autoptr(GError) error = NULL;
    if (!kiosk_process_stop(kiosk, &error))
        g_printerr("bench: %s\n", error->message);
    kiosk_process_destroy(kiosk);
}

/* A finger on it; the time at which it was lifted. */
static gint64 touch(struct touchscreen *screen, struct kiosk_process *kiosk, const char *id)
{
    struct automation_node box = kiosk_process_box(kiosk, id);
    touchscreen_finger_down(screen, 0, box.x_px + box.width_px / 2, box.y_px + box.height_px / 2);
    g_usleep(70 * 1000);
    touchscreen_finger_up(screen, 0);
    return g_get_monotonic_time();
}

static bool is_heard(const struct automation_stats *before, const struct automation_stats *now)
{
    return strcmp(now->player.state, "playing") == 0 &&
           now->player.time_ms > before->player.time_ms;
}

/* Whether samples that are not silence have come out by now. */
static bool has_sounded(void)
{
    enum { HEAD_BYTES = 44 };
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (!g_file_get_contents(sound_file, &bytes, &length, NULL))
        return false;
    for (gsize i = HEAD_BYTES; i < length; i++)
        if (bytes[i] != 0)
            return true;
    return false;
}

/* Milliseconds from a touch on play until the first sample that is not silence came out. */
static double play_until_it_sounds(struct touchscreen *screen, struct kiosk_process *kiosk)
{
    remove(sound_file);
    gint64 since = touch(screen, kiosk, "play");
    while (!has_sounded() && g_get_monotonic_time() - since < 10 * G_USEC_PER_SEC)
        g_usleep(1000);
    return (double)(g_get_monotonic_time() - since) / 1000;
}

static bool is_seen(const struct automation_stats *before, const struct automation_stats *now)
{
    return strcmp(now->player.state, "playing") == 0 &&
           now->player.frames_shown > before->player.frames_shown;
}

/* Milliseconds from a touch on play until it is so, to a few. */
static double play_until(struct touchscreen *screen, struct kiosk_process *kiosk,
                         bool (*is_so)(const struct automation_stats *before,
                                       const struct automation_stats *now))
{
    struct automation_stats before = kiosk_process_stats(kiosk), now;
    gint64 since = touch(screen, kiosk, "play");
    do {
        g_usleep(1000);
        now = kiosk_process_stats(kiosk);
    } while (!is_so(&before, &now) && g_get_monotonic_time() - since < 10 * G_USEC_PER_SEC);
    return (double)(g_get_monotonic_time() - since) / 1000;
}

/* Milliseconds from a touch on a card until its screen and every picture on it are there. */
static double open_until(struct touchscreen *screen, struct kiosk_process *kiosk, const char *card,
                         const char *name)
{
    gint64 since = touch(screen, kiosk, card);
    for (;;) {
        struct automation_tree *tree = kiosk_process_tree(kiosk);
        bool is_there = strcmp(tree->screen, name) == 0;
        automation_tree_destroy(tree);
        if (is_there && kiosk_process_stats(kiosk).jobs_waiting == 0)
            return (double)(g_get_monotonic_time() - since) / 1000;
        g_usleep(1000);
    }
}

static void open_card(struct kiosk_process *kiosk, const char *card, const char *name)
{
    kiosk_process_tap(kiosk, card);
    kiosk_process_expect_screen(kiosk, name);
}

static void close_card(struct kiosk_process *kiosk)
{
    kiosk_process_tap(kiosk, "nav.back");
    kiosk_process_expect_screen(kiosk, "browse");
}

/* The kiosk plays to a file in a folder of its own. */
static void first_moments(struct touchscreen *screen, const char *pack)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *config = scratch_path(scratch, "sound.conf");
    g_autofree char *here = g_get_current_dir();
    if (!g_file_set_contents(config, "[sound]\noutput=afile\n", -1, NULL) ||
        chdir(scratch_folder(scratch)) != 0)
        g_error("no folder to play to");
    struct kiosk_process *kiosk = start(screen, pack, config);
    double sound[TIMES], picture[TIMES], film[TIMES], oral[TIMES], small[TIMES];
    for (int i = 0; i < TIMES; i++) {
        film[i] = open_until(screen, kiosk, film_card, "film");
        kiosk_process_expect_screen(kiosk, "film"); /* and takes touches */
        picture[i] = play_until(screen, kiosk, is_seen);
        close_card(kiosk);
        small[i] = open_until(screen, kiosk, short_card, "oral");
        kiosk_process_expect_screen(kiosk, "oral");
        close_card(kiosk);
        oral[i] = open_until(screen, kiosk, recording_card, "oral");
        kiosk_process_expect_screen(kiosk, "oral");
        sound[i] = play_until_it_sounds(screen, kiosk);
        close_card(kiosk);
    }
    print_times("film touched, to its screen", film, TIMES, "400");
    print_times("recording of 2 hours, to its screen", oral, TIMES, "300, and as the next");
    print_times("recording of a minute, to its screen", small, TIMES, "300");
    print_times("play touched, to first sample put out", sound, TIMES, "300");
    print_times("play touched, to first picture", picture, TIMES, "400");
    stop(kiosk);
    if (chdir(here) != 0)
        g_error("%s is gone", here);
    scratch_destroy(scratch);
}

static void scrolling(struct touchscreen *screen, const char *pack)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *config = scratch_path(scratch, "opengl.conf");
    g_autoptr(GError) error = NULL;
    if (!g_file_set_contents(config, "[display]\ndriver=opengl\n", -1, &error))
        g_error("%s", error->message);
    struct kiosk_process *kiosk = start(screen, pack, config);
    open_card(kiosk, recording_card, "oral");
    g_usleep(2 * G_USEC_PER_SEC);
    double before = measure_processor_s(kiosk_process_pid(kiosk));
    int64_t frames = kiosk_process_stats(kiosk).frames;
    g_autofree char *line = kiosk_process_first(kiosk, "cue");
    struct automation_node box = kiosk_process_box(kiosk, line);
    double x = box.x_px + box.width_px / 2;
    int64_t moving = 0;
    for (int i = 0; i < FLINGS; i++) {
        struct touchscreen_way way = {x, 680, x, 260, 120, 8};
        touchscreen_drag(screen, &way);
        int64_t thrown = kiosk_process_stats(kiosk).frames;
        g_usleep(MOVING_MS * 1000); /* it glides for longer */
        moving += kiosk_process_stats(kiosk).frames - thrown;
        g_usleep((700 - MOVING_MS) * 1000);
    }
    struct automation_stats stats = kiosk_process_stats(kiosk);
    frames = stats.frames - frames;
    double used = measure_processor_s(kiosk_process_pid(kiosk)) - before;
    printf(
        "  scrolling 3,000 lines, OpenGL        %6.1f ms of processor a frame median, %.1f ms at "
        "the 99th percentile of %lld (asked: under 16.7); %.1f ms with OpenGL's own threads; "
        "a frame takes %.1f and %.1f ms; while it glides %.0f come a second (asked: 60)\n",
        stats.frame_work_ms_p50, stats.frame_work_ms_p99, (long long)frames,
        frames > 0 ? 1000 * used / (double)frames : 0, stats.frame_ms_p50, stats.frame_ms_p99,
        (double)moving * 1000 / (FLINGS * MOVING_MS));
    stop(kiosk);
    scratch_destroy(scratch);
}

/* What is opened, one after the other. */
static const struct story {
    const char *card, *screen;
    bool (*is_so)(const struct automation_stats *before, const struct automation_stats *now);
} stories[] = {{film_card, "film", is_seen},
               {recording_card, "oral", is_heard},
               {picture_card, "picture", NULL},
               {short_card, "oral", is_heard}};

static void openings(struct touchscreen *screen, const char *pack)
{
    struct kiosk_process *kiosk = start(screen, pack, NULL);
    pid_t pid = kiosk_process_pid(kiosk);
    double warm_mb = 0;
    int64_t warm_bytes = 0;
    int warm_files = 0, warm_threads = 0;
    for (int i = 0; i < OPENINGS; i++) {
        if (i == WARM_OPENINGS) {
            warm_mb = measure_memory_mb(pid);
            warm_bytes = kiosk_process_stats(kiosk).texture_bytes;
            warm_files = measure_entries(pid, "fd");
            warm_threads = measure_entries(pid, "task");
        }
        const struct story *story = &stories[i % (int)G_N_ELEMENTS(stories)];
        open_card(kiosk, story->card, story->screen);
        if (story->is_so != NULL && i / (int)G_N_ELEMENTS(stories) % 2 == 0)
            play_until(screen, kiosk, story->is_so);
        close_card(kiosk);
    }
    double mb = measure_memory_mb(pid);
    printf("  memory over %d openings             %6.1f MB after %d, %.1f MB at the end: %+.1f %% "
           "(asked: under 2); textures %+.1f MB, open files %+d, threads %+d\n",
           OPENINGS, warm_mb, WARM_OPENINGS, mb, 100 * (mb - warm_mb) / warm_mb,
           (double)(kiosk_process_stats(kiosk).texture_bytes - warm_bytes) / (1 << 20),
           measure_entries(pid, "fd") - warm_files, measure_entries(pid, "task") - warm_threads);
    stop(kiosk);
}

static const struct {
    const char *name;
    void (*measure)(struct touchscreen *screen, const char *pack);
} parts[] = {{"first", first_moments}, {"scroll", scrolling}, {"memory", openings}};

int main(int argc, char **argv)
{
    const char *why_not = touchscreen_why_not();
    if (argc < 2 || why_not != NULL) {
        g_printerr("usage: bench_story PACK [first | scroll | memory]…\n%s\n",
                   why_not != NULL ? why_not : "");
        return 2;
    }
    g_autoptr(GError) error = NULL;
    g_autofree char *pack = g_canonicalize_filename(argv[1], NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (!measure_go_ahead())
        g_printerr("bench: no right to go ahead of other programs; figures hold their delays\n");
    struct touchscreen *screen = touchscreen_start(1920, 1080, &error);
    if (screen == NULL) {
        g_printerr("bench: %s\n", error->message);
        return 1;
    }
    printf("%s\n", argv[1]);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (argc == 2 || g_strv_contains((const char *const *)argv + 2, parts[i].name))
            parts[i].measure(screen, pack);
    touchscreen_destroy(screen);
    return 0;
}
