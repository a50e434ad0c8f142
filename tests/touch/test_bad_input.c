/* Files and lines that are not what they say, at a real kiosk: each has its sentence on the screen, a
 * way on, and one line in the log. */
#include "tests/support/desk.h"
#include "tests/support/kiosk_process.h"
#include "tests/support/raw.h"
#include "tests/support/tone.h"
#include "tests/support/touchscreen.h"

#include <glib/gstdio.h>
#include <string.h>

struct bad {
    struct desk *desk;
    struct touchscreen *screen;
    struct kiosk_process *kiosk;
};

/* An archive with one item, agreed to be shown. */
static void given(struct bad *bad, const void *unused)
{
    g_autoptr(GError) error = NULL;
    bad->desk = desk_create();
    desk_archive(bad->desk);
    bad->screen = touchscreen_start(1920, 1080, &error);
    g_assert_no_error(error);
}

static void end(struct bad *bad, const void *unused)
{
    g_autoptr(GError) error = NULL;
    kiosk_process_stop(bad->kiosk, &error);
    g_assert_no_error(error);
    kiosk_process_destroy(bad->kiosk);
    touchscreen_destroy(bad->screen);
    desk_destroy(bad->desk);
}

/* Adds what ffmpeg makes of these arguments, with lines. */
static void given_item(struct bad *bad, const char *name, const char *arguments, const char *lines)
{
    bool is_film = g_str_has_suffix(name, ".mp4");
    g_autofree char *path = desk_path(bad->desk, name);
    tone_make(path, arguments);
    g_autofree char *code = desk_add(bad->desk, name);
    desk_expect(bad->desk, 0, NULL, NULL, "set", code, "era=past", "title=Sample", NULL);
    desk_expect(bad->desk, 0, NULL, NULL, "consent", code, "grant", "--by", "A Person", NULL);
    if (lines == NULL)
        return;
    desk_write(bad->desk, "lines.vtt", lines);
    desk_expect(bad->desk, 0, NULL, NULL, "attach", code, "lines.vtt", "--role",
                is_film ? "captions" : "transcript", "--lang", "en", NULL);
}

static struct raw *catalogue(const struct bad *bad)
{
    g_autofree char *file = desk_path(bad->desk, "archive/archive.db");
    return raw_open(file);
}

static char *object_path(const struct bad *bad, const char *digest)
{
    g_autofree char *inner = g_strdup_printf("archive/store/%.2s/%s", digest, digest);
    return desk_path(bad->desk, inner);
}

/* The copy that is played; the digest is the caller's too. */
static char *played_path(const struct bad *bad)
{
    struct raw *raw = catalogue(bad);
    g_autoptr(GPtrArray) digests = raw_texts(raw, "SELECT digest FROM asset WHERE role = 'access'");
    raw_close(raw);
    g_assert_cmpuint(digests->len, ==, 1);
    return object_path(bad, digests->pdata[0]);
}

/* These bytes are played instead, under their own right name: no sum tells of them. */
static void play_instead(const struct bad *bad, const char *bytes, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *digest =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    g_autofree char *path = object_path(bad, digest);
    g_autofree char *folder = g_path_get_dirname(path);
    g_mkdir_with_parents(folder, 0755);
    g_file_set_contents(path, bytes, (gssize)length, &error);
    g_assert_no_error(error);
    g_autofree char *sql = g_strdup_printf(
        "UPDATE asset SET digest = '%s', size_bytes = %" G_GSIZE_FORMAT " WHERE role = 'access'",
        digest, length);
    struct raw *raw = catalogue(bad);
    raw_run(raw, sql);
    raw_close(raw);
}

static char *bytes_of(const char *path, gsize *length)
{
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;
    g_file_get_contents(path, &bytes, length, &error);
    g_assert_no_error(error);
    return bytes;
}

static void open_it(struct bad *bad, const char *screen)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *archive = desk_path(bad->desk, "archive");
    bad->kiosk =
        kiosk_process_start(bad->screen, (const char *[]){"--archive", archive, NULL}, &error);
    g_assert_no_error(error);
    kiosk_process_expect_screen(bad->kiosk, "attract");
    kiosk_process_tap(bad->kiosk, "cta.begin");
    kiosk_process_expect_screen(bad->kiosk, "home");
    kiosk_process_tap(bad->kiosk, "era1");
    kiosk_process_expect_screen(bad->kiosk, "browse");
    kiosk_process_tap(bad->kiosk, "card1");
    kiosk_process_expect_screen(bad->kiosk, screen);
}

static bool says(const struct automation_tree *tree, void *words)
{
    for (size_t i = 0; i < tree->count; i++)
        if (strstr(tree->nodes[i].name, words) != NULL)
            return true;
    return false;
}

static void expect_words(struct bad *bad, const char *words)
{
    kiosk_process_expect_tree(bad->kiosk, words, says, (void *)words);
}

static void expect_once_in_log(struct bad *bad, const char *words)
{
    g_autofree char *output = kiosk_process_output(bad->kiosk);
    int count = 0;
    for (const char *at = output; (at = strstr(at, words)) != NULL; at += strlen(words))
        count++;
    g_test_message("%s", output);
    g_assert_cmpint(count, ==, 1);
}

/* What was written is still there to be read, and every way on is open. */
static void expect_a_way_on(struct bad *bad, const char *line)
{
    if (line != NULL)
        expect_words(bad, line);
    kiosk_process_tap(bad->kiosk, "about.person");
    kiosk_process_expect(bad->kiosk, "about.person", "selected");
    kiosk_process_tap(bad->kiosk, "nav.home");
    kiosk_process_expect_screen(bad->kiosk, "home");
}

#define LINES "WEBVTT\n\n00:00.000 --> 00:02.000\nSomething to read\n"

static void test_sound_stops_half_way(struct bad *bad, const void *unused)
{
    given_item(bad, "talk.mp3", TONE_SINE("440", "8") "-b:a 64k", LINES);
    g_autofree char *path = played_path(bad);
    gsize length;
    g_autofree char *bytes = bytes_of(path, &length);
    play_instead(bad, bytes, length / 2);
    open_it(bad, "oral");
    kiosk_process_tap(bad->kiosk, "play");
    expect_words(bad, "its file is not whole");
    expect_once_in_log(bad, "publish it again from a whole file");
    kiosk_process_picture(bad->kiosk, "bad-half");
    expect_a_way_on(bad, "Something to read");
}

static void test_length_lies(struct bad *bad, const void *unused)
{
    given_item(bad, "film.mp4",
               TONE_FILM("320x180", "4") TONE_SINE("440", "4") "-c:v libx264 -pix_fmt yuv420p "
                                                               "-c:a aac",
               LINES);
    g_autofree char *path = played_path(bad);
    gsize length;
    g_autofree char *bytes = bytes_of(path, &length);
    char *head = memmem(bytes, length, "mvhd", 4);
    g_assert_nonnull(head);
    guint32 claimed; /* ISO 14496-12 §8.2.2, version 0: after two dates and the time scale */
    memcpy(&claimed, head + 20, sizeof claimed);
    claimed = GUINT32_TO_BE(GUINT32_FROM_BE(claimed) * 10);
    memcpy(head + 20, &claimed, sizeof claimed);
    play_instead(bad, bytes, length);
    open_it(bad, "film");
    kiosk_process_tap(bad->kiosk, "play");
    expect_words(bad, "its file is not whole");
    expect_once_in_log(bad, "publish it again from a whole file");
    expect_a_way_on(bad, "Something to read");
}

static void test_other_bytes(struct bad *bad, const void *unused)
{
    g_autoptr(GError) error = NULL;
    given_item(bad, "talk.mp3", TONE_SINE("440", "8") "-b:a 64k", LINES);
    g_autofree char *path = played_path(bad);
    gsize length;
    g_autofree char *bytes = bytes_of(path, &length);
    bytes[length / 2] ^= 1;
    g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0444, &error);
    g_assert_no_error(error);
    open_it(bad, "oral");
    expect_words(bad, "so we do not play it");
    kiosk_process_expect(bad->kiosk, "play", "disabled");
    expect_once_in_log(bad, "has changed since");
    expect_a_way_on(bad, "Something to read");
}

static bool is_near_end(const struct automation_stats *stats, void *unused)
{
    return stats->player.time_ms > 3500 || g_str_equal(stats->player.state, "ended");
}

/* Over one another, before the line above, past the end; and, as only a catalogue made elsewhere has
 * them, ending before they begin. All are there in the order of their times. */
static void test_bad_lines(struct bad *bad, const void *unused)
{
    given_item(bad, "talk.mp3", TONE_SINE("440", "8") "-b:a 64k",
               "WEBVTT\n\n00:04.000 --> 00:05.000\nComes fourth\n\n"
               "00:00.000 --> 00:06.000\nComes first\n\n"
               "00:01.000 --> 00:05.000\nComes second\n\n"
               "00:02.000 --> 00:03.000\nComes third\n\n"
               "01:00.000 --> 01:02.000\nComes last\n");
    struct raw *raw = catalogue(bad);
    raw_run(raw, "UPDATE cue SET end_ms = 500 WHERE text = 'Comes third'");
    raw_close(raw);
    open_it(bad, "oral");
    expect_words(bad, "may stand at a wrong time");
    expect_once_in_log(bad, "words of RWF-");
    expect_once_in_log(bad, "2 run into the next, 1 end as they begin, 1 begin after");
    kiosk_process_picture(bad->kiosk, "bad-lines");
    static const char *const order[] = {"first", "second", "third", "fourth", "last"};
    struct automation_tree *tree = kiosk_process_tree(bad->kiosk);
    for (size_t i = 0; i < 3; i++) { /* as many as are seen */
        g_autofree char *id = g_strdup_printf("cue%zu", i);
        const struct automation_node *node = automation_tree_find(tree, id);
        g_assert_nonnull(node);
        g_assert_nonnull(strstr(node->name, order[i]));
    }
    automation_tree_destroy(tree);
    kiosk_process_tap(bad->kiosk, "cue2");
    kiosk_process_expect_stats(bad->kiosk, "for the line to be heard", is_near_end, NULL);
    expect_a_way_on(bad, "Comes first");
}

static void add(const char *name, void (*test)(struct bad *bad, const void *unused))
{
    g_test_add(name, struct bad, NULL, given, test, end);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *why_not = touchscreen_why_not();
    if (why_not != NULL) {
        g_print("# SKIP %s\n", why_not);
        return 77;
    }
    add("/bad input/sound that stops half way says so", test_sound_stops_half_way);
    add("/bad input/a film whose length lies says so", test_length_lies);
    add("/bad input/a recording with other bytes is not played", test_other_bytes);
    add("/bad input/lines that cannot stand at their time are in order and say so", test_bad_lines);
    return g_test_run();
}
