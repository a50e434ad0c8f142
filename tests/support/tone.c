#include "tests/support/tone.h"

#include <math.h>

void tone_make(const char *path, const char *arguments)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) argv = NULL;
    g_autofree char *quoted = g_shell_quote(path);
    g_autofree char *line =
        g_strdup_printf("ffmpeg -v error -nostdin -y -threads 1 %s %s", arguments, quoted);
    int status = 0;
    g_assert_true(g_shell_parse_argv(line, NULL, &argv, &error));
    g_assert_true(g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                               &status, &error));
    g_assert_cmpint(status, ==, 0);
}

int tone_picture(uint8_t lightness)
{
    return (int)lround((lightness - 16) / 2.0);
}

double tone_pitch_hz(const int16_t *samples, size_t frames, int channel, unsigned rate_hz)
{
    size_t first = 0, last = 0, crossings = 0;
    for (size_t i = 1; i < frames; i++) {
        if (samples[2 * (i - 1) + channel] >= 0 || samples[2 * i + channel] < 0)
            continue;
        if (crossings++ == 0)
            first = i;
        last = i;
    }
    return crossings < 2 ? 0 : (double)(crossings - 1) * rate_hz / (double)(last - first);
}

double tone_level_db(const int16_t *samples, size_t frames, int channel)
{
    double sum = 0;
    for (size_t i = 0; i < frames; i++)
        sum += (double)samples[2 * i + channel] * samples[2 * i + channel];
    double mean = frames == 0 ? 0 : sqrt(2 * sum / (double)frames) / 32768.0;
    return mean < 1e-6 ? -120 : 20 * log10(mean);
}
