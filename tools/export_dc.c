#include "catalogue/asset.h"
#include "catalogue/community_label.h"
#include "catalogue/content_note.h"
#include "catalogue/formats/dublin_core.h"
#include "catalogue/index_point.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/rights.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"
#include "tools/dossier.h"
#include "tools/export.h"
#include "tools/measure.h"
#include "tools/parcel.h"

#include <string.h>

/* The statements of one item while they are gathered. */
struct gathering {
    const struct export *export;
    const struct dossier *dossier;
    GArray *statements; /* struct dublin_core */
};

static void say_in(const struct gathering *all, const char *term, const char *text,
                   const char *language, const char *scheme)
{
    struct dublin_core statement = {
        .term = term, .text = text, .language = language, .scheme = scheme};
    g_array_append_val(all->statements, statement);
}

/* In no language: names, numbers, days. */
static void say(const struct gathering *all, const char *term, const char *text, const char *scheme)
{
    say_in(all, term, text, NULL, scheme);
}

static void say_words(const struct gathering *all, const char *term, const char *text)
{
    say_in(all, term, text, all->export->facts.language, NULL);
}

static const char *keep(const struct gathering *all, char *text)
{
    const char *kept = g_string_chunk_insert(all->dossier->strings, text);
    g_free(text);
    return kept;
}

/* Who made a thing, not who speaks in it or is in it. */
static const char *term_of(const char *role)
{
    static const char *const makers[] = {"creator",    "author",    "poet",   "photographer",
                                         "artist",     "filmmaker", "writer", "maker",
                                         "film-maker", "painter",   "editor", NULL};
    if (strcmp(role, "subject") == 0)
        return "subject";
    return g_strv_contains(makers, role) ? "creator" : "contributor";
}

static void say_links(const struct gathering *all)
{
    const struct dossier *dossier = all->dossier;
    for (guint i = 0; i < dossier->people->len; i++) {
        const struct contributor *person = &g_array_index(dossier->people, struct contributor, i);
        say(all, term_of(person->role), dossier_name(person), NULL);
    }
    for (guint i = 0; i < dossier->themes->len; i++)
        say_words(all, "subject", g_array_index(dossier->themes, struct theme, i).name);
    for (guint i = 0; i < dossier->places->len; i++)
        say_words(all, "spatial", g_array_index(dossier->places, struct place, i).name);
}

static void say_translations(const struct gathering *all)
{
    const struct {
        const char *field;
        const char *term;
    } fields[] = {{"title", "title"}, {"description", "description"}, {"summary", "abstract"}};
    for (guint i = 0; i < all->dossier->translations->len; i++) {
        const struct translation *one =
            &g_array_index(all->dossier->translations, struct translation, i);
        for (size_t j = 0; j < G_N_ELEMENTS(fields); j++)
            if (strcmp(one->field, fields[j].field) == 0)
                say_in(all, fields[j].term, one->text, one->language, NULL);
    }
}

static const char *type_of(const char *kind)
{
    static const char *const types[][2] = {{"oral_history", "Sound"},
                                           {"film", "MovingImage"},
                                           {"picture", "StillImage"},
                                           {"text", "Text"},
                                           {"document", "Text"}};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i][0], kind) == 0)
            return types[i][1];
    return NULL;
}

/* ISO 8601: PT1H2M3S. */
static char *extent_of(int64_t length_ms)
{
    int64_t seconds = (length_ms + 500) / 1000;
    GString *text = g_string_new("PT");
    if (seconds >= 3600)
        g_string_append_printf(text, "%dH", (int)(seconds / 3600));
    if (seconds % 3600 >= 60)
        g_string_append_printf(text, "%dM", (int)(seconds / 60 % 60));
    if (seconds % 60 > 0 || seconds == 0)
        g_string_append_printf(text, "%dS", (int)(seconds % 60));
    return g_string_free(text, false);
}

static void say_form(const struct gathering *all)
{
    const struct dossier *dossier = all->dossier;
    const struct asset *shown = dossier_asset(dossier, "access", NULL);
    if (shown == NULL)
        shown = dossier_asset(dossier, "screen", NULL);
    say(all, "type", type_of(dossier->item.kind), "DCMIType");
    if (shown != NULL)
        say(all, "format", shown->media_type, "IMT");
    if (dossier_length(dossier) >= 0)
        say(all, "extent", keep(all, extent_of(dossier_length(dossier))), NULL);
}

/* What is spoken about from when: "0:00 Tea -- 12:30 Milk". */
static void say_index(const struct gathering *all)
{
    g_autoptr(GString) contents = g_string_new(NULL);
    for (guint i = 0; i < all->dossier->points->len; i++) {
        const struct index_point *point =
            &g_array_index(all->dossier->points, struct index_point, i);
        g_autofree char *at = measure_time(point->at_ms);
        g_string_append_printf(contents, "%s%s %s", i > 0 ? " -- " : "", at, point->title);
    }
    say_words(all, "tableOfContents", g_string_chunk_insert(all->dossier->strings, contents->str));
}

/* What people are told before, and what communities say of it, go where the thing goes. */
static void say_care(const struct gathering *all)
{
    const struct dossier *dossier = all->dossier;
    for (guint i = 0; i < dossier->notes->len; i++)
        say_words(all, "description",
                  keep(all, g_strconcat("Content note: ",
                                        g_array_index(dossier->notes, struct content_note, i).says,
                                        NULL)));
    for (guint i = 0; i < dossier->labels->len; i++) {
        const struct community_label *label =
            &g_array_index(dossier->labels, struct community_label, i);
        say_in(all, "accessRights",
               keep(all, g_strdup_printf("%s (%s): %s", label->label_code, label->community,
                                         label->says)),
               label->language, NULL);
    }
}

static void say_rights(const struct gathering *all)
{
    const struct item *item = &all->dossier->item;
    bool is_licence = strstr(item->rights, "creativecommons.org") != NULL;
    say(all, is_licence ? "license" : "rights", item->rights, "URI");
    say_words(all, "rights", item->rights_note);
    say_words(all, "rights", item->credit);
}

static void gather(const struct gathering *all)
{
    const struct item *item = &all->dossier->item;
    say(all, "identifier", item->code, NULL);
    say(all, "identifier", item->identifier, NULL);
    say_words(all, "title", item->title);
    say_words(all, "description", item->description);
    say_words(all, "abstract", item->summary);
    say_translations(all);
    say_index(all);
    say_links(all);
    say(all, "created", item->date_edtf != NULL ? item->date_edtf : item->date_text, NULL);
    say(all, "language", strcmp(item->language, "und") != 0 ? item->language : NULL, "RFC5646");
    say_form(all);
    say_words(all, "isPartOf", all->export->facts.title);
    say_rights(all);
    say_care(all);
}

static bool add(const struct export *export, const struct gathering *all, bool is_qualified,
                GError **error)
{
    g_autofree char *name = g_strdup_printf("%s%s.%s.xml", export->below, all->dossier->item.code,
                                            is_qualified ? "dcterms" : "dc");
    g_autofree char *xml =
        dublin_core_write((const struct dublin_core *)(void *)all->statements->data,
                          all->statements->len, is_qualified);
    return parcel_add(export->parcel, name, xml, error);
}

static bool write_item(struct export *export, const struct dossier *dossier, bool *is_written,
                       GError **error)
{
    g_autoptr(GArray) statements = g_array_new(false, true, sizeof(struct dublin_core));
    struct gathering all = {.export = export, .dossier = dossier, .statements = statements};
    gather(&all);
    *is_written = true;
    return add(export, &all, false, error) && add(export, &all, true, error);
}

const struct export_form export_dc = {.name = "dc", .item = write_item};
