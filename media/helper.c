#include "media/helper.h"

#include "media/error.h"
#include "media/helper_run.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

enum { REPORT_MS = 20 * 1000 };

/* Beside the running program, as in a folder of builds, or in the prefix it was installed to;
 * NULL when it is in neither. */
static char *near_this_program(void)
{
    static const char *const ways[] = {"rwf-media-helper", "../libexec/rwf/rwf-media-helper"};
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = self != NULL ? g_path_get_dirname(self) : NULL;

    for (size_t i = 0; folder != NULL && i < G_N_ELEMENTS(ways); i++) {
        g_autofree char *way = g_build_filename(folder, ways[i], NULL);
        char *found = access(way, X_OK) == 0 ? g_canonicalize_filename(way, NULL) : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

char *helper_find(GError **error)
{
    const char *named = g_getenv("RWF_MEDIA_HELPER");

    if (named != NULL && *named != '\0')
        return g_strdup(named);
    char *near = near_this_program();
    if (near != NULL)
        return near;
    if (access(RWF_LIBEXECDIR "/rwf-media-helper", X_OK) == 0)
        return g_strdup(RWF_LIBEXECDIR "/rwf-media-helper");
    g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_SANDBOX,
                _("rwf-media-helper was not found beside this program nor in %s; install it, or "
                  "name it in RWF_MEDIA_HELPER"),
                RWF_LIBEXECDIR);
    return NULL;
}

static char *sentence_of(const struct helper_sandbox *sandbox)
{
    g_autoptr(GString) lacking = g_string_new(NULL);

    if (!sandbox->has_no_new_privileges)
        g_string_append(lacking, "; this kernel cannot rule out new privileges");
    if (!sandbox->is_reading_confined || !sandbox->is_writing_confined)
        g_string_append(lacking, sandbox->landlock_abi == 0
                                     ? "; files are not confined: this kernel has no Landlock"
                                     : "; files are not confined: Landlock refused its rules");
    else if (sandbox->landlock_abi < 3)
        g_string_append(lacking, "; this kernel's older Landlock is helped out by seccomp");
    if (!sandbox->are_system_calls_limited)
        g_string_append(lacking,
                        "; network and processes are not confined: this kernel has no seccomp");
    if (!sandbox->is_memory_limited)
        g_string_append(lacking, "; memory is not limited: this is a build with sanitizers");
    if (!sandbox->has_ffmpeg)
        g_string_append(lacking, "; ffmpeg is not installed: no sound or film can be added");
    if (lacking->len == 0)
        return g_strdup_printf("foreign files are opened without network, reading one file and "
                               "writing one folder (Landlock ABI %d, seccomp)",
                               sandbox->landlock_abi);
    return g_strdup_printf("foreign files are opened with less protection than usual%s",
                           lacking->str);
}

struct helper_sandbox *helper_sandbox_report(GError **error)
{
    struct helper_request request = {
        .mode = "report", .source_fd = -1, .output_fd = -1, .total_ms = REPORT_MS};
    struct helper_reply *reply = helper_run(&request, NULL, error);
    struct helper_sandbox *sandbox;

    if (reply == NULL)
        return NULL;
    sandbox = g_steal_pointer(&reply->sandbox);
    helper_reply_free(reply);
    sandbox->sentence = sentence_of(sandbox);
    return sandbox;
}

void helper_sandbox_free(struct helper_sandbox *sandbox)
{
    if (sandbox == NULL)
        return;
    g_free(sandbox->sentence);
    g_free(sandbox);
}
