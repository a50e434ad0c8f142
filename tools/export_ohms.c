#include "catalogue/asset.h"
#include "catalogue/cue.h"
#include "catalogue/footnote.h"
#include "catalogue/formats/ohms.h"
#include "catalogue/formats/ohms_transcript.h"
#include "catalogue/index_point.h"
#include "catalogue/language.h"
#include "catalogue/person.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"
#include "tools/call.h"
#include "tools/dossier.h"
#include "tools/export.h"
#include "tools/parcel.h"

#include <string.h>

/* What of one item goes into its record. */
struct sides {
    const char *languages[OHMS_SIDES]; /* tags; the second NULL where there is none */
};

static bool is_interviewer(const struct contributor *person)
{
    return strcmp(person->role, "interviewer") == 0;
}

/* Names one a line, in the order of the item. */
static const char *names_of(const struct dossier *dossier, bool are_interviewers)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < dossier->people->len; i++) {
        const struct contributor *person = &g_array_index(dossier->people, struct contributor, i);
        if (is_interviewer(person) == are_interviewers)
            g_string_append_printf(names, "%s%s", names->len > 0 ? "\n" : "", dossier_name(person));
    }
    return g_string_chunk_insert(dossier->strings, names->str);
}

static const char *themes_of(const struct dossier *dossier)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < dossier->themes->len; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? "\n" : "",
                               g_array_index(dossier->themes, struct theme, i).name);
    return g_string_chunk_insert(dossier->strings, names->str);
}

/* A tag as the English name OHMS has; the tag itself where it has none here. */
static const char *language_name(const char *tag)
{
    const struct language *language = tag != NULL ? language_find(tag) : NULL;
    return language != NULL ? language->name : tag != NULL ? tag : "";
}

static const char *length_of_record(const struct dossier *dossier)
{
    int64_t seconds = dossier_length(dossier) / 1000;
    if (dossier_length(dossier) < 0)
        return "";
    g_autofree char *text = g_strdup_printf("%02d:%02d:%02d", (int)(seconds / 3600),
                                            (int)(seconds / 60 % 60), (int)(seconds % 60));
    return g_string_chunk_insert(dossier->strings, text);
}

/* The schema wants a number of 31 bits: the item's own where it is one, else one made of its key,
 * which is always the same. */
static const char *number_of(const struct dossier *dossier)
{
    guint64 number = 0;
    const char *identifier = dossier->item.identifier;
    if (identifier == NULL || strlen(identifier) > 9 ||
        !g_ascii_string_to_unsigned(identifier, 10, 0, G_MAXINT32, &number, NULL))
        number = (guint64)dossier->item.id & G_MAXINT32;
    g_autofree char *text = g_strdup_printf("%08" G_GUINT64_FORMAT, number);
    return g_string_chunk_insert(dossier->strings, text);
}

/* The purpose whose lines are written: the transcript, else captions. */
static const char *purpose_of(const struct dossier *dossier)
{
    const char *purpose = NULL;
    for (guint i = 0; i < dossier->cues->len; i++) {
        const struct cue *cue = &g_array_index(dossier->cues, struct cue, i);
        if (strcmp(cue->purpose, "transcript") == 0)
            return cue->purpose;
        if (strcmp(cue->purpose, "captions") == 0)
            purpose = cue->purpose;
    }
    return purpose;
}

/* The first language is that of the item, or of the archive; the second the first other one with
 * lines, else the first other one a point is translated into. */
static bool find_sides(const struct export *export, const struct dossier *dossier,
                       struct sides *sides, GError **error)
{
    const char *purpose = purpose_of(dossier);
    const char *first = dossier->item.language;
    sides->languages[OHMS_FIRST] = strcmp(first, "und") != 0 ? first : export->facts.language;
    for (guint i = 0; purpose != NULL && i < dossier->cues->len; i++) {
        const struct cue *cue = &g_array_index(dossier->cues, struct cue, i);
        if (sides->languages[OHMS_SECOND] == NULL && strcmp(cue->purpose, purpose) == 0 &&
            strcmp(cue->language, sides->languages[OHMS_FIRST]) != 0)
            sides->languages[OHMS_SECOND] = cue->language;
    }
    for (guint i = 0; sides->languages[OHMS_SECOND] == NULL && i < dossier->points->len; i++) {
        g_autoptr(GArray) other =
            translation_list(export->db, g_array_index(dossier->points, struct index_point, i).id,
                             dossier->strings, error);
        if (other == NULL)
            return false;
        if (other->len > 0)
            sides->languages[OHMS_SECOND] = g_array_index(other, struct translation, 0).language;
    }
    return true;
}

/* The lines of one language with the notes to them, as WebVTT; "" where there are none. */
static bool say(const struct export *export, const struct dossier *dossier, const char *language,
                const char **vtt, GError **error)
{
    const char *purpose = purpose_of(dossier);
    g_autoptr(GArray) timed = g_array_new(false, true, sizeof(struct timed_cue));
    g_autoptr(GArray) noted = g_array_new(false, true, sizeof(struct ohms_note));
    *vtt = "";
    if (purpose == NULL || language == NULL)
        return true;
    g_autoptr(GArray) notes =
        footnote_list(export->db, dossier->item.id, purpose, language, dossier->strings, error);
    if (notes == NULL)
        return false;
    for (guint i = 0, next = 0; i < dossier->cues->len; i++) {
        const struct cue *cue = &g_array_index(dossier->cues, struct cue, i);
        if (strcmp(cue->purpose, purpose) != 0 || strcmp(cue->language, language) != 0)
            continue;
        for (; next < notes->len; next++) {
            const struct footnote *note = &g_array_index(notes, struct footnote, next);
            struct ohms_note one = {.cue = timed->len, .text = note->text, .links = note->links};
            if (note->cue != cue->id)
                break;
            g_array_append_val(noted, one);
        }
        struct timed_cue line = {.id = "",
                                 .begin_ms = cue->begin_ms,
                                 .end_ms = cue->end_ms,
                                 .payload = cue->text,
                                 .text = cue->text,
                                 .speaker = cue->speaker};
        g_array_append_val(timed, line);
    }
    if (timed->len == 0)
        return true;
    g_autofree char *text =
        ohms_transcript_write((const struct timed_cue *)(void *)timed->data, timed->len,
                              (const struct ohms_note *)(void *)noted->data, noted->len);
    *vtt = g_string_chunk_insert(dossier->strings, text);
    return true;
}

static const char *translated(const GArray *translations, const char *field, const char *language)
{
    for (guint i = 0; i < translations->len; i++) {
        const struct translation *one = &g_array_index(translations, struct translation, i);
        if (strcmp(one->field, field) == 0 && strcmp(one->language, language) == 0)
            return one->text;
    }
    return "";
}

static bool fill_point(const struct export *export, const struct dossier *dossier,
                       const struct sides *sides, const struct index_point *row,
                       struct ohms_point *point, GError **error)
{
    const char *second = sides->languages[OHMS_SECOND];
    point->at_ms = row->at_ms;
    point->words[OHMS_FIRST] = (struct ohms_words){.title = row->title,
                                                   .partial_transcript = row->partial_transcript,
                                                   .synopsis = row->synopsis,
                                                   .keywords = row->keywords,
                                                   .subjects = row->subjects,
                                                   .gps = row->gps,
                                                   .links = row->links};
    if (second == NULL)
        return true;
    g_autoptr(GArray) other = translation_list(export->db, row->id, dossier->strings, error);
    if (other == NULL)
        return false;
    point->words[OHMS_SECOND] =
        (struct ohms_words){.title = translated(other, "title", second),
                            .partial_transcript = translated(other, "partial_transcript", second),
                            .synopsis = translated(other, "synopsis", second),
                            .keywords = translated(other, "keywords", second),
                            .subjects = translated(other, "subjects", second),
                            .gps = translated(other, "gps", second),
                            .links = translated(other, "links", second)};
    return true;
}

/* Where the recording was published it has no name here: what it was called stays in the archive. */
static const char *file_name_of(const struct export *export, const struct dossier *dossier)
{
    const struct asset *original = dossier_asset(dossier, "original", "audio/");
    if (original == NULL)
        original = dossier_asset(dossier, "original", "video/");
    return export->is_all && original != NULL && original->original_name != NULL
               ? original->original_name
               : "";
}

static struct ohms_record describe(const struct export *export, const struct dossier *dossier,
                                   const struct sides *sides)
{
    const struct item *item = &dossier->item;
    bool is_day = item->date_edtf != NULL && strlen(item->date_edtf) == 10 &&
                  g_strcmp0(item->date_edtf, item->date_first) == 0;
    const char *rights = item->rights[0] != '\0' ? item->rights : item->rights_note;
    return (struct ohms_record){
        .id = number_of(dossier),
        .title = item->title,
        .accession = item->identifier != NULL ? item->identifier : item->code,
        .date = is_day ? item->date_edtf : "",
        .date_text = item->date_text != NULL ? item->date_text : item->date_edtf,
        .duration = length_of_record(dossier),
        .language = language_name(sides->languages[OHMS_FIRST]),
        .second_language = language_name(sides->languages[OHMS_SECOND]),
        .description = item->description,
        .collection = export->facts.title,
        .rights = rights,
        .usage = rights == item->rights_note ? item->credit : item->rights_note,
        .file_name = file_name_of(export, dossier),
        .fmt = strcmp(item->kind, "film") == 0 ? "video" : "audio",
        .subjects = themes_of(dossier),
        .interviewees = names_of(dossier, false),
        .interviewers = names_of(dossier, true),
        .is_restricted = strcmp(item->access, "kiosk") != 0,
    };
}

static bool write_item(struct export *export, const struct dossier *dossier, bool *is_written,
                       GError **error)
{
    struct sides sides = {0};
    g_autofree struct ohms_point *points = g_new0(struct ohms_point, MAX(dossier->points->len, 1));
    bool is_recording =
        strcmp(dossier->item.kind, "oral_history") == 0 || strcmp(dossier->item.kind, "film") == 0;
    if (!is_recording)
        return true;
    if (!find_sides(export, dossier, &sides, error))
        return false;
    struct ohms_record record = describe(export, dossier, &sides);
    for (guint i = 0; i < dossier->points->len; i++)
        if (!fill_point(export, dossier, &sides,
                        &g_array_index(dossier->points, struct index_point, i), &points[i], error))
            return false;
    for (int side = 0; side < OHMS_SIDES; side++)
        if (!say(export, dossier, sides.languages[side], &record.said[side].vtt, error))
            return false;
    g_autofree char *today = archive_today(export->call->db, error);
    if (today == NULL)
        return false;
    record.day = today;
    record.points = points;
    record.point_count = dossier->points->len;
    g_autofree char *xml = ohms_write(&record, 1);
    g_autofree char *name = g_strdup_printf("%s.xml", dossier->item.code);
    *is_written = true;
    return parcel_add(export->parcel, name, xml, error);
}

const struct export_form export_ohms = {.name = "ohms", .ending = ".xml", .item = write_item};
