#ifndef TOOLS_SHEET_H
#define TOOLS_SHEET_H

#include <glib.h>
#include <stdbool.h>

struct output;

/*
 * A table of text. For people: columns as wide as their longest cell, and on a terminal cut (with
 * "…") until the whole fits, the widest column first. Without a terminal nothing is cut, so a
 * pipe gets every word. A long table may be said in parts: columns are then as wide as the first
 * part needs. Widths count what a terminal shows, not bytes. With --csv: RFC 4180, the
 * headings first, cells as they are. --columns chooses which columns, and their order.
 */
struct sheet;

struct sheet *sheet_create(void);
void sheet_free(struct sheet *sheet);

/* Adds a column; numbers stand on the right. All columns before the first row. */
void sheet_column(struct sheet *sheet, const char *heading, bool is_number);

/* Adds one that people see only where they ask for it; a CSV table has it too. */
void sheet_column_more(struct sheet *sheet, const char *heading, bool is_number);

/* Which columns are written, known once all are added: what another would hold need not be found
 * out. USAGE when --columns names one that is not there. */
bool sheet_choose(struct sheet *sheet, const struct output *output, GError **error);
bool sheet_has(const struct sheet *sheet, const char *heading);

/* Adds the next cell, row after row; copied; NULL is an empty one. */
void sheet_cell(struct sheet *sheet, const char *text);
void sheet_cell_number(struct sheet *sheet, int64_t number);

/* Says the heading, the first time, and the rows added since; as lines for people nothing at all
 * when there are no rows, and nothing with --json. Where sheet_choose() was not called, --columns
 * is not heeded. */
void sheet_say(struct sheet *sheet, struct output *output);

/* Chooses, says and frees it: what most commands end with. */
bool sheet_end(struct sheet *sheet, struct output *output, GError **error);

/* Columns a terminal needs for @text. */
int sheet_width_of(const char *text);

#endif
