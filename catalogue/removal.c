#include "catalogue/removal.h"

#include "catalogue/conflict.h"
#include "catalogue/entry.h"
#include "catalogue/row.h"
#include "catalogue/twin.h"

#include <string.h>

struct removed {
    struct row *row; /* as its remover knew it */
    char *place;
    bool is_gone;    /* is not there now */
    bool is_back;    /* was put back */
    bool is_changed; /* stays for its own sake */
    bool stays;
};

struct removal {
    struct db *db;
    GPtrArray *rows;    /* struct removed */
    GHashTable *places; /* place -> struct removed */
    GHashTable *ids;    /* int64_t -> struct removed */
    GHashTable *let_go; /* "place column": rows that were parted from one that goes */
};

static void removed_free(void *data)
{
    struct removed *removed = data;
    row_free(removed->row);
    g_free(removed->place);
    g_free(removed);
}

void removal_free(struct removal *removal)
{
    if (removal == NULL)
        return;
    g_hash_table_unref(removal->places);
    g_hash_table_unref(removal->ids);
    g_hash_table_unref(removal->let_go);
    g_ptr_array_unref(removal->rows);
    g_free(removal);
}

static void add(struct removal *removal, const struct change *change)
{
    struct removed *removed = g_new0(struct removed, 1);
    removed->row = row_of(change->table, change->old);
    removed->place = change_place(change);
    g_ptr_array_add(removal->rows, removed);
    g_hash_table_insert(removal->places, removed->place, removed);
    int id = changeset_column(change->table, "id");
    if (id >= 0 && removed->row->cells[id].kind == CELL_INTEGER)
        g_hash_table_insert(removal->ids, &removed->row->cells[id].integer, removed);
}

static void note_let_go(struct removal *removal, const struct change *change)
{
    for (int i = 0; i < change->table->count; i++) {
        if (!change->table->columns[i].names_row || change->fresh[i].kind == CELL_ABSENT)
            continue;
        g_autofree char *place = change_place(change);
        g_hash_table_add(removal->let_go,
                         g_strdup_printf("%s %s", place, change->table->columns[i].name));
    }
}

struct removal *removal_read(struct db *db, GBytes *changeset, GError **error)
{
    g_autoptr(removal) removal = g_new0(struct removal, 1);
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(changeset, &size);
    int more;
    removal->db = db;
    removal->rows = g_ptr_array_new_with_free_func(removed_free);
    removal->places = g_hash_table_new(g_str_hash, g_str_equal);
    removal->ids = g_hash_table_new(g_int64_hash, g_int64_equal);
    removal->let_go = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1) {
        if (change.kind == CHANGE_DELETE && strcmp(change.table->name, "conflict") != 0)
            add(removal, &change);
        else if (change.kind == CHANGE_UPDATE)
            note_let_go(removal, &change);
    }
    return more == 0 ? g_steal_pointer(&removal) : NULL;
}

bool removal_has(const struct removal *removal, const char *place)
{
    return g_hash_table_contains(removal->places, place);
}

/* A row its remover did not know hangs from it. */
static bool holds_another(struct removal *removal, const struct removed *removed, bool *holds,
                          GError **error)
{
    int id = changeset_column(removed->row->table, "id");
    for (const struct row_table *table = row_tables; id >= 0 && table->name != NULL; table++)
        for (int i = 0; i < table->count; i++) {
            if (!row_may_name(&table->columns[i], removed->row->table))
                continue;
            g_autoptr(GPtrArray) rows =
                row_under(removal->db, table, i, removed->row->cells[id].integer, error);
            for (unsigned r = 0; rows != NULL && r < rows->len; r++) {
                g_autofree char *place = row_place(table, ((struct row *)rows->pdata[r])->cells);
                g_autofree char *let_go = g_strdup_printf("%s %s", place, table->columns[i].name);
                if (!g_hash_table_contains(removal->places, place) &&
                    !g_hash_table_contains(removal->let_go, let_go))
                    *holds = true;
            }
            if (rows == NULL)
                return false;
        }
    return true;
}

static bool look_at(struct removal *removal, struct removed *removed, GHashTable *unseen,
                    GError **error)
{
    GError *failed = NULL;
    g_autoptr(row) now = row_get(removal->db, removed->row->table, removed->row->cells, &failed);
    if (failed != NULL) {
        g_propagate_error(error, failed);
        return false;
    }
    removed->is_gone = now == NULL;
    removed->is_changed = now != NULL && (!row_has(now, removed->row->cells, NULL) ||
                                          g_hash_table_contains(unseen, removed->place));
    if (!removed->is_gone && !removed->is_changed &&
        !holds_another(removal, removed, &removed->is_changed, error))
        return false;
    removed->stays = removed->is_changed;
    return true;
}

/* The removed row a column names: it hangs from that. */
static struct removed *above(const struct removal *removal, const struct removed *removed, int i)
{
    const struct row_column *column = &removed->row->table->columns[i];
    if (!column->goes_with || removed->row->cells[i].kind != CELL_INTEGER)
        return NULL;
    return g_hash_table_lookup(removal->ids, &removed->row->cells[i].integer);
}

/* Once over all: whether something more stays now. */
static bool spread(struct removal *removal)
{
    bool is_more = false;
    for (unsigned r = 0; r < removal->rows->len; r++) {
        struct removed *removed = removal->rows->pdata[r];
        for (int i = 0; i < removed->row->table->count; i++) {
            struct removed *other = above(removal, removed, i);
            if (other == NULL || other->stays == removed->stays)
                continue;
            other->stays = removed->stays = true;
            is_more = true;
        }
    }
    return is_more;
}

/* What others may have added too; an empty set where nothing of this removal is such. */
static GHashTable *find_unseen(const struct removal *removal, const struct entry *entry,
                               GError **error)
{
    for (unsigned r = 0; r < removal->rows->len; r++)
        if (twin_is_possible(((struct removed *)removal->rows->pdata[r])->row->table))
            return twin_unseen(removal->db, entry, error);
    return g_hash_table_new(g_str_hash, g_str_equal);
}

bool removal_decide(struct removal *removal, const struct entry *entry, GError **error)
{
    g_autoptr(GHashTable) unseen = find_unseen(removal, entry, error);
    if (unseen == NULL)
        return false;
    for (unsigned r = 0; r < removal->rows->len; r++)
        if (!look_at(removal, removal->rows->pdata[r], unseen, error))
            return false;
    while (spread(removal))
        ;
    return true;
}

bool removal_run(struct removal *removal, const struct entry *entry, GError **error)
{
    for (unsigned r = 0; r < removal->rows->len; r++) {
        struct removed *removed = removal->rows->pdata[r];
        const struct row_table *table = removed->row->table;
        if (removed->is_changed &&
            !conflict_note(removal->db, entry, "kept", table, removed->row->cells, -1, NULL, error))
            return false;
        if (!removed->stays && !removed->is_gone &&
            !row_remove(removal->db, table, removed->row->cells, error))
            return false;
    }
    return true;
}

static bool read_now(const struct removal *removal, const struct removed *removed, struct row **now,
                     GError **error)
{
    GError *failed = NULL;
    *now = row_get(removal->db, removed->row->table, removed->row->cells, &failed);
    if (failed != NULL)
        g_propagate_error(error, failed);
    return failed == NULL;
}

static bool restore_row(struct removal *removal, struct removed *removed, GError **error)
{
    g_autoptr(row) now = NULL;
    if (!read_now(removal, removed, &now, error))
        return false;
    removed->is_back = now == NULL;
    return now != NULL ||
           row_put(removal->db, removed->row->table, removed->row->cells, error) != ROW_FAILED;
}

/* What it names must be there too; where that cannot be, it goes again, or stays without. */
static bool stand(struct removal *removal, struct removed *removed, removal_need *need, void *data,
                  bool *is_changed, GError **error)
{
    const struct row_table *table = removed->row->table;
    g_autoptr(row) now = NULL;
    if (!read_now(removal, removed, &now, error))
        return false;
    for (int i = 0; now != NULL && i < table->count; i++) {
        bool is_there = false;
        if (!table->columns[i].names_row || now->cells[i].kind != CELL_INTEGER)
            continue;
        if (!need(&table->columns[i], now->cells[i].integer, &is_there, data, error))
            return false;
        if (is_there)
            continue;
        *is_changed = true;
        if (table->columns[i].goes_with)
            return row_remove(removal->db, table, now->cells, error);
        now->cells[i] = (struct cell){.kind = CELL_NULL};
        if (row_put(removal->db, table, now->cells, error) == ROW_FAILED)
            return false;
    }
    return true;
}

bool removal_restore(struct removal *removal, const char *place, removal_need *need, void *data,
                     GError **error)
{
    bool is_changed = true;
    for (unsigned r = 0; r < removal->rows->len; r++)
        ((struct removed *)removal->rows->pdata[r])->stays = false;
    ((struct removed *)g_hash_table_lookup(removal->places, place))->stays = true;
    while (spread(removal))
        ;
    for (unsigned r = 0; r < removal->rows->len; r++) {
        struct removed *removed = removal->rows->pdata[r];
        if (removed->stays && !restore_row(removal, removed, error))
            return false;
    }
    while (is_changed) {
        is_changed = false;
        for (unsigned r = 0; r < removal->rows->len; r++) {
            struct removed *removed = removal->rows->pdata[r];
            if (removed->is_back && !stand(removal, removed, need, data, &is_changed, error))
                return false;
        }
    }
    return true;
}
