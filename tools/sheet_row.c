#include "tools/sheet_row.h"

#include "catalogue/asset.h"
#include "catalogue/cue.h"
#include "catalogue/error.h"
#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/place.h"
#include "catalogue/rights.h"
#include "catalogue/search.h"
#include "catalogue/translation.h"
#include "media/digest.h"
#include "tools/accession.h"
#include "tools/attach.h"
#include "tools/call.h"
#include "tools/orphan.h"
#include "tools/sheet_kind.h"
#include "tools/sheet_links.h"
#include "tools/sheet_map.h"
#include "tools/sheet_media.h"
#include "tools/sheet_parts.h"
#include "tools/table.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

void sheet_row_finish(void *data)
{
    struct sheet_row *row = data;
    g_clear_pointer(&row->accessions, g_ptr_array_unref);
    g_clear_pointer(&row->says, g_ptr_array_unref);
}

char *sheet_row_place(const struct sheet_source *source, size_t row, size_t column)
{
    g_autofree char *letters = table_letters(column);
    return g_strdup_printf(
        "row %" G_GINT64_FORMAT ", column %s (“%s”): ", table_number(source->table, row), letters,
        table_heading(source->table, column));
}

static const struct sheet_column_use *use_at(const struct sheet_source *source, guint i)
{
    return &g_array_index(source->map->columns, struct sheet_column_use, i);
}

/* The row this one is a part of; false where it is none's. */
static bool find_parent(const struct sheet_source *source, size_t row, size_t *parent)
{
    const struct sheet_column_use *use = sheet_map_of(source->map, TARGET_PARENT, NULL);
    const char *named = use != NULL ? table_cell(source->table, row, use->column) : "";
    size_t found = *named != '\0' ? GPOINTER_TO_SIZE(g_hash_table_lookup(source->rows, named)) : 0;
    *parent = found - 1;
    return found > 0 && *parent != row;
}

/* What a part takes from the whole where it says nothing itself. */
static bool is_inherited(const struct target *target)
{
    static const char *const own[] = {"identifier", "text", "alt_short", "alt_long", NULL};
    switch (target->kind) {
    case TARGET_FIELD:
        return !g_strv_contains(own, target->name);
    case TARGET_PERSON:
    case TARGET_PLACE:
    case TARGET_THEME:
    case TARGET_RIGHTS:
    case TARGET_APPROXIMATE:
    case TARGET_PUBLIC:
    case TARGET_DESCRIBE:
        return true;
    default:
        return false;
    }
}

static const char *cell_of(const struct sheet_source *source, size_t row,
                           const struct sheet_column_use *use)
{
    const char *cell = table_cell(source->table, row, use->column);
    size_t parent;
    if (*cell == '\0' && is_inherited(&use->target) && find_parent(source, row, &parent))
        return table_cell(source->table, parent, use->column);
    return cell;
}

static void split_cell(const char *cell, const char *split, GPtrArray *values)
{
    g_auto(GStrv) lines = g_strsplit(cell, split != NULL ? split : "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (*g_strstrip(*line) != '\0')
            g_ptr_array_add(values, g_strdup(*line));
}

GPtrArray *sheet_row_values(const struct sheet_source *source, size_t row, int kind)
{
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < source->map->columns->len; i++) {
        const struct sheet_column_use *use = use_at(source, i);
        if ((int)use->target.kind == kind)
            split_cell(cell_of(source, row, use), use->target.split, values);
    }
    return values;
}

/* The first of them, borrowed from the call; "" where there is none. */
static const char *first_value(const struct sheet_source *source, size_t row, int kind)
{
    g_autoptr(GPtrArray) values = sheet_row_values(source, row, kind);
    return values->len > 0
               ? g_string_chunk_insert(source->call->strings, g_ptr_array_index(values, 0))
               : "";
}

static bool is_yes(const char *value)
{
    static const char *const yes[] = {"yes", "true", "1", "y", "x", NULL};
    g_autofree char *plain = g_ascii_strdown(value, -1);
    return g_strv_contains(yes, plain);
}

static bool is_no(const char *value)
{
    static const char *const no[] = {"no", "false", "0", "n", NULL};
    g_autofree char *plain = g_ascii_strdown(value, -1);
    return g_strv_contains(no, plain);
}

/* A date in words that cannot be read is kept as words, and said. */
static bool set_date(const struct sheet_source *source, size_t row, const char *cell,
                     const char *place, struct item *item, GError **error)
{
    GStringChunk *strings = source->call->strings;
    g_autofree char *about =
        is_yes(first_value(source, row, TARGET_APPROXIMATE)) ? g_strdup_printf("c.%s", cell) : NULL;
    g_autofree char *marked = g_strdup_printf("%s~", cell);
    const char *before = item->date_text != NULL ? item->date_text : item->date_edtf;
    if (g_strcmp0(before, about != NULL ? about : cell) == 0 ||
        (about != NULL && g_strcmp0(before, marked) == 0) || g_strcmp0(before, cell) == 0)
        return true;
    if (about != NULL && (item_field_set(item, "date", about, strings, NULL) ||
                          item_field_set(item, "date", marked, strings, NULL)))
        return true;
    if (item_field_set(item, "date", cell, strings, NULL)) {
        g_autofree char *doubt = item_field_doubt("date", cell);
        if (doubt != NULL)
            output_warn(source->call->output, "%s: %s“%s” is %s", source->name, place, cell, doubt);
        return true;
    }
    item->date_text = cell;
    output_warn(source->call->output,
                "%s: %s“%s” is no date that can be read; kept in words, so that the item is not on "
                "the timeline; `rwf set %s date=…` would help",
                source->name, place, cell, item->code != NULL ? item->code : "ITEM");
    return true;
}

static bool set_rights(const struct sheet_source *source, const char *cell, struct item *item)
{
    GStringChunk *strings = source->call->strings;
    g_autofree char *uri = rights_canonical(cell);
    if (uri != NULL) {
        item->rights = g_string_chunk_insert(strings, uri);
        return true;
    }
    if (item->rights_note == NULL || *item->rights_note == '\0')
        item->rights_note = cell;
    else if (strstr(item->rights_note, cell) == NULL) {
        g_autofree char *both = g_strdup_printf("%s\n%s", item->rights_note, cell);
        item->rights_note = g_string_chunk_insert(strings, both);
    }
    return true;
}

/* Its words on a line of their own, unless they stand there already. */
static void describe(const struct sheet_source *source, const struct sheet_column_use *use,
                     const char *cell, struct item *item)
{
    g_autofree char *line =
        g_strdup_printf("%s: %s", table_heading(source->table, use->column), cell);
    const char *before = item->description != NULL ? item->description : "";
    if (strstr(before, line) != NULL)
        return;
    g_autofree char *both = g_strconcat(before, *before != '\0' ? "\n" : "", line, NULL);
    item->description = g_string_chunk_insert(source->call->strings, both);
}

static bool set_added(const char *cell, const char *place, struct item *item, GError **error)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(cell, NULL);
    if (time == NULL || strlen(cell) != strlen("2024-01-31T12:00:00Z") || cell[19] != 'Z')
        return command_refused(error, "“%s” is no moment; it is written 2024-01-31T12:00:00Z",
                               cell);
    item->added_at = cell;
    return true;
}

static bool set_cell(const struct sheet_source *source, size_t row,
                     const struct sheet_column_use *use, struct item *item, GError **error)
{
    const char *cell = cell_of(source, row, use);
    const char *field = use->target.name;
    g_autofree char *place = sheet_row_place(source, row, use->column);
    bool is_set = true;
    if (*cell == '\0')
        return true;
    if (use->target.kind == TARGET_RIGHTS)
        is_set = set_rights(source, cell, item);
    else if (use->target.kind == TARGET_PUBLIC && is_no(cell))
        item->access = "closed";
    else if (use->target.kind == TARGET_TRANSCRIPT && !sheet_media_is_name(cell))
        item->text = cell;
    else if (use->target.kind == TARGET_ADDED && item->id == 0)
        is_set = set_added(cell, place, item, error);
    else if (use->target.kind == TARGET_FIELD && use->target.language == NULL)
        is_set = strcmp(field, "date") == 0
                     ? set_date(source, row, cell, place, item, error)
                     : item_field_set(item, field, cell, source->call->strings, error);
    if (!is_set)
        g_prefix_error(error, "%s", place);
    return is_set;
}

/* By the first of its words that says it, by its first file, or as it was. */
static void set_kind(const struct sheet_source *source, const struct sheet_row *row,
                     struct item *item)
{
    g_autoptr(GPtrArray) said = sheet_row_values(source, row->row, TARGET_KIND);
    const char *kind = NULL;
    if (row->accessions != NULL && row->accessions->len > 0)
        kind = ((struct accession *)g_ptr_array_index(row->accessions, 0))->kind;
    for (guint i = 0; i < said->len && kind == NULL; i++)
        kind = sheet_kind_of(g_ptr_array_index(said, i));
    if (kind != NULL)
        item->kind = kind;
    else if (item->kind == NULL)
        item->kind = "document";
}

/* Where a part has no title of its own, that of the whole has been taken. */
static bool fill(const struct sheet_source *source, const struct sheet_row *row, struct item *item,
                 GError **error)
{
    for (guint i = 0; i < source->map->columns->len; i++)
        if (!set_cell(source, row->row, use_at(source, i), item, error))
            return false;
    for (guint i = 0; i < source->map->columns->len; i++) {
        const struct sheet_column_use *use = use_at(source, i);
        const char *cell = cell_of(source, row->row, use);
        if (use->target.kind == TARGET_DESCRIBE && *cell != '\0')
            describe(source, use, cell, item);
    }
    set_kind(source, row, item);
    if (item->title != NULL && *item->title != '\0')
        return true;
    const struct sheet_column_use *title = sheet_map_of(source->map, TARGET_FIELD, "title");
    g_autofree char *place = sheet_row_place(source, row->row, title->column);
    return command_refused(error, "%sit has no title; write one", place);
}

/* Adds to the lines of @row what the fields of @after have else than @before. */
static void compare(const struct item *before, const struct item *after, struct sheet_row *row,
                    GStringChunk *strings)
{
    for (const char *const *field = item_field_names; *field != NULL; field++) {
        const char *old = item_field_get(before, *field, strings);
        const char *new = item_field_get(after, *field, strings);
        if (g_strcmp0(old, new) != 0)
            g_ptr_array_add(row->says,
                            g_strdup_printf("%s: %s → %s", *field, *old != '\0' ? old : "(nothing)",
                                            *new != '\0' ? new : "(nothing)"));
    }
}

/* What stands there in that language, or NULL. */
static const char *translated(const struct sheet_source *source, int64_t item,
                              const struct target *target)
{
    g_autoptr(GArray) all = translation_list(source->call->db, item, source->call->strings, NULL);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const struct translation *one = &g_array_index(all, struct translation, i);
        if (strcmp(one->field, target->name) == 0 && strcmp(one->language, target->language) == 0)
            return one->text;
    }
    return NULL;
}

static bool write_translations(const struct sheet_source *source, const struct sheet_row *row,
                               const struct item *item, GError **error)
{
    for (guint i = 0; i < source->map->columns->len; i++) {
        const struct sheet_column_use *use = use_at(source, i);
        const char *cell = cell_of(source, row->row, use);
        struct translation translation = {.owner = item->id,
                                          .field = use->target.name,
                                          .language = use->target.language,
                                          .text = cell};
        if (use->target.language == NULL || *cell == '\0')
            continue;
        const char *old = translated(source, item->id, &use->target);
        if (g_strcmp0(old, cell) == 0)
            continue;
        if (!translation_put(source->call->db, &translation, error))
            return false;
        g_ptr_array_add(row->says,
                        g_strdup_printf("%s@%s: %s → %s", use->target.name, use->target.language,
                                        old != NULL ? old : "(nothing)", cell));
    }
    return true;
}

/* "Name=role: a line about them", as `rwf set +person=` takes it. */
static void read_person(struct sheet_link *link)
{
    char *equals = strchr(link->name, '=');
    if (equals == NULL) {
        link->role = g_strdup("narrator");
        return;
    }
    *equals = '\0';
    char *colon = strchr(equals + 1, ':');
    if (colon != NULL) {
        *colon = '\0';
        link->role_line = g_strdup(g_strstrip(colon + 1));
    }
    link->role = g_strdup(g_strstrip(equals + 1));
    g_strstrip(link->name);
}

static void add_links(const struct sheet_source *source, size_t row,
                      const struct sheet_column_use *use, GArray *wanted)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    split_cell(cell_of(source, row, use), use->target.split, names);
    for (guint i = 0; i < names->len; i++) {
        struct sheet_link link = {.kind = use->target.kind == TARGET_PERSON  ? SHEET_PERSON
                                          : use->target.kind == TARGET_PLACE ? SHEET_PLACE
                                                                             : SHEET_THEME,
                                  .name = g_strdup(g_ptr_array_index(names, i)),
                                  .role = g_strdup(use->target.name)};
        if (link.kind == SHEET_PERSON && link.role == NULL)
            read_person(&link);
        g_array_append_val(wanted, link);
    }
}

static bool write_links(const struct sheet_source *source, const struct sheet_row *row,
                        const struct item *item, GError **error)
{
    g_autoptr(GArray) wanted = sheet_links_list();
    for (guint i = 0; i < source->map->columns->len; i++) {
        const struct sheet_column_use *use = use_at(source, i);
        if (use->target.kind == TARGET_PERSON || use->target.kind == TARGET_PLACE ||
            use->target.kind == TARGET_THEME)
            add_links(source, row->row, use, wanted);
    }
    return sheet_links_write(source->links, item->id, wanted, row->says, error);
}

/* The bytes of an asset, as what goes again where its row does. */
static bool note_stored(const struct sheet_source *source, int64_t id, GError **error)
{
    struct asset asset = ASSET_NEW;
    struct digest digest;
    if (!asset_get(source->call->db, id, source->call->strings, &asset, error))
        return false;
    if (digest_from_hex(asset.digest, &digest))
        orphan_add_digest(source->orphans, &digest);
    return true;
}

/* Timed text, unless the item has lines already. */
static bool write_transcript(const struct sheet_source *source, const struct sheet_row *row,
                             const struct item *item, GError **error)
{
    const struct call *call = source->call;
    struct attach attach = {.db = call->db,
                            .store = vault_store(call->vault),
                            .strings = call->strings,
                            .output = call->output,
                            .cancellable = call->cancellable};
    struct attached attached;
    g_autoptr(GArray) lines =
        cue_list(call->db, item->id, "transcript", NULL, call->strings, error);
    g_autofree char *name = g_path_get_basename(row->transcript);
    if (lines == NULL || lines->len > 0)
        return lines != NULL;
    g_ptr_array_add(row->says, g_strdup_printf("+transcript: %s", name));
    if (!attach_file(&attach, item, row->transcript, name, "transcript", item->language, NULL,
                     &attached, error))
        return false;
    return note_stored(source, attached.asset, error);
}

/* Where the row's one place is, unless the archive knows. */
static bool write_coordinates(const struct sheet_source *source, const struct sheet_row *row,
                              GError **error)
{
    const struct call *call = source->call;
    g_autoptr(GPtrArray) names = sheet_row_values(source, row->row, TARGET_PLACE);
    const char *typed[] = {first_value(source, row->row, TARGET_LATITUDE),
                           first_value(source, row->row, TARGET_LONGITUDE)};
    struct place place = PLACE_NEW;
    char *ends[2];
    if (names->len != 1 || *typed[0] == '\0' || *typed[1] == '\0')
        return true;
    double north = g_ascii_strtod(typed[0], &ends[0]);
    double east = g_ascii_strtod(typed[1], &ends[1]);
    if (*ends[0] != '\0' || *ends[1] != '\0' || !(fabs(north) <= 90) || !(fabs(east) <= 180))
        return command_refused(error,
                               "“%s, %s” is no latitude and longitude, in degrees: 53.80 and "
                               "-1.55",
                               typed[0], typed[1]);
    if (!place_find(call->db, g_ptr_array_index(names, 0), call->strings, &place, error))
        return false;
    if (!isnan(place.latitude))
        return true;
    place.latitude = north;
    place.longitude = east;
    g_ptr_array_add(row->says,
                    g_strdup_printf("where %s is: %s, %s", place.name, typed[0], typed[1]));
    return place_update(call->db, &place, error);
}

static bool write_files(const struct sheet_source *source, const struct sheet_row *row,
                        const struct item *item, GError **error)
{
    for (guint i = 0; row->accessions != NULL && i < row->accessions->len; i++) {
        const struct accession *accession = g_ptr_array_index(row->accessions, i);
        g_autofree char *name = g_path_get_basename(accession->path);
        if (!accession_write(accession, source->call->db, item, name, error))
            return false;
        g_ptr_array_add(row->says, g_strdup_printf("+file: %s", name));
    }
    return row->transcript == NULL || write_transcript(source, row, item, error);
}

/* The item a row is known by; false, without an error, where there is none yet. */
static bool find_item(const struct sheet_source *source, size_t row, struct item *item,
                      GError **error)
{
    static const struct {
        enum target_kind kind;
        const char *name;
    } keys[] = {{TARGET_CODE, NULL}, {TARGET_FIELD, "identifier"}};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct sheet_column_use *use = sheet_map_of(source->map, keys[i].kind, keys[i].name);
        const char *name = use != NULL ? table_cell(source->table, row, use->column) : "";
        g_autofree char *place =
            use != NULL ? sheet_row_place(source, row, use->column) : g_strdup("");
        char code[CODE_SIZE];
        if (*name == '\0')
            continue;
        if (keys[i].kind == TARGET_CODE && !code_parse(name, code))
            return command_refused(error, "%s“%s” is no code; leave it empty, and one is given",
                                   place, name);
        if (!item_find(source->call->db, name, source->call->strings, item, NULL)) {
            if (keys[i].kind == TARGET_CODE)
                item->code = g_string_chunk_insert(source->call->strings, code);
            continue;
        }
        return source->is_update ||
               command_refused(error,
                               "%sthe archive has “%s” already, as %s; to change that item, "
                               "add --update",
                               place, name, item->code);
    }
    return false;
}

static bool check_parent(const struct sheet_source *source, size_t row, GError **error)
{
    const struct sheet_column_use *use = sheet_map_of(source->map, TARGET_PARENT, NULL);
    const char *named = use != NULL ? table_cell(source->table, row, use->column) : "";
    struct item whole = ITEM_NEW;
    if (*named == '\0' || g_hash_table_contains(source->rows, named) ||
        item_find(source->call->db, named, source->call->strings, &whole, NULL))
        return true;
    g_autofree char *place = sheet_row_place(source, row, use->column);
    return command_refused(error,
                           "%sneither the sheet nor the archive has “%s”, which this should "
                           "be a part of",
                           place, named);
}

static bool check_width(const struct sheet_source *source, size_t row, GError **error)
{
    size_t columns = table_columns(source->table);
    for (size_t column = columns; column < table_width(source->table, row); column++) {
        g_autofree char *letters = table_letters(column);
        if (*table_cell(source->table, row, column) != '\0')
            return command_refused(
                error,
                "row %" G_GINT64_FORMAT ", column %s: “%s” stands beyond the last heading; text "
                "with a separator in it must stand in quotes",
                table_number(source->table, row), letters, table_cell(source->table, row, column));
    }
    return true;
}

static bool write_item(const struct sheet_source *source, struct sheet_row *row,
                       const struct item *before, struct item *item, bool is_new, GError **error)
{
    struct db *db = source->call->db;
    if (!is_new)
        compare(before, item, row, source->call->strings);
    if (is_new ? !item_insert(db, item, source->call->strings, error)
               : row->says->len > 0 && !item_update(db, item, error))
        return false;
    row->item = item->id;
    g_strlcpy(row->code, item->code, sizeof row->code);
    if (!write_translations(source, row, item, error) || !write_links(source, row, item, error) ||
        !sheet_parts_keep(source, row, error) || !write_coordinates(source, row, error) ||
        !write_files(source, row, item, error))
        return false;
    row->state = is_new ? SHEET_ROW_ADDED : row->says->len > 0 ? SHEET_ROW_CHANGED : SHEET_ROW_SAME;
    return row->state == SHEET_ROW_SAME || search_refresh(db, item->id, error);
}

bool sheet_row_write(const struct sheet_source *source, struct sheet_row *row, GError **error)
{
    GError *reason = NULL;
    struct item item = ITEM_NEW;
    row->says = g_ptr_array_new_with_free_func(g_free);
    if (!check_width(source, row->row, error) || !check_parent(source, row->row, error))
        return false;
    bool is_new = !find_item(source, row->row, &item, &reason);
    if (reason != NULL) {
        g_propagate_error(error, reason);
        return false;
    }
    struct item before = item;
    if (fill(source, row, &item, &reason) &&
        write_item(source, row, &before, &item, is_new, &reason))
        return true;
    if (!g_str_has_prefix(reason->message, "row "))
        g_prefix_error(&reason, _("row %" PRId64 ": "), table_number(source->table, row->row));
    g_propagate_error(error, reason);
    return false;
}
