/*
 * What is made of a recording, in one pass over it: access copy, waveform, loudness; then a
 * poster.
 */
#ifndef MEDIA_HELPER_RECORDING_DERIVE_H
#define MEDIA_HELPER_RECORDING_DERIVE_H

#include "media/helper/recording.h"

bool recording_derive(struct job *job, const struct recording *recording, GError **error);

#endif
