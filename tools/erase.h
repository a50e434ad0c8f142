#ifndef TOOLS_ERASE_H
#define TOOLS_ERASE_H

#include <glib.h>
#include <stdbool.h>

struct call;
struct item;

/*
 * A contributor's right to be erased: the item with all its words and names goes out of the
 * archive, its bytes out of the store unless another item has the same, its changesets out of the
 * history. That consent was erased, when and by whom stays. Says what it cannot reach: packs and
 * backups made before.
 */
bool erase_item(const struct call *call, const struct item *item, const char *why, GError **error);

/* Removes the files of @digests (text) that no row names any more. */
void erase_files(const struct call *call, const GPtrArray *digests);

#endif
