#include "catalogue/item.h"

#include "catalogue/archive.h"
#include "catalogue/code.h"
#include "catalogue/edtf.h"
#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>

#define MOST_DRAWS 20

#define FIELD(name, kind) COLUMN(struct item, name, kind)
const struct column item_columns[] = {FIELD(id, KEY),
                                      FIELD(code, TEXT),
                                      FIELD(identifier, TEXT),
                                      FIELD(kind, TEXT),
                                      FIELD(form, WORDS),
                                      FIELD(title, WORDS),
                                      FIELD(description, WORDS),
                                      FIELD(language, WORDS),
                                      FIELD(date_edtf, TEXT),
                                      FIELD(date_text, TEXT),
                                      FIELD(date_first, TEXT),
                                      FIELD(date_last, TEXT),
                                      FIELD(era, TEXT),
                                      FIELD(rights, WORDS),
                                      FIELD(rights_note, WORDS),
                                      FIELD(credit, WORDS),
                                      FIELD(sensitivity, NUMBER),
                                      FIELD(summary, WORDS),
                                      FIELD(alt_short, WORDS),
                                      FIELD(alt_long, WORDS),
                                      FIELD(focal_x, REAL),
                                      FIELD(focal_y, REAL),
                                      FIELD(access, WORDS),
                                      FIELD(embargo_until, TEXT),
                                      FIELD(rank, INTEGER),
                                      FIELD(text, WORDS),
                                      FIELD(added_at, TEXT),
                                      FIELD(changed_at, TEXT),
                                      {.name = NULL}};
#undef FIELD

static bool check(const struct item *item, GError **error)
{
    const char *fault = NULL;
    if (item->title == NULL || *item->title == '\0')
        fault = "an item needs a title";
    else if (item->kind == NULL)
        fault = "an item needs a kind: oral_history, picture, film, text or document";
    else if (item->embargo_until != NULL && !edtf_is_day(item->embargo_until))
        fault = "an embargo ends on a day, written YYYY-MM-DD";
    if (fault == NULL)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, "%s: %s",
                item->code == NULL ? "new item" : item->code, fault);
    return false;
}

/* The first and last day follow from the EDTF, whoever wrote the fields. */
static void set_bounds(struct item *item, struct edtf *bounds)
{
    bool is_dated = item->date_edtf != NULL && edtf_parse(item->date_edtf, bounds);
    item->date_first = is_dated && bounds->has_first ? bounds->first : NULL;
    item->date_last = is_dated && bounds->has_last ? bounds->last : NULL;
}

static bool is_taken(struct db *db, enum statement statement, const char *name, const char *value,
                     int64_t besides)
{
    int64_t id = 0;
    return value != NULL &&
           query_number(db, statement, VALUES(VALUE_TEXT(name, value)), &id, NULL) && id != 0 &&
           id != besides;
}

static bool check_identifier(struct db *db, const struct item *item, GError **error)
{
    if (!is_taken(db, STATEMENT_ITEM_BY_IDENTIFIER, "identifier", item->identifier, item->id))
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                _("identifier %s belongs to another item"), item->identifier);
    return false;
}

static void draw_code(struct db *db, struct item *item, GStringChunk *strings)
{
    char code[CODE_SIZE];
    int draws = 0;
    do
        code_draw(code);
    while (++draws < MOST_DRAWS && is_taken(db, STATEMENT_ITEM_BY_CODE, "code", code, 0));
    item->code = g_string_chunk_insert(strings, code);
}

bool item_insert(struct db *db, struct item *item, GStringChunk *strings, GError **error)
{
    if (!check(item, error))
        return false;
    g_autoptr(txn) txn = txn_join(db, error);
    if (txn == NULL || !check_identifier(db, item, error))
        return false;
    if (item->code == NULL)
        draw_code(db, item, strings);
    if (item->id == 0)
        item->id = key_draw();
    g_autofree char *now = archive_now();
    struct edtf bounds;
    struct item row = *item;
    row.added_at = row.added_at == NULL ? now : row.added_at;
    row.changed_at = now;
    set_bounds(&row, &bounds);
    return query_put(db, STATEMENT_ITEM_INSERT, item_columns, &row, error) &&
           search_refresh(db, row.id, error) && txn_commit(txn, error);
}

bool item_update(struct db *db, const struct item *item, GError **error)
{
    if (!check(item, error))
        return false;
    g_autofree char *now = archive_now();
    struct edtf bounds;
    struct item row = *item;
    row.changed_at = now;
    set_bounds(&row, &bounds);
    g_autoptr(txn) txn = txn_join(db, error);
    if (txn == NULL || !check_identifier(db, &row, error) ||
        !query_put(db, STATEMENT_ITEM_UPDATE, item_columns, &row, error))
        return false;
    if (query_changes(db) == 0) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND, _("this item is not there"));
        return false;
    }
    return search_refresh(db, row.id, error) && txn_commit(txn, error);
}

bool item_remove(struct db *db, int64_t id, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL && search_forget(db, id, error) &&
           query_run(db, STATEMENT_ITEM_FORGET_TRANSLATIONS, VALUES(VALUE_KEY("item", id)),
                     error) &&
           query_run(db, STATEMENT_ITEM_REMOVE, VALUES(VALUE_KEY("id", id)), error) &&
           txn_commit(txn, error);
}

bool item_get(struct db *db, int64_t id, GStringChunk *strings, struct item *item, GError **error)
{
    return query_get(db, STATEMENT_ITEM_BY_ID, VALUES(VALUE_KEY("id", id)), item_columns, strings,
                     item, error);
}

bool item_find(struct db *db, const char *name, GStringChunk *strings, struct item *item,
               GError **error)
{
    char code[CODE_SIZE];
    g_autoptr(GError) failed = NULL;
    if (query_get(db, STATEMENT_ITEM_BY_IDENTIFIER, VALUES(VALUE_TEXT("identifier", name)),
                  item_columns, strings, item, &failed))
        return true;
    bool is_absent = g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND);
    if (is_absent && code_parse(name, code)) {
        g_clear_error(&failed);
        if (query_get(db, STATEMENT_ITEM_BY_CODE, VALUES(VALUE_TEXT("code", code)), item_columns,
                      strings, item, &failed))
            return true;
        is_absent = g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND);
    }
    if (is_absent)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                    _("%s: no item has this code or identifier"), name);
    else
        g_propagate_error(error, g_steal_pointer(&failed));
    return false;
}

const char *const item_missing_names[] = {"description", "date",    "era",     "rights", "credit",
                                          "alt_short",   "summary", "consent", "person", "place",
                                          "theme",       "cues",    "asset",   NULL};

static bool check_missing(const char *missing, GError **error)
{
    if (missing == NULL || g_strv_contains(item_missing_names, missing))
        return true;
    g_autofree char *known = g_strjoinv(", ", (char **)item_missing_names);
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                _("\"%s\" cannot be asked for as missing; these can: %s"), missing, known);
    return false;
}

GArray *item_keys(struct db *db, const struct item_filter *filter, GError **error)
{
    g_autofree char *words = filter->words != NULL ? search_query(filter->words) : NULL;
    if (!check_missing(filter->missing, error))
        return NULL;
    return query_numbers(
        db, STATEMENT_ITEM_KEYS,
        VALUES(VALUE_TEXT("kind", filter->kind), VALUE_TEXT("era", filter->era),
               VALUE_TEXT("access", filter->access), VALUE_KEY("theme", filter->theme),
               VALUE_KEY("person", filter->person), VALUE_KEY("place", filter->place),
               VALUE_TEXT("language", filter->language), VALUE_TEXT("from", filter->from),
               VALUE_TEXT("to", filter->to), VALUE_TEXT("words", words),
               VALUE_TEXT("missing", filter->missing), VALUE_TEXT("agreed", filter->agreed),
               VALUE_INTEGER("shown_only", filter->shown_only),
               VALUE_INTEGER("withheld_only", filter->withheld_only),
               VALUE_KEY("limit", filter->limit)),
        error);
}

GArray *item_list(struct db *db, const struct item_filter *filter, GStringChunk *strings,
                  GError **error)
{
    g_autoptr(GArray) keys = item_keys(db, filter, error);
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct item));
    for (guint i = 0; keys != NULL && i < keys->len; i++) {
        struct item item = ITEM_NEW;
        if (!item_get(db, g_array_index(keys, int64_t, i), strings, &item, error))
            return NULL;
        g_array_append_val(items, item);
    }
    return keys != NULL ? g_steal_pointer(&items) : NULL;
}

bool item_count(struct db *db, int64_t *count, GError **error)
{
    return query_number(db, STATEMENT_ITEM_COUNT, NULL, count, error);
}

bool item_is_shown(struct db *db, int64_t id, bool *is_shown, GError **error)
{
    int64_t found = 0;
    if (!query_number(db, STATEMENT_ITEM_IS_SHOWN, VALUES(VALUE_KEY("id", id)), &found, error))
        return false;
    *is_shown = found == 1;
    return true;
}
