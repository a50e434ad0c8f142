#include "catalogue/copy.h"
#include "tools/call.h"
#include "tools/copies.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static bool list_all(const struct call *call, const GArray *copies, GError **error)
{
    static const char *const headings[] = {"made_at", "kind", "there", "owes", "path"};
    struct sheet *sheet = sheet_create();
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++)
        sheet_column(sheet, headings[i], strcmp(headings[i], "owes") == 0);
    output_open_array(call->output, "copies");
    for (guint i = 0; i < copies->len; i++) {
        const struct copy *copy = &g_array_index(copies, struct copy, i);
        bool is_there = g_file_test(copy->path, G_FILE_TEST_EXISTS);
        sheet_cell(sheet, copy->made_at);
        sheet_cell(sheet, copy->kind);
        sheet_cell(sheet, is_there ? "yes" : "no");
        sheet_cell_number(sheet, copy->owes);
        sheet_cell(sheet, copy->path);
        output_open(call->output, NULL);
        output_text(call->output, "path", copy->path);
        output_text(call->output, "kind", copy->kind);
        output_text(call->output, "made_at", copy->made_at);
        output_flag(call->output, "is_there", is_there);
        output_integer(call->output, "owes", copy->owes);
        output_close(call->output);
    }
    output_close(call->output);
    return sheet_end(sheet, call->output, error);
}

/* The one a person names by its path. */
static const struct copy *find(const struct call *call, const GArray *copies, const char *typed,
                               GError **error)
{
    g_autofree char *path = g_canonicalize_filename(typed, NULL);
    for (guint i = 0; i < copies->len; i++) {
        const struct copy *copy = &g_array_index(copies, struct copy, i);
        if (strcmp(copy->path, path) == 0)
            return copy;
    }
    command_refused(error, "%s is none that the archive knows of; `rwf copies list` names them",
                    path);
    return NULL;
}

static bool reach(const struct call *call, const GArray *copies, GError **error)
{
    const char *typed = call_word(call, 1);
    const struct copy *one = typed != NULL ? find(call, copies, typed, error) : NULL;
    if (typed != NULL && one == NULL)
        return false;
    int tried = 0;
    output_open_array(call->output, "copies");
    for (guint i = 0; i < copies->len; i++) {
        const struct copy *copy = &g_array_index(copies, struct copy, i);
        if ((one != NULL && copy != one) || (one == NULL && copy->owes == 0))
            continue;
        copies_reach(call, copy, NULL);
        tried++;
    }
    output_close(call->output);
    if (tried == 0)
        output_note(call->output, "nothing that was erased is left in what the archive knows of");
    return true;
}

/* What a person destroyed. */
static bool gone(const struct call *call, const GArray *copies, GError **error)
{
    const char *typed = call_word(call, 1);
    if (typed == NULL)
        return command_misused(error, "which is gone? `rwf copies list` names them");
    const struct copy *copy = find(call, copies, typed, error);
    if (copy == NULL)
        return false;
    if (g_file_test(copy->path, G_FILE_TEST_EXISTS))
        return command_refused(error, "%s is still there; destroy it first, then say it is gone",
                               copy->path);
    if (!copy_forget(call->db, copy->id, error))
        return false;
    output_text(call->output, "gone", copy->path);
    output_say(call->output, "the %s of %.10s in %s is gone", copies_kind(copy->kind),
               copy->made_at, copy->path);
    return true;
}

static bool run(struct call *call, GError **error)
{
    const char *verb = call_word(call, 0) != NULL ? call_word(call, 0) : "list";
    g_autoptr(GArray) copies = copy_list(call->db, call->strings, error);
    if (copies == NULL)
        return false;
    if (strcmp(verb, "list") == 0)
        return list_all(call, copies, error);
    if (strcmp(verb, "reach") == 0)
        return reach(call, copies, error);
    if (strcmp(verb, "gone") == 0)
        return gone(call, copies, error);
    return command_misused(
        error, "“%s”: copies can be listed, reached again or said to be gone: list, reach, gone",
        verb);
}

const struct command cmd_copies = {
    .name = "copies",
    .usage = "[list] | reach [FILE] | gone FILE",
    .summary = N_("backups, packs and exports that were made, and what was erased and is in them"),
    .example = "rwf copies list",
    .page = "rwf-keep",
    .needs = NEEDS_WRITING,
    .list_word = 1,
    .words_max = 2,
    .has_table = true,
    .run = run,
};
