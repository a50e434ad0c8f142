#include "tools/cutting.h"

#include "catalogue/asset.h"
#include "catalogue/consent.h"
#include "catalogue/excerpt.h"
#include "catalogue/item.h"
#include "catalogue/redaction.h"
#include "media/derive.h"
#include "media/store.h"
#include "tools/call.h"

#include <math.h>
#include <string.h>

bool cutting_drop(struct db *db, int64_t item, GError **error)
{
    GStringChunk *strings = g_string_chunk_new(1024);
    g_autoptr(GArray) assets = asset_list(db, item, strings, error);
    bool is_done = assets != NULL;
    for (guint i = 0; is_done && i < assets->len; i++) {
        const struct asset *asset = &g_array_index(assets, struct asset, i);
        if (asset->is_redacted || asset->is_excerpt)
            is_done = asset_remove(db, asset->id, error);
    }
    g_string_chunk_free(strings);
    return is_done;
}

static bool is_timed(const struct asset *original)
{
    return g_str_has_prefix(original->media_type, "audio/") ||
           g_str_has_prefix(original->media_type, "video/");
}

/* The first of its originals that is a recording. */
static bool find_recording(const struct call *call, const struct item *item,
                           struct asset *recording, bool *is_found, GError **error)
{
    g_autoptr(GArray) assets = asset_list(call->db, item->id, call->strings, error);
    *is_found = false;
    for (guint i = 0; assets != NULL && i < assets->len && !*is_found; i++) {
        *recording = g_array_index(assets, struct asset, i);
        *is_found = strcmp(recording->role, "original") == 0 && is_timed(recording);
    }
    return assets != NULL;
}

/* What is cut out of an item: arrays of struct derive_part. */
struct cuts {
    GArray *silent;
    GArray *kept; /* empty: all of it */
};

static void cuts_finish(struct cuts *cuts)
{
    g_clear_pointer(&cuts->silent, g_array_unref);
    g_clear_pointer(&cuts->kept, g_array_unref);
}

static bool is_for_excerpts(const struct call *call, const struct item *item, bool *is_so,
                            GError **error)
{
    g_autoptr(GArray) consents = consent_list(call->db, item->id, call->strings, error);
    *is_so = false;
    for (guint i = 0; consents != NULL && i < consents->len; i++)
        *is_so = *is_so || g_array_index(consents, struct consent, i).is_excerpt_only;
    return consents != NULL;
}

/* cuts_finish() in any case. */
static bool cuts_read(const struct call *call, const struct item *item, struct cuts *cuts,
                      GError **error)
{
    bool is_limited = false;
    cuts->silent = g_array_new(FALSE, FALSE, sizeof(struct derive_part));
    cuts->kept = g_array_new(FALSE, FALSE, sizeof(struct derive_part));
    g_autoptr(GArray) redactions = redaction_list(call->db, item->id, call->strings, error);
    g_autoptr(GArray) excerpts =
        redactions != NULL ? excerpt_list(call->db, item->id, call->strings, error) : NULL;
    if (excerpts == NULL || !is_for_excerpts(call, item, &is_limited, error))
        return false;
    for (guint i = 0; i < redactions->len; i++) {
        const struct redaction *one = &g_array_index(redactions, struct redaction, i);
        struct derive_part part = {one->begin_ms, one->end_ms};
        g_array_append_val(cuts->silent, part);
    }
    for (guint i = 0; is_limited && i < excerpts->len; i++) {
        const struct excerpt *one = &g_array_index(excerpts, struct excerpt, i);
        struct derive_part part = {one->begin_ms, one->end_ms};
        g_array_append_val(cuts->kept, part);
    }
    return true;
}

static bool are_same(const GArray *a, const GArray *b)
{
    return a->len == b->len &&
           (a->len == 0 || memcmp(a->data, b->data, a->len * sizeof(struct derive_part)) == 0);
}

static struct derive_parts parts_of(const GArray *list)
{
    return (struct derive_parts){(const struct derive_part *)(void *)list->data, list->len};
}

static bool keep(const struct call *call, const struct asset *original, const struct cuts *cuts,
                 const struct derive *derive, enum derivative_role role, GError **error)
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
    asset.is_redacted = cuts->silent->len > 0;
    asset.is_excerpt = cuts->kept->len > 0;
    if (role == DERIVATIVE_ACCESS && probe->is_loudness_known) {
        asset.loudness_lufs = probe->loudness_lufs;
        asset.true_peak_dbtp = probe->true_peak_dbtp;
    }
    return asset_insert(call->db, &asset, error);
}

/* Rows for what was made, unless somebody changed what is to be cut meanwhile. */
static bool write_rows(const struct call *call, const struct item *item,
                       const struct asset *original, const struct derive *derive,
                       const struct cuts *cuts, GError **error)
{
    struct cuts now = {NULL, NULL};
    g_autoptr(history) history = call_history(call, error);
    bool is_same = history != NULL && cuts_read(call, item, &now, error);
    if (is_same && !(are_same(cuts->silent, now.silent) && are_same(cuts->kept, now.kept)))
        is_same = command_refused(error, "what is to be cut was changed meanwhile");
    cuts_finish(&now);
    if (!is_same || !cutting_drop(call->db, item->id, error) ||
        !keep(call, original, cuts, derive, DERIVATIVE_ACCESS, error))
        return false;
    if (derive_find(derive, DERIVATIVE_WAVEFORM) != NULL &&
        !keep(call, original, cuts, derive, DERIVATIVE_WAVEFORM, error))
        return false;
    g_autofree char *says = g_strdup_printf("cut copy of %s", item->code);
    history_touch(history, item->id);
    return history_commit(history, says, error);
}

static struct derive *derive_copy(const struct call *call, const struct asset *original,
                                  const struct cuts *cuts, GError **error)
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
    return derive_cut(path, work, parts_of(cuts->silent), parts_of(cuts->kept), call->cancellable,
                      error);
}

/* Nothing is cut: copies there were stand for nothing any more. */
static bool drop_needless(const struct call *call, const struct item *item, GError **error)
{
    bool has_copy = false;
    g_autoptr(GArray) assets = asset_list(call->db, item->id, call->strings, error);
    for (guint i = 0; assets != NULL && i < assets->len; i++)
        has_copy = has_copy || g_array_index(assets, struct asset, i).is_redacted ||
                   g_array_index(assets, struct asset, i).is_excerpt;
    if (assets == NULL || !has_copy)
        return assets != NULL;
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !cutting_drop(call->db, item->id, error))
        return false;
    g_autofree char *says = g_strdup_printf("whole copy of %s", item->code);
    history_touch(history, item->id);
    return history_commit(history, says, error);
}

bool cutting_make(const struct call *call, const struct item *item, enum cutting *cutting,
                  GError **error)
{
    bool is_found = false;
    struct asset recording = ASSET_NEW;
    struct cuts cuts = {NULL, NULL};
    bool is_done = cuts_read(call, item, &cuts, error);
    bool is_cut = is_done && cuts.silent->len + cuts.kept->len > 0;
    if (is_done && !is_cut)
        is_done = drop_needless(call, item, error);
    else if (is_done)
        is_done = find_recording(call, item, &recording, &is_found, error);
    *cutting = is_found ? CUTTING_MADE : is_cut ? CUTTING_WORDS : CUTTING_WHOLE;
    if (is_done && is_found) {
        struct derive *derive = derive_copy(call, &recording, &cuts, error);
        is_done = derive != NULL && write_rows(call, item, &recording, derive, &cuts, error);
        derive_destroy(derive);
    }
    cuts_finish(&cuts);
    return is_done;
}

/* Whether a copy was cut for just these parts, silent ('R') or kept ('E'). */
static bool was_cut_for(const struct asset *asset, char how, const GArray *parts)
{
    guint count = 0;
    for (const char *at = asset->cuts; *at != '\0'; at++)
        count += *at == how;
    for (guint i = 0; i < parts->len; i++) {
        const struct derive_part *part = &g_array_index(parts, struct derive_part, i);
        g_autofree char *name = g_strdup_printf("|%c%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "|",
                                                how, part->begin_ms, part->end_ms);
        if (strstr(asset->cuts, name) == NULL)
            return false;
    }
    return count == parts->len;
}

/* Whether the copy that is there is cut as it must be. Whoever changes what is cut drops it, but the
 * work of two people may come together without either having seen what the other cut. */
static bool has_fitting(const struct call *call, const struct item *item)
{
    struct cuts cuts = {NULL, NULL};
    g_autoptr(GArray) assets = asset_list(call->db, item->id, call->strings, NULL);
    bool is_read = assets != NULL && cuts_read(call, item, &cuts, NULL);
    bool fits = is_read && cuts.silent->len + cuts.kept->len == 0;
    for (guint i = 0; is_read && i < assets->len; i++) {
        const struct asset *asset = &g_array_index(assets, struct asset, i);
        bool is_cut = asset->is_redacted || asset->is_excerpt;
        bool is_right = asset->is_redacted == (cuts.silent->len > 0) &&
                        asset->is_excerpt == (cuts.kept->len > 0) &&
                        (!asset->is_redacted || was_cut_for(asset, 'R', cuts.silent)) &&
                        (!asset->is_excerpt || was_cut_for(asset, 'E', cuts.kept));
        if (strcmp(asset->role, "access") == 0 && is_cut)
            fits = is_right;
    }
    cuts_finish(&cuts);
    return fits;
}

const char *cutting_reason(const GError *reason)
{
    const char *rest = strstr(reason->message, ": ");
    if (reason->message[0] == '/' && rest != NULL)
        return rest + 2;
    return reason->message;
}

void cutting_renew(const struct call *call, const struct item *item)
{
    g_autoptr(GError) reason = NULL;
    enum cutting cutting;
    if (has_fitting(call, item))
        return;
    if (!cutting_make(call, item, &cutting, &reason))
        output_warn(call->output,
                    "%s is withheld whole, as no copy of what may be shown could be made: %s; try "
                    "again: rwf redact %s --renew",
                    item->code, cutting_reason(reason), item->code);
    else if (cutting == CUTTING_MADE)
        output_note(call->output, "%s: the copy for visitors was made anew", item->code);
}
