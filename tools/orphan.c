#include "tools/orphan.h"

#include "catalogue/asset.h"
#include "catalogue/txn.h"
#include "media/store.h"
#include "tools/accession.h"
#include "tools/call.h"

GArray *orphan_list(void)
{
    return g_array_new(false, false, sizeof(struct digest));
}

void orphan_add_digest(GArray *orphans, const struct digest *digest)
{
    g_array_append_vals(orphans, digest, 1);
}

void orphan_add(GArray *orphans, const struct accession *accession)
{
    for (guint i = 0; i < accession->files->len; i++) {
        const struct accession_file *file =
            &g_array_index(accession->files, struct accession_file, i);
        if (file->is_new)
            orphan_add_digest(orphans, &file->digest);
    }
}

/* The archive is held for writing, so that no other program begins to name what is removed. */
void orphan_remove(const struct call *call, const GArray *orphans)
{
    g_autoptr(txn) txn = orphans->len > 0 ? txn_begin(call->db, NULL) : NULL;
    if (txn == NULL)
        return;
    for (guint i = 0; i < orphans->len; i++) {
        const struct digest *digest = &g_array_index(orphans, struct digest, i);
        char hex[DIGEST_HEX_SIZE];
        digest_to_hex(digest, hex);
        g_autoptr(GArray) assets = asset_with_digest(call->db, hex, call->strings, NULL);
        if (assets != NULL && assets->len == 0)
            store_remove(vault_store(call->vault), digest, NULL);
    }
}
