#include "catalogue/cue.h"

#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/language.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#define HOUR_MS 3600000

#define FIELD(name, kind) COLUMN(struct cue, name, kind)
static const struct column cue_columns[] = {
    FIELD(id, KEY),           FIELD(item, KEY),       FIELD(asset, KEY),
    FIELD(purpose, WORDS),    FIELD(language, WORDS), FIELD(position, INTEGER),
    FIELD(begin_ms, INTEGER), FIELD(end_ms, INTEGER), FIELD(speaker, WORDS),
    FIELD(text, WORDS),       {.name = NULL}};
#undef FIELD

static int compare_times(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a;
    int64_t second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

/* Every beginning in order, to find the next one after a moment. */
static int64_t *sorted_beginnings(const struct cue *cues, size_t count)
{
    int64_t *beginnings = g_new(int64_t, MAX(count, 1));
    for (size_t i = 0; i < count; i++)
        beginnings[i] = cues[i].begin_ms;
    qsort(beginnings, count, sizeof *beginnings, compare_times);
    return beginnings;
}

static int64_t next_beginning(const int64_t *beginnings, size_t count, int64_t after)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (beginnings[middle] <= after)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count ? beginnings[low] : -1;
}

static int64_t end_of(const struct cue *cue, const int64_t *beginnings, size_t count,
                      int64_t duration_ms)
{
    if (cue->end_ms > cue->begin_ms)
        return cue->end_ms;
    int64_t next = next_beginning(beginnings, count, cue->begin_ms);
    if (next > 0)
        return next;
    return duration_ms > cue->begin_ms ? duration_ms : cue->begin_ms + HOUR_MS;
}

static bool insert_all(struct db *db, const struct cue *shared, const struct cue *cues,
                       size_t count, int64_t duration_ms, GError **error)
{
    g_autofree int64_t *beginnings = sorted_beginnings(cues, count);
    for (size_t i = 0; i < count; i++) {
        struct cue row = *shared;
        row.id = key_draw();
        row.position = (int64_t)i;
        row.begin_ms = MAX(cues[i].begin_ms, 0);
        row.end_ms = end_of(&cues[i], beginnings, count, duration_ms);
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
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, "\"%s\" is not a language tag",
                    language);
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

bool cue_shift(struct db *db, int64_t item, const char *purpose, const char *language,
               int64_t by_ms, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    return txn != NULL &&
           query_run(db, STATEMENT_CUE_SHIFT,
                     VALUES(VALUE_KEY("item", item), VALUE_TEXT("purpose", purpose),
                            VALUE_TEXT("language", language), VALUE_INTEGER("by", by_ms)),
                     error) &&
           search_refresh(db, item, error) && txn_commit(txn, error);
}
