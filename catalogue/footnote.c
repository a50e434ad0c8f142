#include "catalogue/footnote.h"

#include "catalogue/key.h"
#include "catalogue/query.h"

#define FIELD(name, kind) COLUMN(struct footnote, name, kind)
static const struct column footnote_columns[] = {FIELD(id, KEY),           FIELD(cue, KEY),
                                                 FIELD(position, INTEGER), FIELD(text, WORDS),
                                                 FIELD(links, WORDS),      {.name = NULL}};
#undef FIELD

bool footnote_insert(struct db *db, struct footnote *footnote, GError **error)
{
    footnote->id = key_draw();
    return query_put(db, STATEMENT_FOOTNOTE_INSERT, footnote_columns, footnote, error);
}

GArray *footnote_list(struct db *db, int64_t item, const char *purpose, const char *language,
                      GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_FOOTNOTE_LIST,
                      VALUES(VALUE_KEY("item", item), VALUE_TEXT("purpose", purpose),
                             VALUE_TEXT("language", language)),
                      footnote_columns, sizeof(struct footnote), strings, error);
}
