/*
 * cue_faults.h — lines that cannot all stand at their time: past the end of the recording, over one
 * another, ending as they begin. They are shown in order all the same; a visitor is told, and so are
 * staff. (Lines in another order than their times are put in order before they come here; `rwf
 * transcript CODE check` names each.) Pure; any thread.
 */
#ifndef KIOSK_CUE_FAULTS_H
#define KIOSK_CUE_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct shown_cues;

struct cue_faults {
    size_t
        overlapping; /* the next begins more than a second before they end: not two who talk at once */
    size_t endless;  /* end as they begin */
    size_t past_end; /* begin after the recording has ended */
};

/* @length_ms 0: not known. NULL has none. */
struct cue_faults cue_faults_of(const struct shown_cues *cues, int64_t length_ms);

bool cue_faults_any(const struct cue_faults *faults);

/* One line for the log; g_free() it. */
char *cue_faults_sentence(const struct cue_faults *faults, const char *code);

#endif
