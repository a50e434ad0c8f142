#include "tools/call.h"

#include "catalogue/code.h"
#include "catalogue/error.h"
#include "catalogue/item.h"
#include "tools/absent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *call_word(const struct call *call, int index)
{
    return index < options_word_count(call->options) ? options_words(call->options)[index] : NULL;
}

const char *call_option(const struct call *call, const char *name)
{
    return options_get(call->options, name);
}

bool call_has(const struct call *call, const char *name)
{
    return options_has(call->options, name);
}

bool call_item(const struct call *call, const char *name, struct item *item, GError **error)
{
    GError *reason = NULL;
    if (item_find(call->db, name, call->strings, item, &reason))
        return true;
    if (!g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, reason);
        return false;
    }
    g_error_free(reason);
    return absent_refuse(call->db, TERM_ITEM, name, error);
}

/* Of a word, what tells nobody's name: a whole code, and of FIELD=VALUE the field. */
static void keep_word(GString *line, const char *word)
{
    char code[CODE_SIZE];
    const char *equals = strchr(word, '=');
    if (g_ascii_strncasecmp(word, "RWF-", 4) == 0 && code_parse(word, code))
        g_string_append_printf(line, " %s", code);
    else if (equals != NULL && g_utf8_validate(word, equals - word, NULL))
        g_string_append_printf(line, " %.*s=", (int)(equals - word), word);
}

char *call_line(const struct call *call)
{
    g_autoptr(GString) line = g_string_new(call->command->name);
    for (const char *const *word = options_words(call->options); *word != NULL; word++)
        keep_word(line, *word);
    for (const struct option *o = call->command->options; o != NULL && o->name != NULL; o++)
        if (call_has(call, o->name))
            g_string_append_printf(line, " --%s", o->name);
    return g_string_free(g_steal_pointer(&line), FALSE);
}

struct history *call_history(const struct call *call, GError **error)
{
    g_autofree char *line = call_line(call);
    return history_begin(call->db, NULL, line, error);
}

bool call_is_cancelled(const struct call *call, GError **error)
{
    if (!g_cancellable_is_cancelled(call->cancellable))
        return false;
    g_set_error(error, COMMAND_ERROR, COMMAND_ERROR_CANCELLED, _("stopped; nothing was changed"));
    return true;
}
