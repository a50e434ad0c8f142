#include "catalogue/item.h"
#include "catalogue/redaction.h"
#include "tools/call.h"
#include "tools/cutting.h"
#include "tools/length.h"
#include "tools/measure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("from", "TIME", "where it begins, 1:35"),
    OPTION("to", "TIME", "where it ends"),
    OPTION("why", "TEXT", "the reason; stays in the archive"),
    FLAG("remove", "take the redaction with these times away"),
    FLAG("renew", "make the copy with silence again, where that failed"),
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

/* What is redacted is withheld from the moment this commits, whatever comes of the copy. */
static bool write_redaction(const struct call *call, const struct item *item,
                            struct redaction *redaction, bool removes, GError **error)
{
    redaction->item = item->id;
    if (!removes && !length_holds(call->db, item, redaction->begin_ms, error))
        return false;
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !cutting_drop(call->db, item->id, error) ||
        !(removes ? remove_redaction(call, redaction, error)
                  : redaction_insert(call->db, redaction, error)))
        return false;
    g_autofree char *says =
        g_strdup_printf("%s of %s", removes ? "redaction taken away" : "redaction", item->code);
    history_touch(history, item->id);
    if (!history_commit(history, says, error))
        return false;
    output_text(call->output, "code", item->code);
    output_say(call->output, "%s  %s", item->code, removes ? "redaction taken away" : "redacted");
    return true;
}

/* After a redaction the sound is withheld until there is a copy, so its lack is a warning; asked
 * for alone it is what failed, and a copy there was stays. */
static bool make_copy(const struct call *call, const struct item *item, bool renews, GError **error)
{
    g_autoptr(GError) reason = NULL;
    enum cutting cutting;
    bool is_made = cutting_make(call, item, &cutting, &reason);
    output_flag(call->output, "silent_copy", is_made && cutting == CUTTING_MADE);
    if (!is_made && renews)
        return command_refused(error, "no copy of %s with silence could be made: %s", item->code,
                               cutting_reason(reason));
    if (is_made && cutting == CUTTING_WORDS)
        output_note(call->output,
                    "lines that touch what is redacted are shown to nobody; %s has "
                    "no recording in which to make it silent",
                    item->code);
    else if (is_made && cutting == CUTTING_WHOLE)
        output_note(call->output, "nothing of %s is redacted", item->code);
    else if (is_made)
        output_note(call->output, "lines that touch what is redacted are shown to nobody, and its "
                                  "sound only as a copy in which it is silent");
    else
        output_warn(call->output,
                    "the sound of %s is withheld whole, as no copy with silence could be made: "
                    "%s; try again: rwf redact %s --renew",
                    item->code, cutting_reason(reason), item->code);
    return true;
}

static bool run(struct call *call, GError **error)
{
    struct item item = {0};
    struct redaction redaction = {.why = call_option(call, "why")};
    bool removes = call_has(call, "remove");
    bool renews = call_has(call, "renew");
    if ((!renews && !read_times(call, &redaction, error)) ||
        !call_item(call, call_word(call, 0), &item, error))
        return false;
    if (renews && (removes || call_has(call, "from") || call_has(call, "to")))
        return command_misused(error, "--renew stands alone: rwf redact %s --renew", item.code);
    if (!renews && !removes && (redaction.why == NULL || redaction.why[0] == '\0'))
        return command_misused(error, "a redaction needs its reason: --why \"names a neighbour\"");
    if (!renews && !write_redaction(call, &item, &redaction, removes, error))
        return false;
    return make_copy(call, &item, renews, error);
}

const struct command cmd_redact = {
    .name = "redact",
    .usage = "ITEM --from T --to T --why TEXT [--remove] | ITEM --renew",
    .summary = N_("words and sound that must not leave the archive"),
    .example = "rwf redact night-shift --from 0:10 --to 0:12 --why \"names a neighbour\"",
    .page = "rwf-consent",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
