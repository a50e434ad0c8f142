#include "tools/ohms_words.h"

#include "catalogue/cue.h"
#include "catalogue/footnote.h"
#include "catalogue/formats/ohms_transcript.h"
#include "catalogue/index_point.h"
#include "catalogue/translation.h"
#include "tools/call.h"

#include <string.h>

/* Notes go to the lines that were just written, found by their position. */
static bool write_notes(const struct call *call, const struct ohms_words_plan *plan,
                        const char *language, const struct ohms_transcript *transcript,
                        GError **error)
{
    g_autoptr(GArray) cues =
        cue_list(call->db, plan->item, "transcript", language, call->strings, error);
    if (cues == NULL)
        return false;
    for (size_t i = 0; i < transcript->note_count; i++) {
        const struct ohms_note *note = &transcript->notes[i];
        struct footnote footnote = {.cue = g_array_index(cues, struct cue, note->cue).id,
                                    .position = (int64_t)i,
                                    .text = note->text,
                                    .links = note->links};
        if (!footnote_insert(call->db, &footnote, error))
            return false;
    }
    return true;
}

static bool write_lines(const struct call *call, const struct ohms_words_plan *plan,
                        const char *language, const struct ohms_transcript *transcript,
                        GError **error)
{
    size_t count = transcript->text->count;
    g_autofree struct cue *cues = g_new0(struct cue, MAX(count, 1));
    for (size_t i = 0; i < count; i++) {
        const struct timed_cue *cue = &transcript->text->cues[i];
        cues[i] = (struct cue){.begin_ms = cue->begin_ms,
                               .end_ms = cue->end_ms,
                               .speaker = cue->speaker,
                               .text = cue->text};
    }
    return cue_replace(call->db, plan->item, plan->asset, "transcript", language, cues, count,
                       plan->length_ms, error) &&
           write_notes(call, plan, language, transcript, error);
}

static void warn_about(const struct call *call, const struct ohms_words_plan *plan,
                       const struct ohms_transcript *transcript)
{
    if (transcript->beyond > 0)
        output_warn(call->output,
                    "%s: %zu of its %zu minutes point where the transcript has no word, and were "
                    "passed over; was it cut?",
                    plan->name, transcript->beyond, transcript->beyond + transcript->minutes);
    if (!transcript->is_timed && transcript->text->count > 1)
        output_warn(call->output, "%s: its transcript has no times, so every line begins at 0:00",
                    plan->name);
    if (transcript->text->dropped > 0)
        output_warn(call->output, "%s: %zu lines with times that cannot be read were left out",
                    plan->name, transcript->text->dropped);
}

static bool write_side(const struct call *call, struct ohms_words_plan *plan, enum ohms_side side,
                       GError **error)
{
    GError *reason = NULL;
    g_autoptr(ohms_transcript) transcript =
        ohms_transcript_read(&plan->record->said[side], plan->length_ms, &reason);
    if (reason != NULL) {
        g_propagate_error(error, reason);
        return false;
    }
    if (transcript == NULL)
        return true;
    if (plan->languages[side] == NULL) {
        output_warn(call->output,
                    "%s: the language of its second transcript is not named, or is that of the "
                    "first, so that stays in the record only; name it in OHMS, or attach it "
                    "with --lang",
                    plan->name);
        return true;
    }
    warn_about(call, plan, transcript);
    plan->lines += transcript->text->count;
    if (side == OHMS_FIRST)
        plan->minutes = transcript->minutes;
    return write_lines(call, plan, plan->languages[side], transcript, error);
}

/* The words of one point in the second language, each a translation of that column. */
static bool translate_point(const struct call *call, const struct ohms_words_plan *plan,
                            int64_t point, const struct ohms_words *words, GError **error)
{
    const struct {
        const char *field;
        const char *text;
    } fields[] = {{"title", words->title},
                  {"synopsis", words->synopsis},
                  {"partial_transcript", words->partial_transcript},
                  {"keywords", words->keywords},
                  {"subjects", words->subjects},
                  {"links", words->links},
                  {"gps", words->gps}};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        struct translation translation = {.owner = point,
                                          .field = fields[i].field,
                                          .language = plan->languages[OHMS_SECOND],
                                          .text = fields[i].text};
        if (*fields[i].text != '\0' && !translation_put(call->db, &translation, error))
            return false;
    }
    return true;
}

static bool write_index(const struct call *call, const struct ohms_words_plan *plan, GError **error)
{
    const struct ohms_record *record = plan->record;
    g_autofree struct index_point *points = g_new0(struct index_point, MAX(record->point_count, 1));
    for (size_t i = 0; i < record->point_count; i++) {
        const struct ohms_words *words = &record->points[i].words[OHMS_FIRST];
        points[i] = (struct index_point){.at_ms = record->points[i].at_ms,
                                         .title = words->title,
                                         .synopsis = words->synopsis,
                                         .partial_transcript = words->partial_transcript,
                                         .keywords = words->keywords,
                                         .subjects = words->subjects,
                                         .gps = words->gps,
                                         .links = words->links};
    }
    if (!index_point_replace(call->db, plan->item, points, record->point_count, error))
        return false;
    for (size_t i = 0; plan->languages[OHMS_SECOND] != NULL && i < record->point_count; i++)
        if (!translate_point(call, plan, points[i].id, &record->points[i].words[OHMS_SECOND],
                             error))
            return false;
    return true;
}

bool ohms_words_write(const struct call *call, struct ohms_words_plan *plan, GError **error)
{
    return write_side(call, plan, OHMS_FIRST, error) &&
           write_side(call, plan, OHMS_SECOND, error) && write_index(call, plan, error);
}
