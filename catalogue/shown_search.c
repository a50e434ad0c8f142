#include "catalogue/shown_search.h"

#include "catalogue/error.h"
#include "catalogue/query.h"
#include "catalogue/search.h"
#include "catalogue/shown_card.h"

#define MOST_HITS     100
#define TEXTS_AN_ITEM 8

/* A text that matched; an item may have many. */
struct match {
    int64_t item;
    const char *field;
    int64_t at_ms;
    const char *snippet;
    const char *language;
};

static const struct column match_columns[] = {
    COLUMN(struct match, item, KEY),       COLUMN(struct match, field, WORDS),
    COLUMN(struct match, at_ms, MS),       COLUMN(struct match, snippet, WORDS),
    COLUMN(struct match, language, WORDS), {.name = NULL}};

static bool is_there_already(const struct shown_hits *hits, int64_t item)
{
    for (size_t i = 0; i < hits->count; i++)
        if (hits->hits[i].card.id == item)
            return true;
    return false;
}

static bool keep_best(struct db *db, const GArray *matches, size_t most, const char *language,
                      struct shown_hits *hits, GError **error)
{
    for (unsigned i = 0; i < matches->len; i++) {
        const struct match *match = &g_array_index(matches, struct match, i);
        if (is_there_already(hits, match->item))
            continue;
        if (hits->count == most) {
            hits->has_more = true;
            return true;
        }
        struct shown_hit *hit = &hits->hits[hits->count];
        if (!shown_card_read(db, match->item, language, hits->strings, &hit->card, error))
            return false;
        hit->field = match->field;
        hit->at_ms = match->at_ms;
        hit->snippet = match->snippet;
        hit->language = match->language;
        hits->count++;
    }
    return true;
}

struct shown_hits *shown_search(struct db *db, const char *typed, unsigned kinds, int limit,
                                const char *language, GError **error)
{
    size_t most = (size_t)CLAMP(limit, 1, MOST_HITS);
    g_autofree char *words = search_query(typed);
    g_autoptr(shown_hits) hits = g_new0(struct shown_hits, 1);
    hits->strings = g_string_chunk_new(8192);
    hits->hits = g_new0(struct shown_hit, most);
    if (words == NULL)
        return g_steal_pointer(&hits);
    g_autoptr(GArray) matches =
        query_list(db, STATEMENT_SHOWN_SEARCH,
                   VALUES(VALUE_TEXT("words", words), VALUE_INTEGER("kinds", kinds),
                          VALUE_INTEGER("limit", (int64_t)(most + 1) * TEXTS_AN_ITEM)),
                   match_columns, sizeof(struct match), hits->strings, error);
    if (matches == NULL || !keep_best(db, matches, most, language, hits, error))
        return NULL;
    return g_steal_pointer(&hits);
}

void shown_hits_free(struct shown_hits *hits)
{
    if (hits == NULL)
        return;
    g_string_chunk_free(hits->strings);
    g_free(hits->hits);
    g_free(hits);
}
