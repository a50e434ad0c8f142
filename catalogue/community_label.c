#include "catalogue/community_label.h"

#include "catalogue/key.h"
#include "catalogue/query.h"

#define FIELD(name, kind) COLUMN(struct community_label, name, kind)
static const struct column community_label_columns[] = {
    FIELD(id, KEY),     FIELD(item, KEY),       FIELD(label_code, WORDS), FIELD(community, WORDS),
    FIELD(says, WORDS), FIELD(language, WORDS), FIELD(url, WORDS),        {.name = NULL}};
#undef FIELD

bool community_label_insert(struct db *db, struct community_label *label, GError **error)
{
    if (label->id == 0)
        label->id = key_draw();
    struct community_label row = *label;
    if (row.language == NULL)
        row.language = "en";
    return query_put(db, STATEMENT_COMMUNITY_LABEL_INSERT, community_label_columns, &row, error);
}

bool community_label_remove(struct db *db, int64_t id, GError **error)
{
    return query_run(db, STATEMENT_COMMUNITY_LABEL_REMOVE, VALUES(VALUE_KEY("id", id)), error);
}

GArray *community_label_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_COMMUNITY_LABEL_LIST, VALUES(VALUE_KEY("item", item)),
                      community_label_columns, sizeof(struct community_label), strings, error);
}
