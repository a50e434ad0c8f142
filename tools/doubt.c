#include "tools/doubt.h"

#include "catalogue/item_field.h"
#include "tools/call.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool is_yes(const char *answer)
{
    return answer[0] == '\0' || g_ascii_strcasecmp(answer, "y") == 0 ||
           g_ascii_strcasecmp(answer, "yes") == 0;
}

static bool is_no(const char *answer)
{
    return g_ascii_strcasecmp(answer, "n") == 0 || g_ascii_strcasecmp(answer, "no") == 0;
}

/* The line typed, without blanks around it; "n" at the end of the input. */
static char *ask(const char *field, const char *value, const char *doubt)
{
    char line[1024];
    g_autofree char *clean = output_clean(value);
    fprintf(stderr, _("%s “%s” is %s.\nIs that right? [Y]es, [n]o, or type it another way: "),
            field, clean, doubt);
    if (fgets(line, sizeof line, stdin) == NULL)
        return g_strdup("n");
    return g_strdup(g_strstrip(line));
}

char *doubt_settle(const struct call *call, const char *field, const char *value, GError **error)
{
    bool is_asked = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    g_autofree char *settled = g_strdup(value);
    for (;;) {
        g_autofree char *doubt = item_field_doubt(field, settled);
        if (doubt == NULL)
            return g_steal_pointer(&settled);
        if (!is_asked) {
            output_warn(call->output, "%s “%s” was %s; write it as YYYY-MM-DD to be sure", field,
                        settled, doubt);
            return g_steal_pointer(&settled);
        }
        g_autofree char *answer = ask(field, settled, doubt);
        if (is_yes(answer))
            return g_steal_pointer(&settled);
        if (is_no(answer)) {
            command_refused(error, "nothing was changed");
            return NULL;
        }
        g_free(settled);
        settled = g_steal_pointer(&answer);
    }
}
