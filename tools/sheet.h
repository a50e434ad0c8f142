#ifndef TOOLS_SHEET_H
#define TOOLS_SHEET_H

#include <stdbool.h>

struct output;

/*
 * A table of text for people: columns as wide as their longest cell, and on a terminal cut (with
 * "…") until the whole fits, the widest column first. Without a terminal nothing is cut, so a
 * pipe gets every word. Widths count what a terminal shows, not bytes.
 */
struct sheet;

struct sheet *sheet_create(void);
void sheet_free(struct sheet *sheet);

/* Adds a column; numbers stand on the right. All columns before the first row. */
void sheet_column(struct sheet *sheet, const char *heading, bool is_number);

/* Adds the next cell, row after row; copied; NULL is an empty one. */
void sheet_cell(struct sheet *sheet, const char *text);

/* Says heading and rows; nothing at all when there are no rows. */
void sheet_say(const struct sheet *sheet, struct output *output);

/* Columns a terminal needs for @text. */
int sheet_width_of(const char *text);

#endif
