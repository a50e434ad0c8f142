#include "media/bag_path.h"

#include <glib.h>
#include <string.h>

static bool is_safe_part(const char *part, size_t length)
{
    return length > 0 && !(length == 1 && part[0] == '.') &&
           !(length == 2 && part[0] == '.' && part[1] == '.');
}

bool bag_path_is_safe(const char *path)
{
    if (*path == '\0' || *path == '/' || *path == '~' || strchr(path, '\\') != NULL)
        return false;
    if (g_ascii_isalpha(path[0]) && path[1] == ':')
        return false;
    if (*path == '%' && strchr(path + 1, '%') != NULL)
        return false;
    for (const char *part = path;;) {
        const char *end = strchrnul(part, '/');

        if (!is_safe_part(part, (size_t)(end - part)))
            return false;
        if (*end == '\0')
            return true;
        part = end + 1;
    }
}

char *bag_path_encode(const char *path)
{
    GString *text = g_string_new(NULL);

    for (const char *at = path; *at != '\0'; at++) {
        if (*at == '\n')
            g_string_append(text, "%0A");
        else if (*at == '\r')
            g_string_append(text, "%0D");
        else if (*at == '%')
            g_string_append(text, "%25");
        else
            g_string_append_c(text, *at);
    }
    return g_string_free(text, FALSE);
}

char *bag_path_decode(const char *text, bool is_before_1_0)
{
    GString *path = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at++) {
        bool is_code = true;

        if (g_ascii_strncasecmp(at, "%0A", 3) == 0)
            g_string_append_c(path, '\n');
        else if (g_ascii_strncasecmp(at, "%0D", 3) == 0)
            g_string_append_c(path, '\r');
        else if (!is_before_1_0 && strncmp(at, "%25", 3) == 0)
            g_string_append_c(path, '%');
        else
            is_code = false;
        if (is_code)
            at += 2;
        else
            g_string_append_c(path, *at);
    }
    return g_string_free(path, FALSE);
}

char *bag_path_fold(const char *path, bool ignore_case)
{
    g_autofree char *normal = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);

    if (normal == NULL)
        return g_strdup(path); /* not Unicode */
    return ignore_case ? g_utf8_casefold(normal, -1) : g_steal_pointer(&normal);
}
