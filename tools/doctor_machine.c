#include "tools/doctor.h"

#include "tools/measure.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

/* Before this no copy of this program was made; a machine that says so has lost its clock's battery. */
#define FIRST_YEAR 2024

/* Consents end and embargoes open by this machine's day. */
static void say_clock(struct doctor *doctor)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autofree char *says = g_date_time_format(now, "%Y-%m-%d %H:%M %Z");
    bool is_right = g_date_time_get_year(now) >= FIRST_YEAR;
    doctor_say(doctor, is_right ? FINDING_OK : FINDING_BAD, N_("clock"),
               is_right ? NULL
                        : N_("set it: timedatectl set-ntp true; consents and embargoes go by it"),
               "%s", says);
}

/* The first of these variables that is set to something. */
static const char *set_of(const char *const *names)
{
    for (; *names != NULL; names++)
        if (g_getenv(*names) != NULL && *g_getenv(*names) != '\0')
            return g_getenv(*names);
    return NULL;
}

static void say_locale(struct doctor *doctor)
{
    const char *wanted = set_of((const char *const[]){"LC_ALL", "LC_CTYPE", "LANG", NULL});
    bool is_there = setlocale(LC_CTYPE, "") != NULL;
    bool is_utf8 = is_there && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    if (!is_there)
        doctor_say(doctor, FINDING_WARN, N_("locale"),
                   N_("choose one of `locale -a`, or install it: dpkg-reconfigure locales"),
                   "%s is not on this machine", wanted);
    else if (!is_utf8)
        doctor_say(doctor, FINDING_WARN, N_("locale"), N_("export LANG=C.UTF-8"),
                   "%s is not UTF-8: names and titles are not shown as they are",
                   wanted != NULL ? wanted : "C");
    else
        doctor_say(doctor, FINDING_OK, N_("locale"), NULL, "%s", setlocale(LC_CTYPE, NULL));
}

/* A folder this program writes in besides the archive. */
static void say_folder(struct doctor *doctor, const char *about, const char *folder,
                       const char *remedy, const char *lost)
{
    if (g_mkdir_with_parents(folder, 0700) == 0 && access(folder, W_OK) == 0)
        doctor_say(doctor, FINDING_OK, about, NULL, "%s", folder);
    else
        doctor_say(doctor, FINDING_BAD, about, remedy, "%s cannot be written: %s", folder, _(lost));
}

static void say_editor(struct doctor *doctor)
{
    static const char *const programs[] = {"sensible-editor", "nano", "vi"};
    const char *named = set_of((const char *const[]){"VISUAL", "EDITOR", NULL});
    for (size_t i = 0; i < G_N_ELEMENTS(programs) && named == NULL; i++) {
        g_autofree char *path = g_find_program_in_path(programs[i]);
        named = path != NULL ? programs[i] : NULL;
    }
    if (named != NULL)
        doctor_say(doctor, FINDING_OK, N_("editor"), NULL, "%s", named);
    else
        doctor_say(doctor, FINDING_WARN, N_("editor"),
                   N_("apt-get install nano, or say which: export EDITOR=…"),
                   "none was found: `rwf edit` cannot open one");
}

static void say_room(struct doctor *doctor, const char *folder)
{
    g_autoptr(GFile) file = g_file_new_for_path(folder);
    g_autoptr(GFileInfo) info =
        g_file_query_filesystem_info(file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
    if (info == NULL)
        return;
    guint64 bytes = g_file_info_get_attribute_uint64(info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
    g_autofree char *size = measure_size((int64_t)MIN(bytes, (guint64)G_MAXINT64));
    bool is_little = bytes < G_GUINT64_CONSTANT(500) * 1000 * 1000;
    doctor_say(doctor, is_little ? FINDING_WARN : FINDING_OK, N_("temporary room"),
               is_little ? N_("make room, or name another folder: export TMPDIR=…") : NULL,
               "%s free in %s", size, folder);
}

void doctor_machine(struct doctor *doctor)
{
    g_autofree char *state = g_build_filename(g_get_user_state_dir(), "rwf", NULL);
    say_clock(doctor);
    say_locale(doctor);
    say_editor(doctor);
    say_folder(doctor, N_("temporary folder"), g_get_tmp_dir(),
               N_("name one that can be: export TMPDIR=…"), N_("nothing can be exported"));
    say_room(doctor, g_get_tmp_dir());
    say_folder(doctor, N_("own folder"), state, N_("name one that can be: export XDG_STATE_HOME=…"),
               N_("`rwf edit` cannot keep a text that was refused"));
}
