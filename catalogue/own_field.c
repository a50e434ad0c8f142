#include "catalogue/own_field.h"

#include "catalogue/key.h"
#include "catalogue/query.h"

#define FIELD(name, kind) COLUMN(struct own_field, name, kind)
static const struct column own_field_columns[] = {
    FIELD(id, KEY), FIELD(item, KEY), FIELD(name, WORDS), FIELD(value, WORDS), {.name = NULL}};
#undef FIELD

bool own_field_put(struct db *db, struct own_field *field, GError **error)
{
    if (field->id == 0)
        field->id = key_draw();
    return query_put(db, STATEMENT_OWN_FIELD_PUT, own_field_columns, field, error);
}

GArray *own_field_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_OWN_FIELD_LIST, VALUES(VALUE_KEY("item", item)),
                      own_field_columns, sizeof(struct own_field), strings, error);
}
