/*
 * fixity.h — whether a recording or picture still holds what its name says.
 *
 * Files of the exhibition are named by their SHA-256. Reading a film takes a while, so each is
 * looked at beside the visitor, once, by a thread that gives way to everything else. Who is about to
 * play or show it waits for the answer a little (fixity_is_awaited()); a file that takes longer to
 * read is taken for good meanwhile. One that is not is no longer what somebody agreed to show; the
 * log says so once. A file that was mended is looked at again.
 *
 * UI thread; wakes it when an answer comes. Every function accepts a NULL fixity: all is good.
 */
#ifndef KIOSK_FIXITY_H
#define KIOSK_FIXITY_H

#include <stdbool.h>

struct fixity;

/* For a file's answer, from when it was asked for: on the machines measured a gigabyte is read in
 * that time. */
#define FIXITY_PATIENCE_MS 2000

struct fixity *fixity_create(void (*wake)(void *data), void *data);
/* Stops looking, joins the thread. */
void fixity_destroy(struct fixity *fixity);

/* Has this file looked at, unless it was. */
void fixity_ask(struct fixity *fixity, const char *path);

/* Whether the answer is on its way and worth waiting for: FIXITY_PATIENCE_MS after it was asked for it
 * is not any more. */
bool fixity_is_awaited(struct fixity *fixity, const char *path);

/* Whether it is known to hold something else than its name says. */
bool fixity_is_changed(struct fixity *fixity, const char *path);

#endif
