#ifndef TOOLS_EDITOR_H
#define TOOLS_EDITOR_H

#include <glib.h>
#include <stdbool.h>

/*
 * The editor a person writes in: $VISUAL, else $EDITOR, else sensible-editor, nano or vi, whichever
 * is there. What is typed stands in a file that only its owner may read, and stays there until
 * editor_forget(), so that nothing typed is lost when it is refused.
 */

/* Writes @text into a new file named after @name, in the user's state folder; its path, yours. NULL
 * on error. */
char *editor_keep(const char *name, const char *text, GError **error);

/* Beside it stands what the text was made from, in PATH.before; the second is yours, NULL where
 * there is none. */
bool editor_keep_before(const char *path, const char *before, GError **error);
char *editor_before(const char *path);

/* Opens the editor on the file and waits until it is closed. REFUSED where there is none, or it
 * ended badly. */
bool editor_open(const char *path, GError **error);

void editor_forget(const char *path);

/* The same for all texts of that name; how many. */
int editor_forget_all(const char *name);

/* The kept texts in which @words stand: their paths, the array's. */
GPtrArray *editor_holding(const char *words);

#endif
