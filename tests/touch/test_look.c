/* Looking at pictures and documents with real fingers and keys. */
#include "tests/support/gallery.h"

#include <linux/input-event-codes.h>
#include <math.h>
#include <stdlib.h>

#define TWICE_MS 600 /* a second press of the same counts only after a moment */

/* How close the picture says it is, in hundredths. */
static int closeness(struct gallery_visit *visit)
{
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    int percent = atoi(automation_tree_find(tree, "image")->value);
    automation_tree_destroy(tree);
    return percent;
}

static void two_fingers_keep_what_is_between_them(struct gallery_visit *visit, const void *unused)
{
    gallery_open(visit, GALLERY_WIDE, "picture");
    struct gallery_place before = gallery_place(visit, 900, 400);
    touchscreen_pinch(visit->screen, 900, 400, 120, 480, 400);
    gallery_settle(visit);
    gallery_assert_near(gallery_place(visit, 900, 400), before.x, before.y);
    g_assert_cmpint(closeness(visit), >, 330);
    before = gallery_place(visit, 500, 700);
    touchscreen_pinch(visit->screen, 500, 700, 400, 240, 400);
    gallery_settle(visit);
    gallery_assert_near(gallery_place(visit, 500, 700), before.x, before.y);
    g_assert_cmpint(closeness(visit), <, 330);
    gallery_keep(visit, "closer");
}

static struct gallery_place at_rest(struct gallery_visit *visit)
{
    struct gallery_place before, now = gallery_middle(visit, "image");
    do {
        before = now;
        g_usleep(250 * 1000);
        now = gallery_middle(visit, "image");
    } while (fabs(now.x - before.x) > 0.001 || fabs(now.y - before.y) > 0.001);
    return now;
}

/* A machine that is busy may see the finger rest before it is lifted: it throws again then. */
static void a_thrown_picture_goes_on_and_comes_to_rest(struct gallery_visit *visit,
                                                       const void *unused)
{
    gallery_open(visit, GALLERY_WIDE, "picture");
    for (int i = 0; i < 5; i++)
        gallery_tap(visit, "zoom.in");
    double glided = 0;
    for (int i = 0; i < 8 && glided < 0.03; i++) {
        double side = i % 2 == 0 ? 1 : -1;
        struct gallery_place before = at_rest(visit);
        struct touchscreen_way way = {696 + side * 200, 500, 696 - side * 200, 500, 100, 8};
        touchscreen_drag(visit->screen, &way);
        struct gallery_place after = at_rest(visit);
        /* The finger itself moves it by 400 px of 1,120 times 7.6. */
        glided = side * (after.x - before.x) - 400.0 / (1120 * 7.59);
        g_assert_cmpfloat(glided, >, -GALLERY_TOLERANCE);
        g_assert_cmpfloat(glided, <, 0.33);
    }
    g_assert_cmpfloat(glided, >, 0.03);
    struct gallery_place rest = gallery_middle(visit, "image");
    g_usleep(G_USEC_PER_SEC);
    gallery_assert_near(gallery_middle(visit, "image"), rest.x, rest.y);
}

static void focus_on(struct gallery_visit *visit, const char *id)
{
    for (int i = 0; i < 60 && !gallery_has(visit, id, "focused"); i++) {
        touchscreen_key(visit->screen, KEY_TAB);
        g_usleep(60 * 1000);
    }
    g_assert_true(gallery_has(visit, id, "focused"));
}

static void buttons_and_keys_do_what_fingers_do(struct gallery_visit *visit, const void *unused)
{
    gallery_open(visit, GALLERY_WIDE, "picture");
    g_assert_false(gallery_has(visit, "pan.right", NULL));
    gallery_tap(visit, "zoom.in");
    gallery_tap(visit, "zoom.in");
    g_assert_cmpint(closeness(visit), ==, 225);
    gallery_assert_near(at_rest(visit), 0.5, 0.5);
    gallery_keep(visit, "buttons");
    /* Half of the 1,296 by 840 px that are seen, of 2,520 by 1,890. */
    gallery_tap(visit, "pan.right");
    gallery_assert_near(at_rest(visit), 0.5 + 648.0 / 2520, 0.5);
    gallery_tap(visit, "pan.down");
    gallery_assert_near(at_rest(visit), 0.5 + 648.0 / 2520, 0.5 + 420.0 / 1890);
    kiosk_process_expect(visit->kiosk, "pan.right", "disabled");
    gallery_tap(visit, "pan.left");
    gallery_assert_near(at_rest(visit), 1 - 648.0 / 2520 - 648.0 / 2520, 0.5 + 420.0 / 1890);
    kiosk_process_expect(visit->kiosk, "pan.right", "focusable");
    focus_on(visit, "pan.up");
    touchscreen_key(visit->screen, KEY_ENTER);
    g_usleep(TWICE_MS * 1000);
    gallery_assert_near(at_rest(visit), 1 - 648.0 / 1260, 0.5);
    focus_on(visit, "zoom.out");
    touchscreen_key(visit->screen, KEY_ENTER);
    g_usleep(TWICE_MS * 1000);
    touchscreen_key(visit->screen, KEY_ENTER);
    kiosk_process_expect(visit->kiosk, "zoom.out", "disabled");
    g_assert_false(gallery_has(visit, "pan.right", NULL));
}

static void a_set_is_turned_from_its_first_picture_to_its_last(struct gallery_visit *visit,
                                                               const void *unused)
{
    gallery_open(visit, GALLERY_WIDE, "picture");
    kiosk_process_expect(visit->kiosk, "prev", "disabled");
    gallery_tap(visit, "next");
    for (int i = 0; i < 3; i++) {
        g_autofree char *number = g_strdup_printf("%d of 3", i + 1);
        gallery_expect(visit, number);
        gallery_settle(visit);
        gallery_assert_colour(visit, "image", i);
        gallery_tap(visit, "next");
    }
    gallery_expect(visit, "Shown whole"); /* the picture after the set */
    gallery_tap(visit, "prev");
    gallery_expect(visit, "3 of 3");
    gallery_settle(visit);
    gallery_assert_colour(visit, "image", 2);
    for (int i = 0; i < 3; i++)
        gallery_tap(visit, "prev");
    gallery_settle(visit);
    gallery_assert_near(gallery_middle(visit, "image"), 0.5, 0.5);
    kiosk_process_expect(visit->kiosk, "prev", "disabled");
    kiosk_process_tap(visit->kiosk, "nav.back");
    kiosk_process_expect_screen(visit->kiosk, "browse");
    gallery_open(visit, GALLERY_KINDS, "picture");
    for (int i = 0; i < 3; i++)
        gallery_tap(visit, "next");
    gallery_expect(visit, "4 of 4");
    kiosk_process_expect(visit->kiosk, "next", "disabled");
}

/* Colours are brought to the screen's: red in print is not as pure as on a screen. */
static void files_of_every_kind_show_the_colour_they_were_made_in(struct gallery_visit *visit,
                                                                  const void *unused)
{
    static const double faintest[] = {0.95, 0.8, 0.95, 0.95},
                        strongest[] = {0.08, 0.25, 0.05, 0.05};
    gallery_open(visit, GALLERY_KINDS, "picture");
    for (size_t i = 0; i < G_N_ELEMENTS(faintest); i++) {
        double rgb[3];
        g_autofree char *number = g_strdup_printf("%zu of 4", i + 1);
        gallery_expect(visit, number);
        gallery_settle(visit);
        gallery_colour(visit, "image", rgb);
        g_test_message("%zu: %.2f %.2f %.2f", i, rgb[0], rgb[1], rgb[2]);
        g_assert_cmpfloat(rgb[0], >, faintest[i]);
        g_assert_cmpfloat(MAX(rgb[1], rgb[2]), <, strongest[i]);
        if (i + 1 < G_N_ELEMENTS(faintest))
            gallery_tap(visit, "next");
    }
}

static void parts_with_notes_are_shown_by_touch_and_by_keys(struct gallery_visit *visit,
                                                            const void *unused)
{
    gallery_open(visit, GALLERY_WIDE, "picture");
    gallery_tap(visit, "describe");
    gallery_settle(visit);
    gallery_keep(visit, "described");
    gallery_tap(visit, "region2");
    gallery_settle(visit);
    gallery_assert_near(gallery_middle(visit, "image"), 0.75, 0.65);
    gallery_keep(visit, "region");
    focus_on(visit, "region1");
    touchscreen_key(visit->screen, KEY_ENTER);
    gallery_settle(visit);
    gallery_assert_near(gallery_middle(visit, "image"), 0.15, 0.15);
    gallery_tap(visit, "describe");
    g_assert_false(gallery_has(visit, "region1", NULL));
}

static void what_must_not_be_enlarged_says_so_and_is_not(struct gallery_visit *visit,
                                                         const void *unused)
{
    gallery_open(visit, GALLERY_STILL, "picture");
    gallery_expect(visit, "Shown whole, as the person who shared it asked.");
    g_assert_false(gallery_has(visit, "zoom.in", NULL));
    struct gallery_place before = gallery_place(visit, 900, 400);
    touchscreen_pinch(visit->screen, 900, 400, 120, 480, 400);
    gallery_settle(visit);
    gallery_assert_near(gallery_place(visit, 900, 400), before.x, before.y);
    g_assert_cmpint(closeness(visit), ==, 100);
    gallery_keep(visit, "whole");
}

static void a_long_description_is_read_to_its_end_and_closed(struct gallery_visit *visit,
                                                             const void *unused)
{
    gallery_open(visit, GALLERY_STILL, "picture");
    gallery_tap(visit, "describe");
    gallery_expect(visit, "Sentence 40 says");
    kiosk_process_expect(visit->kiosk, "page.up", "disabled");
    gallery_keep(visit, "long");
    int pages = 0;
    for (; pages < 30 && !gallery_has(visit, "page.down", "disabled"); pages++)
        gallery_tap(visit, "page.down");
    g_assert_cmpint(pages, >, 0);
    g_assert_cmpint(pages, <, 30);
    kiosk_process_expect(visit->kiosk, "page.up", "focusable");
    gallery_tap(visit, "describe");
    g_assert_false(gallery_has(visit, "page.up", NULL));
}

static void a_picture_one_pixel_wide_is_followed_to_its_end(struct gallery_visit *visit,
                                                            const void *unused)
{
    gallery_open(visit, GALLERY_THIN, "picture");
    g_assert_false(gallery_has(visit, "broken", NULL));
    for (int i = 0; i < 14 && !gallery_has(visit, "zoom.in", "disabled"); i++)
        gallery_tap(visit, "zoom.in");
    gallery_settle(visit);
    struct automation_node image = kiosk_process_box(visit->kiosk, "image");
    uint32_t row[64];
    int lit = 0;
    glass_row(visit->glass, (int)(image.x_px + image.width_px / 2) - 32, 400, 64, row);
    for (int i = 0; i < 64; i++)
        lit += (row[i] >> 16 & 255) > 180 && (row[i] & 255) < 90;
    g_assert_cmpint(lit, >, 0);
    for (int i = 0; i < 99 && !gallery_has(visit, "pan.down", "disabled"); i++)
        gallery_tap(visit, "pan.down");
    kiosk_process_expect(visit->kiosk, "pan.down", "disabled");
    gallery_keep(visit, "thin");
}

static void a_document_is_read_page_by_page_and_looked_at(struct gallery_visit *visit,
                                                          const void *unused)
{
    static const char *const words[] = {"Of red.", "Of green.", "Of blue."};
    gallery_open(visit, GALLERY_PAPER, "text");
    kiosk_process_expect(visit->kiosk, "page.before", "disabled");
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        gallery_expect(visit, words[i]);
        gallery_settle(visit);
        gallery_assert_colour(visit, "page", (int)i);
        if (i + 1 < G_N_ELEMENTS(words))
            gallery_tap(visit, "page.after");
    }
    kiosk_process_expect(visit->kiosk, "page.after", "disabled");
    gallery_tap(visit, "page.before");
    gallery_keep(visit, "document");
    kiosk_process_tap(visit->kiosk, "look");
    kiosk_process_expect_screen(visit->kiosk, "picture");
    gallery_expect(visit, "2 of 3");
    gallery_settle(visit);
    gallery_assert_colour(visit, "image", 1);
    kiosk_process_tap(visit->kiosk, "nav.back");
    kiosk_process_expect_screen(visit->kiosk, "text");
    gallery_expect(visit, "Of green.");
}

static void add(const char *sentence, void (*test)(struct gallery_visit *visit, const void *unused))
{
    g_autofree char *name = g_strdup_printf("/look/%s", sentence);
    g_test_add(name, struct gallery_visit, NULL, gallery_arrive, test, gallery_depart);
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
    add("two fingers keep what is between them", two_fingers_keep_what_is_between_them);
    add("a thrown picture goes on and comes to rest", a_thrown_picture_goes_on_and_comes_to_rest);
    add("buttons and keys do what fingers do", buttons_and_keys_do_what_fingers_do);
    add("a set is turned from its first picture to its last",
        a_set_is_turned_from_its_first_picture_to_its_last);
    add("parts with notes are shown by touch and by keys",
        parts_with_notes_are_shown_by_touch_and_by_keys);
    add("what must not be enlarged says so and is not",
        what_must_not_be_enlarged_says_so_and_is_not);
    add("a long description is read to its end and closed",
        a_long_description_is_read_to_its_end_and_closed);
    add("a picture one pixel wide is followed to its end",
        a_picture_one_pixel_wide_is_followed_to_its_end);
    add("files of every kind show the colour they were made in",
        files_of_every_kind_show_the_colour_they_were_made_in);
    add("a document is read page by page and looked at",
        a_document_is_read_page_by_page_and_looked_at);
    int status = g_test_run();
    gallery_remove();
    return status;
}
