#include "catalogue/item.h"
#include "tools/assign.h"
#include "tools/call.h"
#include "tools/cutting.h"
#include "tools/draft.h"
#include "tools/editor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("reopen", "FILE", "go on with the text that an edit before this one kept"),
    OPTION_END,
};

/* One edit: the text as it was, and the file it is typed in. */
struct edit {
    struct item item;
    char *before; /* the item as text that the typed one was made from */
    char *path;
};

/* Says of a refusal which line it is about, and where the typed text is. */
static bool refuse(struct edit *edit, int line, GError *reason, GError **error)
{
    g_autofree char *where = line > 0 ? g_strdup_printf("line %d: ", line) : g_strdup("");
    command_refused(error,
                    "%s%s; nothing was changed. Your text is kept: go on with it by `rwf edit %s "
                    "--reopen %s`",
                    where, reason->message, edit->item.code, edit->path);
    g_error_free(reason);
    return false;
}

static void say_change(const struct call *call, const struct edit *edit,
                       const struct assign *assign)
{
    const char *at = assign->language != NULL ? "@" : "";
    const char *language = assign->language != NULL ? assign->language : "";
    bool is_cleared = assign->how == '=' && assign->value[0] == '\0';
    if (assign->how == '=')
        output_say(call->output, "%s  %s%s%s%s", edit->item.code, assign->field, at, language,
                   is_cleared ? " cleared" : " changed");
    else
        output_say(call->output, "%s  %c%s%s%s: %s", edit->item.code, assign->how, assign->field,
                   at, language, assign->value);
    output_open(call->output, NULL);
    output_text(call->output, "field", assign->field);
    output_text(call->output, "language", assign->language);
    output_text(call->output, "how",
                assign->how == '='   ? "set"
                : assign->how == '+' ? "add"
                                     : "remove");
    output_text(call->output, "after", assign->value);
    output_close(call->output);
}

/* Refuses what somebody else changed too since the editor was opened; the rest of what they did
 * stays. Their words are then what the next attempt begins from. */
static bool check_clash(const struct call *call, const struct edit *edit, const struct item *item,
                        struct draft *before, const GArray *changes, GError **error)
{
    g_autofree char *text = draft_write(call, item, error);
    g_autoptr(draft) now = text != NULL ? draft_read(text, error) : NULL;
    if (now == NULL)
        return false;
    g_autofree char *clash = draft_clash(before, now, changes);
    if (clash == NULL)
        return true;
    g_autofree char *base = draft_text(before);
    editor_keep_before(edit->path, base, NULL);
    return command_refused(error,
                           "somebody else changed its %s while you were writing; look at `rwf show "
                           "%s` and `rwf log %s`: what you write next takes its place",
                           clash, item->code, item->code);
}

static bool write_changes(const struct call *call, struct edit *edit, struct draft *before,
                          const struct draft *after, const GArray *changes, GError **error)
{
    guint failed = changes->len;
    GError *reason = NULL;
    struct item item = ITEM_NEW;
    g_autoptr(history) history = call_history(call, &reason);
    if (history == NULL || !item_get(call->db, edit->item.id, call->strings, &item, &reason) ||
        !check_clash(call, edit, &item, before, changes, &reason) ||
        !assign_all(call, &item, changes, &failed, &reason))
        return refuse(edit, draft_line_of(after, failed), reason, error);
    g_autofree char *says = g_strdup_printf("edited %s", item.code);
    history_touch(history, item.id);
    return history_commit(history, says, &reason) || refuse(edit, 0, reason, error);
}

static bool settle(const struct call *call, struct edit *edit, const struct draft *after,
                   GArray *changes, GError **error)
{
    GError *reason = NULL;
    for (guint i = 0; i < changes->len; i++)
        if (!assign_settle(call, &g_array_index(changes, struct assign, i), &reason))
            return refuse(edit, draft_line_of(after, i), reason, error);
    return true;
}

/* Takes over what was typed. */
static bool take(const struct call *call, struct edit *edit, const char *typed, GError **error)
{
    GError *reason = NULL;
    g_autoptr(draft) before = draft_read(edit->before, &reason);
    g_autoptr(draft) after = before != NULL ? draft_read(typed, &reason) : NULL;
    if (after == NULL)
        return refuse(edit, 0, reason, error);
    g_autoptr(GArray) changes = draft_changes(before, after);
    bool is_empty = typed[strspn(typed, " \t\r\n")] == '\0';
    if (is_empty || changes->len == 0) {
        output_note(call->output, "%s  nothing was changed", edit->item.code);
        return true;
    }
    if (!settle(call, edit, after, changes, error) ||
        !write_changes(call, edit, before, after, changes, error))
        return false;
    output_open_array(call->output, "changes");
    for (guint i = 0; i < changes->len; i++)
        say_change(call, edit, &g_array_index(changes, struct assign, i));
    output_close(call->output);
    if (assign_cuts(changes))
        cutting_renew(call, &edit->item);
    return true;
}

/* The file to type in: a new one with the item, or the one an edit before this kept. */
static bool open_file(const struct call *call, struct edit *edit, GError **error)
{
    const char *kept = call_option(call, "reopen");
    if (kept != NULL && !g_file_test(kept, G_FILE_TEST_IS_REGULAR))
        return command_refused(error, "--reopen %s: there is no such file", kept);
    edit->before = kept != NULL ? editor_before(kept) : NULL;
    if (edit->before == NULL)
        edit->before = draft_write(call, &edit->item, error);
    if (edit->before == NULL)
        return false;
    edit->path = kept != NULL ? g_strdup(kept) : editor_keep(edit->item.code, edit->before, error);
    return edit->path != NULL;
}

static bool run(struct call *call, GError **error)
{
    struct edit edit = {.item = ITEM_NEW};
    g_autofree char *typed = NULL;
    GError *reason = NULL;
    if (!call_item(call, call_word(call, 0), &edit.item, error))
        return false;
    output_text(call->output, "code", edit.item.code);
    bool is_done = open_file(call, &edit, error);
    if (is_done &&
        !(editor_open(edit.path, &reason) && g_file_get_contents(edit.path, &typed, NULL, &reason)))
        is_done = refuse(&edit, 0, reason, error);
    is_done = is_done && take(call, &edit, typed, error);
    if (is_done)
        editor_forget(edit.path);
    g_free(edit.before);
    g_free(edit.path);
    return is_done;
}

const struct command cmd_edit = {
    .name = "edit",
    .usage = "ITEM [--reopen FILE]",
    .summary =
        N_("one item as text in your editor ($VISUAL or $EDITOR), with help for every field"),
    .example = "rwf edit night-shift",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
