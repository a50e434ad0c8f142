#include "tools/bag_import.h"
#include "tools/call.h"
#include "tools/csv_import.h"
#include "tools/near.h"
#include "tools/ohms_import.h"
#include "tools/record_import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("media", "DIR", "the folder with the files the records name"),
    OPTION("map", "FILE",
           "with csv: what each column becomes; a first draft where it is not there"),
    OPTION("encoding", "NAME", "of a sheet that is not UTF-8: windows-1252, windows-1256 …"),
    FLAG("update", "with csv: rows change the items they are known by"),
    FLAG("dry-run", "with csv: check everything and say what would be done, and do nothing"),
    OPTION_END,
};

static bool import_ohms(const struct call *call, const char *const *files, GError **error)
{
    return ohms_import(call, files, call_option(call, "media"), error);
}

static bool import_bag(const struct call *call, const char *const *folders, GError **error)
{
    if (folders[1] != NULL)
        return command_misused(error, "one bag at a time: rwf import bag %s", folders[0]);
    return bag_import(call, folders[0], error);
}

/* Each form that comes in: its word, and what takes the files named after it. */
static const struct form {
    const char *name;
    bool (*run)(const struct call *call, const char *const *files, GError **error);
} forms[] = {
    {"bag", import_bag}, {"csv", csv_import}, {"json", json_import}, {"ohms", import_ohms}};

static bool refuse_form(const char *typed, GError **error)
{
    const char *names[G_N_ELEMENTS(forms) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        names[i] = forms[i].name;
    g_autofree char *question = near_question(near_word(typed, names));
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    return command_misused(error, "“%s” is no form that can be imported; these are: %s%s", typed,
                           all, question);
}

static bool run(struct call *call, GError **error)
{
    const char *form = call_word(call, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (strcmp(forms[i].name, form) == 0)
            return forms[i].run(call, options_words(call->options) + 1, error);
    return refuse_form(form, error);
}

const struct command cmd_import = {
    .name = "import",
    .usage = "bag DIR | csv FILE [--map FILE] [--media DIR] [--dry-run] [--update] | json PATH | "
             "ohms FILE… "
             "[--media DIR]",
    .summary = N_("bring in what other tools wrote"),
    .example = "rwf import ohms interview.xml --media ~/recordings",
    .page = "rwf-import",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 2,
    .words_max = -1,
    .run = run,
};
