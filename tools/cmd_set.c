#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/own_field.h"
#include "catalogue/translation.h"
#include "tools/assign.h"
#include "tools/call.h"
#include "tools/cutting.h"
#include "tools/own_name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    FLAG("dry-run", "say what would change, change nothing"),
    OPTION_END,
};

/* One thing that happens to one item. */
struct change {
    const char *code;
    const struct assign *assign;
    const char *old; /* NULL for a link */
    const char *new;
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
        if (own_name_end(*word, '=') != NULL) {
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

/* What is kept under the heading that ASSIGN names. */
static const char *old_own(const struct call *call, const struct item *item,
                           const struct assign *assign)
{
    g_autofree char *heading = own_name_read(assign->field);
    g_autoptr(GArray) all = own_field_list(call->db, item->id, call->strings, NULL);
    for (guint i = 0; all != NULL && i < all->len; i++)
        if (strcmp(g_array_index(all, struct own_field, i).name, heading) == 0)
            return g_array_index(all, struct own_field, i).value;
    return "";
}

/* What stood there before: of a field, or of a text in another language; NULL for a link. */
static const char *old_text(const struct call *call, const struct item *item,
                            const struct assign *assign)
{
    if (assign->how != '=' || strcmp(assign->field, "focal") == 0)
        return NULL;
    if (assign_is_field(assign))
        return item_field_get(item, assign->field, call->strings);
    if (assign_is_own(assign))
        return old_own(call, item, assign);
    g_autoptr(GArray) all = translation_list(call->db, item->id, call->strings, NULL);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const struct translation *t = &g_array_index(all, struct translation, i);
        if (strcmp(t->field, assign->field) == 0 && strcmp(t->language, assign->language) == 0)
            return t->text;
    }
    return "";
}

static void say_change(const struct call *call, const struct change *change)
{
    struct output *output = call->output;
    const struct assign *assign = change->assign;
    const char *old = change->old != NULL && change->old[0] != '\0' ? change->old : NULL;
    const char *at = assign->language != NULL ? "@" : "";
    const char *language = assign->language != NULL ? assign->language : "";
    g_autofree char *name = g_strdup_printf("%s%s%s", assign->field, at, language);
    if (assign->how != '=')
        output_say(output, "%s  %c%s: %s", change->code, assign->how, name, change->new);
    else if (change->old != NULL && strcmp(change->old, change->new) == 0)
        output_say(output, "%s  %s: %s (as it was)", change->code, name, change->new);
    else if (old != NULL)
        output_say(output, "%s  %s: %s → %s", change->code, name, old,
                   change->new[0] != '\0' ? change->new : "(nothing)");
    else
        output_say(output, "%s  %s: %s", change->code, name, change->new);
    output_open(output, NULL);
    output_text(output, "code", change->code);
    output_text(output, "field", assign->field);
    output_text(output, "language", assign->language);
    output_text(output, "how", assign->how == '=' ? "set" : assign->how == '+' ? "add" : "remove");
    output_text(output, "before", change->old);
    output_text(output, "after", change->new);
    output_close(output);
}

/* What the words do to one item, as it is before them. */
static void foresee(const struct call *call, const struct item *item, const GArray *assigns,
                    GArray *changes)
{
    struct item new = *item;
    for (guint i = 0; i < assigns->len; i++) {
        const struct assign *assign = &g_array_index(assigns, struct assign, i);
        struct change change = {.code = item->code, .assign = assign, .new = assign->value};
        change.old = old_text(call, item, assign);
        if (assign_is_field(assign) && assign_to_item(assign, &new, call->strings, NULL) &&
            change.old != NULL)
            change.new = item_field_get(&new, assign->field, call->strings);
        g_array_append_val(changes, change);
    }
}

/* The items are read again once nobody else can write: what another command changed meanwhile
 * stays. Said is what happened, so nothing is before it has. */
static bool set_all(const struct call *call, const GArray *items, const GArray *assigns,
                    GError **error)
{
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL)
        return false;
    guint failed;
    g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(struct change));
    for (guint i = 0; i < items->len; i++) {
        struct item item = ITEM_NEW;
        if (!item_get(call->db, g_array_index(items, struct item, i).id, call->strings, &item,
                      error))
            return false;
        foresee(call, &item, assigns, changes);
        if (!assign_all(call, &item, assigns, &failed, error))
            return false;
        history_touch(history, item.id);
    }
    bool is_rehearsal = call_has(call, "dry-run");
    g_autofree char *says =
        g_strdup_printf("set %s of %u item%s", g_array_index(assigns, struct assign, 0).field,
                        items->len, items->len == 1 ? "" : "s");
    if (!is_rehearsal && !history_commit(history, says, error))
        return false;
    output_open_array(call->output, "changes");
    for (guint i = 0; i < changes->len; i++)
        say_change(call, &g_array_index(changes, struct change, i));
    output_close(call->output);
    for (guint i = 0; !is_rehearsal && assign_cuts(assigns) && i < items->len; i++)
        cutting_renew(call, &g_array_index(items, struct item, i));
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
    if (!read_words(call, items, assigns, error))
        return false;
    for (guint i = 0; i < assigns->len; i++)
        if (!assign_settle(call, &g_array_index(assigns, struct assign, i), error))
            return false;
    return set_all(call, items, assigns, error);
}

const struct command cmd_set = {
    .name = "set",
    .usage = "ITEM… FIELD=VALUE… [--dry-run]",
    .summary = N_("change fields of items: title=…, title@ur=…, own.shelf=…, "
                  "+person=\"Name=role\", -theme=…"),
    .example =
        "rwf set night-shift title=\"Two cups of milk\" title@ur=\"دودھ کے دو کپ\" focal=0.5,0.3",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 1,
    .words_max = -1,
    .has_minus_words = true,
    .run = run,
};
