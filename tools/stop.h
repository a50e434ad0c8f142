#ifndef TOOLS_STOP_H
#define TOOLS_STOP_H

#include <gio/gio.h>

/*
 * Ctrl-C. The first SIGINT, SIGTERM or SIGHUP triggers a GCancellable: what runs stops at the
 * next safe place, keeps what is complete and removes its temporaries. A second signal ends the
 * program at once, which loses no finished work either (see catalogue and store). SIGPIPE is
 * ignored: a reader who leaves does not stop a writer half-way.
 */

/* Begins to listen, once, from main(); borrowed until stop_finish(). */
GCancellable *stop_listen(void);

/* Stops listening and joins the thread that does. */
void stop_finish(void);

#endif
