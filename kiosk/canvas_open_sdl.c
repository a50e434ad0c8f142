/*
 * Which renderer draws. With a graphics processor OpenGL does. Without one Mesa's llvmpipe would
 * stand in for it: starting it costs half a second and 50 MB, and each frame costs more than SDL's
 * own renderer takes, which draws in memory. So that one comes first where there is no graphics
 * processor, and takes over where OpenGL turns out to be drawn by the processor.
 */
#include <SDL.h>
#include <gio/gio.h>
#include <string.h>

#include "kiosk/canvas_inside.h"

/* glGetString's name for who draws, from the OpenGL specification. */
#define GL_RENDERER_NAME 0x1F01

static const char *const with_graphics[] = {"opengl", "opengles2", "software", NULL};
static const char *const without_graphics[] = {"software", "opengl", "opengles2", NULL};

/* Whether the kernel has a device that can draw. Nothing is opened. */
static bool has_graphics_processor(void)
{
    static const char *const devices[] = {"/dev/nvidiactl", "/dev/dxg"};
    for (size_t i = 0; i < G_N_ELEMENTS(devices); i++)
        if (g_file_test(devices[i], G_FILE_TEST_EXISTS))
            return true;
    GDir *folder = g_dir_open("/dev/dri", 0, NULL);
    bool has_one = false;
    const char *name;
    while (folder != NULL && !has_one && (name = g_dir_read_name(folder)) != NULL)
        has_one = g_str_has_prefix(name, "renderD");
    if (folder != NULL)
        g_dir_close(folder);
    return has_one;
}

/* Whether the OpenGL of this renderer is drawn by the processor: a device without its driver. */
static bool is_opengl_by_processor(const char *driver)
{
    static const char *const names[] = {"llvmpipe", "softpipe", "swrast", "Software Rasterizer"};
    if (!g_str_has_prefix(driver, "opengl"))
        return false;
    union {
        void *address;
        const unsigned char *(*get)(unsigned name);
    } string = {.address = SDL_GL_GetProcAddress("glGetString")};
    const char *who = string.address != NULL ? (const char *)string.get(GL_RENDERER_NAME) : NULL;
    for (size_t i = 0; who != NULL && i < G_N_ELEMENTS(names); i++)
        if (strstr(who, names[i]) != NULL)
            return true;
    return false;
}

/* By index and not by hint: a driver named by hint makes SDL draw each shape by itself. */
static SDL_Renderer *renderer_of(SDL_Window *window, const char *driver)
{
    bool is_software = strcmp(driver, "software") == 0;
    uint32_t flags = is_software ? SDL_RENDERER_SOFTWARE
                                 : SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC |
                                       SDL_RENDERER_TARGETTEXTURE;
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++) {
        SDL_RendererInfo info;
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && strcmp(info.name, driver) == 0)
            return SDL_CreateRenderer(window, i, flags);
    }
    return NULL;
}

static SDL_Renderer *quickest_renderer(SDL_Window *window)
{
    const char *const *drivers = has_graphics_processor() ? with_graphics : without_graphics;
    SDL_Renderer *renderer = NULL;
    for (; renderer == NULL && *drivers != NULL; drivers++) {
        renderer = renderer_of(window, *drivers);
        if (renderer == NULL || drivers[1] == NULL || !is_opengl_by_processor(*drivers))
            continue;
        /* Only where the pixels can be handed to the display without it. */
        g_clear_pointer(&renderer, SDL_DestroyRenderer);
        SDL_Renderer *software = renderer_of(window, "software");
        renderer = software != NULL ? software : renderer_of(window, *drivers);
    }
    return renderer;
}

bool canvas_open_renderer(struct canvas *canvas, GError **error)
{
    if (canvas->surface != NULL)
        canvas->renderer = SDL_CreateSoftwareRenderer(canvas->surface);
    else if (canvas->driver != NULL)
        canvas->renderer = renderer_of(canvas->window, canvas->driver);
    if (canvas->renderer == NULL && canvas->window != NULL)
        canvas->renderer = quickest_renderer(canvas->window);
    SDL_RendererInfo info;
    if (canvas->renderer == NULL || SDL_GetRendererInfo(canvas->renderer, &info) != 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    "no renderer can draw in this window: %s; install a graphics driver, or set "
                    "the driver to software",
                    SDL_GetError());
        return false;
    }
    canvas->is_software = strcmp(info.name, "software") == 0;
    SDL_SetRenderDrawBlendMode(canvas->renderer, SDL_BLENDMODE_BLEND);
    return true;
}

bool canvas_is_software(const struct canvas *canvas)
{
    return canvas->is_software;
}
