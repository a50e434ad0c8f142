/* A visitor who listens, at the real kiosk: other words keep her place, a break brings her back to it,
 * and "Back to now" to what is said. */
#include "tests/support/kiosk_process.h"
#include "tests/support/touchscreen.h"

#include <math.h>
#include <string.h>

struct size {
    const char *name;
    int width_px, height_px;
};

static const struct size landscape = {"landscape", 1920, 1080};
static const struct size portrait = {"portrait", 1080, 1920};

struct visit {
    struct touchscreen *screen;
    struct kiosk_process *kiosk;
};

static void arrive(struct visit *visit, const void *data)
{
    const struct size *size = data;
    g_autoptr(GError) error = NULL;
    visit->screen = touchscreen_start(size->width_px, size->height_px, &error);
    g_assert_no_error(error);
    visit->kiosk = kiosk_process_start(
        visit->screen, (const char *[]){"--pack", g_getenv("RWF_SAMPLE_PACK"), NULL}, &error);
    g_assert_no_error(error);
    kiosk_process_expect_screen(visit->kiosk, "attract");
    kiosk_process_tap(visit->kiosk, "cta.begin");
    kiosk_process_expect_screen(visit->kiosk, "home");
    kiosk_process_tap(visit->kiosk, "way1");
    kiosk_process_expect_screen(visit->kiosk, "browse");
}

static void depart(struct visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    kiosk_process_stop(visit->kiosk, &error);
    g_assert_no_error(error);
    kiosk_process_destroy(visit->kiosk);
    touchscreen_destroy(visit->screen);
}

static bool is_there(struct visit *visit, const char *id, const char *state)
{
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    const struct automation_node *node = automation_tree_find(tree, id);
    bool is_so = node != NULL && (state == NULL || automation_node_has_state(node, state));
    automation_tree_destroy(tree);
    return is_so;
}

/* The first voice whose words are there in more than one language. */
static void open_voice_of_two_languages(struct visit *visit)
{
    for (int i = 1; i <= 8; i++) {
        g_autofree char *card = g_strdup_printf("card%d", i);
        if (!is_there(visit, card, NULL))
            break;
        kiosk_process_tap(visit->kiosk, card);
        g_usleep(1500 * 1000);
        struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
        bool is_oral = strcmp(tree->screen, "oral") == 0;
        automation_tree_destroy(tree);
        if (is_oral && is_there(visit, "language", "focusable") && is_there(visit, "cue0", NULL))
            return;
        kiosk_process_tap(visit->kiosk, "nav.back");
        kiosk_process_expect_screen(visit->kiosk, "browse");
    }
    g_error("no voice of the sample archive has words in two languages");
}

static bool is_playing(const struct automation_stats *stats, void *unused)
{
    return g_str_equal(stats->player.state, "playing");
}

static bool is_paused(const struct automation_stats *stats, void *unused)
{
    return g_str_equal(stats->player.state, "paused") || g_str_equal(stats->player.state, "ready");
}

/* The line that is lit: where it stands, and when it is said. */
static double lit_line(struct visit *visit, char **name)
{
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    double y = NAN;
    for (size_t i = 0; i < tree->count; i++) {
        const struct automation_node *node = &tree->nodes[i];
        if (!g_str_has_prefix(node->id, "cue") || !automation_node_has_state(node, "selected"))
            continue;
        y = node->y_px;
        g_free(*name);
        *name = g_strdup(node->name);
    }
    automation_tree_destroy(tree);
    return y;
}

static void stand_in_the_middle(struct visit *visit)
{
    kiosk_process_tap_at(visit->kiosk, "waveform.scrub", 0.5, 0.5);
    g_usleep(2 * G_USEC_PER_SEC);
}

static void test_other_words_keep_the_place(struct visit *visit, const void *data)
{
    const struct size *size = data;
    open_voice_of_two_languages(visit);
    stand_in_the_middle(visit);
    g_autofree char *said = NULL;
    double y = lit_line(visit, &said);
    g_assert_false(isnan(y));
    int64_t stood_ms = kiosk_process_stats(visit->kiosk).player.time_ms;
    for (int i = 0; i < 3; i++) { /* the other words, both, and these again */
        g_autofree char *now = g_strdup(said);
        kiosk_process_tap(visit->kiosk, "language");
        g_usleep(G_USEC_PER_SEC);
        double after = lit_line(visit, &now);
        g_test_message("%s: %g, then %g", now, y, after);
        g_assert_false(isnan(after));
        g_assert_cmpfloat(fabs(after - y), <, size->height_px * 0.12);
        if (i == 0)
            g_assert_cmpstr(now, !=, said);
    }
    g_assert_cmpint(ABS(kiosk_process_stats(visit->kiosk).player.time_ms - stood_ms), <, 1500);
}

static void test_a_break_brings_back_to_the_moment(struct visit *visit, const void *unused)
{
    open_voice_of_two_languages(visit);
    stand_in_the_middle(visit);
    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the sound to play", is_playing, NULL);
    g_usleep(1500 * 1000);
    kiosk_process_tap(visit->kiosk, "tab.transcript");
    int64_t left_ms = kiosk_process_stats(visit->kiosk).player.time_ms;
    kiosk_process_tap(visit->kiosk, "nav.break");
    kiosk_process_expect_screen(visit->kiosk, "break");
    kiosk_process_tap(visit->kiosk, "keep.exploring");
    kiosk_process_expect_screen(visit->kiosk, "oral");
    kiosk_process_expect_stats(visit->kiosk, "for the recording to rest where it was", is_paused,
                               NULL);
    g_usleep(G_USEC_PER_SEC);
    g_assert_cmpint(ABS(kiosk_process_stats(visit->kiosk).player.time_ms - left_ms), <, 2500);
    g_autofree char *said = NULL;
    g_assert_false(isnan(lit_line(visit, &said)));
    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the sound to play on", is_playing, NULL);
}

static void test_comes_back_to_now(struct visit *visit, const void *unused)
{
    open_voice_of_two_languages(visit);
    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the sound to play", is_playing, NULL);
    kiosk_process_tap(visit->kiosk, "page.down");
    kiosk_process_expect(visit->kiosk, "follow", "focusable");
    kiosk_process_tap(visit->kiosk, "follow");
    g_usleep(1200 * 1000);
    g_autofree char *said = NULL;
    g_assert_false(isnan(lit_line(visit, &said)));
    g_assert_false(is_there(visit, "follow", NULL));
}

static void add(const struct size *size, const char *sentence,
                void (*test)(struct visit *visit, const void *size))
{
    g_autofree char *name = g_strdup_printf("/listening/%s/%s", size->name, sentence);
    g_test_add(name, struct visit, size, arrive, test, depart);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *why_not = touchscreen_why_not();
    if (why_not == NULL && g_getenv("RWF_SAMPLE_PACK") == NULL)
        why_not = "RWF_SAMPLE_PACK does not name the sample archive's pack";
    if (why_not != NULL) {
        g_print("# SKIP %s\n", why_not);
        return 77;
    }
    static const struct size *const sizes[] = {&portrait, &landscape};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        add(sizes[i], "other words keep a listener's place", test_other_words_keep_the_place);
        add(sizes[i], "a break brings a listener back to the moment",
            test_a_break_brings_back_to_the_moment);
        add(sizes[i], "a listener comes back to now", test_comes_back_to_now);
    }
    return g_test_run();
}
