#ifndef TOOLS_COPIES_H
#define TOOLS_COPIES_H

#include "catalogue/copy.h"

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * What was written out of the archive, and what an erasure does about it: backups that can be reached
 * are written anew without it; of all others it is noted that they owe it, for `check` to list until
 * somebody says that it is done.
 */

/* Before something is written; to be given to copies_remember(), which frees what it holds. */
struct copy_start copies_begin(const struct call *call);

/* Notes that @path was written. @holds as catalogue/copy.h says. Where something was erased meanwhile it
 * is reached or owed as after an erasure. An archive that may only be read keeps no note, and what was
 * written is as good. */
void copies_remember(const struct call *call, struct copy_start *start, const char *kind,
                     const char *path, const char *holds);

/* After an erasure of the item @code, which came into the archive at the moment @since. Where it was a
 * person, or several things, @code is "" and @since NULL. */
void copies_erase(const struct call *call, const char *code, const char *since);

/* Takes everything that was ever erased out of it. Where that cannot be it is warned about, and noted of
 * @code unless that is NULL. */
void copies_reach(const struct call *call, const struct copy *copy, const char *code);

/* The kind of a copy as a word of a sentence. */
const char *copies_kind(const char *kind);

/* What one owes, "RWF-7Q2K9M" or the words for what has no code. */
const char *copies_subject(const char *code);

#endif
