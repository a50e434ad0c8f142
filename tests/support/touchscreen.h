/*
 * A touchscreen without the glass: a real X server on a screen of any size, with a real
 * multi-touch device and a keyboard that a test moves. Programs see what they would see from a
 * visitor: fingers that arrive through the X server's input path, in its own time.
 *
 * The server takes a free display number and keeps all its files in a private folder; both are
 * gone when the touchscreen is destroyed and when the test dies. Needs root (see
 * touchscreen_why_not). All coordinates are pixels from the top left. One touchscreen per thread;
 * use it from the thread that started it. Every finger and key call returns once the X server has
 * handled it, and aborts the test when the server is gone.
 */
#ifndef RWF_TESTS_SUPPORT_TOUCHSCREEN_H
#define RWF_TESTS_SUPPORT_TOUCHSCREEN_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

struct touchscreen;

/* Fingers are numbered by the test from 0 to TOUCHSCREEN_FINGERS - 1. */
#define TOUCHSCREEN_FINGERS 10

/* Why no touchscreen can be had on this machine, as a sentence; NULL when one can. A test then
 * says so and ends with 77, which ctest shows as skipped. Static text. */
const char *touchscreen_why_not(void);

/* Starts a screen of this size and waits until it and its devices answer. */
struct touchscreen *touchscreen_start(int width_px, int height_px, GError **error);

/* Ends the server and removes its files. NULL is nothing to do. */
void touchscreen_destroy(struct touchscreen *screen);

int touchscreen_width(const struct touchscreen *screen);
int touchscreen_height(const struct touchscreen *screen);

/* The value of DISPLAY for programs that shall open on it. Borrowed. */
const char *touchscreen_display(const struct touchscreen *screen);

pid_t touchscreen_server_pid(const struct touchscreen *screen);
const char *touchscreen_folder(const struct touchscreen *screen);

/* One finger: down, moved while down, up where it was last. */
void touchscreen_finger_down(struct touchscreen *screen, int finger, double x_px, double y_px);
void touchscreen_finger_move(struct touchscreen *screen, int finger, double x_px, double y_px);
void touchscreen_finger_up(struct touchscreen *screen, int finger);

/* A finger that goes down, rests as long as a visitor's does, and goes up. */
void touchscreen_tap(struct touchscreen *screen, double x_px, double y_px);

struct touchscreen_way {
    double from_x_px, from_y_px;
    double to_x_px, to_y_px;
    int ms;    /* from going down to going up */
    int steps; /* moves in between, evenly spaced; at least 1 */
};

/* One finger along a straight way. */
void touchscreen_drag(struct touchscreen *screen, const struct touchscreen_way *way);

/* Two fingers left and right of a centre, whose distance goes from one value to another. */
void touchscreen_pinch(struct touchscreen *screen, double x_px, double y_px, double from_px,
                       double to_px, int ms);

/* A key pressed and released. code is the kernel's (linux/input-event-codes.h): KEY_ENTER. */
void touchscreen_key(struct touchscreen *screen, int code);
void touchscreen_key_down(struct touchscreen *screen, int code);
void touchscreen_key_up(struct touchscreen *screen, int code);

#endif
