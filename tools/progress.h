#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include <stdint.h>

struct output;

/*
 * How far a long command is, on stderr: on a terminal one line that is drawn again (bar, rate,
 * time left), otherwise a plain line every ten seconds; nothing with --quiet. Main thread only;
 * what works on other threads posts its numbers there first.
 */
struct progress;

/* @doing is a word such as "adding"; @things a plural such as "files". */
struct progress *progress_begin(struct output *output, const char *doing, const char *things,
                                int64_t total_things, int64_t total_bytes);

/* Says how much is done; draws at most ten times a second. Totals of 0 are not known. */
void progress_set(struct progress *progress, int64_t things, int64_t bytes);

/* Takes the line off the terminal so that another can be written; the next progress_set() draws
 * it again. */
void progress_hide(struct progress *progress);

/* Takes the line off and frees; NULL is fine. */
void progress_end(struct progress *progress);

#endif
