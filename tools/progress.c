#include "tools/progress.h"

#include "tools/output.h"

#include <glib.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DRAW_EVERY_US = 100 * 1000, SAY_EVERY_US = 10 * 1000 * 1000, BAR_CELLS = 24 };

struct progress {
    struct output *output;
    const char *doing;
    const char *things;
    int64_t total_things;
    int64_t total_bytes;
    int64_t began_us;
    int64_t drawn_us;
    bool is_terminal;
    bool is_visible;
};

struct progress *progress_begin(struct output *output, const char *doing, const char *things,
                                int64_t total_things, int64_t total_bytes)
{
    struct progress *progress = g_new0(struct progress, 1);
    progress->output = output;
    progress->doing = doing;
    progress->things = things;
    progress->total_things = total_things;
    progress->total_bytes = total_bytes;
    progress->began_us = g_get_monotonic_time();
    progress->drawn_us = progress->began_us;
    progress->is_terminal = isatty(STDERR_FILENO);
    output_set_progress(output, progress);
    return progress;
}

/* "4 s", "3 min", "2 h 10 min". */
static char *time_text(double seconds)
{
    if (seconds < 90)
        return g_strdup_printf(_("%.0f s"), seconds);
    int minutes = (int)(seconds / 60 + 0.5);
    if (minutes < 90)
        return g_strdup_printf(_("%d min"), minutes);
    return g_strdup_printf(_("%d h %d min"), minutes / 60, minutes % 60);
}

static double share_done(const struct progress *progress, int64_t things, int64_t bytes)
{
    if (progress->total_bytes > 0)
        return CLAMP((double)bytes / (double)progress->total_bytes, 0, 1);
    if (progress->total_things > 0)
        return CLAMP((double)things / (double)progress->total_things, 0, 1);
    return 0;
}

/* "34 of 200 files, 12.3 MB/s, 2 min left". */
static char *figures(const struct progress *progress, int64_t things, int64_t bytes, double share)
{
    double seconds = (double)(g_get_monotonic_time() - progress->began_us) / 1e6;
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%" G_GINT64_FORMAT, things);
    if (progress->total_things > 0)
        g_string_append_printf(text, _(" of %" PRId64), progress->total_things);
    g_string_append_printf(text, " %s", progress->things);
    if (bytes > 0 && seconds > 0.5)
        g_string_append_printf(text, _(", %.1f MB/s"), (double)bytes / 1e6 / seconds);
    if (share > 0.01 && seconds > 2) {
        g_autofree char *left = time_text(seconds / share * (1 - share));
        g_string_append_printf(text, _(", %s left"), left);
    }
    return g_string_free(text, FALSE);
}

static void draw_bar(struct progress *progress, const char *text, double share)
{
    struct winsize size = {.ws_col = 80};
    char bar[BAR_CELLS * 3 + 1] = "";
    int full = (int)(share * BAR_CELLS);
    ioctl(STDERR_FILENO, TIOCGWINSZ, &size);
    if (size.ws_col < 60) {
        fprintf(stderr, "\r\033[K%.*s", MAX(size.ws_col - 1, 1), text);
    } else {
        for (int i = 0; i < BAR_CELLS; i++)
            g_strlcat(bar, i < full ? "█" : "░", sizeof bar);
        fprintf(stderr, "\r\033[K%s %s %s", progress->doing, bar, text);
    }
    fflush(stderr);
    progress->is_visible = true;
}

void progress_set(struct progress *progress, int64_t things, int64_t bytes)
{
    int64_t now_us = g_get_monotonic_time();
    int64_t every_us = progress->is_terminal ? DRAW_EVERY_US : SAY_EVERY_US;
    if (output_is_quiet(progress->output) || now_us - progress->drawn_us < every_us)
        return;
    double share = share_done(progress, things, bytes);
    g_autofree char *text = figures(progress, things, bytes, share);
    if (progress->is_terminal)
        draw_bar(progress, text, share);
    else
        fprintf(stderr, "%s: %s\n", progress->doing, text);
    progress->drawn_us = now_us;
}

void progress_hide(struct progress *progress)
{
    if (!progress->is_visible)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->is_visible = false;
}

void progress_end(struct progress *progress)
{
    if (progress == NULL)
        return;
    progress_hide(progress);
    output_set_progress(progress->output, NULL);
    g_free(progress);
}
