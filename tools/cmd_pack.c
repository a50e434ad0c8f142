#include "tools/call.h"
#include "tools/measure.h"
#include "tools/messages.h"
#include "tools/pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static bool check(const struct call *call, const char *folder, GError **error)
{
    struct pack pack;
    GError *reason = NULL;
    output_text(call->output, "pack", folder);
    bool is_sound = pack_check(call, folder, &pack, &reason);
    output_flag(call->output, "sound", is_sound);
    if (reason != NULL) {
        if (!call_is_cancelled(call, error))
            g_propagate_error(error, g_steal_pointer(&reason));
        g_clear_error(&reason);
        return false;
    }
    output_integer(call->output, "items", pack.items);
    output_integer(call->output, "files", pack.files);
    output_integer(call->output, "bytes", pack.bytes);
    if (!is_sound)
        return command_refused(error,
                               "%s is not to be shown; publish it again, or copy it again from "
                               "where it is sound",
                               folder);
    g_autofree char *size = measure_size(pack.bytes);
    output_say(call->output,
               MANY("%s is sound: %d item, %d files, %s", "%s is sound: %d items, %d files, %s",
                    pack.items),
               folder, (int)pack.items, (int)pack.files, size);
    return true;
}

static bool run(struct call *call, GError **error)
{
    const char *verb = call_word(call, 0);
    if (strcmp(verb, "check") != 0)
        return command_misused(error, "“pack %s”: a pack can be checked: rwf pack check PACK",
                               verb);
    if (call_word(call, 1) == NULL)
        return command_misused(error, "which pack? rwf pack check PACK");
    return check(call, call_word(call, 1), error);
}

const struct command cmd_pack = {
    .name = "pack",
    .usage = "check PACK",
    .summary = N_("read every byte of a pack and say whether it is sound"),
    .example = "rwf pack check ~/pack",
    .page = "rwf-publish",
    .needs = NEEDS_NOTHING,
    .words_min = 1,
    .words_max = 2,
    .run = run,
};
