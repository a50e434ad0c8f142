#include "kiosk/cue_faults.h"

#include "catalogue/shown_item.h"

enum {
    AT_ONCE_MS = 1000, /* people who answer each other overlap by less */
    LEAST_MS = 1,      /* what ends as it begins is read as lasting so long */
};

struct cue_faults cue_faults_of(const struct shown_cues *cues, int64_t length_ms)
{
    struct cue_faults faults = {0};
    for (size_t i = 0; cues != NULL && i < cues->count; i++) {
        const struct shown_cue *cue = &cues->cues[i];
        bool is_last = i + 1 == cues->count;
        faults.overlapping += !is_last && cue->end_ms > cues->cues[i + 1].begin_ms + AT_ONCE_MS;
        faults.endless += cue->end_ms <= cue->begin_ms + LEAST_MS;
        faults.past_end += length_ms > 0 && cue->begin_ms >= length_ms;
    }
    return faults;
}

bool cue_faults_any(const struct cue_faults *faults)
{
    return faults->overlapping + faults->endless + faults->past_end > 0;
}

char *cue_faults_sentence(const struct cue_faults *faults, const char *code)
{
    return g_strdup_printf("words of %s: of their lines %zu run into the next, %zu end as they "
                           "begin, %zu begin after the recording ends; see rwf transcript %s check",
                           code, faults->overlapping, faults->endless, faults->past_end, code);
}
