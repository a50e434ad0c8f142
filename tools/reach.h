#ifndef TOOLS_REACH_H
#define TOOLS_REACH_H

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * Taking what was erased out of a backup: the one at @path is written anew beside itself, without the
 * rows, words, history and files of all that this archive was told to forget, read back, synced, and put
 * in its own place in one step. *@removed is how many files went. On failure it is as it was, and the
 * message is why: damaged, of another archive, no room, not to be written …
 */
bool reach_backup(const struct call *call, const char *path, int *removed, GError **error);

#endif
