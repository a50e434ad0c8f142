#include "catalogue/index_point.h"

#include "catalogue/key.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#define FIELD(name, kind) COLUMN(struct index_point, name, kind)
static const struct column index_point_columns[] = {
    FIELD(id, KEY),         FIELD(item, KEY),         FIELD(at_ms, INTEGER),
    FIELD(title, WORDS),    FIELD(synopsis, WORDS),   FIELD(partial_transcript, WORDS),
    FIELD(keywords, WORDS), FIELD(subjects, WORDS),   FIELD(gps, WORDS),
    FIELD(links, WORDS),    FIELD(position, INTEGER), {.name = NULL}};
#undef FIELD

bool index_point_replace(struct db *db, int64_t item, struct index_point *points, size_t count,
                         GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL ||
        !query_run(db, STATEMENT_INDEX_POINT_FORGET_TRANSLATIONS, VALUES(VALUE_KEY("item", item)),
                   error) ||
        !query_run(db, STATEMENT_INDEX_POINT_REMOVE_ALL, VALUES(VALUE_KEY("item", item)), error))
        return false;
    for (size_t i = 0; i < count; i++) {
        points[i].id = key_draw();
        points[i].item = item;
        points[i].position = (int64_t)i;
        if (!query_put(db, STATEMENT_INDEX_POINT_INSERT, index_point_columns, &points[i], error))
            return false;
    }
    return search_refresh(db, item, error) && txn_commit(txn, error);
}

GArray *index_point_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_INDEX_POINT_LIST, VALUES(VALUE_KEY("item", item)),
                      index_point_columns, sizeof(struct index_point), strings, error);
}
