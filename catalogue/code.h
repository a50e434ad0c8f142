#ifndef CATALOGUE_CODE_H
#define CATALOGUE_CODE_H

#include <stdbool.h>

/* What people read out and type for an item: RWF- and six symbols, as RWF-7Q2K9M. The 32 symbols
 * are the digits and the capital letters without I, L, O and U (Crockford's base 32); 32^6 is more
 * than a thousand million, drawn at random. */
#define CODE_LENGTH 10
#define CODE_SIZE   (CODE_LENGTH + 1)

/* Draws a random code into CODE. That it is free, its user finds by inserting. */
void code_draw(char code[CODE_SIZE]);

/* Reads what a person typed: any case, with or without "RWF" and hyphens or blanks, and with the
 * usual slips put right: O is 0, I and L are 1, U is V. False when
 * it is not a code. */
bool code_parse(const char *typed, char code[CODE_SIZE]);

#endif
