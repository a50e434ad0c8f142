#ifndef TESTS_SUPPORT_SHOWROOM_FILL_H
#define TESTS_SUPPORT_SHOWROOM_FILL_H

#include "tests/support/showroom.h"

/* What hangs in the showroom: for showroom_create() only. */

/* How long its recordings and its films are. */
enum { SHOWROOM_RECORDING_MS = 754000, SHOWROOM_FILM_MS = 95000 };
/* How loud the description of the film is; nothing else was measured. */
enum { SHOWROOM_DESCRIPTION_LUFS = -14 };

/* Fills the empty archive of the showroom, whose themes are loaded. */
void showroom_fill(struct showroom *showroom);

#endif
