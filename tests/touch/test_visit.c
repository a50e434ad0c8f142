/* Visitors at the real kiosk: fingers on a touchscreen, the sample archive's pack, and what the
 * screen then says of itself. Pictures of what they saw are kept beside the programs. */
#include "tests/support/kiosk_process.h"
#include "tests/support/scratch.h"
#include "tests/support/touchscreen.h"

#include <linux/input-event-codes.h>
#include <math.h>

struct size {
    const char *name; /* "landscape": as the kiosk calls it, and in the names of pictures */
    int width_px, height_px;
};

static const struct size landscape = {"landscape", 1920, 1080};
static const struct size portrait = {"portrait", 1080, 1920};

struct visit {
    const struct size *size;
    struct touchscreen *screen;
    struct kiosk_process *kiosk;
    struct scratch *folder; /* NULL: none is needed */
};

static void arrive(struct visit *visit, const void *size)
{
    g_autoptr(GError) error = NULL;
    visit->size = size;
    visit->screen = touchscreen_start(visit->size->width_px, visit->size->height_px, &error);
    g_assert_no_error(error);
    visit->kiosk = kiosk_process_start(
        visit->screen, (const char *[]){"--pack", g_getenv("RWF_SAMPLE_PACK"), NULL}, &error);
    g_assert_no_error(error);
    kiosk_process_expect_screen(visit->kiosk, "attract");
}

static void depart(struct visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    kiosk_process_stop(visit->kiosk, &error);
    g_assert_no_error(error);
    kiosk_process_destroy(visit->kiosk);
    touchscreen_destroy(visit->screen);
    scratch_destroy(visit->folder);
}

/* At a kiosk that asks soon whether anybody is there: after 2.7 seconds in lists. */
static void arrive_at_rehearsal(struct visit *visit, const void *size)
{
    g_autoptr(GError) error = NULL;
    visit->size = size;
    visit->folder = scratch_create();
    g_autofree char *config = scratch_path(visit->folder, "kiosk.ini");
    g_file_set_contents(config, "[visitor]\npatience=3\n", -1, &error);
    g_assert_no_error(error);
    visit->screen = touchscreen_start(visit->size->width_px, visit->size->height_px, &error);
    g_assert_no_error(error);
    visit->kiosk = kiosk_process_start(
        visit->screen,
        (const char *[]){"--pack", g_getenv("RWF_SAMPLE_PACK"), "--config", config, NULL}, &error);
    g_assert_no_error(error);
    kiosk_process_expect_screen(visit->kiosk, "attract");
}

static void keep_picture(struct visit *visit, const char *what)
{
    g_autofree char *name = g_strdup_printf("%s-%s", visit->size->name, what);
    kiosk_process_picture(visit->kiosk, name);
}

/* Whether pictures that were asked for are there. */
static bool is_settled(const struct automation_stats *stats, void *unused)
{
    return stats->jobs_waiting == 0;
}

static void go_home(struct visit *visit)
{
    kiosk_process_tap(visit->kiosk, "cta.begin");
    kiosk_process_expect_screen(visit->kiosk, "home");
}

/* From home to the first story of a chip of an era's list: "chip2" is Listen. */
static void open_first_story(struct visit *visit, const char *era, const char *chip,
                             const char *screen)
{
    kiosk_process_tap(visit->kiosk, era);
    kiosk_process_expect_screen(visit->kiosk, "browse");
    kiosk_process_tap(visit->kiosk, chip);
    kiosk_process_expect(visit->kiosk, chip, "selected");
    g_autofree char *card = kiosk_process_first(visit->kiosk, "card");
    kiosk_process_tap(visit->kiosk, card);
    kiosk_process_expect_screen(visit->kiosk, screen);
}

static void go_back_to(struct visit *visit, const char *screen)
{
    kiosk_process_tap(visit->kiosk, "nav.back");
    kiosk_process_expect_screen(visit->kiosk, screen);
}

static bool is_playing(const struct automation_stats *stats, void *unused)
{
    return g_str_equal(stats->player.state, "playing");
}

static bool is_paused(const struct automation_stats *stats, void *unused)
{
    return g_str_equal(stats->player.state, "paused");
}

static bool is_later_than(const struct automation_stats *stats, void *time_ms)
{
    return stats->player.time_ms > *(const int64_t *)time_ms;
}

static void expect_later_than(struct visit *visit, int64_t time_ms)
{
    kiosk_process_expect_stats(visit->kiosk, "for the recording to go on", is_later_than, &time_ms);
}

/* Where a recording is after a seek: key frames and samples lie apart by up to a second, and it
 * plays on meanwhile. */
static bool is_near(const struct automation_stats *stats, void *fraction)
{
    double wanted_ms = *(const double *)fraction * (double)stats->player.length_ms;
    return fabs((double)stats->player.time_ms - wanted_ms) < 3000;
}

static void test_sees_every_way_in(struct visit *visit, const void *unused)
{
    static const char *const ways[] = {"feature", "era1", "era2",     "era3",      "way1",
                                       "way2",    "way3", "nav.home", "nav.break", "nav.access"};
    keep_picture(visit, "attract");
    go_home(visit);
    kiosk_process_expect_stats(visit->kiosk, "for the pictures", is_settled, NULL);
    keep_picture(visit, "home");
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    g_assert_cmpstr(tree->orientation, ==, visit->size->name);
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        const struct automation_node *node = automation_tree_find(tree, ways[i]);
        g_assert_nonnull(node);
        g_assert_cmpstr(node->name, !=, "");
    }
    automation_tree_destroy(tree);
}

static void test_listens(struct visit *visit, const void *unused)
{
    go_home(visit);
    open_first_story(visit, "era1", "chip2", "oral");
    g_assert_false(g_str_equal(kiosk_process_stats(visit->kiosk).player.state, "playing"));

    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the sound to play", is_playing, NULL);
    expect_later_than(visit, 2000);
    keep_picture(visit, "oral");

    double middle = 0.5;
    kiosk_process_tap_at(visit->kiosk, "waveform.scrub", middle, 0.5);
    kiosk_process_expect_stats(visit->kiosk, "for the middle of the recording", is_near, &middle);

    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the sound to pause", is_paused, NULL);
    int64_t stopped_ms = kiosk_process_stats(visit->kiosk).player.time_ms;
    g_usleep(500 * 1000);
    g_assert_cmpint(kiosk_process_stats(visit->kiosk).player.time_ms, ==, stopped_ms);

    go_back_to(visit, "browse");
    go_back_to(visit, "home");
}

static void test_looks_closely(struct visit *visit, const void *unused)
{
    go_home(visit);
    open_first_story(visit, "era1", "chip3", "picture");
    kiosk_process_expect_stats(visit->kiosk, "for the picture", is_settled, NULL);
    kiosk_process_expect(visit->kiosk, "zoom.out", "disabled");
    keep_picture(visit, "picture");

    struct automation_node image = kiosk_process_box(visit->kiosk, "image");
    double x_px = image.x_px + image.width_px / 2;
    double y_px = image.y_px + image.height_px / 2;
    touchscreen_pinch(visit->screen, x_px, y_px, 120, 480, 400);
    kiosk_process_expect(visit->kiosk, "zoom.out", "focusable");
    keep_picture(visit, "picture-near");
    for (int i = 0; i < 8; i++) {
        struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
        bool is_whole =
            automation_node_has_state(automation_tree_find(tree, "zoom.out"), "disabled");
        automation_tree_destroy(tree);
        if (is_whole)
            break;
        kiosk_process_tap(visit->kiosk, "zoom.out");
        g_usleep(600 * 1000);
    }
    kiosk_process_expect(visit->kiosk, "zoom.out", "disabled");
    go_back_to(visit, "browse");
}

static bool has_shown_frames(const struct automation_stats *stats, void *count)
{
    return stats->player.frames_shown >= *(const int64_t *)count;
}

static void test_watches(struct visit *visit, const void *unused)
{
    go_home(visit);
    open_first_story(visit, "era2", "chip4", "film");
    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the film to play", is_playing, NULL);
    int64_t enough = 20;
    kiosk_process_expect_stats(visit->kiosk, "for frames of the film", has_shown_frames, &enough);
    expect_later_than(visit, 2500);
    keep_picture(visit, "film");

    go_back_to(visit, "browse");
    g_assert_false(g_str_equal(kiosk_process_stats(visit->kiosk).player.state, "playing"));
}

static bool is_signing(const struct automation_tree *tree, void *unused)
{
    return automation_tree_find(tree, "signer") != NULL;
}

static void open_film(struct visit *visit, const char *era, const char *card)
{
    kiosk_process_tap(visit->kiosk, era);
    kiosk_process_expect_screen(visit->kiosk, "browse");
    kiosk_process_tap(visit->kiosk, "chip4");
    kiosk_process_expect(visit->kiosk, "chip4", "selected");
    kiosk_process_tap(visit->kiosk, card);
    kiosk_process_expect_screen(visit->kiosk, "film");
}

static void test_watches_signed(struct visit *visit, const void *unused)
{
    go_home(visit);
    open_film(visit, "era2", "card2");
    keep_picture(visit, "film-poster");
    kiosk_process_tap(visit->kiosk, "bsl");
    kiosk_process_expect_tree(visit->kiosk, "for the signer", is_signing, NULL);
    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the film to play", is_playing, NULL);
    expect_later_than(visit, 3000);
    keep_picture(visit, "film-signed");
    kiosk_process_tap(visit->kiosk, "subtitles"); /* Polish */
    kiosk_process_tap(visit->kiosk, "fullscreen");
    kiosk_process_expect(visit->kiosk, "close", NULL);
    expect_later_than(visit, 5000);
    keep_picture(visit, "film-signed-full");
    kiosk_process_tap(visit->kiosk, "close");
    kiosk_process_tap(visit->kiosk, "bsl");
    kiosk_process_expect(visit->kiosk, "language", NULL);
    keep_picture(visit, "film-captions-polish");
    go_back_to(visit, "browse");
}

static void test_hears_described(struct visit *visit, const void *unused)
{
    go_home(visit);
    open_film(visit, "era3", "card1");
    kiosk_process_tap(visit->kiosk, "audio.desc");
    kiosk_process_expect(visit->kiosk, "audio.desc", "selected");
    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the description to play", is_playing, NULL);
    expect_later_than(visit, 4000);
    keep_picture(visit, "film-described");
    go_back_to(visit, "browse");
}

/* A card's place in the window, for telling whether a list has moved. */
static bool has_moved_up(const struct automation_tree *tree, void *box)
{
    const struct automation_node *before = box;
    const struct automation_node *now = automation_tree_find(tree, before->id);
    return now == NULL || now->y_px + now->height_px < before->y_px + before->height_px - 20;
}

static void test_pages(struct visit *visit, const void *unused)
{
    go_home(visit);
    kiosk_process_tap(visit->kiosk, "era1");
    kiosk_process_expect_screen(visit->kiosk, "browse");
    kiosk_process_expect_stats(visit->kiosk, "for the pictures", is_settled, NULL);
    keep_picture(visit, "browse");
    g_autofree char *first = kiosk_process_first(visit->kiosk, "card");
    struct automation_node box = kiosk_process_box(visit->kiosk, first);
    box.id = first;
    kiosk_process_expect(visit->kiosk, "page.up", "disabled");
    kiosk_process_tap(visit->kiosk, "page.down");
    kiosk_process_expect_tree(visit->kiosk, "for the list to move", has_moved_up, &box);
    kiosk_process_tap(visit->kiosk, "page.up");
    kiosk_process_expect(visit->kiosk, "page.up", "disabled");
    kiosk_process_box(visit->kiosk, first);
}

static void test_stays_whole_under_a_palm(struct visit *visit, const void *unused)
{
    go_home(visit);
    struct automation_node way = kiosk_process_box(visit->kiosk, "way1");
    for (int finger = 0; finger < 7; finger++)
        touchscreen_finger_down(visit->screen, finger, way.x_px + 20 + 50.0 * finger,
                                way.y_px + 40 + 10.0 * finger);
    for (int finger = 0; finger < 7; finger++)
        touchscreen_finger_up(visit->screen, finger);
    g_usleep(800 * 1000);
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    g_assert_cmpstr(tree->screen, ==, "home");
    automation_tree_destroy(tree);
    kiosk_process_tap(visit->kiosk, "era1");
    kiosk_process_expect_screen(visit->kiosk, "browse");
}

/* Presses Tab until what has this id has the focus. */
static void go_to_by_keys(struct visit *visit, const char *id)
{
    for (int i = 0; i < 60; i++) {
        struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
        const struct automation_node *node = automation_tree_find(tree, id);
        bool is_there = node != NULL && automation_node_has_state(node, "focused");
        automation_tree_destroy(tree);
        if (is_there)
            return;
        touchscreen_key(visit->screen, KEY_TAB);
        g_usleep(60 * 1000);
    }
    kiosk_process_expect(visit->kiosk, id, "focused");
}

static void choose_by_keys(struct visit *visit, const char *id, const char *screen)
{
    kiosk_process_box(visit->kiosk, id);
    go_to_by_keys(visit, id);
    touchscreen_key(visit->screen, KEY_ENTER);
    if (screen != NULL)
        kiosk_process_expect_screen(visit->kiosk, screen);
}

static void test_goes_by_keys(struct visit *visit, const void *unused)
{
    touchscreen_key(visit->screen, KEY_ENTER);
    kiosk_process_expect_screen(visit->kiosk, "home");
    choose_by_keys(visit, "era1", "browse");
    keep_picture(visit, "browse-by-keys");
    choose_by_keys(visit, "chip2", NULL);
    kiosk_process_expect(visit->kiosk, "chip2", "selected");
    g_autofree char *card = kiosk_process_first(visit->kiosk, "card");
    choose_by_keys(visit, card, "oral");
    touchscreen_key(visit->screen, KEY_P);
    kiosk_process_expect_stats(visit->kiosk, "for the sound to play", is_playing, NULL);
    expect_later_than(visit, 500);
    touchscreen_key(visit->screen, KEY_P);
    kiosk_process_expect_stats(visit->kiosk, "for the sound to pause", is_paused, NULL);
    touchscreen_key(visit->screen, KEY_ESC);
    kiosk_process_expect_screen(visit->kiosk, "browse");
    kiosk_process_expect(visit->kiosk, card, "focused");
    touchscreen_key(visit->screen, KEY_ESC);
    kiosk_process_expect_screen(visit->kiosk, "home");
    touchscreen_key(visit->screen, KEY_B);
    kiosk_process_expect_screen(visit->kiosk, "break");
    touchscreen_key(visit->screen, KEY_ESC);
    kiosk_process_expect_screen(visit->kiosk, "home");
}

/* What a node says besides its name: what was typed in a field, how far a slider is. */
static char *value_of(struct visit *visit, const char *id)
{
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    const struct automation_node *node = automation_tree_find(tree, id);
    g_assert_nonnull(node);
    char *value = g_strdup(node->value);
    automation_tree_destroy(tree);
    return value;
}

/* Letters that mean something elsewhere (B takes a break, P plays) are letters here. */
static void test_types_on_a_real_keyboard(struct visit *visit, const void *unused)
{
    go_home(visit);
    kiosk_process_tap(visit->kiosk, "nav.search");
    kiosk_process_expect_screen(visit->kiosk, "search");
    static const int keys[] = {KEY_P, KEY_B, KEY_BACKSPACE, KEY_BACKSPACE, KEY_T, KEY_E, KEY_A};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        touchscreen_key(visit->screen, keys[i]);
        g_usleep(60 * 1000);
    }
    kiosk_process_expect(visit->kiosk, "result1", NULL);
    g_autofree char *typed = value_of(visit, "field");
    g_assert_cmpstr(typed, ==, "tea");
    keep_picture(visit, "search-by-keyboard");
    touchscreen_key(visit->screen, KEY_ESC);
    kiosk_process_expect_screen(visit->kiosk, "home");
    touchscreen_key(visit->screen, KEY_B);
    kiosk_process_expect_screen(visit->kiosk, "break");
}

static bool is_not_asked(const struct automation_tree *tree, void *unused)
{
    return automation_tree_find(tree, "still.here") == NULL && g_str_equal(tree->screen, "home");
}

static void test_is_asked(struct visit *visit, const void *unused)
{
    go_home(visit);
    kiosk_process_expect(visit->kiosk, "still.here", NULL);
    g_usleep(600 * 1000);
    keep_picture(visit, "idle");
    kiosk_process_tap(visit->kiosk, "still.here");
    kiosk_process_expect_tree(visit->kiosk, "for the question to go", is_not_asked, NULL);
    kiosk_process_expect(visit->kiosk, "still.here", NULL);
    kiosk_process_tap(visit->kiosk, "start.again");
    kiosk_process_expect_screen(visit->kiosk, "attract");
}

/* Chooses the language of that number where a visitor does, and comes back. */
static void change_language(struct visit *visit, const char *choice, const char *language,
                            const char *screen)
{
    kiosk_process_tap(visit->kiosk, "nav.access");
    kiosk_process_expect_screen(visit->kiosk, "access");
    kiosk_process_tap(visit->kiosk, choice);
    kiosk_process_expect(visit->kiosk, choice, "selected");
    go_back_to(visit, screen);
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    g_assert_cmpstr(tree->language, ==, language);
    automation_tree_destroy(tree);
}

static const char urdu[] = "language6", polish[] = "language5", english[] = "language1";

static void test_changes_language_in_lists(struct visit *visit, const void *unused)
{
    go_home(visit);
    change_language(visit, urdu, "ur", "home");
    change_language(visit, english, "en", "home");
    kiosk_process_tap(visit->kiosk, "way1");
    kiosk_process_expect_screen(visit->kiosk, "browse");
    kiosk_process_tap(visit->kiosk, "page.down");
    kiosk_process_expect(visit->kiosk, "page.up", "focusable");
    g_usleep(800 * 1000);
    g_autofree char *card = kiosk_process_first(visit->kiosk, "card");
    struct automation_node before = kiosk_process_box(visit->kiosk, card);
    change_language(visit, urdu, "ur", "browse");
    struct automation_node after = kiosk_process_box(visit->kiosk, card);
    g_assert_cmpfloat_with_epsilon(after.y_px, before.y_px, 2);
    keep_picture(visit, "browse-urdu");
    change_language(visit, polish, "pl", "browse");
    g_autofree char *still = kiosk_process_first(visit->kiosk, "card");
    g_assert_cmpstr(still, ==, card);
    go_back_to(visit, "home");
    kiosk_process_tap(visit->kiosk, "nav.search");
    kiosk_process_expect_screen(visit->kiosk, "search");
    static const char *const keys[] = {"key.t", "key.e", "key.a"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        kiosk_process_tap(visit->kiosk, keys[i]);
        g_usleep(400 * 1000);
    }
    kiosk_process_expect(visit->kiosk, "result1", NULL);
    change_language(visit, urdu, "ur", "search");
    kiosk_process_expect(visit->kiosk, "result1", NULL);
    g_autofree char *typed = value_of(visit, "field");
    g_assert_cmpstr(typed, ==, "tea");
}

static void test_changes_language_in_a_story(struct visit *visit, const void *unused)
{
    go_home(visit);
    open_first_story(visit, "era1", "chip2", "oral");
    double middle = 0.5;
    kiosk_process_tap_at(visit->kiosk, "waveform.scrub", middle, 0.5);
    kiosk_process_expect_stats(visit->kiosk, "for the middle of the recording", is_near, &middle);
    g_usleep(800 * 1000);
    int64_t stood_ms = kiosk_process_stats(visit->kiosk).player.time_ms;
    g_autofree char *cue = kiosk_process_first(visit->kiosk, "cue");
    change_language(visit, urdu, "ur", "oral");
    kiosk_process_expect(visit->kiosk, cue, NULL);
    keep_picture(visit, "oral-urdu");
    kiosk_process_tap(visit->kiosk, "tab.chapters");
    kiosk_process_expect(visit->kiosk, "tab.chapters", "selected");
    change_language(visit, polish, "pl", "oral");
    kiosk_process_expect(visit->kiosk, "tab.chapters", "selected");
    g_assert_cmpint(ABS(kiosk_process_stats(visit->kiosk).player.time_ms - stood_ms), <, 1500);
    kiosk_process_tap(visit->kiosk, "play");
    kiosk_process_expect_stats(visit->kiosk, "for the sound to play", is_playing, NULL);
    expect_later_than(visit, stood_ms);
}

static void test_changes_language_at_a_picture(struct visit *visit, const void *unused)
{
    go_home(visit);
    open_first_story(visit, "era1", "chip3", "picture");
    kiosk_process_expect_stats(visit->kiosk, "for the picture", is_settled, NULL);
    kiosk_process_tap(visit->kiosk, "zoom.in");
    kiosk_process_expect(visit->kiosk, "zoom.out", "focusable");
    g_usleep(500 * 1000);
    g_autofree char *before = value_of(visit, "image");
    change_language(visit, urdu, "ur", "picture");
    kiosk_process_expect(visit->kiosk, "zoom.out", "focusable");
    g_autofree char *after = value_of(visit, "image");
    g_assert_cmpstr(after, ==, before);
    go_back_to(visit, "browse");
    kiosk_process_expect(visit->kiosk, "chip3", "selected");
}

static void add(const struct size *size, const char *sentence,
                void (*test)(struct visit *visit, const void *size))
{
    g_autofree char *name = g_strdup_printf("/visit/%s/%s", size->name, sentence);
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
    static const struct size *const sizes[] = {&landscape, &portrait};
    size_t count = g_getenv("RWF_ONLY_LANDSCAPE") != NULL ? 1 : G_N_ELEMENTS(sizes);
    for (size_t i = 0; i < count; i++) {
        add(sizes[i], "a visitor sees every way in after one touch", test_sees_every_way_in);
        add(sizes[i], "a visitor finds a voice, hears it and comes back", test_listens);
        add(sizes[i], "a visitor looks closely at a picture with two fingers", test_looks_closely);
        add(sizes[i], "a visitor watches a film", test_watches);
        add(sizes[i], "a visitor watches a signed film, captions in Polish", test_watches_signed);
        add(sizes[i], "a visitor hears what is seen in a film", test_hears_described);
        add(sizes[i], "a visitor goes through a list page by page", test_pages);
        add(sizes[i], "another language leaves a visitor where she was in a list",
            test_changes_language_in_lists);
        add(sizes[i], "another language leaves a visitor where she was in a story",
            test_changes_language_in_a_story);
        add(sizes[i], "another language leaves a visitor where she was in a picture",
            test_changes_language_at_a_picture);
        add(sizes[i], "a palm on the glass chooses nothing", test_stays_whole_under_a_palm);
    }
    add(&landscape, "a visitor goes everywhere by keys alone", test_goes_by_keys);
    add(&landscape, "a visitor types on a real keyboard", test_types_on_a_real_keyboard);
    g_test_add("/visit/landscape/a visitor who rests is asked, and stays or begins again",
               struct visit, &landscape, arrive_at_rehearsal, test_is_asked, depart);
    return g_test_run();
}
