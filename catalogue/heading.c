#include "catalogue/heading.h"

#include "catalogue/archive.h"
#include "catalogue/error.h"
#include "catalogue/name.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/twin.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static bool is_above(struct db *db, const struct heading_kind *kind, int64_t above, int64_t id,
                     bool *is, GError **error)
{
    int64_t answer = 0;
    bool is_read = id == 0 || query_number(db, kind->is_above,
                                           VALUES(VALUE_KEY("id", id), VALUE_KEY("above", above)),
                                           &answer, error);
    *is = answer != 0;
    return is_read;
}

static bool check(struct db *db, const struct heading_kind *kind, const struct heading *heading,
                  GError **error)
{
    bool is_circle = false;
    if (heading->name == NULL || *heading->name == '\0') {
        g_set_error_literal(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, _(kind->needs_name));
        return false;
    }
    if (!is_above(db, kind, heading->id, heading->parent, &is_circle, error))
        return false;
    if (is_circle)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("%s: cannot stand under itself, nor under what stands under it; choose "
                      "another parent"),
                    heading->name);
    return !is_circle;
}

/* Two of one name would be one to everybody who reads it. */
static bool is_free(struct db *db, const struct heading_kind *kind, const struct heading *heading,
                    GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autofree void *row = g_malloc0(kind->size);
    const struct heading *other = row;
    if (!heading_find(db, kind, heading->name, strings, row, NULL) || other->id == heading->id ||
        strcmp(other->name, heading->name) != 0)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT, "“%s”: %s", heading->name,
                _(kind->has_namesake));
    return false;
}

static bool save(struct db *db, const struct heading_kind *kind, enum statement statement,
                 const void *given, GError **error)
{
    g_autofree char *now = archive_now();
    g_autofree void *row = g_memdup2(given, kind->size);
    struct heading *heading = row;
    heading->changed_at = now;
    if (kind->tidy != NULL)
        kind->tidy(row);
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL && check(db, kind, heading, error) && is_free(db, kind, heading, error) &&
           query_put(db, statement, kind->columns, row, error) &&
           search_refresh_linked(db, heading->id, error) && txn_commit(txn, error);
}

bool heading_insert(struct db *db, const struct heading_kind *kind, void *row, GError **error)
{
    struct heading *heading = row;
    g_autofree char *folded = twin_fold(heading->name == NULL ? "" : heading->name);
    if (heading->id == 0 && !twin_key(db, kind->table, folded, &heading->id, error))
        return false;
    return save(db, kind, kind->insert, row, error);
}

bool heading_update(struct db *db, const struct heading_kind *kind, const void *row, GError **error)
{
    return save(db, kind, kind->update, row, error);
}

bool heading_remove(struct db *db, const struct heading_kind *kind, int64_t id, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    g_autoptr(GArray) items = txn == NULL ? NULL
                                          : query_numbers(db, STATEMENT_SEARCH_LINKED,
                                                          VALUES(VALUE_KEY("owner", id)), error);
    return items != NULL && name_forget(db, id, error) &&
           query_run(db, kind->remove, VALUES(VALUE_KEY("id", id)), error) &&
           search_refresh_items(db, items, error) && txn_commit(txn, error);
}

bool heading_get(struct db *db, const struct heading_kind *kind, int64_t id, GStringChunk *strings,
                 void *row, GError **error)
{
    return query_get(db, kind->by_id, VALUES(VALUE_KEY("id", id)), kind->columns, strings, row,
                     error);
}

bool heading_find(struct db *db, const struct heading_kind *kind, const char *name,
                  GStringChunk *strings, void *row, GError **error)
{
    GError *failed = NULL;
    if (query_get(db, kind->by_name, VALUES(VALUE_TEXT("name", name)), kind->columns, strings, row,
                  &failed))
        return true;
    if (g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_clear_error(&failed);
        g_set_error(&failed, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND, "%s: %s", name,
                    _(kind->is_unknown));
    }
    g_propagate_error(error, failed);
    return false;
}

GArray *heading_list(struct db *db, const struct heading_kind *kind, GStringChunk *strings,
                     GError **error)
{
    return query_list(db, kind->list, NULL, kind->columns, kind->size, strings, error);
}

GArray *heading_of_item(struct db *db, const struct heading_kind *kind, int64_t item,
                        GStringChunk *strings, GError **error)
{
    return query_list(db, kind->of_item, VALUES(VALUE_KEY("item", item)), kind->columns, kind->size,
                      strings, error);
}

/* Fills what INTO does not say of itself with what FROM says. */
static bool fill(struct db *db, const struct heading_kind *kind, const struct heading *from,
                 struct heading *into, GError **error)
{
    bool is_circle = false;
    if (*into->about == '\0')
        into->about = from->about;
    if (kind->fill != NULL)
        kind->fill(into, from);
    if (into->parent != 0 && into->parent != from->id)
        return true;
    if (!is_above(db, kind, into->id, from->parent, &is_circle, error))
        return false;
    into->parent = is_circle ? 0 : from->parent;
    return true;
}

static bool pass_on(struct db *db, const struct heading_kind *kind, const struct heading *from,
                    const struct heading *into, GError **error)
{
    const struct value *both = VALUES(VALUE_KEY("from", from->id), VALUE_KEY("into", into->id));
    return query_run(db, kind->merge_links, both, error) &&
           query_run(db, kind->merge_children, both, error) &&
           name_give(db, from->id, into->id, from->name, "former", error);
}

bool heading_merge(struct db *db, const struct heading_kind *kind, int64_t from, int64_t into,
                   GError **error)
{
    g_autofree void *gone = g_malloc0(kind->size);
    g_autofree void *merged = g_malloc0(kind->size);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    if (from == into) {
        g_set_error_literal(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                            _(kind->merges_itself));
        return false;
    }
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && heading_get(db, kind, from, strings, gone, error) &&
           heading_get(db, kind, into, strings, merged, error) &&
           fill(db, kind, gone, merged, error) && pass_on(db, kind, gone, merged, error) &&
           heading_remove(db, kind, from, error) && heading_update(db, kind, merged, error) &&
           search_refresh_linked(db, into, error) && txn_commit(txn, error);
}

bool heading_link(struct db *db, const struct heading_kind *kind, int64_t item, int64_t id,
                  bool is_linked, GError **error)
{
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL &&
           query_run(db, is_linked ? kind->link : kind->unlink,
                     VALUES(VALUE_KEY("item", item), VALUE_KEY(kind->table, id)), error) &&
           search_refresh(db, item, error) && txn_commit(txn, error);
}
