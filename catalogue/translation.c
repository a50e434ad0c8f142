#include "catalogue/translation.h"

#include "catalogue/error.h"
#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/language.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/twin.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define FIELD(name, kind) COLUMN(struct translation, name, kind)
static const struct column translation_columns[] = {
    FIELD(id, KEY),     FIELD(owner, KEY),        FIELD(field, WORDS),    FIELD(language, WORDS),
    FIELD(text, WORDS), FIELD(is_reviewed, FLAG), FIELD(made_from, TEXT), {.name = NULL}};
#undef FIELD

static char *digest_of(const char *text)
{
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}

bool translation_is_stale(const struct translation *translation, const char *own)
{
    g_autofree char *digest = digest_of(own);
    return translation->made_from != NULL && own[0] != '\0' &&
           !g_str_equal(translation->made_from, digest);
}

/* What the words are made from: the item's own; NULL for another owner, or another's field; yours.
 * False on error. */
static bool find_source(struct db *db, const struct translation *row, char **digest, GError **error)
{
    int64_t is_item = 0;
    struct item item = ITEM_NEW;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    *digest = NULL;
    if (!query_number(db, STATEMENT_TRANSLATION_IS_OF_ITEM, VALUES(VALUE_KEY("owner", row->owner)),
                      &is_item, error) ||
        (is_item == 1 && !item_get(db, row->owner, strings, &item, error)))
        return false;
    const char *own = is_item == 1 ? item_field_get(&item, row->field, strings) : NULL;
    *digest = own != NULL ? digest_of(own) : NULL;
    return true;
}

static bool refresh(struct db *db, int64_t owner, GError **error)
{
    int64_t is_item = 0;
    return query_number(db, STATEMENT_TRANSLATION_IS_OF_ITEM, VALUES(VALUE_KEY("owner", owner)),
                        &is_item, error) &&
           (is_item == 0 || search_refresh(db, owner, error));
}

static bool save(struct db *db, const struct translation *row, GError **error)
{
    if (row->text != NULL && *row->text != '\0')
        return query_put(db, STATEMENT_TRANSLATION_PUT, translation_columns, row, error);
    return query_run(db, STATEMENT_TRANSLATION_REMOVE,
                     VALUES(VALUE_KEY("owner", row->owner), VALUE_TEXT("field", row->field),
                            VALUE_TEXT("language", row->language)),
                     error);
}

bool translation_put(struct db *db, const struct translation *translation, GError **error)
{
    g_autofree char *language = language_canonical(translation->language);
    if (language == NULL) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("\"%s\" is not a language tag; \"ur\" or \"pa-Arab\" would be"),
                    translation->language);
        return false;
    }
    struct translation row = *translation;
    row.language = language;
    g_autofree char *made_from = NULL;
    g_autofree char *what =
        g_strdup_printf("%" PRId64 "\n%s\n%s", row.owner, row.field, row.language);
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL || !twin_key(db, "translation", what, &row.id, error) ||
        !find_source(db, &row, &made_from, error))
        return false;
    row.made_from = made_from;
    return save(db, &row, error) && refresh(db, row.owner, error) && txn_commit(txn, error);
}

GArray *translation_list(struct db *db, int64_t owner, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_TRANSLATION_LIST, VALUES(VALUE_KEY("owner", owner)),
                      translation_columns, sizeof(struct translation), strings, error);
}
