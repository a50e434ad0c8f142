#include "tools/ohms_import.h"

#include "catalogue/asset.h"
#include "catalogue/formats/ohms.h"
#include "catalogue/formats/ohms_transcript.h"
#include "catalogue/item.h"
#include "catalogue/txn.h"
#include "media/store.h"
#include "tools/accession.h"
#include "tools/call.h"
#include "tools/intake.h"
#include "tools/media_folder.h"
#include "tools/messages.h"
#include "tools/ohms_item.h"
#include "tools/orphan.h"
#include "tools/progress.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
    LARGEST = 64 * 1024 * 1024 /* bytes; what catalogue/formats reads at most */
};

/* One record on its way; a file may hold several. */
struct entry {
    const char *path;            /* as typed */
    const struct ohms *ohms;     /* of its file */
    struct accession *accession; /* its recording, or NULL */
    struct ohms_item item;
    char *says; /* why it is not imported, or NULL */
};

struct import {
    const struct call *call;
    struct media_folder *media; /* or NULL */
    GPtrArray *files;           /* struct ohms *, owned */
    GArray *entries;            /* struct entry */
    GArray *orphans;
    int imported, same, refused;
};

static struct entry *entry_at(const struct import *import, guint i)
{
    return &g_array_index(import->entries, struct entry, i);
}

static void finish_entry(void *data)
{
    struct entry *entry = data;
    accession_free(entry->accession);
    g_free(entry->says);
}

/* Says why a file or record is not imported; the error is consumed. */
static void refuse(struct import *import, const char *path, char **says, GError *reason)
{
    output_warn(import->call->output, "%s: not imported: %s", path, reason->message);
    import->refused++;
    if (says != NULL)
        *says = g_strdup(reason->message);
    g_error_free(reason);
}

static char *read_file(const char *path, gsize *length, GError **error)
{
    g_autoptr(GFile) file = g_file_new_for_path(path);
    g_autoptr(GFileInfo) info = g_file_query_info(
        file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, NULL, error);
    char *bytes = NULL;
    if (g_error_matches(*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
        g_clear_error(error);
        command_refused(error, "there is no such file");
    }
    if (info == NULL)
        return NULL;
    if (g_file_info_get_file_type(info) == G_FILE_TYPE_DIRECTORY)
        command_refused(error, "it is a folder; name the XML files in it");
    else if (g_file_info_get_file_type(info) != G_FILE_TYPE_REGULAR)
        command_refused(error, "it is no file; name the XML files themselves");
    else if (g_file_info_get_size(info) > LARGEST)
        command_refused(error, "larger than 64 MiB, which no record is");
    else
        g_file_get_contents(path, &bytes, length, error);
    return bytes;
}

/* The item whose files hold these bytes already; false where none does. */
static bool find_known(const struct import *import, const char *hex, struct item *item)
{
    g_autoptr(GArray) assets =
        asset_with_digest(import->call->db, hex, import->call->strings, NULL);
    return assets != NULL && assets->len > 0 &&
           item_get(import->call->db, g_array_index(assets, struct asset, 0).item,
                    import->call->strings, item, NULL);
}

/* Whether a file of the same bytes was named before in this run. */
static bool is_given_twice(const struct import *import, const char *hex)
{
    for (guint i = 0; i < import->entries->len; i++)
        if (strcmp(entry_at(import, i)->item.hex, hex) == 0)
            return true;
    return false;
}

/* Every record of a file that is new here. */
static void add_records(struct import *import, const char *path, const struct ohms *ohms,
                        const struct store_object *object)
{
    for (size_t i = 0; i < ohms->count; i++) {
        struct entry entry = {
            .path = path,
            .ohms = ohms,
            .item = {.record = &ohms->records[i], .name = path, .bytes = object->bytes}};
        digest_to_hex(&object->digest, entry.item.hex);
        g_array_append_val(import->entries, entry);
    }
    if (ohms->dropped > 0)
        output_warn(import->call->output,
                    MANY("%s: %zu index point whose time is no number of seconds left out",
                         "%s: %zu index points whose time is no number of seconds left out",
                         ohms->dropped),
                    path, ohms->dropped);
}

/* What cannot be read in a record is known before anything is stored. */
static bool can_be_read(const struct ohms *ohms, GError **error)
{
    for (size_t i = 0; i < ohms->count; i++)
        for (int side = 0; side < OHMS_SIDES; side++) {
            GError *reason = NULL;
            ohms_transcript_free(ohms_transcript_read(&ohms->records[i].said[side], -1, &reason));
            if (reason == NULL)
                continue;
            g_propagate_error(error, reason);
            return false;
        }
    return true;
}

/* Reads one file and stores it; false, with the reason, where it cannot be taken. */
static bool take_file(struct import *import, const char *path, GError **error)
{
    struct store_object object;
    struct item known = ITEM_NEW;
    gsize length;
    char hex[DIGEST_HEX_SIZE];
    g_autofree char *bytes = read_file(path, &length, error);
    g_autoptr(ohms) ohms = bytes != NULL ? ohms_parse(bytes, length, error) : NULL;
    if (ohms == NULL || !can_be_read(ohms, error) ||
        !store_put_bytes(vault_store(import->call->vault), bytes, length, &object, error))
        return false;
    if (object.is_new)
        orphan_add_digest(import->orphans, &object.digest);
    digest_to_hex(&object.digest, hex);
    if (find_known(import, hex, &known)) {
        output_warn(import->call->output,
                    "%s: not imported: the archive has this record already, as %s", path,
                    known.code);
        import->same++;
        return true;
    }
    if (is_given_twice(import, hex))
        return command_refused(error, "the same bytes as a file named before it");
    add_records(import, path, ohms, &object);
    g_ptr_array_add(import->files, g_steal_pointer(&ohms));
    return true;
}

/* By the name the record gives its recording, its address, or its own number. */
static bool find_recording(const struct import *import, const struct ohms_record *record,
                           const struct intake_file **file, GError **error)
{
    return media_folder_find(import->media, record->file_name, file, error) &&
           (*file != NULL || media_folder_find(import->media, record->media_url, file, error)) &&
           (*file != NULL || media_folder_find_stem(import->media, record->accession, file, error));
}

static bool is_recording(const struct accession *accession)
{
    return strcmp(accession->kind, "oral_history") == 0 || strcmp(accession->kind, "film") == 0;
}

/* Has the recording opened in the sandbox and stored, as `rwf add` would. */
static bool make_recording(struct import *import, struct entry *entry,
                           const struct intake_file *file, GError **error)
{
    GCancellable *cancellable = import->call->cancellable;
    struct accession *accession = accession_create(file->path, vault_store(import->call->vault));
    struct item known = ITEM_NEW;
    char hex[DIGEST_HEX_SIZE];
    entry->accession = accession;
    entry->item.accession = accession;
    entry->item.recording = file->name;
    accession_hash(accession, cancellable);
    digest_to_hex(&accession->digest, hex);
    if (accession->error == NULL && find_known(import, hex, &known))
        return command_refused(error, "its recording %s is in the archive already, as %s",
                               file->name, known.code);
    if (accession->error == NULL)
        accession_make(accession, cancellable);
    if (accession->error == NULL) {
        orphan_add(import->orphans, accession);
        if (accession->warning != NULL)
            output_warn(import->call->output, "%s: %s", file->name, accession->warning);
        return is_recording(accession) ||
               command_refused(error, "its recording %s is neither sound nor film", file->name);
    }
    orphan_add(import->orphans, accession);
    g_propagate_error(error, g_error_copy(accession->error));
    g_prefix_error(error, _("its recording %s: "), file->name);
    return false;
}

static bool take_recording(struct import *import, struct entry *entry, GError **error)
{
    const struct intake_file *file = NULL;
    const struct ohms_record *record = entry->item.record;
    g_autofree char *named =
        media_folder_last(*record->file_name != '\0' ? record->file_name : record->media_url);
    if (import->media == NULL)
        return true;
    if (!find_recording(import, record, &file, error))
        return false;
    if (file != NULL)
        return make_recording(import, entry, file, error);
    output_warn(import->call->output,
                "%s: imported without its recording, which is not in %s%s%s%s; to bring it in, put "
                "it there, take this import back with `rwf undo`, and import again",
                entry->path, import->media->name, *named != '\0' ? " (" : "", named,
                *named != '\0' ? ")" : "");
    return true;
}

static void take_recordings(struct import *import)
{
    struct progress *progress =
        progress_begin(import->call->output, _("importing"), _("records"), import->entries->len, 0);
    for (guint i = 0; i < import->entries->len; i++) {
        struct entry *entry = entry_at(import, i);
        GError *reason = NULL;
        if (g_cancellable_is_cancelled(import->call->cancellable))
            break;
        if (!take_recording(import, entry, &reason))
            refuse(import, entry->path, &entry->says, reason);
        progress_set(progress, i + 1, 0);
    }
    progress_end(progress);
}

static void say_imported(const struct import *import, const struct entry *entry)
{
    struct output *output = import->call->output;
    const struct ohms_item *item = &entry->item;
    if (output_width(output) > 0)
        output_say(output, "%s  %s", item->code, entry->path);
    else
        output_say(output, "%s", item->code);
    g_autofree char *points =
        g_strdup_printf(MANY("%zu index point", "%zu index points", item->points), item->points);
    g_autofree char *lines =
        g_strdup_printf(MANY("%zu line", "%zu lines", item->lines), item->lines);
    output_note(output, "%s: %s, %s, %s%s%s%s", entry->path, item->code, points, lines,
                item->minutes > 0 ? _(" (the times between its minutes are estimated)") : "",
                item->recording != NULL ? _(", recording ") : _(", no recording"),
                item->recording != NULL ? item->recording : "");
}

/* Each record is a step of its own, so that one that fails leaves nothing of itself. */
static bool write_entry(struct import *import, struct history *history, struct entry *entry,
                        GError **error)
{
    g_autoptr(txn) step = txn_begin(import->call->db, error);
    if (step == NULL || !ohms_item_write(import->call, &entry->item, error) ||
        !txn_commit(step, error))
        return false;
    history_touch(history, entry->item.id);
    return true;
}

static bool write_entries(struct import *import, GError **error)
{
    g_autoptr(history) history = call_history(import->call, error);
    if (history == NULL)
        return false;
    for (guint i = 0; i < import->entries->len; i++) {
        struct entry *entry = entry_at(import, i);
        GError *reason = NULL;
        if (entry->says != NULL)
            continue;
        if (write_entry(import, history, entry, &reason))
            import->imported++;
        else
            refuse(import, entry->path, &entry->says, reason);
    }
    if (import->imported == 0)
        return true;
    g_autofree char *says = g_strdup_printf("imported %d OHMS record%s", import->imported,
                                            import->imported == 1 ? "" : "s");
    return history_commit(history, says, error);
}

static void write_document(const struct import *import)
{
    struct output *output = import->call->output;
    output_open_array(output, "records");
    for (guint i = 0; i < import->entries->len; i++) {
        const struct entry *entry = entry_at(import, i);
        output_open(output, NULL);
        output_text(output, "file", entry->path);
        output_text(output, "code", entry->says == NULL ? entry->item.code : NULL);
        output_text(output, "title", entry->item.record->title);
        output_integer(output, "index_points", (int64_t)entry->item.points);
        output_integer(output, "lines", (int64_t)entry->item.lines);
        output_text(output, "recording", entry->item.recording);
        output_text(output, "says", entry->says);
        output_close(output);
    }
    output_close(output);
    output_integer(output, "imported", import->imported);
    output_integer(output, "already_there", import->same);
    output_integer(output, "refused", import->refused);
}

static bool conclude(const struct import *import, GError **error)
{
    for (guint i = 0; i < import->entries->len; i++)
        if (entry_at(import, i)->says == NULL)
            say_imported(import, entry_at(import, i));
    write_document(import);
    return import->imported > 0 || import->same > 0 ||
           command_refused(error, "nothing was imported");
}

static bool run(struct import *import, const char *const *paths, GError **error)
{
    for (; *paths != NULL; paths++) {
        GError *reason = NULL;
        if (!take_file(import, *paths, &reason))
            refuse(import, *paths, NULL, reason);
    }
    take_recordings(import);
    bool is_done = !call_is_cancelled(import->call, error) && write_entries(import, error);
    orphan_remove(import->call, import->orphans);
    return is_done && conclude(import, error);
}

bool ohms_import(const struct call *call, const char *const *paths, const char *media,
                 GError **error)
{
    struct import import = {.call = call};
    if (media != NULL) {
        import.media = media_folder_open(media, call->output, call->cancellable, error);
        if (import.media == NULL)
            return false;
    }
    import.files = g_ptr_array_new_with_free_func((GDestroyNotify)ohms_free);
    import.entries = g_array_new(false, true, sizeof(struct entry));
    g_array_set_clear_func(import.entries, finish_entry);
    import.orphans = orphan_list();
    bool is_done = run(&import, paths, error);
    g_array_unref(import.entries);
    g_ptr_array_unref(import.files);
    g_array_unref(import.orphans);
    media_folder_close(import.media);
    return is_done;
}
