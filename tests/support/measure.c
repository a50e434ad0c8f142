#include "tests/support/measure.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

bool measure_go_ahead(void)
{
    return setpriority(PRIO_PROCESS, 0, -20) == 0;
}

static bool read_proc(pid_t pid, const char *name, char **text)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/%s", (int)pid, name);
    return g_file_get_contents(path, text, NULL, NULL);
}

double measure_memory_mb(pid_t pid)
{
    g_autofree char *text = NULL;
    if (!read_proc(pid, "smaps_rollup", &text))
        return 0;
    const char *line = strstr(text, "\nPss:");
    return line == NULL ? 0 : g_ascii_strtod(line + strlen("\nPss:"), NULL) / 1024;
}

int measure_entries(pid_t pid, const char *folder)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/%s", (int)pid, folder);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    int count = 0;
    while (dir != NULL && g_dir_read_name(dir) != NULL)
        count++;
    return count;
}

/* A field of /proc/PID/stat in seconds, counted from 1 as proc(5) does. The name in field 2 may hold
 * blanks and brackets. */
static double stat_seconds(pid_t pid, unsigned number)
{
    g_autofree char *text = NULL;
    if (!read_proc(pid, "stat", &text))
        return 0;
    const char *after = strrchr(text, ')');
    if (after == NULL)
        return 0;
    g_auto(GStrv) fields = g_strsplit(after + 2, " ", 0);
    if (g_strv_length(fields) <= number - 3)
        return 0;
    return g_ascii_strtod(fields[number - 3], NULL) / (double)sysconf(_SC_CLK_TCK);
}

double measure_processor_s(pid_t pid)
{
    return stat_seconds(pid, 14) + stat_seconds(pid, 15);
}

double measure_age_ms(pid_t pid)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return ((double)now.tv_sec + (double)now.tv_nsec / 1e9 - stat_seconds(pid, 22)) * 1000;
}
