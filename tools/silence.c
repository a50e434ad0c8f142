#include "tools/silence.h"

#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "catalogue/redaction.h"
#include "media/derive.h"
#include "media/store.h"
#include "tools/call.h"

#include <math.h>
#include <string.h>

bool silence_drop(const struct call *call, const struct item *item, GError **error)
{
    g_autoptr(GArray) assets = asset_list(call->db, item->id, call->strings, error);
    for (guint i = 0; assets != NULL && i < assets->len; i++) {
        const struct asset *asset = &g_array_index(assets, struct asset, i);
        if (asset->is_redacted && !asset_remove(call->db, asset->id, error))
            return false;
    }
    return assets != NULL;
}

static bool find_original(const struct call *call, const struct item *item, struct asset *original,
                          GError **error)
{
    g_autoptr(GArray) assets = asset_list(call->db, item->id, call->strings, error);
    for (guint i = 0; assets != NULL && i < assets->len; i++) {
        *original = g_array_index(assets, struct asset, i);
        if (strcmp(original->role, "original") == 0)
            return true;
    }
    return assets != NULL &&
           command_refused(error, "%s has no original to make a copy of", item->code);
}

static bool are_same(const GArray *a, const GArray *b)
{
    if (a->len != b->len)
        return false;
    for (guint i = 0; i < a->len; i++) {
        const struct redaction *one = &g_array_index(a, struct redaction, i);
        const struct redaction *other = &g_array_index(b, struct redaction, i);
        if (one->begin_ms != other->begin_ms || one->end_ms != other->end_ms)
            return false;
    }
    return true;
}

static bool keep(const struct call *call, const struct asset *original, const struct derive *derive,
                 enum derivative_role role, GError **error)
{
    const struct derivative *made = derive_find(derive, role);
    const struct probe *probe = derive_probe(derive);
    struct store_object object;
    struct asset asset = ASSET_NEW;
    char hex[DIGEST_HEX_SIZE];
    if (made == NULL)
        return command_refused(error, "no copy could be made of it");
    if (!store_put_finished(vault_store(call->vault), made->path, &object, call->cancellable,
                            error))
        return false;
    digest_to_hex(&object.digest, hex);
    asset.item = original->item;
    asset.role = derivative_role_word(role);
    asset.digest = hex;
    asset.media_type = made->mime;
    asset.size_bytes = object.bytes;
    asset.width_px = made->width_px;
    asset.height_px = made->height_px;
    asset.duration_ms = made->duration_ms > 0 ? made->duration_ms : -1;
    asset.derived_from = original->id;
    asset.is_redacted = true;
    if (role == DERIVATIVE_ACCESS && probe->is_loudness_known) {
        asset.loudness_lufs = probe->loudness_lufs;
        asset.true_peak_dbtp = probe->true_peak_dbtp;
    }
    return asset_insert(call->db, &asset, error);
}

/* Rows for what was made, unless somebody redacted more meanwhile. */
static bool write_rows(const struct call *call, const struct item *item,
                       const struct asset *original, const struct derive *derive,
                       const GArray *redactions, GError **error)
{
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL)
        return false;
    g_autoptr(GArray) now = redaction_list(call->db, item->id, call->strings, error);
    if (now == NULL)
        return false;
    if (!are_same(redactions, now))
        return command_refused(error, "its redactions were changed meanwhile");
    if (!silence_drop(call, item, error) ||
        !keep(call, original, derive, DERIVATIVE_ACCESS, error) ||
        !keep(call, original, derive, DERIVATIVE_WAVEFORM, error))
        return false;
    g_autofree char *says = g_strdup_printf("silent copy of %s", item->code);
    history_touch(history, item->id);
    return history_commit(history, says, error);
}

static struct derive *derive_copy(const struct call *call, const struct asset *original,
                                  const GArray *redactions, GError **error)
{
    struct digest digest;
    struct store *store = vault_store(call->vault);
    const char *work = store_work_folder(store, error);
    if (work == NULL)
        return NULL;
    if (!digest_from_hex(original->digest, &digest)) {
        command_refused(error, "its original has no checksum");
        return NULL;
    }
    if (!store_has(store, &digest)) {
        command_refused(error, "its original is not in the store; bring it back from a backup");
        return NULL;
    }
    g_autofree char *path = store_path(store, &digest);
    g_autofree struct derive_silence *silences = g_new0(struct derive_silence, redactions->len);
    for (guint i = 0; i < redactions->len; i++) {
        const struct redaction *redaction = &g_array_index(redactions, struct redaction, i);
        silences[i] = (struct derive_silence){redaction->begin_ms, redaction->end_ms};
    }
    return derive_silenced(path, work, silences, redactions->len, call->cancellable, error);
}

bool silence_make(const struct call *call, const struct item *item, bool *is_needed, GError **error)
{
    struct asset original = ASSET_NEW;
    g_autoptr(GArray) redactions = redaction_list(call->db, item->id, call->strings, error);
    *is_needed = redactions != NULL && redactions->len > 0;
    if (!*is_needed)
        return redactions != NULL;
    if (!find_original(call, item, &original, error))
        return false;
    struct derive *derive = derive_copy(call, &original, redactions, error);
    bool is_made = derive != NULL && write_rows(call, item, &original, derive, redactions, error);
    derive_destroy(derive);
    return is_made;
}
