#include "catalogue/search.h"
#include "tools/call.h"
#include "tools/measure.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static const struct option options[] = {
    OPTION("limit", "N", "at most so many places; 50 when not given"),
    OPTION_END,
};

/* The words around a match, the match itself bold on a terminal and between [ ] elsewhere. */
static char *mark(const struct call *call, const char *snippet)
{
    GString *text = g_string_new(snippet != NULL ? snippet : "");
    bool is_terminal = output_width(call->output) > 0;
    g_string_replace(text, SEARCH_OPEN, is_terminal ? "»" : "[", 0);
    g_string_replace(text, SEARCH_CLOSE, is_terminal ? "«" : "]", 0);
    return g_strdelimit(g_string_free(text, FALSE), "\n\t", ' ');
}

static void say_hits(const struct call *call, const GArray *hits)
{
    int64_t last = 0;
    for (guint i = 0; i < hits->len; i++) {
        const struct hit *hit = &g_array_index(hits, struct hit, i);
        g_autofree char *words = mark(call, hit->snippet);
        g_autofree char *time = hit->at_ms >= 0 ? measure_time(hit->at_ms) : NULL;
        if (hit->item != last)
            output_say(call->output, "%s  %s  %s", hit->code, hit->kind, hit->title);
        last = hit->item;
        output_say(call->output, "    %s%s%s: %s", hit->field, time != NULL ? " " : "",
                   time != NULL ? time : "", words);
    }
}

/* One row for each place, for those who choose columns or want a sheet. */
static bool say_rows(const struct call *call, const GArray *hits, GError **error)
{
    static const char *const headings[] = {"code", "kind", "title", "field", "time", "words"};
    struct sheet *sheet = sheet_create();
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++)
        sheet_column(sheet, headings[i], false);
    for (guint i = 0; i < hits->len; i++) {
        const struct hit *hit = &g_array_index(hits, struct hit, i);
        g_autofree char *words = mark(call, hit->snippet);
        g_autofree char *time = hit->at_ms >= 0 ? measure_time(hit->at_ms) : NULL;
        sheet_cell(sheet, hit->code);
        sheet_cell(sheet, hit->kind);
        sheet_cell(sheet, hit->title);
        sheet_cell(sheet, hit->field);
        sheet_cell(sheet, time);
        sheet_cell(sheet, words);
    }
    return sheet_end(sheet, call->output, error);
}

static void write_hits(const struct call *call, const GArray *hits)
{
    output_open_array(call->output, "hits");
    for (guint i = 0; i < hits->len; i++) {
        const struct hit *hit = &g_array_index(hits, struct hit, i);
        g_autofree char *words = mark(call, hit->snippet);
        output_open(call->output, NULL);
        output_text(call->output, "code", hit->code);
        output_text(call->output, "kind", hit->kind);
        output_text(call->output, "title", hit->title);
        output_text(call->output, "field", hit->field);
        if (hit->at_ms >= 0)
            output_integer(call->output, "at_ms", hit->at_ms);
        output_text(call->output, "words", words);
        output_close(call->output);
    }
    output_close(call->output);
}

static bool run(struct call *call, GError **error)
{
    g_autofree char *typed = g_strjoinv(" ", (char **)options_words(call->options));
    const char *limit = call_option(call, "limit");
    gint64 most = 50;
    if (limit != NULL && !g_ascii_string_to_signed(limit, 10, 1, 100000, &most, NULL))
        return command_misused(error, "--limit %s: write a number, 1 or more", limit);
    g_autofree char *query = search_query(typed);
    if (query == NULL)
        return command_misused(error, "“%s” holds no word to look for", typed);
    g_autoptr(GArray) hits = search_find(call->db, typed, most, call->strings, error);
    if (hits == NULL)
        return false;
    bool is_table = output_is_csv(call->output) || output_columns(call->output) != NULL;
    if (hits->len == 0)
        output_note(call->output, "nothing holds “%s”", typed);
    if (output_is_json(call->output))
        write_hits(call, hits);
    else if (is_table)
        return say_rows(call, hits, error);
    else
        say_hits(call, hits);
    return true;
}

const struct command cmd_search = {
    .name = "search",
    .usage = "WORDS…",
    .summary = N_("items by any of their words, with where they matched"),
    .example = "rwf search \"two cups of milk\"",
    .page = "rwf-find",
    .options = options,
    .needs = NEEDS_READING,
    .words_min = 1,
    .has_table = true,
    .words_max = -1,
    .run = run,
};
