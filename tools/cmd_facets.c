#include "catalogue/item.h"
#include "catalogue/listing.h"
#include "tools/call.h"
#include "tools/filter.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    FILTER_OPTIONS,
    OPTION_END,
};

static void write_facets(const struct call *call, const GArray *facets)
{
    struct output *output = call->output;
    const char *last = "";
    output_open(output, "facets");
    for (guint i = 0; i < facets->len; i++) {
        const struct facet *facet = &g_array_index(facets, struct facet, i);
        if (strcmp(facet->facet, last) != 0) {
            if (last[0] != '\0')
                output_close(output);
            output_open_array(output, facet->facet);
        }
        last = facet->facet;
        output_open(output, NULL);
        output_text(output, "value", facet->value);
        output_integer(output, "items", facet->items);
        output_integer(output, "shown", facet->shown);
        output_close(output);
    }
    if (facets->len > 0)
        output_close(output);
    output_close(output);
}

static bool say_facets(const struct call *call, const GArray *facets, GError **error)
{
    struct sheet *sheet = sheet_create();
    sheet_column(sheet, "facet", false);
    sheet_column(sheet, "value", false);
    sheet_column(sheet, "items", true);
    sheet_column(sheet, "shown", true);
    const char *last = "";
    for (guint i = 0; i < facets->len; i++) {
        const struct facet *facet = &g_array_index(facets, struct facet, i);
        bool is_told = strcmp(facet->facet, last) == 0 && !output_is_csv(call->output);
        sheet_cell(sheet, is_told ? "" : facet->facet);
        sheet_cell(sheet, facet->value);
        sheet_cell_number(sheet, facet->items);
        sheet_cell_number(sheet, facet->shown);
        last = facet->facet;
    }
    return sheet_end(sheet, call->output, error);
}

static bool run(struct call *call, GError **error)
{
    struct item_filter filter = {0};
    if (!filter_read(call, &filter, error))
        return false;
    g_autoptr(GArray) facets = facet_list(call->db, &filter, call->strings, error);
    if (facets == NULL)
        return false;
    if (facets->len == 0)
        output_note(call->output, "no items");
    if (!output_is_json(call->output))
        return say_facets(call, facets, error);
    write_facets(call, facets);
    return true;
}

const struct command cmd_facets = {
    .name = "facets",
    .usage = "[FILTER…]",
    .summary =
        N_("how many items of each kind, form, era, decade, theme, person, place, language …"),
    .example = "rwf facets --theme Kitchens",
    .page = "rwf-find",
    .options = options,
    .needs = NEEDS_READING,
    .has_table = true,
    .words_max = -1,
    .run = run,
};
