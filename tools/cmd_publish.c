#include "catalogue/item.h"
#include "catalogue/readiness.h"
#include "tools/call.h"
#include "tools/copies.h"
#include "tools/filter.h"
#include "tools/measure.h"
#include "tools/messages.h"
#include "tools/pack.h"

#include <glib/gi18n-lib.h>

static const struct option options[] = {
    OPTION_MANY("only", "FILTER", "of what may be shown, only these: kind=film, theme=Care …"),
    FLAG("dry-run", "say what would be in and what not, and why; write nothing"),
    OPTION_END,
};

static bool read_only(const struct call *call, struct item_filter *filter, GError **error)
{
    for (const char *const *word = options_all(call->options, "only"); *word != NULL; word++)
        if (!filter_from_word(call, *word, filter, error))
            return false;
    return true;
}

static char *reasons(const struct call *call, int64_t item)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GArray) lacks = readiness_of(call->db, item, call->strings, NULL);
    for (guint i = 0; lacks != NULL && i < lacks->len; i++) {
        const struct lack *lack = &g_array_index(lacks, struct lack, i);
        if (lack->weight == LACK_WITHHOLDS)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", lack->says);
    }
    return g_string_free(text, FALSE);
}

/* Items that may be shown, then items that may not, each with why. */
static bool rehearse(const struct call *call, const struct item_filter *filter, GError **error)
{
    int counts[2] = {0, 0};
    output_open_array(call->output, "items");
    for (int shown = 1; shown >= 0; shown--) {
        struct item_filter wanted = *filter;
        wanted.shown_only = shown;
        wanted.withheld_only = !shown;
        g_autoptr(GArray) items = item_list(call->db, &wanted, call->strings, error);
        if (items == NULL)
            return false;
        for (guint i = 0; i < items->len; i++) {
            const struct item *item = &g_array_index(items, struct item, i);
            g_autofree char *why = reasons(call, item->id);
            output_say(call->output, "%s  %s  %s%s%s", shown ? "in " : "out", item->code,
                       item->title, why[0] != '\0' ? ": " : "", why);
            output_open(call->output, NULL);
            output_text(call->output, "code", item->code);
            output_flag(call->output, "in", shown);
            output_text(call->output, "why", why[0] != '\0' ? why : NULL);
            output_close(call->output);
        }
        counts[shown] = (int)items->len;
    }
    output_close(call->output);
    output_integer(call->output, "in", counts[1]);
    output_integer(call->output, "out", counts[0]);
    output_say(call->output, "%d would be in, %d not; nothing was written", counts[1], counts[0]);
    return true;
}

/* A full disk knows only that it is full: what was to be written is said here. */
static void fail(const char *target, GError *reason, GError **error)
{
    if (reason->domain == COMMAND_ERROR)
        g_propagate_error(error, reason);
    else
        g_propagate_prefixed_error(error, reason, _("nothing was published to %s: "), target);
}

static bool run(struct call *call, GError **error)
{
    struct item_filter filter = {0};
    struct pack pack;
    GError *reason = NULL;
    if (!read_only(call, &filter, error))
        return false;
    if (call_has(call, "dry-run"))
        return rehearse(call, &filter, error);
    g_autofree char *target = g_canonicalize_filename(call_word(call, 0), NULL);
    struct copy_start start = copies_begin(call);
    if (!pack_publish(call, target, call_has(call, "only") ? &filter : NULL, &pack, &reason)) {
        if (!call_is_cancelled(call, error))
            fail(target, g_steal_pointer(&reason), error);
        g_clear_error(&reason);
        g_free(start.at);
        return false;
    }
    copies_remember(call, &start, "pack", target, NULL);
    g_autofree char *size = measure_size(pack.bytes);
    output_text(call->output, "pack", target);
    output_integer(call->output, "items", pack.items);
    output_integer(call->output, "files", pack.files);
    output_integer(call->output, "bytes", pack.bytes);
    output_say(call->output,
               MANY("published %d item with %d files (%s) to %s",
                    "published %d items with %d files (%s) to %s", pack.items),
               (int)pack.items, (int)pack.files, size, target);
    if (pack.items == 0)
        output_warn(call->output,
                    call_has(call, "only")
                        ? "nothing that --only chooses may be shown yet; `rwf check` says why"
                        : "nothing in the archive may be shown yet; `rwf check` says why");
    return true;
}

const struct command cmd_publish = {
    .name = "publish",
    .usage = "PACK [--only FILTER] [--dry-run]",
    .summary = N_("what may be shown, as a pack for kiosks"),
    .example = "rwf publish ~/pack --only theme=Care",
    .page = "rwf-publish",
    .options = options,
    .needs = NEEDS_READING,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
