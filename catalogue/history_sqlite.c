#include "catalogue/history.h"

#include "catalogue/archive.h"
#include "catalogue/connection.h"
#include "catalogue/entry.h"
#include "catalogue/erasure.h"
#include "catalogue/query.h"
#include "catalogue/recording.h"
#include "catalogue/txn.h"

struct history {
    struct db *db;
    struct txn *txn;
    struct recording *recording;
    char *who;
    char *command;
    GHashTable *items; /* a set of int64_t */
    int64_t undoes;
    struct erasure *erasure; /* NULL: nothing is erased */
    int64_t erases;
};

#define FIELD(name, kind) COLUMN(struct history_entry, name, kind)
static const struct column history_columns[] = {
    FIELD(id, KEY),        FIELD(at, WORDS),       FIELD(who, WORDS),
    FIELD(command, WORDS), FIELD(says, WORDS),     FIELD(undoes, KEY),
    FIELD(undone_by, KEY), FIELD(is_merged, FLAG), {.name = NULL}};
#undef FIELD

struct history *history_begin(struct db *db, const char *who, const char *command, GError **error)
{
    struct history *history = g_new0(struct history, 1);
    history->db = db;
    history->who = g_strdup(who == NULL ? g_get_user_name() : who);
    history->command = g_strdup(command);
    history->items = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    history->txn = txn_begin(db, error);
    if (history->txn != NULL && (history->recording = recording_begin(db, error)) != NULL)
        return history;
    history_end(history);
    return NULL;
}

void history_touch(struct history *history, int64_t item)
{
    g_hash_table_add(history->items, g_memdup2(&item, sizeof item));
}

void history_takes_back(struct history *history, int64_t entry)
{
    history->undoes = entry;
}

bool history_erase(struct history *history, int64_t root, GPtrArray *digests, GError **error)
{
    history->erases = root;
    history->erasure = erasure_begin(history->db, error);
    return history->erasure != NULL && erasure_add_root(history->erasure, root, error) &&
           erasure_run(history->erasure, digests, error);
}

GHashTable *history_changed(const struct history *history)
{
    return history->erasure == NULL ? NULL : g_hash_table_ref(erasure_changed(history->erasure));
}

static bool insert_items(struct history *history, int64_t entry, GError **error)
{
    GHashTableIter iterator;
    void *item;
    g_hash_table_iter_init(&iterator, history->items);
    while (g_hash_table_iter_next(&iterator, &item, NULL))
        if (!entry_touch(history->db, entry, *(int64_t *)item, error))
            return false;
    return true;
}

static bool insert_entry(struct history *history, const char *says, GBytes *changeset,
                         GError **error)
{
    g_autofree char *now = archive_now();
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    struct entry entry = {.at = now,
                          .who = history->who,
                          .command = history->command,
                          .says = says,
                          .undoes = history->undoes,
                          .erases = history->erases};
    return entry_number(history->db, &entry, strings, error) &&
           entry_insert(history->db, &entry, changeset, error) &&
           query_run(history->db, STATEMENT_ARCHIVE_TOUCH, VALUES(VALUE_TEXT("now", now)), error) &&
           insert_items(history, entry.id, error);
}

static bool write_entry(struct history *history, const char *says, GError **error)
{
    g_autoptr(GBytes) changeset = recording_end(g_steal_pointer(&history->recording), error);
    if (changeset == NULL)
        return false;
    if (history->erasure != NULL) {
        GBytes *kept = erasure_filter(history->erasure, changeset, NULL, error);
        g_bytes_unref(g_steal_pointer(&changeset));
        changeset = kept;
    }
    if (changeset == NULL)
        return false;
    if (g_bytes_get_size(changeset) == 0 && history->erases == 0)
        return true;
    return recording_items(history->db, changeset, history->items, error) &&
           insert_entry(history, says, changeset, error);
}

bool history_commit(struct history *history, const char *says, GError **error)
{
    return write_entry(history, says, error) && txn_commit(history->txn, error);
}

void history_end(struct history *history)
{
    if (history == NULL)
        return;
    recording_free(history->recording);
    erasure_end(history->erasure);
    txn_end(history->txn);
    g_hash_table_unref(history->items);
    g_free(history->who);
    g_free(history->command);
    g_free(history);
}

GArray *history_list(struct db *db, int64_t item, int64_t limit, GStringChunk *strings,
                     GError **error)
{
    return query_list(db, STATEMENT_HISTORY_LIST,
                      VALUES(VALUE_KEY("item", item), VALUE_KEY("limit", limit)), history_columns,
                      sizeof(struct history_entry), strings, error);
}
