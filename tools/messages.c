#include "tools/messages.h"

#include <glib.h>
#include <glib/gi18n-lib.h>

#include <locale.h>
#include <stdbool.h>

static char *folder_of_words(void)
{
    const char *named = g_getenv("RWF_LOCALE_DIR");
    if (named != NULL && named[0] != '\0')
        return g_strdup(named);
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *programs = g_path_get_dirname(self != NULL ? self : "/usr/bin/rwf");
    g_autofree char *prefix = g_path_get_dirname(programs);
    g_autofree char *near = g_build_filename(prefix, "share", "locale", NULL);
    if (g_file_test(near, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&near);
    return g_strdup(RWF_LOCALE_FOLDER);
}

void messages_open(void)
{
    g_autofree char *folder = folder_of_words();
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    g_setenv("RWF_LOCALE_DIR", folder, true);
    bindtextdomain(GETTEXT_PACKAGE, folder);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
}
