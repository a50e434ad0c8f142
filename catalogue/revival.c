#include "catalogue/revival.h"

#include "catalogue/conflict.h"
#include "catalogue/entry.h"
#include "catalogue/removal.h"
#include "catalogue/row.h"

#include <string.h>

struct revival {
    struct db *db;
    const struct entry *entry;
};

static bool is_there_now(struct db *db, const struct row_table *table, const struct cell *key,
                         bool *is_there, GError **error)
{
    GError *failed = NULL;
    g_autoptr(row) row = row_get(db, table, key, &failed);
    *is_there = row != NULL;
    if (failed != NULL)
        g_propagate_error(error, failed);
    return failed == NULL;
}

static bool need_more(const struct row_column *column, int64_t key, bool *is_there, void *data,
                      GError **error)
{
    const struct revival *revival = data;
    return revival_need_named(revival->db, revival->entry, column, key, is_there, error);
}

/* Looks whether BEFORE removed the row, and if so brings it back. */
static bool try_entry(const struct revival *revival, const struct entry *before, const char *place,
                      bool *is_found, GError **error)
{
    g_autoptr(GBytes) effect = NULL;
    *is_found = false;
    if (!entry_read(revival->db, before->id, NULL, &effect, error))
        return false;
    g_autoptr(removal) removal = removal_read(revival->db, effect, error);
    if (removal == NULL)
        return false;
    *is_found = removal_has(removal, place);
    return !*is_found || removal_restore(removal, place, need_more, (void *)revival, error);
}

bool revival_need(struct db *db, const struct entry *entry, const struct row_table *table,
                  const struct cell *key, bool *is_there, GError **error)
{
    const struct revival revival = {.db = db, .entry = entry};
    if (!is_there_now(db, table, key, is_there, error))
        return false;
    if (*is_there)
        return true;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(seen) seen = seen_parse(entry->seen);
    g_autoptr(GArray) before = entry_list_before(db, entry, strings, error);
    g_autofree char *place = row_place(table, key);
    bool is_found = false;
    for (unsigned i = 0; before != NULL && !is_found && i < before->len; i++) {
        const struct entry *one = &g_array_index(before, struct entry, i);
        if (!seen_has(seen, one->site, one->number) &&
            !try_entry(&revival, one, place, &is_found, error))
            return false;
    }
    if (before == NULL ||
        (is_found && !conflict_note(db, entry, "kept", table, key, -1, NULL, error)))
        return false;
    return is_there_now(db, table, key, is_there, error);
}

/* Tables whose rows have names and texts in other languages: their key is one number. */
static bool may_own(const struct row_table *table)
{
    return strcmp(table->columns[0].name, "id") == 0 && strcmp(table->name, "archive") != 0 &&
           strcmp(table->name, "conflict") != 0 && strcmp(table->name, "consent_change") != 0;
}

static bool need_owner(struct db *db, const struct entry *entry, int64_t key, bool *is_there,
                       GError **error)
{
    const struct cell cells[ROW_COLUMNS] = {{.kind = CELL_INTEGER, .integer = key}};
    *is_there = false;
    for (const struct row_table *table = row_tables; table->name != NULL && !*is_there; table++)
        if (may_own(table) && !is_there_now(db, table, cells, is_there, error))
            return false;
    for (const struct row_table *table = row_tables; table->name != NULL && !*is_there; table++)
        if (may_own(table) && !revival_need(db, entry, table, cells, is_there, error))
            return false;
    return true;
}

bool revival_need_named(struct db *db, const struct entry *entry, const struct row_column *column,
                        int64_t key, bool *is_there, GError **error)
{
    const struct cell cells[ROW_COLUMNS] = {{.kind = CELL_INTEGER, .integer = key}};
    if (column->above == NULL)
        return need_owner(db, entry, key, is_there, error);
    return revival_need(db, entry, changeset_table(column->above, strlen(column->above)), cells,
                        is_there, error);
}
