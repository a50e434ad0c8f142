#include "tools/call.h"
#include "tools/messages.h"

#include <glib/gi18n-lib.h>

static const struct option options[] = {
    OPTION("entry", "NUMBER", "that one command, by its number in `rwf log`"),
    OPTION_END,
};

static bool undo_entry(const struct call *call, const char *typed, GError **error)
{
    gint64 entry = 0;
    if (call_word(call, 0) != NULL)
        return command_misused(error, "the last %s commands, or entry %s: which of the two?",
                               call_word(call, 0), typed);
    if (!g_ascii_string_to_signed(typed, 10, 1, G_MAXINT64, &entry, NULL))
        return command_misused(error, "--entry %s: write the number `rwf log` gives it", typed);
    g_autofree char *line = g_strdup_printf("undo --entry %" G_GINT64_FORMAT, entry);
    if (!history_undo_entry(call->db, entry, NULL, line, error))
        return false;
    output_integer(call->output, "undone", 1);
    output_say(call->output, "took back entry %" G_GINT64_FORMAT, entry);
    return true;
}

static bool run(struct call *call, GError **error)
{
    gint64 count = 1;
    const char *typed = call_word(call, 0);
    if (call_has(call, "entry"))
        return undo_entry(call, call_option(call, "entry"), error);
    if (typed != NULL && !g_ascii_string_to_signed(typed, 10, 1, 1000, &count, NULL))
        return command_misused(error, "“%s” is no number of commands; write 1 to 1000", typed);
    g_autofree char *line = g_strdup_printf("undo %d", (int)count);
    if (!history_undo(call->db, (int)count, NULL, line, error))
        return false;
    output_integer(call->output, "undone", count);
    output_say(call->output,
               MANY("took back the last %d command", "took back the last %d commands", count),
               (int)count);
    return true;
}

const struct command cmd_undo = {
    .name = "undo",
    .usage = "[N | --entry NUMBER]",
    .summary = N_("take the last command back, the last N, or any one"),
    .example = "rwf undo",
    .page = "rwf-keep",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_max = 1,
    .run = run,
};
