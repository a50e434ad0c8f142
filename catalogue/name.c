#include "catalogue/name.h"

#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/translation.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct column name_columns[] = {
    COLUMN(struct name, id, KEY),         COLUMN(struct name, owner, KEY),
    COLUMN(struct name, standing, WORDS), COLUMN(struct name, name, WORDS),
    COLUMN(struct name, language, WORDS), {.name = NULL}};

bool name_put(struct db *db, const struct name *name, GError **error)
{
    struct name row = *name;
    row.id = key_draw();
    if (row.language == NULL)
        row.language = "und";
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && query_put(db, STATEMENT_NAME_PUT, name_columns, &row, error) &&
           search_refresh_linked(db, row.owner, error) && txn_commit(txn, error);
}

bool name_remove(struct db *db, int64_t owner, const char *name, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL ||
        !query_run(db, STATEMENT_NAME_REMOVE,
                   VALUES(VALUE_KEY("owner", owner), VALUE_TEXT("name", name)), error))
        return false;
    if (query_changes(db) == 0) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND, _("%s: no such other name"),
                    name);
        return false;
    }
    return search_refresh_linked(db, owner, error) && txn_commit(txn, error);
}

GArray *name_list(struct db *db, int64_t owner, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_NAME_LIST, VALUES(VALUE_KEY("owner", owner)), name_columns,
                      sizeof(struct name), strings, error);
}

bool name_forget(struct db *db, int64_t owner, GError **error)
{
    const struct value of[] = {VALUE_KEY("owner", owner), {.name = NULL}};
    return query_run(db, STATEMENT_NAME_FORGET, of, error) &&
           query_run(db, STATEMENT_NAME_FORGET_TRANSLATIONS, of, error);
}

static bool has_text(const GArray *texts, const struct translation *wanted)
{
    for (unsigned i = 0; i < texts->len; i++) {
        const struct translation *text = &g_array_index(texts, struct translation, i);
        if (strcmp(text->field, wanted->field) == 0 &&
            strcmp(text->language, wanted->language) == 0)
            return true;
    }
    return false;
}

static bool give_text(struct db *db, const struct translation *text, const GArray *theirs,
                      const char *standing, GError **error)
{
    struct name name = {
        .owner = text->owner, .standing = standing, .name = text->text, .language = text->language};
    if (!has_text(theirs, text))
        return translation_put(db, text, error);
    return strcmp(text->field, "name") != 0 || name_put(db, &name, error);
}

/* One that INTO goes by already keeps its standing. */
static bool give_name(struct db *db, const struct name *name, GStringChunk *strings, GError **error)
{
    g_autoptr(GArray) names = name_list(db, name->owner, strings, error);
    for (unsigned i = 0; names != NULL && i < names->len; i++)
        if (strcmp(g_array_index(names, struct name, i).name, name->name) == 0)
            return true;
    return names != NULL && name_put(db, name, error);
}

bool name_give(struct db *db, int64_t from, int64_t into, const char *name, const char *standing,
               GError **error)
{
    const struct name former = {.owner = into, .standing = standing, .name = name};
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    g_autoptr(GArray) texts = translation_list(db, from, strings, error);
    g_autoptr(GArray) theirs = texts == NULL ? NULL : translation_list(db, into, strings, error);
    if (theirs == NULL ||
        !query_run(db, STATEMENT_NAME_GIVE,
                   VALUES(VALUE_KEY("from", from), VALUE_KEY("into", into)), error) ||
        (name != NULL && !give_name(db, &former, strings, error)))
        return false;
    for (unsigned i = 0; i < texts->len; i++) {
        struct translation *text = &g_array_index(texts, struct translation, i);
        text->owner = into;
        if (!give_text(db, text, theirs, standing, error))
            return false;
    }
    return true;
}

bool name_count_items(struct db *db, int64_t owner, int64_t *count, GError **error)
{
    return query_number(db, STATEMENT_NAME_COUNT_ITEMS, VALUES(VALUE_KEY("owner", owner)), count,
                        error);
}
