/*
 * What a story costs, in figures: bench_story PACK [first | scroll | memory]…
 *
 * The pack is that of tools/bench/stories: a film of ten minutes with a caption every two seconds,
 * and a recording of two hours with 3,000 lines. From a touch to the first sound and the first
 * picture; scrolling the longest transcript through OpenGL; and memory over many openings. Everything goes through the real program on a real X
 * server with a real touch device. Needs root, as tests/support/touchscreen.h says.
 */
#include "tests/support/kiosk_process.h"
#include "tests/support/measure.h"
#include "tests/support/scratch.h"
#include "tests/support/touchscreen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TIMES = 11,
    FLINGS = 40,
    OPENINGS = 500,
    WARM_OPENINGS = 50, /* caches fill first */
};

/* Where they stand on the list of all items. */
static const char film_card[] = "card1", recording_card[] = "card2";

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

static void first_moments(struct touchscreen *screen, const char *pack)
{
    struct kiosk_process *kiosk = start(screen, pack, NULL);
    double sound[TIMES], picture[TIMES], film[TIMES], oral[TIMES];
    for (int i = 0; i < TIMES; i++) {
        film[i] = open_until(screen, kiosk, film_card, "film");
        kiosk_process_expect_screen(kiosk, "film"); /* and takes touches */
        picture[i] = play_until(screen, kiosk, is_seen);
        close_card(kiosk);
        oral[i] = open_until(screen, kiosk, recording_card, "oral");
        kiosk_process_expect_screen(kiosk, "oral");
        sound[i] = play_until(screen, kiosk, is_heard);
        close_card(kiosk);
    }
    print_times("film touched, to its screen", film, TIMES, "400");
    print_times("recording touched, to its screen", oral, TIMES, "300");
    print_times("play touched, to first sound", sound, TIMES, "300");
    print_times("play touched, to first picture", picture, TIMES, "400");
    stop(kiosk);
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
    gint64 began = g_get_monotonic_time();
    for (int i = 0; i < FLINGS; i++) {
        struct touchscreen_way way = {x, 680, x, 260, 120, 8};
        touchscreen_drag(screen, &way);
        g_usleep(700 * 1000);
    }
    double seconds = (double)(g_get_monotonic_time() - began) / G_USEC_PER_SEC;
    struct automation_stats stats = kiosk_process_stats(kiosk);
    frames = stats.frames - frames;
    double used = measure_processor_s(kiosk_process_pid(kiosk)) - before;
    printf(
        "  scrolling 3,000 lines, OpenGL        %6.1f ms of processor a frame median, %.1f ms at "
        "the 99th percentile of %lld (asked: under 16.7); %.1f ms with OpenGL's own threads; "
        "a frame takes %.1f and %.1f ms, %.0f came a second, pauses included\n",
        stats.frame_work_ms_p50, stats.frame_work_ms_p99, (long long)frames,
        frames > 0 ? 1000 * used / (double)frames : 0, stats.frame_ms_p50, stats.frame_ms_p99,
        (double)frames / seconds);
    stop(kiosk);
    scratch_destroy(scratch);
}

static void openings(struct touchscreen *screen, const char *pack)
{
    struct kiosk_process *kiosk = start(screen, pack, NULL);
    pid_t pid = kiosk_process_pid(kiosk);
    double warm_mb = 0;
    int64_t warm_bytes = 0;
    for (int i = 0; i < OPENINGS; i++) {
        if (i == WARM_OPENINGS) {
            warm_mb = measure_memory_mb(pid);
            warm_bytes = kiosk_process_stats(kiosk).texture_bytes;
        }
        bool is_film = i % 2 == 0;
        open_card(kiosk, is_film ? film_card : recording_card, is_film ? "film" : "oral");
        if (i % 4 < 2)
            play_until(screen, kiosk, is_film ? is_seen : is_heard);
        close_card(kiosk);
    }
    double mb = measure_memory_mb(pid);
    printf("  memory over %d openings             %6.1f MB after %d, %.1f MB at the end: %+.1f %% "
           "(asked: under 2); textures %+.1f MB\n",
           OPENINGS, warm_mb, WARM_OPENINGS, mb, 100 * (mb - warm_mb) / warm_mb,
           (double)(kiosk_process_stats(kiosk).texture_bytes - warm_bytes) / (1 << 20));
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
            parts[i].measure(screen, argv[1]);
    touchscreen_destroy(screen);
    return 0;
}
