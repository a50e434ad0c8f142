/*
 * way.h — where a touch on a story leads: to its screen, or first to its content note.
 */
#ifndef KIOSK_WAY_H
#define KIOSK_WAY_H

#include "kiosk/intent.h"

struct screen_env;
struct shown_card;

/* The screen that shows this kind of item: "oral", "picture", "film", "text". */
const char *way_screen(const char *kind);

/* Opens a story. @from is the list it was chosen from, or NULL: its screen can then go on to the
 * next of that list. A note of level 2 not answered in this visit comes first; any note does when
 * the visitor wants to see them always. */
struct intent way_to_card(const struct screen_env *env, const struct shown_card *card,
                          const struct route *from, int64_t start_ms);

#endif
