#include "tools/csv_import.h"

#include "catalogue/txn.h"
#include "tools/call.h"
#include "tools/durable.h"
#include "tools/media_folder.h"
#include "tools/messages.h"
#include "tools/orphan.h"
#include "tools/progress.h"
#include "tools/record_csv.h"
#include "tools/record_import.h"
#include "tools/sheet_links.h"
#include "tools/sheet_map.h"
#include "tools/sheet_media.h"
#include "tools/sheet_parts.h"
#include "tools/sheet_row.h"
#include "tools/table.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

struct csv_import {
    struct sheet_source source;
    struct table *table;         /* of the source */
    GArray *rows;                /* struct sheet_row */
    struct media_folder *folder; /* or NULL */
    bool is_dry;
    int counts[SHEET_ROW_REFUSED + 1]; /* by state */
};

static struct sheet_row *row_at(const struct csv_import *import, guint i)
{
    return &g_array_index(import->rows, struct sheet_row, i);
}

/* Says why a row is not taken; the error is consumed. */
static void refuse(struct csv_import *import, struct sheet_row *row, GError *reason)
{
    output_warn(import->source.call->output, "%s: %s", import->source.name, reason->message);
    row->state = SHEET_ROW_REFUSED;
    g_error_free(reason);
}

/* Which row each identifier stands in; one that stands in two is refused the second time. */
static void index_rows(struct csv_import *import)
{
    struct sheet_source *source = &import->source;
    const struct sheet_column_use *use = sheet_map_of(source->map, TARGET_FIELD, "identifier");
    for (size_t i = 0; i < table_rows(source->table); i++) {
        struct sheet_row row = {.row = i};
        const char *name = use != NULL ? table_cell(source->table, i, use->column) : "";
        size_t first = GPOINTER_TO_SIZE(g_hash_table_lookup(source->rows, name));
        g_array_append_val(import->rows, row);
        if (*name == '\0')
            continue;
        if (first == 0) {
            g_hash_table_insert(source->rows, (void *)name, GSIZE_TO_POINTER(i + 1));
            continue;
        }
        g_autofree char *place = sheet_row_place(source, i, use->column);
        GError *reason = NULL;
        command_refused(&reason,
                        "%s“%s” is in row %" G_GINT64_FORMAT " already; each row needs its own",
                        place, name, table_number(source->table, first - 1));
        refuse(import, row_at(import, import->rows->len - 1), reason);
    }
}

/* How many rows name files. */
static size_t count_media(const struct csv_import *import)
{
    size_t count = 0;
    for (guint i = 0; i < import->rows->len; i++) {
        g_autoptr(GPtrArray) named = sheet_row_values(&import->source, i, TARGET_MEDIA);
        g_autoptr(GPtrArray) words = sheet_row_values(&import->source, i, TARGET_TRANSCRIPT);
        count +=
            named->len > 0 || (words->len == 1 && sheet_media_is_name(g_ptr_array_index(words, 0)));
    }
    return count;
}

static bool take_media(struct csv_import *import, GError **error)
{
    const struct call *call = import->source.call;
    const char *name = call_option(call, "media");
    size_t count =
        sheet_map_of(import->source.map, TARGET_MEDIA, NULL) != NULL ? count_media(import) : 0;
    if (name == NULL && count > 0)
        output_warn(call->output,
                    MANY("%s: %zu row names files, which stay out; --media DIR says where they are",
                         "%s: %zu rows name files, which stay out; --media DIR says where they are",
                         count),
                    import->source.name, count);
    if (name == NULL)
        return true;
    import->folder = media_folder_open(name, call->output, call->cancellable, error);
    if (import->folder == NULL)
        return false;
    struct progress *progress =
        progress_begin(call->output, _("reading files"), _("rows"), import->rows->len, 0);
    for (guint i = 0; i < import->rows->len && !g_cancellable_is_cancelled(call->cancellable);
         i++) {
        GError *reason = NULL;
        struct sheet_row *row = row_at(import, i);
        if (row->state == SHEET_ROW_WAITING &&
            !sheet_media_take(&import->source, import->folder, row, &reason))
            refuse(import, row, reason);
        progress_set(progress, i + 1, 0);
    }
    progress_end(progress);
    return !call_is_cancelled(call, error);
}

/* Each row is a step of its own, so that one that fails leaves nothing of itself. */
static void write_row(struct csv_import *import, struct history *history, struct sheet_row *row)
{
    GError *reason = NULL;
    g_string_chunk_clear(import->source.call->strings);
    g_autoptr(txn) step = txn_begin(import->source.call->db, &reason);
    if (step != NULL && sheet_row_write(&import->source, row, &reason) &&
        txn_commit(step, &reason)) {
        if (row->state != SHEET_ROW_SAME)
            history_touch(history, row->item);
        if (row->state == SHEET_ROW_ADDED)
            g_clear_pointer(&row->says, g_ptr_array_unref); /* what is new needs no telling apart */
        return;
    }
    sheet_links_forget(import->source.links);
    refuse(import, row, reason);
}

/* Parts of a whole, once all there are are written. */
static bool join_parts(struct csv_import *import, struct history *history, GError **error)
{
    for (guint i = 0; i < import->rows->len; i++) {
        bool is_new = false;
        struct sheet_row *row = row_at(import, i);
        if (row->state == SHEET_ROW_REFUSED || row->item == 0)
            continue;
        g_string_chunk_clear(import->source.call->strings);
        if (!sheet_parts_join(&import->source, row, &is_new, error))
            return false;
        if (!is_new || row->state != SHEET_ROW_SAME)
            continue;
        import->counts[row->state]--;
        row->state = SHEET_ROW_CHANGED;
        import->counts[row->state]++;
        history_touch(history, row->item);
    }
    return true;
}

static bool write_rows(struct csv_import *import, GError **error)
{
    const struct call *call = import->source.call;
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL)
        return false;
    struct progress *progress =
        progress_begin(call->output, _("importing"), _("rows"), import->rows->len, 0);
    for (guint i = 0; i < import->rows->len && !g_cancellable_is_cancelled(call->cancellable);
         i++) {
        struct sheet_row *row = row_at(import, i);
        if (row->state == SHEET_ROW_WAITING)
            write_row(import, history, row);
        import->counts[row->state]++;
        progress_set(progress, i + 1, 0);
    }
    progress_end(progress);
    if (!call_is_cancelled(call, NULL) && !join_parts(import, history, error))
        return false;
    int added = import->counts[SHEET_ROW_ADDED];
    int changed = import->counts[SHEET_ROW_CHANGED];
    g_autofree char *says = g_strdup_printf("imported a sheet: %d new item%s, %d changed", added,
                                            added == 1 ? "" : "s", changed);
    if (call_is_cancelled(call, error))
        return false;
    table_forget(import->table); /* the commit needs the room */
    return import->is_dry || added + changed == 0 || history_commit(history, says, error);
}

/* What a row did, for a person to look over. */
static void say_row(const struct csv_import *import, const struct sheet_row *row)
{
    struct output *output = import->source.call->output;
    gint64 number = table_number(import->source.table, row->row);
    if (row->state == SHEET_ROW_ADDED && !import->is_dry)
        output_say(output, "%s", row->code);
    if (row->state != SHEET_ROW_CHANGED)
        return;
    output_say(output, "%s  row %" G_GINT64_FORMAT, row->code, number);
    for (guint i = 0; i < row->says->len; i++)
        output_say(output, "    %s", (const char *)g_ptr_array_index(row->says, i));
}

static void write_document(const struct csv_import *import)
{
    static const char *const states[] = {"waiting", "added", "changed", "same", "refused"};
    struct output *output = import->source.call->output;
    output_open_array(output, "rows");
    for (guint i = 0; output_is_json(output) && i < import->rows->len; i++) {
        const struct sheet_row *row = row_at(import, i);
        output_open(output, NULL);
        output_integer(output, "row", table_number(import->source.table, row->row));
        output_text(output, "state", states[row->state]);
        output_text(output, "code",
                    *row->code != '\0' && (row->state != SHEET_ROW_ADDED || !import->is_dry)
                        ? row->code
                        : NULL);
        output_open_array(output, "changes");
        for (guint j = 0; row->state == SHEET_ROW_CHANGED && j < row->says->len; j++)
            output_text(output, NULL, g_ptr_array_index(row->says, j));
        output_close(output);
        output_close(output);
    }
    output_close(output);
    output_flag(output, "dry_run", import->is_dry);
    output_integer(output, "added", import->counts[SHEET_ROW_ADDED]);
    output_integer(output, "changed", import->counts[SHEET_ROW_CHANGED]);
    output_integer(output, "same", import->counts[SHEET_ROW_SAME]);
    output_integer(output, "refused", import->counts[SHEET_ROW_REFUSED]);
}

static bool conclude(const struct csv_import *import, GError **error)
{
    struct output *output = import->source.call->output;
    const int *counts = import->counts;
    g_autofree char *new = sheet_links_new(import->source.links);
    for (guint i = 0; i < import->rows->len; i++)
        say_row(import, row_at(import, i));
    write_document(import);
    output_note(output, "%s: %s%d added, %d changed, %d as they were, %d refused%s%s",
                import->source.name, import->is_dry ? "would be: " : "", counts[SHEET_ROW_ADDED],
                counts[SHEET_ROW_CHANGED], counts[SHEET_ROW_SAME], counts[SHEET_ROW_REFUSED],
                new != NULL ? "; " : "", new != NULL ? new : "");
    if (import->is_dry)
        output_note(output, "nothing was changed: that was a dry run");
    return counts[SHEET_ROW_REFUSED] < (int)import->rows->len || import->rows->len == 0 ||
           command_refused(error, "%s: no row could be imported; nothing was changed",
                           import->source.name);
}

/* Writes a first draft of a mapping where there is no such file yet. */
static bool write_draft(const struct call *call, const struct table *table, const char *name,
                        const char *file, GError **error)
{
    g_autofree char *draft = sheet_map_draft(table, name);
    if (!g_file_set_contents(file, draft, -1, error))
        return false;
    output_text(call->output, "map", file);
    output_say(call->output, "wrote %s: what each column of %s could become", file, name);
    output_note(call->output, "look it over, then: rwf import csv %s --map %s", name, file);
    return true;
}

static bool import_rows(struct csv_import *import, GError **error)
{
    import->rows = g_array_new(false, true, sizeof(struct sheet_row));
    g_array_set_clear_func(import->rows, sheet_row_finish);
    import->source.orphans = orphan_list();
    import->source.rows = g_hash_table_new(g_str_hash, g_str_equal);
    import->source.links = sheet_links_create(import->source.call->db);
    index_rows(import);
    bool is_done = take_media(import, error) && write_rows(import, error);
    orphan_remove(import->source.call, import->source.orphans);
    is_done = is_done && conclude(import, error);
    media_folder_close(import->folder);
    sheet_links_free(import->source.links);
    g_hash_table_unref(import->source.rows);
    g_array_unref(import->source.orphans);
    g_array_unref(import->rows);
    return is_done;
}

/* The sheets of an archive, as `rwf export csv --to FOLDER` writes them. */
static bool import_folder(const struct call *call, const char *folder, GError **error)
{
    static const char *const others[] = {"map", "media", "update", "dry-run", "encoding"};
    g_autoptr(GStringChunk) strings = g_string_chunk_new(65536);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (call_has(call, others[i]))
            return command_misused(error, "--%s is for one sheet; %s is a folder", others[i],
                                   folder);
    g_autoptr(GPtrArray) records = record_csv_read(folder, call->db, strings, error);
    if (records == NULL) {
        g_prefix_error(error, "%s: ", folder);
        return false;
    }
    if (records->len == 0)
        return command_refused(error,
                               "%s: there is no items.csv in it, nor any other sheet that "
                               "`rwf export csv` writes",
                               folder);
    return record_import(call, folder, folder, records, error);
}

bool csv_import(const struct call *call, const char *const *files, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    struct call own = *call;
    struct csv_import import = {
        .source = {.call = &own, .name = files[0], .is_update = call_has(call, "update")},
        .is_dry = call_has(call, "dry-run")};
    const char *file = call_option(call, "map");
    own.strings = strings; /* of one row at a time */
    if (files[1] != NULL)
        return command_misused(error, "one sheet at a time: rwf import csv %s", files[0]);
    if (g_file_test(files[0], G_FILE_TEST_IS_DIR))
        return import_folder(call, files[0], error);
    g_autoptr(table) table = table_read(files[0], call_option(call, "encoding"), error);
    if (table == NULL) {
        g_prefix_error(error, "%s: ", files[0]);
        return false;
    }
    if (file != NULL && !g_file_test(file, G_FILE_TEST_EXISTS))
        return write_draft(call, table, files[0], file, error);
    g_autoptr(sheet_map) map = file != NULL ? sheet_map_read(file, table, error)
                                            : sheet_map_guess(table, files[0], call->output, error);
    if (map == NULL)
        return false;
    import.source.table = import.table = table;
    import.source.map = map;
    return import_rows(&import, error);
}
