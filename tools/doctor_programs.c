#include "tools/doctor.h"

#include "media/helper.h"

#include <glib/gi18n-lib.h>
#include <glob.h>
#include <string.h>

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
    bool is_confined = sandbox->is_reading_confined && sandbox->is_writing_confined &&
                       sandbox->is_network_blocked && sandbox->are_system_calls_limited;
    doctor_say(doctor, FINDING_OK, N_("helper"), NULL, "%s", path);
    doctor_say(doctor, is_confined ? FINDING_OK : FINDING_WARN, N_("sandbox"),
               is_confined ? NULL : N_("add only files you trust here, or use a newer kernel"),
               "%s", sandbox->sentence);
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

static void say_ffmpeg(struct doctor *doctor)
{
    const char *remedy = N_(N_("apt-get install ffmpeg"));
    const char *const version[] = {"ffmpeg", "-hide_banner", "-version", NULL};
    const char *const list[] = {"ffmpeg", "-hide_banner", "-encoders", NULL};
    static const char *const encoders[] = {"libx264", "aac", "mjpeg"};
    g_autofree char *says = output_of(version);
    g_autofree char *all = output_of(list);
    if (says == NULL || all == NULL) {
        doctor_say(doctor, FINDING_BAD, N_("ffmpeg"), remedy,
                   "not found: no sound or film can be added");
        return;
    }
    says[strcspn(says, "\n")] = '\0';
    char *copyright = strstr(says, " Copyright");
    if (copyright != NULL)
        *copyright = '\0';
    doctor_say(doctor, FINDING_OK, N_("ffmpeg"), NULL, "%s", says);
    for (size_t i = 0; i < G_N_ELEMENTS(encoders); i++) {
        g_autofree char *word = g_strdup_printf(" %s ", encoders[i]);
        if (strstr(all, word) == NULL)
            doctor_say(doctor, FINDING_BAD, N_("ffmpeg"), N_("install Debian's own ffmpeg package"),
                       "it lacks the encoder %s, which access copies need", encoders[i]);
    }
}

static void say_path(struct doctor *doctor, const char *about, const char *pattern,
                     const char *remedy, const char *lost)
{
    glob_t found;
    if (glob(pattern, 0, NULL, &found) == 0)
        doctor_say(doctor, FINDING_OK, about, NULL, "%s", found.gl_pathv[0]);
    else
        doctor_say(doctor, FINDING_WARN, about, remedy, "not found: %s", lost);
    globfree(&found);
}

void doctor_programs(struct doctor *doctor)
{
    say_helper(doctor);
    say_ffmpeg(doctor);
    say_path(doctor, N_("VLC decoders"), "/usr/lib/*/vlc/plugins/codec/libavcodec_plugin.so",
             N_("apt-get install vlc-plugin-base"), "the kiosk here plays nothing");
    say_path(doctor, N_("VLC picture"), "/usr/lib/*/vlc/plugins/video_output/libvmem_plugin.so",
             N_("apt-get install vlc-plugin-base"), "the kiosk here shows no film");
    say_path(doctor, N_("face Inter"), "/usr/share/fonts/*/*/Inter*",
             N_("apt-get install fonts-inter"), "the kiosk here falls back to another face");
    say_path(doctor, N_("face Urdu, Arabic"),
             "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf",
             N_("apt-get install fonts-noto-core"), "some languages are not shown on a kiosk here");
    say_path(doctor, N_("face icons"), "/usr/share/fonts/*/*/*aterial*cons*",
             N_("apt-get install fonts-material-design-icons-iconfont"),
             "a kiosk here has no icons");
}
