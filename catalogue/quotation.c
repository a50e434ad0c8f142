#include "catalogue/quotation.h"

#include "catalogue/key.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#define FIELD(name, kind) COLUMN(struct quotation, name, kind)
static const struct column quotation_columns[] = {
    FIELD(id, KEY),   FIELD(item, KEY),         FIELD(text, WORDS), FIELD(language, WORDS),
    FIELD(at_ms, MS), FIELD(position, INTEGER), {.name = NULL}};
#undef FIELD

bool quotation_insert(struct db *db, struct quotation *quotation, GError **error)
{
    if (quotation->id == 0)
        quotation->id = key_draw();
    struct quotation row = *quotation;
    if (row.language == NULL)
        row.language = "und";
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL &&
           query_put(db, STATEMENT_QUOTATION_INSERT, quotation_columns, &row, error) &&
           search_refresh(db, row.item, error) && txn_commit(txn, error);
}

bool quotation_remove(struct db *db, int64_t id, GError **error)
{
    int64_t item = 0;
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL &&
           query_number(db, STATEMENT_QUOTATION_ITEM, VALUES(VALUE_KEY("id", id)), &item, error) &&
           query_run(db, STATEMENT_QUOTATION_REMOVE, VALUES(VALUE_KEY("id", id)), error) &&
           search_refresh(db, item, error) && txn_commit(txn, error);
}

GArray *quotation_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_QUOTATION_LIST, VALUES(VALUE_KEY("item", item)),
                      quotation_columns, sizeof(struct quotation), strings, error);
}
