/*
 * A listener's meter (EBU R 128): how loud a stretch of sound is and how high its true peak, by
 * ffmpeg's ebur128, which has no part in how the kiosk plays.
 */
#ifndef RWF_TESTS_SUPPORT_METER_H
#define RWF_TESTS_SUPPORT_METER_H

#include <glib.h>
#include <stdint.h>

struct meter {
    double lufs; /* -70: silence, or too short to be measured */
    double peak_dbtp;
};

/* Of interleaved stereo; aborts the test where ffmpeg fails. */
struct meter meter_read(const int16_t *samples, size_t frames, unsigned rate_hz);

#endif
