#include "catalogue/item.h"
#include "tools/call.h"
#include "tools/portrait.h"

#include <glib/gi18n-lib.h>

static bool run(struct call *call, GError **error)
{
    struct item item = {0};
    if (!call_item(call, call_word(call, 0), &item, error))
        return false;
    return output_is_json(call->output) ? portrait_write(call, &item, error)
                                        : portrait_say(call, &item, error);
}

const struct command cmd_show = {
    .name = "show",
    .usage = "ITEM",
    .summary = N_("one item whole: fields, people, files, consent, notes"),
    .example = "rwf show night-shift",
    .page = "rwf-find",
    .needs = NEEDS_READING,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
