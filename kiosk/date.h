/*
 * date.h — when a thing is from, as the visitor's language writes it: "12 maja 1979", "about 1975",
 * "1980s". Pure; any thread.
 *
 * Months and their order come from ICU, the rest from the words ("date.about"), digits as the
 * words have them.
 */
#ifndef KIOSK_DATE_H
#define KIOSK_DATE_H

struct words;

/* Of EDTF (catalogue/edtf.h): days, months, seasons, years, decades and centuries, about or
 * perhaps, and from one to another. NULL for what has no simple words, and for NULL; the caller's. */
char *date_words(const struct words *words, const char *edtf);

#endif
