/* Proves the instrument that the other touch tests measure with: what SDL, the kiosk's window
 * library, sees of a finger is one finger, at the place where it was put. */
#include "tests/support/touchscreen.h"

#include <SDL2/SDL.h>
#include <errno.h>
#include <linux/input-event-codes.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define EVENT_TIMEOUT_MS 5000
#define QUIET_MS         200

struct fixture {
    struct touchscreen *screen;
    SDL_Window *window;
};

struct size {
    int width_px, height_px;
};

static const struct size landscape = {1920, 1080};
static const struct size portrait = {1080, 1920};

/* A full-screen window on the touchscreen, as the kiosk's is. */
static void open_window(struct fixture *fixture, const void *size_of_screen)
{
    const struct size *size = size_of_screen;
    g_autoptr(GError) error = NULL;
    fixture->screen = touchscreen_start(size->width_px, size->height_px, &error);
    g_assert_no_error(error);

    g_setenv("DISPLAY", touchscreen_display(fixture->screen), true);
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        g_error("SDL_Init: %s", SDL_GetError());
    fixture->window = SDL_CreateWindow("touchscreen", 0, 0, size->width_px, size->height_px,
                                       SDL_WINDOW_BORDERLESS | SDL_WINDOW_FULLSCREEN_DESKTOP);
    g_assert_nonnull(fixture->window);

    SDL_Event event;
    while (SDL_WaitEventTimeout(&event, QUIET_MS) == 1)
        continue;
}

static void close_window(struct fixture *fixture, const void *unused)
{
    SDL_DestroyWindow(fixture->window);
    SDL_Quit();
    touchscreen_destroy(fixture->screen);
}

static bool is_of_fingers(const SDL_Event *event)
{
    return event->type == SDL_FINGERDOWN || event->type == SDL_FINGERMOTION ||
           event->type == SDL_FINGERUP;
}

/* The next event a hand or key made; aborts when none comes. */
static SDL_Event next_event(bool (*is_wanted)(const SDL_Event *event))
{
    SDL_Event event;
    while (SDL_WaitEventTimeout(&event, EVENT_TIMEOUT_MS) == 1) {
        if (is_wanted(&event))
            return event;
    }
    g_error("no event came within %d ms", EVENT_TIMEOUT_MS);
}

static void assert_no_more_fingers(void)
{
    SDL_Event event;
    while (SDL_WaitEventTimeout(&event, QUIET_MS) == 1)
        g_assert_false(is_of_fingers(&event));
}

/* SDL spreads 0 to 1 from the first pixel to the last. */
static double x_of(const SDL_Event *event, const struct touchscreen *screen)
{
    return event->tfinger.x * (touchscreen_width(screen) - 1);
}

static double y_of(const SDL_Event *event, const struct touchscreen *screen)
{
    return event->tfinger.y * (touchscreen_height(screen) - 1);
}

static void assert_at(const SDL_Event *event, const struct touchscreen *screen, double x_px,
                      double y_px)
{
    g_assert_cmpfloat_with_epsilon(x_of(event, screen), x_px, 1);
    g_assert_cmpfloat_with_epsilon(y_of(event, screen), y_px, 1);
}

static void test_one_device(struct fixture *fixture, const void *unused)
{
    g_assert_cmpint(SDL_GetNumTouchDevices(), ==, 1);
    g_assert_cmpint(SDL_GetTouchDeviceType(SDL_GetTouchDevice(0)), ==, SDL_TOUCH_DEVICE_DIRECT);
}

static void test_tap(struct fixture *fixture, const void *size_of_screen)
{
    const struct size *size = size_of_screen;
    const double places[][2] = {{20, 30},
                                {size->width_px / 2.0, size->height_px / 2.0},
                                {size->width_px - 5, size->height_px - 5}};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        touchscreen_tap(fixture->screen, places[i][0], places[i][1]);
        SDL_Event down = next_event(is_of_fingers);
        SDL_Event up = next_event(is_of_fingers);
        g_assert_cmpint(down.type, ==, SDL_FINGERDOWN);
        g_assert_cmpint(up.type, ==, SDL_FINGERUP);
        g_assert_cmpint(down.tfinger.fingerId, ==, up.tfinger.fingerId);
        assert_at(&down, fixture->screen, places[i][0], places[i][1]);
        assert_at(&up, fixture->screen, places[i][0], places[i][1]);
        assert_no_more_fingers();
    }
}

static void test_two_fingers(struct fixture *fixture, const void *unused)
{
    touchscreen_finger_down(fixture->screen, 0, 300, 400);
    touchscreen_finger_down(fixture->screen, 1, 900, 500);
    SDL_Event first = next_event(is_of_fingers);
    SDL_Event second = next_event(is_of_fingers);
    g_assert_cmpint(first.type, ==, SDL_FINGERDOWN);
    g_assert_cmpint(second.type, ==, SDL_FINGERDOWN);
    g_assert_cmpint(first.tfinger.fingerId, !=, second.tfinger.fingerId);
    assert_at(&first, fixture->screen, 300, 400);
    assert_at(&second, fixture->screen, 900, 500);

    touchscreen_finger_up(fixture->screen, 1);
    SDL_Event up = next_event(is_of_fingers);
    g_assert_cmpint(up.type, ==, SDL_FINGERUP);
    g_assert_cmpint(up.tfinger.fingerId, ==, second.tfinger.fingerId);
    touchscreen_finger_up(fixture->screen, 0);
    up = next_event(is_of_fingers);
    g_assert_cmpint(up.type, ==, SDL_FINGERUP);
    g_assert_cmpint(up.tfinger.fingerId, ==, first.tfinger.fingerId);
}

static void test_drag(struct fixture *fixture, const void *unused)
{
    touchscreen_drag(fixture->screen, &(struct touchscreen_way){.from_x_px = 200,
                                                                .from_y_px = 800,
                                                                .to_x_px = 600,
                                                                .to_y_px = 400,
                                                                .ms = 160,
                                                                .steps = 10});
    SDL_Event event = next_event(is_of_fingers);
    g_assert_cmpint(event.type, ==, SDL_FINGERDOWN);
    assert_at(&event, fixture->screen, 200, 800);
    for (int step = 1; step <= 10; step++) {
        event = next_event(is_of_fingers);
        g_assert_cmpint(event.type, ==, SDL_FINGERMOTION);
        assert_at(&event, fixture->screen, 200 + 40 * step, 800 - 40 * step);
    }
    event = next_event(is_of_fingers);
    g_assert_cmpint(event.type, ==, SDL_FINGERUP);
    assert_at(&event, fixture->screen, 600, 400);
}

static void test_pinch(struct fixture *fixture, const void *unused)
{
    touchscreen_pinch(fixture->screen, 500, 500, 100, 600, 200);
    double apart_px = 0;
    double x_px[2] = {0, 0};
    SDL_FingerID left = next_event(is_of_fingers).tfinger.fingerId;
    SDL_Event event;
    while ((event = next_event(is_of_fingers)).type != SDL_FINGERUP) {
        x_px[event.tfinger.fingerId == left ? 0 : 1] = x_of(&event, fixture->screen);
        apart_px = x_px[1] - x_px[0];
    }
    g_assert_cmpfloat_with_epsilon(apart_px, 600, 3);
    g_assert_cmpint(next_event(is_of_fingers).type, ==, SDL_FINGERUP);
}

static bool is_of_keys(const SDL_Event *event)
{
    return event->type == SDL_KEYDOWN || event->type == SDL_KEYUP;
}

static void test_keys(struct fixture *fixture, const void *unused)
{
    static const struct {
        int code;
        SDL_Scancode scancode;
    } keys[] = {{KEY_ENTER, SDL_SCANCODE_RETURN}, {KEY_TAB, SDL_SCANCODE_TAB},
                {KEY_ESC, SDL_SCANCODE_ESCAPE},   {KEY_LEFT, SDL_SCANCODE_LEFT},
                {KEY_F1, SDL_SCANCODE_F1},        {KEY_F13, SDL_SCANCODE_F13}};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        touchscreen_key(fixture->screen, keys[i].code);
        SDL_Event down = next_event(is_of_keys);
        SDL_Event up = next_event(is_of_keys);
        g_assert_cmpint(down.type, ==, SDL_KEYDOWN);
        g_assert_cmpint(up.type, ==, SDL_KEYUP);
        g_assert_cmpint(down.key.keysym.scancode, ==, keys[i].scancode);
        g_assert_cmpint(up.key.keysym.scancode, ==, keys[i].scancode);
    }
}

static void test_any_size(void)
{
    static const struct size sizes[] = {{1280, 720}, {1366, 768}, {3840, 2160}, {2160, 3840}};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        struct fixture fixture = {0};
        open_window(&fixture, &sizes[i]);
        SDL_DisplayMode mode;
        g_assert_cmpint(SDL_GetDesktopDisplayMode(0, &mode), ==, 0);
        g_assert_cmpint(mode.w, ==, sizes[i].width_px);
        g_assert_cmpint(mode.h, ==, sizes[i].height_px);
        close_window(&fixture, NULL);
    }
}

static bool is_gone(pid_t pid)
{
    return kill(pid, 0) != 0 && errno == ESRCH;
}

/* What a touchscreen left behind has to go, within the time an X server needs to end. */
static void assert_goes(pid_t server, const char *folder)
{
    for (int i = 0; i < 1000; i++) {
        if (is_gone(server) && !g_file_test(folder, G_FILE_TEST_EXISTS))
            return;
        /* A server whose parent was killed is handed to this process. */
        waitpid(server, NULL, WNOHANG);
        g_usleep(10 * 1000);
    }
    g_error("X server %d or its folder %s is still there", server, folder);
}

static void test_nothing_left(void)
{
    g_autoptr(GError) error = NULL;
    struct touchscreen *screen = touchscreen_start(1280, 720, &error);
    g_assert_no_error(error);
    pid_t server = touchscreen_server_pid(screen);
    g_autofree char *folder = g_strdup(touchscreen_folder(screen));
    g_assert_false(is_gone(server));
    touchscreen_destroy(screen);
    g_assert_true(is_gone(server));
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
}

struct left_behind {
    pid_t server;
    char folder[256];
};

static void test_nothing_left_by_killed(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    int ends[2];
    g_assert_cmpint(pipe(ends), ==, 0);
    pid_t victim = fork();
    if (victim == 0) {
        struct touchscreen *screen = touchscreen_start(1280, 720, NULL);
        struct left_behind left = {.server = touchscreen_server_pid(screen)};
        g_strlcpy(left.folder, touchscreen_folder(screen), sizeof left.folder);
        if (write(ends[1], &left, sizeof left) == sizeof left)
            pause();
        _exit(1);
    }
    close(ends[1]);
    struct left_behind left;
    g_assert_cmpint(read(ends[0], &left, sizeof left), ==, sizeof left);
    close(ends[0]);
    g_assert_false(is_gone(left.server));
    kill(victim, SIGKILL);
    waitpid(victim, NULL, 0);
    assert_goes(left.server, left.folder);
}

static void add(const char *name, const struct size *size,
                void (*test)(struct fixture *fixture, const void *size))
{
    g_test_add(name, struct fixture, size, open_window, test, close_window);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *why_not = touchscreen_why_not();
    if (why_not != NULL) {
        g_print("# SKIP %s\n", why_not);
        return 77;
    }
    add("/touchscreen/SDL sees one touch device", &landscape, test_one_device);
    add("/touchscreen/a tap arrives once, where the finger was", &landscape, test_tap);
    add("/touchscreen/a tap on a portrait screen arrives where the finger was", &portrait,
        test_tap);
    add("/touchscreen/two fingers are two ids", &landscape, test_two_fingers);
    add("/touchscreen/a drag arrives as movement along its way", &landscape, test_drag);
    add("/touchscreen/a pinch arrives as two fingers going apart", &landscape, test_pinch);
    add("/touchscreen/a key arrives as its scancode", &landscape, test_keys);
    g_test_add_func("/touchscreen/a screen has the size it was asked for", test_any_size);
    g_test_add_func("/touchscreen/stopping leaves no server and no folder", test_nothing_left);
    g_test_add_func("/touchscreen/a killed test leaves no server and no folder",
                    test_nothing_left_by_killed);
    return g_test_run();
}
