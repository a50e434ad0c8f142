#include "tools/waiting.h"

#include "catalogue/error.h"
#include "catalogue/wait.h"
#include "tools/command.h"
#include "tools/output.h"

#include <glib/gi18n-lib.h>

enum {
    LIMIT_S = 300,
    LONGEST_S = 24 * 60 * 60,
    UNNAMED_MS = 200, /* the other may be about to leave its name */
    MOMENT_MS = 2000  /* nobody wants to read of less than this */
};

static gint64 limit_s(void)
{
    const char *set = g_getenv("RWF_WAIT");
    gint64 seconds = LIMIT_S;
    if (set != NULL && !g_ascii_string_to_signed(set, 10, 0, LONGEST_S, &seconds, NULL))
        return LIMIT_S;
    return seconds;
}

static void say(struct waiting *waiting, const struct wait *wait)
{
    bool is_due = wait->why == WAIT_TO_WRITE ? wait->who != NULL || wait->waited_ms >= UNNAMED_MS
                                             : wait->waited_ms >= MOMENT_MS;
    if (waiting->is_said || !is_due)
        return;
    waiting->is_said = true;
    if (wait->why == WAIT_FOR_READERS)
        output_note(waiting->output, "waiting for others who are reading the archive");
    else if (wait->who == NULL)
        output_note(waiting->output, "waiting for another program that is writing to the archive");
    else
        output_note(waiting->output,
                    "waiting for another rwf that is writing to the archive: %s, `rwf %s`, since "
                    "%s",
                    wait->who, wait->command, wait->since);
}

static bool wait_on(const struct wait *wait, void *data)
{
    struct waiting *waiting = data;
    waiting->waited_ms = MAX(waiting->waited_ms, wait->waited_ms);
    if (g_cancellable_is_cancelled(waiting->cancellable) || wait->waited_ms >= limit_s() * 1000)
        return false;
    say(waiting, wait);
    return true;
}

void waiting_begin(struct waiting *waiting, struct output *output, GCancellable *cancellable)
{
    *waiting = (struct waiting){.output = output, .cancellable = cancellable};
    wait_call(wait_on, waiting);
}

void waiting_finish(struct waiting *waiting)
{
    wait_call(NULL, NULL);
    if (waiting->waited_ms > 0)
        output_integer(waiting->output, "waited_ms", waiting->waited_ms);
}

void waiting_explain(const struct waiting *waiting, GError **error)
{
    if (!g_error_matches(*error, CATALOGUE_ERROR, CATALOGUE_ERROR_BUSY))
        return;
    if (g_cancellable_is_cancelled(waiting->cancellable)) {
        g_clear_error(error);
        g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_CANCELLED,
                    _("stopped while waiting; nothing was changed"));
        return;
    }
    g_autofree char *reason = g_strdup((*error)->message);
    g_clear_error(error);
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_BUSY,
                _("%s (waited %d seconds; RWF_WAIT=SECONDS waits longer)"), reason,
                (int)(waiting->waited_ms / 1000));
}
