#include "catalogue/archive.h"
#include "catalogue/asset.h"
#include "catalogue/history.h"
#include "catalogue/parcel.h"
#include "catalogue/txn.h"
#include "media/store.h"
#include "tools/bundle.h"
#include "tools/call.h"
#include "tools/copies.h"
#include "tools/measure.h"
#include "tools/messages.h"
#include "tools/parcel_file.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

static const struct option options[] = {
    OPTION("to", "FILE", "the file that carries them, on a stick, a shared folder, a server"),
    OPTION_END,
};

struct sending {
    const struct call *call;
    struct bundle *bundle;
    GString *manifest;
    int files;
    int absent;
    int64_t bytes;
};

/* A file that a row still names travels with the entry that brought it. */
static bool add_file(struct sending *sending, const char *hex, GError **error)
{
    struct digest digest;
    struct digest written;
    const struct call *call = sending->call;
    struct store *store = vault_store(call->vault);
    g_autoptr(GArray) assets = asset_with_digest(call->db, hex, call->strings, error);
    if (assets == NULL)
        return false;
    if (assets->len == 0 || !digest_from_hex(hex, &digest))
        return true;
    if (!store_has(store, &digest)) {
        sending->absent++;
        return true;
    }
    g_autofree char *path = store_path(store, &digest);
    g_autofree char *inner = store_name(&digest);
    g_autofree char *name = g_strconcat("store/", inner, NULL);
    if (!bundle_add_file(sending->bundle, path, name, &written, call->cancellable, error))
        return false;
    if (!digest_equal(&written, &digest))
        return command_refused(error,
                               "%s is not as received and is not sent on; `rwf verify` says whose "
                               "it is: bring it back from a backup first",
                               name);
    parcel_file_list(sending->manifest, &written, name);
    sending->files++;
    sending->bytes += store_size(store, &digest);
    return true;
}

static bool add_files(struct sending *sending, GBytes *parcel, const char *uuid, GError **error)
{
    g_autoptr(GArray) list = parcel_unpack(parcel, uuid, sending->call->strings, error);
    if (list == NULL)
        return false;
    g_autoptr(GPtrArray) digests = parcel_digests(list);
    for (guint i = 0; i < digests->len; i++)
        if (!add_file(sending, digests->pdata[i], error))
            return false;
    return true;
}

static bool fill(struct sending *sending, GBytes *parcel, GError **error)
{
    struct archive_facts facts = {0};
    size_t size = 0;
    const void *bytes = g_bytes_get_data(parcel, &size);
    struct digest digest = digest_of_bytes(bytes, size);
    parcel_file_list(sending->manifest, &digest, PARCEL_NAME);
    return archive_read_facts(sending->call->db, sending->call->strings, &facts, error) &&
           bundle_add_bytes(sending->bundle, bytes, size, PARCEL_NAME, error) &&
           add_files(sending, parcel, facts.uuid, error) &&
           bundle_add_text(sending->bundle, sending->manifest->str, PARCEL_MANIFEST, error) &&
           bundle_finish(sending->bundle, error) && bundle_name(sending->bundle, error);
}

static void conclude(const struct sending *sending, const char *path, gint64 since, int count,
                     gint64 last)
{
    struct output *output = sending->call->output;
    g_autofree char *size = measure_size(sending->bytes);
    output_text(output, "file", path);
    output_integer(output, "entries", count);
    output_integer(output, "files", sending->files);
    output_integer(output, "last", last);
    g_autofree char *entries = g_strdup_printf(MANY("%d entry", "%d entries", count), count);
    g_autofree char *files =
        g_strdup_printf(MANY("%d file", "%d files", sending->files), sending->files);
    output_say(output,
               "wrote %s since %" PRId64 " and %s (%s) to %s; next time: "
               "rwf changes since %" PRId64 " --to FILE",
               entries, since, files, size, path, last);
    if (sending->absent > 0)
        output_warn(
            output,
            MANY("%d file they name is missing from the store and so not sent; `rwf verify` "
                 "says whose",
                 "%d files they name are missing from the store and so not sent; `rwf verify` "
                 "says whose",
                 sending->absent),
            sending->absent);
}

static bool last_number(const struct call *call, gint64 *last, GError **error)
{
    g_autoptr(GArray) entries = history_list(call->db, 0, 0, call->strings, error);
    for (guint i = 0; entries != NULL && i < entries->len; i++)
        *last = MAX(*last, g_array_index(entries, struct history_entry, i).id);
    return entries != NULL;
}

/* All of one moment; what others write meanwhile is not held up by the files that follow. */
static GBytes *pack(const struct call *call, gint64 since, int *count, gint64 *last, GError **error)
{
    g_autoptr(txn) txn = txn_begin_read(call->db, error);
    g_autoptr(GBytes) parcel = txn == NULL ? NULL : parcel_pack(call->db, since, count, error);
    return parcel != NULL && last_number(call, last, error) ? g_steal_pointer(&parcel) : NULL;
}

static bool send(struct call *call, gint64 since, const char *path, GError **error)
{
    struct sending sending = {.call = call};
    int count = 0;
    gint64 last = 0;
    g_autoptr(GBytes) parcel = pack(call, since, &count, &last, error);
    if (parcel == NULL)
        return false;
    if (count == 0)
        return command_refused(
            error, "there is nothing since entry %" PRId64 "; the last is %" PRId64, since, last);
    sending.manifest = g_string_new(NULL);
    sending.bundle = bundle_create(path, error);
    bool is_done = sending.bundle != NULL && fill(&sending, parcel, error);
    bundle_close(sending.bundle);
    if (is_done)
        conclude(&sending, path, since, count, last);
    g_string_free(sending.manifest, TRUE);
    return is_done;
}

static bool run(struct call *call, GError **error)
{
    gint64 since = 0;
    const char *to = call_option(call, "to");
    if (strcmp(call_word(call, 0), "since") != 0 ||
        !g_ascii_string_to_signed(call_word(call, 1), 10, 0, G_MAXINT64, &since, NULL))
        return command_misused(error, "since which entry? rwf changes since 0 --to FILE has all");
    if (to == NULL)
        return command_misused(error, "into which file? rwf changes since %s --to FILE",
                               call_word(call, 1));
    g_autofree char *path = g_canonicalize_filename(to, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return command_refused(error, "%s is there already; choose a new name", path);
    struct copy_start start = copies_begin(call);
    bool is_done = send(call, since, path, error);
    if (is_done)
        copies_remember(call, &start, "changes", path, NULL);
    g_free(start.at);
    return is_done;
}

const struct command cmd_changes = {
    .name = "changes",
    .usage = "since N --to FILE",
    .summary = N_("what was done since entry N, to carry to another copy"),
    .example = "rwf changes since 0 --to changes.rwf",
    .page = "rwf-together",
    .options = options,
    .needs = NEEDS_READING,
    .words_min = 2,
    .words_max = 2,
    .run = run,
};
