#include "kiosk/window_manager.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

/* A window manager names its own window in this property of the root window (Extended Window
 * Manager Hints 1.5, _NET_SUPPORTING_WM_CHECK). */
bool window_manager_runs(void)
{
    Display *display = XOpenDisplay(NULL);
    if (display == NULL)
        return false;
    Atom check = XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", True);
    Atom type = None;
    int format = 0;
    unsigned long count = 0, rest = 0;
    unsigned char *value = NULL;
    bool runs = check != None &&
                XGetWindowProperty(display, DefaultRootWindow(display), check, 0, 1, False,
                                   XA_WINDOW, &type, &format, &count, &rest, &value) == Success &&
                type == XA_WINDOW && count == 1;
    if (value != NULL)
        XFree(value);
    XCloseDisplay(display);
    return runs;
}
