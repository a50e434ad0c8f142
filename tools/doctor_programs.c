#include "tools/doctor.h"

#include "media/helper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each wall the kernel of this machine does not put around what opens foreign files. */
static void say_sandbox(struct doctor *doctor, const struct helper_sandbox *sandbox)
{
    const struct {
        bool is_there;
        const char *about, *lost;
    } walls[] = {
        {sandbox->has_no_new_privileges, N_("sandbox rights"),
         N_("a foreign file could gain rights")},
        {sandbox->is_reading_confined, N_("sandbox reading"),
         N_("a foreign file could read your files")},
        {sandbox->is_writing_confined, N_("sandbox writing"),
         N_("a foreign file could change your files")},
        {sandbox->is_network_blocked, N_("sandbox network"),
         N_("a foreign file could reach the network")},
        {sandbox->are_system_calls_limited, N_("sandbox system calls"),
         N_("a foreign file could ask the kernel anything")},
    };
    bool is_whole = true;
    for (size_t i = 0; i < G_N_ELEMENTS(walls); i++) {
        if (walls[i].is_there)
            continue;
        is_whole = false;
        doctor_say(doctor, FINDING_WARN, walls[i].about,
                   N_("add only files you trust here, or use a kernel with Landlock and seccomp "
                      "(Linux 5.13 or newer)"),
                   "missing: %s", _(walls[i].lost));
    }
    if (is_whole)
        doctor_say(doctor, FINDING_OK, N_("sandbox"), NULL, "%s", sandbox->sentence);
}

static void say_helper(struct doctor *doctor)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = helper_find(&error);
    if (path == NULL) {
        doctor_say(doctor, FINDING_BAD, N_("helper"),
                   N_("install rwf again, or set RWF_MEDIA_HELPER to it"), "%s", error->message);
        return;
    }
    struct helper_sandbox *sandbox = helper_sandbox_report(&error);
    if (sandbox == NULL) {
        doctor_say(doctor, FINDING_BAD, N_("helper"), N_("files cannot be added until it starts"),
                   "%s", error->message);
        return;
    }
    doctor_say(doctor, FINDING_OK, N_("helper"), NULL, "%s", path);
    say_sandbox(doctor, sandbox);
    helper_sandbox_free(sandbox);
}

/* What a program prints; NULL when it is not there. */
static char *output_of(const char *const *argv)
{
    g_autoptr(GSubprocess) process = g_subprocess_newv(
        argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
    char *text = NULL;
    if (process != NULL)
        g_subprocess_communicate_utf8(process, NULL, NULL, &text, NULL, NULL);
    return text;
}

/* What of @words is not among what ffmpeg lists with @option. */
static void say_coders(struct doctor *doctor, const char *option, const char *const *words)
{
    const char *const list[] = {"ffmpeg", "-hide_banner", option, NULL};
    g_autofree char *all = output_of(list);
    for (; all != NULL && *words != NULL; words++) {
        g_autofree char *word = g_strdup_printf(" %s ", *words);
        if (strstr(all, word) != NULL)
            continue;
        if (strcmp(option, "-encoders") == 0)
            doctor_say(doctor, FINDING_BAD, N_("ffmpeg"), N_("install Debian's own ffmpeg package"),
                       "it lacks the encoder %s, which access copies need", *words);
        else
            doctor_say(doctor, FINDING_BAD, N_("ffmpeg"), N_("install Debian's own ffmpeg package"),
                       "it lacks the decoder %s: some recordings stay shut", *words);
    }
}

static void say_ffprobe(struct doctor *doctor)
{
    g_autofree char *path = g_find_program_in_path("ffprobe");
    if (path != NULL)
        doctor_say(doctor, FINDING_OK, N_("ffprobe"), NULL, "%s", path);
    else
        doctor_say(doctor, FINDING_BAD, N_("ffprobe"), N_("apt-get install ffmpeg"),
                   "not found: no sound or film can be added");
}

static void say_ffmpeg(struct doctor *doctor)
{
    const char *remedy = N_("apt-get install ffmpeg");
    const char *const version[] = {"ffmpeg", "-hide_banner", "-version", NULL};
    static const char *const encoders[] = {"libx264", "aac", "mjpeg", NULL};
    static const char *const decoders[] = {"h264",   "hevc", "mpeg4", "aac", "mp3", "flac",
                                           "vorbis", "opus", "alac",  "vp9", NULL};
    g_autofree char *says = output_of(version);
    if (says == NULL) {
        doctor_say(doctor, FINDING_BAD, N_("ffmpeg"), remedy,
                   "not found: no sound or film can be added");
        return;
    }
    says[strcspn(says, "\n")] = '\0';
    char *copyright = strstr(says, " Copyright");
    if (copyright != NULL)
        *copyright = '\0';
    doctor_say(doctor, FINDING_OK, N_("ffmpeg"), NULL, "%s", says);
    say_coders(doctor, "-encoders", encoders);
    say_coders(doctor, "-decoders", decoders);
}

void doctor_programs(struct doctor *doctor)
{
    say_helper(doctor);
    say_ffmpeg(doctor);
    say_ffprobe(doctor);
}
