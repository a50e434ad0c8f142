#include "tools/own_name.h"

#include <string.h>

bool own_name_is(const char *typed)
{
    return g_str_has_prefix(typed, OWN_NAME);
}

char *own_name_write(const char *heading, char end)
{
    GString *name = g_string_new(OWN_NAME);
    for (const char *p = heading; *p != '\0'; p++) {
        if (*p == end || *p == '\\' || *p == '\n')
            g_string_append_c(name, '\\');
        g_string_append_c(name, *p == '\n' ? 'n' : *p);
    }
    return g_string_free(name, FALSE);
}

const char *own_name_end(const char *typed, char end)
{
    for (const char *p = typed; *p != '\0'; p++)
        if (*p == end)
            return p;
        else if (*p == '\\' && p[1] != '\0')
            p++;
    return NULL;
}

char *own_name_read(const char *name)
{
    GString *heading = g_string_new(NULL);
    for (const char *p = name + strlen(OWN_NAME); *p != '\0'; p++) {
        bool is_escaped = *p == '\\' && p[1] != '\0';
        p += is_escaped;
        g_string_append_c(heading, is_escaped && *p == 'n' ? '\n' : *p);
    }
    return g_string_free(heading, FALSE);
}
