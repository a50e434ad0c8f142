#include "tools/export.h"

#include "catalogue/formats/csv.h"
#include "catalogue/item_field.h"
#include "catalogue/own_field.h"
#include "catalogue/part.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"
#include "tools/call.h"
#include "tools/dossier.h"
#include "tools/export_records.h"
#include "tools/parcel.h"
#include "tools/record_csv.h"
#include "tools/target.h"

#include <string.h>

/*
 * A name that ends in .csv is one sheet for a spreadsheet program, a row an item, which `rwf import
 * csv` reads; a folder is every table, with the files.
 */
static bool write_item(struct export *export, const struct dossier *dossier, bool *is_written,
                       GError **error)
{
    *is_written = true;
    return true;
}

/* The columns of the one sheet. */
static GPtrArray *headings(GHashTable *languages)
{
    static const char *const others[] = {"person", "place", "theme", "added", NULL};
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GList) translated =
        g_list_sort(g_hash_table_get_keys(languages), (GCompareFunc)strcmp);
    g_ptr_array_add(names, g_strdup("code"));
    for (const char *const *field = item_field_names; *field != NULL; field++) {
        size_t length = strlen(*field);
        g_ptr_array_add(names, g_strdup(*field));
        for (const GList *each = translated; each != NULL; each = each->next) {
            const char *name = each->data;
            if (strncmp(name, *field, length) == 0 && name[length] == '@')
                g_ptr_array_add(names, g_strdup(name));
        }
    }
    for (const char *const *other = others; *other != NULL; other++)
        g_ptr_array_add(names, g_strdup(*other));
    return names;
}

static void add_line(GString *cell, const char *line)
{
    if (line == NULL || *line == '\0')
        return;
    g_string_append_printf(cell, "%s%s", cell->len > 0 ? "\n" : "", line);
}

static char *people_of(const struct dossier *dossier)
{
    GString *cell = g_string_new(NULL);
    for (guint i = 0; i < dossier->people->len; i++) {
        const struct contributor *person = &g_array_index(dossier->people, struct contributor, i);
        g_autofree char *name = g_strdelimit(g_strdup(person->name), "=", '-');
        g_autofree char *line =
            g_strdup_printf("%s=%s%s%s", name, person->role, *person->role_line != '\0' ? ": " : "",
                            person->role_line);
        add_line(cell, *name != '\0' ? line : NULL);
    }
    return g_string_free(cell, false);
}

static char *places_of(const struct dossier *dossier)
{
    GString *cell = g_string_new(NULL);
    for (guint i = 0; i < dossier->places->len; i++)
        add_line(cell, g_array_index(dossier->places, struct place, i).name);
    return g_string_free(cell, false);
}

static char *themes_of(const struct dossier *dossier)
{
    GString *cell = g_string_new(NULL);
    for (guint i = 0; i < dossier->themes->len; i++)
        add_line(cell, g_array_index(dossier->themes, struct theme, i).name);
    return g_string_free(cell, false);
}

static char *translation_of(const struct dossier *dossier, const char *heading)
{
    for (guint i = 0; i < dossier->translations->len; i++) {
        const struct translation *one =
            &g_array_index(dossier->translations, struct translation, i);
        g_autofree char *name = g_strdup_printf("%s@%s", one->field, one->language);
        if (strcmp(name, heading) == 0)
            return g_strdup(one->text);
    }
    return g_strdup("");
}

static char *cell_of(const struct dossier *dossier, const char *heading)
{
    if (strcmp(heading, "code") == 0)
        return g_strdup(dossier->item.code);
    if (strcmp(heading, "person") == 0)
        return people_of(dossier);
    if (strcmp(heading, "place") == 0)
        return places_of(dossier);
    if (strcmp(heading, "theme") == 0)
        return themes_of(dossier);
    if (strcmp(heading, "part_of") == 0)
        return g_strdup(dossier->whole->len > 0 ? g_array_index(dossier->whole, struct part, 0).code
                                                : "");
    if (strcmp(heading, "added") == 0)
        return g_strdup(dossier->item.added_at);
    if (strchr(heading, '@') != NULL)
        return translation_of(dossier, heading);
    return g_strdup(item_field_get(&dossier->item, heading, dossier->strings));
}

static char *own_field_of(const struct dossier *dossier, const char *heading)
{
    if (g_str_has_prefix(heading, TARGET_OWN))
        heading += strlen(TARGET_OWN);
    for (guint i = 0; i < dossier->own_fields->len; i++) {
        const struct own_field *field = &g_array_index(dossier->own_fields, struct own_field, i);
        if (strcmp(field->name, heading) == 0)
            return g_strdup(field->value);
    }
    return g_strdup("");
}

/* The heading under which an own field comes back as one. */
static char *own_heading(const char *name)
{
    struct target target = {0};
    int rank;
    bool is_other = target_of_heading(&target, name, &rank);
    target_finish(&target);
    return g_strconcat(is_other ? TARGET_OWN : "", name, NULL);
}

/* Which columns there are besides, over all items: own fields, and "part_of" where there are parts. */
static bool find_own(const struct export *export, GHashTable *own, bool *has_parts, GError **error)
{
    for (guint i = 0; i < export->written->len; i++) {
        int64_t item = g_array_index(export->written, int64_t, i);
        g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
        g_autoptr(GArray) fields = own_field_list(export->db, item, strings, error);
        g_autoptr(GArray) whole =
            fields != NULL ? part_whole(export->db, item, strings, error) : NULL;
        if (whole == NULL)
            return false;
        *has_parts = *has_parts || whole->len > 0;
        for (guint j = 0; j < fields->len; j++)
            g_hash_table_add(own, own_heading(g_array_index(fields, struct own_field, j).name));
    }
    return true;
}

static void add_own(GPtrArray *names, GHashTable *own, bool has_parts)
{
    g_autoptr(GList) sorted = g_list_sort(g_hash_table_get_keys(own), (GCompareFunc)strcmp);
    if (has_parts)
        g_ptr_array_add(names, g_strdup("part_of"));
    for (const GList *each = sorted; each != NULL; each = each->next)
        g_ptr_array_add(names, g_strdup(each->data));
}

/* Which texts stand in which languages, over all items: "title@ur". */
static GHashTable *find_languages(const struct export *export, GError **error)
{
    g_autoptr(GHashTable) languages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < export->written->len; i++) {
        g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
        g_autoptr(GArray) all = translation_list(
            export->db, g_array_index(export->written, int64_t, i), strings, error);
        if (all == NULL)
            return NULL;
        for (guint j = 0; j < all->len; j++) {
            const struct translation *one = &g_array_index(all, struct translation, j);
            g_hash_table_add(languages, g_strdup_printf("%s@%s", one->field, one->language));
        }
    }
    return g_steal_pointer(&languages);
}

static bool write_sheet(struct export *export, GError **error)
{
    bool has_parts = false;
    g_autoptr(GHashTable) own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) languages = find_languages(export, error);
    if (languages == NULL || !find_own(export, own, &has_parts, error))
        return false;
    g_autoptr(GPtrArray) names = headings(languages);
    guint first_own = names->len + has_parts;
    add_own(names, own, has_parts);
    g_autoptr(GString) sheet = g_string_new(NULL);
    csv_write_row(sheet, (const char *const *)names->pdata, names->len);
    for (guint i = 0; i < export->written->len; i++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(dossier) dossier =
            dossier_read(export->db, g_array_index(export->written, int64_t, i), error);
        if (dossier == NULL)
            return false;
        for (guint column = 0; column < names->len; column++)
            g_ptr_array_add(cells, column >= first_own
                                       ? own_field_of(dossier, g_ptr_array_index(names, column))
                                       : cell_of(dossier, g_ptr_array_index(names, column)));
        csv_write_row(sheet, (const char *const *)cells->pdata, cells->len);
    }
    return parcel_add(export->parcel, "items.csv", sheet->str, error);
}

static bool finish(struct export *export, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(65536);
    if (export_is_one_file(export, ".csv"))
        return write_sheet(export, error);
    g_autoptr(GPtrArray) records = export_records(export, strings, error);
    return records != NULL && record_csv_write(records, export->parcel, error) &&
           export_record_files(export, records, error);
}

const struct export_form export_csv = {
    .name = "csv", .ending = ".csv", .item = write_item, .finish = finish};
