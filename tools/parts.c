#include "tools/parts.h"

#include "catalogue/item.h"
#include "tools/call.h"
#include "tools/sheet.h"

#include <string.h>

/* One of @all, which are all of one struct. */
static const void *at(const GArray *all, guint index)
{
    return all->data + (gsize)index * g_array_get_element_size((GArray *)all);
}

const void *parts_named(const struct call *call, const struct item *item, const GArray *all,
                        GError **error)
{
    const char *typed = call_word(call, 2);
    const char *name = call->command->name;
    gint64 number = 0;
    if (all == NULL)
        return NULL;
    if (typed != NULL && g_ascii_string_to_signed(typed, 10, 1, all->len, &number, NULL))
        return at(all, (guint)number - 1);
    command_misused(error, "which of them? `rwf %s %s list` numbers them, from 1: rwf %s %s %s 1",
                    name, item->code, name, item->code, call_word(call, 1));
    return NULL;
}

static bool list(const struct call *call, const struct parts *parts, const struct item *item,
                 GError **error)
{
    g_autoptr(GArray) all = parts->read(call->db, item->id, call->strings, error);
    if (all == NULL)
        return false;
    struct sheet *sheet = sheet_create();
    sheet_column(sheet, "no.", true);
    for (const struct parts_column *column = parts->columns; column->heading != NULL; column++)
        sheet_column(sheet, column->heading, column->is_number);
    output_open_array(call->output, parts->plural);
    for (guint i = 0; i < all->len; i++) {
        sheet_cell_number(sheet, i + 1);
        output_open(call->output, NULL);
        parts->write(at(all, i), sheet, call->output);
        output_close(call->output);
    }
    output_close(call->output);
    if (all->len == 0)
        output_note(call->output, "none yet; add one: rwf %s %s add %s", call->command->name,
                    item->code, parts->adding);
    return sheet_end(sheet, call->output, error);
}

static bool remove_one(const struct call *call, const struct parts *parts, const struct item *item,
                       GError **error)
{
    g_autoptr(GArray) all = parts->read(call->db, item->id, call->strings, error);
    const void *part = parts_named(call, item, all, error);
    if (part == NULL || !parts->remove(call->db, *(const int64_t *)part, error))
        return false;
    output_say(call->output, "%s  removed: %s", item->code, parts->says(part));
    return true;
}

static bool refuse(const struct call *call, const struct parts *parts, GError **error)
{
    g_autoptr(GString) all = g_string_new("list, remove");
    for (const struct parts_verb *v = parts->verbs; v->verb != NULL; v++)
        g_string_append_printf(all, ", %s", v->verb);
    return command_misused(error, "“%s”: rwf %s ITEM does one of these: %s", call_word(call, 1),
                           call->command->name, all->str);
}

static bool run_and_keep(const struct call *call, const struct parts *parts,
                         const struct parts_verb *verb, const struct item *item, GError **error)
{
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL ||
        !(verb->verb == NULL ? remove_one(call, parts, item, error) : verb->run(call, item, error)))
        return false;
    g_autofree char *says =
        g_strdup_printf("%s of %s: %s", parts->said, item->code, call_word(call, 1));
    history_touch(history, item->id);
    return history_commit(history, says, error);
}

bool parts_run(struct call *call, const struct parts *parts, GError **error)
{
    struct item item = {0};
    const char *typed = call_word(call, 1);
    const struct parts_verb *verb = parts->verbs;
    bool lists = strcmp(typed, "list") == 0;
    while (verb->verb != NULL && strcmp(verb->verb, typed) != 0)
        verb++;
    if (verb->verb == NULL && !lists && strcmp(typed, "remove") != 0)
        return refuse(call, parts, error);
    if (!call_item(call, call_word(call, 0), &item, error))
        return false;
    return lists ? list(call, parts, &item, error) : run_and_keep(call, parts, verb, &item, error);
}
