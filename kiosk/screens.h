/*
 * screens.h — the screens of the kiosk, listed once.
 */
#ifndef KIOSK_SCREENS_H
#define KIOSK_SCREENS_H

#include "kiosk/screen.h"

extern const struct screen_class screen_attract;
extern const struct screen_class screen_home;
extern const struct screen_class screen_browse;
extern const struct screen_class screen_subjects;
extern const struct screen_class screen_search;
extern const struct screen_class screen_oral;
extern const struct screen_class screen_picture;
extern const struct screen_class screen_film;
extern const struct screen_class screen_text;
extern const struct screen_class screen_note;
extern const struct screen_class screen_break;
extern const struct screen_class screen_access;
extern const struct screen_class screen_idle;
extern const struct screen_class screen_trouble;

/* All of them, NULL-terminated: what the stage is given. */
extern const struct screen_class *const screens[];

#endif
