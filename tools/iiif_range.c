#include "catalogue/cue.h"
#include "catalogue/index_point.h"
#include "catalogue/translation.h"
#include "tools/document.h"
#include "tools/dossier.h"
#include "tools/export.h"
#include "tools/iiif.h"

#include <string.h>

/* A part of a recording that has a title. */
static void put_range(const struct iiif *iiif, guint number, int64_t begin_ms, int64_t end_ms,
                      const char *title, const GArray *translations)
{
    char from[G_ASCII_DTOSTR_BUF_SIZE];
    char to[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(from, sizeof from, "%.10g", (double)begin_ms / 1000);
    g_ascii_formatd(to, sizeof to, "%.10g", (double)end_ms / 1000);
    document_open(iiif->document, NULL);
    iiif_address(iiif, "id", "range/%u", number);
    document_text(iiif->document, "type", "Range");
    iiif_words_all(iiif, "label", title, translations, "title");
    document_open_array(iiif->document, "items");
    document_open(iiif->document, NULL);
    document_text(iiif->document, "type", "Canvas");
    iiif_address(iiif, "id", "canvas/1#t=%s,%s", from, to);
    document_close(iiif->document);
    document_close(iiif->document);
    document_close(iiif->document);
}

static void open_structures(const struct iiif *iiif, const char *label)
{
    document_open_array(iiif->document, "structures");
    document_open(iiif->document, NULL);
    iiif_address(iiif, "id", "range");
    document_text(iiif->document, "type", "Range");
    iiif_words(iiif, "label", "en", label);
    document_open_array(iiif->document, "items");
}

static void close_structures(const struct iiif *iiif)
{
    document_close(iiif->document);
    document_close(iiif->document);
    document_close(iiif->document);
}

/* Points in the recording; the last lasts to its end, those at one moment to the same. */
static bool put_index(const struct iiif *iiif, int64_t length_ms, GError **error)
{
    const GArray *points = iiif->dossier->points;
    open_structures(iiif, "Index");
    for (guint i = 0; i < points->len; i++) {
        const struct index_point *point = &g_array_index(points, struct index_point, i);
        int64_t end_ms = length_ms;
        for (guint j = i + 1; j < points->len && end_ms == length_ms; j++)
            if (g_array_index(points, struct index_point, j).at_ms > point->at_ms)
                end_ms = MIN(g_array_index(points, struct index_point, j).at_ms, length_ms);
        g_autoptr(GArray) other =
            translation_list(iiif->export->db, point->id, iiif->dossier->strings, error);
        if (other == NULL)
            return false;
        if (point->at_ms < length_ms)
            put_range(iiif, i + 1, point->at_ms, end_ms, point->title, other);
    }
    close_structures(iiif);
    return true;
}

/* The first language that has chapters. */
static void put_chapters(const struct iiif *iiif, int64_t length_ms)
{
    const GArray *cues = iiif->dossier->cues;
    const char *language = NULL;
    g_autoptr(GArray) none = g_array_new(false, false, sizeof(struct translation));
    for (guint i = 0; i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        if (strcmp(cue->purpose, "chapters") != 0 || cue->begin_ms >= length_ms)
            continue;
        if (language == NULL)
            open_structures(iiif, "Chapters");
        if (language == NULL)
            language = cue->language;
        if (strcmp(cue->language, language) == 0)
            put_range(iiif, i + 1, cue->begin_ms, MIN(cue->end_ms, length_ms), cue->text, none);
    }
    if (language != NULL)
        close_structures(iiif);
}

bool iiif_write_ranges(const struct iiif *iiif, GError **error)
{
    int64_t length_ms = dossier_length(iiif->dossier);
    const GArray *points = iiif->dossier->points;
    if (length_ms <= 0)
        return true;
    if (points->len > 0 && g_array_index(points, struct index_point, 0).at_ms < length_ms)
        return put_index(iiif, length_ms, error);
    put_chapters(iiif, length_ms);
    return true;
}
