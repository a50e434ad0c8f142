#include "tools/dossier.h"

#include "catalogue/asset.h"
#include "catalogue/community_label.h"
#include "catalogue/consent.h"
#include "catalogue/content_note.h"
#include "catalogue/cue.h"
#include "catalogue/index_point.h"
#include "catalogue/own_field.h"
#include "catalogue/part.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"

#include <string.h>

struct dossier *dossier_read(struct db *db, int64_t item, GError **error)
{
    g_autoptr(dossier) dossier = g_new0(struct dossier, 1);
    GStringChunk *strings = dossier->strings = g_string_chunk_new(4096);
    if (!item_get(db, item, strings, &dossier->item, error) ||
        (dossier->people = person_of_item(db, item, strings, error)) == NULL ||
        (dossier->places = place_of_item(db, item, strings, error)) == NULL ||
        (dossier->themes = theme_of_item(db, item, strings, error)) == NULL ||
        (dossier->assets = asset_list(db, item, strings, error)) == NULL ||
        (dossier->consents = consent_list(db, item, strings, error)) == NULL ||
        (dossier->notes = content_note_list(db, item, strings, error)) == NULL ||
        (dossier->labels = community_label_list(db, item, strings, error)) == NULL ||
        (dossier->own_fields = own_field_list(db, item, strings, error)) == NULL ||
        (dossier->whole = part_whole(db, item, strings, error)) == NULL ||
        (dossier->translations = translation_list(db, item, strings, error)) == NULL ||
        (dossier->points = index_point_list(db, item, strings, error)) == NULL ||
        (dossier->cues = cue_list(db, item, NULL, NULL, strings, error)) == NULL)
        return NULL;
    return g_steal_pointer(&dossier);
}

void dossier_free(struct dossier *dossier)
{
    if (dossier == NULL)
        return;
    GArray *const lists[] = {dossier->people, dossier->places,       dossier->themes,
                             dossier->assets, dossier->consents,     dossier->notes,
                             dossier->labels, dossier->translations, dossier->points,
                             dossier->cues,   dossier->own_fields,   dossier->whole};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        if (lists[i] != NULL)
            g_array_unref(lists[i]);
    g_string_chunk_free(dossier->strings);
    g_free(dossier);
}

const struct asset *dossier_asset(const struct dossier *dossier, const char *role, const char *kind)
{
    for (guint i = 0; i < dossier->assets->len; i++) {
        const struct asset *asset = &g_array_index(dossier->assets, struct asset, i);
        if (strcmp(asset->role, role) == 0 &&
            (kind == NULL || g_str_has_prefix(asset->media_type, kind)))
            return asset;
    }
    return NULL;
}

int64_t dossier_length(const struct dossier *dossier)
{
    const struct asset *asset = dossier_asset(dossier, "access", NULL);
    return asset != NULL ? asset->duration_ms : -1;
}

const char *dossier_name(const struct contributor *person)
{
    return person->name[0] != '\0' ? person->name : "Name withheld by choice";
}
