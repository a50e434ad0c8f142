#include "tools/export.h"

#include "catalogue/consent.h"
#include "catalogue/item.h"
#include "catalogue/snapshot.h"
#include "tools/call.h"
#include "tools/copies.h"
#include "tools/dossier.h"
#include "tools/durable.h"
#include "tools/messages.h"
#include "tools/parcel.h"
#include "tools/progress.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The snapshot an export reads from, and the private folder it stands in. */
struct source {
    char *folder; /* or NULL */
    struct archive *archive;
};

static void close_source(struct source *source)
{
    archive_close(source->archive);
    if (source->folder != NULL)
        durable_remove_tree(source->folder);
    g_free(source->folder);
}

static bool open_source(struct export *export, struct source *source, GError **error)
{
    export->db = export->call->db;
    if (!export->is_all) {
        source->folder = g_dir_make_tmp("rwf-export-XXXXXX", error);
        if (source->folder == NULL)
            return false;
        g_autofree char *file = g_build_filename(source->folder, "shown.db", NULL);
        if (!snapshot_write(export->call->db, file, NULL, error))
            return false;
        source->archive = archive_open_pack(file, error);
        if (source->archive == NULL)
            return false;
        export->db = archive_db(source->archive);
        db_set_time_limit(export->db, 0);
    }
    return archive_read_facts(export->db, export->call->strings, &export->facts, error);
}

/* As visitors page through them; by age and code where that is the same. */
static int by_order(const void *a, const void *b)
{
    const struct item *first = a;
    const struct item *second = b;
    if (first->rank != second->rank)
        return first->rank < second->rank ? -1 : 1;
    int age = strcmp(first->added_at, second->added_at);
    return age != 0 ? age : strcmp(first->code, second->code);
}

/* The ids that were named, in that order, each once; all of the source where none was. */
static GArray *choose(const struct export *export, const char *const *words, GError **error)
{
    GStringChunk *strings = export->call->strings;
    g_autoptr(GArray) chosen = g_array_new(false, false, sizeof(int64_t));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    if (*words == NULL) {
        struct item_filter any = {0};
        g_autoptr(GArray) items = item_list(export->db, &any, strings, error);
        if (items == NULL)
            return NULL;
        g_array_sort(items, by_order);
        for (guint i = 0; i < items->len; i++)
            g_array_append_val(chosen, g_array_index(items, struct item, i).id);
    }
    for (; *words != NULL; words++) {
        struct item item = ITEM_NEW;
        if (!call_item(export->call, *words, &item, error))
            return NULL;
        if (g_hash_table_add(seen, g_memdup2(&item.id, sizeof item.id)))
            g_array_append_val(chosen, item.id);
    }
    return g_steal_pointer(&chosen);
}

static bool may_be_used(const struct dossier *dossier, const char *use)
{
    for (guint i = 0; i < dossier->consents->len; i++)
        if (!consent_allows(&g_array_index(dossier->consents, struct consent, i), use))
            return false;
    return dossier->consents->len > 0;
}

/* Why an item is left out: warned about where it was named, noted where all are written. */
static void leave_out(const struct export *export, const char *code, bool is_named, const char *why)
{
    if (is_named)
        output_warn(export->call->output, "%s is left out: %s", code, why);
    else
        output_note(export->call->output, "%s is left out: %s", code, why);
}

static bool write_item(struct export *export, const struct export_form *form, int64_t id,
                       bool is_named, GError **error)
{
    struct item item = ITEM_NEW;
    bool is_shown = true;
    bool is_written = false;
    if (!item_get(export->call->db, id, export->call->strings, &item, error) ||
        !item_is_shown(export->call->db, id, &is_shown, error))
        return false;
    if (!is_shown && !export->is_all) {
        leave_out(export, item.code, is_named, "it may not be shown; `rwf check` says why");
        return true;
    }
    g_autoptr(dossier) dossier = dossier_read(export->db, id, error);
    if (dossier == NULL)
        return false;
    if (export->use != NULL && !export->is_all && !may_be_used(dossier, export->use)) {
        g_autofree char *why = g_strdup_printf(
            _("nobody agreed to have it used for this (%s); `rwf consent ITEM grant --scope "
              "kiosk,%s` would say so"),
            export->use, export->use);
        leave_out(export, item.code, is_named, why);
        return true;
    }
    if (!form->item(export, dossier, &is_written, error))
        return false;
    if (is_written) {
        g_array_append_val(export->written, id);
        export->not_for_web += !may_be_used(dossier, "web");
    } else
        leave_out(export, item.code, is_named, "it has nothing this form could hold");
    return true;
}

static bool write_items(struct export *export, const struct export_form *form,
                        const char *const *words, GError **error)
{
    g_autoptr(GArray) chosen = choose(export, words, error);
    if (chosen == NULL)
        return false;
    struct progress *progress =
        progress_begin(export->call->output, _("exporting"), _("items"), chosen->len, 0);
    bool is_done = true;
    for (guint i = 0; is_done && i < chosen->len; i++) {
        is_done =
            !call_is_cancelled(export->call, error) &&
            write_item(export, form, g_array_index(chosen, int64_t, i), *words != NULL, error);
        progress_set(progress, i + 1, 0);
    }
    progress_end(progress);
    return is_done;
}

static bool finish(struct export *export, const struct export_form *form, const char *target,
                   GError **error)
{
    bool is_file = form->ending != NULL && g_str_has_suffix(target, form->ending);
    struct output *output = export->call->output;
    guint items = export->written->len;
    if (items == 0)
        return command_refused(error, "there is nothing to write%s",
                               export->is_all ? "" : " that may be shown; `rwf check` says why");
    if (form->finish != NULL && !form->finish(export, error))
        return false;
    int files = (int)parcel_names(export->parcel)->len;
    if (is_file && files > 1)
        return command_refused(error, "%d files would be written; let --to name a folder", files);
    if (!parcel_finish(export->parcel, is_file, error))
        return false;
    output_text(output, "to", target);
    output_text(output, "form", form->name);
    output_integer(output, "items", items);
    output_integer(output, "files", files);
    g_autofree char *all = g_strdup_printf(MANY("%u item", "%u items", items), items);
    g_autofree char *written = g_strdup_printf(MANY("%d file", "%d files", files), files);
    output_say(output, "wrote %s as %s, %s, to %s", all, form->name, written, target);
    if (export->not_for_web > 0 && !export->is_all)
        output_note(output,
                    "of %d of these nobody agreed that they go on the web: keep this off it, or "
                    "add --for web",
                    export->not_for_web);
    return true;
}

/* What of it an erasure would look for: the codes of the items named, all where none was. */
static void remember(const struct export *export, struct copy_start *start, const char *target)
{
    GString *codes = g_string_new(NULL);
    for (guint i = 0; export->is_part && i < export->written->len; i++) {
        struct item item = ITEM_NEW;
        if (item_get(export->call->db, g_array_index(export->written, int64_t, i),
                     export->call->strings, &item, NULL))
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? " " : "", item.code);
    }
    copies_remember(export->call, start, "export", target, codes->str);
    g_string_free(codes, TRUE);
}

/* What leaves with --all is said first, and must be meant: asked at a terminal, said with --yes. */
static bool acknowledge(const struct call *call, GError **error)
{
    const char *says = _("--all also writes what nobody agreed to show, what is redacted and "
                         "names withheld");
    bool is_meant = call_has(call, "yes");
    if (!is_meant && isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) {
        char answer[16] = "";
        fprintf(stderr, _("%s. Is that meant? [y/N] "), says);
        fflush(stderr);
        is_meant = fgets(answer, sizeof answer, stdin) != NULL && g_ascii_tolower(*answer) == 'y';
        if (!is_meant)
            return command_refused(error, "nothing was written");
    }
    if (!is_meant)
        return command_refused(error, "%s; where that is meant, say so: add --yes", says);
    output_warn(call->output, "what may not be shown is among what is written: keep it as safe as "
                              "the archive");
    return true;
}

bool export_run(const struct call *call, const struct export_form *form, const char *const *words,
                const char *target, GError **error)
{
    struct export export = {
        .call = call, .below = "", .is_all = call_has(call, "all"), .is_part = *words != NULL};
    struct source source = {0};
    g_autofree char *base = NULL;
    g_autoptr(GArray) written = g_array_new(false, false, sizeof(int64_t));
    export.written = written;
    if (call_has(call, "for") && export.is_all)
        return command_misused(error, "--for leaves out what --all would write; give one of them");
    export.use = call_has(call, "for") ? call_option(call, "for") : form->use;
    if (form->has_addresses) {
        const char *typed = call_option(call, "base-url");
        if (typed == NULL ||
            !(g_str_has_prefix(typed, "http://") || g_str_has_prefix(typed, "https://")))
            return command_misused(error,
                                   "%s needs the address its files will have: add "
                                   "--base-url https://…",
                                   form->name);
        base = g_strdup_printf("%s%s", typed, g_str_has_suffix(typed, "/") ? "" : "/");
        export.base_url = base;
    }
    if (form->is_whole && export.is_all && export.is_part)
        return command_refused(error,
                               "with --all a %s is of the whole archive, whose history tells of "
                               "every item; name no items, or leave --all out",
                               form->name);
    if (export.is_all && !acknowledge(call, error))
        return false;
    struct copy_start start = copies_begin(call);
    export.parcel = parcel_begin(call, target, export.is_all, error);
    bool is_done = export.parcel != NULL && open_source(&export, &source, error) &&
                   write_items(&export, form, words, error) && finish(&export, form, target, error);
    parcel_end(export.parcel);
    close_source(&source);
    if (is_done)
        remember(&export, &start, target);
    g_free(start.at);
    return is_done;
}

const char *export_tag(const char *language)
{
    return language != NULL && *language != '\0' ? language : "und";
}
