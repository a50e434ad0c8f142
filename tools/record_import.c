#include "tools/record_import.h"

#include "catalogue/error.h"
#include "catalogue/item.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/record.h"
#include "catalogue/theme.h"
#include "catalogue/txn.h"
#include "media/store.h"
#include "tools/call.h"
#include "tools/messages.h"
#include "tools/orphan.h"
#include "tools/record_json.h"

#include <string.h>

enum {
    LARGEST = 1024 * 1024 * 1024 /* bytes */
};

struct record_import {
    const struct call *call;
    const char *name;
    const char *folder;
    GHashTable *instead; /* keys of rows that are here under another: int64_t → int64_t */
    GArray *orphans;
    int added, same, refused, items, missing;
};

/* A key of the document as it is here. */
static void follow(const struct record_import *import, struct record *record)
{
    for (guint i = 0; i < record->values->len; i++) {
        struct record_value *value = &g_array_index(record->values, struct record_value, i);
        const int64_t *here = value->kind == RECORD_KEY && strcmp(value->name, "id") != 0
                                  ? g_hash_table_lookup(import->instead, &value->integer)
                                  : NULL;
        if (here != NULL)
            value->integer = *here;
    }
    for (guint i = 0; i < record->children->len; i++)
        follow(import, g_ptr_array_index(record->children, i));
}

static bool has_file(struct record_import *import, const char *hex, GError **error)
{
    struct store *store = vault_store(import->call->vault);
    struct digest digest;
    struct store_object object;
    g_autofree char *path = g_build_filename(import->folder, "files", hex, NULL);
    if (!digest_from_hex(hex, &digest))
        return command_refused(error, "“%s” is no hash of a file", hex);
    if (store_has(store, &digest) || !g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return true;
    if (!store_put(store, path, &object, NULL, NULL, import->call->cancellable, error))
        return false;
    if (object.is_new)
        orphan_add_digest(import->orphans, &object.digest);
    return memcmp(&object.digest, &digest, sizeof digest) == 0 ||
           command_refused(error, "files/%s was changed: its bytes are not what its name says",
                           hex);
}

/* No row names a file that is not there: such rows go, and what names them forgets them. */
static void forget_file(struct record *record, int64_t asset)
{
    for (guint i = 0; i < record->values->len; i++) {
        struct record_value *value = &g_array_index(record->values, struct record_value, i);
        if (value->kind == RECORD_KEY && value->integer == asset && strcmp(value->name, "id") != 0)
            value->kind = RECORD_NONE;
    }
    for (guint i = 0; i < record->children->len; i++)
        forget_file(g_ptr_array_index(record->children, i), asset);
}

static bool take_files(struct record_import *import, struct record *item, GError **error)
{
    for (guint i = item->children->len; i > 0; i--) {
        const struct record *child = g_ptr_array_index(item->children, i - 1);
        const struct record_value *hex = record_value_of(child, "digest");
        struct digest digest;
        if (hex == NULL || hex->kind != RECORD_TEXT)
            continue;
        if (!has_file(import, hex->text, error))
            return false;
        if (digest_from_hex(hex->text, &digest) &&
            store_has(vault_store(import->call->vault), &digest))
            continue;
        import->missing++;
        forget_file(item, record_key(child, "id"));
        g_ptr_array_remove_index(item->children, i - 1);
    }
    return true;
}

/* What only stands beside other rows: the archive's own name where there is nothing in it yet, and which
 * items are parts of which. It counts as nothing of its own. */
static bool is_beside(struct record_import *import, const struct record *record, GError **error)
{
    int64_t items = 0;
    if (record->form == &record_parts)
        return true;
    return record->form == &record_archive && item_count(import->call->db, &items, error) &&
           items == 0;
}

/* The key of the person, place or theme of this one's key or, where names are unique, name; 0 where
 * there is none. */
static int64_t find_here(const struct record_import *import, const struct record *record)
{
    const struct record_value *name = record_value_of(record, "name");
    struct db *db = import->call->db;
    GStringChunk *strings = import->call->strings;
    int64_t id = record_key(record, "id");
    g_autoptr(GPtrArray) same = record_list(db, record->form, id, strings, NULL);
    struct place place = PLACE_NEW;
    struct theme theme = {0};
    if (id != 0 && same != NULL && same->len > 0)
        return id;
    if (name == NULL || name->kind != RECORD_TEXT)
        return 0;
    if (strcmp(record->form->name, "places") == 0 &&
        place_find(db, name->text, strings, &place, NULL))
        return place.id;
    if (strcmp(record->form->name, "themes") == 0 &&
        theme_find(db, name->text, strings, &theme, NULL))
        return theme.id;
    return 0;
}

static char *name_of(const struct record *record)
{
    static const char *const names[] = {"code", "name", "title"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const struct record_value *value = record_value_of(record, names[i]);
        if (value != NULL && value->kind == RECORD_TEXT && *value->text != '\0')
            return g_strdup_printf("%s “%s”", record->form->name, value->text);
    }
    return g_strdup(record->form->name);
}

static bool write_record(struct record_import *import, struct history *history,
                         struct record *record, GError **error)
{
    g_autoptr(txn) step = txn_begin(import->call->db, error);
    if (step == NULL || !take_files(import, record, error) ||
        !record_insert(import->call->db, record, 0, error) || !txn_commit(step, error))
        return false;
    if (record->form == &record_items) {
        history_touch(history, record_key(record, "id"));
        import->items++;
    }
    return true;
}

static void take(struct record_import *import, struct history *history, struct record *record)
{
    GError *reason = NULL;
    int64_t id = record_key(record, "id");
    bool is_own = is_beside(import, record, &reason);
    int64_t here = reason == NULL && !is_own ? find_here(import, record) : 0;
    follow(import, record);
    if (here != 0) {
        if (here != id)
            g_hash_table_insert(import->instead, g_memdup2(&id, sizeof id),
                                g_memdup2(&here, sizeof here));
        import->same++;
        return;
    }
    if (reason == NULL && is_own)
        write_record(import, history, record, &reason);
    else if (reason == NULL && id == 0)
        command_refused(&reason, "it has no id");
    else if (reason == NULL && write_record(import, history, record, &reason))
        import->added++;
    if (reason == NULL)
        return;
    g_autofree char *what = name_of(record);
    output_warn(import->call->output, "%s: %s: not imported: %s", import->name, what,
                reason->message);
    import->refused++;
    g_error_free(reason);
}

static bool take_all(struct record_import *import, const GPtrArray *records, GError **error)
{
    g_autoptr(history) history = call_history(import->call, error);
    if (history == NULL)
        return false;
    for (guint i = 0; i < records->len && !g_cancellable_is_cancelled(import->call->cancellable);
         i++)
        take(import, history, g_ptr_array_index(records, i));
    if (call_is_cancelled(import->call, error))
        return false;
    g_autofree char *says = g_strdup_printf("imported %d item%s that an archive had exported",
                                            import->items, import->items == 1 ? "" : "s");
    return import->added == 0 || history_commit(history, says, error);
}

static bool conclude(const struct record_import *import, GError **error)
{
    struct output *output = import->call->output;
    if (import->missing > 0)
        output_warn(
            output,
            MANY("%s: %d file is neither in %s/files nor in the archive, and left out; export to "
                 "a folder, which has it",
                 "%s: %d files are neither in %s/files nor in the archive, and left out; export to "
                 "a folder, which has them",
                 import->missing),
            import->name, import->missing, import->folder);
    output_integer(output, "items", import->items);
    output_integer(output, "added", import->added);
    output_integer(output, "already_there", import->same);
    output_integer(output, "refused", import->refused);
    output_say(output, MANY("imported %d item", "imported %d items", import->items), import->items);
    output_note(output, "%s: %d rows added, %d there already, %d refused", import->name,
                import->added, import->same, import->refused);
    return import->added + import->same > 0 || import->refused == 0 ||
           command_refused(error, "%s: nothing was imported", import->name);
}

bool record_import(const struct call *call, const char *name, const char *folder,
                   const GPtrArray *records, GError **error)
{
    struct record_import import = {.call = call, .name = name, .folder = folder};
    import.instead = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    import.orphans = orphan_list();
    bool is_done = take_all(&import, records, error);
    orphan_remove(call, import.orphans);
    is_done = is_done && conclude(&import, error);
    g_array_unref(import.orphans);
    g_hash_table_unref(import.instead);
    return is_done;
}

bool json_import(const struct call *call, const char *const *paths, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(65536);
    bool is_folder = g_file_test(paths[0], G_FILE_TEST_IS_DIR);
    g_autofree char *path =
        is_folder ? g_build_filename(paths[0], "archive.json", NULL) : g_strdup(paths[0]);
    g_autofree char *folder = g_path_get_dirname(path);
    if (paths[1] != NULL)
        return command_misused(error, "one at a time: rwf import json %s", paths[0]);
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, false, error);
    if (file == NULL)
        return false;
    size_t length = g_mapped_file_get_length(file);
    g_autoptr(GPtrArray) records =
        length > LARGEST ? NULL
                         : record_json_read(length > 0 ? g_mapped_file_get_contents(file) : "",
                                            length, strings, error);
    if (length > LARGEST)
        command_refused(error, "larger than %d MiB, which no export is", LARGEST / 1024 / 1024);
    if (records == NULL) {
        g_prefix_error(error, "%s: ", paths[0]);
        return false;
    }
    return record_import(call, paths[0], folder, records, error);
}
