#include "tools/measure.h"

#include "tools/command.h"
#include "tools/messages.h"

#include <string.h>

/* Up to three digits after the point, as milliseconds. */
static bool read_fraction(const char *digits, int64_t *ms)
{
    int64_t value = 0;
    size_t length = strlen(digits);
    if (length == 0 || length > 3)
        return false;
    for (size_t i = 0; i < 3; i++) {
        char c = i < length ? digits[i] : '0';
        if (!g_ascii_isdigit(c))
            return false;
        value = value * 10 + (c - '0');
    }
    *ms = value;
    return true;
}

static bool read_number(const char *digits, int64_t most, int64_t *number)
{
    int64_t value = 0;
    if (digits[0] == '\0')
        return false;
    for (const char *p = digits; *p != '\0'; p++) {
        if (!g_ascii_isdigit(*p))
            return false;
        value = value * 10 + (*p - '0');
        if (value > most)
            return false;
    }
    *number = value;
    return true;
}

bool measure_time_read(const char *typed, int64_t *ms)
{
    g_autofree char *text = g_strdup(typed);
    int64_t fraction_ms = 0;
    int64_t seconds = 0;
    char *point = strchr(text, '.');
    if (point != NULL) {
        *point = '\0';
        if (!read_fraction(point + 1, &fraction_ms))
            return false;
    }
    g_auto(GStrv) parts = g_strsplit(text, ":", -1);
    guint count = g_strv_length(parts);
    if (count < 1 || count > 3)
        return false;
    for (guint i = 0; i < count; i++) {
        int64_t part;
        if (!read_number(parts[i], i == 0 ? 10000000 : 59, &part))
            return false;
        seconds = seconds * 60 + part;
    }
    *ms = seconds * 1000 + fraction_ms;
    return true;
}

bool measure_time_option(const char *option, const char *typed, int64_t *ms, GError **error)
{
    if (measure_time_read(typed, ms))
        return true;
    return command_misused(error,
                           "--%s “%s” is not a time in the recording; write seconds (95), "
                           "minutes:seconds (1:35) or 1:02:03.5",
                           option, typed);
}

char *measure_time(int64_t ms)
{
    int64_t seconds = ms / 1000;
    g_autofree char *part =
        ms % 1000 != 0 ? g_strdup_printf(".%03d", (int)(ms % 1000)) : g_strdup("");
    if (seconds >= 3600)
        return g_strdup_printf("%d:%02d:%02d%s", (int)(seconds / 3600), (int)(seconds / 60 % 60),
                               (int)(seconds % 60), part);
    return g_strdup_printf("%d:%02d%s", (int)(seconds / 60), (int)(seconds % 60), part);
}

char *measure_size(int64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    double value = (double)bytes / 1000;
    size_t unit = 0;
    if (bytes < 1000)
        return g_strdup_printf(MANY("%d byte", "%d bytes", bytes), (int)bytes);
    for (; value >= 999.95 && unit + 1 < G_N_ELEMENTS(units); unit++)
        value /= 1000;
    return g_strdup_printf("%.1f %s", value, units[unit]);
}
