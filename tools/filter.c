#include "tools/filter.h"

#include "catalogue/consent.h"
#include "catalogue/error.h"
#include "catalogue/item.h"
#include "catalogue/language.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/search.h"
#include "catalogue/theme.h"
#include "catalogue/when.h"
#include "tools/absent.h"
#include "tools/near.h"

#include <math.h>
#include <string.h>

static bool one_of(const char *what, const char *value, const char *const *words, GError **error)
{
    if (g_strv_contains(words, value))
        return true;
    g_autofree char *all = g_strjoinv(", ", (char **)words);
    const char *nearest = near_word(value, words);
    g_autofree char *question = near_question(nearest);
    return command_misused(error, "%s “%s” will not do%s there are: %s", what, value,
                           nearest != NULL ? question : ";", all);
}

/* An absent name is a mistake of the command line, with where to look. */
static bool is_found(const struct call *call, bool found, enum term what, const char *name,
                     GError *reason, GError **error)
{
    if (found)
        return true;
    if (!g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, reason);
        return false;
    }
    g_error_free(reason);
    return absent_refuse(call->db, what, name, error);
}

static bool set_theme(const struct call *call, const char *name, struct item_filter *filter,
                      GError **error)
{
    GError *reason = NULL;
    struct theme theme = {0};
    bool found = theme_find(call->db, name, call->strings, &theme, &reason);
    filter->theme = theme.id;
    return is_found(call, found, TERM_THEME, name, reason, error);
}

static bool set_person(const struct call *call, const char *name, struct item_filter *filter,
                       GError **error)
{
    GError *reason = NULL;
    struct person person = {0};
    bool found = person_find(call->db, name, call->strings, &person, &reason);
    filter->person = person.id;
    return is_found(call, found, TERM_PERSON, name, reason, error);
}

static bool set_place(const struct call *call, const char *name, struct item_filter *filter,
                      GError **error)
{
    GError *reason = NULL;
    struct place place = PLACE_NEW;
    bool found = place_find(call->db, name, call->strings, &place, &reason);
    filter->place = place.id;
    return is_found(call, found, TERM_PLACE, name, reason, error);
}

static bool set_language(const struct call *call, const char *typed, struct item_filter *filter,
                         GError **error)
{
    g_autofree char *tag = language_canonical(typed);
    if (tag == NULL)
        return command_misused(error, "“%s” is no language; write en, Urdu, pa-Arab …", typed);
    filter->language = g_string_chunk_insert(call->strings, tag);
    return true;
}

/* "early 1980s" as --from begins in 1980, as --to it ends in 1983. */
static bool set_day(const struct call *call, const char *name, const char *typed,
                    struct item_filter *filter, GError **error)
{
    struct when when;
    bool is_from = strcmp(name, "from") == 0;
    when_read(typed, &when);
    bool is_bound = is_from ? when.bounds.has_first : when.bounds.has_last;
    const char *day = is_from ? when.bounds.first : when.bounds.last;
    if (is_bound)
        *(is_from ? &filter->from : &filter->to) = g_string_chunk_insert(call->strings, day);
    when_finish(&when);
    return is_bound || command_misused(error,
                                       "%s “%s”: write a date with a %s: 1975, 1975-06, "
                                       "“early 1980s”",
                                       name, typed, is_from ? "beginning" : "end");
}

static bool set_words(const struct call *call, const char *typed, struct item_filter *filter,
                      GError **error)
{
    g_autofree char *query = search_query(typed);
    filter->words = g_string_chunk_insert(call->strings, typed);
    return query != NULL || command_misused(error, "“%s” holds no word to look for", typed);
}

const char *const filter_kinds[] = {"oral_history", "picture", "film", "text", "document", NULL};
const char *const filter_eras[] = {"past", "present", "future", NULL};
const char *const filter_accesses[] = {"kiosk", "on_request", "closed", "embargoed", NULL};

/* Filters of a few fixed values; false where @name is none of them. */
static bool find_choice(struct item_filter *filter, const char *name, const char ***field,
                        const char *const **values)
{
    const struct {
        const char *name;
        const char **field;
        const char *const *values;
    } choices[] = {{"kind", &filter->kind, filter_kinds},
                   {"era", &filter->era, filter_eras},
                   {"access", &filter->access, filter_accesses},
                   {"agreed", &filter->agreed, consent_uses},
                   {"missing", &filter->missing, item_missing_names}};
    for (size_t i = 0; i < G_N_ELEMENTS(choices); i++) {
        if (strcmp(choices[i].name, name) != 0)
            continue;
        *field = choices[i].field;
        *values = choices[i].values;
        return true;
    }
    return false;
}

static const char *const names[] = {"kind", "era", "theme", "person",  "place",  "access", "lang",
                                    "from", "to",  "words", "missing", "agreed", NULL};

static bool refuse_unknown(const char *name, GError **error)
{
    static const char *const words[] = {
        "shown",        "withheld", "kind",     "era",       "theme",      "person", "place",
        "access",       "agreed",   "lang",     "from",      "to",         "words",  "missing",
        "picture",      "film",     "text",     "past",      "present",    "future", "closed",
        "oral_history", "kiosk",    "document", "embargoed", "on_request", NULL};
    const char *nearest = near_word(name, words);
    g_autofree char *question = near_question(nearest);
    return command_misused(
        error,
        "“%s” is no filter%s write shown, withheld, a kind, an era, an access, "
        "or one of kind=, era=, "
        "theme=, person=, place=, access=, agreed=, lang=, from=, to=, words=, missing=",
        name, nearest != NULL ? question : ";");
}

static bool set(const struct call *call, const char *name, const char *value,
                struct item_filter *filter, GError **error)
{
    const char **field;
    const char *const *values;
    if (find_choice(filter, name, &field, &values)) {
        *field = g_string_chunk_insert(call->strings, value);
        return one_of(name, value, values, error);
    }
    if (strcmp(name, "theme") == 0)
        return set_theme(call, value, filter, error);
    if (strcmp(name, "person") == 0)
        return set_person(call, value, filter, error);
    if (strcmp(name, "place") == 0)
        return set_place(call, value, filter, error);
    if (strcmp(name, "lang") == 0)
        return set_language(call, value, filter, error);
    if (strcmp(name, "from") == 0 || strcmp(name, "to") == 0)
        return set_day(call, name, value, filter, error);
    if (strcmp(name, "words") == 0)
        return set_words(call, value, filter, error);
    return refuse_unknown(name, error);
}

bool filter_read(const struct call *call, struct item_filter *filter, GError **error)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (call_has(call, names[i]) &&
            !set(call, names[i], call_option(call, names[i]), filter, error))
            return false;
    for (const char *const *word = options_words(call->options); *word != NULL; word++)
        if (!filter_from_word(call, *word, filter, error))
            return false;
    if (filter->from != NULL && filter->to != NULL && strcmp(filter->from, filter->to) > 0)
        return command_misused(error, "--from %s is after --to %s", filter->from, filter->to);
    return true;
}

bool filter_from_word(const struct call *call, const char *word, struct item_filter *filter,
                      GError **error)
{
    const char *equals = strchr(word, '=');
    if (strcmp(word, "shown") == 0)
        return filter->shown_only = true;
    if (strcmp(word, "withheld") == 0)
        return filter->withheld_only = true;
    if (g_strv_contains(filter_kinds, word))
        return set(call, "kind", word, filter, error);
    if (g_strv_contains(filter_eras, word))
        return set(call, "era", word, filter, error);
    if (g_strv_contains(filter_accesses, word))
        return set(call, "access", word, filter, error);
    if (equals == NULL)
        return refuse_unknown(word, error);
    g_autofree char *name = g_strndup(word, (gsize)(equals - word));
    return set(call, name, equals + 1, filter, error);
}
