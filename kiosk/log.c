#include "kiosk/log.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

enum { REMEMBERED_MAX = 1000 };

static GMutex mutex;
static GHashTable *written; /* lines, as their own keys; never freed: it ends with the program */

bool log_is_new(const char *line)
{
    g_mutex_lock(&mutex);
    if (written == NULL)
        written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (g_hash_table_size(written) >= REMEMBERED_MAX)
        g_hash_table_remove_all(written);
    bool is_new = g_hash_table_add(written, g_strdup(line));
    g_mutex_unlock(&mutex);
    return is_new;
}

static const char *field(const GLogField *fields, gsize count, const char *key)
{
    for (gsize i = 0; i < count; i++)
        if (strcmp(fields[i].key, key) == 0 && fields[i].length < 0)
            return fields[i].value;
    return NULL;
}

static const char *level_name(GLogLevelFlags level)
{
    if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0)
        return "error: ";
    return (level & G_LOG_LEVEL_WARNING) != 0 ? "warning: " : "";
}

static GLogWriterOutput write_line(GLogLevelFlags level, const GLogField *fields, gsize count,
                                   gpointer data)
{
    const char *message = field(fields, count, "MESSAGE");

    if (message == NULL || (level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) != 0)
        return G_LOG_WRITER_HANDLED;
    if (log_is_new(message))
        fprintf(stderr, "rwf-kiosk: %s%s\n", level_name(level), message);
    return G_LOG_WRITER_HANDLED;
}

void log_install(void)
{
    g_log_set_writer_func(write_line, NULL, NULL);
}

void log_cause(const char *part, const char *cause)
{
    g_warning("%s: %s", part, cause);
}
