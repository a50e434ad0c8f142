/* How one screen becomes another, pixel by pixel, with a clock of the test's own (DESIGN 5). */
#include "kiosk/canvas.h"
#include "kiosk/gesture.h"
#include "kiosk/stage.h"
#include "kiosk/theme.h"

#include <math.h>
#include <string.h>

/* Half the size of the logical canvas: a rise of 24 px is one of 12. */
enum { WIDTH = 960, HEIGHT = 540, SCALE = 2, BAND_TOP = 400 };

static const struct color red = {255, 0, 0, 255};
static const struct color green = {0, 255, 0, 255};
static const struct color white = {255, 255, 255, 255};
static const struct color blue = {0, 0, 255, 255};
static const struct box band = {0, BAND_TOP, 1920, 200};
static const struct box button = {200, 800, 300, 120};

/* A page is red, or green with a white band over it; a warning veils what is under it in blue. */
struct page {
    char name[24];
};

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct page *page = g_new0(struct page, 1);
    g_strlcpy(page->name, route->screen, sizeof page->name);
    return page;
}

static struct intent event(void *self, const struct event *event)
{
    return intent_none();
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct page *page = self;
    const struct box all = {0, 0, 1920, 1080};
    if (g_str_equal(page->name, "idle")) {
        canvas_fill(canvas, all, 0, blue);
        return;
    }
    bool is_first = g_str_equal(page->name, "attract");
    canvas_fill(canvas, all, 0, is_first ? red : green);
    if (!is_first)
        canvas_fill(canvas, band, 0, white);
    if (state->pressed != NULL)
        canvas_fill(canvas, button, 0, white);
}

static void describe(const void *self, struct access_tree *tree)
{
    access_tree_add(tree, &(struct access_node){.id = "button",
                                                .role = ACCESS_BUTTON,
                                                .name = "button",
                                                .box = button,
                                                .is_target = true});
}

static enum idle_class idle(const void *self)
{
    return IDLE_LIST;
}

#define PAGE(screen)                                                                               \
    {                                                                                              \
        .name = screen, .enter = enter, .event = event, .draw = draw, .describe = describe,        \
        .idle = idle, .leave = g_free                                                              \
    }
static const struct screen_class pages[] = {PAGE("attract"), PAGE("home"), PAGE("idle")};
static const struct screen_class *const classes[] = {&pages[0], &pages[1], &pages[2], NULL};

struct hall {
    struct canvas *canvas;
    struct theme *theme;
    struct session *session;
    struct screen_env env;
    struct stage *stage;
    int64_t now_ms;
};

static struct hall *given_hall(bool has_less_motion)
{
    g_autoptr(GError) error = NULL;
    struct hall *hall = g_new0(struct hall, 1);
    hall->canvas = canvas_create_offscreen(WIDTH, HEIGHT, false, &error);
    g_assert_no_error(error);
    hall->theme = theme_fallback();
    hall->session = session_create(
        &(struct session_choices){.language = "en", .has_less_motion = has_less_motion});
    hall->env = (struct screen_env){
        .theme = hall->theme, .session = hall->session, .viewport = canvas_viewport(hall->canvas)};
    hall->now_ms = 1000;
    const struct stage_config config = {
        .classes = classes, .env = &hall->env, .session = hall->session};
    hall->stage = stage_create(&config, hall->now_ms);
    return hall;
}

static void leave_hall(struct hall *hall)
{
    stage_destroy(hall->stage);
    session_destroy(hall->session);
    theme_destroy(hall->theme);
    canvas_destroy(hall->canvas);
    g_free(hall);
}

/* The frame that is seen so much later. */
static struct tick see(struct hall *hall, int64_t later_ms)
{
    hall->now_ms += later_ms;
    struct tick tick = stage_tick(hall->stage, hall->now_ms);
    stage_draw(hall->stage, hall->canvas, hall->now_ms);
    g_assert_true(canvas_present(hall->canvas, NULL));
    return tick;
}

static struct color pixel(const struct hall *hall, double x, double y)
{
    struct color pixel;
    g_assert_true(canvas_pixel(hall->canvas, (int)(x / SCALE), (int)(y / SCALE), &pixel));
    return pixel;
}

/* Where the white band of the new page begins, in logical px; below the red page it is the first
 * row with any blue in it. */
static double band_top(const struct hall *hall)
{
    for (int y = 0; y < HEIGHT; y++)
        if (pixel(hall, 960, y * SCALE).b > 12)
            return y * SCALE;
    return -1;
}

static void open_home(struct hall *hall)
{
    const struct intent open = intent_open("home", 0, 0, NULL);
    stage_do(hall->stage, &open, hall->now_ms);
}

static void assert_share_seen(const struct hall *hall, double share)
{
    struct color seen = pixel(hall, 960, 900);
    g_assert_cmpfloat_with_epsilon(seen.g / 255.0, share, 0.02);
    g_assert_cmpfloat_with_epsilon(seen.r / 255.0, 1 - share, 0.02);
}

static void a_new_screen_fades_in_over_280_ms_and_rises_by_24_px(void)
{
    struct hall *hall = given_hall(false);
    see(hall, 0);
    open_home(hall);
    struct tick tick = see(hall, 0);
    g_assert_true(tick.is_dirty);
    assert_share_seen(hall, 0);
    for (int64_t at = 40; at < 280; at += 40) {
        tick = see(hall, 40);
        g_assert_cmpint(tick.again_in_ms, ==, 0);
        double share = curve_at(CURVE_DECELERATE, (double)at / 280);
        assert_share_seen(hall, share);
        g_assert_cmpfloat_with_epsilon(band_top(hall), BAND_TOP + 24 * (1 - share), SCALE);
    }
    see(hall, 40);
    assert_share_seen(hall, 1);
    g_assert_cmpfloat(band_top(hall), ==, BAND_TOP);
    tick = see(hall, 16);
    g_assert_cmpint(tick.again_in_ms, >, 1000); /* and then all is still */
    leave_hall(hall);
}

static void less_motion_is_a_cross_fade_of_120_ms_in_which_nothing_moves(void)
{
    struct hall *hall = given_hall(true);
    see(hall, 0);
    open_home(hall);
    for (int64_t at = 30; at < 120; at += 30) {
        see(hall, 30);
        assert_share_seen(hall, (double)at / 120);
        g_assert_cmpfloat(band_top(hall), ==, BAND_TOP);
    }
    see(hall, 30);
    assert_share_seen(hall, 1);
    leave_hall(hall);
}

static void touch(struct hall *hall, enum contact_phase phase, double x, double y)
{
    const struct contact contact = {.id = 1, .phase = phase, .at = {x, y}, .now_ms = hall->now_ms};
    stage_contact(hall->stage, &contact);
}

static void what_is_pressed_is_seen_in_the_next_frame_and_ends_with_a_drag(void)
{
    struct hall *hall = given_hall(false);
    see(hall, 1000);
    touch(hall, CONTACT_DOWN, 300, 850);
    see(hall, 0); /* no time has passed */
    g_assert_cmpint(pixel(hall, 300, 850).b, ==, 255);
    touch(hall, CONTACT_MOVE, 300, 900);
    see(hall, 0);
    g_assert_cmpint(pixel(hall, 300, 850).b, ==, 0);
    touch(hall, CONTACT_UP, 300, 900);
    leave_hall(hall);
}

static void the_warning_comes_in_240_ms_and_goes_in_180(void)
{
    struct hall *hall = given_hall(false);
    see(hall, 0);
    see(hall, 90 * 1000);
    g_assert_cmpstr(stage_screen(hall->stage), ==, "idle");
    see(hall, 60);
    double share = curve_at(CURVE_DECELERATE, 60.0 / 240);
    g_assert_cmpfloat_with_epsilon(pixel(hall, 960, 900).b / 255.0, share, 0.02);
    see(hall, 180);
    g_assert_cmpint(pixel(hall, 960, 900).b, ==, 255);
    const struct intent stay = intent_of(INTENT_STAY);
    stage_do(hall->stage, &stay, hall->now_ms);
    see(hall, 90);
    share = 1 - curve_at(CURVE_ACCELERATE, 0.5);
    g_assert_cmpfloat_with_epsilon(pixel(hall, 960, 900).b / 255.0, share, 0.02);
    see(hall, 90);
    g_assert_cmpint(pixel(hall, 960, 900).b, ==, 0);
    leave_hall(hall);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/motion/" #name, name)
    PROMISE(a_new_screen_fades_in_over_280_ms_and_rises_by_24_px);
    PROMISE(less_motion_is_a_cross_fade_of_120_ms_in_which_nothing_moves);
    PROMISE(what_is_pressed_is_seen_in_the_next_frame_and_ends_with_a_drag);
    PROMISE(the_warning_comes_in_240_ms_and_goes_in_180);
    return g_test_run();
}
