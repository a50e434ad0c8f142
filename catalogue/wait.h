#ifndef CATALOGUE_WAIT_H
#define CATALOGUE_WAIT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What a program does while another has the archive. SQLite asks again and again; each time the
 * program may say whom it waits for, or give up, which ends the statement with _BUSY. */
enum wait_for {
    WAIT_TO_WRITE,    /* another writes: until it has done */
    WAIT_TO_READ,     /* another's commit is on its way to the disk: a moment */
    WAIT_FOR_READERS, /* one's own commit waits for who is reading: a moment */
};

struct wait {
    enum wait_for why;
    int64_t waited_ms;
    const char *who;     /* who writes; NULL while that is not known */
    const char *command; /* what */
    const char *since;   /* HH:MM */
};

/* False gives up. Called by the thread that waits, about twenty times a second. */
typedef bool wait_function(const struct wait *wait, void *data);

/* For every archive this program opens from now on. NULL, as in the beginning: ten seconds, without
 * a word. Before there are threads. */
void wait_call(wait_function *function, void *data);

/* For the door to SQLite: whether to go on waiting for DATABASE after having asked TIMES times, the
 * first at BEGAN_US (g_get_monotonic_time). Sleeps. */
bool wait_more(const char *database, enum wait_for why, int times, int64_t began_us);

#endif
