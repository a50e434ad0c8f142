#include "catalogue/item.h"
#include "catalogue/listing.h"
#include "catalogue/txn.h"
#include "tools/call.h"
#include "tools/filter.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>
#include <stddef.h>
#include <string.h>

enum { PAGE = 500 }; /* items */

static const struct option options[] = {
    FILTER_OPTIONS,
    OPTION("limit", "N", "at most so many"),
    OPTION_END,
};

/* The columns there are, in their order; those that are `more` are seen where they are asked for. */
static const struct {
    const char *heading;
    size_t offset; /* of its text */
    unsigned wants;
    bool is_more;
} columns[] = {
    {"code", offsetof(struct listing, code), 0, false},
    {"identifier", offsetof(struct listing, identifier), 0, true},
    {"kind", offsetof(struct listing, kind), 0, false},
    {"form", offsetof(struct listing, form), 0, true},
    {"title", offsetof(struct listing, title), 0, false},
    {"date", offsetof(struct listing, date), 0, false},
    {"edtf", offsetof(struct listing, edtf), 0, true},
    {"era", offsetof(struct listing, era), 0, true},
    {"language", offsetof(struct listing, language), 0, true},
    {"people", offsetof(struct listing, people), LISTING_PEOPLE, false},
    {"places", offsetof(struct listing, places), LISTING_PLACES, true},
    {"themes", offsetof(struct listing, themes), LISTING_THEMES, true},
    {"rights", offsetof(struct listing, rights), 0, true},
    {"credit", offsetof(struct listing, credit), 0, true},
    {"access", offsetof(struct listing, access), 0, true},
    {"embargo", offsetof(struct listing, embargo), 0, true},
    {"consent", offsetof(struct listing, consent), LISTING_CONSENT, true},
    {"added", offsetof(struct listing, added_at), 0, true},
    {"changed", offsetof(struct listing, changed_at), 0, true},
};
#define SHOWN "shown"

static struct sheet *create_sheet(const struct call *call, unsigned *wants, GError **error)
{
    struct sheet *sheet = sheet_create();
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        (columns[i].is_more ? sheet_column_more : sheet_column)(sheet, columns[i].heading, false);
    sheet_column(sheet, SHOWN, false);
    if (!sheet_choose(sheet, call->output, error)) {
        sheet_free(sheet);
        return NULL;
    }
    *wants = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        if (sheet_has(sheet, columns[i].heading))
            *wants |= columns[i].wants;
    return sheet;
}

/* In the words of the curator: why visitors do not see it is what `rwf check` says. */
static void say_items(const struct call *call, struct sheet *sheet, const GArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const char *row = items->data + i * sizeof(struct listing);
        for (size_t k = 0; k < G_N_ELEMENTS(columns); k++)
            sheet_cell(sheet, *(const char *const *)(const void *)(row + columns[k].offset));
        sheet_cell(sheet, ((const struct listing *)(const void *)row)->is_shown ? "yes" : "no");
    }
    sheet_say(sheet, call->output);
}

static void write_items(const struct call *call, const GArray *items)
{
    struct output *output = call->output;
    for (guint i = 0; i < items->len; i++) {
        const struct listing *item = &g_array_index(items, struct listing, i);
        output_open(output, NULL);
        output_text(output, "code", item->code);
        output_text(output, "kind", item->kind);
        output_text(output, "title", item->title);
        output_text(output, "date", item->edtf[0] != '\0' ? item->edtf : NULL);
        output_text(output, "date_text", item->date[0] != '\0' ? item->date : NULL);
        output_text(output, "language", item->language);
        output_text(output, "access", item->access);
        output_flag(output, "shown", item->is_shown);
        output_text(output, "added_at", item->added_at);
        output_text(output, "identifier", item->identifier[0] != '\0' ? item->identifier : NULL);
        output_text(output, "people", item->people);
        output_text(output, "places", item->places);
        output_text(output, "themes", item->themes);
        output_text(output, "consent", item->consent);
        output_close(output);
    }
}

/* A page at a time, so that the first rows of a large archive are there at once; all of them as the
 * archive is at one moment. */
static bool list_items(const struct call *call, struct sheet *sheet, unsigned wants,
                       const GArray *keys, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64 << 10);
    output_open_array(call->output, "items");
    for (guint i = 0; i < keys->len; i += PAGE) {
        g_string_chunk_clear(strings);
        g_autoptr(GArray) items = listing_read(call->db, &g_array_index(keys, int64_t, i),
                                               MIN(PAGE, keys->len - i), wants, strings, error);
        if (items == NULL || call_is_cancelled(call, error))
            return false;
        if (output_is_json(call->output))
            write_items(call, items);
        else
            say_items(call, sheet, items);
    }
    output_close(call->output);
    return true;
}

static bool run(struct call *call, GError **error)
{
    struct item_filter filter = {0};
    const char *limit = call_option(call, "limit");
    unsigned wants = 0;
    if (!filter_read(call, &filter, error))
        return false;
    if (limit != NULL && !g_ascii_string_to_signed(limit, 10, 1, G_MAXINT64, &filter.limit, NULL))
        return command_misused(error, "--limit %s: write a number, 1 or more", limit);
    struct sheet *sheet = create_sheet(call, &wants, error);
    if (sheet == NULL)
        return false;
    if (output_is_json(call->output))
        wants = LISTING_PEOPLE | LISTING_PLACES | LISTING_THEMES | LISTING_CONSENT;
    g_autoptr(txn) moment = txn_begin_read(call->db, error);
    g_autoptr(GArray) keys = moment != NULL ? item_keys(call->db, &filter, error) : NULL;
    bool is_done = keys != NULL && list_items(call, sheet, wants, keys, error);
    if (is_done && keys->len == 0) {
        sheet_say(sheet, call->output); /* the headings of a CSV table */
        output_note(call->output, "no items");
    }
    sheet_free(sheet);
    return is_done;
}

const struct command cmd_list = {
    .name = "list",
    .usage = "[FILTER…] [--kind K] [--theme T] [--person P] [--place P] [--from D] [--to D] "
             "[--words W] [--access A] [--missing FIELD]",
    .summary = N_("a table of items, newest first"),
    .example = "rwf list withheld --kind picture",
    .page = "rwf-find",
    .options = options,
    .needs = NEEDS_READING,
    .has_table = true,
    .words_max = -1,
    .run = run,
};
