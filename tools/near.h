#ifndef TOOLS_NEAR_H
#define TOOLS_NEAR_H

#include <glib.h>

/*
 * The word somebody meant: of those there are, the one that the fewest letters added, left out,
 * changed or swapped make of what was typed. Case and accents do not count. Pure; any thread.
 */

/* The nearest of @words (NULL-ended) to @typed, or NULL where none is near. Borrowed. */
const char *near_word(const char *typed, const char *const *words);

/* "; did you mean “WORD”?", or "" where @word is NULL; yours. */
char *near_question(const char *word);

#endif
