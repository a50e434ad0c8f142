#include "tools/link.h"

#include "catalogue/error.h"
#include "catalogue/excerpt.h"
#include "catalogue/language.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/quotation.h"
#include "catalogue/theme.h"
#include "tools/absent.h"
#include "tools/command.h"
#include "tools/cutting.h"
#include "tools/measure.h"
#include "tools/output.h"

#include <math.h>
#include <string.h>

const char *const link_kinds[] = {"person", "place", "theme", "quotation", "excerpt", NULL};

/* True, and the error taken, where it only says that there is no such thing. */
static bool is_absent(GError **reason, GError **error)
{
    if (g_error_matches(*reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_clear_error(reason);
        return true;
    }
    g_propagate_error(error, g_steal_pointer(reason));
    return false;
}

static int64_t find_person(const struct link *link, const char *name, bool make, GError **error)
{
    GError *reason = NULL;
    struct person person = {0};
    if (person_find(link->db, name, link->strings, &person, &reason))
        return person.id;
    if (!is_absent(&reason, error))
        return 0;
    if (!make) {
        absent_refuse(link->db, TERM_PERSON, name, error);
        return 0;
    }
    person = (struct person){.name = name};
    if (!person_insert(link->db, &person, error))
        return 0;
    output_note(link->output, "new person: %s", name);
    return person.id;
}

static int64_t find_place(const struct link *link, const char *name, bool make, GError **error)
{
    GError *reason = NULL;
    struct place place = PLACE_NEW;
    if (place_find(link->db, name, link->strings, &place, &reason))
        return place.id;
    if (!is_absent(&reason, error))
        return 0;
    if (!make) {
        absent_refuse(link->db, TERM_PLACE, name, error);
        return 0;
    }
    place = (struct place)PLACE_NEW;
    place.name = name;
    if (!place_insert(link->db, &place, error))
        return 0;
    output_note(link->output, "new place: %s", name);
    return place.id;
}

static int64_t find_theme(const struct link *link, const char *name, bool make, GError **error)
{
    GError *reason = NULL;
    struct theme theme = {0};
    if (theme_find(link->db, name, link->strings, &theme, &reason))
        return theme.id;
    if (!is_absent(&reason, error))
        return 0;
    if (!make) {
        absent_refuse(link->db, TERM_THEME, name, error);
        return 0;
    }
    theme = (struct theme){.name = name};
    if (!theme_insert(link->db, &theme, error))
        return 0;
    output_note(link->output, "new theme: %s", name);
    return theme.id;
}

int64_t link_theme(const struct link *link, const char *name, GError **error)
{
    return find_theme(link, name, true, error);
}

static int64_t people_of(const struct link *link)
{
    g_autoptr(GArray) people = person_of_item(link->db, link->item, link->strings, NULL);
    return people != NULL ? people->len : 0;
}

static bool add_person(const struct link *link, const char *language, const char *text,
                       GError **error)
{
    g_autofree char *name = g_strdup(text);
    const char *role = "narrator";
    const char *line = "";
    char *equals = strchr(name, '=');
    if (equals != NULL) {
        *equals = '\0';
        role = g_strstrip(equals + 1);
        char *colon = strchr(equals + 1, ':');
        if (colon != NULL) {
            *colon = '\0';
            line = g_strstrip(colon + 1);
        }
    }
    g_strstrip(name);
    if (name[0] == '\0' || role[0] == '\0')
        return command_misused(error, "“%s” names no person and role; write \"Name=role\"", text);
    struct contributor contributor = {.item = link->item, .role = role, .role_line = line};
    contributor.position = people_of(link);
    contributor.person = find_person(link, name, true, error);
    return contributor.person != 0 && person_link(link->db, &contributor, error);
}

static bool remove_person(const struct link *link, const char *text, GError **error)
{
    g_autofree char *name = g_strdup(text);
    char *equals = strchr(name, '=');
    char *role = NULL;
    if (equals != NULL) {
        *equals = '\0';
        role = equals + 1;
        role[strcspn(role, ":")] = '\0';
        g_strstrip(role);
    }
    int64_t person = find_person(link, g_strstrip(name), false, error);
    return person != 0 && person_unlink(link->db, link->item, person, role, error);
}

static bool add_place(const struct link *link, const char *language, const char *text,
                      GError **error)
{
    int64_t place = find_place(link, text, true, error);
    return place != 0 && place_link(link->db, link->item, place, error);
}

static bool remove_place(const struct link *link, const char *text, GError **error)
{
    int64_t place = find_place(link, text, false, error);
    return place != 0 && place_unlink(link->db, link->item, place, error);
}

static bool add_theme(const struct link *link, const char *language, const char *text,
                      GError **error)
{
    int64_t theme = find_theme(link, text, true, error);
    return theme != 0 && theme_link(link->db, link->item, theme, error);
}

static bool remove_theme(const struct link *link, const char *text, GError **error)
{
    int64_t theme = find_theme(link, text, false, error);
    return theme != 0 && theme_unlink(link->db, link->item, theme, error);
}

/* "[1:02] Words": the words; their moment, or -1, in @at_ms. */
static const char *read_moment(const char *text, int64_t *at_ms, GError **error)
{
    const char *close = text[0] == '[' ? strchr(text, ']') : NULL;
    *at_ms = -1;
    if (close == NULL)
        return text;
    g_autofree char *time = g_strndup(text + 1, (gsize)(close - text - 1));
    if (measure_time_read(time, at_ms))
        return close + 1 + strspn(close + 1, " ");
    command_misused(error,
                    "“[%s]” is no time in the recording; write [1:02] before the words, or only "
                    "the words",
                    time);
    return NULL;
}

static bool add_quotation(const struct link *link, const char *language, const char *text,
                          GError **error)
{
    struct quotation quotation = {
        .item = link->item, .text = text, .language = language, .at_ms = -1};
    quotation.text = read_moment(text, &quotation.at_ms, error);
    if (quotation.text == NULL)
        return false;
    if (quotation.text[0] == '\0')
        return command_misused(error, "a quotation needs words: +quotation=\"…\"");
    g_autoptr(GArray) others = quotation_list(link->db, link->item, link->strings, error);
    if (others == NULL)
        return false;
    quotation.position = others->len;
    return quotation_insert(link->db, &quotation, error);
}

/* The one with these words and, where it is said, at this moment; else one that begins so. */
static bool remove_quotation(const struct link *link, const char *text, GError **error)
{
    int64_t at_ms = -1;
    const struct quotation *found = NULL;
    const char *words = read_moment(text, &at_ms, error);
    if (words == NULL)
        return false;
    g_autoptr(GArray) all = quotation_list(link->db, link->item, link->strings, error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const struct quotation *quotation = &g_array_index(all, struct quotation, i);
        bool is_whole = strcmp(quotation->text, words) == 0;
        if ((at_ms >= 0 && quotation->at_ms != at_ms) || !g_str_has_prefix(quotation->text, words))
            continue;
        if (found == NULL || is_whole)
            found = quotation;
        if (is_whole)
            break;
    }
    if (found != NULL && words[0] != '\0')
        return quotation_remove(link->db, found->id, error);
    return all != NULL &&
           command_refused(error, "no quotation of this item begins with “%s”", words);
}

static bool read_span(const char *text, struct excerpt *excerpt, GError **error)
{
    g_auto(GStrv) ends = g_strsplit(text, "-", 2);
    if (g_strv_length(ends) == 2 && measure_time_read(g_strstrip(ends[0]), &excerpt->begin_ms) &&
        measure_time_read(g_strstrip(ends[1]), &excerpt->end_ms) &&
        excerpt->end_ms > excerpt->begin_ms)
        return true;
    return command_misused(error, "“%s” is no part of a recording; write FROM-TO: 0:10-1:30", text);
}

static bool add_excerpt(const struct link *link, const char *language, const char *text,
                        GError **error)
{
    struct excerpt excerpt = {.item = link->item};
    return read_span(text, &excerpt, error) && cutting_drop(link->db, link->item, error) &&
           excerpt_insert(link->db, &excerpt, error);
}

static bool remove_excerpt(const struct link *link, const char *text, GError **error)
{
    struct excerpt wanted = {0};
    if (!read_span(text, &wanted, error))
        return false;
    g_autoptr(GArray) all = excerpt_list(link->db, link->item, link->strings, error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const struct excerpt *excerpt = &g_array_index(all, struct excerpt, i);
        if (excerpt->begin_ms == wanted.begin_ms && excerpt->end_ms == wanted.end_ms)
            return cutting_drop(link->db, link->item, error) &&
                   excerpt_remove(link->db, excerpt->id, error);
    }
    return all != NULL && command_refused(error, "this item has no excerpt %s", text);
}

/* In the order of link_kinds. */
static const struct {
    bool (*add)(const struct link *, const char *, const char *, GError **);
    bool (*remove)(const struct link *, const char *, GError **);
} kinds[] = {
    {add_person, remove_person},       {add_place, remove_place},     {add_theme, remove_theme},
    {add_quotation, remove_quotation}, {add_excerpt, remove_excerpt},
};

static int find_kind(const char *kind, const char *text, GError **error)
{
    for (int i = 0; link_kinds[i] != NULL; i++) {
        if (strcmp(link_kinds[i], kind) != 0)
            continue;
        if (text[0] != '\0')
            return i;
        command_misused(error, "%s needs a value: +%s=\"…\"", kind, kind);
        return -1;
    }
    command_misused(error,
                    "+ and - go with person, place, theme, quotation and excerpt, not with "
                    "“%s”",
                    kind);
    return -1;
}

bool link_add(const struct link *link, const char *kind, const char *language, const char *text,
              GError **error)
{
    int at = find_kind(kind, text, error);
    return at >= 0 && kinds[at].add(link, language, text, error);
}

bool link_remove(const struct link *link, const char *kind, const char *text, GError **error)
{
    int at = find_kind(kind, text, error);
    return at >= 0 && kinds[at].remove(link, text, error);
}
