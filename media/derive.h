/*
 * Everything the kiosk needs made from one original, in one run of the sandboxed helper:
 *
 *   picture   thumbnail, screen, and tiles when its long side is over 3072 px
 *   film      poster, thumbnail, and with sound waveform and loudness; an access copy
 *   sound     waveform, loudness; poster and thumbnail from its cover picture; an access copy
 *   document  thumbnail and screen of the first page, where it can be drawn
 *   text      nothing
 *
 * An access copy has none of the original's metadata: the same streams in a clean MP4 where the
 * kiosk plays them smoothly as they are, else encoded anew.
 *
 * Pictures are upright, sRGB, never enlarged, without any metadata; JPEG, or WebP when the
 * original has transparency. The original is only read. Nothing is stored here: the caller puts
 * each finished file in the store (store_put_finished()).
 */
#ifndef MEDIA_DERIVE_H
#define MEDIA_DERIVE_H

#include "media/probe.h"
#include "media/progress.h"

#include <stddef.h>

enum {
    DERIVE_THUMBNAIL_PX = 480,    /* long side of `thumbnail` */
    DERIVE_SCREEN_PX = 2048,      /* long side of `screen` and `poster` */
    DERIVE_TILES_ABOVE_PX = 3072, /* longer pictures get tiles */
    DERIVE_MAX_PARTS = 500
};

enum derivative_role {
    DERIVATIVE_THUMBNAIL, /* picture, at most 480 px on the long side */
    DERIVATIVE_SCREEN,    /* picture, at most 2048 px */
    DERIVATIVE_TILES,     /* zoom pyramid in one file: media/tiles.h */
    DERIVATIVE_POSTER,    /* frame of a film or cover of a sound, at most 2048 px */
    DERIVATIVE_WAVEFORM,  /* peaks: media/waveform.h */
    DERIVATIVE_ACCESS     /* H.264 + AAC in MP4, or AAC in MP4 for sound alone */
};

/* "thumbnail", "screen", "tiles", "poster", "waveform", "access". */
const char *derivative_role_word(enum derivative_role role);

struct derivative {
    enum derivative_role role;
    const char *path; /* a finished regular file below the work folder; borrowed */
    const char *mime; /* "image/jpeg", "image/webp", "video/mp4", "audio/mp4",
                         "application/x-rwf-tiles", "application/x-rwf-waveform" */
    int width_px;     /* 0 for waveform and sound */
    int height_px;
    int64_t duration_ms; /* of an access copy; else 0 */
    int64_t bytes;
};

/* What was found and made. */
struct derive;

/* Probes the file at @path and makes its derivatives in a new folder of its own below
 * @work_folder (store_work_folder(), or any folder on the store's file system). Progress is in
 * milliseconds of the recording, for sound and film only. NULL on error, with the codes of
 * probe_file(); nothing is then left in @work_folder. Any thread; blocks; one helper process
 * at a time per call. */
struct derive *derive_file(const char *path, const char *work_folder, media_progress progress,
                           void *data, GCancellable *cancellable, GError **error);

/* Parts of a recording, in their order and none over another. */
struct derive_part {
    int64_t begin_ms, end_ms;
};
struct derive_parts {
    const struct derive_part *parts;
    size_t count; /* 0 to DERIVE_MAX_PARTS */
};

/* Makes of the recording at @path, in the same way, only an access copy and a waveform. In them the
 * sound of @silent, a twentieth of a second longer on each side, is silence (the picture of a film
 * stays); and where @kept has parts, they hold only these, one after the other. One of the two has a
 * part at least. FORMAT when there is no sound that could be silenced. */
struct derive *derive_cut(const char *path, const char *work_folder, struct derive_parts silent,
                          struct derive_parts kept, GCancellable *cancellable, GError **error);

/* Removes the folder with whatever the caller has not moved away. NULL is fine. */
void derive_destroy(struct derive *derive);

/* Borrowed; with duration, loudness and warning as measured by decoding the whole file. */
const struct probe *derive_probe(const struct derive *derive);

size_t derive_count(const struct derive *derive);

/* Borrowed; 0 <= @index < derive_count(), in the order of enum derivative_role. */
const struct derivative *derive_at(const struct derive *derive, size_t index);

/* The one with that role, or NULL. */
const struct derivative *derive_find(const struct derive *derive, enum derivative_role role);

#endif
