#include "tools/vocabulary.h"

#include "catalogue/error.h"
#include "catalogue/language.h"
#include "catalogue/name.h"
#include "catalogue/search.h"
#include "catalogue/translation.h"
#include "tools/call.h"

#include <string.h>

static int64_t id_of(const void *row)
{
    return *(const int64_t *)row;
}

/* Yours to free; the texts in it live as long as the call. */
static void *find(const struct call *call, const struct vocabulary *v, const char *name,
                  GError **error)
{
    g_autofree void *row = g_malloc0(v->size);
    GError *reason = NULL;
    v->init(row, NULL);
    if (v->find(call->db, name, call->strings, row, &reason))
        return g_steal_pointer(&row);
    if (g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_error_free(reason);
        command_refused(error, "no %s is called “%s”; `rwf %s list` shows all", v->noun, name,
                        v->noun);
    } else {
        g_propagate_error(error, reason);
    }
    return NULL;
}

/* field=value; field@lang=value waits until the row is written. */
static bool apply(const struct call *call, const struct vocabulary *v, void *row, const char *typed,
                  GError **error)
{
    const char *equals = strchr(typed, '=');
    GError *reason = NULL;
    if (equals == NULL || equals == typed)
        return command_misused(error, "“%s” is not FIELD=VALUE; the fields of a %s are: %s", typed,
                               v->noun, v->fields);
    g_autofree char *field = g_strndup(typed, (gsize)(equals - typed));
    if (strchr(field, '@') != NULL)
        return true;
    if (v->set(call, row, field, g_string_chunk_insert(call->strings, equals + 1), &reason))
        return true;
    if (reason != NULL) {
        g_propagate_error(error, reason);
        return false;
    }
    return command_misused(error, "a %s has no field “%s”; it has: %s", v->noun, field, v->fields);
}

static bool translate(const struct call *call, int64_t id, const char *typed, GError **error)
{
    const char *equals = strchr(typed, '=');
    g_autofree char *field = g_strndup(typed, (gsize)(equals - typed));
    char *at = strchr(field, '@');
    if (at == NULL)
        return true;
    *at = '\0';
    g_autofree char *language = language_canonical(at + 1);
    if (language == NULL || (strcmp(field, "name") != 0 && strcmp(field, "about") != 0))
        return command_misused(error, "“%s”: write name@ur=… or about@ur=… with a language tag",
                               typed);
    struct translation translation = {
        .owner = id, .field = field, .language = language, .text = equals + 1};
    return translation_put(call->db, &translation, error);
}

static bool put_names(const struct call *call, int64_t id, GError **error)
{
    static const char *const standings[] = {"also", "former", "hidden"};
    for (size_t i = 0; i < G_N_ELEMENTS(standings); i++) {
        const char *const *names = options_all(call->options, standings[i]);
        for (; *names != NULL; names++) {
            struct name name = {.owner = id, .standing = standings[i], .name = *names};
            if (!name_put(call->db, &name, error))
                return false;
        }
    }
    return true;
}

/* What the words from @first on and the options say of @row, which add has yet to write. */
static bool apply_all(const struct call *call, const struct vocabulary *v, void *row, int first,
                      GError **error)
{
    static const char *const shorts[] = {"parent", "about", "pronouns"};
    for (size_t i = 0; i < G_N_ELEMENTS(shorts); i++) {
        const char *value = call_option(call, shorts[i]);
        if (value == NULL)
            continue;
        g_autofree char *typed = g_strdup_printf("%s=%s", shorts[i], value);
        if (!apply(call, v, row, typed, error))
            return false;
    }
    for (const char *const *f = options_all(call->options, "field"); *f != NULL; f++)
        if (!apply(call, v, row, *f, error))
            return false;
    for (int i = first; call_word(call, i) != NULL; i++)
        if (!apply(call, v, row, call_word(call, i), error))
            return false;
    return true;
}

static bool translate_all(const struct call *call, int64_t id, int first, GError **error)
{
    for (const char *const *f = options_all(call->options, "field"); *f != NULL; f++)
        if (!translate(call, id, *f, error))
            return false;
    for (int i = first; call_word(call, i) != NULL; i++)
        if (!translate(call, id, call_word(call, i), error))
            return false;
    return put_names(call, id, error) && search_refresh_linked(call->db, id, error);
}

static bool add(const struct call *call, const struct vocabulary *v, GError **error)
{
    g_autofree void *row = g_malloc0(v->size);
    const char *name = call_word(call, 1);
    GError *reason = NULL;
    v->init(row, NULL);
    if (v->find(call->db, name, call->strings, row, &reason))
        return command_refused(error, "there is a %s “%s” already; change it with `rwf %s set`",
                               v->noun, name, v->noun);
    g_clear_error(&reason);
    v->init(row, name);
    if (!apply_all(call, v, row, 2, error) || !v->insert(call->db, row, error) ||
        !translate_all(call, id_of(row), 2, error))
        return false;
    output_text(call->output, "name", name);
    output_say(call->output, "added the %s “%s”", v->noun, name);
    return true;
}

static bool set(const struct call *call, const struct vocabulary *v, GError **error)
{
    g_autofree void *row = find(call, v, call_word(call, 1), error);
    if (row == NULL || !apply_all(call, v, row, 2, error) || !v->update(call->db, row, error) ||
        !translate_all(call, id_of(row), 2, error))
        return false;
    output_text(call->output, "name", v->name(row));
    output_say(call->output, "changed the %s “%s”", v->noun, v->name(row));
    return true;
}

/* The name it had stays as a former one, so that it is still found by it. */
static bool rename_row(const struct call *call, const struct vocabulary *v, GError **error)
{
    g_autofree void *row = find(call, v, call_word(call, 1), error);
    const char *new_name = call_word(call, 2);
    if (row == NULL)
        return false;
    if (new_name == NULL)
        return command_misused(error, "rename it to what? rwf %s rename OLD NEW", v->noun);
    struct name former = {.owner = id_of(row), .standing = "former", .name = v->name(row)};
    if (!v->set(call, row, "name", new_name, error) || !v->update(call->db, row, error) ||
        !name_put(call->db, &former, error) || !search_refresh_linked(call->db, id_of(row), error))
        return false;
    output_say(call->output, "“%s” is now “%s”; the name before still finds it", former.name,
               new_name);
    return true;
}

static bool merge(const struct call *call, const struct vocabulary *v, GError **error)
{
    g_autofree void *from = find(call, v, call_word(call, 1), error);
    if (from == NULL)
        return false;
    if (call_word(call, 2) == NULL)
        return command_misused(error, "merge it into which? rwf %s merge FROM INTO", v->noun);
    g_autofree void *into = find(call, v, call_word(call, 2), error);
    if (into == NULL)
        return false;
    if (id_of(from) == id_of(into))
        return command_refused(error, "“%s” and “%s” are the same %s", call_word(call, 1),
                               call_word(call, 2), v->noun);
    if (!v->merge(call->db, id_of(from), id_of(into), error))
        return false;
    output_say(call->output, "“%s” is now part of “%s”", v->name(from), v->name(into));
    return true;
}

static bool remove_row(const struct call *call, const struct vocabulary *v, GError **error)
{
    g_autofree void *row = find(call, v, call_word(call, 1), error);
    if (row == NULL || !search_refresh_linked(call->db, id_of(row), error) ||
        !v->remove(call->db, id_of(row), error))
        return false;
    output_say(call->output, "removed the %s “%s”; items that had it stay", v->noun, v->name(row));
    return true;
}

static bool list(const struct call *call, const struct vocabulary *v, GError **error)
{
    g_autoptr(GArray) rows = v->list(call->db, call->strings, error);
    if (rows == NULL)
        return false;
    output_open_array(call->output, v->plural);
    for (guint i = 0; i < rows->len; i++) {
        const void *row = rows->data + i * v->size;
        g_autofree char *about = v->about(call, row);
        output_say(call->output, "%s%s%s", v->name(row), about[0] != '\0' ? "  " : "", about);
        output_open(call->output, NULL);
        output_text(call->output, "name", v->name(row));
        output_text(call->output, "about", about);
        output_close(call->output);
    }
    output_close(call->output);
    if (rows->len == 0)
        output_note(call->output, "no %s yet; add one: rwf %s add NAME", v->plural, v->noun);
    return true;
}

static const struct {
    const char *verb;
    bool (*run)(const struct call *, const struct vocabulary *, GError **);
} verbs[] = {
    {"add", add}, {"set", set}, {"rename", rename_row}, {"merge", merge}, {"remove", remove_row},
};

bool vocabulary_run(struct call *call, const struct vocabulary *v, GError **error)
{
    const char *verb = call_word(call, 0);
    if (strcmp(verb, "list") == 0)
        return list(call, v, error);
    for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (strcmp(verbs[i].verb, verb) != 0)
            continue;
        if (call_word(call, 1) == NULL)
            return command_misused(error, "which %s? rwf %s %s NAME", v->noun, v->noun, verb);
        g_autoptr(history) history = call_history(call, error);
        g_autofree char *says = g_strdup_printf("%s: %s", v->noun, verb);
        return history != NULL && verbs[i].run(call, v, error) &&
               history_commit(history, says, error);
    }
    return command_misused(error,
                           "“%s”: a %s can be listed, added, set, renamed, merged or removed: "
                           "list, add, set, rename, merge, remove",
                           verb, v->noun);
}
