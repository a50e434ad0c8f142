#include "tools/export_records.h"

#include "catalogue/record.h"
#include "tools/call.h"
#include "tools/export.h"
#include "tools/parcel.h"

#include <string.h>

static bool is_part(const struct export *export)
{
    return call_word(export->call, 1) != NULL;
}

/* Notes every key that a row, and those below it, name. */
static void note_keys(const struct record *record, GHashTable *named)
{
    for (guint i = 0; i < record->values->len; i++) {
        const struct record_value *value = &g_array_index(record->values, struct record_value, i);
        if (value->kind == RECORD_KEY && strcmp(value->name, "id") != 0)
            g_hash_table_add(named, g_memdup2(&value->integer, sizeof value->integer));
    }
    for (guint i = 0; i < record->children->len; i++)
        note_keys(g_ptr_array_index(record->children, i), named);
}

static GPtrArray *read_items(const struct export *export, GHashTable *named, GStringChunk *strings,
                             GError **error)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (guint i = 0; i < export->written->len; i++) {
        g_autoptr(GPtrArray) one = record_list(
            export->db, &record_items, g_array_index(export->written, int64_t, i), strings, error);
        if (one == NULL)
            return NULL;
        for (guint j = 0; j < one->len; j++)
            note_keys(g_ptr_array_index(one, j), named);
        g_ptr_array_extend_and_steal(items, g_steal_pointer(&one));
    }
    return g_steal_pointer(&items);
}

/* Those that are named; places and themes above them too: the last come first, as each names the one
 * above. */
static void keep_named(GPtrArray *records, GHashTable *named)
{
    for (guint i = records->len; i > 0; i--) {
        const struct record *record = g_ptr_array_index(records, i - 1);
        int64_t id = record_key(record, "id");
        if (g_hash_table_contains(named, &id))
            note_keys(record, named);
        else
            g_ptr_array_remove_index(records, i - 1);
    }
}

/* Parts whose wholes are written too. */
static void keep_whole(GPtrArray *parts, const GArray *items)
{
    g_autoptr(GHashTable) written =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < items->len; i++) {
        int64_t id = g_array_index(items, int64_t, i);
        g_hash_table_add(written, g_memdup2(&id, sizeof id));
    }
    for (guint i = parts->len; i > 0; i--) {
        int64_t item = record_key(g_ptr_array_index(parts, i - 1), "item");
        int64_t whole = record_key(g_ptr_array_index(parts, i - 1), "whole");
        if (!g_hash_table_contains(written, &item) || !g_hash_table_contains(written, &whole))
            g_ptr_array_remove_index(parts, i - 1);
    }
}

GPtrArray *export_records(const struct export *export, GStringChunk *strings, GError **error)
{
    g_autoptr(GHashTable) named = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(GPtrArray) items = read_items(export, named, strings, error);
    bool is_after = false;
    for (const struct record_form *const *form = record_roots; items != NULL && *form != NULL;
         form++) {
        if (*form == &record_items) {
            g_ptr_array_extend_and_steal(all, g_ptr_array_ref(items));
            is_after = true;
            continue;
        }
        if (is_after && is_part(export) && *form != &record_parts)
            break;
        g_autoptr(GPtrArray) records = record_list(export->db, *form, 0, strings, error);
        if (records == NULL)
            return NULL;
        if (*form == &record_parts)
            keep_whole(records, export->written);
        else if (is_part(export))
            keep_named(records, named);
        g_ptr_array_extend_and_steal(all, g_steal_pointer(&records));
    }
    return items != NULL ? g_steal_pointer(&all) : NULL;
}

static bool add_files(struct export *export, const struct record *record, GHashTable *added,
                      GError **error)
{
    const struct record_value *digest = record_value_of(record, "digest");
    if (digest != NULL && digest->kind == RECORD_TEXT &&
        g_hash_table_add(added, g_strdup(digest->text))) {
        g_autofree char *name = g_strconcat("files/", digest->text, NULL);
        if (!parcel_add_object(export->parcel, name, digest->text, error))
            return false;
    }
    for (guint i = 0; i < record->children->len; i++)
        if (!add_files(export, g_ptr_array_index(record->children, i), added, error))
            return false;
    return true;
}

bool export_record_files(struct export *export, const GPtrArray *records, GError **error)
{
    g_autoptr(GHashTable) added = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < records->len; i++)
        if (!add_files(export, g_ptr_array_index(records, i), added, error))
            return false;
    return true;
}

bool export_is_one_file(const struct export *export, const char *ending)
{
    return g_str_has_suffix(call_option(export->call, "to"), ending);
}
