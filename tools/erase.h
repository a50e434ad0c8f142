#ifndef TOOLS_ERASE_H
#define TOOLS_ERASE_H

#include <glib.h>
#include <stdbool.h>

struct call;
struct item;

/*
 * A contributor's right to be erased: the item with all its words and names goes out of the
 * archive, its bytes out of the store unless another item has the same, its changesets out of the
 * history; it goes out of the backups too that can be reached, and out of texts an edit kept. That
 * consent was erased, when and by whom stays. What cannot be reached is warned about, and noted.
 */
bool erase_item(const struct call *call, const struct item *item, const char *why, GError **error);

/* The part of it that is outside the archive's own database and store: as copies_erase() says, and what a
 * newer program kept when it first opened the archive. */
void erase_everywhere(const struct call *call, const char *code, const char *since);

/* Removes the files of @digests (text) that no row names any more. */
void erase_files(const struct call *call, const GPtrArray *digests);

#endif
