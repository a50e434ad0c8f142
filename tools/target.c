#include "tools/target.h"

#include "catalogue/item_field.h"
#include "catalogue/language.h"
#include "tools/command.h"
#include "tools/near.h"

#include <string.h>

static const struct {
    const char *word;
    enum target_kind kind;
    bool is_many;
} kinds[] = {
    {"-", TARGET_NOTHING, true},          {"kind", TARGET_KIND, true},
    {"rights", TARGET_RIGHTS, true},      {"code", TARGET_CODE, false},
    {"added", TARGET_ADDED, false},       {"person", TARGET_PERSON, true},
    {"place", TARGET_PLACE, true},        {"theme", TARGET_THEME, true},
    {"media", TARGET_MEDIA, true},        {"transcript", TARGET_TRANSCRIPT, false},
    {"parent", TARGET_PARENT, false},     {"approximate", TARGET_APPROXIMATE, false},
    {"latitude", TARGET_LATITUDE, false}, {"longitude", TARGET_LONGITUDE, false},
    {"public", TARGET_PUBLIC, false},     {"describe", TARGET_DESCRIBE, true},
    {"part_of", TARGET_PART_OF, false},   {"keep", TARGET_KEEP, true},
};

/* Headings by their letters and digits alone, without the name of their vocabulary; those of one
 * target from the surest down. */
static const struct {
    const char *heading, *target;
} headings[] = {
    {"code", "code"},
    {"added", "added"},
    {"objectid", "identifier"},
    {"identifier", "identifier"},
    {"dctermsidentifier", "identifier"},
    {"recordid", "identifier"},
    {"itemid", "identifier"},
    {"id", "identifier"},
    {"parentid", "parent"},
    {"parent", "parent"},
    {"partof", "part_of"},
    {"title", "title"},
    {"itemtitle", "title"},
    {"kind", "kind"},
    {"displaytemplate", "kind"},
    {"itemtype", "kind"},
    {"itemtypename", "kind"},
    {"type", "kind"},
    {"format", "kind"},
    {"form", "form"},
    {"formatoriginal", "form"},
    {"originalformat", "form"},
    {"description", "description"},
    {"abstract", "summary"},
    {"summary", "summary"},
    {"language", "language"},
    {"date", "date"},
    {"created", "date"},
    {"datecreated", "date"},
    {"issued", "date"},
    {"datetext", "date"},
    {"dateisapproximate", "approximate"},
    {"era", "era"},
    {"rightsstatement", "rights"},
    {"rightsstatements", "rights"},
    {"license", "rights"},
    {"rights", "rights"},
    {"rightsnote", "rights_note"},
    {"accessrights", "rights_note"},
    {"rightsholder", "credit"},
    {"credit", "credit"},
    {"creditline", "credit"},
    {"sensitivity", "sensitivity"},
    {"altshort", "alt_short"},
    {"imagealttext", "alt_short"},
    {"alttext", "alt_short"},
    {"altlong", "alt_long"},
    {"focalx", "focal_x"},
    {"focaly", "focal_y"},
    {"access", "access"},
    {"embargo", "embargo"},
    {"rank", "rank"},
    {"text", "text"},
    {"transcription", "text"},
    {"objecttranscript", "transcript"},
    {"transcript", "transcript"},
    {"person", "person"},
    {"creator", "person creator split \";\""},
    {"author", "person creator split \";\""},
    {"photographer", "person photographer split \";\""},
    {"artist", "person creator split \";\""},
    {"contributor", "person contributor split \";\""},
    {"interviewee", "person narrator split \";\""},
    {"narrator", "person narrator split \";\""},
    {"interviewer", "person interviewer split \";\""},
    {"publisher", "person publisher split \";\""},
    {"theme", "theme"},
    {"subject", "theme split \";\""},
    {"subjects", "theme split \";\""},
    {"tags", "theme split \",\""},
    {"tag", "theme split \",\""},
    {"keywords", "theme split \";\""},
    {"collection", "theme"},
    {"itemset", "theme split \";\""},
    {"place", "place"},
    {"location", "place split \";\""},
    {"coverage", "place split \";\""},
    {"spatial", "place split \";\""},
    {"spatialcoverage", "place split \";\""},
    {"latitude", "latitude"},
    {"longitude", "longitude"},
    {"objectlocation", "media split \";\""},
    {"media", "media split \";\""},
    {"mediaurl", "media split \";\""},
    {"file", "media split \";\""},
    {"files", "media split \";\""},
    {"filename", "media split \";\""},
    {"public", "public"},
    {"ispublic", "public"},
    {"medium", "describe"},
    {"dimensions", "describe"},
    {"extent", "describe"},
    {"source", "describe"},
    {"youtubeid", "-"},
    {"vimeoid", "-"},
    {"imagesmall", "-"},
    {"imagethumb", "-"},
    {"featured", "-"},
};

void target_finish(struct target *target)
{
    g_free(target->name);
    g_free(target->language);
    g_free(target->split);
    *target = (struct target){0};
}

/* Takes `split ";"` off the end of @text. */
static bool read_split(struct target *target, char *text, GError **error)
{
    char *split = strstr(text, " split ");
    if (split == NULL)
        return true;
    char *typed = g_strstrip(split + strlen(" split "));
    size_t length = strlen(typed);
    *split = '\0';
    if (length < 3 || typed[0] != '"' || typed[length - 1] != '"')
        return command_misused(error, "write what stands between values in quotes: split \";\"");
    target->split = g_strndup(typed + 1, length - 2);
    return true;
}

static bool read_field(struct target *target, char *text, GError **error)
{
    char *at = strchr(text, '@');
    if (at != NULL) {
        *at = '\0';
        target->language = language_canonical(at + 1);
        if (target->language == NULL)
            return command_misused(error, "“%s” is no language; write a tag such as ur or pa-Arab",
                                   at + 1);
    }
    if (!g_strv_contains(item_field_names, text)) {
        g_autofree char *question = near_question(near_word(text, item_field_names));
        g_autofree char *known = g_strjoinv(", ", (char **)item_field_names);
        return command_misused(
            error,
            "“%s” is nothing a column can become%s; these are: %s, code, added, "
            "person, place, theme, media, transcript, parent, approximate, "
            "latitude, longitude, public, describe, part_of, keep, and - for nothing",
            text, question, known);
    }
    if (target->language != NULL && !item_field_is_translated(text))
        return command_misused(error, "“%s” is not kept in other languages", text);
    target->kind = TARGET_FIELD;
    target->name = g_strdup(text);
    return true;
}

static bool read_target(struct target *target, char *text, GError **error)
{
    if (!read_split(target, text, error))
        return false;
    g_strstrip(text);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].word);
        if (strncmp(text, kinds[i].word, length) != 0)
            continue;
        bool may_be_named = kinds[i].kind == TARGET_PERSON || kinds[i].kind == TARGET_KEEP;
        bool has_role = may_be_named && text[length] == ' ';
        if (text[length] != '\0' && !has_role)
            continue;
        target->kind = kinds[i].kind;
        target->name = has_role ? g_strstrip(g_strdup(text + length + 1)) : NULL;
        return true;
    }
    return read_field(target, text, error);
}

bool target_read(struct target *target, const char *text, GError **error)
{
    g_autofree char *copy = g_strstrip(g_strdup(text));
    *target = (struct target){0};
    if (read_target(target, copy, error))
        return true;
    target_finish(target);
    return false;
}

char *target_text(const struct target *target)
{
    if (target->kind == TARGET_FIELD)
        return g_strconcat(target->name, target->language != NULL ? "@" : "", target->language,
                           NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].kind == target->kind)
            return g_strconcat(kinds[i].word, target->name != NULL ? " " : "", target->name, NULL);
    g_assert_not_reached();
}

bool target_is_many(const struct target *target)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].kind == target->kind)
            return kinds[i].is_many;
    return false;
}

/* "Dublin Core:Title", "dcterms:title", "Item Type Metadata:Interviewer": what stands after the
 * name of the vocabulary. */
static const char *after_vocabulary(const char *heading)
{
    static const char *const names[] = {
        "dublincore", "dcterms", "dc", "itemtypemetadata", "foaf", "bibo", "schema", "o", NULL};
    const char *colon = strrchr(heading, ':');
    if (colon == NULL)
        return heading;
    g_autoptr(GString) name = g_string_new(NULL);
    for (const char *at = heading; at < colon; at++)
        if (g_ascii_isalnum(*at))
            g_string_append_c(name, g_ascii_tolower(*at));
    return g_strv_contains(names, name->str) ? colon + 1 : heading;
}

bool target_of_heading(struct target *target, const char *heading, int *rank)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    *rank = 0;
    if (strchr(heading, '@') != NULL)
        return target_read(target, heading, NULL);
    for (const char *at = after_vocabulary(heading); *at != '\0'; at++)
        if (g_ascii_isalnum(*at))
            g_string_append_c(plain, g_ascii_tolower(*at));
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++) {
        if (strcmp(headings[i].heading, plain->str) != 0)
            continue;
        *rank = (int)i;
        return target_read(target, headings[i].target, NULL);
    }
    return false;
}
