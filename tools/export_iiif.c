#include "catalogue/asset.h"
#include "catalogue/community_label.h"
#include "catalogue/content_note.h"
#include "catalogue/language.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/theme.h"
#include "tools/call.h"
#include "tools/document.h"
#include "tools/dossier.h"
#include "tools/export.h"
#include "tools/iiif.h"
#include "tools/parcel.h"

#include <string.h>

#define CONTEXT "http://iiif.io/api/presentation/3/context.json"

static void put_pair(const struct iiif *iiif, const char *label, const char *language,
                     const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    document_open(iiif->document, NULL);
    iiif_words(iiif, "label", "en", label);
    iiif_words(iiif, "value", language, value);
    document_close(iiif->document);
}

/* "Narrator" for "narrator". */
static void put_people(const struct iiif *iiif)
{
    for (guint i = 0; i < iiif->dossier->people->len; i++) {
        const struct contributor *person =
            &g_array_index(iiif->dossier->people, struct contributor, i);
        g_autofree char *role = g_strdup(person->role);
        role[0] = g_ascii_toupper(role[0]);
        put_pair(iiif, role, NULL, dossier_name(person));
    }
}

/* What people are told before, and what communities say of it, go where the thing goes. */
static void put_care(const struct iiif *iiif)
{
    const struct dossier *dossier = iiif->dossier;
    for (guint i = 0; i < dossier->notes->len; i++)
        put_pair(iiif, "Content note", iiif->export->facts.language,
                 g_array_index(dossier->notes, struct content_note, i).says);
    for (guint i = 0; i < dossier->labels->len; i++) {
        const struct community_label *label =
            &g_array_index(dossier->labels, struct community_label, i);
        g_autofree char *says =
            g_strdup_printf("%s (%s): %s", label->label_code, label->community, label->says);
        put_pair(iiif, "Community label", label->language, says);
    }
}

static void put_metadata(const struct iiif *iiif)
{
    const struct dossier *dossier = iiif->dossier;
    const struct language *language = language_find(dossier->item.language);
    const char *own = iiif->export->facts.language;
    const char *date =
        dossier->item.date_text != NULL ? dossier->item.date_text : dossier->item.date_edtf;
    document_open_array(iiif->document, "metadata");
    put_pair(iiif, "Identifier", NULL, dossier->item.code);
    put_pair(iiif, "Date", own, date);
    put_people(iiif);
    for (guint i = 0; i < dossier->places->len; i++)
        put_pair(iiif, "Place", own, g_array_index(dossier->places, struct place, i).name);
    for (guint i = 0; i < dossier->themes->len; i++)
        put_pair(iiif, "Theme", own, g_array_index(dossier->themes, struct theme, i).name);
    if (language != NULL && language->script[0] != '\0')
        put_pair(iiif, "Language", "en", language->name);
    put_care(iiif);
    document_close(iiif->document);
}

/* A controlled address as `rights`, which IIIF wants with http; words and credit as what must be shown
 * with the thing. */
static void put_rights(const struct iiif *iiif)
{
    const struct item *item = &iiif->dossier->item;
    bool has_note = item->rights_note[0] != '\0';
    bool has_credit = item->credit[0] != '\0';
    if (item->rights[0] != '\0')
        document_text(iiif->document, "rights", item->rights);
    if (!has_note && !has_credit)
        return;
    document_open(iiif->document, "requiredStatement");
    iiif_words(iiif, "label", "en", "Rights and credit");
    document_open(iiif->document, "value");
    document_open_array(iiif->document, iiif_language(iiif->export->facts.language));
    if (has_note)
        document_text(iiif->document, NULL, item->rights_note);
    if (has_credit)
        document_text(iiif->document, NULL, item->credit);
    document_close(iiif->document);
    document_close(iiif->document);
    document_close(iiif->document);
}

/* Who keeps it. */
static void put_provider(const struct iiif *iiif)
{
    document_open_array(iiif->document, "provider");
    document_open(iiif->document, NULL);
    document_text(iiif->document, "id", iiif->export->base_url);
    document_text(iiif->document, "type", "Agent");
    iiif_words(iiif, "label", iiif->export->facts.language, iiif->export->facts.title);
    document_close(iiif->document);
    document_close(iiif->document);
}

static bool put_thumbnail(const struct iiif *iiif, GError **error)
{
    const struct asset *thumbnail = dossier_asset(iiif->dossier, "thumbnail", "image/");
    if (thumbnail == NULL)
        return true;
    document_open_array(iiif->document, "thumbnail");
    if (!iiif_open_file(iiif, NULL, thumbnail, "thumbnail", error))
        return false;
    document_close(iiif->document);
    document_close(iiif->document);
    return true;
}

static void put_head(const struct iiif *iiif)
{
    const struct dossier *dossier = iiif->dossier;
    document_text(iiif->document, "@context", CONTEXT);
    iiif_address(iiif, "id", "manifest.json");
    document_text(iiif->document, "type", "Manifest");
    iiif_words_all(iiif, "label", dossier->item.title, dossier->translations, "title");
    if (dossier->item.description[0] != '\0')
        iiif_words_all(iiif, "summary", dossier->item.description, dossier->translations,
                       "description");
    put_metadata(iiif);
    put_rights(iiif);
    put_provider(iiif);
}

static bool has_canvas(const struct dossier *dossier)
{
    const struct asset *screen = dossier_asset(dossier, "screen", "image/");
    return dossier_length(dossier) > 0 || (screen != NULL && screen->width_px > 0);
}

static bool write_item(struct export *export, const struct dossier *dossier, bool *is_written,
                       GError **error)
{
    int canvases = 0;
    g_autofree char *root = g_strdup_printf("%s%s/", export->base_url, dossier->item.code);
    if (!has_canvas(dossier))
        return true;
    struct iiif iiif = {
        .export = export, .dossier = dossier, .document = document_create(), .root = root};
    put_head(&iiif);
    bool is_fine = put_thumbnail(&iiif, error) && iiif_write_canvases(&iiif, &canvases, error) &&
                   iiif_write_ranges(&iiif, error);
    if (is_fine) {
        g_autofree char *text = document_finish(iiif.document);
        g_autofree char *name = g_strdup_printf("%s/manifest.json", dossier->item.code);
        is_fine = parcel_add(export->parcel, name, text, error);
    }
    document_free(iiif.document);
    *is_written = is_fine;
    return is_fine;
}

/* The collection of all manifests, in the order they were written. */
static bool write_collection(struct export *export, GError **error)
{
    struct iiif iiif = {.export = export, .document = document_create(), .root = export->base_url};
    bool is_fine = true;
    document_text(iiif.document, "@context", CONTEXT);
    iiif_address(&iiif, "id", "collection.json");
    document_text(iiif.document, "type", "Collection");
    iiif_words(&iiif, "label", export->facts.language, export->facts.title);
    put_provider(&iiif);
    document_open_array(iiif.document, "items");
    for (guint i = 0; is_fine && i < export->written->len; i++) {
        g_autoptr(dossier) dossier =
            dossier_read(export->db, g_array_index(export->written, int64_t, i), error);
        is_fine = dossier != NULL;
        if (!is_fine)
            break;
        document_open(iiif.document, NULL);
        iiif_address(&iiif, "id", "%s/manifest.json", dossier->item.code);
        document_text(iiif.document, "type", "Manifest");
        iiif_words_all(&iiif, "label", dossier->item.title, dossier->translations, "title");
        document_close(iiif.document);
    }
    document_close(iiif.document);
    if (is_fine) {
        g_autofree char *text = document_finish(iiif.document);
        is_fine = parcel_add(export->parcel, "collection.json", text, error);
    }
    document_free(iiif.document);
    return is_fine;
}

const struct export_form export_iiif = {.name = "iiif",
                                        .use = "web",
                                        .has_addresses = true,
                                        .item = write_item,
                                        .finish = write_collection};
