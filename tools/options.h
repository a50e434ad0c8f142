#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H

#include "tools/command.h"

/*
 * The options and words of one command line, read by the command's own table. Options may stand
 * before, between and after the words; "--" ends them. Every mistake is a sentence that names
 * the word.
 */
struct options;

/* Reads @words (NULL-ended, without the command's name). NULL on a mistake (USAGE). The texts
 * are copied. */
struct options *options_parse(const struct command *command, char **words, GError **error);
void options_free(struct options *options);

/* Whether it was given. @name must stand in the command's table. */
bool options_has(const struct options *options, const char *name);

/* The value given (the last, for one that may be repeated), or NULL. Borrowed. */
const char *options_get(const struct options *options, const char *name);

/* All values in order, NULL-ended, never NULL itself. Borrowed. */
const char *const *options_all(const struct options *options, const char *name);

/* The words that are not options, NULL-ended. Borrowed. */
const char *const *options_words(const struct options *options);
int options_word_count(const struct options *options);

#endif
