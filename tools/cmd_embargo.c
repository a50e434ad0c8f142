#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "tools/call.h"

#include <glib/gi18n-lib.h>

static bool run(struct call *call, GError **error)
{
    struct item item = {0};
    const char *until = call_word(call, 1);
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !call_item(call, call_word(call, 0), &item, error) ||
        !item_field_set(&item, "embargo", until, call->strings, error) ||
        !item_update(call->db, &item, error))
        return false;
    history_touch(history, item.id);
    g_autofree char *says = g_strdup_printf("embargo of %s: %s", item.code, until);
    if (!history_commit(history, says, error))
        return false;
    output_text(call->output, "code", item.code);
    output_text(call->output, "embargo_until", item.embargo_until);
    if (item.embargo_until != NULL)
        output_say(call->output, "%s  is shown from %s on", item.code, item.embargo_until);
    else
        output_say(call->output, "%s  has no embargo", item.code);
    return true;
}

const struct command cmd_embargo = {
    .name = "embargo",
    .usage = "ITEM DAY|none",
    .summary = N_("keep an item from visitors until a day"),
    .example = "rwf embargo night-shift 2031-01-01",
    .page = "rwf-consent",
    .needs = NEEDS_WRITING,
    .words_min = 2,
    .words_max = 2,
    .run = run,
};
