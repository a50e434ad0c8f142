/*
 * One input device of an X server that has the "inputtest" driver: a touchscreen or a keyboard,
 * moved by us instead of by a hand. What is sent here takes the way of a real device's events
 * through the server. Protocol: xorg/xf86-input-inputtest-protocol.h, version 1.1.
 *
 * A device takes one connection at a time. Every send returns after the server has handled it,
 * and aborts the test when the server is gone. Not thread-safe.
 */
#ifndef RWF_TESTS_SUPPORT_INPUTTEST_H
#define RWF_TESTS_SUPPORT_INPUTTEST_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct inputtest;

enum inputtest_touch { INPUTTEST_TOUCH_BEGIN, INPUTTEST_TOUCH_UPDATE, INPUTTEST_TOUCH_END };

/* Both axes of the device go from 0 to this. */
#define INPUTTEST_AXIS_MAX 65535

/* Connects to the device's socket, waiting until the server has made it, at most timeout_ms. */
struct inputtest *inputtest_connect(const char *socket_path, int timeout_ms, GError **error);

/* x and y are on the device's axes, fractions allowed. */
void inputtest_touch(struct inputtest *device, enum inputtest_touch what, uint32_t finger, double x,
                     double y);

/* keycode is X's: the kernel's code plus 8. */
void inputtest_key(struct inputtest *device, int keycode, bool is_press);

/* NULL is nothing to do. */
void inputtest_close(struct inputtest *device);

#endif
