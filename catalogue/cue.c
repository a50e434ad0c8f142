#include "catalogue/cue.h"

#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/language.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>

#define HOUR_MS 3600000

#define FIELD(name, kind) COLUMN(struct cue, name, kind)
static const struct column cue_columns[] = {
    FIELD(id, KEY),           FIELD(item, KEY),       FIELD(asset, KEY),
    FIELD(purpose, WORDS),    FIELD(language, WORDS), FIELD(position, INTEGER),
    FIELD(begin_ms, INTEGER), FIELD(end_ms, INTEGER), FIELD(speaker, WORDS),
    FIELD(text, WORDS),       {.name = NULL}};
#undef FIELD

/* For each cue where the first after it in the file that begins later begins; -1 where none does. From
 * the end, with those that are not passed yet on a stack. */
static int64_t *next_beginnings(const struct cue *cues, size_t count)
{
    int64_t *next = g_new(int64_t, MAX(count, 1));
    g_autofree int64_t *stack = g_new(int64_t, MAX(count, 1));
    size_t height = 0;
    for (size_t i = count; i-- > 0;) {
        while (height > 0 && stack[height - 1] <= cues[i].begin_ms)
            height--;
        next[i] = height > 0 ? stack[height - 1] : -1;
        stack[height++] = cues[i].begin_ms;
    }
    return next;
}

static int64_t end_of(const struct cue *cue, int64_t next_ms, int64_t duration_ms)
{
    if (cue->end_ms > cue->begin_ms)
        return cue->end_ms;
    if (next_ms > 0)
        return next_ms;
    return duration_ms > cue->begin_ms ? duration_ms : cue->begin_ms + HOUR_MS;
}

static bool insert_all(struct db *db, const struct cue *shared, const struct cue *cues,
                       size_t count, int64_t duration_ms, GError **error)
{
    g_autofree int64_t *next = next_beginnings(cues, count);
    for (size_t i = 0; i < count; i++) {
        struct cue row = *shared;
        row.id = key_draw();
        row.position = (int64_t)i;
        row.begin_ms = MAX(cues[i].begin_ms, 0);
        row.end_ms = end_of(&cues[i], next[i], duration_ms);
        row.speaker = cues[i].speaker;
        row.text = cues[i].text;
        if (!query_put(db, STATEMENT_CUE_INSERT, cue_columns, &row, error))
            return false;
    }
    return true;
}

bool cue_replace(struct db *db, int64_t item, int64_t asset, const char *purpose,
                 const char *language, const struct cue *cues, size_t count, int64_t duration_ms,
                 GError **error)
{
    g_autofree char *canonical = language_canonical(language);
    if (canonical == NULL) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("\"%s\" is not a language tag"), language);
        return false;
    }
    struct cue shared = {.item = item, .asset = asset, .purpose = purpose, .language = canonical};
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL &&
           query_run(db, STATEMENT_CUE_REMOVE,
                     VALUES(VALUE_KEY("item", item), VALUE_TEXT("purpose", purpose),
                            VALUE_TEXT("language", canonical)),
                     error) &&
           insert_all(db, &shared, cues, count, duration_ms, error) &&
           search_refresh(db, item, error) && txn_commit(txn, error);
}

GArray *cue_list(struct db *db, int64_t item, const char *purpose, const char *language,
                 GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_CUE_LIST,
                      VALUES(VALUE_KEY("item", item), VALUE_TEXT("purpose", purpose),
                             VALUE_TEXT("language", language)),
                      cue_columns, sizeof(struct cue), strings, error);
}

bool cue_shift(struct db *db, int64_t item, const char *purpose, const char *language, int64_t from,
               int64_t by_ms, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL &&
           query_run(db, STATEMENT_CUE_SHIFT,
                     VALUES(VALUE_KEY("item", item), VALUE_TEXT("purpose", purpose),
                            VALUE_TEXT("language", language), VALUE_INTEGER("from", from),
                            VALUE_INTEGER("by", by_ms)),
                     error) &&
           search_refresh(db, item, error) && txn_commit(txn, error);
}

bool cue_end(struct db *db, int64_t id, int64_t end_ms, GError **error)
{
    return query_run(db, STATEMENT_CUE_END,
                     VALUES(VALUE_KEY("id", id), VALUE_INTEGER("end_ms", end_ms)), error);
}
