#include "catalogue/term.h"

#include "catalogue/query.h"

GPtrArray *term_names(struct db *db, enum term term, GError **error)
{
    static const enum statement statements[] = {
        [TERM_ITEM] = STATEMENT_TERM_ITEMS,         [TERM_THEME] = STATEMENT_TERM_THEMES,
        [TERM_PERSON] = STATEMENT_TERM_PEOPLE,      [TERM_PLACE] = STATEMENT_TERM_PLACES,
        [TERM_TRAIL] = STATEMENT_TERM_TRAILS,       [TERM_EVENT] = STATEMENT_TERM_EVENTS,
        [TERM_LANGUAGE] = STATEMENT_TERM_LANGUAGES, [TERM_FORM] = STATEMENT_TERM_FORMS,
        [TERM_ROLE] = STATEMENT_TERM_ROLES,
    };
    GPtrArray *names = query_texts(db, statements[term], NULL, error);
    if (names != NULL)
        g_ptr_array_add(names, NULL);
    return names;
}

GArray *term_items_beginning(struct db *db, const char *typed, GStringChunk *strings,
                             GError **error)
{
    static const struct column columns[] = {COLUMN(struct term_item, name, WORDS),
                                            COLUMN(struct term_item, title, WORDS),
                                            {.name = NULL}};
    return query_list(db, STATEMENT_TERM_ITEMS_BEGINNING, VALUES(VALUE_TEXT("typed", typed)),
                      columns, sizeof(struct term_item), strings, error);
}
