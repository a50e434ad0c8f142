/* What goes wrong at a real kiosk: a damaged catalogue, a pack without its files, no sound device,
 * letters nobody has, colours and words that are spoiled. A visitor finds a way on, and the log
 * says the cause once. */
#include "tests/support/kiosk_process.h"
#include "tests/support/scratch.h"
#include "tests/support/touchscreen.h"

#include <string.h>

/* A second tap on the same button counts only after a moment (design, section 6: 350 ms). */
#define TWICE_MS 600

struct trouble {
    struct scratch *folder;
    struct touchscreen *screen;
    struct kiosk_process *kiosk;
    char *pack; /* a copy of the sample's, to be harmed */
};

static void run(const char *const *argv)
{
    g_autoptr(GError) error = NULL;
    int status = -1;
    g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                 &error);
    g_assert_no_error(error);
    g_assert_true(g_spawn_check_wait_status(status, NULL));
}

static void given_pack(struct trouble *trouble, const void *unused)
{
    g_autoptr(GError) error = NULL;
    trouble->folder = scratch_create();
    trouble->pack = scratch_path(trouble->folder, "pack");
    run((const char *[]){"cp", "-a", g_getenv("RWF_SAMPLE_PACK"), trouble->pack, NULL});
    trouble->screen = touchscreen_start(1920, 1080, &error);
    g_assert_no_error(error);
}

static void end(struct trouble *trouble, const void *unused)
{
    g_autoptr(GError) error = NULL;
    kiosk_process_stop(trouble->kiosk, &error);
    g_assert_no_error(error);
    kiosk_process_destroy(trouble->kiosk);
    touchscreen_destroy(trouble->screen);
    scratch_destroy(trouble->folder);
    g_free(trouble->pack);
}

/* Starts the kiosk on the pack, with these settings. */
static void start(struct trouble *trouble, const char *settings)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *config = scratch_path(trouble->folder, "kiosk.ini");
    g_file_set_contents(config, settings, -1, &error);
    g_assert_no_error(error);
    trouble->kiosk = kiosk_process_start(
        trouble->screen, (const char *[]){"--pack", trouble->pack, "--config", config, NULL},
        &error);
    g_assert_no_error(error);
}

static int count_in_log(struct trouble *trouble, const char *words)
{
    g_autofree char *output = kiosk_process_output(trouble->kiosk);
    int count = 0;
    for (const char *at = output; (at = strstr(at, words)) != NULL; at += strlen(words))
        count++;
    return count;
}

/* Turns one bit of the file; a second time mends it. */
static void turn_bit(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    bytes[length / 2] ^= 1;
    g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0644, &error);
    g_assert_no_error(error);
}

static void open_first_recording(struct trouble *trouble)
{
    kiosk_process_expect_screen(trouble->kiosk, "attract");
    kiosk_process_tap(trouble->kiosk, "cta.begin");
    kiosk_process_expect_screen(trouble->kiosk, "home");
    kiosk_process_tap(trouble->kiosk, "era1");
    kiosk_process_expect_screen(trouble->kiosk, "browse");
    kiosk_process_tap(trouble->kiosk, "chip2");
    kiosk_process_expect(trouble->kiosk, "chip2", "selected");
    g_autofree char *card = kiosk_process_first(trouble->kiosk, "card");
    kiosk_process_tap(trouble->kiosk, card);
    kiosk_process_expect_screen(trouble->kiosk, "oral");
}

static void go_home(struct trouble *trouble)
{
    kiosk_process_tap(trouble->kiosk, "nav.home");
    kiosk_process_expect_screen(trouble->kiosk, "home");
}

static bool is_there(const struct automation_tree *tree, void *words)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (strstr(tree->nodes[i].name, words) != NULL)
            return true;
    }
    return false;
}

static void expect_words(struct trouble *trouble, const char *words)
{
    kiosk_process_expect_tree(trouble->kiosk, words, is_there, (void *)words);
}

static void test_damaged_catalogue(struct trouble *trouble, const void *unused)
{
    g_autofree char *catalogue = g_build_filename(trouble->pack, "data", "catalogue.db", NULL);
    turn_bit(catalogue);
    start(trouble, "");
    kiosk_process_expect_screen(trouble->kiosk, "trouble");
    kiosk_process_picture(trouble->kiosk, "trouble");
    kiosk_process_tap(trouble->kiosk, "go.home");
    g_usleep(500 * 1000);
    g_assert_cmpint(count_in_log(trouble, "catalogue.db"), ==, 1);

    turn_bit(catalogue);
    kiosk_process_expect_screen(trouble->kiosk, "attract");
    kiosk_process_tap(trouble->kiosk, "cta.begin");
    kiosk_process_expect_screen(trouble->kiosk, "home");
}

/* Damage that nobody has come to yet is found in the background, and another good pack is shown. */
static void test_damaged_of_two(struct trouble *trouble, const void *unused)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *packs = scratch_path(trouble->folder, "packs");
    g_autofree char *good = g_build_filename(packs, "spring", NULL);
    g_autofree char *bad = g_build_filename(packs, "summer", NULL);
    g_autofree char *current = g_build_filename(packs, "current", NULL);
    g_autofree char *catalogue = g_build_filename(bad, "data", "catalogue.db", NULL);
    run((const char *[]){"mkdir", packs, NULL});
    run((const char *[]){"cp", "-a", trouble->pack, good, NULL});
    run((const char *[]){"mv", trouble->pack, bad, NULL});
    run((const char *[]){"ln", "-s", "summer", current, NULL});
    turn_bit(catalogue);
    trouble->kiosk =
        kiosk_process_start(trouble->screen, (const char *[]){"--packs", packs, NULL}, &error);
    g_assert_no_error(error);
    for (int waited = 0; count_in_log(trouble, "the current pack is not shown") == 0; waited++) {
        g_assert_cmpint(waited, <, 300);
        g_usleep(100 * 1000);
    }
    kiosk_process_expect_screen(trouble->kiosk, "attract");
    kiosk_process_tap(trouble->kiosk, "cta.begin");
    kiosk_process_expect_screen(trouble->kiosk, "home");
    g_assert_cmpint(count_in_log(trouble, "the current pack is not shown"), ==, 1);
}

static void test_missing_files(struct trouble *trouble, const void *unused)
{
    g_autofree char *objects = g_build_filename(trouble->pack, "data", "objects", NULL);
    run((const char *[]){"rm", "-r", objects, NULL});
    start(trouble, "");
    open_first_recording(trouble);
    expect_words(trouble, "We do not have the sound here. You can read the words.");
    kiosk_process_expect(trouble->kiosk, "play", "disabled");
    kiosk_process_picture(trouble->kiosk, "trouble-missing-files");
    g_assert_cmpint(count_in_log(trouble, objects), >, 0);
    go_home(trouble);
}

/* Replaces the access copies, which are what is played, by files that only begin like sound. */
static void test_damaged_files(struct trouble *trouble, const void *unused)
{
    g_autofree char *objects = g_build_filename(trouble->pack, "data", "objects", NULL);
    run((const char *[]){"find", objects, "-type", "f", "-size", "+40k", "-exec", "truncate", "-s",
                         "300", "{}", "+", NULL});
    start(trouble, "");
    open_first_recording(trouble);
    expect_words(trouble, "so we do not play it");
    kiosk_process_expect(trouble->kiosk, "play", "disabled");
    kiosk_process_picture(trouble->kiosk, "trouble-damaged-files");
    g_assert_cmpint(count_in_log(trouble, "fixity: "), ==, 1); /* pictures say their own */
    g_assert_cmpint(count_in_log(trouble, "player: "), ==, 0); /* the same is not told twice */
    go_home(trouble);
}

/* One bit of each large file, so that a film still opens and plays. */
static void test_changed_film(struct trouble *trouble, const void *unused)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *objects = g_build_filename(trouble->pack, "data", "objects", NULL);
    g_autofree char *found = NULL;
    const char *const argv[] = {"find", objects, "-type", "f", "-size", "+600k", NULL};
    g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &found, NULL, NULL,
                 &error);
    g_assert_no_error(error);
    g_auto(GStrv) paths = g_strsplit(g_strstrip(found), "\n", -1);
    for (char **path = paths; *path != NULL; path++)
        turn_bit(*path);
    start(trouble, "");
    kiosk_process_expect_screen(trouble->kiosk, "attract");
    kiosk_process_tap(trouble->kiosk, "cta.begin");
    kiosk_process_expect_screen(trouble->kiosk, "home");
    kiosk_process_tap(trouble->kiosk, "era2");
    kiosk_process_expect_screen(trouble->kiosk, "browse");
    kiosk_process_tap(trouble->kiosk, "chip4");
    kiosk_process_expect(trouble->kiosk, "chip4", "selected");
    g_autofree char *card = kiosk_process_first(trouble->kiosk, "card");
    kiosk_process_tap(trouble->kiosk, card);
    kiosk_process_expect_screen(trouble->kiosk, "film");
    expect_words(trouble, "so we do not play it");
    kiosk_process_expect(trouble->kiosk, "play", "disabled");
    kiosk_process_picture(trouble->kiosk, "trouble-changed-film");
    kiosk_process_tap(trouble->kiosk, "about.person");
    kiosk_process_expect(trouble->kiosk, "about.person", "selected");
    g_assert_cmpint(count_in_log(trouble, "has changed since"), ==, 1);
    go_home(trouble);
}

static bool is_playing(const struct automation_stats *stats, void *unused)
{
    return g_str_equal(stats->player.state, "playing") && stats->player.time_ms > 1500;
}

static bool is_paused(const struct automation_stats *stats, void *unused)
{
    return g_str_equal(stats->player.state, "paused");
}

static void test_no_sound_device(struct trouble *trouble, const void *unused)
{
    start(trouble, "[sound]\noutput=alsa\ndevice=hw:99,0\n");
    open_first_recording(trouble);
    kiosk_process_tap(trouble->kiosk, "play");
    kiosk_process_expect_stats(trouble->kiosk, "for time to pass", is_playing, NULL);
    expect_words(trouble, "There is no sound here at the moment. You can read the words.");
    kiosk_process_tap(trouble->kiosk, "play");
    kiosk_process_expect_stats(trouble->kiosk, "for it to pause", is_paused, NULL);
    g_usleep(TWICE_MS * 1000);
    kiosk_process_tap(trouble->kiosk, "play");
    kiosk_process_expect_stats(trouble->kiosk, "for time to pass", is_playing, NULL);
    g_assert_cmpint(count_in_log(trouble, "no sound device"), ==, 1);
    go_home(trouble);
}

static void test_spoiled_words_and_colours(struct trouble *trouble, const void *unused)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *words = scratch_path(trouble->folder, "words");
    g_autofree char *themes = scratch_path(trouble->folder, "themes");
    g_autofree char *kiosk = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", NULL);
    g_autofree char *good_words = g_build_filename(kiosk, "words", NULL);
    g_autofree char *good_themes = g_build_filename(kiosk, "themes", NULL);
    run((const char *[]){"cp", "-r", good_words, words, NULL});
    run((const char *[]){"cp", "-r", good_themes, themes, NULL});
    g_autofree char *urdu = g_build_filename(words, "ur.po", NULL);
    g_file_set_contents(urdu, "msgctxt \"nav.home\nmsgstr\n", -1, &error);
    g_assert_no_error(error);
    g_autofree char *settings =
        g_strdup_printf("[files]\nwords=%s\nthemes=%s\n[visitor]\nlanguage=ur\n", words, themes);
    start(trouble, settings);
    kiosk_process_expect_screen(trouble->kiosk, "attract");
    kiosk_process_tap(trouble->kiosk, "cta.begin");
    kiosk_process_expect_screen(trouble->kiosk, "home");
    expect_words(trouble, "Take a break");
    g_assert_cmpint(count_in_log(trouble, "ur.po:1"), ==, 1);
}

static void add(const char *name, void (*test)(struct trouble *trouble, const void *unused))
{
    g_test_add(name, struct trouble, NULL, given_pack, test, end);
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
    add("/trouble/a damaged catalogue shows a card until it is mended", test_damaged_catalogue);
    add("/trouble/a damaged pack gives way to a good one", test_damaged_of_two);
    add("/trouble/a pack without its files still gives words to read", test_missing_files);
    add("/trouble/a recording that is damaged says so", test_damaged_files);
    add("/trouble/a film that has changed is not shown", test_changed_film);
    add("/trouble/without a sound device recordings run beside their words", test_no_sound_device);
    add("/trouble/a spoiled translation falls back to English", test_spoiled_words_and_colours);
    return g_test_run();
}
