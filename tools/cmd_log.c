#include "catalogue/item.h"
#include "tools/call.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>

static const struct option options[] = {
    OPTION("limit", "N", "at most so many, newest first; 50 when not given"),
    OPTION_END,
};

static void write_entries(const struct call *call, const GArray *entries)
{
    output_open_array(call->output, "entries");
    for (guint i = 0; i < entries->len; i++) {
        const struct history_entry *entry = &g_array_index(entries, struct history_entry, i);
        output_open(call->output, NULL);
        output_integer(call->output, "number", entry->id);
        output_text(call->output, "at", entry->at);
        output_text(call->output, "who", entry->who);
        output_text(call->output, "command", entry->command);
        output_text(call->output, "says", entry->says);
        output_flag(call->output, "undone", entry->undone_by != 0);
        output_close(call->output);
    }
    output_close(call->output);
}

static bool say_entries(const struct call *call, const GArray *entries, GError **error)
{
    struct sheet *sheet = sheet_create();
    sheet_column(sheet, "no.", true);
    sheet_column(sheet, "when", false);
    sheet_column(sheet, "who", false);
    sheet_column(sheet, "what", false);
    sheet_column_more(sheet, "command", false);
    for (guint i = 0; i < entries->len; i++) {
        const struct history_entry *entry = &g_array_index(entries, struct history_entry, i);
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, entry->id);
        g_autofree char *says =
            g_strdup_printf("%s%s", entry->says, entry->undone_by != 0 ? " (undone)" : "");
        sheet_cell(sheet, number);
        sheet_cell(sheet, entry->at);
        sheet_cell(sheet, entry->who);
        sheet_cell(sheet, says);
        sheet_cell(sheet, entry->command);
    }
    return sheet_end(sheet, call->output, error);
}

static bool run(struct call *call, GError **error)
{
    struct item item = {0};
    const char *limit = call_option(call, "limit");
    gint64 most = 50;
    if (limit != NULL && !g_ascii_string_to_signed(limit, 10, 1, G_MAXINT64, &most, NULL))
        return command_misused(error, "--limit %s: write a number, 1 or more", limit);
    if (call_word(call, 0) != NULL && !call_item(call, call_word(call, 0), &item, error))
        return false;
    g_autoptr(GArray) entries = history_list(call->db, item.id, most, call->strings, error);
    if (entries == NULL)
        return false;
    if (!output_is_json(call->output))
        return say_entries(call, entries, error);
    write_entries(call, entries);
    return true;
}

const struct command cmd_log = {
    .name = "log",
    .usage = "[ITEM]",
    .summary = N_("who changed what, when"),
    .example = "rwf log night-shift",
    .page = "rwf-keep",
    .options = options,
    .needs = NEEDS_READING,
    .has_table = true,
    .words_max = 1,
    .run = run,
};
