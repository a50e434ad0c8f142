#include "catalogue/event.h"
#include "catalogue/item.h"
#include "catalogue/translation.h"
#include "catalogue/when.h"
#include "tools/absent.h"
#include "tools/call.h"
#include "tools/doubt.h"
#include "tools/sheet.h"
#include "tools/translated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const scopes[] = {"leeds", "uk", "world", NULL};

static const struct option options[] = {
    OPTION("date", "DATE", "when, as you would write it: 2017, March 2019, \"early 1980s\""),
    OPTION("says", "TEXT", "a sentence or two, in the museum's own voice"),
    OPTION_OF("scope", "SCOPE", "leeds, uk or world; leeds when not given", scopes),
    OPTION("item", "ITEM", "an item that pictures it"),
    OPTION("source", "TEXT", "where this is from"),
    OPTION("title", "TITLE", "with set: a new title"),
    OPTION_MANY("field", "FIELD@TAG=TEXT", "title or says in another language"),
    OPTION_END,
};

static bool read_date(const struct call *call, struct event *event, GError **error)
{
    struct when when;
    const char *typed = call_option(call, "date");
    if (typed == NULL)
        return event->date_edtf != NULL ||
               command_misused(error, "when was it? add --date \"March 2019\"");
    g_autofree char *settled = doubt_settle(call, "date", typed, error);
    if (settled == NULL)
        return false;
    typed = g_string_chunk_insert(call->strings, settled);
    when_read(typed, &when);
    bool is_read = when.edtf != NULL;
    if (is_read) {
        event->date_edtf = g_string_chunk_insert(call->strings, when.edtf);
        event->date_text = typed;
    } else {
        command_misused(error,
                        "--date “%s” could not be read; write 1981, 1981-03, “March 1981” or "
                        "“c.1975”",
                        typed);
    }
    when_finish(&when);
    return is_read;
}

static bool read_event(const struct call *call, struct event *event, GError **error)
{
    const char *scope = call_option(call, "scope");
    const char *item_name = call_option(call, "item");
    struct item item = {0};
    if (!read_date(call, event, error))
        return false;
    if (item_name != NULL && item_name[0] != '\0' && !call_item(call, item_name, &item, error))
        return false;
    if (item_name != NULL)
        event->item = item.id;
    if (scope != NULL)
        event->scope = scope;
    if (call_has(call, "says"))
        event->says = call_option(call, "says");
    if (call_has(call, "source"))
        event->source = call_option(call, "source");
    if (call_has(call, "title"))
        event->title = call_option(call, "title");
    return true;
}

static bool translate(const struct call *call, const struct event *event, GError **error)
{
    static const char *const fields[] = {"title", "says", NULL};
    const char *const *typed = options_all(call->options, "field");
    for (; *typed != NULL; typed++)
        if (!translated_put(call, event->id, fields, *typed, error))
            return false;
    return true;
}

static bool find(const struct call *call, const char *title, struct event *event, GError **error)
{
    int found = 0;
    g_autoptr(GArray) events = event_list(call->db, call->strings, error);
    if (events == NULL)
        return false;
    for (guint i = 0; i < events->len; i++)
        if (strcmp(g_array_index(events, struct event, i).title, title) == 0 && ++found == 1)
            *event = g_array_index(events, struct event, i);
    if (found > 1)
        return command_refused(error, "%d events are called “%s”; give one of them another title",
                               found, title);
    return found == 1 || absent_refuse(call->db, TERM_EVENT, title, error);
}

static bool list(const struct call *call, GError **error)
{
    g_autoptr(GArray) events = event_list(call->db, call->strings, error);
    if (events == NULL)
        return false;
    struct sheet *sheet = sheet_create();
    sheet_column(sheet, "date", false);
    sheet_column(sheet, "scope", false);
    sheet_column(sheet, "title", false);
    sheet_column_more(sheet, "typed", false);
    sheet_column_more(sheet, "says", false);
    sheet_column_more(sheet, "source", false);
    sheet_column_more(sheet, "translations", false);
    output_open_array(call->output, "events");
    for (guint i = 0; i < events->len; i++) {
        const struct event *event = &g_array_index(events, struct event, i);
        g_autoptr(GArray) translations =
            translation_list(call->db, event->id, call->strings, error);
        if (translations == NULL) {
            sheet_free(sheet);
            return false;
        }
        g_autofree char *translated = translated_cell(translations);
        sheet_cell(sheet, event->date_edtf);
        sheet_cell(sheet, event->scope);
        sheet_cell(sheet, event->title);
        sheet_cell(sheet, event->date_text);
        sheet_cell(sheet, event->says);
        sheet_cell(sheet, event->source);
        sheet_cell(sheet, translated);
        output_open(call->output, NULL);
        output_text(call->output, "title", event->title);
        output_text(call->output, "date", event->date_edtf);
        output_text(call->output, "date_text", event->date_text);
        output_text(call->output, "scope", event->scope);
        output_text(call->output, "says", event->says);
        output_text(call->output, "source", event->source);
        translated_write(call->output, translations);
        output_close(call->output);
    }
    output_close(call->output);
    if (events->len == 0)
        output_note(call->output, "no events yet; add one: rwf event add TITLE --date DATE");
    return sheet_end(sheet, call->output, error);
}

static bool change(const struct call *call, const char *verb, const char *title, GError **error)
{
    struct event event = {.title = title, .scope = "leeds"};
    if (strcmp(verb, "add") == 0) {
        if (!read_event(call, &event, error) || !event_insert(call->db, &event, error) ||
            !translate(call, &event, error))
            return false;
    } else if (strcmp(verb, "set") == 0) {
        if (!find(call, title, &event, error) || !read_event(call, &event, error) ||
            !event_update(call->db, &event, error) || !translate(call, &event, error))
            return false;
    } else if (strcmp(verb, "remove") == 0) {
        if (!find(call, title, &event, error) || !event_remove(call->db, event.id, error))
            return false;
    } else {
        return command_misused(error, "“%s”: events can be listed, added, set and removed", verb);
    }
    output_text(call->output, "title", event.title);
    output_say(call->output, "%s: %s", verb, event.title);
    return true;
}

static bool run(struct call *call, GError **error)
{
    const char *verb = call_word(call, 0);
    const char *title = call_word(call, 1);
    if (strcmp(verb, "list") == 0)
        return list(call, error);
    if (title == NULL || title[0] == '\0')
        return command_misused(error, "which event? rwf event %s \"TITLE\" --date DATE", verb);
    g_autoptr(history) history = call_history(call, error);
    g_autofree char *says = g_strdup_printf("event: %s", verb);
    return history != NULL && change(call, verb, title, error) &&
           history_commit(history, says, error);
}

const struct command cmd_event = {
    .name = "event",
    .usage = "list | add TITLE --date DATE [--says TEXT] | set EVENT … | remove EVENT",
    .summary = N_("the timeline: what happened, here and in the country"),
    .example = "rwf event add \"The archive opens\" --date \"March 2026\" --scope leeds --says "
               "\"Anybody may come in.\"",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .list_word = 1,
    .words_min = 1,
    .has_table = true,
    .words_max = 2,
    .run = run,
};
