#include "kiosk/stats.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void histogram_add(struct histogram *histogram, double ms)
{
    double step = ceil(ms / STATS_STEP_MS);
    int place = step < 0 ? 0 : step >= STATS_STEPS ? STATS_STEPS - 1 : (int)step;
    histogram->counts[place]++;
    histogram->total++;
}

double histogram_percentile(const struct histogram *histogram, double share)
{
    uint64_t wanted = (uint64_t)ceil(share * (double)histogram->total);
    uint64_t seen = 0;

    if (histogram->total == 0)
        return 0;
    for (int i = 0; i < STATS_STEPS; i++) {
        seen += histogram->counts[i];
        if (seen >= wanted && seen > 0)
            return i * STATS_STEP_MS;
    }
    return (STATS_STEPS - 1) * STATS_STEP_MS;
}

void stats_init(struct stats *stats)
{
    *stats = (struct stats){.first_frame_ms = -1, .touch_ms = -1};
}

void stats_touch(struct stats *stats, double at_ms)
{
    if (stats->touch_ms < 0)
        stats->touch_ms = at_ms;
}

void stats_frame(struct stats *stats, double begin_ms, double end_ms, double work_ms)
{
    stats->frames++;
    histogram_add(&stats->frame, end_ms - begin_ms);
    histogram_add(&stats->work, work_ms);
    if (stats->touch_ms >= 0)
        histogram_add(&stats->touch_to_present, end_ms - stats->touch_ms);
    stats->touch_ms = -1;
    if (stats->first_frame_ms < 0)
        stats->first_frame_ms = stats_process_age_ms();
}

double stats_work_ms(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0)
        return 0;
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Field 22 of /proc/self/stat (proc(5)); the name in field 2 may hold blanks and brackets. */
static double started_s(void)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents("/proc/self/stat", &text, NULL, NULL))
        return -1;
    const char *after = strrchr(text, ')');
    if (after == NULL)
        return -1;
    g_auto(GStrv) fields = g_strsplit(after + 2, " ", 21);
    if (g_strv_length(fields) < 20)
        return -1;
    return strtod(fields[19], NULL) / (double)sysconf(_SC_CLK_TCK);
}

double stats_process_age_ms(void)
{
    struct timespec now;
    double start_s = started_s();

    if (start_s < 0 || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return -1;
    return fmax(((double)now.tv_sec + (double)now.tv_nsec / 1e9 - start_s) * 1000, 0);
}
