#include "catalogue/item_field.h"

#include "catalogue/edtf.h"
#include "catalogue/error.h"
#include "catalogue/language.h"
#include "catalogue/rights.h"
#include "catalogue/when.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const item_field_names[] = {
    "title",     "kind",       "form",        "description", "date",        "era",
    "language",  "identifier", "credit",      "rights",      "rights_note", "summary",
    "alt_short", "alt_long",   "sensitivity", "access",      "embargo",     "rank",
    "focal_x",   "focal_y",    "text",        NULL};

static const struct {
    const char *name;
    const char *help;
    bool is_translated;
} helps[] = {
    {"title", "what it is called, as visitors read it", true},
    {"kind", "oral_history, picture, film, text or document", false},
    {"form", "what it is more exactly: interview, podcast, photograph, poem, letter …", false},
    {"description", "what visitors read about it", true},
    {"date",
     "when it was made, as you would write it: 1981, \"c.1975\", \"early 1980s\", "
     "\"date not known\"",
     false},
    {"era", "its part of the exhibition: past, present or future", false},
    {"language", "what is spoken or written in it: en, Urdu, pa-Arab; zxx where there are no words",
     false},
    {"identifier", "the number another system or a spreadsheet knows it by", false},
    {"credit", "how its makers wish to be credited", true},
    {"rights", "an address of rightsstatements.org or Creative Commons, or InC, CC BY 4.0 …",
     false},
    {"rights_note", "rights in words, where the address does not say it all", true},
    {"summary", "a gentle summary for those who choose not to hear or see it all", true},
    {"alt_short", "the picture in one sentence, for those who do not see it", true},
    {"alt_long", "the picture at length, for those who do not see it", true},
    {"sensitivity", "0, 1 or 2: how careful it is shown", false},
    {"access", "kiosk, on_request or closed", false},
    {"embargo", "shown from this day on: YYYY-MM-DD, or none", false},
    {"rank", "its place in the curated order: smaller comes first", false},
    {"focal_x", "what must stay in the crop, from the left: 0 to 1", false},
    {"focal_y", "and from the top", false},
    {"text", "the words of a poem or a document", true},
};

const char *item_field_help(const char *field)
{
    for (size_t i = 0; i < G_N_ELEMENTS(helps); i++)
        if (g_str_equal(helps[i].name, field))
            return helps[i].help;
    return NULL;
}

bool item_field_is_translated(const char *field)
{
    for (size_t i = 0; i < G_N_ELEMENTS(helps); i++)
        if (g_str_equal(helps[i].name, field))
            return helps[i].is_translated;
    return false;
}

static bool refuse(const char *field, const char *value, const char *right, GError **error)
{
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, _("%s: \"%s\" will not do; %s"),
                field, value, right);
    return false;
}

static bool set_choice(const char **to, const char *field, const char *value,
                       const char *const *choices, bool may_be_empty, GError **error)
{
    if (may_be_empty && *value == '\0') {
        *to = NULL;
        return true;
    }
    g_autofree char *plain = g_ascii_strdown(value, -1);
    g_strdelimit(plain, " -", '_');
    for (const char *const *choice = choices; *choice != NULL; choice++) {
        if (!g_str_equal(*choice, plain))
            continue;
        *to = *choice;
        return true;
    }
    g_autofree char *known = g_strjoinv(", ", (char **)choices);
    g_autofree char *right = g_strdup_printf("it is one of %s", known);
    return refuse(field, value, right, error);
}

static bool set_date(struct item *item, const char *value, GStringChunk *strings, GError **error)
{
    item->date_text = item->date_edtf = item->date_first = item->date_last = NULL;
    if (*value == '\0')
        return true;
    struct when when;
    when_read(value, &when);
    item->date_text = g_string_chunk_insert(strings, value);
    if (when.edtf != NULL) {
        item->date_edtf = g_string_chunk_insert(strings, when.edtf);
        if (when.bounds.has_first)
            item->date_first = g_string_chunk_insert(strings, when.bounds.first);
        if (when.bounds.has_last)
            item->date_last = g_string_chunk_insert(strings, when.bounds.last);
    }
    bool is_read = when.reading != WHEN_NONE;
    when_finish(&when);
    return is_read || refuse("date", value,
                             "\"1975\", \"c.1975\", \"1964-6\", \"March 2024\", \"early 1980s\" or "
                             "\"date not known\" would",
                             error);
}

static bool set_embargo(struct item *item, const char *value, GStringChunk *strings, GError **error)
{
    if (*value == '\0' || g_ascii_strcasecmp(value, "none") == 0) {
        item->embargo_until = NULL;
        return true;
    }
    if (!edtf_is_day(value))
        return refuse("embargo", value, "it is a day, YYYY-MM-DD, or none", error);
    item->embargo_until = g_string_chunk_insert(strings, value);
    return true;
}

static bool set_language(struct item *item, const char *value, GStringChunk *strings,
                         GError **error)
{
    g_autofree char *tag = language_canonical(*value == '\0' ? "und" : value);
    if (tag == NULL)
        return refuse("language", value, "\"en\", \"pa-Arab\" or \"Urdu\" would", error);
    item->language = g_string_chunk_insert(strings, tag);
    return true;
}

/* Words that are no known address are kept as a note, not thrown away. */
static bool set_rights(struct item *item, const char *value, GStringChunk *strings, GError **error)
{
    g_autofree char *uri = rights_canonical(value);
    if (uri == NULL && *value != '\0')
        return refuse("rights", value,
                      "it is an address of rightsstatements.org or Creative Commons, or a name as "
                      "\"InC\" or \"CC BY 4.0\"; free words go to rights_note",
                      error);
    item->rights = uri == NULL ? "" : g_string_chunk_insert(strings, uri);
    return true;
}

static bool read_whole(const char *field, const char *value, int64_t least, int64_t most,
                       int64_t *number, GError **error)
{
    g_autofree char *right = g_strdup_printf(
        "it is a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, least, most);
    return g_ascii_string_to_signed(value, 10, least, most, number, NULL) ||
           refuse(field, value, right, error);
}

static bool set_share(double *to, const char *field, const char *value, GError **error)
{
    char *end = NULL;
    double read = g_ascii_strtod(value, &end);
    if (end == value || *end != '\0' || !(read >= 0 && read <= 1))
        return refuse(field, value, "it is a share from 0 to 1", error);
    *to = read;
    return true;
}

/* The fields that are words and nothing more. */
static const struct words {
    const char *name;
    size_t offset;
} words[] = {
    {"title", offsetof(struct item, title)},
    {"form", offsetof(struct item, form)},
    {"description", offsetof(struct item, description)},
    {"identifier", offsetof(struct item, identifier)},
    {"credit", offsetof(struct item, credit)},
    {"rights_note", offsetof(struct item, rights_note)},
    {"summary", offsetof(struct item, summary)},
    {"alt_short", offsetof(struct item, alt_short)},
    {"alt_long", offsetof(struct item, alt_long)},
    {"text", offsetof(struct item, text)},
    {"kind", offsetof(struct item, kind)},
    {"era", offsetof(struct item, era)},
    {"language", offsetof(struct item, language)},
    {"rights", offsetof(struct item, rights)},
    {"access", offsetof(struct item, access)},
    {"embargo", offsetof(struct item, embargo_until)},
};
#define PLAIN_WORDS 10

static const char **words_of(const struct item *item, const char *field, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (g_str_equal(words[i].name, field))
            return (const char **)((char *)item + words[i].offset);
    return NULL;
}

static bool set_words(struct item *item, const char *field, const char *value,
                      GStringChunk *strings, GError **error)
{
    if (g_str_equal(field, "title") && *value == '\0')
        return refuse(field, value, "an item needs a title", error);
    bool is_none = g_str_equal(field, "identifier") && *value == '\0';
    *words_of(item, field, PLAIN_WORDS) = is_none ? NULL : g_string_chunk_insert(strings, value);
    return true;
}

static bool set_checked(struct item *item, const char *field, const char *value,
                        GStringChunk *strings, GError **error)
{
    static const char *const kinds[] = {"oral_history", "picture",  "film",
                                        "text",         "document", NULL};
    static const char *const eras[] = {"past", "present", "future", NULL};
    static const char *const accesses[] = {"kiosk", "on_request", "closed", NULL};
    int64_t number = 0;
    if (g_str_equal(field, "kind"))
        return set_choice(&item->kind, field, value, kinds, false, error);
    if (g_str_equal(field, "era"))
        return set_choice(&item->era, field, value, eras, true, error);
    if (g_str_equal(field, "access"))
        return set_choice(&item->access, field, value, accesses, false, error);
    if (g_str_equal(field, "date"))
        return set_date(item, value, strings, error);
    if (g_str_equal(field, "embargo"))
        return set_embargo(item, value, strings, error);
    if (g_str_equal(field, "language"))
        return set_language(item, value, strings, error);
    if (g_str_equal(field, "rights"))
        return set_rights(item, value, strings, error);
    if (g_str_equal(field, "focal_x") || g_str_equal(field, "focal_y"))
        return set_share(field[6] == 'x' ? &item->focal_x : &item->focal_y, field, value, error);
    if (g_str_equal(field, "rank"))
        return read_whole(field, value, -1000000000, 1000000000, &item->rank, error);
    if (!read_whole(field, value, 0, 2, &number, error))
        return false;
    item->sensitivity = (int)number;
    return true;
}

bool item_field_set(struct item *item, const char *field, const char *value, GStringChunk *strings,
                    GError **error)
{
    if (!g_strv_contains(item_field_names, field)) {
        g_autofree char *known = g_strjoinv(", ", (char **)item_field_names);
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("\"%s\" is no field of an item; the fields are %s"), field, known);
        return false;
    }
    if (!g_utf8_validate(value, -1, NULL))
        return refuse(field, "…", "the text is not UTF-8", error);
    if (words_of(item, field, PLAIN_WORDS) != NULL)
        return set_words(item, field, value, strings, error);
    return set_checked(item, field, value, strings, error);
}

char *item_field_doubt(const char *field, const char *value)
{
    struct when when;
    char *doubt = NULL;
    if (!g_str_equal(field, "date") || !g_utf8_validate(value, -1, NULL))
        return NULL;
    when_read(value, &when);
    if (when.reading == WHEN_UNSURE)
        doubt = g_strdup_printf("taken as %s: %s", when.edtf, when.doubt);
    when_finish(&when);
    return doubt;
}

const char *item_field_get(const struct item *item, const char *field, GStringChunk *strings)
{
    const char **text = words_of(item, field, G_N_ELEMENTS(words));
    char number[G_ASCII_DTOSTR_BUF_SIZE] = "";
    if (text != NULL)
        return *text == NULL ? "" : *text;
    if (g_str_equal(field, "date"))
        return item->date_text != NULL   ? item->date_text
               : item->date_edtf != NULL ? item->date_edtf
                                         : "";
    if (g_str_equal(field, "focal_x") || g_str_equal(field, "focal_y"))
        g_ascii_formatd(number, sizeof number, "%.4g",
                        field[6] == 'x' ? item->focal_x : item->focal_y);
    else if (g_str_equal(field, "rank"))
        g_snprintf(number, sizeof number, "%" G_GINT64_FORMAT, item->rank);
    else if (g_str_equal(field, "sensitivity"))
        g_snprintf(number, sizeof number, "%d", item->sensitivity);
    else
        return NULL;
    return g_string_chunk_insert(strings, number);
}
