#include "kiosk/window.h"

#include <SDL2/SDL.h>
#include <gio/gio.h>
#include <stdatomic.h>
#include <string.h>

#include "kiosk/window_manager.h"

struct window {
    SDL_Window *handle;
    struct input *input;
    Uint32 wake_event;
    atomic_bool is_wake_waiting;
    int touch_devices;
    bool is_alone; /* full screen without a window manager: it has the display's size by itself */
};

int64_t window_now_ms(void)
{
    return (int64_t)SDL_GetTicks64();
}

double window_now_exact_ms(void)
{
    static int64_t start_us;
    /* The same zero as SDL's ticks, with the microseconds. */
    if (start_us == 0)
        start_us = g_get_monotonic_time() - (int64_t)SDL_GetTicks64() * 1000;
    return (double)(g_get_monotonic_time() - start_us) / 1000;
}

/* What SDL must know before it starts. */
static void set_hints(void)
{
    /* A finger is a finger and a mouse a mouse: SDL makes neither out of the other. */
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    /* SDL would show what its software renderer drew through OpenGL: slower to start and to show
     * than handing the pixels to the display. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, "rwf-kiosk");
}

static bool fail(GError **error, const char *what)
{
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what, SDL_GetError());
    return false;
}

/* The flags and the place of a window that fills the display. It begins with the display's own
 * size: where no window manager puts it right, X11 leaves a window of another size where it was
 * first centred, and fingers land beside it. */
static Uint32 fill_display(struct window *window, SDL_Rect *place)
{
    SDL_Rect display;
    if (SDL_GetDisplayBounds(0, &display) != 0)
        return SDL_WINDOW_FULLSCREEN_DESKTOP;
    *place = display;
    window->is_alone = strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0 && !window_manager_runs();
    return window->is_alone ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP;
}

/* The display changed its size, and nobody else makes the window follow. */
static void follow_display(struct window *window)
{
    SDL_Rect display;
    if (!window->is_alone || SDL_GetDisplayBounds(0, &display) != 0)
        return;
    SDL_SetWindowPosition(window->handle, display.x, display.y);
    SDL_SetWindowSize(window->handle, display.w, display.h);
}

static bool start(struct window *window, const struct window_options *options, GError **error)
{
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI;

    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0)
        return fail(error, "no display can be opened");
    SDL_Rect place = {SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options->width_px,
                      options->height_px};
    flags |= options->is_windowed ? SDL_WINDOW_RESIZABLE : fill_display(window, &place);
    window->handle = SDL_CreateWindow(options->title, place.x, place.y, place.w, place.h, flags);
    if (window->handle == NULL)
        return fail(error, "no window can be opened");
    if (!options->is_windowed)
        SDL_ShowCursor(SDL_DISABLE);
    SDL_DisableScreenSaver();
    SDL_StopTextInput(); /* keys are keys until they are to write */
    window->wake_event = SDL_RegisterEvents(1);
    window->touch_devices = SDL_GetNumTouchDevices();
    return true;
}

struct window *window_open(const struct window_options *options, GError **error)
{
    struct window *window = g_new0(struct window, 1);
    g_autoptr(GPtrArray) complaints = g_ptr_array_new_with_free_func(g_free);

    if (!start(window, options, error)) {
        window_close(window);
        return NULL;
    }
    window->input = input_create(options->keys, complaints);
    for (unsigned i = 0; i < complaints->len; i++)
        g_warning("configuration, [keys]: %s", (const char *)complaints->pdata[i]);
    return window;
}

void window_close(struct window *window)
{
    if (window == NULL)
        return;
    input_destroy(window->input);
    if (window->handle != NULL)
        SDL_DestroyWindow(window->handle);
    SDL_Quit();
    g_free(window);
}

struct SDL_Window *window_handle(struct window *window)
{
    return window->handle;
}

/* SDL has no event for it. */
static bool has_touch_changed(struct window *window)
{
    int devices = SDL_GetNumTouchDevices();
    bool has_changed = devices != window->touch_devices;
    window->touch_devices = devices;
    return has_changed;
}

/* SDL gives the mouse in points, of which a dense display has fewer than pixels. */
static void to_pixels(const struct window *window, int width_px, int height_px,
                      struct window_news *news)
{
    int width = 0, height = 0;
    SDL_GetWindowSize(window->handle, &width, &height);
    if (news->contact.kind != CONTACT_MOUSE || width <= 0 || height <= 0)
        return;
    news->contact.at.x *= (double)width_px / width;
    news->contact.at.y *= (double)height_px / height;
}

bool window_wait(struct window *window, int64_t timeout_ms, struct window_news *news)
{
    SDL_Event event;
    int width_px = 0, height_px = 0;

    *news = (struct window_news){.type = WINDOW_NOTHING};
    if (has_touch_changed(window)) {
        *news = (struct window_news){.type = WINDOW_TOUCH_CHANGED, .at_ms = window_now_ms()};
        return true;
    }
    int wait_ms = timeout_ms < 0 ? -1 : (int)MIN(timeout_ms, G_MAXINT);
    if ((wait_ms == 0 ? SDL_PollEvent(&event) : SDL_WaitEventTimeout(&event, wait_ms)) == 0)
        return false;
    if (event.type == window->wake_event) {
        atomic_store(&window->is_wake_waiting, false);
        *news = (struct window_news){.type = WINDOW_WOKEN, .at_ms = window_now_ms()};
        return true;
    }
    SDL_GetWindowSizeInPixels(window->handle, &width_px, &height_px);
    *news = input_translate(window->input, &event, width_px, height_px);
    to_pixels(window, width_px, height_px, news);
    if (news->type == WINDOW_DISPLAY_CHANGED)
        follow_display(window);
    return true;
}

void window_set_writing(struct window *window, bool is_writing)
{
    if (!input_set_writing(window->input, is_writing))
        return;
    if (is_writing)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
}

void window_wake(void *data)
{
    struct window *window = data;
    SDL_Event event = {.type = window->wake_event};

    if (!atomic_exchange(&window->is_wake_waiting, true) && SDL_PushEvent(&event) != 1)
        atomic_store(&window->is_wake_waiting, false);
}

char *window_describe(const struct window *window)
{
    int width_px = 0, height_px = 0;
    SDL_GetWindowSizeInPixels(window->handle, &width_px, &height_px);
    return g_strdup_printf("%s, %dx%d", SDL_GetCurrentVideoDriver(), width_px, height_px);
}
