#include "tools/doctor.h"

#include <glib/gi18n-lib.h>
#include <glob.h>

/* What a kiosk on this machine plays with and writes in: where it lies, the package that brings it, and
 * what is lost without it. */
static const struct part {
    const char *about;
    const char *pattern; /* below the root of the system; a blank separates others that will do */
    const char *remedy;
    const char *lost;
} parts[] = {
    {N_("VLC decoders"), "usr/lib/*/vlc/plugins/codec/libavcodec_plugin.so",
     N_("apt-get install vlc-plugin-base"), N_("the kiosk here plays nothing")},
    {N_("VLC picture"), "usr/lib/*/vlc/plugins/video_output/libvmem_plugin.so",
     N_("apt-get install vlc-plugin-base"), N_("the kiosk here shows no film")},
    {N_("VLC sound"),
     "usr/lib/*/vlc/plugins/audio_output/libalsa_plugin.so "
     "usr/lib/*/vlc/plugins/audio_output/libpulse_plugin.so",
     N_("apt-get install vlc-plugin-base"), N_("the kiosk here is silent")},
    {N_("VLC list of plugins"), "usr/lib/*/vlc/plugins/plugins.dat",
     N_("apt-get install libvlc-bin vlc-plugin-base"),
     N_("every start of the kiosk here looks through all plugins")},
    {N_("face Inter"),
     "usr/share/fonts/opentype/inter/Inter-Regular.otf "
     "usr/share/fonts/truetype/inter/Inter-Regular.otf",
     N_("apt-get install fonts-inter"), N_("the kiosk here falls back to another face")},
    {N_("face Andika"), "usr/share/fonts/truetype/andika/Andika-Regular.ttf",
     N_("apt-get install fonts-sil-andika"),
     N_("the easy-reading letters are not offered on a kiosk here")},
    {N_("face Arabic"), "usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf",
     N_("apt-get install fonts-noto-core"), N_("Arabic is not shown on a kiosk here")},
    {N_("face Urdu"), "usr/share/fonts/truetype/noto/NotoNastaliqUrdu-Regular.ttf",
     N_("apt-get install fonts-noto-core fonts-noto-extra"),
     N_("Urdu is not shown as it is written on a kiosk here")},
    {N_("face Bengali"), "usr/share/fonts/truetype/noto/NotoSansBengali-Regular.ttf",
     N_("apt-get install fonts-noto-core"), N_("Bengali is not shown on a kiosk here")},
    {N_("face Punjabi"), "usr/share/fonts/truetype/noto/NotoSansGurmukhi-Regular.ttf",
     N_("apt-get install fonts-noto-core"), N_("Punjabi is not shown on a kiosk here")},
    {N_("face Chinese, Japanese, Korean"),
     "usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
     N_("apt-get install fonts-droid-fallback"),
     N_("names and quotations in these are not shown on a kiosk here")},
    {N_("face icons"), "usr/share/fonts/truetype/material-design-icons-iconfont/*",
     N_("apt-get install fonts-material-design-icons-iconfont"), N_("a kiosk here has no icons")},
};

static char *find(const char *root, const char *patterns)
{
    char *path = NULL;
    g_auto(GStrv) all = g_strsplit(patterns, " ", -1);
    for (char **pattern = all; *pattern != NULL && path == NULL; pattern++) {
        glob_t found;
        g_autofree char *whole = g_build_filename(root, *pattern, NULL);
        if (glob(whole, 0, NULL, &found) == 0)
            path = g_strdup(found.gl_pathv[0]);
        globfree(&found);
    }
    return path;
}

void doctor_kiosk(struct doctor *doctor)
{
    const char *named = g_getenv("RWF_SYSTEM");
    const char *root = named != NULL && *named != '\0' ? named : "/";
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *path = find(root, parts[i].pattern);
        if (path != NULL)
            doctor_say(doctor, FINDING_OK, parts[i].about, NULL, "%s", path);
        else
            doctor_say(doctor, FINDING_WARN, parts[i].about, parts[i].remedy, "not found: %s",
                       _(parts[i].lost));
    }
}
