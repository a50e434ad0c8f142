/*
 * Parts of a recording, as filters of ffmpeg: those that must not be heard, and those that are all a
 * copy may hold.
 */
#ifndef MEDIA_HELPER_PARTS_H
#define MEDIA_HELPER_PARTS_H

#include <glib.h>

/* Parts are written "4000-8000,9000-9500", in milliseconds, in their order, none over another.
 * Filters are yours to free; FORMAT for anything else. */

/* "asetnsamples=…,volume=…": a part begins and ends a twentieth of a second further out, as sound is
 * silenced in pieces of some samples, and a voice has no sharp edges. */
char *parts_silence(const char *parts, GError **error);

/* What is left is these parts, one after the other; of the sound and of the picture. No sample and
 * no picture from outside is in it, so each may be a hundredth of a second shorter. */
char *parts_keep_sound(const char *parts, GError **error);
char *parts_keep_film(const char *parts, GError **error);

/* How long they are together, in milliseconds; parts that one of the above has read. */
gint64 parts_length_ms(const char *parts);

#endif
