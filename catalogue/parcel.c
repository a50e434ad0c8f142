#include "catalogue/parcel.h"

#include "catalogue/archive.h"
#include "catalogue/changeset.h"
#include "catalogue/error.h"
#include "catalogue/query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* site, number, clock, seen, at, who, command, says, undoes (site, number), erases, items, changeset */
#define ENTRY_TYPE  "(xxxsssss(xx)xaxay)"
#define PARCEL_TYPE "(ssia" ENTRY_TYPE ")"
#define MARK        "changes of an archive of Remembering"

enum { LONGEST_TEXT = 65536, MOST_ENTRIES = 1000000 };

static GVariant *items_of(struct db *db, int64_t entry, GError **error)
{
    g_autoptr(GArray) items =
        query_numbers(db, STATEMENT_ENTRY_ITEMS, VALUES(VALUE_KEY("entry", entry)), error);
    if (items == NULL)
        return NULL;
    return g_variant_new_fixed_array(G_VARIANT_TYPE_INT64, items->data, items->len,
                                     sizeof(int64_t));
}

static bool undone_of(struct db *db, const struct entry *entry, struct entry *undone,
                      GStringChunk *strings, GError **error)
{
    return entry->undoes == 0 ||
           query_get(db, STATEMENT_ENTRY_BY_ID, VALUES(VALUE_KEY("id", entry->undoes)),
                     entry_columns, strings, undone, error);
}

static GVariant *pack_entry(struct db *db, const struct entry *entry, GStringChunk *strings,
                            GError **error)
{
    struct entry undone = {0};
    g_autoptr(GBytes) changeset = NULL;
    if (!entry_read(db, entry->id, &changeset, NULL, error) ||
        !undone_of(db, entry, &undone, strings, error))
        return NULL;
    GVariant *items = items_of(db, entry->id, error);
    if (items == NULL)
        return NULL;
    return g_variant_new("(xxxsssss(xx)x@ax@ay)", entry->site, entry->number, entry->clock,
                         entry->seen, entry->at, entry->who, entry->command, entry->says,
                         undone.site, undone.number, entry->erases, items,
                         g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, changeset, true));
}

static GVariant *swap(GVariant *variant)
{
    return G_BYTE_ORDER == G_LITTLE_ENDIAN ? g_variant_ref(variant) : g_variant_byteswap(variant);
}

GBytes *parcel_pack(struct db *db, int64_t since, int *count, GError **error)
{
    struct archive_facts facts = {0};
    GVariantBuilder builder;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) entries =
        query_list(db, STATEMENT_ENTRY_LIST_SINCE, VALUES(VALUE_INTEGER("since", since)),
                   entry_columns, sizeof(struct entry), strings, error);
    if (entries == NULL || !archive_read_facts(db, strings, &facts, error))
        return NULL;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" ENTRY_TYPE));
    for (unsigned i = 0; i < entries->len; i++) {
        GVariant *entry = pack_entry(db, &g_array_index(entries, struct entry, i), strings, error);
        if (entry == NULL) {
            g_variant_builder_clear(&builder);
            return NULL;
        }
        g_variant_builder_add_value(&builder, entry);
    }
    *count = (int)entries->len;
    g_autoptr(GVariant) parcel = g_variant_ref_sink(
        g_variant_new("(ssia" ENTRY_TYPE ")", MARK, facts.uuid, MIGRATION_COUNT, &builder));
    g_autoptr(GVariant) ordered = swap(parcel);
    return g_variant_get_data_as_bytes(ordered);
}

static bool damaged(const char *what, GError **error)
{
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED, "%s", what);
    return false;
}

static const char *keep(GVariant *entry, size_t child, GStringChunk *strings)
{
    g_autoptr(GVariant) value = g_variant_get_child_value(entry, child);
    size_t length = 0;
    const char *text = g_variant_get_string(value, &length);
    return length > LONGEST_TEXT ? NULL : g_string_chunk_insert(strings, text);
}

static int64_t number(GVariant *entry, size_t child)
{
    int64_t value = 0;
    g_variant_get_child(entry, child, "x", &value);
    return value;
}

static GBytes *bytes_of(GVariant *entry, size_t child)
{
    g_autoptr(GVariant) value = g_variant_get_child_value(entry, child);
    return g_variant_get_data_as_bytes(value);
}

static GArray *numbers_of(GVariant *entry, size_t child)
{
    g_autoptr(GVariant) value = g_variant_get_child_value(entry, child);
    size_t count = 0;
    const int64_t *numbers = g_variant_get_fixed_array(value, &count, sizeof(int64_t));
    GArray *array = g_array_new(false, false, sizeof(int64_t));
    if (count > 0)
        g_array_append_vals(array, numbers, (unsigned)count);
    return array;
}

/* The archive's own row is changed, never made or removed, and keeps its name; conflicts are
 * decided, or waiting again where that was taken back. */
static bool is_allowed(const struct change *change)
{
    bool is_archive = strcmp(change->table->name, "archive") == 0;
    bool is_conflict = strcmp(change->table->name, "conflict") == 0;
    if (is_conflict)
        return change->kind != CHANGE_UPDATE;
    if (!is_archive)
        return true;
    return change->kind == CHANGE_UPDATE &&
           change->fresh[changeset_column(change->table, "uuid")].kind == CELL_ABSENT;
}

static bool check_changes(GBytes *changeset, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(changeset, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1)
        if (!is_allowed(&change))
            return damaged("it changes what no command changes", error);
    return more == 0;
}

static bool check_entry(const struct carried *carried, GError **error)
{
    const struct entry *entry = &carried->entry;
    g_autoptr(seen) seen = entry->seen == NULL ? NULL : seen_parse(entry->seen);
    if (seen == NULL || entry->at == NULL || entry->who == NULL || entry->command == NULL ||
        entry->says == NULL || entry->site <= 0 || entry->number <= 0 || entry->clock <= 0 ||
        entry->clock == G_MAXINT64 || entry->number == G_MAXINT64 || entry->erases < 0)
        return damaged("an entry of it is none", error);
    return check_changes(carried->changeset, error);
}

static bool unpack_entry(GVariant *from, struct carried *carried, GStringChunk *strings,
                         GError **error)
{
    g_autoptr(GVariant) undoes = g_variant_get_child_value(from, 8);
    *carried = (struct carried){
        .entry = {.site = number(from, 0),
                  .number = number(from, 1),
                  .clock = number(from, 2),
                  .seen = keep(from, 3, strings),
                  .at = keep(from, 4, strings),
                  .who = keep(from, 5, strings),
                  .command = keep(from, 6, strings),
                  .says = keep(from, 7, strings),
                  .erases = number(from, 9)},
        .items = numbers_of(from, 10),
        .changeset = bytes_of(from, 11),
    };
    g_variant_get(undoes, "(xx)", &carried->undoes_site, &carried->undoes_number);
    return check_entry(carried, error);
}

static bool check_head(GVariant *parcel, const char *uuid, GError **error)
{
    const char *mark;
    const char *theirs;
    int version = 0;
    g_variant_get_child(parcel, 0, "&s", &mark);
    g_variant_get_child(parcel, 1, "&s", &theirs);
    g_variant_get_child(parcel, 2, "i", &version);
    if (strcmp(mark, MARK) != 0)
        return damaged("these are no changes of an archive", error);
    if (strcmp(theirs, uuid) != 0)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("these are changes of another archive, not of a copy of this one"));
    else if (version != MIGRATION_COUNT)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NEWER,
                    _("made by another version of this program (archive version %d, this program "
                      "knows %d); use the same version with both copies"),
                    version, MIGRATION_COUNT);
    else
        return true;
    return false;
}

/* An array whose texts and bytes are all that they say they are. */
static GVariant *open_parcel(GBytes *bytes, GError **error)
{
    g_autoptr(GVariant) given =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(PARCEL_TYPE), bytes, false));
    if (g_variant_is_normal_form(given))
        return swap(given);
    damaged("these are no changes, or they are cut off or altered", error);
    return NULL;
}

GArray *parcel_unpack(GBytes *bytes, const char *uuid, GStringChunk *strings, GError **error)
{
    g_autoptr(GVariant) parcel = open_parcel(bytes, error);
    if (parcel == NULL || !check_head(parcel, uuid, error))
        return NULL;
    g_autoptr(GVariant) entries = g_variant_get_child_value(parcel, 3);
    size_t count = g_variant_n_children(entries);
    g_autoptr(GArray) list = g_array_new(false, true, sizeof(struct carried));
    g_array_set_clear_func(list, (GDestroyNotify)carried_clear);
    if (count > MOST_ENTRIES) {
        damaged("more entries than an archive has", error);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GVariant) from = g_variant_get_child_value(entries, i);
        g_array_set_size(list, (unsigned)i + 1);
        struct carried *carried = &g_array_index(list, struct carried, i);
        if (!unpack_entry(from, carried, strings, error))
            return NULL;
        if (i > 0 && entry_compare(&carried[-1].entry, &carried->entry) >= 0) {
            damaged("its entries are not in order", error);
            return NULL;
        }
    }
    return g_steal_pointer(&list);
}

static int compare_texts(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static void add_digests(GBytes *changeset, GHashTable *seen, GPtrArray *digests)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(changeset, &size);
    changeset_begin(&reader, bytes, size);
    while (changeset_next(&reader, &change, NULL) == 1) {
        int column = changeset_column(change.table, "digest");
        if (column < 0 || change.fresh[column].kind != CELL_TEXT)
            continue;
        char *digest = cell_text(&change.fresh[column]);
        if (g_hash_table_contains(seen, digest)) {
            g_free(digest);
            continue;
        }
        g_hash_table_add(seen, digest);
        g_ptr_array_add(digests, digest);
    }
}

GPtrArray *parcel_digests(const GArray *list)
{
    GPtrArray *digests = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 0; i < list->len; i++)
        add_digests(g_array_index(list, struct carried, i).changeset, seen, digests);
    g_ptr_array_sort(digests, compare_texts);
    return digests;
}
