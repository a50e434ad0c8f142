#include "catalogue/item.h"
#include "catalogue/redaction.h"
#include "tools/call.h"
#include "tools/length.h"
#include "tools/measure.h"

#include <string.h>

static const struct option options[] = {
    OPTION("from", "TIME", "where it begins, 1:35"),
    OPTION("to", "TIME", "where it ends"),
    OPTION("why", "TEXT", "the reason; stays in the archive"),
    FLAG("remove", "take the redaction with these times away"),
    OPTION_END,
};

static bool read_times(const struct call *call, struct redaction *redaction, GError **error)
{
    const char *from = call_option(call, "from");
    const char *to = call_option(call, "to");
    if (from == NULL || to == NULL)
        return command_misused(error, "say from when to when: --from 1:35 --to 1:41");
    return measure_time_option("from", from, &redaction->begin_ms, error) &&
           measure_time_option("to", to, &redaction->end_ms, error) &&
           (redaction->end_ms > redaction->begin_ms ||
            command_misused(error, "--to %s is not after --from %s", to, from));
}

static bool remove_redaction(const struct call *call, const struct redaction *wanted,
                             GError **error)
{
    g_autoptr(GArray) all = redaction_list(call->db, wanted->item, call->strings, error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const struct redaction *redaction = &g_array_index(all, struct redaction, i);
        if (redaction->begin_ms == wanted->begin_ms && redaction->end_ms == wanted->end_ms)
            return redaction_remove(call->db, redaction->id, error);
    }
    return all != NULL && command_refused(error, "no redaction of this item has these times");
}

static bool run(struct call *call, GError **error)
{
    struct item item = {0};
    struct redaction redaction = {.why = call_option(call, "why")};
    bool removes = call_has(call, "remove");
    if (!read_times(call, &redaction, error) || !call_item(call, call_word(call, 0), &item, error))
        return false;
    if (!removes && (redaction.why == NULL || redaction.why[0] == '\0'))
        return command_misused(error, "a redaction needs its reason: --why \"names a neighbour\"");
    if (!removes && !length_holds(call->db, &item, redaction.begin_ms, error))
        return false;
    redaction.item = item.id;
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !(removes ? remove_redaction(call, &redaction, error)
                                     : redaction_insert(call->db, &redaction, error)))
        return false;
    g_autofree char *says =
        g_strdup_printf("%s of %s", removes ? "redaction taken away" : "redaction", item.code);
    history_touch(history, item.id);
    if (!history_commit(history, says, error))
        return false;
    output_text(call->output, "code", item.code);
    output_say(call->output, "%s  %s", item.code, removes ? "redaction taken away" : "redacted");
    if (!removes)
        output_note(call->output,
                    "lines of its transcript that touch these times are shown to nobody; "
                    "its sound is withheld until a copy with silence there is attached");
    return true;
}

const struct command cmd_redact = {
    .name = "redact",
    .usage = "ITEM --from T --to T --why TEXT",
    .summary = "words and sound that must not leave the archive",
    .example = "rwf redact RWF-7Q2K9M --from 1:35 --to 1:41 --why \"names a neighbour\"",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
