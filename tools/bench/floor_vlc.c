/*
 * The least a player can take on this machine: bench_floor_vlc FILM RECORDING. libVLC alone, without a
 * screen, from being told to play until the first picture of the film is due and the first sample of
 * the recording that is not silence was handed out. Prints both medians in milliseconds.
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <vlc/vlc.h>

enum { TIMES = 11, WIDTH_PX = 1280, HEIGHT_PX = 720, PATIENCE_US = 10 * G_USEC_PER_SEC };

struct first {
    uint8_t *pixels;
    gint has_come; /* atomic */
    gint64 at_us;
};

static void note(struct first *first)
{
    if (g_atomic_int_get(&first->has_come))
        return;
    first->at_us = g_get_monotonic_time();
    g_atomic_int_set(&first->has_come, 1);
}

static void *lock(void *data, void **planes)
{
    *planes = ((struct first *)data)->pixels;
    return NULL;
}

static void display(void *data, void *picture)
{
    note(data);
}

static void hear(void *data, const void *samples, unsigned count, int64_t due_us)
{
    const int16_t *values = samples;
    for (unsigned i = 0; i < 2 * count; i++)
        if (values[i] != 0) {
            note(data);
            return;
        }
}

static double play_once(libvlc_instance_t *vlc, const char *path, bool is_film)
{
    struct first first = {.pixels = g_malloc((gsize)WIDTH_PX * HEIGHT_PX * 4)};
    libvlc_media_t *media = libvlc_media_new_path(vlc, path);
    libvlc_media_player_t *player = libvlc_media_player_new_from_media(media);
    if (is_film) {
        libvlc_video_set_callbacks(player, lock, NULL, display, &first);
        libvlc_video_set_format(player, "RV32", WIDTH_PX, HEIGHT_PX, WIDTH_PX * 4);
        libvlc_media_add_option(media, ":no-audio");
    } else {
        libvlc_audio_set_callbacks(player, hear, NULL, NULL, NULL, NULL, &first);
        libvlc_audio_set_format(player, "S16N", 48000, 2);
    }
    gint64 since_us = g_get_monotonic_time();
    libvlc_media_player_play(player);
    while (!g_atomic_int_get(&first.has_come) && g_get_monotonic_time() - since_us < PATIENCE_US)
        g_usleep(500);
    double ms = (double)((first.has_come ? first.at_us : g_get_monotonic_time()) - since_us) / 1000;
    libvlc_media_player_stop(player);
    libvlc_media_player_release(player);
    libvlc_media_release(media);
    g_free(first.pixels);
    return ms;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(libvlc_instance_t *vlc, const char *path, bool is_film)
{
    double ms[TIMES];
    for (int i = 0; i < TIMES; i++)
        ms[i] = play_once(vlc, path, is_film);
    qsort(ms, TIMES, sizeof *ms, compare);
    printf("  libVLC alone, to first %-14s %6.0f ms median of %d, %.0f to %.0f\n",
           is_film ? "picture" : "sound", ms[TIMES / 2], TIMES, ms[0], ms[TIMES - 1]);
}

int main(int argc, char **argv)
{
    const char *const options[] = {"--ignore-config", "--quiet", "--no-lua", "--no-xlib"};
    libvlc_instance_t *vlc = argc == 3 ? libvlc_new(G_N_ELEMENTS(options), options) : NULL;
    if (vlc == NULL) {
        fprintf(stderr, "usage: bench_floor_vlc FILM RECORDING\n");
        return 2;
    }
    measure(vlc, argv[2], false);
    measure(vlc, argv[1], true);
    libvlc_release(vlc);
    return 0;
}
