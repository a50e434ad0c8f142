#include "catalogue/copy.h"

#include "catalogue/archive.h"
#include "catalogue/key.h"
#include "catalogue/query.h"
#include "catalogue/txn.h"

static const struct column copy_columns[] = {COLUMN(struct copy, id, KEY),
                                             COLUMN(struct copy, path, WORDS),
                                             COLUMN(struct copy, made_at, WORDS),
                                             COLUMN(struct copy, kind, WORDS),
                                             COLUMN(struct copy, holds, WORDS),
                                             COLUMN(struct copy, owes, INTEGER),
                                             {.name = NULL}};

static const struct column owed_columns[] = {
    COLUMN(struct owed, copy, KEY),      COLUMN(struct owed, path, WORDS),
    COLUMN(struct owed, made_at, WORDS), COLUMN(struct owed, kind, WORDS),
    COLUMN(struct owed, code, WORDS),    COLUMN(struct owed, at, WORDS),
    COLUMN(struct owed, why, WORDS),     {.name = NULL}};

bool copy_begin(struct db *db, struct copy_start *start, GError **error)
{
    start->at = archive_now();
    return query_number(db, STATEMENT_COPY_LAST_ENTRY, NULL, &start->entry, error);
}

bool copy_remember(struct db *db, const struct copy_start *start, const char *kind,
                   const char *path, const char *holds, bool *is_behind, GError **error)
{
    int64_t erased = 0;
    struct copy copy = {
        .id = key_draw(), .path = path, .made_at = start->at, .kind = kind, .holds = holds};
    const struct value of[] = {
        VALUE_TEXT("path", path), VALUE_INTEGER("entry", start->entry), {.name = NULL}};
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL || !query_number(db, STATEMENT_COPY_ERASED_AFTER, &of[1], &erased, error) ||
        (erased == 0 && !query_run(db, STATEMENT_COPY_SETTLE_PATH, VALUES(of[0]), error)) ||
        !query_put(db, STATEMENT_COPY_REMEMBER, copy_columns, &copy, error))
        return false;
    *is_behind = erased > 0;
    return txn_commit(txn, error);
}

GArray *copy_list(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_COPY_LIST, NULL, copy_columns, sizeof(struct copy), strings,
                      error);
}

bool copy_forget(struct db *db, int64_t copy, GError **error)
{
    return query_run(db, STATEMENT_COPY_FORGET, VALUES(VALUE_KEY("id", copy)), error);
}

bool copy_owe(struct db *db, int64_t copy, const char *code, const char *why, GError **error)
{
    g_autofree char *now = archive_now();
    struct owed owed = {.copy = copy, .code = code, .at = now, .why = why};
    return query_put(db, STATEMENT_COPY_OWE, owed_columns, &owed, error);
}

bool copy_settle(struct db *db, int64_t copy, GError **error)
{
    return query_run(db, STATEMENT_COPY_SETTLE, VALUES(VALUE_KEY("copy", copy)), error);
}

GArray *copy_owed(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_COPY_OWED, NULL, owed_columns, sizeof(struct owed), strings,
                      error);
}
