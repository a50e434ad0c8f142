#include "catalogue/person.h"

#include "catalogue/archive.h"
#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/name.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIELD(name, kind) COLUMN(struct person, name, kind)
static const struct column person_columns[] = {
    FIELD(id, KEY),           FIELD(name, WORDS),      FIELD(sort_name, WORDS),
    FIELD(pronouns, WORDS),   FIELD(about, WORDS),     FIELD(is_name_withheld, FLAG),
    FIELD(is_deceased, FLAG), FIELD(changed_at, TEXT), {.name = NULL}};
#undef FIELD

#define FIELD(name, kind) COLUMN(struct contributor, name, kind)
static const struct column contributor_columns[] = {FIELD(item, KEY),
                                                    FIELD(person, KEY),
                                                    FIELD(role, WORDS),
                                                    FIELD(role_line, WORDS),
                                                    FIELD(position, INTEGER),
                                                    FIELD(name, WORDS),
                                                    FIELD(pronouns, WORDS),
                                                    FIELD(is_name_withheld, FLAG),
                                                    {.name = NULL}};
#undef FIELD

static bool save(struct db *db, enum statement statement, const struct person *person,
                 GError **error)
{
    if (person->name == NULL || *person->name == '\0') {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, _("a person needs a name"));
        return false;
    }
    g_autofree char *now = archive_now();
    struct person row = *person;
    row.changed_at = now;
    if (row.sort_name == NULL || *row.sort_name == '\0')
        row.sort_name = row.name;
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL && query_put(db, statement, person_columns, &row, error) &&
           search_refresh_linked(db, row.id, error) && txn_commit(txn, error);
}

bool person_insert(struct db *db, struct person *person, GError **error)
{
    if (person->id == 0)
        person->id = key_draw();
    return save(db, STATEMENT_PERSON_INSERT, person, error);
}

bool person_update(struct db *db, const struct person *person, GError **error)
{
    return save(db, STATEMENT_PERSON_UPDATE, person, error);
}

bool person_remove(struct db *db, int64_t id, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    g_autoptr(GArray) items = txn == NULL ? NULL
                                          : query_numbers(db, STATEMENT_SEARCH_LINKED,
                                                          VALUES(VALUE_KEY("owner", id)), error);
    if (items == NULL || !name_forget(db, id, error) ||
        !query_run(db, STATEMENT_PERSON_REMOVE, VALUES(VALUE_KEY("id", id)), error))
        return false;
    return search_refresh_items(db, items, error) && txn_commit(txn, error);
}

bool person_get(struct db *db, int64_t id, GStringChunk *strings, struct person *person,
                GError **error)
{
    return query_get(db, STATEMENT_PERSON_BY_ID, VALUES(VALUE_KEY("id", id)), person_columns,
                     strings, person, error);
}

bool person_find(struct db *db, const char *name, GStringChunk *strings, struct person *person,
                 GError **error)
{
    g_autoptr(GArray) found =
        query_list(db, STATEMENT_PERSON_BY_NAME, VALUES(VALUE_TEXT("name", name)), person_columns,
                   sizeof *person, strings, error);
    if (found == NULL)
        return false;
    if (found->len == 1) {
        *person = g_array_index(found, struct person, 0);
        return true;
    }
    if (found->len == 0)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                    _("%s: nobody in the archive has this name"), name);
    else
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("%s: %u people have this name; rename one, or merge them"), name, found->len);
    return false;
}

GArray *person_list(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_PERSON_LIST, NULL, person_columns, sizeof(struct person),
                      strings, error);
}

/* Fills what INTO does not say of themselves with what FROM says; a name that either withholds is. */
static bool fill(struct db *db, const struct person *from, int64_t into, struct person *merged,
                 GStringChunk *strings, GError **error)
{
    if (!person_get(db, into, strings, merged, error))
        return false;
    if (*merged->pronouns == '\0')
        merged->pronouns = from->pronouns;
    if (*merged->about == '\0')
        merged->about = from->about;
    merged->is_name_withheld = merged->is_name_withheld || from->is_name_withheld;
    merged->is_deceased = merged->is_deceased || from->is_deceased;
    return true;
}

bool person_merge(struct db *db, int64_t from, int64_t into, GError **error)
{
    const struct value both[] = {VALUE_KEY("from", from), VALUE_KEY("into", into), {.name = NULL}};
    struct person gone;
    struct person merged;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL || !person_get(db, from, strings, &gone, error) ||
        !fill(db, &gone, into, &merged, strings, error))
        return false;
    const char *name = strcmp(gone.name, merged.name) != 0 ? gone.name : NULL;
    return query_run(db, STATEMENT_PERSON_MERGE_LINKS, both, error) &&
           query_run(db, STATEMENT_PERSON_MERGE_CONSENTS, both, error) &&
           name_give(db, from, into, name, "hidden", error) && person_remove(db, from, error) &&
           person_update(db, &merged, error) && search_refresh_linked(db, into, error) &&
           txn_commit(txn, error);
}

bool person_link(struct db *db, const struct contributor *contributor, GError **error)
{
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL &&
           query_put(db, STATEMENT_PERSON_LINK, contributor_columns, contributor, error) &&
           search_refresh(db, contributor->item, error) && txn_commit(txn, error);
}

bool person_unlink(struct db *db, int64_t item, int64_t person, const char *role, GError **error)
{
    g_autoptr(txn) txn = txn_join(db, error);
    return txn != NULL &&
           query_run(db, STATEMENT_PERSON_UNLINK,
                     VALUES(VALUE_KEY("item", item), VALUE_KEY("person", person),
                            VALUE_TEXT("role", role)),
                     error) &&
           search_refresh(db, item, error) && txn_commit(txn, error);
}

GArray *person_of_item(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_PERSON_OF_ITEM, VALUES(VALUE_KEY("item", item)),
                      contributor_columns, sizeof(struct contributor), strings, error);
}
