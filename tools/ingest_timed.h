#ifndef TOOLS_INGEST_TIMED_H
#define TOOLS_INGEST_TIMED_H

#include <glib.h>

struct call;
struct ingest_entry;

/*
 * Timed text that stands beside a recording of the same name: interview.mp3 with interview.vtt,
 * interview.en.vtt or interview_ur.srt. It becomes the transcript of sound and the captions of
 * film, in the language its name says, else the recording's, else the archive's. What has no
 * recording in the same run is refused with how to attach it.
 *
 * Returns how many were attached (or were attached before); adds to @refused.
 */
int ingest_timed_attach(const struct call *call, struct ingest_entry *entries, guint count,
                        int *refused);

#endif
