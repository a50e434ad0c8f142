#ifndef TOOLS_DRAFT_H
#define TOOLS_DRAFT_H

#include "catalogue/auto.h"

#include <glib.h>
#include <stdbool.h>

struct call;
struct item;

/*
 * One item as text to edit: every field with its help as a comment above it, as a commit message
 * has.
 *
 *     # what it is called, as visitors read it
 *     title: Two cups of milk
 *     title@ur: دودھ کے دو کپ
 *
 *     # what visitors read about it
 *     description:
 *       Text of several lines stands below its name, each line after two blanks.
 *
 *     person: Sample narrator=narrator
 *
 * Lines that begin with # are not kept. A field whose line is taken out stays as it was, one that
 * is left empty is cleared. What may stand several times (person, place, theme, quotation, excerpt,
 * and texts in other languages) is afterwards what stands in the text, and nothing else.
 */
struct draft;

/* The item as text; yours. NULL on error. */
char *draft_write(const struct call *call, const struct item *item, GError **error);

/* Reads such text. NULL where a line cannot be read: USAGE, "line 12: …". */
struct draft *draft_read(const char *text, GError **error);
void draft_free(struct draft *draft);
CLEAN_UP(draft, draft_free)

/* What makes @after of @before: an array of struct assign (tools/assign.h), to be done in this
 * order. The line of @after that asks for the one at @index is draft_line_of(); 0 where it is asked
 * for by what is not there any more. */
GArray *draft_changes(const struct draft *before, struct draft *after);
int draft_line_of(const struct draft *after, guint index);

/* The first field that @mine (changes of @before) and somebody else, who made @now of @before, both
 * changed, and not to the same; yours, NULL where there is none. @before then has in such fields
 * what @now has: who looked at those and asks again, means it. */
char *draft_clash(struct draft *before, struct draft *now, const GArray *mine);

/* Its values as text again, without comments; yours. */
char *draft_text(const struct draft *draft);

#endif
