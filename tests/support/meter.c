#include "tests/support/meter.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

static double number_after(const char *text, const char *label)
{
    const char *at = strstr(text, label);
    g_assert_nonnull(at);
    return g_ascii_strtod(at + strlen(label), NULL);
}

struct meter meter_read(const int16_t *samples, size_t frames, unsigned rate_hz)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *rate = g_strdup_printf("%u", rate_hz);
    const char *argv[] = {"ffmpeg",   "-hide_banner",
                          "-nostdin", "-nostats",
                          "-f",       "s16le",
                          "-ar",      rate,
                          "-ac",      "2",
                          "-i",       "-",
                          "-af",      "ebur128=peak=true:framelog=verbose",
                          "-f",       "null",
                          "-",        NULL};
    g_autoptr(GSubprocess) process = g_subprocess_newv(
        argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) input = g_bytes_new(samples, frames * 2 * sizeof *samples);
    g_autoptr(GBytes) output = NULL;
    g_subprocess_communicate(process, input, NULL, NULL, &output, &error);
    g_assert_no_error(error);
    g_assert_true(g_subprocess_get_successful(process));
    gsize length;
    const char *bytes = g_bytes_get_data(output, &length);
    g_autofree char *said = g_strndup(bytes, length);
    const char *summary = g_strrstr(said, "Summary:");
    g_assert_nonnull(summary);
    return (struct meter){.lufs = number_after(summary, "I:"),
                          .peak_dbtp = number_after(summary, "Peak:")};
}
