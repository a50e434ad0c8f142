#include "catalogue/search.h"

#include "catalogue/connection.h"
#include "catalogue/error.h"
#include "catalogue/fold.h"
#include "catalogue/key.h"
#include "catalogue/query.h"
#include "catalogue/txn.h"

#define MOST_WORDS 32

static const struct column hit_columns[] = {COLUMN(struct hit, item, KEY),
                                            COLUMN(struct hit, code, WORDS),
                                            COLUMN(struct hit, kind, WORDS),
                                            COLUMN(struct hit, title, WORDS),
                                            COLUMN(struct hit, field, WORDS),
                                            COLUMN(struct hit, source, KEY),
                                            COLUMN(struct hit, at_ms, MS),
                                            COLUMN(struct hit, snippet, WORDS),
                                            {.name = NULL}};

/* Opens the quoted phrase the next word belongs to. */
static void open_phrase(GString *query, bool *is_open)
{
    if (!*is_open)
        g_string_append(query, query->len == 0 ? "\"" : " \"");
    else
        g_string_append_c(query, ' ');
    *is_open = true;
}

static void close_phrase(GString *query, bool *is_open)
{
    if (*is_open)
        g_string_append_c(query, '"');
    *is_open = false;
}

char *search_query(const char *typed)
{
    g_autofree char *valid = g_utf8_make_valid(typed, -1);
    g_autoptr(GString) query = g_string_new(NULL);
    bool is_quoting = false;
    bool is_open = false;
    bool in_word = false;
    int words = 0;
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (fold_is_word(c)) {
            if (!in_word && ++words > MOST_WORDS)
                break;
            if (!in_word)
                open_phrase(query, &is_open);
            g_string_append_unichar(query, c);
            in_word = true;
            continue;
        }
        in_word = false;
        if (c == '"' || c == 0x201C || c == 0x201D)
            is_quoting = !is_quoting;
        if (!is_quoting)
            close_phrase(query, &is_open);
    }
    bool ends_in_word = in_word && !is_quoting;
    close_phrase(query, &is_open);
    if (query->len == 0)
        return NULL;
    if (ends_in_word)
        g_string_append_c(query, '*');
    return g_string_free(g_steal_pointer(&query), false);
}

GArray *search_find(struct db *db, const char *typed, int64_t limit, GStringChunk *strings,
                    GError **error)
{
    g_autofree char *words = search_query(typed);
    if (words == NULL)
        return g_array_new(false, true, sizeof(struct hit));
    return query_list(db, STATEMENT_SEARCH_FIND,
                      VALUES(VALUE_TEXT("words", words), VALUE_INTEGER("limit", limit)),
                      hit_columns, sizeof(struct hit), strings, error);
}

static bool forget_all(struct db *db, const char *list, GError **error)
{
    const struct value of[] = {VALUE_TEXT("items", list), {.name = NULL}};
    return query_run(db, STATEMENT_SEARCH_UNINDEX, of, error) &&
           query_run(db, STATEMENT_SEARCH_FORGET, of, error);
}

bool search_forget(struct db *db, int64_t item, GError **error)
{
    g_autofree char *list = key_list(&item, 1);
    return forget_all(db, list, error);
}

static bool refresh_now(struct db *db, const int64_t *items, size_t count, GError **error)
{
    g_autofree char *list = key_list(items, count);
    if (!forget_all(db, list, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!query_run(db, STATEMENT_SEARCH_GATHER, VALUES(VALUE_KEY("item", items[i])), error))
            return false;
    return query_run(db, STATEMENT_SEARCH_INDEX, VALUES(VALUE_TEXT("items", list)), error);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* A command touches an item many times; its words are gathered once, before the commit. */
bool search_refresh(struct db *db, int64_t item, GError **error)
{
    if (*connection_depth(db) == 0)
        return refresh_now(db, &item, 1, error);
    g_hash_table_add(connection_stale(db), g_memdup2(&item, sizeof item));
    return true;
}

bool search_flush(struct db *db, GError **error)
{
    GHashTable *stale = connection_stale(db);
    GHashTableIter iterator;
    void *item;
    g_autoptr(GArray) items = g_array_new(false, false, sizeof(int64_t));
    if (g_hash_table_size(stale) == 0)
        return true;
    g_hash_table_iter_init(&iterator, stale);
    while (g_hash_table_iter_next(&iterator, &item, NULL))
        g_array_append_vals(items, item, 1);
    g_array_sort(items, by_id);
    if (!refresh_now(db, (const int64_t *)items->data, items->len, error))
        return false;
    g_hash_table_remove_all(stale);
    return true;
}

bool search_tidy(struct db *db, GError **error)
{
    return query_run(db, STATEMENT_SEARCH_PACK, NULL, error);
}

bool search_refresh_items(struct db *db, const GArray *items, GError **error)
{
    for (unsigned i = 0; i < items->len; i++)
        if (!search_refresh(db, g_array_index(items, int64_t, i), error))
            return false;
    return true;
}

bool search_refresh_linked(struct db *db, int64_t owner, GError **error)
{
    g_autoptr(GArray) items =
        query_numbers(db, STATEMENT_SEARCH_LINKED, VALUES(VALUE_KEY("owner", owner)), error);
    return items != NULL && search_refresh_items(db, items, error);
}

bool search_refresh_all(struct db *db, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    g_autoptr(GArray) items =
        txn == NULL ? NULL : query_numbers(db, STATEMENT_ITEM_IDS, NULL, error);
    if (items == NULL || !query_run(db, STATEMENT_SEARCH_FORGET_ALL, NULL, error))
        return false;
    g_hash_table_remove_all(connection_stale(db));
    for (unsigned i = 0; i < items->len; i++)
        if (!query_run(db, STATEMENT_SEARCH_GATHER,
                       VALUES(VALUE_KEY("item", g_array_index(items, int64_t, i))), error))
            return false;
    return query_run(db, STATEMENT_SEARCH_REBUILD, NULL, error) &&
           query_run(db, STATEMENT_SEARCH_PACK, NULL, error) && txn_commit(txn, error);
}
