#include "catalogue/asset.h"
#include "catalogue/cue.h"
#include "catalogue/language.h"
#include "tools/document.h"
#include "tools/dossier.h"
#include "tools/export.h"
#include "tools/export_lines.h"
#include "tools/iiif.h"
#include "tools/parcel.h"

#include <string.h>

/* An annotation page with one annotation, whose body the caller writes next. */
static void open_annotation(const struct iiif *iiif, const char *canvas, const char *motivation)
{
    iiif_address(iiif, "id", "%s/page", canvas);
    document_text(iiif->document, "type", "AnnotationPage");
    document_open_array(iiif->document, "items");
    document_open(iiif->document, NULL);
    iiif_address(iiif, "id", "%s/annotation", canvas);
    document_text(iiif->document, "type", "Annotation");
    document_text(iiif->document, "motivation", motivation);
}

static void close_annotation(const struct iiif *iiif, const char *target)
{
    iiif_address(iiif, "target", "%s", target);
    document_close(iiif->document);
    document_close(iiif->document);
}

static void put_size(const struct iiif *iiif, const struct asset *asset)
{
    if (asset->width_px > 0 && asset->height_px > 0) {
        document_integer(iiif->document, "width", asset->width_px);
        document_integer(iiif->document, "height", asset->height_px);
    }
    if (asset->duration_ms > 0)
        document_real(iiif->document, "duration", (double)asset->duration_ms / 1000);
}

/* id, type, size and what is painted; the canvas stays open. */
static bool open_canvas(const struct iiif *iiif, const char *key, const struct asset *asset,
                        const char *name, GError **error)
{
    g_autofree char *canvas = g_strdup_printf("canvas/%s", name);
    document_open(iiif->document, key);
    iiif_address(iiif, "id", "%s", canvas);
    document_text(iiif->document, "type", "Canvas");
    put_size(iiif, asset);
    document_open_array(iiif->document, "items");
    document_open(iiif->document, NULL);
    open_annotation(iiif, canvas, "painting");
    if (!iiif_open_file(iiif, "body", asset, name, error))
        return false;
    document_close(iiif->document);
    close_annotation(iiif, canvas);
    document_close(iiif->document);
    document_close(iiif->document);
    return true;
}

static const char *purpose_label(const char *purpose)
{
    static const char *const labels[][2] = {{"transcript", "Transcript"},
                                            {"captions", "Captions"},
                                            {"description", "Description"},
                                            {"chapters", "Chapters"}};
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
        if (strcmp(labels[i][0], purpose) == 0)
            return labels[i][1];
    return purpose;
}

/* `{"en": ["Transcript (Urdu)"]}`. */
static void put_label(const struct iiif *iiif, const struct cue *cue)
{
    const struct language *language = language_find(cue->language);
    g_autofree char *label = g_strdup_printf("%s (%s)", purpose_label(cue->purpose),
                                             language != NULL ? language->name : cue->language);
    iiif_words(iiif, "label", "en", label);
}

/* The lines of one purpose and language as a file that players show. */
static void put_captions(const struct iiif *iiif, const struct cue *cue, const char *file)
{
    document_open(iiif->document, NULL);
    g_autofree char *place = g_strdup_printf("canvas/1/%s", file);
    open_annotation(iiif, place, "supplementing");
    document_open(iiif->document, "body");
    iiif_address(iiif, "id", "%s", file);
    document_text(iiif->document, "type", "Text");
    document_text(iiif->document, "format", "text/vtt");
    put_label(iiif, cue);
    document_text(iiif->document, "language", cue->language);
    document_close(iiif->document);
    close_annotation(iiif, "canvas/1");
    document_close(iiif->document);
}

/* Seconds without needless zeros; yours. */
static char *seconds(int64_t ms)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(text, sizeof text, "%.10g", (double)ms / 1000));
}

static void put_line(const struct iiif *iiif, const struct cue *cue, guint number)
{
    g_autofree char *words = cue->speaker[0] != '\0'
                                 ? g_strdup_printf("%s: %s", cue->speaker, cue->text)
                                 : g_strdup(cue->text);
    g_autofree char *from = seconds(cue->begin_ms);
    g_autofree char *to = seconds(cue->end_ms);
    document_open(iiif->document, NULL);
    iiif_address(iiif, "id", "canvas/1/%s/%s/line/%u", cue->purpose, cue->language, number);
    document_text(iiif->document, "type", "Annotation");
    document_text(iiif->document, "motivation", "supplementing");
    document_open(iiif->document, "body");
    document_text(iiif->document, "type", "TextualBody");
    document_text(iiif->document, "value", words);
    document_text(iiif->document, "format", "text/plain");
    document_text(iiif->document, "language", cue->language);
    document_close(iiif->document);
    iiif_address(iiif, "target", "canvas/1#t=%s,%s", from, to);
    document_close(iiif->document);
}

/* The lines of a transcript one by one, each at its time. */
static void put_lines(const struct iiif *iiif, guint from, guint end)
{
    const GArray *cues = iiif->dossier->cues;
    const struct cue *first = &g_array_index(cues, struct cue, from);
    document_open(iiif->document, NULL);
    iiif_address(iiif, "id", "canvas/1/%s/%s/lines", first->purpose, first->language);
    document_text(iiif->document, "type", "AnnotationPage");
    put_label(iiif, first);
    document_open_array(iiif->document, "items");
    for (guint i = from; i < end; i++)
        put_line(iiif, &g_array_index(cues, struct cue, i), i - from + 1);
    document_close(iiif->document);
    document_close(iiif->document);
}

/* The lines of the item: as files, and those of transcripts one by one too. */
static bool put_annotations(const struct iiif *iiif, GError **error)
{
    const GArray *cues = iiif->dossier->cues;
    if (cues->len == 0)
        return true;
    document_open_array(iiif->document, "annotations");
    for (guint from = 0; from < cues->len;) {
        guint end = from;
        const struct cue *first = &g_array_index(cues, struct cue, from);
        g_autofree char *file = export_lines_name(iiif->dossier, from);
        g_autofree char *path = g_strdup_printf("%s/%s", iiif->dossier->item.code, file);
        g_autofree char *text = export_lines(iiif->dossier, from, &end);
        if (!parcel_add(iiif->export->parcel, path, text, error))
            return false;
        put_captions(iiif, first, file);
        if (strcmp(first->purpose, "transcript") == 0)
            put_lines(iiif, from, end);
        from = end;
    }
    document_close(iiif->document);
    return true;
}

/* Each file of lines once more, as something to take along. */
static void put_renderings(const struct iiif *iiif)
{
    const GArray *cues = iiif->dossier->cues;
    if (cues->len == 0)
        return;
    document_open_array(iiif->document, "rendering");
    for (guint from = 0; from < cues->len;) {
        guint end = from;
        g_autofree char *file = export_lines_name(iiif->dossier, from);
        g_free(export_lines(iiif->dossier, from, &end));
        document_open(iiif->document, NULL);
        iiif_address(iiif, "id", "%s", file);
        document_text(iiif->document, "type", "Text");
        put_label(iiif, &g_array_index(cues, struct cue, from));
        document_text(iiif->document, "format", "text/vtt");
        document_close(iiif->document);
        from = end;
    }
    document_close(iiif->document);
}

/* What stands there before a film plays, or while a recording does. */
static bool put_poster(const struct iiif *iiif, bool is_film, GError **error)
{
    const struct asset *poster = dossier_asset(iiif->dossier, "poster", "image/");
    if (poster == NULL)
        poster = dossier_asset(iiif->dossier, "screen", "image/");
    if (poster == NULL)
        return true;
    if (!open_canvas(iiif, is_film ? "placeholderCanvas" : "accompanyingCanvas", poster, "poster",
                     error))
        return false;
    document_close(iiif->document);
    return true;
}

static bool put_recording(const struct iiif *iiif, const struct asset *asset, GError **error)
{
    bool is_film = g_str_has_prefix(asset->media_type, "video/");
    if (!open_canvas(iiif, NULL, asset, "1", error) || !put_poster(iiif, is_film, error) ||
        !put_annotations(iiif, error))
        return false;
    put_renderings(iiif);
    document_close(iiif->document);
    return true;
}

static bool put_pictures(const struct iiif *iiif, int *count, GError **error)
{
    for (guint i = 0; i < iiif->dossier->assets->len; i++) {
        const struct asset *asset = &g_array_index(iiif->dossier->assets, struct asset, i);
        if (strcmp(asset->role, "screen") != 0 || asset->width_px <= 0)
            continue;
        g_autofree char *name = g_strdup_printf("%d", ++*count);
        if (!open_canvas(iiif, NULL, asset, name, error))
            return false;
        if (*count == 1 && iiif->dossier->item.alt_short[0] != '\0')
            iiif_words_all(iiif, "label", iiif->dossier->item.alt_short,
                           iiif->dossier->translations, "alt_short");
        document_close(iiif->document);
    }
    return true;
}

bool iiif_write_canvases(const struct iiif *iiif, int *count, GError **error)
{
    const struct asset *film = dossier_asset(iiif->dossier, "access", "video/");
    const struct asset *sound = dossier_asset(iiif->dossier, "access", "audio/");
    const struct asset *recording = film != NULL ? film : sound;
    bool is_written = true;
    *count = 0;
    document_open_array(iiif->document, "items");
    if (recording != NULL && recording->duration_ms > 0)
        is_written = put_recording(iiif, recording, error) && ++*count > 0;
    else
        is_written = put_pictures(iiif, count, error);
    document_close(iiif->document);
    return is_written;
}
