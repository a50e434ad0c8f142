/*
 * The shape of a recording for drawing: the lowest and highest sample of each twentieth (or so)
 * of a second, small enough to keep whole in memory (an hour is 144 kB).
 *
 * On disk, all numbers little-endian:
 *
 *      0  8 bytes  "RWFWAVES"
 *      8  u32      version, 1
 *     12  u32      peaks a second (1 to 1000)
 *     16  u64      length of the recording in milliseconds
 *     24  u64      number of peaks N
 *     32  N times  i8 lowest, i8 highest, in units of 1/127 of full scale
 *
 * The channels are mixed to one before measuring.
 */
#ifndef MEDIA_WAVEFORM_H
#define MEDIA_WAVEFORM_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WAVEFORM_PEAKS_PER_SECOND = 20,       /* what this program writes */
    WAVEFORM_MAX_PEAKS = 64 * 1024 * 1024 /* over a month at 20 a second */
};

struct waveform_peak {
    int8_t low; /* low <= high */
    int8_t high;
};

struct waveform {
    int peaks_per_second;
    int64_t duration_ms;
    size_t count;
    struct waveform_peak *peaks;
};

/* Reads and checks a whole file. NULL on error (NOT_FOUND, IO, FORMAT, TOO_LARGE). Any thread. */
struct waveform *waveform_read(const char *path, GError **error);
void waveform_free(struct waveform *waveform);

/* The loudest stretch between two moments (for one bar on the screen): lowest low, highest
 * high; zeros when nothing lies between them. */
struct waveform_peak waveform_between(const struct waveform *waveform, int64_t from_ms,
                                      int64_t to_ms);

/* How loud it is between two moments, from 0 to 1: the mean of its peaks, which tells speech from its
 * pauses where the loudest alone is the same everywhere. */
double waveform_level(const struct waveform *waveform, int64_t from_ms, int64_t to_ms);

/* Writes a new file at @path, which must not exist. */
bool waveform_write(const struct waveform *waveform, const char *path, GError **error);

#endif
