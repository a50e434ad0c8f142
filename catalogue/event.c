#include "catalogue/event.h"

#include "catalogue/archive.h"
#include "catalogue/edtf.h"
#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/name.h"
#include "catalogue/query.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>

#define FIELD(name, kind) COLUMN(struct event, name, kind)
static const struct column event_columns[] = {
    FIELD(id, KEY),          FIELD(title, WORDS),     FIELD(says, WORDS),
    FIELD(scope, WORDS),     FIELD(date_edtf, TEXT),  FIELD(date_text, WORDS),
    FIELD(date_first, TEXT), FIELD(date_last, TEXT),  FIELD(item, KEY),
    FIELD(source, WORDS),    FIELD(changed_at, TEXT), {.name = NULL}};
#undef FIELD

static bool save(struct db *db, enum statement statement, const struct event *event, GError **error)
{
    struct edtf bounds;
    if (event->date_edtf == NULL || !edtf_parse(event->date_edtf, &bounds)) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("%s: an event needs a date; \"%s\" is not EDTF"),
                    event->title == NULL ? "event" : event->title,
                    event->date_edtf == NULL ? "" : event->date_edtf);
        return false;
    }
    g_autofree char *now = archive_now();
    struct event row = *event;
    row.scope = row.scope == NULL ? "leeds" : row.scope;
    row.date_first = bounds.has_first ? bounds.first : NULL;
    row.date_last = bounds.has_last ? bounds.last : NULL;
    row.changed_at = now;
    return query_put(db, statement, event_columns, &row, error);
}

bool event_insert(struct db *db, struct event *event, GError **error)
{
    if (event->id == 0)
        event->id = key_draw();
    return save(db, STATEMENT_EVENT_INSERT, event, error);
}

bool event_update(struct db *db, const struct event *event, GError **error)
{
    return save(db, STATEMENT_EVENT_UPDATE, event, error);
}

bool event_remove(struct db *db, int64_t id, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && name_forget(db, id, error) &&
           query_run(db, STATEMENT_EVENT_REMOVE, VALUES(VALUE_KEY("id", id)), error) &&
           txn_commit(txn, error);
}

bool event_get(struct db *db, int64_t id, GStringChunk *strings, struct event *event,
               GError **error)
{
    return query_get(db, STATEMENT_EVENT_BY_ID, VALUES(VALUE_KEY("id", id)), event_columns, strings,
                     event, error);
}

GArray *event_list(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_EVENT_LIST, NULL, event_columns, sizeof(struct event), strings,
                      error);
}
