#include "catalogue/redaction.h"

#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/query.h"

#include <glib/gi18n-lib.h>

#define FIELD(name, kind) COLUMN(struct redaction, name, kind)
static const struct column redaction_columns[] = {FIELD(id, KEY),      FIELD(item, KEY),
                                                  FIELD(begin_ms, MS), FIELD(end_ms, MS),
                                                  FIELD(why, WORDS),   {.name = NULL}};
#undef FIELD

bool redaction_insert(struct db *db, struct redaction *redaction, GError **error)
{
    if (redaction->end_ms <= redaction->begin_ms) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("a redaction ends after it begins"));
        return false;
    }
    if (redaction->id == 0)
        redaction->id = key_draw();
    struct redaction row = *redaction;
    return query_put(db, STATEMENT_REDACTION_INSERT, redaction_columns, &row, error);
}

bool redaction_remove(struct db *db, int64_t id, GError **error)
{
    return query_run(db, STATEMENT_REDACTION_REMOVE, VALUES(VALUE_KEY("id", id)), error);
}

GArray *redaction_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_REDACTION_LIST, VALUES(VALUE_KEY("item", item)),
                      redaction_columns, sizeof(struct redaction), strings, error);
}
