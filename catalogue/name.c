#include "catalogue/name.h"

#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>

static const struct column name_columns[] = {
    COLUMN(struct name, id, KEY),         COLUMN(struct name, owner, KEY),
    COLUMN(struct name, standing, WORDS), COLUMN(struct name, name, WORDS),
    COLUMN(struct name, language, WORDS), {.name = NULL}};

bool name_put(struct db *db, const struct name *name, GError **error)
{
    struct name row = *name;
    row.id = key_draw();
    if (row.language == NULL)
        row.language = "und";
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && query_put(db, STATEMENT_NAME_PUT, name_columns, &row, error) &&
           search_refresh_linked(db, row.owner, error) && txn_commit(txn, error);
}

bool name_remove(struct db *db, int64_t owner, const char *name, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL ||
        !query_run(db, STATEMENT_NAME_REMOVE,
                   VALUES(VALUE_KEY("owner", owner), VALUE_TEXT("name", name)), error))
        return false;
    if (query_changes(db) == 0) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND, _("%s: no such other name"),
                    name);
        return false;
    }
    return search_refresh_linked(db, owner, error) && txn_commit(txn, error);
}

GArray *name_list(struct db *db, int64_t owner, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_NAME_LIST, VALUES(VALUE_KEY("owner", owner)), name_columns,
                      sizeof(struct name), strings, error);
}

bool name_forget(struct db *db, int64_t owner, GError **error)
{
    const struct value of[] = {VALUE_KEY("owner", owner), {.name = NULL}};
    return query_run(db, STATEMENT_NAME_FORGET, of, error) &&
           query_run(db, STATEMENT_NAME_FORGET_TRANSLATIONS, of, error);
}

bool name_give(struct db *db, int64_t from, int64_t into, GError **error)
{
    return query_run(db, STATEMENT_NAME_GIVE,
                     VALUES(VALUE_KEY("from", from), VALUE_KEY("into", into)), error);
}

bool name_count_items(struct db *db, int64_t owner, int64_t *count, GError **error)
{
    return query_number(db, STATEMENT_NAME_COUNT_ITEMS, VALUES(VALUE_KEY("owner", owner)), count,
                        error);
}
