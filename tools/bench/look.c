/*
 * What a very large picture costs, in figures read from the glass: bench_look PACK
 *
 * The pack is that of tools/bench/stories: how soon a picture of a gigapixel is seen, and what walking
 * over it costs, with both renderers. Everything goes through the real program on a real X server with
 * a real touch device. Needs root, as tests/support/touchscreen.h says.
 */
#include "tests/support/glass.h"
#include "tests/support/kiosk_process.h"
#include "tests/support/measure.h"
#include "tests/support/scratch.h"
#include "tests/support/touchscreen.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    PATIENCE_S = 20,
    FIRST_LOOKS = 7,
    WALKS = 60,
    FAR_STEPS = 14, /* nearer than one can come */
};

static const char picture_card[] = "card3"; /* on the list of the past */

struct stand {
    struct touchscreen *screen;
    struct glass *glass;
    struct kiosk_process *kiosk;
    const char *config; /* NULL: as it comes */
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double share_of(double *values, int count, double share)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    return values[MIN((int)(count * share), count - 1)];
}

static void start(struct stand *stand, const char *pack)
{
    g_autoptr(GError) error = NULL;
    const char *arguments[] = {"--pack", pack, stand->config != NULL ? "--config" : NULL,
                               stand->config, NULL};
    stand->kiosk = kiosk_process_start(stand->screen, arguments, &error);
    if (stand->kiosk == NULL)
        g_error("%s", error->message);
    kiosk_process_expect_screen(stand->kiosk, "attract");
    g_usleep(G_USEC_PER_SEC);
    kiosk_process_tap(stand->kiosk, "cta.begin");
    kiosk_process_expect_screen(stand->kiosk, "home");
    kiosk_process_tap(stand->kiosk, "era1");
    kiosk_process_expect_screen(stand->kiosk, "browse");
    g_usleep(G_USEC_PER_SEC);
}

static void stop(struct stand *stand)
{
    g_autoptr(GError) error = NULL;
    if (!kiosk_process_stop(stand->kiosk, &error))
        g_printerr("bench: %s\n", error->message);
    kiosk_process_destroy(stand->kiosk);
}

/* A finger on its middle; the time at which it was lifted. What the X server takes to hear of
 * that counts too. */
static gint64 touch(struct stand *stand, const char *id)
{
    struct automation_node box = kiosk_process_box(stand->kiosk, id);
    touchscreen_finger_down(stand->screen, 0, box.x_px + box.width_px / 2,
                            box.y_px + box.height_px / 2);
    g_usleep(70 * 1000);
    gint64 lifted = g_get_monotonic_time();
    touchscreen_finger_up(stand->screen, 0);
    return lifted;
}

/* The large picture is orange throughout, the kiosk's own colours are not. */
static bool is_picture(uint32_t pixel)
{
    return (int)(pixel >> 16 & 255) - (int)(pixel & 255) > 60;
}

static double preview_once(struct stand *stand)
{
    uint32_t pixel = 0;
    do
        glass_row(stand->glass, 690, 800, 1, &pixel);
    while (is_picture(pixel)); /* of the time before */
    gint64 since = touch(stand, picture_card);
    do {
        glass_row(stand->glass, 690, 800, 1, &pixel); /* where the list has no card */
        g_usleep(1000);
    } while (!is_picture(pixel) && g_get_monotonic_time() - since < PATIENCE_S * G_USEC_PER_SEC);
    return (double)(g_get_monotonic_time() - since) / 1000;
}

static void settle(const struct stand *stand)
{
    do
        g_usleep(50 * 1000);
    while (kiosk_process_stats(stand->kiosk).jobs_waiting > 0);
}

static void come_closer(const struct stand *stand, int steps)
{
    for (int i = 0; i < steps; i++) {
        struct automation_tree *tree = kiosk_process_tree(stand->kiosk);
        bool is_closest =
            automation_node_has_state(automation_tree_find(tree, "zoom.in"), "disabled");
        automation_tree_destroy(tree);
        if (is_closest)
            break;
        kiosk_process_tap(stand->kiosk, "zoom.in");
        g_usleep(600 * 1000);
    }
}

/* Throws it about, which asks for hundreds of tiles. */
static void walk(const struct stand *stand)
{
    for (int i = 0; i < WALKS; i++) {
        double side = i % 8 < 4 ? 1 : -1, down = i % 16 < 8 ? 1 : -1;
        struct touchscreen_way way = {
            690 + side * 560, 530 + down * 200, 690 - side * 560, 530 - down * 200, 200, 10};
        touchscreen_drag(stand->screen, &way);
        g_usleep(350 * 1000);
    }
    settle(stand);
}

static void first_look(struct stand *stand, const char *pack)
{
    double ms[FIRST_LOOKS];
    for (int i = 0; i < FIRST_LOOKS; i++) {
        start(stand, pack);
        g_usleep(600 * 1000);
        ms[i] = preview_once(stand);
        stop(stand);
    }
    double median = share_of(ms, FIRST_LOOKS, 0.5);
    printf(
        "  picture of a gigapixel touched       %6.0f ms median of %d first openings until it is "
        "seen, %.0f to %.0f (asked: under 150)\n",
        median, FIRST_LOOKS, ms[0], ms[FIRST_LOOKS - 1]);
}

/* @steps nearer: as close as one can, or where no level of tiles has just the screen's size. */
static void walk_over(struct stand *stand, const char *pack, const char *driver, int steps)
{
    start(stand, pack);
    pid_t pid = kiosk_process_pid(stand->kiosk);
    double before = measure_memory_mb(pid);
    kiosk_process_tap(stand->kiosk, picture_card);
    kiosk_process_expect_screen(stand->kiosk, "picture");
    settle(stand);
    come_closer(stand, steps);
    walk(stand);
    struct automation_stats stats = kiosk_process_stats(stand->kiosk);
    printf("  walking over it, %-8s %-11s %6.1f ms of processor a frame median, %.1f at the 99th "
           "percentile (asked: under 16.7); on the clock %.1f and %.1f; %lld frames; %.0f MB with "
           "%.0f MB of textures (the list before: %.0f MB; its pixels: 3,072 MB)\n",
           driver, steps < FAR_STEPS ? "half way" : "closest", stats.frame_work_ms_p50,
           stats.frame_work_ms_p99, stats.frame_ms_p50, stats.frame_ms_p99, (long long)stats.frames,
           measure_memory_mb(pid), (double)stats.texture_bytes / (1 << 20), before);
    stop(stand);
}

static void picture(struct stand *stand, const char *pack)
{
    static const char *const drivers[] = {"software", "opengl"};
    struct scratch *scratch = scratch_create();
    first_look(stand, pack);
    for (size_t i = 0; i < G_N_ELEMENTS(drivers); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *config = scratch_path(scratch, drivers[i]);
        g_autofree char *text = g_strdup_printf("[display]\ndriver=%s\n", drivers[i]);
        if (!g_file_set_contents(config, text, -1, &error))
            g_error("%s", error->message);
        stand->config = config;
        walk_over(stand, pack, drivers[i], FAR_STEPS);
        walk_over(stand, pack, drivers[i], 5);
        stand->config = NULL;
    }
    scratch_destroy(scratch);
}

int main(int argc, char **argv)
{
    const char *why_not = touchscreen_why_not();
    if (argc != 2 || why_not != NULL) {
        g_printerr("usage: bench_look PACK\n%s\n", why_not != NULL ? why_not : "");
        return 2;
    }
    g_autoptr(GError) error = NULL;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (!measure_go_ahead())
        g_printerr("bench: no right to go ahead of other programs; figures hold their delays\n");
    struct stand stand = {.screen = touchscreen_start(1920, 1080, &error)};
    if (stand.screen != NULL)
        stand.glass = glass_open(touchscreen_display(stand.screen), &error);
    if (stand.glass == NULL) {
        g_printerr("bench: %s\n", error->message);
        return 1;
    }
    printf("%s\n", argv[1]);
    picture(&stand, argv[1]);
    glass_close(stand.glass);
    touchscreen_destroy(stand.screen);
    return 0;
}
