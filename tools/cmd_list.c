#include "catalogue/item.h"
#include "catalogue/person.h"
#include "tools/call.h"
#include "tools/filter.h"
#include "tools/sheet.h"

#include <string.h>

static const struct option options[] = {
    FILTER_OPTIONS,
    OPTION("limit", "N", "at most so many"),
    OPTION_END,
};

static char *people_text(const struct call *call, int64_t item)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GArray) people = person_of_item(call->db, item, call->strings, NULL);
    for (guint i = 0; people != NULL && i < people->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "",
                               g_array_index(people, struct contributor, i).name);
    return g_string_free(text, FALSE);
}

/* In the words of the curator: why visitors do not see it is what `rwf check` says. */
static void say_items(const struct call *call, const GArray *items)
{
    struct sheet *sheet = sheet_create();
    static const char *const headings[] = {"code", "kind", "title", "date", "people", "shown"};
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++)
        sheet_column(sheet, headings[i], false);
    for (guint i = 0; i < items->len; i++) {
        const struct item *item = &g_array_index(items, struct item, i);
        g_autofree char *people = people_text(call, item->id);
        bool is_shown = false;
        item_is_shown(call->db, item->id, &is_shown, NULL);
        sheet_cell(sheet, item->code);
        sheet_cell(sheet, item->kind);
        sheet_cell(sheet, item->title);
        sheet_cell(sheet, item->date_text != NULL ? item->date_text : item->date_edtf);
        sheet_cell(sheet, people);
        sheet_cell(sheet, is_shown ? "yes" : "no");
    }
    sheet_say(sheet, call->output);
    sheet_free(sheet);
}

static void write_items(const struct call *call, const GArray *items)
{
    struct output *output = call->output;
    output_open_array(output, "items");
    for (guint i = 0; i < items->len; i++) {
        const struct item *item = &g_array_index(items, struct item, i);
        bool is_shown = false;
        item_is_shown(call->db, item->id, &is_shown, NULL);
        output_open(output, NULL);
        output_text(output, "code", item->code);
        output_text(output, "kind", item->kind);
        output_text(output, "title", item->title);
        output_text(output, "date", item->date_edtf);
        output_text(output, "date_text", item->date_text);
        output_text(output, "language", item->language);
        output_text(output, "access", item->access);
        output_flag(output, "shown", is_shown);
        output_text(output, "added_at", item->added_at);
        output_close(output);
    }
    output_close(output);
}

static bool run(struct call *call, GError **error)
{
    struct item_filter filter = {0};
    const char *limit = call_option(call, "limit");
    if (!filter_from_options(call, &filter, error))
        return false;
    if (limit != NULL && !g_ascii_string_to_signed(limit, 10, 1, G_MAXINT64, &filter.limit, NULL))
        return command_misused(error, "--limit %s: write a number, 1 or more", limit);
    for (const char *const *word = options_words(call->options); *word != NULL; word++)
        if (!filter_from_word(call, *word, &filter, error))
            return false;
    g_autoptr(GArray) items = item_list(call->db, &filter, call->strings, error);
    if (items == NULL)
        return false;
    if (output_is_json(call->output))
        write_items(call, items);
    else
        say_items(call, items);
    if (items->len == 0)
        output_note(call->output, "no items");
    return true;
}

const struct command cmd_list = {
    .name = "list",
    .usage =
        "[FILTER…] [--kind K] [--theme T] [--person P] [--place P] [--access A] [--missing FIELD]",
    .summary = "a table of items, newest first",
    .example = "rwf list withheld --kind film",
    .page = "rwf-find",
    .options = options,
    .needs = NEEDS_READING,
    .words_max = -1,
    .run = run,
};
