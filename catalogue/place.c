#include "catalogue/place.h"

#include "catalogue/heading.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FIELD(name, kind) COLUMN(struct place, name, kind)
static const struct column place_columns[] = {
    FIELD(id, KEY),          FIELD(name, WORDS),    FIELD(parent, KEY),     FIELD(about, WORDS),
    FIELD(changed_at, TEXT), FIELD(latitude, REAL), FIELD(longitude, REAL), {.name = NULL}};
#undef FIELD

HEADING_IS_FIRST(struct place);

static void round_off(void *row)
{
    struct place *place = row;
    place->latitude = round(place->latitude * 100) / 100;
    place->longitude = round(place->longitude * 100) / 100;
}

static void fill(void *row, const void *other)
{
    struct place *place = row;
    const struct place *from = other;
    if (isnan(place->latitude) || isnan(place->longitude)) {
        place->latitude = from->latitude;
        place->longitude = from->longitude;
    }
}

static const struct heading_kind places = {
    .table = "place",
    .size = sizeof(struct place),
    .columns = place_columns,
    .insert = STATEMENT_PLACE_INSERT,
    .update = STATEMENT_PLACE_UPDATE,
    .remove = STATEMENT_PLACE_REMOVE,
    .by_id = STATEMENT_PLACE_BY_ID,
    .by_name = STATEMENT_PLACE_BY_NAME,
    .list = STATEMENT_PLACE_LIST,
    .is_above = STATEMENT_PLACE_IS_ABOVE,
    .merge_links = STATEMENT_PLACE_MERGE_LINKS,
    .merge_children = STATEMENT_PLACE_MERGE_CHILDREN,
    .link = STATEMENT_PLACE_LINK,
    .unlink = STATEMENT_PLACE_UNLINK,
    .of_item = STATEMENT_PLACE_OF_ITEM,
    .needs_name = N_("a place needs a name"),
    .has_namesake =
        N_("there is such a place already; choose another name, or make the two one with "
           "`rwf place merge`"),
    .is_unknown = N_("the archive has no such place"),
    .merges_itself = N_("a place cannot be merged into itself"),
    .tidy = round_off,
    .fill = fill,
};

bool place_insert(struct db *db, struct place *place, GError **error)
{
    return heading_insert(db, &places, place, error);
}

bool place_update(struct db *db, const struct place *place, GError **error)
{
    return heading_update(db, &places, place, error);
}

bool place_remove(struct db *db, int64_t id, GError **error)
{
    return heading_remove(db, &places, id, error);
}

bool place_get(struct db *db, int64_t id, GStringChunk *strings, struct place *place,
               GError **error)
{
    return heading_get(db, &places, id, strings, place, error);
}

bool place_find(struct db *db, const char *name, GStringChunk *strings, struct place *place,
                GError **error)
{
    return heading_find(db, &places, name, strings, place, error);
}

GArray *place_list(struct db *db, GStringChunk *strings, GError **error)
{
    return heading_list(db, &places, strings, error);
}

bool place_merge(struct db *db, int64_t from, int64_t into, GError **error)
{
    return heading_merge(db, &places, from, into, error);
}

bool place_link(struct db *db, int64_t item, int64_t place, GError **error)
{
    return heading_link(db, &places, item, place, true, error);
}

bool place_unlink(struct db *db, int64_t item, int64_t place, GError **error)
{
    return heading_link(db, &places, item, place, false, error);
}

GArray *place_of_item(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return heading_of_item(db, &places, item, strings, error);
}
