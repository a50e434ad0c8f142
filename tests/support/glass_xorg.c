#include "tests/support/glass.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <gio/gio.h>

struct glass {
    Display *display;
};

struct glass *glass_open(const char *display, GError **error)
{
    Display *opened = XOpenDisplay(display);
    if (opened == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: no such X display", display);
        return NULL;
    }
    struct glass *glass = g_new0(struct glass, 1);
    glass->display = opened;
    return glass;
}

void glass_close(struct glass *glass)
{
    if (glass == NULL)
        return;
    XCloseDisplay(glass->display);
    g_free(glass);
}

void glass_row(struct glass *glass, int x_px, int y_px, int width_px, uint32_t *pixels)
{
    XImage *image = XGetImage(glass->display, DefaultRootWindow(glass->display), x_px, y_px,
                              (unsigned)width_px, 1, AllPlanes, ZPixmap);
    g_assert_nonnull(image);
    for (int i = 0; i < width_px; i++)
        pixels[i] = (uint32_t)(XGetPixel(image, i, 0) & 0xffffff);
    XDestroyImage(image);
}

int glass_lightness(uint32_t pixel)
{
    return (int)((pixel >> 16 & 255) * 3 + (pixel >> 8 & 255) * 6 + (pixel & 255)) / 10;
}
