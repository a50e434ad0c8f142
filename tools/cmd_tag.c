#include "catalogue/item.h"
#include "catalogue/search.h"
#include "tools/call.h"
#include "tools/link.h"

#include <glib/gi18n-lib.h>

static bool is_tag(const char *word)
{
    return word[0] == '+' || word[0] == '-';
}

static bool tag_item(const struct call *call, const struct item *item, GError **error)
{
    struct link link = {
        .db = call->db, .output = call->output, .strings = call->strings, .item = item->id};
    for (const char *const *word = options_words(call->options); *word != NULL; word++) {
        if (!is_tag(*word))
            continue;
        bool is_fine = **word == '+' ? link_add(&link, "theme", NULL, *word + 1, error)
                                     : link_remove(&link, "theme", *word + 1, error);
        if (!is_fine)
            return false;
    }
    return search_refresh(call->db, item->id, error);
}

static void say_tags(const struct call *call, const struct item *item)
{
    output_open(call->output, NULL);
    output_text(call->output, "code", item->code);
    output_open_array(call->output, "tags");
    for (const char *const *word = options_words(call->options); *word != NULL; word++) {
        if (!is_tag(*word))
            continue;
        output_text(call->output, NULL, *word);
        output_say(call->output, "%s  %s", item->code, *word);
    }
    output_close(call->output);
    output_close(call->output);
}

static bool run(struct call *call, GError **error)
{
    int tags = 0;
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct item));
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL)
        return false;
    for (const char *const *word = options_words(call->options); *word != NULL; word++)
        tags += is_tag(*word);
    if (tags == 0)
        return command_misused(error,
                               "which themes? write +theme to add one, -theme to take one away");
    for (const char *const *word = options_words(call->options); *word != NULL; word++) {
        struct item item;
        if (is_tag(*word))
            continue;
        if (!call_item(call, *word, &item, error) || !tag_item(call, &item, error))
            return false;
        history_touch(history, item.id);
        g_array_append_val(items, item);
    }
    if (items->len == 0)
        return command_misused(error, "which item? rwf tag ITEM… +theme -theme");
    g_autofree char *says =
        g_strdup_printf("tagged %u item%s", items->len, items->len == 1 ? "" : "s");
    if (!history_commit(history, says, error))
        return false;
    output_open_array(call->output, "items");
    for (guint i = 0; i < items->len; i++)
        say_tags(call, &g_array_index(items, struct item, i));
    output_close(call->output);
    return true;
}

const struct command cmd_tag = {
    .name = "tag",
    .usage = "ITEM… +THEME|-THEME…",
    .summary = N_("give items themes, or take themes away, many at once"),
    .example = "rwf tag canal market +\"Creative health\" -Belonging",
    .page = "rwf-describe",
    .needs = NEEDS_WRITING,
    .words_min = 2,
    .words_max = -1,
    .has_minus_words = true,
    .run = run,
};
