#include "catalogue/wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

enum { LONGEST = 60 /* characters of a value */ };

static const struct {
    const char *table;
    const char *column;
    const char *words;
} fields[] = {
    {"item", "identifier", N_("the identifier")},
    {"item", "code", N_("the code")},
    {"item", "kind", N_("the kind")},
    {"item", "form", N_("the form")},
    {"item", "title", N_("the title")},
    {"item", "description", N_("the description")},
    {"item", "language", N_("the language")},
    {"item", "date_text", N_("the date")},
    {"item", "date_edtf", N_("the date as EDTF")},
    {"item", "era", N_("the part of the exhibition")},
    {"item", "rights", N_("the rights")},
    {"item", "rights_note", N_("the rights in words")},
    {"item", "credit", N_("the credit")},
    {"item", "sensitivity", N_("the sensitivity")},
    {"item", "summary", N_("the gentle summary")},
    {"item", "alt_short", N_("the short picture description")},
    {"item", "alt_long", N_("the long picture description")},
    {"item", "focal_x", N_("the middle of the picture, across")},
    {"item", "focal_y", N_("the middle of the picture, down")},
    {"item", "access", N_("who may see it")},
    {"item", "embargo_until", N_("the embargo")},
    {"item", "rank", N_("the place in the order")},
    {"item", "text", N_("the words")},
    {"archive", "title", N_("the title of the archive")},
    {"archive", "subtitle", N_("the subtitle of the archive")},
    {"archive", "language", N_("the language of the archive")},
    {"own_field", "value", N_("what a sheet said")},
    {"item_person", "role_line", N_("the line about the role")},
    {"item_person", "position", N_("the place among the people")},
    {"consent", "agreed_by", N_("who agreed")},
    {"consent", "state", N_("the consent")},
    {"consent", "agreed_on", N_("the day of the consent")},
    {"consent", "valid_until", N_("the last day of the consent")},
    {"consent", "review_on", N_("the day to look at the consent again")},
    {"consent", "reviewed_on", N_("the day the consent was looked at")},
    {"consent", "allows_kiosk", N_("consent to the kiosk")},
    {"consent", "allows_web", N_("consent to the web")},
    {"consent", "allows_publication", N_("consent to publication")},
    {"consent", "allows_attract", N_("consent to the opening pictures")},
    {"consent", "allows_quotation", N_("consent to quotation")},
    {"consent", "allows_synthetic_voice", N_("consent to a synthetic voice")},
    {"consent", "allows_zoom", N_("consent to zoom")},
    {"consent", "is_excerpt_only", N_("consent to excerpts only")},
    {"person", "sort_name", N_("the name to sort by")},
    {"person", "pronouns", N_("the pronouns")},
    {"person", "is_name_withheld", N_("whether the name is withheld")},
    {"person", "is_deceased", N_("whether the person has died")},
    {"place", "latitude", N_("the latitude")},
    {"place", "longitude", N_("the longitude")},
    {"asset", "role", N_("what the file is for")},
    {"asset", "original_name", N_("the name of the file")},
    {"translation", "is_reviewed", N_("whether it was read over")},
    {"other_name", "standing", N_("what kind of name it is")},
    {"content_note", "level", N_("how strong the note is")},
    {"content_note", "hides_picture", N_("whether the picture is covered")},
    {"redaction", "why", N_("why it is silent")},
    {"event", "scope", N_("where it happened")},
    {"event", "source", N_("the source")},
    {"trail", "feeling", N_("how the trail feels")},
    {"index_point", "synopsis", N_("the synopsis")},
    {"index_point", "keywords", N_("the keywords")},
    {"index_point", "subjects", N_("the subjects")},
    {NULL, "name", N_("the name")},
    {NULL, "title", N_("the title")},
    {NULL, "about", N_("the line about it")},
    {NULL, "parent", N_("what it stands under")},
    {NULL, "position", N_("the place in the order")},
    {NULL, "language", N_("the language")},
    {NULL, "text", N_("the words")},
    {NULL, "says", N_("the words")},
    {NULL, "speaker", N_("the speaker")},
    {NULL, "begin_ms", N_("where it begins")},
    {NULL, "end_ms", N_("where it ends")},
    {NULL, "at_ms", N_("the moment")},
    {NULL, "page", N_("the page")},
    {NULL, "date_text", N_("the date")},
    {NULL, "date_edtf", N_("the date as EDTF")},
};

static const struct {
    const char *table;
    const char *words;
} rows[] = {
    {"item", N_("item")},
    {"asset", N_("file")},
    {"person", N_("person")},
    {"place", N_("place")},
    {"theme", N_("theme")},
    {"item_person", N_("person")},
    {"item_place", N_("place")},
    {"item_theme", N_("theme")},
    {"item_part", N_("whole")},
    {"own_field", N_("field of a sheet")},
    {"other_name", N_("other name")},
    {"translation", N_("translation")},
    {"cue", N_("line")},
    {"footnote", N_("note to a line")},
    {"index_point", N_("index point")},
    {"quotation", N_("quotation")},
    {"event", N_("event")},
    {"trail", N_("trail")},
    {"trail_stop", N_("stop of a trail")},
    {"content_note", N_("content note")},
    {"region", N_("part of a picture")},
    {"redaction", N_("redaction")},
    {"excerpt", N_("excerpt")},
    {"community_label", N_("community label")},
    {"consent", N_("consent")},
    {"consent_change", N_("step of consent")},
    {"archive", N_("archive")},
};

/* What a value is called. */
static const struct {
    const char *column;
    const char *value;
    const char *words;
} values[] = {
    {"access", "kiosk", N_("visitors")},
    {"access", "on_request", N_("who asks")},
    {"access", "closed", N_("nobody")},
    {"state", "granted", N_("given")},
    {"state", "in_review", N_("being looked at again")},
    {"state", "suspended", N_("suspended")},
    {"state", "withdrawn", N_("withdrawn")},
    {"state", "erased", N_("erased")},
    {"era", "past", N_("the past")},
    {"era", "present", N_("the present")},
    {"era", "future", N_("the future")},
};

const char *wording_field(const char *table, const char *column)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        if (strcmp(fields[i].column, column) == 0 &&
            (fields[i].table == NULL || strcmp(fields[i].table, table) == 0))
            return _(fields[i].words);
    return NULL;
}

const char *wording_row(const char *table)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].table, table) == 0)
            return _(rows[i].words);
    return table;
}

char *wording_time(int64_t ms)
{
    int64_t seconds = ms / 1000 /* ms */;
    if (seconds < 3600)
        return g_strdup_printf("%" PRId64 ":%02" PRId64, seconds / 60, seconds % 60);
    return g_strdup_printf("%" PRId64 ":%02" PRId64 ":%02" PRId64, seconds / 3600,
                           seconds / 60 % 60, seconds % 60);
}

static char *cut(char *text)
{
    g_strdelimit(text, "\n\r\t", ' ');
    if (g_utf8_strlen(text, -1) <= LONGEST)
        return text;
    char *end = g_utf8_offset_to_pointer(text, LONGEST - 1);
    *end = '\0';
    char *short_text = g_strconcat(g_strchomp(text), "…", NULL);
    g_free(text);
    return short_text;
}

char *wording_value(const char *table, const char *column, const struct cell *cell)
{
    bool is_flag = g_str_has_prefix(column, "is_") || g_str_has_prefix(column, "allows_") ||
                   g_str_has_prefix(column, "hides_");
    if (is_flag && cell->kind == CELL_INTEGER)
        return g_strdup(cell->integer != 0 ? _("yes") : _("no"));
    if (g_str_has_suffix(column, "_ms") && cell->kind == CELL_INTEGER)
        return wording_time(cell->integer);
    g_autofree char *text = cell_text(cell);
    bool is_plain = strcmp(column, "state") != 0 || strcmp(table, "consent") == 0;
    for (size_t i = 0; is_plain && i < G_N_ELEMENTS(values); i++)
        if (strcmp(values[i].column, column) == 0 && strcmp(values[i].value, text) == 0)
            return g_strdup(_(values[i].words));
    return cut(g_steal_pointer(&text));
}
