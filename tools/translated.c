#include "tools/translated.h"

#include "catalogue/language.h"
#include "catalogue/translation.h"
#include "tools/call.h"

#include <string.h>

bool translated_is(const char *typed)
{
    size_t name = strcspn(typed, "=");
    return typed[name] == '=' && memchr(typed, '@', name) != NULL;
}

static bool refuse(const char *const *fields, const char *typed, GError **error)
{
    g_autofree char *all = g_strjoinv("@ur=…, ", (char **)fields);
    return command_misused(error,
                           "“%s”: a text in another language is written %s@ur=…, with its "
                           "language tag for ur",
                           typed, all);
}

bool translated_put(const struct call *call, int64_t owner, const char *const *fields,
                    const char *typed, GError **error)
{
    const char *at = strchr(typed, '@');
    const char *equals = strchr(typed, '=');
    if (!translated_is(typed))
        return refuse(fields, typed, error);
    g_autofree char *field = g_strndup(typed, (gsize)(at - typed));
    g_autofree char *tag = g_strndup(at + 1, (gsize)(equals - at - 1));
    g_autofree char *language = language_canonical(tag);
    if (language == NULL || !g_strv_contains(fields, field))
        return refuse(fields, typed, error);
    struct translation translation = {
        .owner = owner, .field = field, .language = language, .text = equals + 1};
    return translation_put(call->db, &translation, error);
}

bool translated_put_all(const struct call *call, int64_t owner, const char *const *fields,
                        int first, GError **error)
{
    for (const char *const *f = options_all(call->options, "field"); *f != NULL; f++)
        if (translated_is(*f) && !translated_put(call, owner, fields, *f, error))
            return false;
    for (int i = first; call_word(call, i) != NULL; i++)
        if (translated_is(call_word(call, i)) &&
            !translated_put(call, owner, fields, call_word(call, i), error))
            return false;
    return true;
}

void translated_write(struct output *output, const GArray *translations)
{
    output_open_array(output, "translations");
    for (guint i = 0; i < translations->len; i++) {
        const struct translation *t = &g_array_index(translations, struct translation, i);
        output_open(output, NULL);
        output_text(output, "field", t->field);
        output_text(output, "language", t->language);
        output_text(output, "text", t->text);
        output_close(output);
    }
    output_close(output);
}

char *translated_cell(const GArray *translations)
{
    GString *cell = g_string_new(NULL);
    for (guint i = 0; i < translations->len; i++) {
        const struct translation *t = &g_array_index(translations, struct translation, i);
        g_string_append_printf(cell, "%s%s@%s: %s", i > 0 ? "; " : "", t->field, t->language,
                               t->text);
    }
    return g_string_free(cell, FALSE);
}
