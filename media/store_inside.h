/*
 * What the files of media/store share and nobody else sees.
 */
#ifndef MEDIA_STORE_INSIDE_H
#define MEDIA_STORE_INSIDE_H

#include "media/store.h"

#define STORE_INCOMING ".incoming"

struct store {
    char *root; /* absolute */
    int root_fd;

    GMutex mutex;     /* guards the fields below it */
    char *run_folder; /* NULL until the first temporary */
    int lock_fd;      /* on run_folder/lock, locked; -1 without run_folder */
    unsigned int temporaries;
};

/* Takes the lock under which folders of runs are made and removed. Close to let go; -1 on
 * error. */
int store_lock_incoming(struct store *store, GError **error);

#endif
