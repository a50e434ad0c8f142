#include "tests/support/touchscreen.h"

#include "tests/support/child.h"
#include "tests/support/inputtest.h"
#include "tests/support/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <linux/input-event-codes.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define START_TIMEOUT_MS 30000
#define STOP_TIMEOUT_MS  10000
#define TAP_MS           60
#define PINCH_STEPS      24

/* X counts the kernel's key codes from 8. */
#define X_KEYCODE_OFFSET 8

struct touchscreen {
    struct scratch *scratch;
    struct child *server;
    struct inputtest *touch;
    struct inputtest *keyboard;
    char *display;
    int width_px;
    int height_px;
    struct {
        bool is_down;
        double x_px, y_px;
    } fingers[TOUCHSCREEN_FINGERS];
};

const char *touchscreen_why_not(void)
{
    g_autofree char *xorg = g_find_program_in_path("Xorg");
    if (xorg == NULL)
        return "no Xorg here (package xserver-xorg-core)";
    if (access("/usr/lib/xorg/modules/input/inputtest_drv.so", R_OK) != 0)
        return "Xorg has no inputtest driver here (package xserver-xorg-core)";
    if (access("/usr/lib/xorg/modules/drivers/dummy_drv.so", R_OK) != 0)
        return "Xorg has no dummy driver here (package xserver-xorg-video-dummy)";
    if (geteuid() != 0)
        return "only root may start an X server without a seat; run the tests as root";
    return NULL;
}

/* Longer blanking than a digital panel's, whose modes the server takes only from a monitor that
 * says it can reduce it; and a refresh that keeps the pixel clock of a large screen below the
 * dummy driver's limit of 300 MHz. */
static char *modeline(int width_px, int height_px)
{
    const double highest_clock_mhz = 290;
    int across = width_px + 240;
    int down = height_px + 30;
    double clock_mhz = MIN(across * down * 60.0 / 1e6, highest_clock_mhz);
    char clock[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup_printf("Modeline \"screen\" %s %d %d %d %d %d %d %d %d",
                           g_ascii_formatd(clock, sizeof clock, "%.2f", clock_mhz), width_px,
                           width_px + 80, width_px + 160, across, height_px, height_px + 3,
                           height_px + 8, down);
}

static char *input_device(const char *name, const char *folder, const char *type)
{
    return g_strdup_printf("Section \"InputDevice\"\n"
                           "  Identifier \"%s\"\n"
                           "  Driver \"inputtest\"\n"
                           "  Option \"SocketPath\" \"%s/%s.sock\"\n"
                           "  Option \"DeviceType\" \"%s\"\n"
                           "  Option \"TouchCount\" \"%d\"\n"
                           "  Option \"xkb_rules\" \"evdev\"\n"
                           "EndSection\n",
                           name, folder, name, type, TOUCHSCREEN_FINGERS);
}

static char *server_config(const struct touchscreen *screen)
{
    const char *folder = scratch_folder(screen->scratch);
    g_autofree char *mode = modeline(screen->width_px, screen->height_px);
    g_autofree char *touch = input_device("touch", folder, "Touch");
    g_autofree char *keyboard = input_device("keyboard", folder, "Keyboard");
    int video_ram_kb = screen->width_px * screen->height_px / 1024 * 4 * 2 + 16384;
    return g_strdup_printf("Section \"ServerFlags\"\n"
                           "  Option \"AutoAddDevices\" \"false\"\n"
                           "  Option \"DontVTSwitch\" \"true\"\n"
                           "  Option \"BlankTime\" \"0\"\n"
                           "EndSection\n"
                           "Section \"Device\"\n"
                           "  Identifier \"card\"\n  Driver \"dummy\"\n  VideoRam %d\n"
                           "EndSection\n"
                           "Section \"Monitor\"\n"
                           "  Identifier \"panel\"\n"
                           "  HorizSync 5.0-1000.0\n  VertRefresh 5.0-200.0\n  %s\n"
                           "EndSection\n"
                           "Section \"Screen\"\n"
                           "  Identifier \"screen\"\n  Device \"card\"\n  Monitor \"panel\"\n"
                           "  DefaultDepth 24\n"
                           "  SubSection \"Display\"\n"
                           "    Depth 24\n    Modes \"screen\"\n    Virtual %d %d\n"
                           "  EndSubSection\n"
                           "EndSection\n"
                           "%s%s"
                           "Section \"ServerLayout\"\n"
                           "  Identifier \"layout\"\n  Screen \"screen\"\n"
                           "  InputDevice \"touch\"\n  InputDevice \"keyboard\" \"CoreKeyboard\"\n"
                           "EndSection\n",
                           video_ram_kb, mode, screen->width_px, screen->height_px, touch,
                           keyboard);
}

/* Reads up to the end of the line, or as far as it comes in time: the server writes the number
 * and the end of the line apart, and ends when the second finds nobody reading. */
static void read_line(int pipe_end, char *line, size_t size)
{
    gint64 deadline = g_get_monotonic_time() + START_TIMEOUT_MS * 1000;
    size_t length = 0;
    while (length < size - 1 && memchr(line, '\n', length) == NULL) {
        struct pollfd ready = {.fd = pipe_end, .events = POLLIN};
        gint64 left_ms = (deadline - g_get_monotonic_time()) / 1000;
        if (left_ms <= 0 || poll(&ready, 1, (int)left_ms) != 1)
            break;
        ssize_t got = read(pipe_end, line + length, size - 1 - length);
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    line[length] = '\0';
}

/* The server writes its display number to this pipe once it takes clients. */
static bool read_display(struct touchscreen *screen, int pipe_end, GError **error)
{
    char number[16] = "";
    read_line(pipe_end, number, sizeof number);
    if (!g_ascii_isdigit(number[0])) {
        g_autofree char *log_path = scratch_path(screen->scratch, "xorg.log");
        g_autofree char *log = NULL;
        g_file_get_contents(log_path, &log, NULL, NULL);
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "the X server did not start:\n%s",
                    log != NULL ? log : "(it wrote no log)");
        return false;
    }
    screen->display = g_strdup_printf(":%s", g_strstrip(number));
    return true;
}

static bool start_server(struct touchscreen *screen, int display_pipe, GError **error)
{
    g_autofree char *config = server_config(screen);
    g_autofree char *config_path = scratch_path(screen->scratch, "xorg.conf");
    g_autofree char *log_path = scratch_path(screen->scratch, "xorg.log");
    g_autofree char *output_path = scratch_path(screen->scratch, "xorg.out");
    if (!g_file_set_contents(config_path, config, -1, error))
        return false;
    const char *argv[] = {"Xorg",        "-displayfd", "3",        "-config",   config_path,
                          "-logfile",    log_path,     "-noreset", "-nolisten", "tcp",
                          "-novtswitch", "-sharevts",  "vt7",      "-s",        "0",
                          "-dpms",       NULL};
    const struct child_options options = {
        .argv = argv, .output_path = output_path, .inherited_fd = display_pipe};
    screen->server = child_start(&options, error);
    return screen->server != NULL;
}

static bool start_server_and_wait(struct touchscreen *screen, GError **error)
{
    int ends[2];
    g_assert_cmpint(pipe2(ends, O_CLOEXEC), ==, 0);
    bool is_started = start_server(screen, ends[1], error);
    close(ends[1]);
    bool is_ready = is_started && read_display(screen, ends[0], error);
    close(ends[0]);
    return is_ready;
}

static struct inputtest *connect_device(const struct touchscreen *screen, const char *socket,
                                        GError **error)
{
    g_autofree char *path = scratch_path(screen->scratch, socket);
    return inputtest_connect(path, START_TIMEOUT_MS, error);
}

/* The server's core keyboard has key codes of its own until the first key of a real one; programs
 * ask for them when they start. */
static void adopt_key_codes(struct touchscreen *screen)
{
    touchscreen_key_down(screen, KEY_LEFTSHIFT);
    touchscreen_key_up(screen, KEY_LEFTSHIFT);
}

struct touchscreen *touchscreen_start(int width_px, int height_px, GError **error)
{
    struct touchscreen *screen = g_new0(struct touchscreen, 1);
    screen->width_px = width_px;
    screen->height_px = height_px;
    screen->scratch = scratch_create();
    if (!start_server_and_wait(screen, error) ||
        (screen->touch = connect_device(screen, "touch.sock", error)) == NULL ||
        (screen->keyboard = connect_device(screen, "keyboard.sock", error)) == NULL) {
        touchscreen_destroy(screen);
        return NULL;
    }
    adopt_key_codes(screen);
    return screen;
}

void touchscreen_destroy(struct touchscreen *screen)
{
    if (screen == NULL)
        return;
    inputtest_close(screen->touch);
    inputtest_close(screen->keyboard);
    if (screen->server != NULL)
        child_stop(screen->server, STOP_TIMEOUT_MS);
    child_destroy(screen->server);
    scratch_destroy(screen->scratch);
    g_free(screen->display);
    g_free(screen);
}

int touchscreen_width(const struct touchscreen *screen)
{
    return screen->width_px;
}

int touchscreen_height(const struct touchscreen *screen)
{
    return screen->height_px;
}

const char *touchscreen_display(const struct touchscreen *screen)
{
    return screen->display;
}

pid_t touchscreen_server_pid(const struct touchscreen *screen)
{
    return child_pid(screen->server);
}

const char *touchscreen_folder(const struct touchscreen *screen)
{
    return scratch_folder(screen->scratch);
}

/* The middle of a pixel, on an axis that the server spreads over the whole screen. */
static double on_axis(double px, int length_px)
{
    return CLAMP((px + 0.5) / length_px, 0.0, 1.0) * INPUTTEST_AXIS_MAX;
}

static void send_finger(struct touchscreen *screen, enum inputtest_touch what, int finger)
{
    inputtest_touch(screen->touch, what, (uint32_t)finger,
                    on_axis(screen->fingers[finger].x_px, screen->width_px),
                    on_axis(screen->fingers[finger].y_px, screen->height_px));
}

void touchscreen_finger_down(struct touchscreen *screen, int finger, double x_px, double y_px)
{
    g_assert_cmpint(finger, >=, 0);
    g_assert_cmpint(finger, <, TOUCHSCREEN_FINGERS);
    g_assert_false(screen->fingers[finger].is_down);
    screen->fingers[finger].is_down = true;
    screen->fingers[finger].x_px = x_px;
    screen->fingers[finger].y_px = y_px;
    send_finger(screen, INPUTTEST_TOUCH_BEGIN, finger);
}

void touchscreen_finger_move(struct touchscreen *screen, int finger, double x_px, double y_px)
{
    g_assert_true(screen->fingers[finger].is_down);
    screen->fingers[finger].x_px = x_px;
    screen->fingers[finger].y_px = y_px;
    send_finger(screen, INPUTTEST_TOUCH_UPDATE, finger);
}

void touchscreen_finger_up(struct touchscreen *screen, int finger)
{
    g_assert_true(screen->fingers[finger].is_down);
    screen->fingers[finger].is_down = false;
    send_finger(screen, INPUTTEST_TOUCH_END, finger);
}

static void rest_ms(double ms)
{
    g_usleep((gulong)(MAX(ms, 0) * 1000));
}

void touchscreen_tap(struct touchscreen *screen, double x_px, double y_px)
{
    touchscreen_finger_down(screen, 0, x_px, y_px);
    rest_ms(TAP_MS);
    touchscreen_finger_up(screen, 0);
}

void touchscreen_drag(struct touchscreen *screen, const struct touchscreen_way *way)
{
    g_assert_cmpint(way->steps, >=, 1);
    double dx = (way->to_x_px - way->from_x_px) / way->steps;
    double dy = (way->to_y_px - way->from_y_px) / way->steps;
    touchscreen_finger_down(screen, 0, way->from_x_px, way->from_y_px);
    for (int step = 1; step <= way->steps; step++) {
        rest_ms((double)way->ms / way->steps);
        touchscreen_finger_move(screen, 0, way->from_x_px + dx * step, way->from_y_px + dy * step);
    }
    touchscreen_finger_up(screen, 0);
}

void touchscreen_pinch(struct touchscreen *screen, double x_px, double y_px, double from_px,
                       double to_px, int ms)
{
    touchscreen_finger_down(screen, 0, x_px - from_px / 2, y_px);
    touchscreen_finger_down(screen, 1, x_px + from_px / 2, y_px);
    for (int step = 1; step <= PINCH_STEPS; step++) {
        double apart_px = from_px + (to_px - from_px) * step / PINCH_STEPS;
        rest_ms((double)ms / PINCH_STEPS);
        touchscreen_finger_move(screen, 0, x_px - apart_px / 2, y_px);
        touchscreen_finger_move(screen, 1, x_px + apart_px / 2, y_px);
    }
    touchscreen_finger_up(screen, 0);
    touchscreen_finger_up(screen, 1);
}

void touchscreen_key_down(struct touchscreen *screen, int code)
{
    inputtest_key(screen->keyboard, code + X_KEYCODE_OFFSET, true);
}

void touchscreen_key_up(struct touchscreen *screen, int code)
{
    inputtest_key(screen->keyboard, code + X_KEYCODE_OFFSET, false);
}

void touchscreen_key(struct touchscreen *screen, int code)
{
    touchscreen_key_down(screen, code);
    rest_ms(TAP_MS);
    touchscreen_key_up(screen, code);
}
