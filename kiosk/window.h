/*
 * window.h — the one window, and what comes in through it: fingers, keys, and the display's
 * comings and goings, as plain values.
 *
 * Which display system it is (Wayland, X11, the bare console through KMSDRM) is SDL's to find
 * out. Keys are matched by scancode, so that the F13 to F24 of assistive keypads arrive, and
 * the table is the design's with the configuration's over it.
 *
 * UI thread only, but window_wake().
 */
#ifndef KIOSK_WINDOW_H
#define KIOSK_WINDOW_H

#include "kiosk/gesture.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct SDL_Window;
union SDL_Event;
struct window;

struct window_options {
    const char *title;
    bool is_windowed;
    int width_px; /* of a window; full screen takes the display's */
    int height_px;
    GHashTable *keys; /* of config.h; may be NULL */
};

enum window_news_type {
    WINDOW_NOTHING,
    WINDOW_CONTACT,         /* contact, in window px */
    WINDOW_ACTION,          /* action */
    WINDOW_TEXT,            /* text, while keys write; "\b": the last letter goes */
    WINDOW_WOKEN,           /* by window_wake() */
    WINDOW_RESIZED,         /* ask for the size */
    WINDOW_EXPOSED,         /* what was drawn may be gone: draw */
    WINDOW_HIDDEN,          /* nobody sees it: nothing needs drawing until WINDOW_EXPOSED */
    WINDOW_TEXTURES_LOST,   /* the driver lost what it was given */
    WINDOW_DEVICE_LOST,     /* and everything else too */
    WINDOW_DISPLAY_CHANGED, /* a display came, went or turned */
    WINDOW_TOUCH_CHANGED,   /* a touch device came or went */
    WINDOW_QUIT,            /* SIGTERM, SIGINT, or the window was closed */
};

enum { WINDOW_TEXT_SIZE = 32 };

struct window_news {
    enum window_news_type type;
    struct contact contact;
    enum action action;
    char text[WINDOW_TEXT_SIZE];
    int64_t at_ms; /* when the system said so, by window_now_ms() */
};

/* Opens it, cursor hidden, screensaver off. NULL and @error (G_IO_ERROR) without a display. */
struct window *window_open(const struct window_options *options, GError **error);

/* Closes it and lets go of the display; accepts NULL. */
void window_close(struct window *window);

/* For the canvas. */
struct SDL_Window *window_handle(struct window *window);

/* Waits for news at most this long (-1: as long as it takes, 0: not at all); false when there
 * is none. The processor sleeps meanwhile. */
bool window_wait(struct window *window, int64_t timeout_ms, struct window_news *news);

/* Whether keys with letters on them write from now on, or mean actions. */
void window_set_writing(struct window *window, bool is_writing);

/* Ends a window_wait() of now or later with WINDOW_WOKEN, once however often it is called.
 * Any thread, for as long as the window is open; @window is a struct window. */
void window_wake(void *window);

/* Monotonic milliseconds: the clock of everything in the kiosk. */
int64_t window_now_ms(void);
double window_now_exact_ms(void);

/* The display's own words about itself: "x11, 1920x1080". Yours to free. */
char *window_describe(const struct window *window);

/*
 * What SDL says, in our words (input_sdl.c).
 */
struct input;

/* The design's table of keys with these over it: action name -> names of keys, semicolons
 * between. @complaints receives a sentence for each name that is no key; may be NULL. */
struct input *input_create(GHashTable *keys, GPtrArray *complaints);
void input_destroy(struct input *input);

/* True when that is new. */
bool input_set_writing(struct input *input, bool is_writing);

/* Translates one event; WINDOW_NOTHING for those that mean nothing here. The window's size in
 * px turns a finger's share of the glass into a place. */
struct window_news input_translate(struct input *input, const union SDL_Event *event, int width_px,
                                   int height_px);

#endif
