#include "catalogue/copy.h"

#include "catalogue/archive.h"
#include "catalogue/key.h"
#include "catalogue/query.h"

static const struct column copy_columns[] = {COLUMN(struct copy, id, KEY),
                                             COLUMN(struct copy, path, WORDS),
                                             COLUMN(struct copy, made_at, WORDS),
                                             {.name = NULL}};

bool copy_remember(struct db *db, const char *path, GError **error)
{
    g_autofree char *now = archive_now();
    struct copy copy = {.id = key_draw(), .path = path, .made_at = now};
    return query_put(db, STATEMENT_COPY_REMEMBER, copy_columns, &copy, error);
}

GArray *copy_list(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_COPY_LIST, NULL, copy_columns, sizeof(struct copy), strings,
                      error);
}
