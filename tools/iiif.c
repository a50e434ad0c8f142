#include "tools/iiif.h"

#include "catalogue/asset.h"
#include "catalogue/translation.h"
#include "tools/document.h"
#include "tools/dossier.h"
#include "tools/export.h"
#include "tools/parcel.h"

#include <string.h>

const char *iiif_language(const char *tag)
{
    if (tag == NULL || *tag == '\0' || strcmp(tag, "und") == 0)
        return "none";
    for (const char *at = tag; *at != '\0'; at++)
        if (!g_ascii_isalpha(*at) && *at != '-')
            return "none";
    return tag;
}

static void put_words(const struct iiif *iiif, const char *language, const char *text)
{
    document_open_array(iiif->document, iiif_language(language));
    document_text(iiif->document, NULL, text);
    document_close(iiif->document);
}

void iiif_words(const struct iiif *iiif, const char *key, const char *language, const char *text)
{
    document_open(iiif->document, key);
    put_words(iiif, language, text);
    document_close(iiif->document);
}

void iiif_words_all(const struct iiif *iiif, const char *key, const char *text,
                    const GArray *translations, const char *field)
{
    const char *own = iiif->export->facts.language;
    document_open(iiif->document, key);
    put_words(iiif, own, text);
    for (guint i = 0; i < translations->len; i++) {
        const struct translation *one = &g_array_index(translations, struct translation, i);
        const char *language = iiif_language(one->language);
        if (strcmp(one->field, field) == 0 && strcmp(language, iiif_language(own)) != 0 &&
            strcmp(language, "none") != 0)
            put_words(iiif, language, one->text);
    }
    document_close(iiif->document);
}

void iiif_address(const struct iiif *iiif, const char *key, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *rest = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *address = g_strconcat(iiif->root, rest, NULL);
    document_text(iiif->document, key, address);
}

static const char *ending_of(const char *media_type)
{
    static const char *const endings[][2] = {
        {"audio/mp4", "m4a"},   {"audio/mpeg", "mp3"},      {"video/mp4", "mp4"},
        {"image/jpeg", "jpg"},  {"image/png", "png"},       {"image/webp", "webp"},
        {"video/webm", "webm"}, {"application/pdf", "pdf"}, {"audio/ogg", "ogg"}};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (strcmp(endings[i][0], media_type) == 0)
            return endings[i][1];
    return "bin";
}

static const char *type_of(const char *media_type)
{
    if (g_str_has_prefix(media_type, "audio/"))
        return "Sound";
    return g_str_has_prefix(media_type, "video/") ? "Video" : "Image";
}

bool iiif_open_file(const struct iiif *iiif, const char *key, const struct asset *asset,
                    const char *name, GError **error)
{
    g_autofree char *file = g_strdup_printf("%s.%s", name, ending_of(asset->media_type));
    g_autofree char *path = g_strdup_printf("%s/%s", iiif->dossier->item.code, file);
    if (!parcel_add_object(iiif->export->parcel, path, asset->digest, error))
        return false;
    document_open(iiif->document, key);
    iiif_address(iiif, "id", "%s", file);
    document_text(iiif->document, "type", type_of(asset->media_type));
    document_text(iiif->document, "format", asset->media_type);
    if (asset->width_px > 0 && asset->height_px > 0) {
        document_integer(iiif->document, "width", asset->width_px);
        document_integer(iiif->document, "height", asset->height_px);
    }
    if (asset->duration_ms > 0)
        document_real(iiif->document, "duration", (double)asset->duration_ms / 1000);
    return true;
}
