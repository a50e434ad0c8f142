#include "tools/call.h"

static bool run(struct call *call, GError **error)
{
    gint64 count = 1;
    const char *typed = call_word(call, 0);
    if (typed != NULL && !g_ascii_string_to_signed(typed, 10, 1, 1000, &count, NULL))
        return command_misused(error, "“%s” is no number of commands; write 1 to 1000", typed);
    g_autofree char *line = g_strdup_printf("undo %d", (int)count);
    if (!history_undo(call->db, (int)count, NULL, line, error))
        return false;
    output_integer(call->output, "undone", count);
    output_say(call->output, "took back the last %d command%s", (int)count, count == 1 ? "" : "s");
    return true;
}

const struct command cmd_undo = {
    .name = "undo",
    .usage = "[N]",
    .summary = "take the last command back, or the last N",
    .example = "rwf undo",
    .page = "rwf-keep",
    .needs = NEEDS_WRITING,
    .words_max = 1,
    .run = run,
};
