#include "media/helper/silence.h"

#include "media/error.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

enum {
    MARGIN_MS = 50,
    LATEST_MS = 1000 * 1000 * 1000 /* eleven days, longer than any recording */
};

static bool read_number(const char **at, char end, gint64 *value)
{
    char *rest;

    if (!g_ascii_isdigit(**at))
        return false;
    *value = g_ascii_strtoll(*at, &rest, 10);
    if (*value > LATEST_MS || (*rest != end && *rest != '\0'))
        return false;
    *at = *rest == '\0' ? rest : rest + 1;
    return true;
}

char *silence_filter(const char *parts, GError **error)
{
    g_autoptr(GString) filter = g_string_new("asetnsamples=n=256:p=0,volume=0:enable='");
    bool is_first = true;

    for (const char *at = parts; *at != '\0' || is_first; is_first = false) {
        gint64 begin_ms, end_ms;

        if (!read_number(&at, '-', &begin_ms) || !read_number(&at, ',', &end_ms) ||
            end_ms <= begin_ms) {
            g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT, "“%s” are no parts of a recording",
                        parts);
            return NULL;
        }
        begin_ms = MAX(begin_ms - MARGIN_MS, 0);
        end_ms += MARGIN_MS;
        g_string_append_printf(filter, "%sbetween(t,%" PRId64 ".%03d,%" PRId64 ".%03d)",
                               is_first ? "" : "+", begin_ms / 1000, (int)(begin_ms % 1000),
                               end_ms / 1000, (int)(end_ms % 1000));
    }
    g_string_append_c(filter, '\'');
    return g_string_free(g_steal_pointer(&filter), FALSE);
}
