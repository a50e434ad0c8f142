#include "catalogue/theme.h"

#include "catalogue/heading.h"

#include <glib/gi18n-lib.h>

#define FIELD(name, kind) COLUMN(struct theme, name, kind)
static const struct column theme_columns[] = {
    FIELD(id, KEY),          FIELD(name, WORDS),       FIELD(parent, KEY), FIELD(about, WORDS),
    FIELD(changed_at, TEXT), FIELD(position, INTEGER), {.name = NULL}};
#undef FIELD

HEADING_IS_FIRST(struct theme);

static const struct heading_kind themes = {
    .table = "theme",
    .size = sizeof(struct theme),
    .columns = theme_columns,
    .insert = STATEMENT_THEME_INSERT,
    .update = STATEMENT_THEME_UPDATE,
    .remove = STATEMENT_THEME_REMOVE,
    .by_id = STATEMENT_THEME_BY_ID,
    .by_name = STATEMENT_THEME_BY_NAME,
    .list = STATEMENT_THEME_LIST,
    .is_above = STATEMENT_THEME_IS_ABOVE,
    .merge_links = STATEMENT_THEME_MERGE_LINKS,
    .merge_children = STATEMENT_THEME_MERGE_CHILDREN,
    .link = STATEMENT_THEME_LINK,
    .unlink = STATEMENT_THEME_UNLINK,
    .of_item = STATEMENT_THEME_OF_ITEM,
    .needs_name = N_("a theme needs a name"),
    .has_namesake =
        N_("there is such a theme already; choose another name, or make the two one with "
           "`rwf theme merge`"),
    .is_unknown = N_("the archive has no such theme"),
    .merges_itself = N_("a theme cannot be merged into itself"),
};

bool theme_insert(struct db *db, struct theme *theme, GError **error)
{
    return heading_insert(db, &themes, theme, error);
}

bool theme_update(struct db *db, const struct theme *theme, GError **error)
{
    return heading_update(db, &themes, theme, error);
}

bool theme_remove(struct db *db, int64_t id, GError **error)
{
    return heading_remove(db, &themes, id, error);
}

bool theme_get(struct db *db, int64_t id, GStringChunk *strings, struct theme *theme,
               GError **error)
{
    return heading_get(db, &themes, id, strings, theme, error);
}

bool theme_find(struct db *db, const char *name, GStringChunk *strings, struct theme *theme,
                GError **error)
{
    return heading_find(db, &themes, name, strings, theme, error);
}

GArray *theme_list(struct db *db, GStringChunk *strings, GError **error)
{
    return heading_list(db, &themes, strings, error);
}

bool theme_merge(struct db *db, int64_t from, int64_t into, GError **error)
{
    return heading_merge(db, &themes, from, into, error);
}

bool theme_link(struct db *db, int64_t item, int64_t theme, GError **error)
{
    return heading_link(db, &themes, item, theme, true, error);
}

bool theme_unlink(struct db *db, int64_t item, int64_t theme, GError **error)
{
    return heading_link(db, &themes, item, theme, false, error);
}

GArray *theme_of_item(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return heading_of_item(db, &themes, item, strings, error);
}
