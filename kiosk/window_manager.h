/*
 * window_manager.h — whether an X server has somebody who places its windows.
 *
 * A kiosk's X server mostly has none. Then nobody answers the wish for the full screen, and SDL
 * waits a tenth of a second for that answer.
 */
#ifndef KIOSK_WINDOW_MANAGER_H
#define KIOSK_WINDOW_MANAGER_H

#include <stdbool.h>

/* On the display named by DISPLAY; false when there is none. Any thread. */
bool window_manager_runs(void);

#endif
