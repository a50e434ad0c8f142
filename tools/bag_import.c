#include "tools/bag_import.h"

#include "catalogue/archive.h"
#include "catalogue/item.h"
#include "media/bag.h"
#include "media/store.h"
#include "tools/bag_layout.h"
#include "tools/call.h"
#include "tools/ingest.h"
#include "tools/intake.h"
#include "tools/messages.h"
#include "tools/orphan.h"
#include "tools/progress.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
    MOST_SAID = 8 /* problems of a bag that are told one by one */
};

static void on_progress(int64_t done, int64_t total, void *data)
{
    progress_set(data, 0, done);
}

static struct bag_report *verify(const struct call *call, const char *folder, GError **error)
{
    struct progress *progress = progress_begin(call->output, _("checking"), _("files"), 0, 0);
    struct bag_report *report =
        bag_verify(folder, false, on_progress, progress, call->cancellable, error);
    progress_end(progress);
    return report;
}

/* Says what is wrong; true where the bag is whole and right all the same. */
static bool is_sound(const struct call *call, const char *folder, const struct bag_report *report,
                     GError **error)
{
    static const char *const faults[] = {
        [BAG_MALFORMED] = "breaks the rules of BagIt",
        [BAG_UNSAFE] = "names places outside itself",
        [BAG_MISSING] = "is not complete",
        [BAG_UNLISTED] = "holds files it does not list",
        [BAG_CHANGED] = "is damaged",
        [BAG_UNFETCHED] = "is not complete",
        [BAG_WARNING] = "cannot be checked with the checksums known here",
    };
    int unfetched = 0;
    int said = 0;
    for (guint i = 0; i < report->problems->len; i++) {
        const struct bag_problem *problem = report->problems->pdata[i];
        unfetched += problem->kind == BAG_UNFETCHED;
        if (problem->kind == BAG_UNFETCHED || (problem->kind != BAG_WARNING && said >= MOST_SAID))
            continue;
        said += problem->kind != BAG_WARNING;
        output_warn(call->output, "%s: %s", folder, problem->sentence);
    }
    if (report->is_valid)
        return true;
    if (unfetched > 0)
        return command_refused(
            error,
            MANY("the bag is not complete: %d file is still to be fetched from where "
                 "it came from, which rwf does not do; nothing was imported",
                 "the bag is not complete: %d files are still to be fetched from where "
                 "it came from, which rwf does not do; nothing was imported",
                 unfetched),
            unfetched);
    const struct bag_problem *worst = report->problems->pdata[0];
    return command_refused(error, "the bag %s, so nothing was imported; ask for another copy",
                           faults[worst->kind]);
}

/*
 * Our own.
 */

/* Puts the file the database names as @hex into the store. */
static bool take_object(const struct call *call, const char *folder, const char *hex,
                        GArray *orphans, GError **error)
{
    struct store *store = vault_store(call->vault);
    struct store_object object;
    struct digest digest;
    if (!digest_from_hex(hex, &digest))
        return command_refused(error, "its database names a file by “%s”, which is no digest", hex);
    if (store_has(store, &digest))
        return true;
    g_autofree char *inner = store_name(&digest);
    g_autofree char *path = g_build_filename(folder, BAG_STORE, inner, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return command_refused(error, "its database names the file %s, which is not in the bag",
                               inner);
    if (!store_put(store, path, &object, NULL, NULL, call->cancellable, error))
        return false;
    if (object.is_new)
        orphan_add_digest(orphans, &object.digest);
    return digest_equal(&object.digest, &digest) ||
           command_refused(error, "%s%s holds other bytes than its name says", BAG_STORE, inner);
}

static bool take_objects(const struct call *call, const char *folder, const char *file,
                         GArray *orphans, GError **error)
{
    g_autoptr(GPtrArray) digests = bag_layout_digests(file, error);
    if (digests == NULL)
        return false;
    struct progress *progress =
        progress_begin(call->output, _("importing"), _("files"), digests->len, 0);
    bool is_taken = true;
    for (guint i = 0; is_taken && i < digests->len; i++) {
        is_taken = take_object(call, folder, digests->pdata[i], orphans, error);
        progress_set(progress, i + 1, 0);
    }
    progress_end(progress);
    return is_taken;
}

static bool say_rebuilt(const struct call *call, const char *folder, GError **error)
{
    struct archive_facts facts;
    int64_t items = 0;
    if (!item_count(call->db, &items, error) ||
        !archive_read_facts(call->db, call->strings, &facts, error))
        return false;
    output_text(call->output, "rebuilt", facts.title);
    output_text(call->output, "uuid", facts.uuid);
    output_integer(call->output, "items", items);
    output_say(call->output,
               MANY("rebuilt “%s” from %s: %d item", "rebuilt “%s” from %s: %d items", items),
               facts.title, folder, (int)items);
    return true;
}

/* Files first, rows last; where it cannot be, the files go again. */
static bool rebuild(const struct call *call, const char *folder, const char *file, GError **error)
{
    g_autoptr(GArray) orphans = orphan_list();
    bool is_done = take_objects(call, folder, file, orphans, error) &&
                   !call_is_cancelled(call, error) && archive_adopt(call->db, file, error);
    orphan_remove(call, orphans);
    return is_done && say_rebuilt(call, folder, error);
}

/*
 * Others'.
 */

/* What a bag says that may be read by anyone: not whom to ring up, nor where things once lay. */
static char *describe(const struct bag_report *report)
{
    static const char *const labels[] = {"Source-Organization", "External-Identifier",
                                         "Bag-Group-Identifier", "Bag-Count", "Bagging-Date"};
    const char *description = bag_report_info(report, "External-Description");
    GString *text = g_string_new(description);
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        const char *value = bag_report_info(report, labels[i]);
        if (value != NULL && *value != '\0')
            g_string_append_printf(text, "%s%s: %s", text->len > 0 ? "\n" : "", labels[i], value);
    }
    return g_string_free(text, false);
}

static bool take_files(const struct call *call, const char *folder, const struct bag_report *report,
                       GError **error)
{
    static const char *const none[] = {NULL};
    g_autofree char *data = g_build_filename(folder, "data", NULL);
    g_autofree char *text = describe(report);
    g_autofree char *field = g_strconcat("description=", text, NULL);
    const char *names[] = {data, NULL};
    const char *fields[] = {*text != '\0' ? field : NULL, NULL};
    struct ingest_plan plan = {.people = none,
                               .places = none,
                               .themes = none,
                               .fields = fields,
                               .jobs = (int)CLAMP(g_get_num_processors(), 1, 64)};
    struct intake *intake = intake_create(names, call->output, call->cancellable, error);
    bool is_done = intake != NULL && ingest_run(call, intake, &plan, error);
    intake_free(intake);
    return is_done;
}

bool bag_import(const struct call *call, const char *folder, GError **error)
{
    g_autofree char *file = g_build_filename(folder, BAG_DATABASE, NULL);
    struct bag_report *report = verify(call, folder, error);
    if (report == NULL)
        return false;
    bool is_done =
        is_sound(call, folder, report, error) &&
        (g_file_test(file, G_FILE_TEST_IS_REGULAR) ? rebuild(call, folder, file, error)
                                                   : take_files(call, folder, report, error));
    bag_report_free(report);
    return is_done;
}
