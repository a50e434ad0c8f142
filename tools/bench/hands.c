/*
 * What hours of hands do: bench_hands PACK [MINUTES [SEED]].
 *
 * Fingers on a real touchscreen, at random but like a visitor's: they tap what can be tapped, drag,
 * throw, pinch, lay a palm on the glass, press keys, and now and then wait. Once a minute it prints
 * where they are, the kiosk's memory, its files and its threads; at the end, what it wrote. It ends with
 * 1 when the kiosk did not end well. Needs root, as tests/support/touchscreen.h says.
 */
#include "tests/support/kiosk_process.h"
#include "tests/support/measure.h"
#include "tests/support/touchscreen.h"

#include <linux/input-event-codes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTES = 20, WIDTH_PX = 1920, HEIGHT_PX = 1080, GHOST_TAP_US = 300000 };

struct hands {
    struct touchscreen *screen;
    struct kiosk_process *kiosk;
    GRand *random;
    GHashTable *seen; /* screen → how often */
    int touches;
};

/* One of what can be tapped, but seldom what leads away. */
static void tap_something(struct hands *hands)
{
    struct automation_tree *tree = kiosk_process_tree(hands->kiosk);
    g_autoptr(GPtrArray) there = g_ptr_array_new();
    char *count = g_hash_table_lookup(hands->seen, tree->screen);
    g_hash_table_replace(hands->seen, g_strdup(tree->screen),
                         GINT_TO_POINTER(GPOINTER_TO_INT(count) + 1));
    for (size_t i = 0; i < tree->count; i++) {
        struct automation_node *node = &tree->nodes[i];
        bool leads_away = g_str_has_prefix(node->id, "nav.") && !g_str_equal(node->id, "nav.back");
        if (automation_node_has_state(node, "focusable") && node->width_px > 0 &&
            (!leads_away || g_rand_int_range(hands->random, 0, 8) == 0))
            g_ptr_array_add(there, node);
    }
    if (there->len > 0) {
        const struct automation_node *node =
            there->pdata[g_rand_int_range(hands->random, 0, (gint32)there->len)];
        double across = g_rand_double_range(hands->random, 0.2, 0.8);
        double down = g_rand_double_range(hands->random, 0.2, 0.8);
        touchscreen_tap(hands->screen, node->x_px + node->width_px * across,
                        node->y_px + node->height_px * down);
    }
    automation_tree_destroy(tree);
}

static void drag_somewhere(struct hands *hands)
{
    struct touchscreen_way way = {g_rand_double_range(hands->random, 60, WIDTH_PX - 60),
                                  g_rand_double_range(hands->random, 60, HEIGHT_PX - 60),
                                  g_rand_double_range(hands->random, 60, WIDTH_PX - 60),
                                  g_rand_double_range(hands->random, 60, HEIGHT_PX - 60),
                                  g_rand_int_range(hands->random, 60, 600),
                                  10};
    touchscreen_drag(hands->screen, &way);
}

static void pinch_somewhere(struct hands *hands)
{
    double from = g_rand_double_range(hands->random, 60, 500);
    double to = g_rand_double_range(hands->random, 60, 500);
    touchscreen_pinch(hands->screen, g_rand_double_range(hands->random, 300, 1600),
                      g_rand_double_range(hands->random, 200, 900), from, to, 300);
}

static void lay_a_palm(struct hands *hands)
{
    double x = g_rand_double_range(hands->random, 100, 1500);
    double y = g_rand_double_range(hands->random, 100, 800);
    for (int finger = 0; finger < 6; finger++)
        touchscreen_finger_down(hands->screen, finger, x + 50 * finger, y + 20 * finger);
    g_usleep(80 * 1000);
    for (int finger = 0; finger < 6; finger++)
        touchscreen_finger_up(hands->screen, finger);
}

static void press_a_key(struct hands *hands)
{
    static const int keys[] = {KEY_TAB,  KEY_ENTER, KEY_ESC,  KEY_P,     KEY_F5, KEY_F6,
                               KEY_DOWN, KEY_UP,    KEY_LEFT, KEY_RIGHT, KEY_A,  KEY_BACKSPACE};
    touchscreen_key(hands->screen, keys[g_rand_int_range(hands->random, 0, G_N_ELEMENTS(keys))]);
}

static void move(struct hands *hands)
{
    int what = g_rand_int_range(hands->random, 0, 100);
    if (what < 72)
        tap_something(hands);
    else if (what < 84)
        drag_somewhere(hands);
    else if (what < 88)
        pinch_somewhere(hands);
    else if (what < 91)
        lay_a_palm(hands);
    else if (what < 97)
        press_a_key(hands);
    else
        g_usleep((gulong)g_rand_int_range(hands->random, 1, 6) * G_USEC_PER_SEC);
    hands->touches++;
    g_usleep(GHOST_TAP_US + (gulong)g_rand_int_range(hands->random, 0, 500000));
}

static void tell(struct hands *hands, int minute)
{
    pid_t pid = kiosk_process_pid(hands->kiosk);
    struct automation_stats stats = kiosk_process_stats(hands->kiosk);
    printf("  minute %3d: %5d moves, %3u screens, %6.1f MB, %5.1f MB of textures, %3d files, %2d "
           "threads, player %s\n",
           minute, hands->touches, g_hash_table_size(hands->seen), measure_memory_mb(pid),
           (double)stats.texture_bytes / (1 << 20), measure_entries(pid, "fd"),
           measure_entries(pid, "task"), stats.player.state);
}

static void print_screens(GHashTable *seen)
{
    GHashTableIter at;
    void *name, *count;
    g_hash_table_iter_init(&at, seen);
    while (g_hash_table_iter_next(&at, &name, &count))
        printf("  %-10s %5d\n", (char *)name, GPOINTER_TO_INT(count));
}

int main(int argc, char **argv)
{
    const char *why_not = touchscreen_why_not();
    if (argc < 2 || why_not != NULL) {
        g_printerr("usage: bench_hands PACK [MINUTES [SEED]]\n%s\n",
                   why_not != NULL ? why_not : "");
        return 2;
    }
    g_autoptr(GError) error = NULL;
    int minutes = argc > 2 ? atoi(argv[2]) : MINUTES;
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct hands hands = {.random = g_rand_new_with_seed(argc > 3 ? (guint32)atoi(argv[3]) : 1),
                          .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    hands.screen = touchscreen_start(WIDTH_PX, HEIGHT_PX, &error);
    if (hands.screen != NULL)
        hands.kiosk =
            kiosk_process_start(hands.screen, (const char *[]){"--pack", argv[1], NULL}, &error);
    if (hands.kiosk == NULL) {
        g_printerr("bench: %s\n", error->message);
        return 1;
    }
    kiosk_process_expect_screen(hands.kiosk, "attract");
    gint64 began_us = g_get_monotonic_time();
    for (int minute = 0; minute <= minutes; minute++) {
        tell(&hands, minute);
        while (minute < minutes &&
               g_get_monotonic_time() - began_us < (gint64)(minute + 1) * 60 * G_USEC_PER_SEC)
            move(&hands);
    }
    print_screens(hands.seen);
    bool is_well = kiosk_process_stop(hands.kiosk, &error);
    g_autofree char *output = kiosk_process_output(hands.kiosk);
    printf("the kiosk wrote:\n%s%s\n", output, is_well ? "and ended well" : error->message);
    kiosk_process_destroy(hands.kiosk);
    touchscreen_destroy(hands.screen);
    g_hash_table_destroy(hands.seen);
    g_rand_free(hands.random);
    return is_well ? 0 : 1;
}
