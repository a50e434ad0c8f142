#include "catalogue/own_field.h"

#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/twin.h"
#include "catalogue/txn.h"

#include <inttypes.h>

#define FIELD(name, kind) COLUMN(struct own_field, name, kind)
static const struct column own_field_columns[] = {
    FIELD(id, KEY), FIELD(item, KEY), FIELD(name, WORDS), FIELD(value, WORDS), {.name = NULL}};
#undef FIELD

static bool save(struct db *db, const struct own_field *field, GError **error)
{
    if (field->value != NULL && *field->value != '\0')
        return query_put(db, STATEMENT_OWN_FIELD_PUT, own_field_columns, field, error);
    return query_run(db, STATEMENT_OWN_FIELD_REMOVE,
                     VALUES(VALUE_KEY("item", field->item), VALUE_TEXT("name", field->name)),
                     error);
}

bool own_field_put(struct db *db, struct own_field *field, GError **error)
{
    g_autofree char *what = g_strdup_printf("%" PRId64 "\n%s", field->item, field->name);
    g_autoptr(txn) txn = txn_join(db, error);
    if (txn == NULL || (field->id == 0 && !twin_key(db, "own_field", what, &field->id, error)))
        return false;
    return save(db, field, error) && search_refresh(db, field->item, error) &&
           txn_commit(txn, error);
}

GArray *own_field_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_OWN_FIELD_LIST, VALUES(VALUE_KEY("item", item)),
                      own_field_columns, sizeof(struct own_field), strings, error);
}
