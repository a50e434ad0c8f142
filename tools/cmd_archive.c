#include "catalogue/archive.h"
#include "catalogue/language.h"
#include "catalogue/translation.h"
#include "tools/call.h"
#include "tools/near.h"
#include "tools/sheet.h"
#include "tools/translated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The one row that says what the archive is. */
static const int64_t archive_row = 1;

static const char *const fields[] = {"title", "subtitle", "language", NULL};
static const char *const translated[] = {"title", "subtitle", NULL};

static bool refuse_field(const char *field, GError **error)
{
    g_autofree char *all = g_strjoinv(", ", (char **)fields);
    const char *nearest = near_word(field, fields);
    g_autofree char *question = near_question(nearest);
    return command_misused(error, "an archive has no field “%s”%s it has: %s", field,
                           nearest != NULL ? question : ";", all);
}

static bool set_language(const struct call *call, struct archive_facts *facts, const char *typed,
                         GError **error)
{
    g_autofree char *language = language_canonical(typed);
    if (language == NULL)
        return command_misused(error, "“%s” is no language; write a tag such as en, ur or pa-Arab",
                               typed);
    facts->language = g_string_chunk_insert(call->strings, language);
    return true;
}

/* FIELD=VALUE; FIELD@TAG=VALUE is a row of its own. */
static bool set_field(const struct call *call, struct archive_facts *facts, const char *typed,
                      GError **error)
{
    const char *equals = strchr(typed, '=');
    g_autofree char *field = g_strndup(typed, equals != NULL ? (gsize)(equals - typed) : 0);
    if (equals == NULL)
        return command_misused(
            error, "“%s” is not FIELD=VALUE; write title=\"…\" or title@ur=\"…\"", typed);
    if (translated_is(typed))
        return true;
    if (strcmp(field, "language") == 0)
        return set_language(call, facts, equals + 1, error);
    if (strcmp(field, "title") == 0 && equals[1] == '\0')
        return command_misused(error, "an archive needs a title; write title=\"…\"");
    if (strcmp(field, "title") == 0)
        facts->title = equals + 1;
    else if (strcmp(field, "subtitle") == 0)
        facts->subtitle = equals + 1;
    else
        return refuse_field(field, error);
    return true;
}

static bool set(const struct call *call, GError **error)
{
    struct archive_facts facts = {0};
    if (call_word(call, 1) == NULL)
        return command_misused(error, "set what? rwf archive set title=\"…\" title@ur=\"…\"");
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !archive_read_facts(call->db, call->strings, &facts, error))
        return false;
    for (int i = 1; call_word(call, i) != NULL; i++)
        if (!set_field(call, &facts, call_word(call, i), error))
            return false;
    if (!archive_write_facts(call->db, &facts, error) ||
        !translated_put_all(call, archive_row, translated, 1, error) ||
        !history_commit(history, "archive: set", error))
        return false;
    output_text(call->output, "title", facts.title);
    output_say(call->output, "changed what the archive “%s” says of itself", facts.title);
    return true;
}

static void add_row(struct sheet *sheet, const char *field, const char *words)
{
    sheet_cell(sheet, field);
    sheet_cell(sheet, words);
}

static bool list(const struct call *call, GError **error)
{
    struct archive_facts facts = {0};
    g_autoptr(GArray) all = translation_list(call->db, archive_row, call->strings, error);
    if (all == NULL || !archive_read_facts(call->db, call->strings, &facts, error))
        return false;
    struct sheet *sheet = sheet_create();
    sheet_column(sheet, "field", false);
    sheet_column(sheet, "words", false);
    add_row(sheet, "title", facts.title);
    add_row(sheet, "subtitle", facts.subtitle);
    add_row(sheet, "language", facts.language);
    for (guint i = 0; i < all->len; i++) {
        const struct translation *t = &g_array_index(all, struct translation, i);
        g_autofree char *field = g_strdup_printf("%s@%s", t->field, t->language);
        add_row(sheet, field, t->text);
    }
    output_text(call->output, "uuid", facts.uuid);
    output_text(call->output, "title", facts.title);
    output_text(call->output, "subtitle", facts.subtitle);
    output_text(call->output, "language", facts.language);
    translated_write(call->output, all);
    return sheet_end(sheet, call->output, error);
}

static bool run(struct call *call, GError **error)
{
    const char *verb = call_word(call, 0);
    if (strcmp(verb, "set") == 0)
        return set(call, error);
    if (strcmp(verb, "list") == 0 && call_word(call, 1) == NULL)
        return list(call, error);
    return command_misused(error,
                           "“%s”: what an archive says of itself can be listed and set: "
                           "rwf archive list, rwf archive set title=\"…\"",
                           strcmp(verb, "list") == 0 ? call_word(call, 1) : verb);
}

const struct command cmd_archive = {
    .name = "archive",
    .usage = "list | set FIELD=VALUE…",
    .summary = N_("what the archive says of itself: its title, in other languages too"),
    .example = "rwf archive set title@ur=\"بھولی ہوئی یادیں\" subtitle=\"Voices of Leeds\"",
    .page = "rwf-describe",
    .fields = fields,
    .needs = NEEDS_WRITING,
    .list_word = 1,
    .words_min = 1,
    .words_max = -1,
    .has_table = true,
    .run = run,
};
