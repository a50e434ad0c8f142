#include "catalogue/trail.h"

#include "catalogue/archive.h"
#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/name.h"
#include "catalogue/query.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>

#define FIELD(name, kind) COLUMN(struct trail, name, kind)
static const struct column trail_columns[] = {
    FIELD(id, KEY),           FIELD(title, WORDS),     FIELD(says, WORDS), FIELD(feeling, WORDS),
    FIELD(position, INTEGER), FIELD(changed_at, TEXT), {.name = NULL}};
#undef FIELD

#define FIELD(name, kind) COLUMN(struct trail_stop, name, kind)
static const struct column stop_columns[] = {FIELD(trail, KEY),
                                             FIELD(item, KEY),
                                             FIELD(position, INTEGER),
                                             FIELD(says, WORDS),
                                             {.name = NULL}};
#undef FIELD

static bool save(struct db *db, enum statement statement, const struct trail *trail, GError **error)
{
    if (trail->title == NULL || *trail->title == '\0') {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, _("a trail needs a title"));
        return false;
    }
    g_autofree char *now = archive_now();
    struct trail row = *trail;
    row.changed_at = now;
    return query_put(db, statement, trail_columns, &row, error);
}

bool trail_insert(struct db *db, struct trail *trail, GError **error)
{
    if (trail->id == 0)
        trail->id = key_draw();
    return save(db, STATEMENT_TRAIL_INSERT, trail, error);
}

bool trail_update(struct db *db, const struct trail *trail, GError **error)
{
    return save(db, STATEMENT_TRAIL_UPDATE, trail, error);
}

bool trail_remove(struct db *db, int64_t id, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && name_forget(db, id, error) &&
           query_run(db, STATEMENT_TRAIL_REMOVE, VALUES(VALUE_KEY("id", id)), error) &&
           txn_commit(txn, error);
}

bool trail_get(struct db *db, int64_t id, GStringChunk *strings, struct trail *trail,
               GError **error)
{
    return query_get(db, STATEMENT_TRAIL_BY_ID, VALUES(VALUE_KEY("id", id)), trail_columns, strings,
                     trail, error);
}

bool trail_find(struct db *db, const char *title, GStringChunk *strings, struct trail *trail,
                GError **error)
{
    return query_get(db, STATEMENT_TRAIL_BY_TITLE, VALUES(VALUE_TEXT("title", title)),
                     trail_columns, strings, trail, error);
}

GArray *trail_list(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_TRAIL_LIST, NULL, trail_columns, sizeof(struct trail), strings,
                      error);
}

bool trail_set_stops(struct db *db, int64_t trail, const struct trail_stop *stops, size_t count,
                     GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL ||
        !query_run(db, STATEMENT_TRAIL_CLEAR, VALUES(VALUE_KEY("trail", trail)), error))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct trail_stop row = stops[i];
        row.trail = trail;
        row.position = (int64_t)i;
        if (!query_put(db, STATEMENT_TRAIL_ADD_STOP, stop_columns, &row, error))
            return false;
    }
    return txn_commit(txn, error);
}

GArray *trail_stops(struct db *db, int64_t trail, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_TRAIL_STOPS, VALUES(VALUE_KEY("trail", trail)), stop_columns,
                      sizeof(struct trail_stop), strings, error);
}
