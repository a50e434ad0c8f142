/*
 * log.h — what staff find in the journal: one line a cause, and each cause once.
 *
 * The whole program writes through GLib's g_message, g_warning and g_critical; this is where
 * those lines go: to stderr, which systemd keeps. A line that was written before is not
 * written again (a film that stalls sixty times a second says so once); a thousand different
 * ones are remembered. Nothing a visitor typed or chose is ever logged.
 */
#ifndef KIOSK_LOG_H
#define KIOSK_LOG_H

#include <stdbool.h>

/* Takes over GLib's log for the life of the program. Call before any thread is started. */
void log_install(void);

/* Says that something went wrong in a part of the program: "screen oral: …". Any thread. */
void log_cause(const char *part, const char *cause);

/* Whether this line would be written now: it is remembered from this call on. Any thread. */
bool log_is_new(const char *line);

#endif
