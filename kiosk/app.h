/*
 * app.h — the program: makes the parts, joins them, and runs until it is told to end.
 *
 * The order at the start is that of what a visitor sees first: window, colours, words, the
 * catalogue, the first frame; the player comes after it, on a thread of its own. What cannot
 * be had is done without, and logged once: no catalogue shows the trouble card, no sound device
 * plays silently, no translation shows English. Only no display at all, or no face to write
 * with, is an end.
 */
#ifndef KIOSK_APP_H
#define KIOSK_APP_H

#include <glib.h>
#include <stdbool.h>

struct app;
struct config;

/* Opens everything. @automation is the path of a socket, or NULL. @config outlives the app. NULL
 * and @error without a display. */
struct app *app_create(const struct config *config, const char *automation, GError **error);

/* Runs until SIGTERM, SIGINT or the window is closed: true. False, with @error, when the display
 * failed for good. */
bool app_run(struct app *app, GError **error);

/* Ends every thread and frees everything; accepts NULL. */
void app_destroy(struct app *app);

/* Opens and verifies what the configuration names, without a window (--check): two lines that say
 * what is shown, and where its words and colours are; yours to free. NULL and @error when it cannot be shown. */
char *app_check(const struct config *config, GError **error);

#endif
