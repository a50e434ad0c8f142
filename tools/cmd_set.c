#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/search.h"
#include "tools/assign.h"
#include "tools/call.h"

#include <string.h>

static const struct option options[] = {
    FLAG("dry-run", "say what would change, change nothing"),
    OPTION_END,
};

static void free_assign(void *data)
{
    assign_finish(data);
}

/* Items come first, then what is said of them: the first word with "=" ends the items. */
static bool read_words(const struct call *call, GArray *items, GArray *assigns, GError **error)
{
    for (const char *const *word = options_words(call->options); *word != NULL; word++) {
        struct assign assign;
        struct item item;
        if (strchr(*word, '=') != NULL) {
            if (!assign_read(&assign, *word, error))
                return false;
            g_array_append_val(assigns, assign);
        } else if (assigns->len > 0) {
            return command_misused(error,
                                   "“%s” stands after the fields; write the items first, and "
                                   "quote values with blanks",
                                   *word);
        } else {
            if (!call_item(call, *word, &item, error))
                return false;
            g_array_append_val(items, item);
        }
    }
    if (items->len == 0)
        return command_misused(error, "which item? rwf set ITEM… FIELD=VALUE…");
    return assigns->len > 0 ||
           command_misused(error, "set what? rwf set %s title=\"…\"", call_word(call, 0));
}

static void say_change(const struct call *call, const struct item *before, const struct item *after,
                       const struct assign *assign)
{
    struct output *output = call->output;
    const char *old = NULL;
    const char *new = assign->value;
    if (assign_is_field(assign) && strcmp(assign->field, "focal") != 0) {
        old = item_field_get(before, assign->field, call->strings);
        new = item_field_get(after, assign->field, call->strings);
    }
    const char *at = assign->language != NULL ? "@" : "";
    const char *language = assign->language != NULL ? assign->language : "";
    if (assign->how != '=')
        output_say(output, "%s  %c%s%s%s: %s", after->code, assign->how, assign->field, at,
                   language, new);
    else if (old != NULL && old[0] != '\0')
        output_say(output, "%s  %s: %s → %s", after->code, assign->field, old, new);
    else
        output_say(output, "%s  %s%s%s: %s", after->code, assign->field, at, language, new);
    output_open(output, NULL);
    output_text(output, "code", after->code);
    output_text(output, "field", assign->field);
    output_text(output, "language", assign->language);
    output_text(output, "how", assign->how == '=' ? "set" : assign->how == '+' ? "add" : "remove");
    output_text(output, "before", old);
    output_text(output, "after", new);
    output_close(output);
}

static bool set_one(const struct call *call, const struct item *before, const GArray *assigns,
                    GError **error)
{
    struct item item = *before;
    struct link link = {
        .db = call->db, .output = call->output, .strings = call->strings, .item = item.id};
    bool has_fields = false;
    for (guint i = 0; i < assigns->len; i++) {
        const struct assign *assign = &g_array_index(assigns, struct assign, i);
        has_fields = has_fields || assign_is_field(assign);
        if (assign_is_field(assign) && !assign_to_item(assign, &item, call->strings, error))
            return false;
    }
    if (has_fields && !item_update(call->db, &item, error))
        return false;
    for (guint i = 0; i < assigns->len; i++) {
        const struct assign *assign = &g_array_index(assigns, struct assign, i);
        if (!assign_is_field(assign) && !assign_to_links(assign, &link, error))
            return false;
    }
    return search_refresh(call->db, item.id, error);
}

static void say_changes(const struct call *call, const GArray *before, const GArray *assigns)
{
    output_open_array(call->output, "changes");
    for (guint i = 0; i < before->len; i++) {
        const struct item *old = &g_array_index(before, struct item, i);
        struct item new = *old;
        for (guint k = 0; k < assigns->len; k++) {
            const struct assign *assign = &g_array_index(assigns, struct assign, k);
            if (assign_is_field(assign))
                assign_to_item(assign, &new, call->strings, NULL);
        }
        for (guint k = 0; k < assigns->len; k++)
            say_change(call, old, &new, &g_array_index(assigns, struct assign, k));
    }
    output_close(call->output);
}

/* The items are read again once nobody else can write: what another command changed meanwhile
 * stays. Said is what happened, so nothing is before it has. */
static bool set_all(const struct call *call, const GArray *items, const GArray *assigns,
                    GError **error)
{
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL)
        return false;
    g_autoptr(GArray) before = g_array_new(FALSE, FALSE, sizeof(struct item));
    for (guint i = 0; i < items->len; i++) {
        struct item item = ITEM_NEW;
        if (!item_get(call->db, g_array_index(items, struct item, i).id, call->strings, &item,
                      error) ||
            !set_one(call, &item, assigns, error))
            return false;
        history_touch(history, item.id);
        g_array_append_val(before, item);
    }
    bool is_rehearsal = call_has(call, "dry-run");
    g_autofree char *says =
        g_strdup_printf("set %s of %u item%s", g_array_index(assigns, struct assign, 0).field,
                        items->len, items->len == 1 ? "" : "s");
    if (!is_rehearsal && !history_commit(history, says, error))
        return false;
    say_changes(call, before, assigns);
    for (guint i = 0; i < assigns->len; i++) {
        const struct assign *assign = &g_array_index(assigns, struct assign, i);
        if (assign_is_field(assign))
            assign_warn(call->output, assign->field, assign->value);
    }
    output_flag(call->output, "dry_run", is_rehearsal);
    if (is_rehearsal)
        output_note(call->output, "nothing was changed; without --dry-run it would be");
    return true;
}

static bool run(struct call *call, GError **error)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct item));
    g_autoptr(GArray) assigns = g_array_new(FALSE, FALSE, sizeof(struct assign));
    g_array_set_clear_func(assigns, free_assign);
    return read_words(call, items, assigns, error) && set_all(call, items, assigns, error);
}

const struct command cmd_set = {
    .name = "set",
    .usage = "ITEM… FIELD=VALUE… [--dry-run]",
    .summary = "change fields of items: title=…, title@ur=…, +person=\"Name=role\", -theme=…",
    .example = "rwf set RWF-7Q2K9M title=\"The kitchen table\" title@ur=\"…\" focal=0.5,0.3",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 1,
    .words_max = -1,
    .has_minus_words = true,
    .run = run,
};
