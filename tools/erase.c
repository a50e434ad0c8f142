#include "tools/erase.h"

#include "catalogue/asset.h"
#include "catalogue/consent.h"
#include "catalogue/error.h"
#include "catalogue/item.h"
#include "catalogue/merge.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"
#include "media/error.h"
#include "media/store.h"
#include "tools/call.h"
#include "tools/copies.h"
#include "tools/editor.h"
#include "tools/messages.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* At a terminal the code must be typed again; a script has said what it means. */
static bool is_meant(const struct call *call, const struct item *item, GError **error)
{
    char typed[64] = "";
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return true;
    fprintf(stderr,
            _("This takes %s out for ever, with its files; it cannot be undone.\nType its code to "
              "go on: "),
            item->code);
    if (fgets(typed, sizeof typed, stdin) == NULL)
        typed[0] = '\0';
    if (g_ascii_strcasecmp(g_strstrip(typed), item->code) == 0)
        return true;
    return command_refused(error, "nothing was erased");
}

/* An item that nobody ever agreed to show has no consent to erase; it is erased all the same. */
static bool erase_rows(const struct call *call, const struct item *item, const char *why,
                       GPtrArray *digests, GHashTable **changed, GError **error)
{
    GError *reason = NULL;
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !history_erase(history, item->id, digests, error))
        return false;
    *changed = history_changed(history);
    if (!consent_step(call->db, item->id, 0, CONSENT_ERASE, g_get_user_name(), why, &reason) &&
        !g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, reason);
        return false;
    }
    g_clear_error(&reason);
    g_autofree char *says = g_strdup_printf("erased %s", item->code);
    history_touch(history, item->id);
    return item_remove(call->db, item->id, error) && history_commit(history, says, error);
}

/* What was kept for the sake of what is gone goes too. It is gone all the same where that fails. */
static bool make_again(const struct call *call, GHashTable *changed)
{
    g_autoptr(GError) reason = NULL;
    if (!merge_again(call->db, changed, &reason))
        output_warn(call->output,
                    "what was kept for its sake, as other copies used it, may still be there: %s; "
                    "look through `rwf conflicts`",
                    reason->message);
    return true;
}

/* Rows, what the history holds of them (the entry of the erasure too) and what the search index
 * remembers go in one transaction: a failure erases nothing, and the command can be run again. */
static bool erase_words(const struct call *call, const struct item *item, const char *why,
                        GPtrArray *digests, GError **error)
{
    g_autoptr(GHashTable) changed = NULL;
    g_autoptr(txn) txn = txn_begin(call->db, error);
    return txn != NULL && erase_rows(call, item, why, digests, &changed, error) &&
           search_tidy(call->db, error) && txn_commit(txn, error) && make_again(call, changed);
}

/* The archive is held for writing, so that no other program begins to name what is removed. */
static void remove_bytes(const struct call *call, const char *hex, int *removed)
{
    struct digest digest;
    GError *reason = NULL;
    g_autoptr(txn) txn = txn_begin(call->db, &reason);
    if (txn == NULL) {
        output_warn(call->output, "%s could not be removed: %s", hex, reason->message);
        g_error_free(reason);
        return;
    }
    g_autoptr(GArray) others = asset_with_digest(call->db, hex, call->strings, NULL);
    if (others == NULL || !digest_from_hex(hex, &digest))
        return;
    if (others->len > 0) {
        output_warn(call->output, "%s stays in the store: another item has the same file", hex);
        return;
    }
    if (store_remove(vault_store(call->vault), &digest, &reason))
        (*removed)++;
    else if (!g_error_matches(reason, MEDIA_ERROR, MEDIA_ERROR_NOT_FOUND))
        output_warn(call->output, "%s could not be removed: %s", hex, reason->message);
    g_clear_error(&reason);
}

/* Texts of an `edit` that was refused, in this user's own folder. */
static void remove_drafts(const struct call *call, const struct item *item)
{
    int removed = editor_forget_all(item->code);
    if (removed > 0)
        output_note(call->output,
                    MANY("%d text that an edit of %s had kept was removed",
                         "%d texts that an edit of %s had kept were removed", removed),
                    removed, item->code);
}

/* The archive as it was before a newer program first opened it. */
static void remove_earlier(const struct call *call)
{
    const char *folder = vault_folder(call->vault);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        if (!g_str_has_prefix(name, "archive.db.before-"))
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_unlink(path) == 0)
            output_note(call->output,
                        "%s, which was kept when a newer program first opened the "
                        "archive, was removed",
                        path);
        else
            output_warn(call->output, "%s still holds what was erased and could not be removed: %s",
                        path, g_strerror(errno));
    }
}

/* The item's files now, and those only the history could still have brought back: transcripts that
 * were replaced, copies made silent anew. */
static void remove_files(const struct call *call, const GArray *assets, const GPtrArray *past,
                         int *removed)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < assets->len; i++) {
        const char *hex = g_array_index(assets, struct asset, i).digest;
        if (g_hash_table_add(seen, (void *)hex))
            remove_bytes(call, hex, removed);
    }
    for (guint i = 0; i < past->len; i++)
        if (g_hash_table_add(seen, past->pdata[i]))
            remove_bytes(call, past->pdata[i], removed);
}

void erase_everywhere(const struct call *call, const char *code, const char *since)
{
    remove_earlier(call);
    copies_erase(call, code, since);
}

bool erase_item(const struct call *call, const struct item *item, const char *why, GError **error)
{
    int removed = 0;
    g_autoptr(GPtrArray) past = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) assets = asset_list(call->db, item->id, call->strings, error);
    if (assets == NULL || !is_meant(call, item, error) ||
        !erase_words(call, item, why, past, error))
        return false;
    remove_files(call, assets, past, &removed);
    output_integer(call->output, "files_removed", removed);
    output_say(call->output, MANY("%s  erased, with %d file", "%s  erased, with %d files", removed),
               item->code, removed);
    remove_drafts(call, item);
    erase_everywhere(call, item->code, item->added_at);
    return true;
}

void erase_files(const struct call *call, const GPtrArray *digests)
{
    int removed = 0;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < digests->len; i++)
        if (g_hash_table_add(seen, digests->pdata[i]))
            remove_bytes(call, digests->pdata[i], &removed);
}
