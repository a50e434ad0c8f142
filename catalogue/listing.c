#include "catalogue/listing.h"

#include "catalogue/item.h"
#include "catalogue/key.h"
#include "catalogue/query.h"

#define LISTED(field, kind) COLUMN(struct listing, field, kind)
static const struct column listing_columns[] = {
    LISTED(item, KEY),         LISTED(code, WORDS),
    LISTED(identifier, WORDS), LISTED(kind, WORDS),
    LISTED(form, WORDS),       LISTED(title, WORDS),
    LISTED(date, WORDS),       LISTED(edtf, WORDS),
    LISTED(era, WORDS),        LISTED(language, WORDS),
    LISTED(access, WORDS),     LISTED(embargo, WORDS),
    LISTED(rights, WORDS),     LISTED(credit, WORDS),
    LISTED(added_at, WORDS),   LISTED(changed_at, WORDS),
    LISTED(people, WORDS),     LISTED(places, WORDS),
    LISTED(themes, WORDS),     LISTED(consent, WORDS),
    LISTED(is_shown, FLAG),    {.name = NULL}};
#undef LISTED

static const struct column facet_columns[] = {COLUMN(struct facet, facet, WORDS),
                                              COLUMN(struct facet, value, WORDS),
                                              COLUMN(struct facet, items, INTEGER),
                                              COLUMN(struct facet, shown, INTEGER),
                                              {.name = NULL}};

GArray *listing_read(struct db *db, const int64_t *items, size_t count, unsigned wants,
                     GStringChunk *strings, GError **error)
{
    g_autofree char *text = key_list(items, count);
    return query_list(db, STATEMENT_LISTING_READ,
                      VALUES(VALUE_TEXT("keys", text),
                             VALUE_INTEGER("with_people", (wants & LISTING_PEOPLE) != 0),
                             VALUE_INTEGER("with_places", (wants & LISTING_PLACES) != 0),
                             VALUE_INTEGER("with_themes", (wants & LISTING_THEMES) != 0),
                             VALUE_INTEGER("with_consent", (wants & LISTING_CONSENT) != 0)),
                      listing_columns, sizeof(struct listing), strings, error);
}

GArray *facet_list(struct db *db, const struct item_filter *filter, GStringChunk *strings,
                   GError **error)
{
    g_autoptr(GArray) keys = item_keys(db, filter, error);
    if (keys == NULL)
        return NULL;
    g_autofree char *text = key_list((const int64_t *)keys->data, keys->len);
    return query_list(db, STATEMENT_FACET_LIST, VALUES(VALUE_TEXT("keys", text)), facet_columns,
                      sizeof(struct facet), strings, error);
}
