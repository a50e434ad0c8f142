#include "catalogue/content_note.h"

#include "catalogue/key.h"
#include "catalogue/query.h"

#define FIELD(name, kind) COLUMN(struct content_note, name, kind)
static const struct column content_note_columns[] = {
    FIELD(id, KEY),       FIELD(item, KEY),   FIELD(begin_ms, MS),        FIELD(end_ms, MS),
    FIELD(level, NUMBER), FIELD(says, WORDS), FIELD(hides_picture, FLAG), {.name = NULL}};
#undef FIELD

bool content_note_insert(struct db *db, struct content_note *note, GError **error)
{
    if (note->id == 0)
        note->id = key_draw();
    struct content_note row = *note;
    return query_put(db, STATEMENT_CONTENT_NOTE_INSERT, content_note_columns, &row, error);
}

bool content_note_remove(struct db *db, int64_t id, GError **error)
{
    return query_run(db, STATEMENT_CONTENT_NOTE_REMOVE, VALUES(VALUE_KEY("id", id)), error);
}

GArray *content_note_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_CONTENT_NOTE_LIST, VALUES(VALUE_KEY("item", item)),
                      content_note_columns, sizeof(struct content_note), strings, error);
}
