#ifndef TOOLS_DURABLE_H
#define TOOLS_DURABLE_H

#include <glib.h>
#include <stdbool.h>

/* Names that survive a power cut: what was written and synced elsewhere gets its name in one step,
 * and the folder is synced before it is called done. */

/* Renames @from to @to, where nothing may stand; REFUSED when something does. */
bool durable_rename_new(const char *from, const char *to, GError **error);

/* Puts the folder @from in the place of the folder @to in one step where the file system can, and
 * @to's old content under @from. */
bool durable_exchange(const char *from, const char *to, GError **error);

/* After a failure to begin a file in @folder: REFUSED with why, by errno, and what to do. Always false. */
bool durable_refuse(const char *folder, GError **error);

/* Syncs the folder that holds @path. */
bool durable_sync_parent(const char *path, GError **error);

/* Removes a folder with all it holds, never following a link; true when it is gone. */
bool durable_remove_tree(const char *path);

#endif
