#include "tools/parts.h"

#include "catalogue/item.h"
#include "tools/call.h"

#include <string.h>

bool parts_number(const struct call *call, const struct item *item, guint count, guint *index,
                  GError **error)
{
    const char *typed = call_word(call, 2);
    const char *name = call->command->name;
    gint64 number = 0;
    if (typed == NULL || !g_ascii_string_to_signed(typed, 10, 1, count, &number, NULL))
        return command_misused(
            error, "which of them? `rwf %s %s list` numbers them, from 1: rwf %s %s %s 1", name,
            item->code, name, item->code, call_word(call, 1));
    *index = (guint)number - 1;
    return true;
}

static bool refuse(const struct call *call, const struct parts *parts, GError **error)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (const struct parts_verb *v = parts->verbs; v->verb != NULL; v++)
        g_string_append_printf(all, "%s%s", all->len > 0 ? ", " : "", v->verb);
    return command_misused(error, "“%s”: rwf %s ITEM does one of these: %s", call_word(call, 1),
                           call->command->name, all->str);
}

static bool run_and_keep(const struct call *call, const struct parts *parts,
                         const struct parts_verb *verb, const struct item *item, GError **error)
{
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !verb->run(call, item, error))
        return false;
    g_autofree char *says = g_strdup_printf("%s of %s: %s", parts->said, item->code, verb->verb);
    history_touch(history, item->id);
    return history_commit(history, says, error);
}

bool parts_run(struct call *call, const struct parts *parts, GError **error)
{
    struct item item = {0};
    const struct parts_verb *verb = parts->verbs;
    while (verb->verb != NULL && strcmp(verb->verb, call_word(call, 1)) != 0)
        verb++;
    if (verb->verb == NULL)
        return refuse(call, parts, error);
    if (!call_item(call, call_word(call, 0), &item, error))
        return false;
    return strcmp(verb->verb, "list") == 0 ? verb->run(call, &item, error)
                                           : run_and_keep(call, parts, verb, &item, error);
}
