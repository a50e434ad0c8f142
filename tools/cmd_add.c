#include "media/store.h"
#include "tools/call.h"
#include "tools/doubt.h"
#include "tools/ingest.h"
#include "tools/ingest_item.h"
#include "tools/intake.h"
#include "tools/messages.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static const struct option options[] = {
    OPTION("kind", "KIND",
           "oral_history, picture, film, text or document; told from the file when not given"),
    OPTION("title", "TITLE", "the title; from the file when not given"),
    OPTION("date", "DATE", "when it was made, as you would write it: \"c.1975\", 1982-05"),
    OPTION_MANY("person", "NAME=ROLE", "somebody and their part: \"Name=narrator\""),
    OPTION_MANY("place", "PLACE", "an area, never an address"),
    OPTION_MANY("theme", "THEME", "what it is about"),
    OPTION_MANY("field", "FIELD=VALUE", "any field `rwf set` knows"),
    OPTION("jobs", "N", "files worked on at once; as many as processors when not given"),
    OPTION_END,
};

static bool read_jobs(const struct call *call, int *jobs, GError **error)
{
    const char *typed = call_option(call, "jobs");
    gint64 number = (gint64)g_get_num_processors();
    if (typed != NULL && !g_ascii_string_to_signed(typed, 10, 1, 64, &number, NULL))
        return command_misused(error, "--jobs %s: write a number from 1 to 64", typed);
    *jobs = (int)CLAMP(number, 1, 64);
    return true;
}

/* Dates are asked about before any file is opened. The texts live as long as the call. */
static bool settle_dates(const struct call *call, struct ingest_plan *plan, GPtrArray *fields,
                         GError **error)
{
    for (const char *const *field = plan->fields; *field != NULL; field++) {
        bool is_date = g_str_has_prefix(*field, "date=");
        g_autofree char *settled =
            is_date ? doubt_settle(call, "date", *field + strlen("date="), error) : NULL;
        if (is_date && settled == NULL)
            return false;
        g_autofree char *whole = is_date ? g_strconcat("date=", settled, NULL) : g_strdup(*field);
        g_ptr_array_add(fields, g_string_chunk_insert(call->strings, whole));
    }
    g_ptr_array_add(fields, NULL);
    plan->fields = (const char *const *)fields->pdata;
    if (plan->date == NULL)
        return true;
    g_autofree char *settled = doubt_settle(call, "date", plan->date, error);
    if (settled != NULL)
        plan->date = g_string_chunk_insert(call->strings, settled);
    return settled != NULL;
}

static bool run(struct call *call, GError **error)
{
    g_autoptr(GPtrArray) fields = g_ptr_array_new();
    struct ingest_plan plan = {
        .kind = call_option(call, "kind"),
        .title = call_option(call, "title"),
        .date = call_option(call, "date"),
        .people = options_all(call->options, "person"),
        .places = options_all(call->options, "place"),
        .themes = options_all(call->options, "theme"),
        .fields = options_all(call->options, "field"),
    };
    if (!read_jobs(call, &plan.jobs, error) || !ingest_item_rehearse(call, &plan, error) ||
        !settle_dates(call, &plan, fields, error))
        return false;
    /* What a run that was killed left half made; a running one holds a lock on its own. */
    int removed = 0;
    if (store_clean(vault_store(call->vault), &removed, NULL) && removed > 0)
        output_note(call->output,
                    MANY("removed %d half-made file of a run that was killed",
                         "removed %d half-made files of a run that was killed", removed),
                    removed);
    struct intake *intake =
        intake_create(options_words(call->options), call->output, call->cancellable, error);
    bool is_done = intake != NULL && ingest_run(call, intake, &plan, error);
    intake_free(intake);
    return is_done;
}

const struct command cmd_add = {
    .name = "add",
    .usage = "FILE… [--kind K] [--title T] [--date D] [--person NAME=ROLE]…",
    .summary = N_("files become items; folders are walked; prints one code a line"),
    .example = "rwf add interview.mp3 --person \"Sample narrator=narrator\" --date \"May 1982\"",
    .page = "rwf-add",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 1,
    .words_max = -1,
    .run = run,
};
