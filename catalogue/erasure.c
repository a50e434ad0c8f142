#include "catalogue/erasure.h"

#include "catalogue/changeset.h"
#include "catalogue/connection.h"
#include "catalogue/entry.h"
#include "catalogue/query.h"
#include "catalogue/row.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#include <string.h>

struct erasure {
    struct db *db;
    GHashTable *keys;    /* a set of int64_t */
    GArray *fresh;       /* those of it that are not written down yet */
    GHashTable *changed; /* entries: a set of int64_t */
};

static void learn(struct erasure *erasure, int64_t key)
{
    if (g_hash_table_contains(erasure->keys, &key))
        return;
    g_hash_table_add(erasure->keys, g_memdup2(&key, sizeof key));
    g_array_append_val(erasure->fresh, key);
}

struct erasure *erasure_begin(struct db *db, GError **error)
{
    g_autoptr(GArray) known = query_numbers(db, STATEMENT_ERASED_IDS, NULL, error);
    if (known == NULL)
        return NULL;
    struct erasure *erasure = g_new0(struct erasure, 1);
    erasure->db = db;
    erasure->keys = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    erasure->fresh = g_array_new(false, false, sizeof(int64_t));
    erasure->changed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (unsigned i = 0; i < known->len; i++)
        learn(erasure, g_array_index(known, int64_t, i));
    g_array_set_size(erasure->fresh, 0);
    return erasure;
}

void erasure_end(struct erasure *erasure)
{
    if (erasure == NULL)
        return;
    g_hash_table_unref(erasure->keys);
    g_array_unref(erasure->fresh);
    g_hash_table_unref(erasure->changed);
    g_free(erasure);
}

GHashTable *erasure_changed(const struct erasure *erasure)
{
    return erasure->changed;
}

bool erasure_is_empty(const struct erasure *erasure)
{
    return g_hash_table_size(erasure->keys) == 0;
}

/* A conflict names its row in words: "item_person 12 34". */
static bool is_place_about(const struct erasure *erasure, const struct cell *place)
{
    g_autofree char *text = cell_text(place);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        int64_t key = g_ascii_strtoll(*word, NULL, 10);
        if (key != 0 && g_hash_table_contains(erasure->keys, &key))
            return true;
    }
    return false;
}

static bool is_about(const struct erasure *erasure, const struct row_table *table,
                     const struct cell *cells)
{
    int place = strcmp(table->name, "conflict") == 0 ? changeset_column(table, "place") : -1;
    if (place >= 0 && is_place_about(erasure, &cells[place]))
        return true;
    for (int i = 0; i < table->count; i++) {
        bool names_itself = table->columns[i].is_key && strcmp(table->columns[i].name, "id") == 0;
        bool names_item = strcmp(table->name, "consent_change") != 0 &&
                          strcmp(table->name, "event") != 0 &&
                          strcmp(table->columns[i].name, "item") == 0;
        if ((names_itself || names_item || table->columns[i].goes_with) &&
            cells[i].kind == CELL_INTEGER &&
            g_hash_table_contains(erasure->keys, &cells[i].integer))
            return true;
    }
    return false;
}

static const int64_t *id_of(const struct row_table *table, const struct cell *cells)
{
    int id = changeset_column(table, "id");
    return id >= 0 && cells[id].kind == CELL_INTEGER ? &cells[id].integer : NULL;
}

static bool add_under(struct erasure *erasure, int64_t key, GError **error)
{
    for (const struct row_table *table = row_tables; table->name != NULL; table++)
        for (int i = 0; i < table->count; i++) {
            if (!table->columns[i].goes_with)
                continue;
            g_autoptr(GPtrArray) rows = row_under(erasure->db, table, i, key, error);
            if (rows == NULL)
                return false;
            for (unsigned r = 0; r < rows->len; r++) {
                const int64_t *id = id_of(table, ((struct row *)rows->pdata[r])->cells);
                if (id != NULL)
                    learn(erasure, *id);
            }
        }
    return true;
}

bool erasure_add_root(struct erasure *erasure, int64_t root, GError **error)
{
    unsigned next = erasure->fresh->len;
    learn(erasure, root);
    for (; next < erasure->fresh->len; next++)
        if (!add_under(erasure, g_array_index(erasure->fresh, int64_t, next), error))
            return false;
    return true;
}

static void note_digest(const struct change *change, GPtrArray *digests)
{
    int column = changeset_column(change->table, "digest");
    const struct cell *rows[] = {change->old, change->fresh};
    for (size_t i = 0; column >= 0 && digests != NULL && i < G_N_ELEMENTS(rows); i++)
        if (rows[i][column].kind == CELL_TEXT)
            g_ptr_array_add(digests, cell_text(&rows[i][column]));
}

/* A line of the history of consents stays, as the record of what was erased and when: whose words it
 * keeps, and why, goes, but for the line of the erasure itself. */
static void blank_line(const struct erasure *erasure, struct change *change)
{
    struct cell *line = change->kind == CHANGE_INSERT ? change->fresh : change->old;
    const struct cell *item = &line[changeset_column(change->table, "item")];
    g_autofree char *state = cell_text(&line[changeset_column(change->table, "state")]);
    if (item->kind != CELL_INTEGER || !g_hash_table_contains(erasure->keys, &item->integer) ||
        strcmp(state, "erased") == 0)
        return;
    line[changeset_column(change->table, "who")] = cell_of_text("");
    line[changeset_column(change->table, "why")] = cell_of_text("");
}

GBytes *erasure_filter(struct erasure *erasure, GBytes *changeset, GPtrArray *digests,
                       GError **error)
{
    g_autoptr(GByteArray) kept = g_byte_array_new();
    const struct row_table *last = NULL;
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(changeset, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1) {
        bool is_line = strcmp(change.table->name, "consent_change") == 0;
        if (is_line && change.kind == CHANGE_UPDATE) /* nothing but an erasure changes one */
            continue;
        if (is_line)
            blank_line(erasure, &change);
        if (!is_about(erasure, change.table, change.old) &&
            !is_about(erasure, change.table, change.fresh)) {
            changeset_append(kept, &last, &change);
            continue;
        }
        const int64_t *id =
            change.kind == CHANGE_UPDATE ? NULL : id_of(change.table, change_row(&change));
        if (id != NULL)
            learn(erasure, *id);
        note_digest(&change, digests);
    }
    return more == 0 ? g_byte_array_free_to_bytes(g_steal_pointer(&kept)) : NULL;
}

static bool filter_entry(struct erasure *erasure, int64_t entry, GPtrArray *digests, GError **error)
{
    g_autoptr(GBytes) changeset = NULL;
    g_autoptr(GBytes) effect = NULL;
    if (!entry_read(erasure->db, entry, &changeset, &effect, error))
        return false;
    g_autoptr(GBytes) kept = erasure_filter(erasure, changeset, digests, error);
    g_autoptr(GBytes) kept_effect =
        kept == NULL ? NULL : erasure_filter(erasure, effect, digests, error);
    if (kept_effect == NULL)
        return false;
    if (g_bytes_equal(kept, changeset) && g_bytes_equal(kept_effect, effect))
        return true;
    g_hash_table_add(erasure->changed, g_memdup2(&entry, sizeof entry));
    return entry_set(erasure->db, entry, kept, kept_effect, error);
}

static bool filter_all(struct erasure *erasure, GPtrArray *digests, GError **error)
{
    g_autoptr(GArray) entries =
        query_numbers(erasure->db, STATEMENT_ENTRY_WITH_CHANGES, NULL, error);
    for (unsigned i = 0; entries != NULL && i < entries->len; i++)
        if (!filter_entry(erasure, g_array_index(entries, int64_t, i), digests, error))
            return false;
    return entries != NULL;
}

/* Rows are learned from inserts and deletes wherever they stand, so that the changes of a row which
 * say only its key are found too: again until nothing new is learned. */
bool erasure_run(struct erasure *erasure, GPtrArray *digests, GError **error)
{
    unsigned known;
    do {
        known = erasure->fresh->len;
        if (!filter_all(erasure, digests, error))
            return false;
    } while (erasure->fresh->len > known);
    for (unsigned i = 0; i < erasure->fresh->len; i++) {
        const struct value id[] = {VALUE_KEY("id", g_array_index(erasure->fresh, int64_t, i)),
                                   {.name = NULL}};
        if (!query_run(erasure->db, STATEMENT_ERASED_ADD, id, error) ||
            !query_run(erasure->db, STATEMENT_CONFLICT_FORGET, id, error) ||
            !query_run(erasure->db, STATEMENT_CONSENT_BLANK_CHANGES, id, error))
            return false;
    }
    return true;
}

/* A row goes with the one its COLUMN names, or stays without it. */
static bool part(struct db *db, const struct row *row, int column, GError **error)
{
    struct cell cells[ROW_COLUMNS];
    if (row->table->columns[column].goes_with)
        return row_remove(db, row->table, row->cells, error);
    memcpy(cells, row->cells, sizeof cells);
    cells[column] = (struct cell){.kind = CELL_NULL};
    return row_put(db, row->table, cells, error) != ROW_FAILED;
}

/* Where foreign keys are off nothing goes by itself: every row that hangs from a key is removed. */
static bool remove_under(struct erasure *erasure, int64_t key, GError **error)
{
    for (const struct row_table *table = row_tables; table->name != NULL; table++)
        for (int i = 0; i < table->count; i++) {
            if (!table->columns[i].names_row)
                continue;
            g_autoptr(GPtrArray) rows = row_under(erasure->db, table, i, key, error);
            if (rows == NULL)
                return false;
            for (unsigned r = 0; r < rows->len; r++)
                if (!part(erasure->db, rows->pdata[r], i, error))
                    return false;
        }
    return true;
}

static bool remove_itself(struct erasure *erasure, int64_t key, GError **error)
{
    const struct cell cells[ROW_COLUMNS] = {{.kind = CELL_INTEGER, .integer = key}};
    for (const struct row_table *table = row_tables; table->name != NULL; table++)
        if (strcmp(table->columns[0].name, "id") == 0 &&
            strcmp(table->name, "consent_change") != 0 &&
            !row_remove(erasure->db, table, cells, error))
            return false;
    return true;
}

bool erasure_remove_rows(struct erasure *erasure, GError **error)
{
    for (unsigned i = 0; i < erasure->fresh->len; i++) {
        int64_t key = g_array_index(erasure->fresh, int64_t, i);
        if (!search_refresh(erasure->db, key, error) ||
            !search_refresh_linked(erasure->db, key, error) || !remove_under(erasure, key, error) ||
            !remove_itself(erasure, key, error))
            return false;
    }
    return true;
}

static bool forget_all(struct db *copy, const GArray *keys, GError **error)
{
    g_autoptr(txn) txn = txn_begin(copy, error);
    g_autoptr(erasure) erasure = txn == NULL ? NULL : erasure_begin(copy, error);
    if (erasure == NULL)
        return false;
    for (unsigned i = 0; i < keys->len; i++)
        if (!erasure_add_root(erasure, g_array_index(keys, int64_t, i), error))
            return false;
    return erasure_run(erasure, NULL, error) && erasure_remove_rows(erasure, error) &&
           search_flush(copy, error) && search_tidy(copy, error) && txn_commit(txn, error);
}

/* Whether foreign keys hold cannot be changed inside a transaction; they are off, so that what is
 * found of a row is taken out before the row. */
bool erasure_repeat(struct db *db, struct db *copy, GError **error)
{
    g_autoptr(GArray) keys = query_numbers(db, STATEMENT_ERASED_IDS, NULL, error);
    return keys != NULL && query_script(copy, STATEMENT_CONNECTION_REBUILD, error) &&
           forget_all(copy, keys, error) &&
           query_script(copy, STATEMENT_CONNECTION_REBUILT, error) &&
           query_run(copy, STATEMENT_SNAPSHOT_VACUUM, NULL, error);
}
