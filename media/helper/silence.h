/*
 * Parts of a recording that must not be heard, as a filter of ffmpeg.
 */
#ifndef MEDIA_HELPER_SILENCE_H
#define MEDIA_HELPER_SILENCE_H

#include <glib.h>

/* "asetnsamples=…,volume=…" for parts such as "4000-8000,9000-9500" in milliseconds; yours to
 * free. A part begins and ends a twentieth of a second further out: sound is silenced in pieces
 * of some samples, and a voice has no sharp edges. FORMAT for anything else. */
char *silence_filter(const char *parts, GError **error);

#endif
