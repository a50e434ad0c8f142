#ifndef CATALOGUE_TURN_H
#define CATALOGUE_TURN_H

#include "catalogue/auto.h"

#include <stdbool.h>

/* Whose turn it is to write: a small note beside the database, "archive.db-writer", so that who waits
 * can say for whom. SQLite's own lock decides who writes; the note is never needed, and one that a
 * program left when it was killed is known by nobody holding it locked. Any thread. */
struct turn;

/* Leaves a note beside DATABASE, which is locked for writing by the caller. NULL where that cannot be
 * done: others then wait without a name. */
struct turn *turn_take(const char *database, const char *who, const char *command);

/* Takes the note away and frees; NULL is fine. */
void turn_end(struct turn *turn);

/* Who writes now. */
struct turn_holder {
    char *who;
    char *command;
    char *since; /* HH:MM here */
};
void turn_holder_clear(struct turn_holder *holder);

/* False, and HOLDER is empty, where no living program has left a note. */
bool turn_read(const char *database, struct turn_holder *holder);

#endif
