/*
 * needle.h — what a visitor looks for inside a text: letters as the search of the whole archive
 * compares them (catalogue/fold.h), so that "kebab" finds "Kébab" and either yeh finds the other.
 *
 * Pure; any thread.
 */
#ifndef KIOSK_NEEDLE_H
#define KIOSK_NEEDLE_H

#include <stdbool.h>
#include <stddef.h>

struct text_range; /* bytes of the text; kiosk/text.h */

/* The places of @needle in @text, first to last, not overlapping; at most @most of them go into
 * @places, which may be NULL. Returns how many there are. Nothing is found of a needle without
 * letters. */
size_t needle_find(const char *needle, const char *text, struct text_range *places, size_t most);

#endif
