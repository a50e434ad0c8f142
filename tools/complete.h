#ifndef TOOLS_COMPLETE_H
#define TOOLS_COMPLETE_H

/*
 * What a shell offers when Tab is pressed: `rwf complete WORD…` prints, for the last word, what it
 * could be, one a line, with a description after a tab. A candidate that ends in "=" is to be gone
 * on with. The lines ":files" and ":folders" ask the shell for those instead.
 *
 * Everything comes from the tables of the commands and from the archive, which is read and never
 * written: what a command takes is in its usage line, what an option takes in its table. A word
 * that stands for something (KIND, THEME, ITEM …) is the same in both. Nothing is said of errors:
 * a shell has no place for them.
 */

/* @words as typed after `rwf`, NULL-ended; the last is the one being typed, "" for a new one. */
void complete_print(const char *const *words);

#endif
