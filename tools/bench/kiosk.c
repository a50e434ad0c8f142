/*
 * What the kiosk costs, in figures: bench_kiosk PACK…
 *
 * For each pack: the first frame, memory on home and browse, the processor while nothing happens,
 * and how long a touch takes to be seen; then a film, played to its end. Everything goes through
 * the real program on a real X server with a real touch device, on whatever processor draws here.
 * Needs root, as tests/support/touchscreen.h says.
 */
#include "tests/support/kiosk_process.h"
#include "tests/support/measure.h"
#include "tests/support/touchscreen.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    STARTS = 5,
    IDLE_SECONDS = 10,
    TOUCHES = 120,
    FRAME_BUDGET_MS = 400,
    MEMORY_BUDGET_MB = 120,
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct kiosk_process *start(struct touchscreen *screen, const char *pack)
{
    const char *arguments[] = {"--pack", pack, NULL};
    g_autoptr(GError) error = NULL;
    struct kiosk_process *kiosk = kiosk_process_start(screen, arguments, &error);
    if (kiosk == NULL)
        g_error("%s", error->message);
    return kiosk;
}

static void stop(struct kiosk_process *kiosk)
{
    g_autoptr(GError) error = NULL;
    if (!kiosk_process_stop(kiosk, &error))
        g_printerr("bench: %s\n", error->message);
    kiosk_process_destroy(kiosk);
}

/* What a bare SDL program costs that shows one plain frame through this driver. */
static void floor_of(struct touchscreen *screen, const char *driver)
{
    g_autofree char *program = g_build_filename(g_getenv("RWF_BIN"), "bench_floor_sdl", NULL);
    g_auto(GStrv) environment = g_environ_setenv(g_get_environ(), "SDL_VIDEODRIVER", "x11", true);
    environment = g_environ_setenv(environment, "DISPLAY", touchscreen_display(screen), true);
    char *argv[] = {program, (char *)driver, NULL};
    double ms[STARTS], mb[STARTS];
    for (int i = 0; i < STARTS; i++) {
        g_autofree char *line = NULL;
        g_autoptr(GError) error = NULL;
        if (!g_spawn_sync(NULL, argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &line, NULL, NULL,
                          &error) ||
            sscanf(line, "%lf %lf", &ms[i], &mb[i]) != 2) {
            printf("  %-28s cannot be measured here\n", driver);
            return;
        }
    }
    qsort(ms, STARTS, sizeof *ms, compare);
    qsort(mb, STARTS, sizeof *mb, compare);
    printf("  %-28s %6.0f ms median of %d starts, %.0f to %.0f; memory %.0f MB PSS\n", driver,
           ms[STARTS / 2], STARTS, ms[0], ms[STARTS - 1], mb[STARTS / 2]);
}

static void first_frames(struct touchscreen *screen, const char *pack)
{
    double ms[STARTS];
    for (int i = 0; i < STARTS; i++) {
        struct kiosk_process *kiosk = start(screen, pack);
        kiosk_process_expect_screen(kiosk, "attract");
        ms[i] = kiosk_process_stats(kiosk).first_frame_ms;
        stop(kiosk);
    }
    qsort(ms, STARTS, sizeof *ms, compare);
    printf(
        "  first interactive frame      %6.0f ms median of %d starts, %.0f to %.0f (asked: %d)\n",
        ms[STARTS / 2], STARTS, ms[0], ms[STARTS - 1], FRAME_BUDGET_MS);
}

static bool nothing_waits(const struct automation_stats *stats, void *data)
{
    return stats->jobs_waiting == 0;
}

static void settle(struct kiosk_process *kiosk)
{
    g_usleep(G_USEC_PER_SEC);
    kiosk_process_expect_stats(kiosk, "pictures have come", nothing_waits, NULL);
    g_usleep(G_USEC_PER_SEC);
}

static void idle(struct kiosk_process *kiosk, pid_t pid, const char *where)
{
    double before = measure_processor_s(pid);
    int64_t frames = kiosk_process_stats(kiosk).frames;
    g_usleep(IDLE_SECONDS * G_USEC_PER_SEC);
    double used = measure_processor_s(pid) - before;
    printf("  %-8s memory %6.0f MB PSS (asked: under %d); untouched: %.2f %% of a processor "
           "(asked: under 1), %lld "
           "frames in %d s\n",
           where, measure_memory_mb(pid), MEMORY_BUDGET_MB, 100 * used / IDLE_SECONDS,
           (long long)(kiosk_process_stats(kiosk).frames - frames), IDLE_SECONDS);
}

/* Pages down and up as a visitor in a hurry would, then asks the kiosk how long each touch took. */
static void touches(struct kiosk_process *kiosk, const char *one, const char *other)
{
    for (int i = 0; i < TOUCHES; i++) {
        kiosk_process_tap(kiosk, i % 2 == 0 ? one : other);
        g_usleep(450 * 1000);
    }
    struct automation_stats stats = kiosk_process_stats(kiosk);
    printf("  touch to presented frame     %6.1f ms at the 99th percentile of %d touches (asked: "
           "33.3, two frames)\n"
           "  drawing a frame              %6.1f ms median, %.1f ms at the 99th percentile; of the "
           "processor %.1f and %.1f ms\n",
           stats.touch_to_present_ms_p99, TOUCHES, stats.frame_ms_p50, stats.frame_ms_p99,
           stats.frame_work_ms_p50, stats.frame_work_ms_p99);
}

static bool film_is_over(const struct automation_stats *stats, void *data)
{
    return strcmp(stats->player.state, "ended") == 0;
}

static bool film_is_late(const struct automation_stats *stats, void *data)
{
    return stats->player.time_ms > stats->player.length_ms - 8000 && stats->player.length_ms > 0;
}

static void film(struct kiosk_process *kiosk, pid_t pid)
{
    kiosk_process_tap(kiosk, "nav.home");
    kiosk_process_expect_screen(kiosk, "home");
    kiosk_process_tap(kiosk, "era2");
    kiosk_process_expect_screen(kiosk, "browse");
    kiosk_process_tap(kiosk, "chip4"); /* Watch */
    kiosk_process_expect(kiosk, "chip4", "selected");
    settle(kiosk);
    g_autoptr(GError) error = NULL;
    struct automation_tree *tree = kiosk_process_tree(kiosk);
    bool has_film = automation_tree_find(tree, "card1") != NULL;
    automation_tree_destroy(tree);
    if (!has_film) {
        printf("  film                         none in this pack\n");
        return;
    }
    kiosk_process_tap(kiosk, "card1");
    kiosk_process_expect_screen(kiosk, "film");
    double before = measure_processor_s(pid);
    gint64 began = g_get_monotonic_time();
    kiosk_process_tap(kiosk, "play");
    /* Each wait has the patience of a test, so a film of a minute is waited for in parts. */
    for (;;) {
        struct automation_stats stats = kiosk_process_stats(kiosk);
        if (film_is_late(&stats, NULL) || film_is_over(&stats, NULL) ||
            g_get_monotonic_time() - began > 300 * G_USEC_PER_SEC)
            break;
        g_usleep(G_USEC_PER_SEC / 2);
    }
    kiosk_process_expect_stats(kiosk, "the film has ended", film_is_over, NULL);
    struct automation_stats stats = kiosk_process_stats(kiosk);
    double seconds = (double)(g_get_monotonic_time() - began) / G_USEC_PER_SEC;
    double all = (double)(stats.player.frames_shown + stats.player.frames_late);
    printf("  film of %.0f s                %6.1f %% of its frames shown, %lld of %.0f (asked: "
           "97); %.0f %% of a processor\n",
           (double)stats.player.length_ms / 1000,
           all > 0 ? 100 * (double)stats.player.frames_shown / all : 0,
           (long long)stats.player.frames_shown, all,
           100 * (measure_processor_s(pid) - before) / seconds);
}

static void measure(struct touchscreen *screen, const char *pack)
{
    printf("%s\n", pack);
    first_frames(screen, pack);
    struct kiosk_process *kiosk = start(screen, pack);
    pid_t pid = kiosk_process_pid(kiosk);
    kiosk_process_expect_screen(kiosk, "attract");
    settle(kiosk);
    idle(kiosk, pid, "attract");
    kiosk_process_tap(kiosk, "cta.begin");
    kiosk_process_expect_screen(kiosk, "home");
    settle(kiosk);
    idle(kiosk, pid, "home");
    kiosk_process_tap(kiosk, "way1");
    kiosk_process_expect_screen(kiosk, "browse");
    settle(kiosk);
    idle(kiosk, pid, "browse");
    touches(kiosk, "page.down", "page.up");
    film(kiosk, pid);
    stop(kiosk);
}

int main(int argc, char **argv)
{
    const char *why_not = touchscreen_why_not();
    if (argc < 2 || why_not != NULL) {
        g_printerr("usage: bench_kiosk PACK…\n%s\n", why_not != NULL ? why_not : "");
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
    printf("a bare SDL window with one plain frame: the least on this machine\n");
    floor_of(screen, "software");
    floor_of(screen, "opengl");
    for (int i = 1; i < argc; i++)
        measure(screen, argv[i]);
    touchscreen_destroy(screen);
    return 0;
}
