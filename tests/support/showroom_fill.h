#ifndef TESTS_SUPPORT_SHOWROOM_FILL_H
#define TESTS_SUPPORT_SHOWROOM_FILL_H

#include "tests/support/showroom.h"

/* What hangs in the showroom: for showroom_create() only. */

/* How long its recordings and its films are. */
enum { SHOWROOM_RECORDING_MS = 754000, SHOWROOM_FILM_MS = 95000 };

/* Fills the empty archive of the showroom, whose themes are loaded. */
void showroom_fill(struct showroom *showroom);

#endif
