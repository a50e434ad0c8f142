#include "catalogue/place.h"

#include "catalogue/archive.h"
#include "catalogue/error.h"
#include "catalogue/name.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/twin.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FIELD(name, kind) COLUMN(struct place, name, kind)
static const struct column place_columns[] = {
    FIELD(id, KEY),         FIELD(name, WORDS),  FIELD(parent, KEY),      FIELD(latitude, REAL),
    FIELD(longitude, REAL), FIELD(about, WORDS), FIELD(changed_at, TEXT), {.name = NULL}};
#undef FIELD

static bool check(struct db *db, const struct place *place, GError **error)
{
    int64_t is_above = 0;
    if (place->name == NULL || *place->name == '\0') {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, _("a place needs a name"));
        return false;
    }
    if (place->parent != 0 &&
        !query_number(db, STATEMENT_PLACE_IS_ABOVE,
                      VALUES(VALUE_KEY("id", place->parent), VALUE_KEY("above", place->id)),
                      &is_above, error))
        return false;
    if (is_above == 0)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, _("%s: cannot stand under itself"),
                place->name);
    return false;
}

/* Two of one name would be one place to everybody who reads it. */
static bool is_free(struct db *db, const struct place *place, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    struct place other;
    if (!place_find(db, place->name, strings, &other, NULL) || other.id == place->id ||
        strcmp(other.name, place->name) != 0)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                _("there is a place “%s” already; choose another name, or make the two one with "
                  "`rwf place merge`"),
                place->name);
    return false;
}

static bool save(struct db *db, enum statement statement, const struct place *place, GError **error)
{
    g_autofree char *now = archive_now();
    struct place row = *place;
    row.changed_at = now;
    row.latitude = round(row.latitude * 100) / 100;
    row.longitude = round(row.longitude * 100) / 100;
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL && check(db, &row, error) && is_free(db, &row, error) &&
           query_put(db, statement, place_columns, &row, error) &&
           search_refresh_linked(db, row.id, error) && txn_commit(txn, error);
}

bool place_insert(struct db *db, struct place *place, GError **error)
{
    g_autofree char *folded = twin_fold(place->name == NULL ? "" : place->name);
    if (place->id == 0 && !twin_key(db, "place", folded, &place->id, error))
        return false;
    return save(db, STATEMENT_PLACE_INSERT, place, error);
}

bool place_update(struct db *db, const struct place *place, GError **error)
{
    return save(db, STATEMENT_PLACE_UPDATE, place, error);
}

bool place_remove(struct db *db, int64_t id, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    g_autoptr(GArray) items = txn == NULL ? NULL
                                          : query_numbers(db, STATEMENT_SEARCH_LINKED,
                                                          VALUES(VALUE_KEY("owner", id)), error);
    if (items == NULL || !name_forget(db, id, error) ||
        !query_run(db, STATEMENT_PLACE_REMOVE, VALUES(VALUE_KEY("id", id)), error))
        return false;
    return search_refresh_items(db, items, error) && txn_commit(txn, error);
}

bool place_get(struct db *db, int64_t id, GStringChunk *strings, struct place *place,
               GError **error)
{
    return query_get(db, STATEMENT_PLACE_BY_ID, VALUES(VALUE_KEY("id", id)), place_columns, strings,
                     place, error);
}

bool place_find(struct db *db, const char *name, GStringChunk *strings, struct place *place,
                GError **error)
{
    g_autoptr(GError) failed = NULL;
    if (query_get(db, STATEMENT_PLACE_BY_NAME, VALUES(VALUE_TEXT("name", name)), place_columns,
                  strings, place, &failed))
        return true;
    if (g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND))
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                    _("%s: the archive has no such place"), name);
    else
        g_propagate_error(error, g_steal_pointer(&failed));
    return false;
}

GArray *place_list(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_PLACE_LIST, NULL, place_columns, sizeof(struct place), strings,
                      error);
}

/* Fills what INTO does not say of itself with what FROM says. */
static bool fill(struct db *db, const struct place *from, int64_t into, struct place *merged,
                 GStringChunk *strings, GError **error)
{
    int64_t is_above = 0;
    if (!place_get(db, into, strings, merged, error))
        return false;
    if (*merged->about == '\0')
        merged->about = from->about;
    if (isnan(merged->latitude) || isnan(merged->longitude)) {
        merged->latitude = from->latitude;
        merged->longitude = from->longitude;
    }
    bool is_free = merged->parent == 0 || merged->parent == from->id;
    if (is_free && from->parent != 0 &&
        !query_number(db, STATEMENT_PLACE_IS_ABOVE,
                      VALUES(VALUE_KEY("id", from->parent), VALUE_KEY("above", into)), &is_above,
                      error))
        return false;
    if (is_free)
        merged->parent = is_above == 0 ? from->parent : 0;
    return true;
}

bool place_merge(struct db *db, int64_t from, int64_t into, GError **error)
{
    const struct value both[] = {VALUE_KEY("from", from), VALUE_KEY("into", into), {.name = NULL}};
    if (from == into) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("a place cannot be merged into itself"));
        return false;
    }
    struct place gone;
    struct place merged;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && place_get(db, from, strings, &gone, error) &&
           fill(db, &gone, into, &merged, strings, error) &&
           query_run(db, STATEMENT_PLACE_MERGE_LINKS, both, error) &&
           query_run(db, STATEMENT_PLACE_MERGE_CHILDREN, both, error) &&
           name_give(db, from, into, gone.name, "former", error) && place_remove(db, from, error) &&
           place_update(db, &merged, error) && search_refresh_linked(db, into, error) &&
           txn_commit(txn, error);
}

static bool change_link(struct db *db, enum statement statement, int64_t item, int64_t place,
                        GError **error)
{
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL &&
           query_run(db, statement, VALUES(VALUE_KEY("item", item), VALUE_KEY("place", place)),
                     error) &&
           search_refresh(db, item, error) && txn_commit(txn, error);
}

bool place_link(struct db *db, int64_t item, int64_t place, GError **error)
{
    return change_link(db, STATEMENT_PLACE_LINK, item, place, error);
}

bool place_unlink(struct db *db, int64_t item, int64_t place, GError **error)
{
    return change_link(db, STATEMENT_PLACE_UNLINK, item, place, error);
}

GArray *place_of_item(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_PLACE_OF_ITEM, VALUES(VALUE_KEY("item", item)), place_columns,
                      sizeof(struct place), strings, error);
}
