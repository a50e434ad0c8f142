/*
 * Sounds and films a test makes with ffmpeg, and what can be told from samples and pictures:
 * a tone has a pitch and a level, and each picture of a film says its own number.
 */
#ifndef RWF_TESTS_SUPPORT_TONE_H
#define RWF_TESTS_SUPPORT_TONE_H

#include <glib.h>
#include <stdint.h>

/* Runs ffmpeg with these arguments (one string, shell quoting) and the file as output; aborts
 * the test when it fails. */
void tone_make(const char *path, const char *arguments);

/* Input arguments: a film whose picture n (25 a second) is of lightness 16 + 2n throughout. */
#define TONE_FILM(size, seconds)                                                                   \
    "-f lavfi -i \"color=black:s=" size ":r=25:d=" seconds ",geq=lum='16+2*N':cb=128:cr=128\" "

#define TONE_SINE(hz, seconds) "-f lavfi -i sine=f=" hz ":d=" seconds ":r=48000 "

/* The number of the picture by its lightness. */
int tone_picture(uint8_t lightness);

/* Of one channel (0 or 1) of interleaved stereo: pitch by zero crossings, and the mean level in
 * decibels below a full sine (-120 for silence). */
double tone_pitch_hz(const int16_t *samples, size_t frames, int channel, unsigned rate_hz);
double tone_level_db(const int16_t *samples, size_t frames, int channel);

#endif
