/* Pictures whose files are missing, damaged or not what was published: a sentence, a way on, and one
 * line in the log for each cause. */
#include "tests/support/gallery.h"

#include <string.h>

#define COARSE "The finest detail of this picture cannot be shown"
#define BROKEN "This picture cannot be shown at the moment"

static char **files_of(struct gallery_visit *visit, const char *magic)
{
    g_autoptr(GStrvBuilder) found = g_strv_builder_new();
    g_autofree char *objects = g_build_filename(visit->pack, "data", "objects", NULL);
    g_autofree char *list = gallery_run((const char *[]){"find", objects, "-type", "f", NULL});
    g_auto(GStrv) paths = g_strsplit(list, "\n", -1);
    for (char **path = paths; *path != NULL; path++) {
        g_autofree char *bytes = NULL;
        g_assert_true(g_file_get_contents(*path, &bytes, NULL, NULL));
        if (memcmp(bytes, magic, strlen(magic)) == 0)
            g_strv_builder_add(found, *path);
    }
    return g_strv_builder_end(found);
}

static void write_at(const char *path, gsize at, const char *bytes, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *all = NULL;
    gsize size = 0;
    g_file_get_contents(path, &all, &size, &error);
    g_assert_no_error(error);
    memcpy(all + at, bytes, length);
    g_file_set_contents_full(path, all, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0644, &error);
    g_assert_no_error(error);
}

static int count_in_log(struct gallery_visit *visit, const char *words)
{
    g_autofree char *output = kiosk_process_output(visit->kiosk);
    int count = 0;
    for (const char *at = output; (at = strstr(at, words)) != NULL; at += strlen(words))
        count++;
    return count;
}

/* The sentence stands there, the picture can be looked at, others are a touch away, and opening it
 * again says nothing more to the log. */
static void expect_coarse(struct gallery_visit *visit, const char *cause)
{
    for (int i = 0; i < 2; i++) {
        gallery_open(visit, GALLERY_WIDE, "picture");
        gallery_tap(visit, "zoom.in");
        gallery_expect(visit, COARSE);
        gallery_assert_near(gallery_middle(visit, "image"), 0.5, 0.5);
        kiosk_process_tap(visit->kiosk, "nav.back");
        kiosk_process_expect_screen(visit->kiosk, "browse");
    }
    g_assert_cmpint(count_in_log(visit, cause), ==, 1);
    gallery_open(visit, GALLERY_WIDE, "picture");
    gallery_keep(visit, "coarse");
    gallery_tap(visit, "next");
    gallery_expect(visit, "1 of 3");
}

static char *the_map_tiles(struct gallery_visit *visit)
{
    g_auto(GStrv) tiles = files_of(visit, "RWFTILES");
    char *largest = NULL;
    for (char **path = tiles; *path != NULL; path++) {
        g_autofree char *bytes = NULL;
        g_assert_true(g_file_get_contents(*path, &bytes, NULL, NULL));
        if (memcmp(bytes + 12, "\x80\x0c\0\0", 4) == 0) /* 3,200 px wide */
            largest = g_strdup(*path);
    }
    g_assert_nonnull(largest);
    return largest;
}

static void tiles_that_are_missing(struct gallery_visit *visit, const void *unused)
{
    g_autofree char *tiles = the_map_tiles(visit);
    g_free(gallery_run((const char *[]){"rm", tiles, NULL}));
    gallery_start(visit);
    expect_coarse(visit, tiles);
}

static void tiles_that_have_changed(struct gallery_visit *visit, const void *unused)
{
    g_autofree char *tiles = the_map_tiles(visit);
    write_at(tiles, 30000, "\1\2\3\4\5\6\7", 7);
    gallery_start(visit);
    expect_coarse(visit, tiles);
}

static void tiles_that_are_shorter_than_they_say(struct gallery_visit *visit, const void *unused)
{
    g_autofree char *tiles = the_map_tiles(visit);
    g_free(gallery_run((const char *[]){"truncate", "-s", "40000", tiles, NULL}));
    gallery_start(visit);
    expect_coarse(visit, tiles);
}

/* As many tiles as before, of a picture that is higher than wide. */
static void tiles_whose_size_lies(struct gallery_visit *visit, const void *unused)
{
    g_autofree char *tiles = the_map_tiles(visit);
    write_at(tiles, 12, "\x60\x09\0\0\x80\x0c\0\0", 8);
    gallery_start(visit);
    expect_coarse(visit, "another shape");
}

/* One bit of every picture of the pack: none of it is shown, in lists or as the story itself. */
static void pictures_that_have_changed(struct gallery_visit *visit, const void *unused)
{
    g_auto(GStrv) pictures = files_of(visit, "\xff\xd8\xff");
    for (char **path = pictures; *path != NULL; path++) {
        g_autofree char *bytes = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(*path, &bytes, &length, NULL));
        char changed = (char)(bytes[length / 2] ^ 1);
        write_at(*path, length / 2, &changed, 1);
    }
    gallery_start(visit);
    gallery_settle(visit);
    gallery_keep(visit, "changed-list");
    for (int i = 0; i < 2; i++) {
        gallery_open(visit, GALLERY_WIDE, "picture");
        gallery_expect(visit, BROKEN);
        kiosk_process_expect(visit->kiosk, "zoom.in", "disabled");
        gallery_keep(visit, "changed");
        kiosk_process_tap(visit->kiosk, "nav.back");
        kiosk_process_expect_screen(visit->kiosk, "browse");
    }
    gallery_open(visit, GALLERY_PAPER, "text");
    gallery_expect(visit, BROKEN);
    gallery_expect(visit, "Of red.");
    gallery_keep(visit, "changed-document");
    kiosk_process_tap(visit->kiosk, "nav.home");
    kiosk_process_expect_screen(visit->kiosk, "home");
    for (char **path = pictures; *path != NULL; path++)
        g_assert_cmpint(count_in_log(visit, *path), <=, 1);
    g_assert_cmpint(count_in_log(visit, "has changed since it was published"), >=, 6);
}

static void add(const char *sentence, void (*test)(struct gallery_visit *visit, const void *unused))
{
    g_autofree char *name = g_strdup_printf("/look/trouble/%s", sentence);
    g_test_add(name, struct gallery_visit, NULL, gallery_arrive_early, test, gallery_depart);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *why_not = touchscreen_why_not();
    if (why_not != NULL) {
        g_print("# SKIP %s\n", why_not);
        return 77;
    }
    gallery_make();
    add("tiles that are missing leave the picture, and say so", tiles_that_are_missing);
    add("tiles that have changed leave the picture, and say so", tiles_that_have_changed);
    add("tiles shorter than they say leave the picture, and say so",
        tiles_that_are_shorter_than_they_say);
    add("tiles whose size lies leave the picture, and say so", tiles_whose_size_lies);
    add("pictures that have changed are not shown anywhere", pictures_that_have_changed);
    int status = g_test_run();
    gallery_remove();
    return status;
}
