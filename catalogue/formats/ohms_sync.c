#include "catalogue/formats/ohms_sync.h"

#include <stdbool.h>
#include <string.h>

#define MINUTE_MS      60000
#define MOST_MINUTES   1440 /* of an interval */
#define MOST_PLACES    1000000
#define LONGEST_NUMBER 9 /* digits */

static bool take_number(const char **at, int64_t *number)
{
    const char *first = *at;
    for (*number = 0; g_ascii_isdigit(**at) && *at - first < LONGEST_NUMBER; ++*at)
        *number = *number * 10 + (**at - '0');
    return *number > 0;
}

/* "13(3)"; a line without a word is its first. */
static bool read_place(const char *place, struct ohms_minute *minute)
{
    minute->word = 1;
    if (!take_number(&place, &minute->line))
        return false;
    if (*place == '\0')
        return true;
    return *place++ == '(' && take_number(&place, &minute->word) && *place == ')';
}

GArray *ohms_sync_parse(const char *sync, int64_t *interval_ms)
{
    GArray *minutes = g_array_new(false, true, sizeof(struct ohms_minute));
    const char *colon = strchr(sync, ':');
    double interval = colon != NULL ? g_ascii_strtod(sync, NULL) : 1;
    if (!(interval > 0 && interval <= MOST_MINUTES))
        interval = 1;
    *interval_ms = (int64_t)(interval * MINUTE_MS);
    const char *places = colon != NULL ? colon + 1 : sync;
    g_auto(GStrv) parts = g_strsplit(*places == '|' ? places + 1 : places, "|", MOST_PLACES);
    for (int64_t i = 0; parts[i] != NULL; i++) {
        struct ohms_minute minute = {.at_ms = (i + 1) * *interval_ms};
        if (read_place(g_strstrip(parts[i]), &minute))
            g_array_append_val(minutes, minute);
    }
    return minutes;
}
