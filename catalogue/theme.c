#include "catalogue/theme.h"

#include "catalogue/archive.h"
#include "catalogue/error.h"
#include "catalogue/name.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/twin.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIELD(name, kind) COLUMN(struct theme, name, kind)
static const struct column theme_columns[] = {
    FIELD(id, KEY),      FIELD(name, WORDS),      FIELD(parent, KEY), FIELD(position, INTEGER),
    FIELD(about, WORDS), FIELD(changed_at, TEXT), {.name = NULL}};
#undef FIELD

static bool check(struct db *db, const struct theme *theme, GError **error)
{
    int64_t is_above = 0;
    if (theme->name == NULL || *theme->name == '\0') {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, _("a theme needs a name"));
        return false;
    }
    if (theme->parent != 0 &&
        !query_number(db, STATEMENT_THEME_IS_ABOVE,
                      VALUES(VALUE_KEY("id", theme->parent), VALUE_KEY("above", theme->id)),
                      &is_above, error))
        return false;
    if (is_above == 0)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, _("%s: cannot stand under itself"),
                theme->name);
    return false;
}

/* Two of one name would be one theme to everybody who reads it. */
static bool is_free(struct db *db, const struct theme *theme, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    struct theme other;
    if (!theme_find(db, theme->name, strings, &other, NULL) || other.id == theme->id ||
        strcmp(other.name, theme->name) != 0)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                _("there is a theme “%s” already; choose another name, or make the two one with "
                  "`rwf theme merge`"),
                theme->name);
    return false;
}

static bool save(struct db *db, enum statement statement, const struct theme *theme, GError **error)
{
    g_autofree char *now = archive_now();
    struct theme row = *theme;
    row.changed_at = now;
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL && check(db, &row, error) && is_free(db, &row, error) &&
           query_put(db, statement, theme_columns, &row, error) &&
           search_refresh_linked(db, row.id, error) && txn_commit(txn, error);
}

bool theme_insert(struct db *db, struct theme *theme, GError **error)
{
    g_autofree char *folded = twin_fold(theme->name == NULL ? "" : theme->name);
    if (theme->id == 0 && !twin_key(db, "theme", folded, &theme->id, error))
        return false;
    return save(db, STATEMENT_THEME_INSERT, theme, error);
}

bool theme_update(struct db *db, const struct theme *theme, GError **error)
{
    return save(db, STATEMENT_THEME_UPDATE, theme, error);
}

bool theme_remove(struct db *db, int64_t id, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    g_autoptr(GArray) items = txn == NULL ? NULL
                                          : query_numbers(db, STATEMENT_SEARCH_LINKED,
                                                          VALUES(VALUE_KEY("owner", id)), error);
    if (items == NULL || !name_forget(db, id, error) ||
        !query_run(db, STATEMENT_THEME_REMOVE, VALUES(VALUE_KEY("id", id)), error))
        return false;
    return search_refresh_items(db, items, error) && txn_commit(txn, error);
}

bool theme_get(struct db *db, int64_t id, GStringChunk *strings, struct theme *theme,
               GError **error)
{
    return query_get(db, STATEMENT_THEME_BY_ID, VALUES(VALUE_KEY("id", id)), theme_columns, strings,
                     theme, error);
}

bool theme_find(struct db *db, const char *name, GStringChunk *strings, struct theme *theme,
                GError **error)
{
    g_autoptr(GError) failed = NULL;
    if (query_get(db, STATEMENT_THEME_BY_NAME, VALUES(VALUE_TEXT("name", name)), theme_columns,
                  strings, theme, &failed))
        return true;
    if (g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND))
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                    _("%s: the archive has no such theme"), name);
    else
        g_propagate_error(error, g_steal_pointer(&failed));
    return false;
}

GArray *theme_list(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_THEME_LIST, NULL, theme_columns, sizeof(struct theme), strings,
                      error);
}

/* Fills what INTO does not say of itself with what FROM says. */
static bool fill(struct db *db, const struct theme *from, int64_t into, struct theme *merged,
                 GStringChunk *strings, GError **error)
{
    int64_t is_above = 0;
    if (!theme_get(db, into, strings, merged, error))
        return false;
    if (*merged->about == '\0')
        merged->about = from->about;
    bool is_free = merged->parent == 0 || merged->parent == from->id;
    if (is_free && from->parent != 0 &&
        !query_number(db, STATEMENT_THEME_IS_ABOVE,
                      VALUES(VALUE_KEY("id", from->parent), VALUE_KEY("above", into)), &is_above,
                      error))
        return false;
    if (is_free)
        merged->parent = is_above == 0 ? from->parent : 0;
    return true;
}

bool theme_merge(struct db *db, int64_t from, int64_t into, GError **error)
{
    const struct value both[] = {VALUE_KEY("from", from), VALUE_KEY("into", into), {.name = NULL}};
    if (from == into) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("a theme cannot be merged into itself"));
        return false;
    }
    struct theme gone;
    struct theme merged;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && theme_get(db, from, strings, &gone, error) &&
           fill(db, &gone, into, &merged, strings, error) &&
           query_run(db, STATEMENT_THEME_MERGE_LINKS, both, error) &&
           query_run(db, STATEMENT_THEME_MERGE_CHILDREN, both, error) &&
           name_give(db, from, into, gone.name, "former", error) && theme_remove(db, from, error) &&
           theme_update(db, &merged, error) && search_refresh_linked(db, into, error) &&
           txn_commit(txn, error);
}

static bool change_link(struct db *db, enum statement statement, int64_t item, int64_t theme,
                        GError **error)
{
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL &&
           query_run(db, statement, VALUES(VALUE_KEY("item", item), VALUE_KEY("theme", theme)),
                     error) &&
           search_refresh(db, item, error) && txn_commit(txn, error);
}

bool theme_link(struct db *db, int64_t item, int64_t theme, GError **error)
{
    return change_link(db, STATEMENT_THEME_LINK, item, theme, error);
}

bool theme_unlink(struct db *db, int64_t item, int64_t theme, GError **error)
{
    return change_link(db, STATEMENT_THEME_UNLINK, item, theme, error);
}

GArray *theme_of_item(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_THEME_OF_ITEM, VALUES(VALUE_KEY("item", item)), theme_columns,
                      sizeof(struct theme), strings, error);
}
