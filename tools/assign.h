#ifndef TOOLS_ASSIGN_H
#define TOOLS_ASSIGN_H

#include "tools/link.h"

struct call;
struct item;

/*
 * One word of `rwf set`, or of `rwf add --field`, read:
 *
 *   title=Words        sets a field of the item (catalogue/item_field.h); empty clears it
 *   title@ur=الفاظ     sets the words of a field in another language; empty takes them away
 *   focal=0.3,0.4      what must stay in the picture's crop; sets focal_x and focal_y
 *   own.shelf=Box 3    sets what is kept under a heading of a sheet (tools/own_name.h); empty takes it away
 *   +theme=Housing     adds a link (tools/link.h): person, place, theme, quotation, excerpt
 *   -theme=Housing     takes it away
 */
struct assign {
    char how; /* '=', '+' or '-' */
    char *field;
    char *language; /* canonical, or NULL */
    char *value;
};

/* Reads one word; USAGE when it is none of the above. assign_finish() frees what is in it. */
bool assign_read(struct assign *assign, const char *typed, GError **error);
void assign_finish(struct assign *assign);

/* Whether it is of what is kept under a heading of a sheet. */
bool assign_is_own(const struct assign *assign);

/* Whether it changes a column of the item's own row: then @item is changed in memory by
 * assign_to_item(), before the item is written. */
bool assign_is_field(const struct assign *assign);
bool assign_to_item(const struct assign *assign, struct item *item, GStringChunk *strings,
                    GError **error);

/* Asks about a value that could mean something else too (tools/doubt.h), and keeps the answer. */
bool assign_settle(const struct call *call, struct assign *assign, GError **error);

/* Does all of @assigns (struct assign) to the item @before in the catalogue: its own row, then
 * translations and links, in their order. On error *@failed is the index of the one that will not
 * do. Inside the caller's history. */
bool assign_all(const struct call *call, const struct item *before, const GArray *assigns,
                guint *failed, GError **error);

/* Whether one of them changes what may be shown of a recording (tools/cutting.h). */
bool assign_cuts(const GArray *assigns);

/* Writes the others: translations and links of the item of @link, which is in the catalogue. */
bool assign_to_links(const struct assign *assign, const struct link *link, GError **error);

#endif
