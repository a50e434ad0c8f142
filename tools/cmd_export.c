#include "catalogue/consent.h"
#include "tools/call.h"
#include "tools/export.h"
#include "tools/near.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("to", "PATH", "where to write: a new folder, or a file where one is enough"),
    OPTION("base-url", "URL", "with iiif: the address the folder will have"),
    OPTION_OF("for", "USE", "only items whose every consent allows it: web, publication …",
              consent_uses),
    FLAG("all", "what may not be shown too; asks whether that is meant"),
    FLAG("yes", "with --all: yes, that is meant"),
    OPTION_END,
};

extern const struct export_form export_bag;
extern const struct export_form export_csv;
extern const struct export_form export_dc;
extern const struct export_form export_iiif;
extern const struct export_form export_json;
extern const struct export_form export_ohms;
extern const struct export_form export_vtt;

static const struct export_form *const forms[] = {
    &export_bag, &export_csv, &export_dc, &export_iiif, &export_json, &export_ohms, &export_vtt};

static const struct export_form *find_form(const char *typed, GError **error)
{
    const char *names[G_N_ELEMENTS(forms) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (strcmp(forms[i]->name, typed) == 0)
            return forms[i];
        names[i] = forms[i]->name;
    }
    g_autofree char *question = near_question(near_word(typed, names));
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    command_misused(error, "“%s” is no form to write; these are: %s%s", typed, all, question);
    return NULL;
}

static bool run(struct call *call, GError **error)
{
    const struct export_form *form = find_form(call_word(call, 0), error);
    if (form == NULL)
        return false;
    if (!call_has(call, "to"))
        return command_misused(error, "where to? add --to PATH");
    return export_run(call, form, options_words(call->options) + 1, call_option(call, "to"), error);
}

const struct command cmd_export = {
    .name = "export",
    .usage = "bag | csv | dc | iiif | json | ohms | vtt [ITEM…] --to PATH [--for USE] [--base-url "
             "URL] [--all]",
    .summary = N_("what may be shown, in forms other tools read"),
    .example = "rwf export iiif --to ~/web --base-url https://archive.example/iiif/",
    .page = "rwf-export",
    .options = options,
    .needs = NEEDS_READING,
    .words_min = 1,
    .words_max = -1,
    .run = run,
};
