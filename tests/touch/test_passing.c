/* A visitor who passes over a part of a film, at a real kiosk: not one picture of it reaches the glass,
 * neither of the film nor of its signer. */
#include "tests/support/desk.h"
#include "tests/support/glass.h"
#include "tests/support/kiosk_process.h"
#include "tests/support/tone.h"
#include "tests/support/touchscreen.h"

enum { AFTER_MS = 9000, PATIENCE_US = 60 * G_USEC_PER_SEC };

/* Of one colour, but red from the fourth second to the seventh. */
#define FILM(color, size)                                                                          \
    "-f lavfi -i \"color=" color ":s=" size ":r=25:d=13,drawbox=c=red:t=fill:enable='"             \
    "between(t,4,6.99)'\" "

struct visit {
    struct desk *desk;
    struct touchscreen *screen;
    struct glass *glass;
    struct kiosk_process *kiosk;
};

static void given_film(struct desk *desk)
{
    g_autofree char *film = desk_path(desk, "film.mp4");
    g_autofree char *signer = desk_path(desk, "signer.mp4");
    desk_archive(desk);
    tone_make(film, FILM("0x00a000", "320x180") TONE_SINE("440", "13") "-c:v libx264 -g 25 "
                                                                       "-pix_fmt yuv420p -c:a aac");
    tone_make(signer, FILM("0x0000c0", "160x180") "-c:v libx264 -g 25 -pix_fmt yuv420p");
    g_free(desk_add(desk, "film.mp4"));
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "era=past", "title=Sample", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", "signer.mp4", "--role", "signing", "--lang",
                "bfi", NULL);
    desk_expect(desk, 0, NULL, NULL, "note", "CODE1", "add", "--from", "0:04", "--to", "0:07",
                "--level", "2", "--says", "a quarrel", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "A Person", NULL);
}

static void arrive(struct visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    visit->desk = desk_create();
    given_film(visit->desk);
    visit->screen = touchscreen_start(1920, 1080, &error);
    g_assert_no_error(error);
    visit->glass = glass_open(touchscreen_display(visit->screen), &error);
    g_assert_no_error(error);
    g_autofree char *archive = desk_path(visit->desk, "archive");
    visit->kiosk =
        kiosk_process_start(visit->screen, (const char *[]){"--archive", archive, NULL}, &error);
    g_assert_no_error(error);
    kiosk_process_expect_screen(visit->kiosk, "attract");
    kiosk_process_tap(visit->kiosk, "cta.begin");
    kiosk_process_expect_screen(visit->kiosk, "home");
    kiosk_process_tap(visit->kiosk, "era1");
    kiosk_process_expect_screen(visit->kiosk, "browse");
    kiosk_process_tap(visit->kiosk, "card1");
    kiosk_process_expect_screen(visit->kiosk, "note");
}

static void depart(struct visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    glass_close(visit->glass);
    kiosk_process_stop(visit->kiosk, &error);
    g_assert_no_error(error);
    kiosk_process_destroy(visit->kiosk);
    touchscreen_destroy(visit->screen);
    desk_destroy(visit->desk);
}

static uint32_t middle_of(const struct visit *visit, const struct automation_node *node)
{
    uint32_t pixel = 0;
    glass_row(visit->glass, (int)(node->x_px + node->width_px / 2),
              (int)(node->y_px + node->height_px / 2), 1, &pixel);
    return pixel;
}

static bool is_mostly(uint32_t pixel, int shift)
{
    int most = (int)(pixel >> shift & 255);
    int rest = (int)(pixel >> 16 & 255) + (int)(pixel >> 8 & 255) + (int)(pixel & 255) - most;
    return most > 40 && most > rest;
}

/* What was seen in the middle of one picture, looked at all the time. */
struct seen {
    struct automation_node node;
    int shift; /* of its own colour */
    int own, red;
};

static void look(const struct visit *visit, struct seen *seen)
{
    uint32_t pixel = middle_of(visit, &seen->node);
    seen->own += is_mostly(pixel, seen->shift);
    seen->red += is_mostly(pixel, 16);
}

static int64_t watch(struct visit *visit, struct seen *film, struct seen *signer)
{
    gint64 began_us = g_get_monotonic_time(), asked_us = 0;
    int64_t time_ms = 0;
    while (time_ms < AFTER_MS && g_get_monotonic_time() - began_us < PATIENCE_US) {
        look(visit, film);
        look(visit, signer);
        if (g_get_monotonic_time() - asked_us > 100000) {
            time_ms = kiosk_process_stats(visit->kiosk).player.time_ms;
            asked_us = g_get_monotonic_time();
        }
        g_usleep(1500);
    }
    return time_ms;
}

static void open_signed(struct visit *visit, const char *choice, struct seen *film,
                        struct seen *signer)
{
    kiosk_process_tap(visit->kiosk, choice);
    kiosk_process_expect_screen(visit->kiosk, "film");
    kiosk_process_tap(visit->kiosk, "bsl");
    kiosk_process_expect(visit->kiosk, "signer", NULL);
    *film = (struct seen){.node = kiosk_process_box(visit->kiosk, "video"), .shift = 8};
    *signer = (struct seen){.node = kiosk_process_box(visit->kiosk, "signer"), .shift = 0};
    g_usleep(G_USEC_PER_SEC); /* for the signer's first picture */
    kiosk_process_tap(visit->kiosk, "play");
}

static void test_nothing_of_it_is_seen(struct visit *visit, const void *unused)
{
    struct seen film, signer;
    open_signed(visit, "note.skip", &film, &signer);
    g_assert_cmpint(watch(visit, &film, &signer), >=, AFTER_MS);
    g_test_message("film: %d times its own, %d red; signer: %d and %d", film.own, film.red,
                   signer.own, signer.red);
    g_assert_cmpint(film.own, >, 20);
    g_assert_cmpint(signer.own, >, 20);
    g_assert_cmpint(film.red, ==, 0);
    g_assert_cmpint(signer.red, ==, 0);
}

/* The same looks see it where it is asked for: they would see it above. */
static void test_all_of_it_is_seen(struct visit *visit, const void *unused)
{
    struct seen film, signer;
    open_signed(visit, "note.all", &film, &signer);
    g_assert_cmpint(watch(visit, &film, &signer), >=, AFTER_MS);
    g_assert_cmpint(film.red, >, 20);
    g_assert_cmpint(signer.red, >, 20);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *why_not = touchscreen_why_not();
    if (why_not != NULL) {
        g_print("# SKIP %s\n", why_not);
        return 77;
    }
    g_test_add("/passing/no picture of a part passed over is seen", struct visit, NULL, arrive,
               test_nothing_of_it_is_seen, depart);
    g_test_add("/passing/who asks for all of it sees it", struct visit, NULL, arrive,
               test_all_of_it_is_seen, depart);
    return g_test_run();
}
