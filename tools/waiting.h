#ifndef TOOLS_WAITING_H
#define TOOLS_WAITING_H

#include <gio/gio.h>

struct output;

/*
 * What rwf does while another rwf has the archive: says at once whom it waits for, goes on when the
 * archive is free, and gives up after RWF_WAIT seconds, or five minutes. A reader waits only for
 * the moment in which a commit reaches the disk, and speaks of it only where that takes long.
 * Ctrl-C ends the wait. Main thread.
 */
struct waiting {
    struct output *output;
    GCancellable *cancellable;
    gint64 waited_ms; /* the longest wait of this run */
    gboolean is_said;
};

/* Every archive opened from now on is waited for so; until waiting_finish(). */
void waiting_begin(struct waiting *waiting, struct output *output, GCancellable *cancellable);
void waiting_finish(struct waiting *waiting);

/* Puts into *@error what a person is to do where it says that the wait was given up. */
void waiting_explain(const struct waiting *waiting, GError **error);

#endif
