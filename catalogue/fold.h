/*
 * fold.h — words as they are compared when something is looked for: what is typed finds what is
 * written, however either writes it.
 *
 * Case, accents and the vowel marks of Arabic and Hebrew do not count; the vowel signs of Bengali,
 * Punjabi and their kin do. Alef, yeh and kaf are one letter each however Arabic, Persian and
 * Urdu write them; ş is ș, ı is i, ł is l; a digit is a digit in every script; joiners and the
 * Arabic stroke that only stretches a word are passed over. Pure; any thread.
 */
#ifndef CATALOGUE_FOLD_H
#define CATALOGUE_FOLD_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Whether a character is part of a word: letters, marks, digits, joiners, private use. */
bool fold_is_word(gunichar code);

/* The next word of valid UTF-8 at or after @at, in [*start, *end); false when there is none. Chinese
 * and Japanese, which write no spaces, have a word a character. */
bool fold_next(const char *text, size_t length, size_t at, size_t *start, size_t *end);

/* Appends the word as it is compared. */
void fold_word(GString *folded, const char *word, size_t length);

#endif
