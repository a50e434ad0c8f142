#include "catalogue/recording.h"

#include "catalogue/changeset.h"
#include "catalogue/connection.h"
#include "catalogue/row.h"
#include "catalogue/search.h"

#include <sqlite3.h>
#include <string.h>

struct recording {
    struct db *db;
    sqlite3_session *session;
};

static int is_carried(void *data, const char *table)
{
    (void)data;
    return changeset_table(table, strlen(table)) != NULL;
}

struct recording *recording_begin(struct db *db, GError **error)
{
    struct recording *recording = g_new0(struct recording, 1);
    recording->db = db;
    if (sqlite3session_create(connection_handle(db), "main", &recording->session) == SQLITE_OK &&
        sqlite3session_attach(recording->session, NULL) == SQLITE_OK) {
        sqlite3session_table_filter(recording->session, is_carried, NULL);
        return recording;
    }
    connection_fail(db, "cannot record what changes", error);
    recording_free(recording);
    return NULL;
}

GBytes *recording_end(struct recording *recording, GError **error)
{
    int size = 0;
    void *changeset = NULL;
    if (sqlite3session_changeset(recording->session, &size, &changeset) == SQLITE_OK) {
        recording_free(recording);
        return g_bytes_new_with_free_func(changeset, (size_t)size, sqlite3_free, changeset);
    }
    connection_fail(recording->db, "cannot record what changed", error);
    recording_free(recording);
    return NULL;
}

void recording_free(struct recording *recording)
{
    if (recording != NULL && recording->session != NULL)
        sqlite3session_delete(recording->session);
    g_free(recording);
}

/* A row to be deleted may have gone before with the item it belongs to; a row that differs in the
 * moment of its last change alone is as it was. */
static int answer_fitting(void *data, int conflict, sqlite3_changeset_iter *iterator)
{
    const char *table = "";
    int columns = 0;
    int operation = 0;
    int is_indirect = 0;
    (void)data;
    if (sqlite3changeset_op(iterator, &table, &columns, &operation, &is_indirect) != SQLITE_OK)
        return SQLITE_CHANGESET_ABORT;
    if (conflict == SQLITE_CHANGESET_NOTFOUND && operation == SQLITE_DELETE)
        return SQLITE_CHANGESET_OMIT;
    return conflict == SQLITE_CHANGESET_DATA ? SQLITE_CHANGESET_REPLACE : SQLITE_CHANGESET_ABORT;
}

static int is_taken_back(void *data, const char *table)
{
    (void)data;
    return strcmp(table, "consent_change") != 0;
}

bool recording_take_back(struct db *db, GBytes *changeset, GError **error)
{
    sqlite3 *handle = connection_handle(db);
    int size = 0;
    void *inverse = NULL;
    int were_on = 1;
    if (g_bytes_get_size(changeset) == 0)
        return true;
    int code = sqlite3changeset_invert((int)g_bytes_get_size(changeset),
                                       (void *)g_bytes_get_data(changeset, NULL), &size, &inverse);
    if (code == SQLITE_OK) {
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &were_on);
        code = sqlite3changeset_apply(handle, size, inverse, is_taken_back, answer_fitting, NULL);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, &were_on);
    }
    sqlite3_free(inverse);
    if (code == SQLITE_OK)
        return true;
    if (code != SQLITE_ABORT && code != SQLITE_CONSTRAINT)
        connection_fail(db, "cannot take a change back", error);
    return false;
}

static void add(GHashTable *set, int64_t id)
{
    if (!g_hash_table_contains(set, &id))
        g_hash_table_add(set, g_memdup2(&id, sizeof id));
}

/* Of an update the item may not be in the change, but it is in the row. */
static bool add_item(struct db *db, const struct change *change, GHashTable *items, GError **error)
{
    int column = changeset_column(change->table, "item");
    const int64_t *item =
        strcmp(change->table->name, "item") == 0 ? change_key(change, "id") : NULL;
    if (item == NULL && column >= 0)
        item = change_key(change, "item");
    if (item != NULL || column < 0 || change->kind != CHANGE_UPDATE) {
        if (item != NULL)
            add(items, *item);
        return true;
    }
    GError *failed = NULL;
    g_autoptr(row) row = row_get(db, change->table, change->old, &failed);
    if (failed != NULL) {
        g_propagate_error(error, failed);
        return false;
    }
    if (row != NULL && row->cells[column].kind == CELL_INTEGER)
        add(items, row->cells[column].integer);
    return true;
}

bool recording_items(struct db *db, GBytes *changeset, GHashTable *items, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(changeset, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1)
        if (!add_item(db, &change, items, error))
            return false;
    return more == 0;
}

/* People, places and themes, and what has a name or a text of theirs. */
static void add_owner(const struct change *change, GHashTable *owners)
{
    static const char *const named[] = {"person", "place", "theme", NULL};
    const int64_t *id = g_strv_contains(named, change->table->name) ? change_key(change, "id")
                                                                    : change_key(change, "owner");
    if (id != NULL)
        add(owners, *id);
}

static bool refresh_owner(struct db *db, int64_t owner, GError **error)
{
    return search_refresh(db, owner, error) && search_refresh_linked(db, owner, error);
}

bool recording_refresh(struct db *db, GBytes *changeset, GError **error)
{
    g_autoptr(GHashTable) items = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) owners = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(changeset, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1) {
        add_owner(&change, owners);
        if (!add_item(db, &change, items, error))
            return false;
    }
    GHashTableIter iterator;
    void *id;
    g_hash_table_iter_init(&iterator, items);
    while (more == 0 && g_hash_table_iter_next(&iterator, &id, NULL))
        if (!search_refresh(db, *(int64_t *)id, error))
            return false;
    g_hash_table_iter_init(&iterator, owners);
    while (more == 0 && g_hash_table_iter_next(&iterator, &id, NULL))
        if (!refresh_owner(db, *(int64_t *)id, error))
            return false;
    return more == 0;
}
