#include "catalogue/excerpt.h"

#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/query.h"

#include <glib/gi18n-lib.h>

#define FIELD(name, kind) COLUMN(struct excerpt, name, kind)
static const struct column excerpt_columns[] = {
    FIELD(id, KEY), FIELD(item, KEY), FIELD(begin_ms, MS), FIELD(end_ms, MS), {.name = NULL}};
#undef FIELD

bool excerpt_insert(struct db *db, struct excerpt *excerpt, GError **error)
{
    if (excerpt->end_ms <= excerpt->begin_ms) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("an excerpt ends after it begins"));
        return false;
    }
    int64_t overlaps = 0;
    if (!query_number(db, STATEMENT_EXCERPT_OVERLAPPING,
                      VALUES(VALUE_KEY("item", excerpt->item),
                             VALUE_INTEGER("begin_ms", excerpt->begin_ms),
                             VALUE_INTEGER("end_ms", excerpt->end_ms)),
                      &overlaps, error))
        return false;
    if (overlaps == 1) {
        g_set_error(
            error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
            _("an excerpt of this item stands over some of these times already; take it away "
              "first, or join the two"));
        return false;
    }
    if (excerpt->id == 0)
        excerpt->id = key_draw();
    struct excerpt row = *excerpt;
    return query_put(db, STATEMENT_EXCERPT_INSERT, excerpt_columns, &row, error);
}

bool excerpt_remove(struct db *db, int64_t id, GError **error)
{
    return query_run(db, STATEMENT_EXCERPT_REMOVE, VALUES(VALUE_KEY("id", id)), error);
}

GArray *excerpt_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_EXCERPT_LIST, VALUES(VALUE_KEY("item", item)), excerpt_columns,
                      sizeof(struct excerpt), strings, error);
}
