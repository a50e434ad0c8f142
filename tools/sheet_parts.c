#include "tools/sheet_parts.h"

#include "catalogue/item.h"
#include "catalogue/own_field.h"
#include "catalogue/part.h"
#include "tools/call.h"
#include "tools/sheet_map.h"
#include "tools/sheet_row.h"
#include "tools/table.h"

#include <string.h>

static const struct sheet_column_use *use_at(const struct sheet_source *source, guint i)
{
    return &g_array_index(source->map->columns, struct sheet_column_use, i);
}

/* The heading; of a column without one its letters. */
static char *name_of(const struct sheet_source *source, const struct sheet_column_use *use)
{
    if (use->target.name != NULL)
        return g_strdup(use->target.name);
    char *heading = g_strstrip(g_strdup(table_heading(source->table, use->column)));
    if (*heading != '\0')
        return heading;
    g_free(heading);
    g_autofree char *letters = table_letters(use->column);
    return g_strdup_printf("column %s", letters);
}

/* Under one heading twice: both, on a line each. */
static char *value_of(const struct sheet_source *source, size_t row, const char *name, guint from)
{
    GString *value = g_string_new(NULL);
    for (guint i = from; i < source->map->columns->len; i++) {
        const struct sheet_column_use *use = use_at(source, i);
        const char *cell = table_cell(source->table, row, use->column);
        g_autofree char *other = use->target.kind == TARGET_KEEP ? name_of(source, use) : NULL;
        if (g_strcmp0(other, name) == 0 && *cell != '\0')
            g_string_append_printf(value, "%s%s", value->len > 0 ? "\n" : "", cell);
    }
    return g_string_free(value, FALSE);
}

static const char *kept(const GArray *fields, const char *name)
{
    for (guint i = 0; i < fields->len; i++)
        if (strcmp(g_array_index(fields, struct own_field, i).name, name) == 0)
            return g_array_index(fields, struct own_field, i).value;
    return NULL;
}

bool sheet_parts_keep(const struct sheet_source *source, const struct sheet_row *row,
                      GError **error)
{
    struct db *db = source->call->db;
    if (sheet_map_of(source->map, TARGET_KEEP, NULL) == NULL)
        return true;
    g_autoptr(GArray) before = own_field_list(db, row->item, source->call->strings, error);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; before != NULL && i < source->map->columns->len; i++) {
        if (use_at(source, i)->target.kind != TARGET_KEEP)
            continue;
        g_autofree char *name = name_of(source, use_at(source, i));
        g_autofree char *value = value_of(source, row->row, name, i);
        const char *old = kept(before, name);
        struct own_field field = {.item = row->item, .name = name, .value = value};
        if (!g_hash_table_add(seen, g_strdup(name)) || *value == '\0' || g_strcmp0(old, value) == 0)
            continue;
        if (!own_field_put(db, &field, error))
            return false;
        g_ptr_array_add(row->says, g_strdup_printf("%s: %s → %s", name,
                                                   old != NULL ? old : "(nothing)", value));
    }
    return before != NULL;
}

/* What the row names as its whole, in either way; "" where it is none's part. */
static const char *named_whole(const struct sheet_source *source, size_t row, size_t *column)
{
    static const enum target_kind kinds[] = {TARGET_PARENT, TARGET_PART_OF};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const struct sheet_column_use *use = sheet_map_of(source->map, kinds[i], NULL);
        const char *named = use != NULL ? table_cell(source->table, row, use->column) : "";
        *column = use != NULL ? use->column : 0;
        if (*named != '\0')
            return named;
    }
    return "";
}

bool sheet_parts_join(const struct sheet_source *source, struct sheet_row *row, bool *is_new,
                      GError **error)
{
    size_t column;
    struct item whole = ITEM_NEW;
    GStringChunk *strings = source->call->strings;
    const char *named = named_whole(source, row->row, &column);
    *is_new = false;
    if (*named == '\0')
        return true;
    if (!item_find(source->call->db, named, strings, &whole, NULL)) {
        g_autofree char *place = sheet_row_place(source, row->row, column);
        output_warn(source->call->output, "%s: %s“%s” was not imported, so %s is a part of nothing",
                    source->name, place, named, row->code);
        return true;
    }
    g_autoptr(GArray) before = part_whole(source->call->db, row->item, strings, error);
    if (before == NULL)
        return false;
    if (before->len > 0 && g_array_index(before, struct part, 0).id == whole.id)
        return true;
    *is_new = true;
    if (row->says == NULL)
        row->says = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(
        row->says,
        g_strdup_printf("part of: %s → %s",
                        before->len > 0 ? g_array_index(before, struct part, 0).code : "(nothing)",
                        whole.code));
    return part_put(source->call->db, row->item, whole.id, error);
}
