#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "media/store.h"
#include "tools/call.h"
#include "tools/messages.h"
#include "tools/progress.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("sample", "PERCENT", "only so many of the files, drawn at random: 10, 2.5%"),
    OPTION_END,
};

struct verify {
    const struct call *call;
    struct progress *progress;
    int64_t bytes;
    int intact, changed, missing, untracked;
};

/* "RWF-7Q2K9M original interview.mp3, …": whose file it is. */
static char *owners_of(const struct call *call, const char *hex)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GArray) assets = asset_with_digest(call->db, hex, call->strings, NULL);
    for (guint i = 0; assets != NULL && i < assets->len; i++) {
        const struct asset *asset = &g_array_index(assets, struct asset, i);
        struct item item = ITEM_NEW;
        if (!item_get(call->db, asset->item, call->strings, &item, NULL))
            continue;
        g_string_append_printf(text, "%s%s %s", text->len > 0 ? ", " : "", item.code, asset->role);
        if (asset->original_name != NULL)
            g_string_append_printf(text, " %s", asset->original_name);
    }
    return g_string_free(text, FALSE);
}

static void say_bad(const struct verify *verify, enum store_state state, const char *hex,
                    const char *path, const char *reason)
{
    struct output *output = verify->call->output;
    g_autofree char *owners = hex != NULL ? owners_of(verify->call, hex) : g_strdup("");
    const char *word = store_state_word(state);
    output_open(output, NULL);
    output_text(output, "state", word);
    output_text(output, "digest", hex);
    output_text(output, "path", path);
    output_text(output, "belongs_to", owners[0] != '\0' ? owners : NULL);
    output_text(output, "reason", reason);
    output_close(output);
    output_say(output, "%-9s %s%s%s%s%s", word, path, owners[0] != '\0' ? "  " : "", owners,
               reason != NULL ? "  " : "", reason != NULL ? reason : "");
}

static bool on_found(enum store_state state, const struct digest *digest, const char *path,
                     const char *reason, void *data)
{
    struct verify *verify = data;
    char hex[DIGEST_HEX_SIZE] = "";
    if (digest != NULL)
        digest_to_hex(digest, hex);
    switch (state) {
    case STORE_INTACT:
        verify->intact++;
        verify->bytes += store_size(vault_store(verify->call->vault), digest);
        break;
    case STORE_CHANGED:
        verify->changed++;
        break;
    case STORE_MISSING:
        verify->missing++;
        break;
    case STORE_UNTRACKED:
        verify->untracked++;
        break;
    }
    if (state != STORE_INTACT)
        say_bad(verify, state, digest != NULL ? hex : NULL, path, reason);
    progress_set(verify->progress, verify->intact + verify->changed + verify->missing,
                 verify->bytes);
    return true;
}

static bool read_share(const struct call *call, double *share, GError **error)
{
    const char *typed = call_option(call, "sample");
    char *end = NULL;
    *share = 1;
    if (typed == NULL)
        return true;
    double percent = g_ascii_strtod(typed, &end);
    if (end == typed || (end[0] != '\0' && strcmp(end, "%") != 0) || !(percent > 0) ||
        percent > 100)
        return command_misused(error, "--sample %s: write a percentage above 0 up to 100", typed);
    *share = percent / 100;
    return true;
}

/* All digests, or a share of them, at least one. */
static GArray *choose(const GPtrArray *hexes, double share)
{
    GArray *digests = g_array_new(FALSE, FALSE, sizeof(struct digest));
    for (guint i = 0; i < hexes->len; i++) {
        struct digest digest;
        if (digest_from_hex(hexes->pdata[i], &digest))
            g_array_append_val(digests, digest);
    }
    if (share >= 1 || digests->len == 0)
        return digests;
    guint wanted = MAX((guint)(share * digests->len + 0.5), 1);
    for (guint i = 0; i < wanted; i++) {
        guint other = (guint)g_random_int_range((gint32)i, (gint32)digests->len);
        struct digest kept = g_array_index(digests, struct digest, i);
        g_array_index(digests, struct digest, i) = g_array_index(digests, struct digest, other);
        g_array_index(digests, struct digest, other) = kept;
    }
    g_array_set_size(digests, wanted);
    return digests;
}

static bool verify_each(struct verify *verify, const GArray *digests, GError **error)
{
    struct store *store = vault_store(verify->call->vault);
    for (guint i = 0; i < digests->len; i++) {
        const struct digest *digest = &g_array_index(digests, struct digest, i);
        enum store_state state;
        g_autofree char *path = store_path(store, digest);
        if (!store_verify(store, digest, &state, NULL, NULL, verify->call->cancellable, error))
            return false;
        on_found(state, digest, path, NULL, verify);
    }
    return true;
}

static int64_t bytes_of(const struct call *call, const GArray *digests)
{
    int64_t bytes = 0;
    for (guint i = 0; i < digests->len; i++)
        bytes +=
            MAX(store_size(vault_store(call->vault), &g_array_index(digests, struct digest, i)), 0);
    return bytes;
}

static void conclude(const struct verify *verify)
{
    struct output *output = verify->call->output;
    output_integer(output, "intact", verify->intact);
    output_integer(output, "changed", verify->changed);
    output_integer(output, "missing", verify->missing);
    output_integer(output, "untracked", verify->untracked);
    output_say(output, "%d intact, %d changed, %d missing, %d untracked", verify->intact,
               verify->changed, verify->missing, verify->untracked);
    if (verify->changed + verify->missing > 0)
        output_warn(
            output,
            MANY("%d file is not as received: bring it back from a backup (rwf restore)",
                 "%d files are not as received: bring them back from a backup (rwf restore)",
                 verify->changed + verify->missing),
            verify->changed + verify->missing);
    if (verify->untracked > 0)
        output_warn(output,
                    MANY("%d file in the store no item names, left by an interrupted or undone "
                         "command; nothing is lost, and adding the same file again uses it",
                         "%d files in the store no item names, left by an interrupted or undone "
                         "command; nothing is lost, and adding the same files again uses them",
                         verify->untracked),
                    verify->untracked);
}

static bool run(struct call *call, GError **error)
{
    double share;
    struct verify verify = {.call = call};
    if (!read_share(call, &share, error))
        return false;
    g_autoptr(GPtrArray) hexes = asset_digests(call->db, error);
    if (hexes == NULL)
        return false;
    g_autoptr(GArray) digests = choose(hexes, share);
    output_open_array(call->output, "bad");
    verify.progress = progress_begin(call->output, _("verifying"), _("files"), digests->len,
                                     bytes_of(call, digests));
    bool is_done =
        share < 1 ? verify_each(&verify, digests, error)
                  : store_audit(vault_store(call->vault), (struct digest *)(void *)digests->data,
                                digests->len, on_found, &verify, call->cancellable, error);
    progress_end(verify.progress);
    output_close(call->output);
    if (!is_done)
        return call_is_cancelled(call, NULL)
                   ? (g_clear_error(error), call_is_cancelled(call, error), false)
                   : false;
    conclude(&verify);
    return true;
}

const struct command cmd_verify = {
    .name = "verify",
    .usage = "[--sample PERCENT]",
    .summary = N_("read every file and compare it with its checksum; changes nothing"),
    .example = "rwf verify --sample 10",
    .page = "rwf-keep",
    .options = options,
    .needs = NEEDS_READING,
    .words_max = 0,
    .run = run,
};
