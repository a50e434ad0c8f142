#include "catalogue/region.h"

#include "catalogue/key.h"
#include "catalogue/query.h"

#define FIELD(name, kind) COLUMN(struct region, name, kind)
static const struct column region_columns[] = {
    FIELD(id, KEY),         FIELD(item, KEY),        FIELD(page, NUMBER), FIELD(x, REAL),
    FIELD(y, REAL),         FIELD(w, REAL),          FIELD(h, REAL),      FIELD(says, WORDS),
    FIELD(language, WORDS), FIELD(position, NUMBER), {.name = NULL}};
#undef FIELD

bool region_insert(struct db *db, struct region *region, GError **error)
{
    if (region->id == 0)
        region->id = key_draw();
    return query_put(db, STATEMENT_REGION_INSERT, region_columns, region, error);
}

bool region_remove(struct db *db, int64_t id, GError **error)
{
    return query_run(db, STATEMENT_REGION_FORGET, VALUES(VALUE_KEY("id", id)), error) &&
           query_run(db, STATEMENT_REGION_REMOVE, VALUES(VALUE_KEY("id", id)), error);
}

GArray *region_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_REGION_LIST, VALUES(VALUE_KEY("item", item)), region_columns,
                      sizeof(struct region), strings, error);
}
