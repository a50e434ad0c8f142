#include "catalogue/part.h"

#include "catalogue/error.h"
#include "catalogue/query.h"

#include <glib/gi18n-lib.h>

static const struct column part_columns[] = {COLUMN(struct part, id, KEY),
                                             COLUMN(struct part, code, WORDS),
                                             COLUMN(struct part, title, WORDS),
                                             {.name = NULL}};

bool part_put(struct db *db, int64_t item, int64_t whole, GError **error)
{
    int64_t is_around = 0;
    const struct value of[] = {VALUE_KEY("item", item), VALUE_KEY("whole", whole), {.name = NULL}};
    if (!query_number(db, STATEMENT_PART_IS_AROUND, of, &is_around, error))
        return false;
    if (is_around != 0) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("an item cannot be a part of itself, nor of what is in it"));
        return false;
    }
    return query_run(db, STATEMENT_PART_PUT, of, error);
}

static GArray *list(struct db *db, enum statement statement, int64_t item, GStringChunk *strings,
                    GError **error)
{
    return query_list(db, statement, VALUES(VALUE_KEY("item", item)), part_columns,
                      sizeof(struct part), strings, error);
}

GArray *part_whole(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return list(db, STATEMENT_PART_WHOLE, item, strings, error);
}

GArray *part_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return list(db, STATEMENT_PART_LIST, item, strings, error);
}
