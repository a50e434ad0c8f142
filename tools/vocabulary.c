#include "tools/vocabulary.h"

#include "catalogue/error.h"
#include "catalogue/merge.h"
#include "catalogue/name.h"
#include "catalogue/search.h"
#include "catalogue/translation.h"
#include "tools/absent.h"
#include "tools/call.h"
#include "tools/editor.h"
#include "tools/erase.h"
#include "tools/near.h"
#include "tools/sheet.h"
#include "tools/translated.h"

#include <glib/gi18n-lib.h>
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
        absent_refuse(call->db, v->term, name, error);
    } else {
        g_propagate_error(error, reason);
    }
    return NULL;
}

static bool refuse_field(const struct vocabulary *v, const char *field, GError **error)
{
    g_autofree char *all = g_strjoinv(", ", (char **)v->fields);
    const char *nearest = near_word(field, v->fields);
    g_autofree char *question = near_question(nearest);
    return command_misused(error, "a %s has no field “%s”%s it has: %s", _(v->noun), field,
                           nearest != NULL ? question : ";", all);
}

/* field=value; field@lang=value waits until the row is written. */
static bool apply(const struct call *call, const struct vocabulary *v, void *row, const char *typed,
                  GError **error)
{
    const char *equals = strchr(typed, '=');
    GError *reason = NULL;
    if (equals == NULL || equals == typed)
        return refuse_field(v, typed, error);
    if (translated_is(typed))
        return true;
    g_autofree char *field = g_strndup(typed, (gsize)(equals - typed));
    if (v->set(call, row, field, g_string_chunk_insert(call->strings, equals + 1), &reason))
        return true;
    if (reason != NULL) {
        g_propagate_error(error, reason);
        return false;
    }
    return refuse_field(v, field, error);
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
    for (const char *const *name = options_all(call->options, "without"); *name != NULL; name++) {
        GError *reason = NULL;
        if (name_remove(call->db, id, *name, &reason))
            continue;
        if (!g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
            g_propagate_error(error, reason);
            return false;
        }
        g_error_free(reason);
        return command_refused(error,
                               "--without “%s”: it has no such other name; `rwf %s list --columns "
                               "all` shows those there are",
                               *name, call->command->name);
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

static bool name_in_all(const struct call *call, int64_t id, GError **error)
{
    static const char *const translated[] = {"name", "about", NULL};
    return translated_put_all(call, id, translated, 2, error) && put_names(call, id, error) &&
           search_refresh_linked(call->db, id, error);
}

static bool add(const struct call *call, const struct vocabulary *v, struct history *history,
                GError **error)
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
        !name_in_all(call, id_of(row), error))
        return false;
    output_text(call->output, "name", name);
    output_say(call->output, "added the %s “%s”", _(v->noun), name);
    return true;
}

static bool set(const struct call *call, const struct vocabulary *v, struct history *history,
                GError **error)
{
    g_autofree void *row = find(call, v, call_word(call, 1), error);
    if (row == NULL || !apply_all(call, v, row, 2, error) || !v->update(call->db, row, error) ||
        !name_in_all(call, id_of(row), error))
        return false;
    output_text(call->output, "name", v->name(row));
    output_say(call->output, "changed the %s “%s”", _(v->noun), v->name(row));
    return true;
}

/* The name it had stays as a former one, so that it is still found by it. */
static bool rename_row(const struct call *call, const struct vocabulary *v, struct history *history,
                       GError **error)
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

static bool merge(const struct call *call, const struct vocabulary *v, struct history *history,
                  GError **error)
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

/* With --forget what the history holds of it goes too, as a family may ask. */
static void name_drafts(const struct call *call, const char *name)
{
    g_autoptr(GPtrArray) paths = editor_holding(name);
    for (guint i = 0; i < paths->len; i++)
        output_warn(call->output, "%s, a text that an edit kept, says the name; remove it",
                    (const char *)paths->pdata[i]);
}

static bool remove_row(const struct call *call, const struct vocabulary *v, struct history *history,
                       GError **error)
{
    bool is_forgotten = v->may_be_forgotten && call_has(call, "forget");
    g_autofree void *row = find(call, v, call_word(call, 1), error);
    if (row == NULL || !search_refresh_linked(call->db, id_of(row), error) ||
        (is_forgotten && !history_erase(history, id_of(row), NULL, error)) ||
        !v->remove(call->db, id_of(row), error))
        return false;
    if (is_forgotten) {
        output_say(call->output,
                   "removed the %s “%s”, out of the history too; items that had it stay",
                   _(v->noun), v->name(row));
        output_warn(call->output,
                    "texts and signed consents may still say the name; `rwf search` finds it in "
                    "texts");
        name_drafts(call, v->name(row));
    } else {
        output_say(call->output, "removed the %s “%s”; items that had it stay", _(v->noun),
                   v->name(row));
    }
    return true;
}

/* What the list tells of one row besides its name. */
struct told {
    int64_t items;
    char *about;
    GArray *names;        /* struct name */
    GArray *translations; /* struct translation */
};

static void told_finish(struct told *told)
{
    g_free(told->about);
    g_clear_pointer(&told->names, g_array_unref);
    g_clear_pointer(&told->translations, g_array_unref);
}

static bool told_read(const struct call *call, const struct vocabulary *v, const void *row,
                      struct told *told, GError **error)
{
    int64_t id = id_of(row);
    *told = (struct told){.about = v->about(call, row)};
    told->names = name_list(call->db, id, call->strings, error);
    if (told->names != NULL)
        told->translations = translation_list(call->db, id, call->strings, error);
    return told->translations != NULL && name_count_items(call->db, id, &told->items, error);
}

static void write_told(struct output *output, const char *name, const struct told *told)
{
    output_open(output, NULL);
    output_text(output, "name", name);
    output_text(output, "about", told->about);
    output_integer(output, "items", told->items);
    output_open_array(output, "names");
    for (guint i = 0; i < told->names->len; i++) {
        const struct name *other = &g_array_index(told->names, struct name, i);
        output_open(output, NULL);
        output_text(output, "name", other->name);
        output_text(output, "standing", other->standing);
        output_close(output);
    }
    output_close(output);
    translated_write(output, told->translations);
    output_close(output);
}

static void add_told(struct sheet *sheet, const char *name, const struct told *told)
{
    g_autoptr(GString) names = g_string_new(NULL);
    g_autofree char *translations = translated_cell(told->translations);
    for (guint i = 0; i < told->names->len; i++) {
        const struct name *other = &g_array_index(told->names, struct name, i);
        g_string_append_printf(names, "%s%s: %s", i > 0 ? "; " : "", other->standing, other->name);
    }
    sheet_cell(sheet, name);
    sheet_cell_number(sheet, told->items);
    sheet_cell(sheet, told->about);
    sheet_cell(sheet, names->str);
    sheet_cell(sheet, translations);
}

static struct sheet *create_sheet(const struct vocabulary *v)
{
    struct sheet *sheet = sheet_create();
    sheet_column(sheet, v->noun, false);
    sheet_column(sheet, "items", true);
    sheet_column(sheet, "about", false);
    sheet_column_more(sheet, "names", false);
    sheet_column_more(sheet, "translations", false);
    return sheet;
}

static bool list(const struct call *call, const struct vocabulary *v, GError **error)
{
    g_autoptr(GArray) rows = v->list(call->db, call->strings, error);
    bool is_fine = rows != NULL;
    struct sheet *sheet = create_sheet(v);
    output_open_array(call->output, v->plural);
    for (guint i = 0; is_fine && i < rows->len; i++) {
        const void *row = rows->data + i * v->size;
        struct told told;
        is_fine = told_read(call, v, row, &told, error);
        if (is_fine) {
            add_told(sheet, v->name(row), &told);
            write_told(call->output, v->name(row), &told);
        }
        told_finish(&told);
    }
    output_close(call->output);
    if (is_fine && rows->len == 0)
        output_note(call->output, "no %s yet; add one: rwf %s add NAME", _(v->plural), v->noun);
    if (is_fine)
        return sheet_end(sheet, call->output, error);
    sheet_free(sheet);
    return false;
}

static const struct {
    const char *verb;
    bool (*run)(const struct call *, const struct vocabulary *, struct history *, GError **);
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
            return command_misused(error, "which %s? rwf %s %s NAME", _(v->noun), v->noun, verb);
        g_autoptr(history) history = call_history(call, error);
        g_autofree char *says = g_strdup_printf("%s: %s", v->noun, verb);
        if (history == NULL || !verbs[i].run(call, v, history, error) ||
            !history_commit(history, says, error))
            return false;
        g_autoptr(GHashTable) changed = history_changed(history);
        if (changed != NULL && !merge_again(call->db, changed, error))
            return false;
        if (!call_has(call, "forget"))
            return true;
        erase_everywhere(call, "", NULL);
        return search_tidy(call->db, error);
    }
    return command_misused(error,
                           "“%s”: a %s can be listed, added, set, renamed, merged or removed: "
                           "list, add, set, rename, merge, remove",
                           verb, v->noun);
}
