#include "tools/pack.h"

#include "catalogue/archive.h"
#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "media/bag.h"
#include "media/sums.h"
#include "tools/call.h"
#include "tools/progress.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const problem_words[] = {
    [BAG_MALFORMED] = "malformed", [BAG_UNSAFE] = "unsafe",   [BAG_MISSING] = "missing",
    [BAG_UNLISTED] = "unlisted",   [BAG_CHANGED] = "changed", [BAG_UNFETCHED] = "unfetched",
    [BAG_WARNING] = "warning",
};

static void say_problem(const struct call *call, const char *word, const char *path,
                        const char *sentence)
{
    output_say(call->output, "%-9s %s%s%s", word, path != NULL ? path : "",
               path != NULL ? ": " : "", sentence);
    output_open(call->output, NULL);
    output_text(call->output, "problem", word);
    output_text(call->output, "path", path);
    output_text(call->output, "says", sentence);
    output_close(call->output);
}

static void on_progress(int64_t done, int64_t total, void *data)
{
    progress_set(data, 0, done);
}

static bool check_bag(const struct call *call, const char *folder, struct pack *pack,
                      bool *is_whole, GError **error)
{
    struct progress *progress = progress_begin(call->output, _("checking"), _("files"), 0, 0);
    struct bag_report *report =
        bag_verify(folder, false, on_progress, progress, call->cancellable, error);
    progress_end(progress);
    if (report == NULL)
        return false;
    for (guint i = 0; i < report->problems->len; i++) {
        const struct bag_problem *problem = report->problems->pdata[i];
        if (problem->kind == BAG_WARNING)
            output_warn(call->output, "%s: %s", problem->path != NULL ? problem->path : folder,
                        problem->sentence);
        else
            say_problem(call, problem_words[problem->kind], problem->path, problem->sentence);
    }
    *is_whole = report->is_valid;
    pack->files = report->payload_files;
    pack->bytes = report->payload_bytes;
    bag_report_free(report);
    return true;
}

/* That the catalogue's sums, where the pack has them, are its own: a kiosk reads nothing else. */
static bool check_sums(const struct call *call, const char *folder, struct pack *pack,
                       GError **error)
{
    g_autofree char *file = g_build_filename(folder, "data", "catalogue.db", NULL);
    g_autofree char *name = g_build_filename(folder, "data", "catalogue.sums", NULL);
    g_autofree char *text = NULL;
    pack->has_sums = g_file_test(name, G_FILE_TEST_EXISTS);
    if (!pack->has_sums)
        return true;
    if (!g_file_get_contents(name, &text, NULL, error))
        return false;
    struct sums *sums = sums_parse(text, error);
    bool is_same = sums != NULL && sums_verify_file(sums, file, call->cancellable, error);
    sums_free(sums);
    return is_same;
}

/* That the catalogue opens, is sound, and names exactly the files that are there. */
static bool check_catalogue(const struct call *call, const char *folder, struct pack *pack,
                            GError **error)
{
    struct item_filter shown = {.shown_only = true};
    bool is_fine = true;
    g_autofree char *file = g_build_filename(folder, "data", "catalogue.db", NULL);
    g_autoptr(archive) archive = archive_open_pack(file, error);
    g_autoptr(GPtrArray) hexes = archive != NULL ? asset_digests(archive_db(archive), error) : NULL;
    g_autoptr(GArray) items =
        hexes != NULL ? item_list(archive_db(archive), &shown, call->strings, error) : NULL;
    if (items == NULL)
        return false;
    for (guint i = 0; i < hexes->len; i++) {
        const char *hex = hexes->pdata[i];
        char pair[3] = {hex[0], hex[1], '\0'};
        g_autofree char *path = g_build_filename(folder, "data", "objects", pair, hex, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            continue;
        say_problem(call, "missing", path, "the catalogue names it, the pack does not have it");
        is_fine = false;
    }
    if (pack->files != (int64_t)hexes->len + 1 + pack->has_sums) {
        say_problem(call, "unlisted", NULL,
                    "the pack holds files that its catalogue does not name");
        is_fine = false;
    }
    pack->items = items->len;
    return is_fine || command_refused(error, "the catalogue and the files do not fit together");
}

bool pack_check(const struct call *call, const char *folder, struct pack *pack, GError **error)
{
    bool is_whole = false;
    GError *reason = NULL;
    *pack = (struct pack){0};
    output_open_array(call->output, "problems");
    bool is_read = check_bag(call, folder, pack, &is_whole, error);
    bool is_sound = is_read && is_whole && check_sums(call, folder, pack, &reason) &&
                    check_catalogue(call, folder, pack, &reason);
    if (reason != NULL)
        say_problem(call, "catalogue", "data/catalogue.db", reason->message);
    g_clear_error(&reason);
    output_close(call->output);
    return is_sound;
}
