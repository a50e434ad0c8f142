/*
 * What a file is, found by looking at its content (never its name) in the sandboxed helper.
 *
 * A probe is plain values. It knows nothing of the catalogue and makes no derivatives; see
 * media/derive.h for both in one go, which is what ingest wants.
 */
#ifndef MEDIA_PROBE_H
#define MEDIA_PROBE_H

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

enum probe_kind {
    PROBE_SOUND,   /* nothing but sound, perhaps with a cover picture */
    PROBE_PICTURE, /* one picture, or the first of several (frames, pages) */
    PROBE_FILM,    /* moving picture, with or without sound */
    PROBE_TEXT,    /* plain or timed text: WebVTT, SubRip, OHMS and other XML, CSV, JSON */
    PROBE_DOCUMENT /* PDF and office documents: kept, and shown as a picture where it can be */
};

/* "sound", "picture", "film", "text", "document". */
const char *probe_kind_word(enum probe_kind kind);

struct probe {
    enum probe_kind kind;
    char *mime;          /* "image/jpeg", "audio/mpeg", "text/vtt"; never NULL */
    char *format;        /* container in a word: "jpeg", "mp4", "matroska"; never NULL */
    char *sound_codec;   /* "aac", "pcm_s16le"; NULL without sound */
    char *picture_codec; /* "h264"; of a cover picture "mjpeg"; NULL without picture */

    int width_px;    /* as shown: after orientation and pixel shape; 0 = none */
    int height_px;   /* likewise */
    int orientation; /* EXIF 1-8 as stored; 1 when nothing says otherwise */
    int pages;       /* frames of an animation, pages of a document or TIFF; 0 = unknown */
    bool has_alpha;

    int64_t duration_ms; /* 0 = unknown; after derive_file() what was really decoded */
    int channels;        /* of the sound; 0 = none */
    int sample_rate_hz;
    double frames_per_second; /* of a film; 0 = unknown */
    bool has_sound;
    bool has_picture; /* a film's, a picture's, or the cover of a sound file */

    char *title; /* embedded; NULL when not there; valid UTF-8, at most 1000 bytes each */
    char *creator;
    char *description;
    char *language; /* as written in the file */
    char *date;     /* of making, "2020-10-21" or "2020-10-21T12:26:18" or what stood there */
    bool has_place; /* the file tells where it was made (GPS); derivatives never do */

    bool is_loudness_known; /* only after derive_file() */
    double loudness_lufs;   /* integrated, EBU R 128 */
    double true_peak_dbtp;

    bool plays_as_is; /* the kiosk plays these streams; else its copy is encoded anew */
    char *warning;    /* one sentence about damage that was survived; NULL mostly */
};

/* Looks at the file at @path. NULL on error: FORMAT with a reason when it is not a file this
 * program accepts, TOO_LARGE for more pixels than are decoded, TIMEOUT or CRASHED when the
 * file made the helper fail, NOT_FOUND, SANDBOX, CANCELLED. Any thread; blocks. */
struct probe *probe_file(const char *path, GCancellable *cancellable, GError **error);

void probe_free(struct probe *probe);

#endif
