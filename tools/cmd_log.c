#include "catalogue/item.h"
#include "tools/call.h"
#include "tools/diary.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("limit", "N", "at most so many, newest first; 50 when not given"),
    OPTION_END,
};

static bool write_changes(const struct call *call, const struct history_entry *entry, int64_t item,
                          GError **error)
{
    g_autoptr(GPtrArray) sentences = diary_sentences(call, entry->id, item, error);
    output_open_array(call->output, "changes");
    for (guint i = 0; sentences != NULL && i < sentences->len; i++)
        output_text(call->output, NULL, sentences->pdata[i]);
    output_close(call->output);
    return sentences != NULL;
}

/* Of one item with what was done to it. */
static bool write_entries(const struct call *call, const GArray *entries, int64_t item,
                          GError **error)
{
    bool is_fine = true;
    output_open_array(call->output, "entries");
    for (guint i = 0; is_fine && i < entries->len; i++) {
        const struct history_entry *entry = &g_array_index(entries, struct history_entry, i);
        output_open(call->output, NULL);
        output_integer(call->output, "number", entry->id);
        output_text(call->output, "at", entry->at);
        output_text(call->output, "who", entry->who);
        output_text(call->output, "command", entry->command);
        output_text(call->output, "says", entry->says);
        output_flag(call->output, "undone", entry->undone_by != 0);
        is_fine = item == 0 || write_changes(call, entry, item, error);
        output_close(call->output);
    }
    output_close(call->output);
    return is_fine;
}

/* "14:05  Ann changed the title from “A talk” to “Two talks”", and a line for each thing more. */
static bool say_entry(const struct call *call, const struct history_entry *entry, int64_t item,
                      const char *clock, GError **error)
{
    g_autoptr(GPtrArray) sentences = diary_sentences(call, entry->id, item, error);
    g_autofree char *took_back =
        entry->undoes == 0 ? g_strdup("")
                           : g_strdup_printf(_("took entry %d back: "), (int)entry->undoes);
    if (sentences == NULL)
        return false;
    if (sentences->len == 0)
        g_ptr_array_add(sentences, g_strdup(entry->says));
    for (guint i = 0; i < sentences->len; i++) {
        const char *later =
            i + 1 == sentences->len && entry->undone_by != 0 ? _(" (taken back since)") : "";
        const char *sentence = sentences->pdata[i];
        if (i == 0)
            output_say(call->output, "  %s  %s %s%s%s", clock, entry->who, took_back, sentence,
                       later);
        else
            output_say(call->output, "         and %s%s", sentence, later);
    }
    return true;
}

/* Oldest first, a heading for each day; in the time of this machine. */
static bool say_diary(const struct call *call, const GArray *entries, int64_t item, GError **error)
{
    g_autofree char *heading = g_strdup("");
    for (guint i = entries->len; i > 0; i--) {
        const struct history_entry *entry = &g_array_index(entries, struct history_entry, i - 1);
        g_autoptr(GDateTime) at = g_date_time_new_from_iso8601(entry->at, NULL);
        g_autoptr(GDateTime) here = at != NULL ? g_date_time_to_local(at) : NULL;
        g_autofree char *clock =
            here != NULL ? g_date_time_format(here, "%H:%M") : g_strdup("     ");
        g_autofree char *day =
            here != NULL ? g_date_time_format(here, "%A %-e %B %Y") : g_strdup(entry->at);
        if (strcmp(day, heading) != 0)
            output_say(call->output, "%s%s", i < entries->len ? "\n" : "", day);
        g_free(heading);
        heading = g_steal_pointer(&day);
        if (!say_entry(call, entry, item, clock, error))
            return false;
    }
    return true;
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
    if (output_is_json(call->output))
        return write_entries(call, entries, item.id, error);
    bool is_table = output_is_csv(call->output) || output_columns(call->output) != NULL;
    return item.id != 0 && !is_table ? say_diary(call, entries, item.id, error)
                                     : say_entries(call, entries, error);
}

const struct command cmd_log = {
    .name = "log",
    .usage = "[ITEM]",
    .summary = N_("who changed what, when; of one item, as a diary"),
    .example = "rwf log night-shift",
    .page = "rwf-keep",
    .options = options,
    .needs = NEEDS_READING,
    .has_table = true,
    .words_max = 1,
    .run = run,
};
