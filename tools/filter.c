#include "tools/filter.h"

#include "catalogue/error.h"
#include "catalogue/item.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/theme.h"

#include <math.h>
#include <string.h>

static bool one_of(const char *what, const char *value, const char *const *words, GError **error)
{
    if (g_strv_contains(words, value))
        return true;
    g_autofree char *all = g_strjoinv(", ", (char **)words);
    return command_misused(error, "“%s” is no %s; there are: %s", value, what, all);
}

/* An absent name is a mistake of the command line, with where to look. */
static bool is_found(bool found, const char *what, const char *name, GError *reason, GError **error)
{
    if (found)
        return true;
    if (!g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, reason);
        return false;
    }
    g_error_free(reason);
    return command_refused(error, "no %s is called “%s”; `rwf %s list` shows all", what, name,
                           what);
}

static bool set_theme(const struct call *call, const char *name, struct item_filter *filter,
                      GError **error)
{
    GError *reason = NULL;
    struct theme theme = {0};
    bool found = theme_find(call->db, name, call->strings, &theme, &reason);
    filter->theme = theme.id;
    return is_found(found, "theme", name, reason, error);
}

static bool set_person(const struct call *call, const char *name, struct item_filter *filter,
                       GError **error)
{
    GError *reason = NULL;
    struct person person = {0};
    bool found = person_find(call->db, name, call->strings, &person, &reason);
    filter->person = person.id;
    return is_found(found, "person", name, reason, error);
}

static bool set_place(const struct call *call, const char *name, struct item_filter *filter,
                      GError **error)
{
    GError *reason = NULL;
    struct place place = PLACE_NEW;
    bool found = place_find(call->db, name, call->strings, &place, &reason);
    filter->place = place.id;
    return is_found(found, "place", name, reason, error);
}

static bool set(const struct call *call, const char *name, const char *value,
                struct item_filter *filter, GError **error)
{
    static const char *const kinds[] = {"oral_history", "picture",  "film",
                                        "text",         "document", NULL};
    static const char *const eras[] = {"past", "present", "future", NULL};
    static const char *const accesses[] = {"kiosk", "on_request", "closed", "embargoed", NULL};
    const char *kept = g_string_chunk_insert(call->strings, value);
    if (strcmp(name, "kind") == 0)
        return filter->kind = kept, one_of("kind", value, kinds, error);
    if (strcmp(name, "era") == 0)
        return filter->era = kept, one_of("era", value, eras, error);
    if (strcmp(name, "access") == 0)
        return filter->access = kept, one_of("access", value, accesses, error);
    if (strcmp(name, "missing") == 0)
        return filter->missing = kept, true;
    if (strcmp(name, "theme") == 0)
        return set_theme(call, value, filter, error);
    if (strcmp(name, "person") == 0)
        return set_person(call, value, filter, error);
    if (strcmp(name, "place") == 0)
        return set_place(call, value, filter, error);
    return command_misused(error,
                           "“%s” is no filter; write shown, withheld, or one of kind=, era=, "
                           "theme=, person=, place=, access=, missing=",
                           name);
}

bool filter_from_options(const struct call *call, struct item_filter *filter, GError **error)
{
    static const char *const names[] = {"kind",  "era",    "theme",  "person",
                                        "place", "access", "missing"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (call_has(call, names[i]) &&
            !set(call, names[i], call_option(call, names[i]), filter, error))
            return false;
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
    g_autofree char *name =
        equals != NULL ? g_strndup(word, (gsize)(equals - word)) : g_strdup(word);
    return set(call, name, equals != NULL ? equals + 1 : "", filter, error);
}
