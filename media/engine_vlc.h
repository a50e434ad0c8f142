/*
 * engine_vlc.h — the libVLC 3 engine: plays local files through the machine's sound output
 * into a mailbox of pictures.
 *
 * One libVLC instance and one libVLC player for the life of the engine, every call to them
 * from the engine's single worker thread; callbacks of libVLC only note a value and wake that
 * thread. (Measured: stopping inside a callback never returns; a player for each clip leaks.)
 *
 * A film that stands still is not open in libVLC at all: its picture is in the mailbox, its
 * place is remembered, and playing on starts there. That is what makes standing still free
 * (libVLC redraws a paused picture for ever) and starts exact.
 *
 * libVLC gets no network, no Lua, no metadata fetching, no subtitle search, no on-screen
 * display, no X11 threads, no user configuration or cache; only the plain-file access module
 * can open anything. Subtitles are ours to draw.
 */
#ifndef MEDIA_ENGINE_VLC_H
#define MEDIA_ENGINE_VLC_H

#include "media/engine.h"

struct engine_vlc_config {
    engine_wake_func *wake; /* may be NULL */
    void *wake_data;
    bool is_hardware_decoding; /* off: the processor decodes, the same on every machine */
    const char *audio_output;  /* "pulse", "alsa", …; NULL: what libVLC finds first */
    const char *audio_device;  /* that output's name of a device; NULL: its default */

    /* For tests: the finished samples instead of a sound device, interleaved signed 16 bit
     * at sample_rate_hz with two channels, from a thread of libVLC's. */
    void (*hear)(void *data, const int16_t *samples, unsigned frames);
    void *hear_data;
    unsigned sample_rate_hz; /* 0: 48,000 */

    const char *const *options; /* more libVLC options, NULL-terminated, from the program's own
                                 * code only; may be NULL */
};

/* Returns at once: libVLC starts on the worker thread. Where it cannot (its plugins are not
 * installed), every source fails with ENGINE_FAILURE_BROKEN. NULL config: defaults. Strings
 * are copied. */
struct engine *engine_vlc_create(const struct engine_vlc_config *config);

#endif
