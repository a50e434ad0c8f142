#include "catalogue/twin.h"

#include "catalogue/conflict.h"
#include "catalogue/entry.h"
#include "catalogue/fold.h"
#include "catalogue/key.h"
#include "catalogue/person.h"
#include "catalogue/query.h"
#include "catalogue/row.h"

#include <string.h>

static const char *const twins[] = {"theme",       "place",      "translation",
                                    "own_field",   "item_theme", "item_place",
                                    "item_person", "trail_stop", NULL};

char *twin_fold(const char *name)
{
    size_t length = strlen(name);
    size_t start = 0;
    size_t end = 0;
    g_autoptr(GString) folded = g_string_new(NULL);
    while (fold_next(name, length, end, &start, &end)) {
        if (folded->len > 0)
            g_string_append_c(folded, ' ');
        fold_word(folded, name + start, end - start);
    }
    if (folded->len == 0) /* no letter in it: the signs themselves */
        g_string_append(folded, name);
    return g_string_free(g_steal_pointer(&folded), false);
}

bool twin_key(struct db *db, const char *table, const char *what, int64_t *key, GError **error)
{
    const struct row_table *of = changeset_table(table, strlen(table));
    for (int i = 1;; i++) {
        g_autofree char *text = g_strdup_printf("%s\n%s\n%d", table, what, i);
        const struct cell cells[ROW_COLUMNS] = {
            {.kind = CELL_INTEGER, .integer = *key = key_of_text(text)}};
        GError *failed = NULL;
        g_autoptr(row) row = row_get(db, of, cells, &failed);
        if (failed != NULL)
            g_propagate_error(error, failed);
        if (row == NULL)
            return failed == NULL;
    }
}

bool twin_is_possible(const struct row_table *table)
{
    return g_strv_contains(twins, table->name);
}

/* Adds to PLACES what the entry added, and takes out what it removed. */
static bool follow(struct db *db, int64_t entry, GHashTable *places, GError **error)
{
    g_autoptr(GBytes) changeset = NULL;
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    int more;
    if (!entry_read(db, entry, &changeset, NULL, error))
        return false;
    const void *bytes = g_bytes_get_data(changeset, &size);
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1) {
        bool is_person = strcmp(change.table->name, "person") == 0;
        if (change.kind == CHANGE_UPDATE || (!is_person && !twin_is_possible(change.table)))
            continue;
        char *place = change_place(&change);
        if (change.kind == CHANGE_INSERT) {
            g_hash_table_add(places, place);
        } else {
            g_hash_table_remove(places, place);
            g_free(place);
        }
    }
    return more == 0;
}

static GHashTable *create_set(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static bool add_number(int64_t site, int64_t number, void *data)
{
    (void)site;
    *(int64_t *)data += number;
    return true;
}

/* Whether the writer of ENTRY knew all that stands before it, as in a copy nobody else works in. */
static bool knew_all(struct db *db, const struct entry *entry, const struct seen *seen, bool *knew,
                     GError **error)
{
    int64_t known = 0;
    int64_t before = 0;
    seen_each(seen, add_number, &known);
    bool is_read = query_number(db, STATEMENT_ENTRY_COUNT_BEFORE,
                                VALUES(VALUE_INTEGER("clock", entry->clock),
                                       VALUE_INTEGER("site", entry->site),
                                       VALUE_INTEGER("number", entry->number)),
                                &before, error);
    *knew = before == known;
    return is_read;
}

GHashTable *twin_unseen(struct db *db, const struct entry *entry, GError **error)
{
    bool knew = false;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(seen) seen = seen_parse(entry->seen);
    if (!knew_all(db, entry, seen, &knew, error))
        return NULL;
    if (knew)
        return create_set();
    g_autoptr(GArray) before = entry_list_before(db, entry, strings, error);
    g_autoptr(GHashTable) places = create_set();
    for (unsigned i = before == NULL ? 0 : before->len; i > 0; i--) {
        const struct entry *one = &g_array_index(before, struct entry, i - 1);
        if (!seen_has(seen, one->site, one->number) && !follow(db, one->id, places, error))
            return NULL;
    }
    return before == NULL ? NULL : g_steal_pointer(&places);
}

GHashTable *twin_later(struct db *db, const struct entry *entry, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(GArray) later = entry_list_from(db, entry, strings, error);
    g_autoptr(GHashTable) places = create_set();
    for (unsigned i = 1; later != NULL && i < later->len; i++) {
        const struct entry *one = &g_array_index(later, struct entry, i);
        int64_t undone = 0;
        if (one->undoes != 0) /* what it took back counts, or does not */
            continue;
        if (!query_number(db, STATEMENT_HISTORY_UNDONE_BY, VALUES(VALUE_KEY("id", one->id)),
                          &undone, error) ||
            (undone == 0 && !follow(db, one->id, places, error)))
            return NULL;
    }
    return later == NULL ? NULL : g_steal_pointer(&places);
}

/* Everybody's name as names are compared, beside their ids. */
struct namesakes {
    struct db *db;
    const struct entry *entry;
    GHashTable *unseen;
    GArray *people; /* struct person */
    GPtrArray *folded;
};

static bool note_one(const struct namesakes *all, const struct change *change, GError **error)
{
    int column = changeset_column(change->table, "name");
    g_autofree char *name = cell_text(&change->fresh[column]);
    g_autofree char *folded = twin_fold(name);
    for (unsigned i = 0; i < all->people->len; i++) {
        const struct cell other = {.kind = CELL_INTEGER,
                                   .integer = g_array_index(all->people, struct person, i).id};
        const struct cell cells[ROW_COLUMNS] = {other};
        g_autofree char *place = row_place(change->table, cells);
        if (strcmp(all->folded->pdata[i], folded) == 0 &&
            other.integer != change->fresh[0].integer &&
            g_hash_table_contains(all->unseen, place) &&
            !conflict_note(all->db, all->entry, "name", change->table, change->fresh, column,
                           &other, error))
            return false;
    }
    return true;
}

static bool read_people(struct namesakes *all, GStringChunk *strings, GError **error)
{
    all->people = person_list(all->db, strings, error);
    all->folded = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; all->people != NULL && i < all->people->len; i++)
        g_ptr_array_add(all->folded, twin_fold(g_array_index(all->people, struct person, i).name));
    return all->people != NULL && (all->unseen = twin_unseen(all->db, all->entry, error)) != NULL;
}

bool twin_note_people(struct db *db, const struct entry *entry, GBytes *changeset, GError **error)
{
    struct namesakes all = {.db = db, .entry = entry};
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    bool is_fine = true;
    int more = 0;
    const void *bytes = g_bytes_get_data(changeset, &size);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    changeset_begin(&reader, bytes, size);
    while (is_fine && (more = changeset_next(&reader, &change, error)) == 1) {
        if (change.kind != CHANGE_INSERT || strcmp(change.table->name, "person") != 0)
            continue;
        is_fine = (all.people != NULL || read_people(&all, strings, error)) &&
                  note_one(&all, &change, error);
    }
    g_clear_pointer(&all.people, g_array_unref);
    g_clear_pointer(&all.folded, g_ptr_array_unref);
    g_clear_pointer(&all.unseen, g_hash_table_unref);
    return is_fine && more == 0;
}
