#include "catalogue/asset.h"
#include "catalogue/merge.h"
#include "media/store.h"
#include "tools/call.h"
#include "tools/erase.h"
#include "tools/messages.h"
#include "tools/orphan.h"
#include "tools/parcel_file.h"

#include <glib/gi18n-lib.h>

/* The files go into the store before the rows that name them are there. */
static bool store_files(const struct call *call, const struct parcel_file *file, GArray *stored,
                        GError **error)
{
    for (guint i = 0; i < file->paths->len; i++) {
        struct store_object object;
        if (!store_put_finished(vault_store(call->vault), file->paths->pdata[i], &object,
                                call->cancellable, error))
            return false;
        if (object.is_new)
            orphan_add_digest(stored, &object.digest);
    }
    return true;
}

/* Files a row names and nobody brought. */
static int count_absent(const struct call *call, const struct parcel_file *file)
{
    int absent = 0;
    GHashTableIter iterator;
    void *hex;
    g_hash_table_iter_init(&iterator, file->wanted);
    while (g_hash_table_iter_next(&iterator, &hex, NULL)) {
        struct digest digest;
        g_autoptr(GArray) assets = asset_with_digest(call->db, hex, call->strings, NULL);
        absent += assets != NULL && assets->len > 0 && digest_from_hex(hex, &digest) &&
                  !store_has(vault_store(call->vault), &digest);
    }
    return absent;
}

static void say_taken(struct output *output, const struct merged *merged)
{
    g_autofree char *taken =
        g_strdup_printf(MANY("%d entry", "%d entries", merged->taken), merged->taken);
    g_autofree char *known = g_strdup_printf(
        MANY("%d was here already", "%d were here already", merged->known), merged->known);
    output_say(output, "took in %s; %s", taken, known);
}

static void conclude(const struct call *call, const struct merged *merged, int absent)
{
    struct output *output = call->output;
    output_integer(output, "taken", merged->taken);
    output_integer(output, "known", merged->known);
    output_integer(output, "conflicts", merged->conflicts);
    output_integer(output, "files_missing", absent);
    if (merged->taken == 0)
        output_say(output, "nothing new: all %d entries are here already", merged->known);
    else
        say_taken(output, merged);
    if (merged->conflicts > 0)
        output_warn(
            output,
            MANY(
                "%d thing was changed in both copies; `rwf conflicts` lists what stands and what "
                "does not, for you to decide",
                "%d things were changed in both copies; `rwf conflicts` lists what stands and what "
                "does not, for you to decide",
                merged->conflicts),
            merged->conflicts);
    if (absent > 0)
        output_warn(
            output,
            MANY("%d file of it did not come along and is missing here; `rwf verify` says "
                 "whose, the other copy may have it",
                 "%d files of it did not come along and are missing here; `rwf verify` says "
                 "whose, the other copy may have them",
                 absent),
            absent);
}

static bool merge(const struct call *call, const struct parcel_file *file, GError **error)
{
    struct merged merged = {.forgotten = g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(GArray) stored = orphan_list();
    bool is_done = store_files(call, file, stored, error) &&
                   merge_entries(call->db, file->list, &merged, error);
    orphan_remove(call, stored);
    if (is_done) {
        erase_files(call, merged.forgotten);
        conclude(call, &merged, count_absent(call, file));
        if (merged.erasures > 0)
            erase_everywhere(call, "", NULL);
    }
    g_ptr_array_unref(merged.forgotten);
    return is_done;
}

static bool run(struct call *call, GError **error)
{
    struct parcel_file file;
    bool is_done =
        parcel_file_read(&file, call, call_word(call, 0), error) && merge(call, &file, error);
    parcel_file_finish(&file);
    return is_done;
}

const struct command cmd_merge = {
    .name = "merge",
    .usage = "FILE",
    .summary = N_("take in what was done in another copy"),
    .example = "rwf merge changes.rwf",
    .page = "rwf-together",
    .needs = NEEDS_WRITING,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
