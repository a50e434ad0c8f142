#include "tools/doctor.h"

#include "catalogue/archive.h"
#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "media/store.h"
#include "tools/call.h"
#include "tools/measure.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void say_space(struct doctor *doctor, const char *folder)
{
    g_autoptr(GFile) file = g_file_new_for_path(folder);
    g_autoptr(GFileInfo) info =
        g_file_query_filesystem_info(file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
    if (info == NULL)
        return;
    guint64 bytes = g_file_info_get_attribute_uint64(info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
    g_autofree char *size = measure_size((int64_t)MIN(bytes, (guint64)G_MAXINT64));
    bool is_little = bytes < G_GUINT64_CONSTANT(2) * 1000 * 1000 * 1000;
    doctor_say(doctor, is_little ? FINDING_WARN : FINDING_OK, N_("disk"),
               is_little ? N_("make room before you add films") : NULL, "%s free for the archive",
               size);
}

/* A clock behind the archive's last change lets consents run on that have ended. */
static void say_clock(struct doctor *doctor, struct vault *vault)
{
    struct archive_facts facts;
    g_autofree char *now = archive_now();
    if (archive_read_facts(vault_db(vault), doctor->call->strings, &facts, NULL) &&
        strcmp(facts.changed_at, now) > 0)
        doctor_say(doctor, FINDING_BAD, N_("clock"),
                   N_("set it: timedatectl set-ntp true; consents and embargoes go by it"),
                   "it says %s, and the archive was changed at %s", now, facts.changed_at);
}

static void say_permissions(struct doctor *doctor, const char *folder)
{
    static const char *const names[] = {"", "archive.db", "store"};
    bool is_fine = true;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct stat about;
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        if (access(path, W_OK) != 0) {
            is_fine = false;
            doctor_say(doctor, FINDING_BAD, N_("permissions"),
                       N_("ask its owner for the right to write"), "%s cannot be written by you",
                       path);
        } else if (stat(path, &about) == 0 && (about.st_mode & S_IWOTH) != 0) {
            is_fine = false;
            doctor_say(doctor, FINDING_WARN, N_("permissions"), N_("chmod o-w it"),
                       "everybody on this computer may change %s", path);
        }
    }
    if (is_fine)
        doctor_say(doctor, FINDING_OK, N_("permissions"), NULL, "you may write, strangers may not");
}

static void say_catalogue(struct doctor *doctor, struct vault *vault)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) faults = archive_check(vault_db(vault), &error);
    int64_t items = 0;
    if (faults == NULL) {
        doctor_say(doctor, FINDING_BAD, N_("catalogue"),
                   N_("bring it back: rwf restore BACKUP FOLDER"), "%s", error->message);
        return;
    }
    for (guint i = 0; i < faults->len; i++)
        doctor_say(doctor, FINDING_BAD, N_("catalogue"),
                   N_("bring it back: rwf restore BACKUP FOLDER"), "%s",
                   (const char *)faults->pdata[i]);
    item_count(vault_db(vault), &items, NULL);
    if (faults->len == 0)
        doctor_say(doctor, FINDING_OK, N_("catalogue"), NULL, "sound, %d items", (int)items);
}

static void say_files(struct doctor *doctor, struct vault *vault)
{
    g_autoptr(GPtrArray) hexes = asset_digests(vault_db(vault), NULL);
    int missing = 0;
    for (guint i = 0; hexes != NULL && i < hexes->len; i++) {
        struct digest digest;
        if (digest_from_hex(hexes->pdata[i], &digest) && !store_has(vault_store(vault), &digest))
            missing++;
    }
    if (missing > 0)
        doctor_say(doctor, FINDING_BAD, N_("files"),
                   N_("`rwf verify` names them; bring them back from a backup"),
                   "%d missing from the store", missing);
    else if (hexes != NULL)
        doctor_say(doctor, FINDING_OK, N_("files"), NULL, "%u, all there (`rwf verify` reads them)",
                   hexes->len);
}

void doctor_archive(struct doctor *doctor)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = vault_find(doctor->call->archive_named, &error);
    if (folder == NULL && doctor->call->archive_named == NULL && g_getenv("RWF_ARCHIVE") == NULL) {
        doctor_say(doctor, FINDING_OK, N_("archive"), NULL,
                   "none here; only the installation was looked at");
        return;
    }
    g_autoptr(vault) vault = folder != NULL ? vault_open(folder, true, &error) : NULL;
    if (vault == NULL) {
        doctor_say(doctor, FINDING_BAD, N_("archive"), N_("see what it says"), "%s",
                   error->message);
        return;
    }
    doctor_say(doctor, FINDING_OK, N_("archive"), NULL, "%s", folder);
    say_permissions(doctor, folder);
    say_space(doctor, folder);
    say_clock(doctor, vault);
    say_catalogue(doctor, vault);
    say_files(doctor, vault);
}
