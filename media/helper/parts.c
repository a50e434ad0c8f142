#include "media/helper/parts.h"

#include "media/error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

enum {
    MARGIN_MS = 50,                /* how much further out silence reaches */
    PIECE_MS = 7,                  /* 256 samples, at the lowest rate kept, are not longer */
    LATEST_MS = 1000 * 1000 * 1000 /* eleven days, longer than any recording */
};

struct part {
    gint64 begin_ms, end_ms;
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

/* An array of struct part with one at least. */
static GArray *read_parts(const char *parts, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(struct part));

    for (const char *at = parts; *at != '\0' || list->len == 0;) {
        struct part part;

        if (!read_number(&at, '-', &part.begin_ms) || !read_number(&at, ',', &part.end_ms) ||
            part.end_ms <= part.begin_ms) {
            g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                        _("“%s” are no parts of a recording"), parts);
            return NULL;
        }
        g_array_append_val(list, part);
    }
    return g_steal_pointer(&list);
}

static void append_seconds(GString *filter, gint64 ms)
{
    g_string_append_printf(filter, "%" PRId64 ".%03d", ms / 1000, (int)(ms % 1000));
}

/* "between(t,4.000,8.000)+between(…)", each part moved by so much at its ends. */
static void append_inside(GString *filter, const GArray *list, gint64 before_ms, gint64 after_ms)
{
    for (guint i = 0; i < list->len; i++) {
        const struct part *part = &g_array_index(list, struct part, i);

        g_string_append(filter, i == 0 ? "between(t," : "+between(t,");
        append_seconds(filter, MAX(part->begin_ms + before_ms, 0));
        g_string_append_c(filter, ',');
        append_seconds(filter, MAX(part->end_ms + after_ms, 0));
        g_string_append_c(filter, ')');
    }
}

/* "(T-gte(T,4.000)*4.000-…)/TB": each moment, less what was left out before it. */
static void append_moments(GString *filter, const GArray *list)
{
    gint64 last_ms = 0;

    g_string_append(filter, "(T");
    for (guint i = 0; i < list->len; i++) {
        const struct part *part = &g_array_index(list, struct part, i);

        g_string_append(filter, "-gte(T,");
        append_seconds(filter, part->begin_ms);
        g_string_append(filter, ")*");
        append_seconds(filter, MAX(part->begin_ms - last_ms, 0));
        last_ms = part->end_ms;
    }
    g_string_append(filter, ")/TB");
}

char *parts_silence(const char *parts, GError **error)
{
    g_autoptr(GArray) list = read_parts(parts, error);
    g_autoptr(GString) filter = g_string_new("asetnsamples=n=256:p=0,volume=0:enable='");

    if (list == NULL)
        return NULL;
    append_inside(filter, list, -MARGIN_MS, MARGIN_MS);
    g_string_append_c(filter, '\'');
    return g_string_free(g_steal_pointer(&filter), FALSE);
}

char *parts_keep_sound(const char *parts, GError **error)
{
    g_autoptr(GArray) list = read_parts(parts, error);
    g_autoptr(GString) filter = g_string_new("asetnsamples=n=256:p=0,aselect='");

    if (list == NULL)
        return NULL;
    append_inside(filter, list, 0, -PIECE_MS);
    g_string_append(filter, "',asetpts='");
    append_moments(filter, list);
    g_string_append(filter, "',aresample=async=1:first_pts=0");
    return g_string_free(g_steal_pointer(&filter), FALSE);
}

char *parts_keep_film(const char *parts, GError **error)
{
    g_autoptr(GArray) list = read_parts(parts, error);
    g_autoptr(GString) filter = g_string_new("select='");

    if (list == NULL)
        return NULL;
    append_inside(filter, list, 0, -1);
    g_string_append(filter, "',setpts='");
    append_moments(filter, list);
    g_string_append_c(filter, '\'');
    return g_string_free(g_steal_pointer(&filter), FALSE);
}

gint64 parts_length_ms(const char *parts)
{
    gint64 length_ms = 0;
    g_autoptr(GArray) list = read_parts(parts, NULL);

    for (guint i = 0; list != NULL && i < list->len; i++)
        length_ms += g_array_index(list, struct part, i).end_ms -
                     g_array_index(list, struct part, i).begin_ms;
    return length_ms;
}
