#include "catalogue/settle.h"

#include "catalogue/edtf.h"

#include <string.h>

/* Words from the least to the most careful. */
static const char *const states[] = {"granted",   "in_review", "suspended",
                                     "withdrawn", "erased",    NULL};
static const char *const accesses[] = {"kiosk", "on_request", "closed", NULL};

enum careful { SMALLER, LARGER, EARLIER, LATER, WORD };

static const struct {
    const char *table;
    const char *column;
    enum careful is;
    const char *const *words;
} rules[] = {
    {"consent", "state", WORD, states},
    {"consent", "valid_until", EARLIER, NULL},
    {"consent", "allows_kiosk", SMALLER, NULL},
    {"consent", "allows_web", SMALLER, NULL},
    {"consent", "allows_publication", SMALLER, NULL},
    {"consent", "allows_attract", SMALLER, NULL},
    {"consent", "allows_quotation", SMALLER, NULL},
    {"consent", "allows_synthetic_voice", SMALLER, NULL},
    {"consent", "allows_zoom", SMALLER, NULL},
    {"consent", "is_excerpt_only", LARGER, NULL},
    {"item", "access", WORD, accesses},
    {"item", "embargo_until", LATER, NULL},
    {"item", "sensitivity", LARGER, NULL},
    {"person", "is_name_withheld", LARGER, NULL},
};

static int rank_of(const char *const *words, const struct cell *cell)
{
    g_autofree char *text = cell_text(cell);
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    return -1;
}

/* A day that is not set: a consent runs on, an embargo is none. */
static bool day_stays(enum careful is, const struct cell *now, const struct cell *fresh)
{
    g_autofree char *one = cell_text(now);
    g_autofree char *other = cell_text(fresh);
    if (*one == '\0' || *other == '\0')
        return *one != '\0';
    return is == EARLIER ? strcmp(one, other) < 0 : strcmp(one, other) > 0;
}

bool settle_stays(const struct row_table *table, int column, const struct cell *now,
                  const struct cell *fresh)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (strcmp(rules[i].table, table->name) != 0 ||
            strcmp(rules[i].column, table->columns[column].name) != 0)
            continue;
        switch (rules[i].is) {
        case SMALLER:
            return now->integer < fresh->integer;
        case LARGER:
            return now->integer > fresh->integer;
        case WORD:
            return rank_of(rules[i].words, now) > rank_of(rules[i].words, fresh);
        default:
            return day_stays(rules[i].is, now, fresh);
        }
    }
    return false;
}

static struct cell day(const char *text, GStringChunk *strings)
{
    const struct cell none = {.kind = CELL_NULL};
    return text == NULL || *text == '\0' ? none
                                         : cell_of_text(g_string_chunk_insert(strings, text));
}

void settle_dates(const struct row_table *table, struct cell *cells, GStringChunk *strings)
{
    int edtf = changeset_column(table, "date_edtf");
    int first = changeset_column(table, "date_first");
    int last = changeset_column(table, "date_last");
    struct edtf date;
    if (edtf < 0 || first < 0 || last < 0)
        return;
    g_autofree char *text = cell_text(&cells[edtf]);
    if (cells[edtf].kind != CELL_TEXT || !edtf_parse(text, &date))
        return;
    cells[first] = day(date.first, strings);
    cells[last] = day(date.last, strings);
}
